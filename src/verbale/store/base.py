"""What a store of one dossier does, whatever it keeps it in.

A store holds the versions of the brief, the articles with their readings, what people decided, and the record that was
last settled from them. Decisions are only ever added. Days are `datetime.date`, known to the caller: a store reads no
clock. Every iterator may be left early, and the store may be written to while one is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from verbale.model.board import Board, Opposed, RunsAsked, Waiting
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.evidence import Finding, Judgement, Observation, Reading
from verbale.model.intake import Queue
from verbale.model.negotiation import Actor, Statement
from verbale.model.published import Issue, Sentence, StoredDraft
from verbale.model.record import Decision, Source, Telling
from verbale.model.saved import Alert, SavedSearch
from verbale.model.text import Article, Passage

SearchKind = Literal["article", "statement"]
SEARCH_KINDS: tuple[SearchKind, ...] = ("article", "statement")


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """One version of the brief: its number from 1, its text, the hash of its content, the day it was set."""

    number: int
    text: str
    hash: str
    set_on: date


@dataclass(frozen=True, slots=True)
class Redating:
    """A publication date that a person gave an article (its key), as EDTF; None takes back what was given before."""

    article: str
    published: str | None
    made_on: date
    by: str = ""
    why: str = ""

    @property
    def decision(self) -> Decision:
        """The decision that the record shows beside the day."""
        return Decision("published", "", self.by, self.made_on.isoformat(), self.published)


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was taken out of the dossier: its key, the name it bore, and the day."""

    key: str
    name: str
    removed_on: date


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article, the day it was added, and the day from which it counts in views as known on a day.

    That is the upper bound of `published`, else of `published_bounds`, else the day it was added. Where a person gave
    its date, `redated` says so, `article` bears it as stated, and `of_page` is the article with the date of its page.
    """

    article: Article
    added_on: date
    known_from: date
    redated: Redating | None = None
    of_page: Article | None = None


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The reading of an article as last made, with the days of `StoredArticle`, and what it has of its page."""

    reading: Reading
    added_on: date
    known_from: date
    redated: Redating | None = None
    of_page: Article | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement, who made it (None where the text does not say), and the article that reports it."""

    statement: Finding[Statement]
    speaker: Finding[Actor] | None
    source: StoredArticle


@dataclass(frozen=True, slots=True)
class Making:
    """With what a reading was made: every annotator (`name@version`) that took part, and the hash of the brief."""

    annotators: frozenset[str]
    brief: str


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
    `StatementQuery`; an article's are those of its publication.
    """

    words: str
    kinds: Collection[SearchKind] = SEARCH_KINDS
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found: `passage` to show, and within it `marks`, the words that were searched for.

    `statement` is the finding whose content the passage is, None where the hit is in the article's text.
    """

    source: StoredArticle
    passage: Passage
    marks: tuple[Passage, ...]
    statement: Finding[Statement] | None = None


DEMANDS = ("met", "dropped", "condition")
"""As what preconditions are found: as demands that were met or dropped, or as what nobody asks for."""

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
    have been set. `ahead_of` and `told_since` ask for
    less: that the last day that is told, or the last on which it was told, is not before that day.

    `newest` puts that line first which was told last, `oldest` the one that was told first; `first day` goes by the
    first day that is told of a line, from the oldest on, `last day` by the last, from the newest on, `next day` from
    the oldest; where none is told the day counts on which it was. `most told` goes by the number of tellings. What is
    equal in that is in the order of the keys. `least sure` gives no actors, and of other lines those alone that leave
    something to decide: on none of whose tellings a person decided, or of which two tellings fit loosely. It goes by
    how sure the surest telling is, or how well those two fit where that is less; of equals the newest stands first.
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
    """Keys of lines in order, and the day, number of tellings or thousandths of doubt that place the last one."""

    keys: tuple[str, ...]
    reach: date | int | None = None


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


EVERY_ARTICLE = ArticleQuery()


@dataclass(frozen=True, slots=True)
class OutletTold:
    """An outlet with how many articles it published, how many of them are texts of its own, from when to when."""

    outlet: str | None
    articles: int
    own: int
    first: date
    last: date

    def place(self) -> tuple[bool, str]:
        """What outlets are put in order by: every database has its own order of words, and of none."""
        return (self.outlet is None, self.outlet or "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the dossier that cannot be trusted: what it is in, and one line that says how."""

    where: str
    line: str


class Store(Protocol):
    """One dossier. Raises the errors under `DossierError` where its file is locked, full or damaged."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""

    def brief(self) -> StoredBrief:
        """The brief as last set."""

    def briefs(self) -> Iterator[StoredBrief]:
        """Every version of the brief, the first one first."""

    def set_brief(self, text: str, on: date) -> StoredBrief:
        """Keep a new version of the brief, unless it is the last one to the letter; raises BriefError for a bad one."""

    def add(self, reading: Reading, *, added_on: date, making: Making | None = None) -> bool:
        """Keep a reading, whole or not at all; True where the article is new, or had been removed.

        Read again, an article keeps one set of findings, those of the last reading; what earlier ones observed stays in
        `observations`. The same text under another name is one article: it keeps the name under which it was added
        first (of names added on one day the first in the alphabet), and the reading made under that name. `making`
        tells with what the reading was made; left out, the annotators are known that found something. Raises
        InputError for text that has no UTF-8 form, and for findings that are not made of their article.
        """

    def remove(self, key: str, on: date) -> bool:
        """Take an article out with all that follows from it; False where it is not there.

        What people decided about it stays, and adding it again brings it back.
        """

    def removed(self) -> Iterator[Removed]:
        """The articles that were taken out and not added again, in order of day and key."""

    def redate(self, key: str, published: str | None, on: date, *, by: str = "", why: str = "") -> bool:
        """Have an article count from a date that a person gives, in views as known from the day `on`.

        It outlasts reading the article again, and removing it. None takes it back. False where that date stands
        already. Raises InputError where there is no such article, or no such date in EDTF.
        """

    def redatings(self) -> Iterator[Redating]:
        """All dates that people gave, in the order given."""

    def stale(self, annotators: Collection[str], brief_hash: str) -> Iterator[str]:
        """Keys of the articles that should be read again, those known last first.

        Their last reading was made by other annotators (`name@version`), with another brief, or for another date of
        publication than is known now.
        """

    def article(self, key: str) -> StoredArticle | None:
        """The article with that key."""

    def articles(self, *, known_on: date | None = None) -> Iterator[StoredArticle]:
        """All articles in order of publication (`known_from`, then key); those known on a day where one is given."""

    def names(self, key: str) -> tuple[tuple[str, date], ...]:
        """The names under which an article was added, each with the day it was first, in order of day and name."""

    def reading(self, key: str) -> StoredReading | None:
        """The reading of the article with that key."""

    def readings(self, *, known_on: date | None = None) -> Iterator[StoredReading]:
        """All readings, in the order of `articles`."""

    def findings(self, kind: str | None = None, *, known_on: date | None = None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given, in the order of `articles`."""

    def observations(self, article: str, key: str) -> tuple[Observation, ...]:
        """Everyone who made the finding `key` of an article, earlier versions of annotators and briefs included."""

    def statements(self, query: StatementQuery = ..., /) -> Iterator[StoredStatement]:
        """The statements that fit, in the order of `articles` and within one in the order of the text."""

    def search(self, query: SearchQuery, /) -> list[Hit]:
        """The places that fit best, at most `limit` of them; raises InputError where there is no word to search for."""

    def judge(self, judgement: Judgement, *others: Judgement) -> bool:
        """Add a judgement, and others that belong to it: all or none.

        False, and nothing is added, where it is there already. Raises InputError where a key stands for another one.
        """

    def judgements(self, *, known_on: date | None = None) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given."""

    def waiting(self, among: Collection[str] | None = None) -> int:
        """How many articles, of all or `among` some, were added, read again or judged since they were last settled."""

    def unsettled(self) -> Iterator[Waiting]:
        """What waits to be settled, in the order in which a board gives it; it may be settled meanwhile."""

    def publish(self, edition: Edition, draft: int) -> bool:
        """Keep an edition, made of the draft of that version, for ever, and begin a draft that goes on from there.

        False where its number is not the next one, or there is another draft by now.
        """

    def issues(self) -> Iterator[Issue]:
        """What was published, the last first."""

    def edition(self, number: int) -> Edition | None:
        """The edition of that number, as it was published."""

    def printed_of(self, articles: Collection[str]) -> list[Sentence]:
        """The sentences that editions printed of some articles, in the order of editions."""

    def draft(self) -> StoredDraft:
        """What an editor changed of the next edition."""

    def set_draft(self, draft: Draft, version: int) -> bool:
        """Keep a draft in the place of one of that version; False where there is another one by now."""

    def save_search(self, name: str, query: str, on: date, *, by: str = "") -> SavedSearch:
        """Keep a search under a name; raises InputError where another one has that name."""

    def forget_search(self, number: int) -> bool:
        """Give up the search of that id; False where it is not there."""

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name."""

    def keep_alerts(self, search: int, hits: Mapping[str, str], on: date) -> int:
        """Keep those hits of a search (name and content) that it was not alerted of before; how many these are."""

    def alerts(self, *, waiting: bool = False, last: int | None = None) -> list[Alert]:
        """What was found by alerts, in order: all, or the `last` ones, or those that are `waiting` to be written."""

    def alerts_written(self, numbers: Collection[int]) -> None:
        """Note that some of them were written."""

    def last_decision(self) -> date | None:
        """The last day on which an article was redated or something judged; None where nothing ever was."""

    def last_added(self) -> date | None:
        """The day on which the article that was added last was added."""

    def latest(self) -> date | None:
        """The last day from which an article counts, or on which it was redated or something judged; else None."""

    def stamp(self) -> str | None:
        """A mark that is another one after anything was written to the dossier; None where the store cannot tell."""

    def settling(self) -> AbstractContextManager[Board]:
        """The record's tables in one transaction that no other writer shares: kept whole, or not at all."""

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""

    def lines(self, query: LineQuery, /) -> LinePage:
        """The keys of the lines that fit, a page of them."""

    def count_lines(self, kind: str) -> tuple[int, int]:
        """How many lines of a kind there are, and how many of them several articles tell."""

    def components(self, kind: str, known_on: date) -> Iterator[Sequence[Telling[Any]]]:
        """The tellings of a kind known on a day, those together that pairs connect, be it through what came later."""

    def crowds(self, largest: int) -> list[Crowd]:
        """The components of more than one line and more than so many tellings, the tellings of one signature as one."""

    def tellings_of_lines(
        self, keys: Collection[str], *, known_on: date | None = None, in_all: int | None = None
    ) -> dict[str, LineTold]:
        """The tellings of lines by the line's key, in the order of the keys; those known on a day where one is given.

        Of a line that has more than `SHOWN`, or more than its share where the lines have more than `in_all` together,
        the first and the last ones; where many are the same to the letter, as
        those of an actor are, the first and the last of each kind, the most frequent kinds first.
        """

    def tellings(
        self, kind: str, *, known_on: date | None = None, party: str | None = None, issue: str | None = None
    ) -> Iterator[Telling[Any]]:
        """All tellings of a kind, by `known_from`, as far as they fit; see `LineQuery`."""

    def told_in(self, articles: Collection[str], kinds: Collection[str]) -> list[tuple[str, Telling[Any]]]:
        """What some articles tell, of some kinds, each with the key of its line: by `known_from`, article and key."""

    def lines_in(self, articles: Collection[str], kinds: Collection[str]) -> set[str]:
        """The keys of the lines of some kinds that some articles tell."""

    def contradictions(
        self,
        *,
        known_on: date | None = None,
        limit: int | None = None,
        offset: int = 0,
        lines: Collection[str] | None = None,
        met: bool = False,
    ) -> list[Opposing]:
        """Pairs of tellings that cannot both be true, known by a day where one is given, those known last first.

        With `lines`, those of which a telling stands in one of these. `met` gives the pairs instead of which one says
        that the other's demand was met.
        """

    def sources(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key, as lines cite them; where not yet settled, of no origin ("")."""

    def relatives(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key with those of the same text or the same address, and so on from these."""

    def passing(self) -> AbstractContextManager[None]:
        """While open, little is kept of what is fetched: for who goes through all of a dossier once."""

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the keys of the articles that hold so many of its runs, as far as settled."""

    def texts(self, query: ArticleQuery, /) -> tuple[str, ...]:
        """The keys of texts (that is, of their first articles) of which an article fits, a page of them.

        Newest first, by the first dated article that fits; those of which no dated one does stand at the end.
        """

    def asked_for(self, query: ArticleQuery, /) -> dict[str, Source]:
        """All articles that fit, by key."""

    def last_news(self) -> date | None:
        """The last day from which a dated article is known, else any; None where there is no article."""

    def printed(self) -> dict[str | None, int]:
        """How many articles each outlet, None for an unknown one, published."""

    def outlets(self, query: ArticleQuery = EVERY_ARTICLE, /) -> list[OutletTold]:
        """The outlets, None for an unknown one, of the articles that fit, by name; None comes last."""

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""

    def named(self, column: Literal["parties", "issues"]) -> frozenset[str]:
        """The parties or issues that tellings are about."""

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name: theirs, its end after a slash, or a beginning of the key."""

    def queue(self) -> Queue:
        """What came in, was refused or waits to be decided on."""

    def backup(self, target: Path) -> None:
        """Write a copy of the dossier as it is now, while it may be written to, to a file that is not there yet.

        Raises DossierError where the file cannot be made, or where the database has a better program for it.
        """

    def check(self) -> Iterator[Damage]:
        """Verify all that can be verified, and say what is damaged, in the order kept; nothing where all is well."""
