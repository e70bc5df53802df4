"""The tables of a dossier. The migrations make them; a test holds that both say the same.

Days are dates, JSON is text. What follows from the rest (`statement`, `statement_issue`, the search indexes, the days
that an article is filed under) can be made again from it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)  # fmt: skip

HEAD = "0002"
"""The newest migration, here so that opening a dossier that is up to date loads no Alembic."""

_NULL, _MARK = "\0", "\ufdd2"


class _WithoutNull(TypeDecorator[str]):
    """Text for PostgreSQL, which cannot hold the character 0: a noncharacter and a digit stand for it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        if value is None or not (_NULL in value or _MARK in value):
            return value
        return value.replace(_MARK, f"{_MARK}1").replace(_NULL, f"{_MARK}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        if value is None or _MARK not in value:
            return value
        return value.replace(f"{_MARK}0", _NULL).replace(f"{_MARK}1", _MARK)


_Text = Text().with_variant(_WithoutNull(), "postgresql")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

brief = Table(
    "brief", metadata,
    Column("number", Integer, primary_key=True),
    Column("text", _Text, nullable=False),
    Column("hash", _Text, nullable=False),
    Column("set_on", Date, nullable=False),
)  # fmt: skip

# What the page says; the days that it is filed under are those of a person's date where one was given.
article = Table(
    "article", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", _Text, nullable=False, unique=True),
    Column("name", _Text, nullable=False),
    Column("title", _Text),
    Column("section", _Text, nullable=False),
    Column("published", _Text),
    Column("published_basis", _Text, nullable=False),
    Column("published_bounds", _Text),
    Column("given_date", _Text),
    Column("outlet", _Text),
    Column("page", _Text),
    Column("credit", _Text),
    Column("byline", _Text),
    Column("dateline", _Text),
    Column("dateline_span", _Text),
    Column("abridged", Boolean, nullable=False),
    Column("kind", _Text, nullable=False),
    Column("synopsis", _Text, nullable=False),
    Column("paragraphs", _Text, nullable=False),
    Column("url", _Text),
    Column("extracted", Boolean, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("known_from", Date, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("settled", Boolean, nullable=False),
    Column("text", _Text, nullable=False),  # last: SQLite reads through it to whatever stands after it
    Index("ix_article_settled", "settled"),
    Index("ix_article_known_from_key", "known_from", "key"),
    Index("ix_article_last_day_first_day", "last_day", "first_day"),
)  # fmt: skip

source = Table(
    "source", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("name", _Text, primary_key=True),
    Column("added_on", Date, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# With what readings were made. `whole` is false where only those annotators are known that found something.
making = Table(
    "making", metadata,
    Column("id", Integer, primary_key=True),
    Column("brief", _Text, nullable=False),
    Column("annotators", _Text, nullable=False),
    Column("whole", Boolean, nullable=False),
    UniqueConstraint("brief", "annotators", "whole"),
)  # fmt: skip

# The last reading of an article, with what others observed beside it. `published` is the date it was read with.
reading = Table(
    "reading", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("making_id", ForeignKey("making.id"), nullable=False),
    Column("published", _Text),
    Column("misdated", Boolean, nullable=False),
    Column("findings", LargeBinary, nullable=False),
    Index("ix_reading_making_id_misdated", "making_id", "misdated"),
)  # fmt: skip

# The statements of the last readings, flat, for filters and search; `place` is the finding's among those packed.
statement = Table(
    "statement", metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("content", _Text, nullable=False),
    Column("speaker", _Text),
    Column("party", _Text),
    Column("manner", _Text, nullable=False),
    Column("act", _Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    UniqueConstraint("article_id", "place"),
    Index("ix_statement_party_last_day", "party", "last_day"),
    Index("ix_statement_last_day", "last_day"),
)  # fmt: skip

statement_issue = Table(
    "statement_issue", metadata,
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("issue", _Text, primary_key=True),
    Index("ix_statement_issue_issue", "issue"),
    sqlite_with_rowid=False,
)  # fmt: skip

judgement = Table(
    "judgement", metadata,
    Column("number", Integer, primary_key=True),
    Column("key", _Text, nullable=False, unique=True),
    Column("verdict", _Text, nullable=False),
    Column("kind", _Text, nullable=False),
    Column("passage", _Text, nullable=False),
    Column("other", _Text),
    Column("field", _Text),
    Column("value", _Text),
    Column("made_by", _Text, nullable=False),
    Column("made_on", _Text, nullable=False),
    Column("why", _Text, nullable=False),
    Column("undoes", _Text),
)  # fmt: skip

# Publication dates that people gave, by the key of the article, so that they outlast its removal; null takes one back.
redating = Table(
    "redating", metadata,
    Column("number", Integer, primary_key=True),
    Column("article", _Text, nullable=False),
    Column("published", _Text),
    Column("made_on", Date, nullable=False),
    Column("made_by", _Text, nullable=False),
    Column("why", _Text, nullable=False),
    Index("ix_redating_article", "article"),
)  # fmt: skip

removed = Table(
    "removed", metadata,
    Column("key", _Text, primary_key=True),
    Column("name", _Text, nullable=False),
    Column("removed_on", Date, nullable=False),
)  # fmt: skip

# The record: which cluster (actor, utterance, event, position, phase …) a finding belongs to.
membership = Table(
    "membership", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("finding", _Text, primary_key=True),
    Column("cluster", _Text, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

FULL_TEXT = ("article_text", "statement_text")
"""The search indexes over the texts of articles and what was stated, which each database has of its own kind."""
