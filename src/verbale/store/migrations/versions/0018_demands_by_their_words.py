"""Keep the words of each demand, by which what takes place finds it without anything being unpacked.

And keep blocking keys that are entered while many articles are settled apart, until there are many of them.

Of demands that are there already they are read when something that took place first asks for the days of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_LINKAGE = -4


def upgrade() -> None:
    op.create_table(
        "asking",
        sa.Column("known_from", sa.Integer(), nullable=False),
        sa.Column("telling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enough", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("known_from", "telling_id", name="pk_asking"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blocking_late",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("telling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "telling_id", name="pk_blocking_late"),
        sqlite_with_rowid=False,
    )
    op.get_bind().execute(
        sa.text(
            "INSERT INTO asking (known_from, telling_id, enough, words)"
            " SELECT known_from, id, 0, :nothing FROM telling WHERE kind = :kind"
        ),
        {"nothing": b"", "kind": _LINKAGE},
    )


def downgrade() -> None:
    raise NotImplementedError("an older Verbale finds demands by keys that are not entered any more")
