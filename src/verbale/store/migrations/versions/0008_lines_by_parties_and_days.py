"""Find what few tellings are about by party and issue, and pass by lines of other days in the index alone."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_line_kind_last_known", "line")
    op.create_index(
        "ix_line_kind_last_known", "line", ["kind", "last_known", "first_known", "first_day", "last_day"], unique=False
    )
    for one, other in (("first_day", "last_day"), ("last_day", "first_day")):
        op.drop_index(f"ix_line_event_{one}", "line")
        _indexed("line", f"ix_line_event_{one}", "kind = -2", "kind", one, other, "first_known", "last_known")
    for name in ("parties", "issues"):
        _indexed("telling", f"ix_telling_kind_{name}", f"{name} IS NOT NULL", "kind", name)


def _indexed(table: str, name: str, condition: str, *columns: str) -> None:
    there = text(condition)
    op.create_index(name, table, [*columns], unique=False, sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    raise NotImplementedError("the older indexes are not made again")
