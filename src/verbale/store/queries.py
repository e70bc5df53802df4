"""What is asked of a store, and what it answers: statements, lines of the record, articles, and searches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from verbale.model.board import Opposed
from verbale.model.evidence import Finding
from verbale.model.negotiation import Statement
from verbale.model.record import Telling
from verbale.model.text import Passage
from verbale.store.held import StoredArticle

SearchKind = Literal["article", "statement"]
SEARCH_KINDS: tuple[SearchKind, ...] = ("article", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementQuery:
    """Which statements to give; what is None does not matter.

    `speaker` is part of a name, whatever its case and accents. `party` is the speaker's. `since` and `until` include
    their day and compare with the bounds of `said_on`, else of the article's publication; what has neither is left out.
    """

    speaker: str | None = None
    party: str | None = None
    issue: str | None = None
    manner: str | None = None
    act: str | None = None
    since: date | None = None
    until: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What to search for: words that must all occur, in any inflection.

    `"two words"` must stand together, `word*` is a beginning, `-word` must not occur, `a OR b` is either. Days as in
    `StatementQuery`; an article's are those of its publication. Where many are looked at and few are shown, whoever
    asks has them not `marked`, and then those that are shown (see `Store.marked`).
    """

    words: str
    kinds: Collection[SearchKind] = SEARCH_KINDS
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    limit: int = 50
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found: `passage` to show, and within it `marks`, the words that were searched for.

    `statement` is the finding whose content the passage is, None where the hit is in the article's text. `unmarked` is
    its number in the index as long as neither passage nor marks were looked for.
    """

    source: StoredArticle
    passage: Passage
    marks: tuple[Passage, ...]
    statement: Finding[Statement] | None = None
    unmarked: int | None = None


DEMANDS = ("met", "dropped", "condition")
"""As what preconditions are found: as demands that were met or dropped, or as what nobody asks for."""


NEWEST_FIRST: tuple[str, ...] = ("newest", "last day")
"""Orders that begin with the newest."""
Order = Literal["newest", "oldest", "first day", "last day", "next day", "most told", "least sure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuery:
    """Which lines of the record to give; what is None or empty does not matter.

    A line fits where each thing asked for is told by one of its tellings, be it another one each. `kind` is that of
    the content, such as `statement`. `party` is the speaker's, the wanting party, the actor's own, one of the sides of
    an event, or the holder's; `status` is of events and phases, the act of a statement and the kind of a linkage, any
    of those given; a precondition is found under `DEMANDS` where its telling says so. `manner` and `speaker` (part of a
    name) are of statements, `outlet` is the one that tells it. `key` is the beginning of a key that is a hash, its kind
    apart, in hexadecimal digits.

    Days touch the time from the first to the last day that is told of the line, or on which it was told: for the kinds
    that are `DATED`, the last day on which it was told counts only where a telling gives no last day. An event that was
    called off or put off fits too where it was told within a year (`SLIPS`) of the days asked for, as another day may
    have been set. `ahead_of` and `told_since` ask for less: that the last day that is told, or the last on which it was
    told, is not before that day; `told_by` that the first on which it was told is not after it.

    `newest` puts that line first which was told last, `oldest` the one that was told first; `first day` goes by the
    first day that is told of a line, from the oldest on, `last day` by the last, from the newest on, `next day` from
    the oldest; where none is told the day counts on which it was. `most told` goes by the number of tellings. What is
    equal in that is in the order of the keys, from the last one on where that order is among the `NEWEST_FIRST`.
    `least sure` gives no actors, and of other lines those alone that leave something to decide: on none of whose
    tellings a person decided, or of which two tellings fit loosely. It goes by how sure the surest telling is, or how
    well those two fit where that is less; of equals the newest stands first.
    """

    kind: str
    party: str | None = None
    issue: str | None = None
    status: Collection[str] = ()
    manner: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    key: str | None = None
    since: date | None = None
    until: date | None = None
    ahead_of: date | None = None
    told_since: date | None = None
    told_by: date | None = None
    order: Order = "newest"
    limit: int = 50
    offset: int = 0


SLIPS = timedelta(days=366)
"""How far from the day on which it is told that an event is put off another one may be set."""


DATED = ("statement", "event")
"""Kinds of lines that are put in time by the day they tell, and only for want of it by that on which they were told."""


def slipping(query: LineQuery) -> tuple[date, date]:
    """The days between which an event was put off that another day among those asked for may have been set for."""
    first, last = query.since or date.min, query.until or date.max
    return (first - min(SLIPS, first - date.min), last + min(SLIPS, date.max - last))


@dataclass(frozen=True, slots=True)
class LinePage:
    """Keys of lines in order, and the day, number of tellings or thousandths of doubt that place the last one.

    `begun` are of statements the first day that is told of each line and the first on which it was told.
    """

    keys: tuple[str, ...]
    reach: date | int | None = None
    begun: tuple[tuple[date, date], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of statements, the day on which it was told last, and where it stands among others if its rows tell.

    `day` is that by which it is put in order, `article` the key of the one that tells it first. They are None of one
    that more than `FEWEST` tellings tell, or of which these leave it open, as where no article's day is known.
    """

    key: str
    told_last: date
    day: date | None = None
    article: str | None = None


SHORTEST = 6
"""Characters that the beginning of a key must have to stand for the whole."""


SHOWN = 200
"""As many tellings of a line are given at most: the first and the last ones."""


FEWEST = 4
"""As many are given of each of many lines, if there are so many."""


def share(counts: Collection[int], in_all: int | None) -> int:
    """How many tellings are given of a line at most, where lines have so many each."""
    if in_all is None or sum(min(n, SHOWN) for n in counts) <= in_all:
        return SHOWN
    return min(SHOWN, max(FEWEST, in_all // len(counts)))


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line's tellings in the order known, as many as were asked for, and how many there are."""

    key: str
    tellings: tuple[Telling[Any], ...]  # Any: tellings of whatever kind
    count: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """A component of very many tellings: the key of one of its lines, how many tellings and how many lines it has."""

    key: str
    tellings: int
    lines: int


@dataclass(frozen=True, slots=True)
class Opposing:
    """A pair of tellings, and the keys of the lines that they stand in."""

    pair: Opposed
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleQuery:
    """Which articles to give: known from a day between two, both included, of an outlet, and telling of a party.

    `copied` asks for texts alone of which several articles fit.
    """

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    party: str | None = None
    copied: bool = False
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class OutletTold:
    """An outlet with how many articles it published, how many of them are texts of its own, from when to when.

    The days are None where no article of it is dated.
    """

    outlet: str | None
    articles: int
    own: int
    first: date | None
    last: date | None

    def place(self) -> tuple[bool, str]:
        """What outlets are put in order by: every database has its own order of words, and of none."""
        return (self.outlet is None, self.outlet or "")
