"""Keep linkages under keys of which only the weeks around are asked for, and what waits in the order it is settled in.

The record is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("contradiction", "blocking", "doing", "telling", "signature", "line", "run", "settlement"):
        op.execute(f"DELETE FROM {table}")
    op.execute("UPDATE article SET settled = false")
    op.drop_index("ix_article_settled", "article")
    op.create_index(
        "ix_article_waiting",
        "article",
        ["known_from", "key"],
        sqlite_where=sa.text("settled = 0"),
        postgresql_where=sa.text("NOT settled"),
    )


def downgrade() -> None:
    raise NotImplementedError("an older Verbale asks for more linkages than are kept")
