"""Keep keys and runs that are entered lately in no order: they are looked for in memory, and put among all others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TABLES = {"blocking": ("key", "telling_id"), "run": ("run", "article_id")}


def upgrade() -> None:
    for table, (first, second) in _TABLES.items():
        op.execute(
            f"INSERT INTO {table} ({first}, {second}) SELECT {first}, {second} FROM {table}_late AS late"
            f" WHERE NOT EXISTS (SELECT 1 FROM {table} AS held"
            f" WHERE held.{first} = late.{first} AND held.{second} = late.{second}) ORDER BY {first}, {second}"
        )
        op.drop_table(f"{table}_late")
        op.create_table(
            f"{table}_late",
            sa.Column(first, sa.BigInteger(), nullable=False),
            sa.Column(second, sa.Integer(), nullable=False),
        )


def downgrade() -> None:
    raise NotImplementedError("an older Verbale looks for what is kept late by its keys")
