"""Put what is searched straight into PostgreSQL's indexes, which grow to several times their size by way of a list.

https://www.postgresql.org/docs/15/gin-implementation.html#GIN-FAST-UPDATE
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INDEXES = ("ix_article_text_words", "ix_statement_text_words")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for index in _INDEXES:
        op.execute(f"ALTER INDEX {index} SET (fastupdate = off)")
        op.execute(f"SELECT gin_clean_pending_list('{index}')")


def downgrade() -> None:
    raise NotImplementedError("an older Verbale makes its own indexes")
