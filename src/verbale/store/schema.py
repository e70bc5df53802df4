"""The tables of a dossier. The migrations make them; a test holds that both say the same.

Days are dates, JSON is text. What follows from the rest (`statement`, the search indexes, the days that an article is
filed under, the record) can be made again from it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)  # fmt: skip

from verbale.store.columns import WORDS, Day, partial

HEAD = "0021"
"""The newest migration, here so that opening a dossier that is up to date loads no Alembic."""

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
    Column("text", WORDS, nullable=False),
    Column("hash", WORDS, nullable=False),
    Column("set_on", Date, nullable=False),
)  # fmt: skip

# What the page says; the days that it is filed under are those of a person's date where one was given.
article = Table(
    "article", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", WORDS, nullable=False, unique=True),
    Column("name", WORDS, nullable=False),
    Column("title", WORDS),
    Column("section", WORDS, nullable=False),
    Column("published", WORDS),
    Column("published_basis", WORDS, nullable=False),
    Column("published_bounds", WORDS),
    Column("given_date", WORDS),
    Column("outlet", WORDS),
    Column("page", WORDS),
    Column("credit", WORDS),
    Column("byline", WORDS),
    Column("dateline", WORDS),
    Column("dateline_span", WORDS),
    Column("abridged", Boolean, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("synopsis", WORDS, nullable=False),
    Column("paragraphs", WORDS, nullable=False),
    Column("url", WORDS),
    Column("extracted", Boolean, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("known_from", Date, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("settled", Boolean, nullable=False),
    Column("text", WORDS, nullable=False),  # SQLite reads through it to whatever stands after it
    Column("address", BigInteger),  # the number of the address, as a long one fits no index
    Column("terms", WORDS),
    Index(
        "ix_article_waiting", "known_from", "key",
        sqlite_where=text("settled = 0"), postgresql_where=text("NOT settled"),
    ),
    Index("ix_article_known_from_key", "known_from", "key"),
    Index("ix_article_last_day_first_day", "last_day", "first_day"),
    Index("ix_article_outlet_known_from", "outlet", "known_from"),
    partial("ix_article_address", "address"),
)  # fmt: skip

source = Table(
    "source", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("name", WORDS, primary_key=True),
    Column("added_on", Date, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# With what readings were made. `whole` is false where only those annotators are known that found something.
making = Table(
    "making", metadata,
    Column("id", Integer, primary_key=True),
    Column("brief", WORDS, nullable=False),
    Column("annotators", WORDS, nullable=False),
    Column("whole", Boolean, nullable=False),
    UniqueConstraint("brief", "annotators", "whole"),
)  # fmt: skip

# The last reading of an article, with what others observed beside it. `published` is the date it was read with.
reading = Table(
    "reading", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("making_id", ForeignKey("making.id"), nullable=False),
    Column("published", WORDS),
    Column("misdated", Boolean, nullable=False),
    Column("findings", LargeBinary, nullable=False),
    Index("ix_reading_making_id_misdated", "making_id", "misdated"),
)  # fmt: skip

# The statements of the last readings, flat, for the search; `place` is the finding's among those packed.
statement = Table(
    "statement", metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("content", WORDS, nullable=False),
    Column("first_day", Day),
    Column("last_day", Day),
    UniqueConstraint("article_id", "place"),
)  # fmt: skip

judgement = Table(
    "judgement", metadata,
    Column("number", Integer, primary_key=True),
    Column("key", WORDS, nullable=False, unique=True),
    Column("verdict", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("passage", WORDS, nullable=False),
    Column("other", WORDS),
    Column("field", WORDS),
    Column("value", WORDS),
    Column("made_by", WORDS, nullable=False),
    Column("made_on", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("undoes", WORDS),
)  # fmt: skip

# Publication dates that people gave, by the key of the article, so that they outlast its removal; null takes one back.
redating = Table(
    "redating", metadata,
    Column("number", Integer, primary_key=True),
    Column("article", WORDS, nullable=False),
    Column("published", WORDS),
    Column("made_on", Date, nullable=False),
    Column("made_by", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Index("ix_redating_article", "article"),
)  # fmt: skip

removed = Table(
    "removed", metadata,
    Column("key", WORDS, primary_key=True),
    Column("name", WORDS, nullable=False),
    Column("removed_on", Date, nullable=False),
)  # fmt: skip

# What came in, by whom it was decided on, and what a look at it found. `place` is the number of its name.
intake = Table(
    "intake", metadata,
    Column("id", Integer, primary_key=True),
    *(Column(name, WORDS, nullable=False) for name in (
        "name", "came_at", "state", "stamp", "opening", "reason", "decided_by", "articles",
    )),
    *(Column(name, WORDS) for name in (
        "address", "feed", "given_date", "bounds", "title", "outlet", "published", "again_at", "decided_at",
    )),
    Column("tries", Integer, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("runs", LargeBinary, nullable=False),
    Column("raw", LargeBinary),
    Index("ix_intake_state", "state"),
    Index("ix_intake_place", "place"),
)  # fmt: skip

watched = Table(
    "watched", metadata,
    Column("address", WORDS, primary_key=True),
    *(Column(name, WORDS) for name in ("title", "etag", "last_modified", "polled_at", "next_at")),
    Column("failures", Integer, nullable=False),
    Column("reason", WORDS, nullable=False),
)  # fmt: skip

# What was published. A trigger refuses to change a row, so that what was printed stays what it was.
edition = Table(
    "edition", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", WORDS, nullable=False),
    Column("cut_off", WORDS, nullable=False),
    Column("published_by", WORDS, nullable=False),
    Column("since", WORDS, nullable=False),
    Column("until", WORDS, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("judged", Integer, nullable=False),
    Column("content", WORDS, nullable=False),
)  # fmt: skip

# The sentences of editions that tell something of the record, by the places that carry them: what errata look for.
sentence = Table(
    "sentence", metadata,
    Column("edition", ForeignKey("edition.number"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("article", WORDS, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("line", WORDS),
    Column("words", WORDS, nullable=False),
    Index("ix_sentence_article", "article"),
)  # fmt: skip

# What an editor changed of the next edition: one row at most.
draft = Table(
    "draft", metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content", WORDS, nullable=False),
)  # fmt: skip

# Searches that people saved, under a name each; `query` is as typed, operators and all.
saved_search = Table(
    "saved_search", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", WORDS, nullable=False, unique=True),
    Column("query", WORDS, nullable=False),
    Column("made_by", WORDS, nullable=False),
    Column("made_on", Date, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

# What alerts found by a search, each hit once; it stays when the search goes, so that numbers are never used again.
alert = Table(
    "alert", metadata,
    Column("number", Integer, primary_key=True),
    Column("search_id", Integer, nullable=False),
    Column("hit", WORDS, nullable=False),
    Column("content", WORDS, nullable=False),
    Column("found_on", Date, nullable=False),
    Column("written", Boolean, nullable=False),
    UniqueConstraint("search_id", "hit"),
    Index("ix_alert_written", "written"),
    sqlite_autoincrement=True,
)  # fmt: skip

FULL_TEXT = ("article_text", "statement_text")
"""The search indexes over the texts of articles and what was stated, which each database has of its own kind."""
