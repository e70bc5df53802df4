"""Keep a telling under keys that end in a day, so that the days around one are asked for as a stretch.

The record is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("contradiction", "doing", "telling", "signature", "line", "run", "settlement"):
        op.execute(f"DELETE FROM {table}")
    op.execute("UPDATE article SET settled = false")
    op.drop_table("blocking")
    op.create_table(
        "blocking",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("telling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "telling_id", name="pk_blocking"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not know these tables")
