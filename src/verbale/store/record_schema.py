"""The tables of the record, which settling makes from the others."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
)  # fmt: skip

from verbale.store.columns import WORDS, Day, partial, where
from verbale.store.numbers import KINDS
from verbale.store.schema import metadata

__all__ = [
    "RECORD", "asking", "blocking", "blocking_late", "contradiction", "doing", "line", "metadata", "run", "run_late",
    "settlement", "signature", "telling", "term",
]  # fmt: skip

_EVENT = f"kind = {KINDS['event']}"

# Short words that many rows hold: names, parties, issues (`|river|talks|`), acts. Never taken out. The kinds of lines
# have numbers of their own, below zero (`KINDS`).
term = Table(
    "term", metadata,
    Column("id", Integer, primary_key=True),
    Column("text", WORDS, nullable=False, unique=True),
)  # fmt: skip

# What is told of an article beyond its reading, packed, and where its text comes from.
settlement = Table(
    "settlement", metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("dated", Boolean, nullable=False),
    Column("origin_id", Integer),
    Column("newsroom", Integer),
    Column("origin_newsroom", Integer),
    Column("told", LargeBinary),
    Column("rules", Integer, nullable=False, server_default="0"),  # 0: an older Verbale settled it
    Index("ix_settlement_origin_id", "origin_id"),
    Index("ix_settlement_rules", "rules"),
    Index("ix_settlement_newsroom_origin_newsroom", "newsroom", "origin_newsroom"),
)  # fmt: skip

# Tellings that are one without comparing them, such as those of a named actor: the first of them stands for all.
signature = Table(
    "signature", metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", BigInteger, nullable=False, unique=True),
    Column("text", WORDS, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("first_id", Integer, nullable=False),
    Column("first_key", LargeBinary, nullable=False),
    Column("tellings", Integer, nullable=False),
    Column("first_known", Day, nullable=False),
    Column("last_known", Day, nullable=False),
    Column("first_day", Day),
    Column("last_day", Day),
    Column("line_id", Integer),
    Index("ix_signature_line_id", "line_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

# A telling: a finding that reports something, where it stands and what it is filtered by. It is in the line of its
# signature, where it has one, else in its own. Its number is never given to another, so that nothing of one that is
# gone can be taken for one that came.
telling = Table(
    "telling", metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("signature_id", Integer),
    Column("line_id", Integer),
    Column("kind", Integer, nullable=False),
    Column("parties", Integer),
    Column("issues", Integer),
    Column("status", Integer),
    Column("manner", Integer),
    Column("speaker", Integer),
    Column("sure", Integer),
    Column("first_day", Day),
    Column("last_day", Day),
    Column("known_from", Day, nullable=False),
    Index("ix_telling_article_id", "article_id"),
    partial("ix_telling_line_id_known_from", "line_id", "known_from"),
    partial("ix_telling_signature_id_known_from", "signature_id", "known_from"),
    partial("ix_telling_speaker_known_from", "speaker", "known_from"),
    where("ix_telling_kind_parties", "parties IS NOT NULL", "kind", "parties"),
    where("ix_telling_kind_issues", "issues IS NOT NULL", "kind", "issues"),
    sqlite_autoincrement=True,
)  # fmt: skip

# Under which blocking keys (48 bits, a day last) a telling is kept, or by its number below zero a signature. Rows of
# what is gone go when they are met.
blocking = Table(
    "blocking", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("telling_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# The same, of keys entered lately. While many articles are settled they go here in whatever order, as who settles holds
# them, and are put into `blocking` in order when there are a million or all is settled: each would be on a page of its
# own there. Where that broke off, who writes next puts them there.
blocking_late = Table(
    "blocking_late", metadata,
    Column("key", BigInteger, nullable=False),
    Column("telling_id", Integer, nullable=False),
)  # fmt: skip

# The words (two bytes of a hash each) of what took place by an article, by which a demand that comes later finds it.
doing = Table(
    "doing", metadata,
    Column("known_from", Day, primary_key=True),
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("words", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# The words of a demand, by which what takes place later finds it, and how many of them are enough.
asking = Table(
    "asking", metadata,
    Column("known_from", Day, primary_key=True),
    Column("telling_id", Integer, primary_key=True, autoincrement=False),
    Column("enough", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# A line of the record. `component` is one of the lines that it was parted from, null where it is all there is. Where
# nothing told gives a first or a last day, the other one counts, else the day on which it was told. Indexes hold all
# days, so that lines of other days are passed by without being looked at. `loose` is how well the two tellings fit that
# fit least, where a person should look at them; `doubt` is what that and its surest telling leave to doubt, both in
# thousandths, null where nothing is left to decide.
line = Table(
    "line", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", LargeBinary, nullable=False, unique=True),
    Column("kind", Integer, nullable=False),
    Column("component", Integer),
    Column("tellings", Integer, nullable=False),
    Column("first_known", Day, nullable=False),
    Column("last_known", Day, nullable=False),
    Column("first_day", Day),
    Column("last_day", Day),
    Column("loose", Integer),
    Column("doubt", Integer),
    Index("ix_line_kind_last_known", "kind", "last_known", "first_known", "first_day", "last_day"),
    where("ix_line_event_first_day", _EVENT, "kind", "first_day", "last_day", "first_known", "last_known"),
    where("ix_line_event_last_day", _EVENT, "kind", "last_day", "first_day", "first_known", "last_known"),
    where("ix_line_actor_tellings", f"kind = {KINDS['actor']}", "kind", "tellings"),
    partial("ix_line_component", "component"),
    where("ix_line_kind_doubt", "doubt IS NOT NULL", "kind", "doubt", "last_known"),
    sqlite_autoincrement=True,
)  # fmt: skip

# Two tellings that cannot both be true.
contradiction = Table(
    "contradiction", metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Column("rule", Integer, primary_key=True, autoincrement=False),
    Column("differ_in", Integer, nullable=False),
    Column("about", WORDS, nullable=False),
    Column("parts", WORDS, nullable=False),
    Column("known_from", Day, nullable=False),
    Index("ix_contradiction_b", "b"),
    Index("ix_contradiction_known_from", "known_from"),
    sqlite_with_rowid=False,
)  # fmt: skip

# A sample of the runs of words of each article, by which copies are found.
run = Table(
    "run", metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip

# The same of runs entered lately, as `blocking_late` is of keys.
run_late = Table(
    "run_late", metadata,
    Column("run", BigInteger, nullable=False),
    Column("article_id", Integer, nullable=False),
)  # fmt: skip

RECORD = (contradiction, blocking, blocking_late, doing, asking, telling, signature, line, run, run_late, settlement)
"""The tables that settling makes from the others, in the order in which they can be emptied."""
