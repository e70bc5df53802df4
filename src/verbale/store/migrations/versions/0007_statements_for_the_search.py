"""Keep of statements what the search needs, and find addresses by their numbers, which fit an index however long."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEPT = "id, article_id, place, content"
_DAY = "CAST(julianday({0}) - 1721424.5 AS INTEGER)"


def upgrade() -> None:
    op.drop_table("statement_issue")
    for name in ("ix_statement_party_last_day", "ix_statement_last_day"):
        op.drop_index(name, "statement")
    if op.get_context().dialect.name == "sqlite":
        _narrowed_in_sqlite()
    else:
        _narrowed_in_postgresql()
    op.drop_index("ix_article_url", "article")
    op.add_column("article", sa.Column("address", sa.BigInteger(), nullable=True))
    there = sa.text("address IS NOT NULL")
    op.create_index("ix_article_address", "article", ["address"], sqlite_where=there, postgresql_where=there)
    connection = op.get_bind()
    for number, url in connection.execute(sa.text("SELECT id, url FROM article WHERE url IS NOT NULL")).all():
        values = {"number": number, "address": _hashed(url.partition("#")[0])}
        connection.execute(sa.text("UPDATE article SET address = :address WHERE id = :number"), values)


def _hashed(address: str) -> int:
    digest = hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest, "big", signed=True)


def _narrowed_in_sqlite() -> None:
    """Make the table anew, as a column that a view stands by is not changed; the view reads from it as before."""
    ((view,),) = op.get_bind().execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'statement_words'")).all()
    op.execute("DROP VIEW statement_words")
    op.create_table(
        "statement_0007",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "article_id", "place")),
        sa.Column("content", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("first_day", "last_day")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_statement_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.UniqueConstraint("article_id", "place", name="uq_statement_article_id_place"),
    )
    days = ", ".join(_DAY.format(name) for name in ("first_day", "last_day"))
    op.execute(f"INSERT INTO statement_0007 ({_KEPT}, first_day, last_day) SELECT {_KEPT}, {days} FROM statement")
    op.drop_table("statement")
    op.rename_table("statement_0007", "statement")
    op.execute(view)


def _narrowed_in_postgresql() -> None:
    for name in ("speaker", "party", "manner", "act"):
        op.drop_column("statement", name)
    for name in ("first_day", "last_day"):
        op.execute(f"ALTER TABLE statement ALTER {name} TYPE integer USING {name} - DATE '0001-01-01' + 1")
    op.execute("UPDATE statement_text SET words = strip(words)")


def downgrade() -> None:
    raise NotImplementedError("what statements were filtered by is not kept")
