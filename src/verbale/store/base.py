"""What a store of one dossier does, whatever it keeps it in.

A store holds the versions of the brief, the articles with their readings, what people decided, and the record that was
last settled from them. Decisions are only ever added. Days are `datetime.date`, known to the caller: a store reads no
clock. Every iterator may be left early, and the store may be written to while one is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from verbale.model.board import Board, RunsAsked, Tells, Waiting
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.evidence import Finding, Judgement, Observation, Reading
from verbale.model.intake import Queue
from verbale.model.published import Issue, Sentence, StoredDraft
from verbale.model.record import Source, Telling
from verbale.model.saved import Alert, SavedSearch
from verbale.store.held import (
    Damage,
    Making,
    Redating,
    Removed,
    StoredArticle,
    StoredBrief,
    StoredReading,
    StoredStatement,
)
from verbale.store.looking import Looked
from verbale.store.queries import (
    ArticleQuery,
    Crowd,
    Hit,
    LinePage,
    LineQuery,
    LineTold,
    Opposing,
    OutletTold,
    Said,
    SearchQuery,
    StatementQuery,
)

EVERY_ARTICLE = ArticleQuery()


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

    def count_stale(self, annotators: Collection[str], brief_hash: str) -> int:
        """How many articles `stale` gives."""

    def count_settled_by_other_rules(self) -> int:
        """How many articles of the record were settled by other rules than those of now (`model.board.RULES`)."""

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

    def marked(self, words: str, hits: Sequence[Hit]) -> list[Hit]:
        """Hits of a search for some words with passage and marks, in the order given."""

    def judge(self, judgement: Judgement, *others: Judgement, tells: Tells | None = None) -> bool:
        """Add a judgement, and others that belong to it: all or none.

        What they concern waits to be settled; it need not where what it `tells` by then shows that they move nothing.
        False, and nothing is added, where it is there already. Raises InputError where a key stands for another one.
        """

    def judgements(self, *, known_on: date | None = None, about: Collection[str] | None = None) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given.

        Where articles are given, nobody looks at any but those `about` these and what takes such back.
        """

    def moving(self) -> Iterator[Judgement]:
        """The judgements that may move something in the record, those taken back included, in the order added.

        Acceptances are left out; what takes one back may be there.
        """

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

    def unread_demands(self) -> int:
        """How many demands an older Verbale settled, so that what they ask for is not kept yet."""

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""

    def lines(self, query: LineQuery, /) -> LinePage:
        """The keys of the lines that fit, a page of them."""

    def said(self, limit: int, offset: int = 0) -> list[Said]:
        """The lines of statements, those told last first: so many from one on, and what else is of their last day."""

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

    def told_in(
        self, articles: Collection[str], kinds: Collection[str], *, accepted: bool = True
    ) -> list[tuple[str, Telling[Any]]]:
        """What some articles tell, of some kinds, each with the key of its line: by `known_from`, article and key.

        Where `accepted` is False nothing is told of acceptances, for whoever does not show them.
        """

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

    def steady(self) -> AbstractContextManager[Looked]:
        """While open, whoever reads in this thread sees the dossier as it was when it was first read, if it is a file
        or on a server: for one page, of which no part is to know more than another. Told is what is looked at."""

    def spared(self, looked: Looked, before: str, after: str) -> bool:
        """Whether it is known that nothing which was looked at changed from one stamp to another."""

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the keys of the articles that hold so many of its runs, as far as settled."""

    def texts(self, query: ArticleQuery, /) -> tuple[str, ...]:
        """The keys of texts (that is, of their first articles) of which an article fits, a page of them.

        Newest first, by the first dated article that fits; those of which no dated one does stand at the end.
        """

    def asked_for(self, query: ArticleQuery, /) -> dict[str, Source]:
        """All articles that fit, by key."""

    def last_news(self, known_on: date | None = None) -> date | None:
        """The last day from which a dated article is known, else any; of those known on a day, where one is given."""

    def printed(self) -> dict[str | None, int]:
        """How many articles each outlet, None for an unknown one, published."""

    def outlets(self, query: ArticleQuery = EVERY_ARTICLE, /) -> list[OutletTold]:
        """The outlets, None for an unknown one, of the articles that fit, by name; None comes last."""

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""

    def named(self, column: Literal["parties", "issues"]) -> frozenset[str]:
        """The parties or issues that tellings are about."""

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name: theirs, its end after a slash, or a beginning of the key.

        Whoever says a whole key means that article alone.
        """

    def queue(self) -> Queue:
        """What came in, was refused or waits to be decided on."""

    def backup(self, target: Path) -> None:
        """Write a copy of the dossier as it is now, while it may be written to, to a file that is not there yet.

        Raises DossierError where the file cannot be made, or where the database has a better program for it.
        """

    def check(self) -> Iterator[Damage]:
        """Verify all that can be verified, and say what is damaged, in the order kept; nothing where all is well."""
