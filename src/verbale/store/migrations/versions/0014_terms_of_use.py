"""Keep what an item says of its copyright and use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("terms", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("an older Verbale keeps no terms of use")
