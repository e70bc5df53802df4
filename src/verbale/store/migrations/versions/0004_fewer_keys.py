"""Keep a telling under fewer keys, what took place by its words, and list outlets, houses and addresses by indexes.

The record is made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("contradiction", "telling", "line", "run", "settlement"):
        op.execute(f"DELETE FROM {table}")
    op.execute("UPDATE article SET settled = false")
    op.drop_table("blocking")
    op.drop_table("signature")
    op.create_table(
        "blocking",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("telling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "telling_id", name="pk_blocking"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "doing",
        sa.Column("known_from", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("known_from", "article_id", name="pk_doing"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("first_key", sa.LargeBinary(), nullable=False),
        sa.Column("tellings", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("first_known", "last_known")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("first_day", "last_day", "line_id")),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
        sa.UniqueConstraint("hash", name="uq_signature_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signature_line_id", "signature", ["line_id"], unique=False)
    op.create_index("ix_article_outlet_known_from", "article", ["outlet", "known_from"], unique=False)
    op.create_index("ix_article_url", "article", ["url"], unique=False)
    houses = ["newsroom", "origin_newsroom"]
    op.create_index("ix_settlement_newsroom_origin_newsroom", "settlement", houses, unique=False)


def downgrade() -> None:
    raise NotImplementedError("an older Verbale does not know these tables")
