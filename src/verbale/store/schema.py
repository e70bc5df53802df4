"""The tables of a dossier. The migrations make them; a test holds that both say the same.

Days are dates, JSON is text with whatever the model's dataclasses hold, in the order of their fields.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)  # fmt: skip

HEAD = "0001"
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
    Column("text", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("set_on", Date, nullable=False),
)  # fmt: skip

article = Table(
    "article", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("section", Text, nullable=False),
    Column("published", Text),
    Column("published_basis", Text, nullable=False),
    Column("published_bounds", Text),
    Column("given_date", Text),
    Column("outlet", Text),
    Column("page", Text),
    Column("credit", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("dateline_span", Text),
    Column("abridged", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("synopsis", Text, nullable=False),
    Column("paragraphs", Text, nullable=False),
    Column("url", Text),
    Column("extracted", Boolean, nullable=False),
    Column("added_on", Date, nullable=False),
    Column("known_from", Date, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("settled", Boolean, nullable=False),
    Column("text", Text, nullable=False),  # last: SQLite reads through it to whatever stands after it
    Index("ix_article_settled", "settled"),
    Index("ix_article_known_from_key", "known_from", "key"),
    Index("ix_article_last_day_first_day", "last_day", "first_day"),
)  # fmt: skip

source = Table(
    "source", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("added_on", Date, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

finding = Table(
    "finding", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("passages", Text, nullable=False),
    Index("ix_finding_article_id_kind", "article_id", "kind"),
)  # fmt: skip

# `place` is the finding's place in the last reading of its article, null where that reading did not make it.
observation = Table(
    "observation", metadata,
    Column("finding_id", ForeignKey("finding.id"), primary_key=True),
    Column("annotator", Text, primary_key=True),
    Column("brief", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("place", Integer),
    sqlite_with_rowid=False,
)  # fmt: skip

# The statements of the last reading of each article, flat, for filters and search; rebuilt when one is read again.
statement = Table(
    "statement", metadata,
    Column("finding_id", ForeignKey("finding.id"), primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("speaker", Text),
    Column("party", Text),
    Column("manner", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("words", Text, nullable=False),
    Index("ix_statement_article_id", "article_id"),
    Index("ix_statement_party_last_day", "party", "last_day"),
    Index("ix_statement_last_day", "last_day"),
)  # fmt: skip

statement_issue = Table(
    "statement_issue", metadata,
    Column("finding_id", ForeignKey("statement.finding_id", ondelete="CASCADE"), primary_key=True),
    Column("issue", Text, primary_key=True),
    Index("ix_statement_issue_issue", "issue"),
    sqlite_with_rowid=False,
)  # fmt: skip

judgement = Table(
    "judgement", metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("verdict", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("passage", Text, nullable=False),
    Column("other", Text),
    Column("field", Text),
    Column("value", Text),
    Column("made_by", Text, nullable=False),
    Column("made_on", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", Text),
)  # fmt: skip

# The record: which cluster (actor, utterance, event, position, phase …) a finding belongs to.
membership = Table(
    "membership", metadata,
    Column("finding_id", ForeignKey("finding.id"), primary_key=True),
    Column("cluster", Text, nullable=False),
    Index("ix_membership_cluster", "cluster"),
)  # fmt: skip

FULL_TEXT = ("article_text", "statement_text")
"""Virtual tables of SQLite's FTS5 over `article.text` and `statement.words`, kept in step by triggers."""
