"""Keep what came in until somebody decides on it, and where the watch on each feed stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NEEDED = ("name", "came_at", "state", "stamp", "opening", "reason", "decided_by", "articles")
_OPEN = (
    "address", "feed", "given_date", "bounds", "title", "outlet", "published", "again_at", "decided_at",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _NEEDED),
        *(sa.Column(name, sa.Text(), nullable=True) for name in _OPEN),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("runs", sa.LargeBinary(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake"),
    )
    op.create_index("ix_intake_state", "intake", ["state"])
    op.create_index("ix_intake_place", "intake", ["place"])
    op.create_table(
        "watched",
        sa.Column("address", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("title", "etag", "last_modified", "polled_at", "next_at")
        ),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_watched"),
    )


def downgrade() -> None:
    raise NotImplementedError("what came in is not thrown away")
