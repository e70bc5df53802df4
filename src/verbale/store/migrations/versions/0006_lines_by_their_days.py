"""List lines by indexed days, and events and actors by indexes of their own."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KINDS = {"statement": -1, "event": -2, "actor": -3, "linkage": -4, "position": -5, "phase": -6}


def upgrade() -> None:
    for table in ("telling", "signature", "line"):
        for kind, number in _KINDS.items():
            op.execute(f"UPDATE {table} SET kind = {number} WHERE kind = (SELECT id FROM term WHERE text = '{kind}')")
    op.execute(
        "UPDATE line SET first_day = coalesce(first_day, last_day, first_known), "
        "last_day = coalesce(last_day, first_day, last_known)"
    )
    op.drop_index("ix_telling_listed", "telling")
    op.drop_index("ix_telling_line_id", "telling")
    _indexed("telling", "ix_telling_line_id_known_from", "line_id IS NOT NULL", "line_id", "known_from")
    _indexed("line", "ix_line_event_first_day", "kind = -2", "kind", "first_day")
    _indexed("line", "ix_line_event_last_day", "kind = -2", "kind", "last_day")
    _indexed("line", "ix_line_actor_tellings", "kind = -3", "kind", "tellings")


def _indexed(table: str, name: str, condition: str, *columns: str) -> None:
    there = text(condition)
    op.create_index(name, table, [*columns], unique=False, sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not know these numbers")
