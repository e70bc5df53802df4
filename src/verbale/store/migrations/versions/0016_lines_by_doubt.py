"""Keep how sure each line is and whether a person decided on it, so that the least sure are found first.

The record is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("contradiction", "blocking", "doing", "telling", "signature", "line", "run", "settlement"):
        op.execute(f"DELETE FROM {table}")
    op.execute("UPDATE article SET settled = false")
    op.add_column("telling", sa.Column("sure", sa.Integer(), nullable=True))
    op.add_column("line", sa.Column("loose", sa.Integer(), nullable=True))
    op.add_column("line", sa.Column("doubt", sa.Integer(), nullable=True))
    op.create_index(
        "ix_line_kind_doubt",
        "line",
        ["kind", "doubt", "last_known"],
        sqlite_where=sa.text("doubt IS NOT NULL"),
        postgresql_where=sa.text("doubt IS NOT NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not know how sure lines are")
