"""Keep by which rules an article was settled; of those that are settled already nobody knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("settlement", sa.Column("rules", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_settlement_rules", "settlement", ["rules"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not say by which rules it settles")
