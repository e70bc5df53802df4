"""A dossier in SQL tables, through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.model.board import Board, RunsAsked, Tells, Waiting
from verbale.model.brief import brief_from_toml
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.evidence import Finding, Judgement, Observation, Reading
from verbale.model.intake import Queue
from verbale.model.published import Issue, Sentence, StoredDraft
from verbale.model.record import Source, Telling
from verbale.model.saved import Alert, SavedSearch
from verbale.store import codec, deciding, editions, postgres, saved, sqlite
from verbale.store.adding import count_settled_by_other_rules, count_stale, keep, stale_in
from verbale.store.base import EVERY_ARTICLE
from verbale.store.board import SqlBoard, marked
from verbale.store.components import components, crowds
from verbale.store.demands import UNREAD, Recalled
from verbale.store.dialect import Dialect, migrate
from verbale.store.entered import Entered
from verbale.store.fetching import Fetching, Snapshot, batches
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
from verbale.store.holdings import Holdings
from verbale.store.lines import Views
from verbale.store.looking import UNDERSTOOD, Looked, looked_by
from verbale.store.opposing import Pairs
from verbale.store.queries import (  # fmt: skip
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
from verbale.store.queueing import SqlQueue
from verbale.store.record_schema import RECORD, asking
from verbale.store.rows import require_own_words, require_text
from verbale.store.schema import article, brief, judgement, redating, removed, source
from verbale.store.search.hits import found_in, marked_in
from verbale.store.sourcing import Sources
from verbale.store.stories import Terms
from verbale.store.verify import damage_in

_EVERY_STATEMENT = StatementQuery()
# Where a decision makes it another day, that changes everything (see `deciding`).
_LAST_JUDGED = select(func.max(judgement.c.made_on)).execution_options(**{UNDERSTOOD: True})


def create(where: Path | str, brief_text: str, *, on: date) -> SqlStore:
    """Make a dossier with its first brief, and open it.

    `where` is a path, `:memory:`, or an address `postgresql://HOST/DATABASE?schema=NAME`. Raises BriefError for a brief
    that does not fit, before anything is made; DossierExists where something is there.
    """
    brief_hash = brief_from_toml(brief_text).hash

    def fill(connection: Connection) -> None:
        migrate(connection, shown(where))
        connection.execute(insert(brief).values(number=1, text=brief_text, hash=brief_hash, set_on=on))

    if postgres.is_address(where):
        made = postgres.Postgres(str(where))
        with _closed_on_failure(made):
            made.create(fill)
        return SqlStore(made)
    if str(where) != sqlite.MEMORY:
        sqlite.create_file(Path(where), fill)
        return open_dossier(where)
    held = sqlite.Sqlite(sqlite.MEMORY)
    sqlite.fill_new(held, fill)
    return SqlStore(held)


def open_dossier(where: Path | str, *, wait: float = 10.0, max_pages: int | None = None) -> SqlStore:
    """Open the dossier at a path or an address, bringing its tables up to date where an older Verbale made it.

    `wait` is how many seconds to wait for another writer; `max_pages` limits a file, in pages of 4,096 bytes.
    Raises DossierMissing, DossierNewer, DossierLocked, DossierReadOnly for an older one that cannot be brought up to
    date, DossierDamaged, or DossierError for what is no dossier.
    """
    dialect: postgres.Postgres | sqlite.Sqlite
    if postgres.is_address(where):
        dialect = postgres.Postgres(str(where), wait=wait)
        there = dialect.require_dossier
    else:
        sqlite.require_dossier(Path(where))
        dialect, there = sqlite.Sqlite(Path(where), wait=wait, max_pages=max_pages), lambda: None
    with _closed_on_failure(dialect):
        there()
        dialect.bring_up_to_date()
    return SqlStore(dialect)


def shown(where: Path | str) -> str:
    """A path or an address as it may be shown, without a password."""
    return postgres.shown(str(where)) if postgres.is_address(where) else str(where)


@contextmanager
def _closed_on_failure(dialect: Dialect) -> Iterator[None]:
    try:
        yield
    except BaseException:
        dialect.close()
        raise


class SqlStore:
    """The store of one dossier in a database; see `Store` for what each method does."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._fetching = Fetching(dialect)
        self._entered: Entered | None = None
        self._recalled: Recalled | None = None
        self._passing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; closing twice does nothing."""
        self._dialect.close()

    def brief(self) -> StoredBrief:
        """The brief as last set."""
        return list(self.briefs())[-1]

    def briefs(self) -> Iterator[StoredBrief]:
        """Every version of the brief, the first one first."""
        for row in self._fetching.rows(select(brief).order_by(brief.c.number)):
            yield StoredBrief(**row)

    def set_brief(self, text: str, on: date) -> StoredBrief:
        """Keep a new version of the brief, unless it is the last one to the letter; raises BriefError for a bad one."""
        brief_hash = brief_from_toml(text).hash
        with self._dialect.writing() as connection:
            row = connection.execute(select(brief).order_by(brief.c.number.desc()).limit(1)).mappings().one()
            last = StoredBrief(**row)
            if last.text == text:
                return last
            new = StoredBrief(last.number + 1, text, brief_hash, on)
            connection.execute(insert(brief).values(number=new.number, text=text, hash=brief_hash, set_on=on))
            return new

    def add(self, reading: Reading, *, added_on: date, making: Making | None = None) -> bool:
        """Keep a reading, whole or not at all; True where the article is new, or had been removed."""
        require_text(reading.article)
        require_own_words(reading)
        with self._dialect.writing() as connection:
            return keep(connection, reading, added_on, making)

    def remove(self, key: str, on: date) -> bool:
        """Take an article out with all that follows from it; False where it is not there."""
        with self._dialect.writing() as connection:
            self._entered = None  # its number may be another's
            return deciding.remove(connection, key, on)

    def removed(self) -> Iterator[Removed]:
        """The articles that were taken out and not added again, in order of day and key."""
        for row in self._fetching.rows(select(removed).order_by(removed.c.removed_on, removed.c.key)):
            yield Removed(**row)

    def redate(self, key: str, published: str | None, on: date, *, by: str = "", why: str = "") -> bool:
        """Have an article count from a date that a person gives, in views as known from the day `on`."""
        with self._dialect.writing() as connection:
            return deciding.redate(connection, Redating(key, published, on, by, why))

    def redatings(self) -> Iterator[Redating]:
        """All dates that people gave, in the order given."""
        for row in self._fetching.rows(select(redating).order_by(redating.c.number)):
            yield codec.redating_from(row)

    def stale(self, annotators: Collection[str], brief_hash: str) -> Iterator[str]:
        """Keys of the articles that should be read again, those known last first."""
        with self._fetching.at() as now:
            keys = stale_in(now, annotators, brief_hash)
        return iter(keys)

    def count_stale(self, annotators: Collection[str], brief_hash: str) -> int:
        """How many articles should be read again."""
        with self._fetching.at() as now:
            return count_stale(now, annotators, brief_hash)

    def count_settled_by_other_rules(self) -> int:
        """How many articles of the record were settled by other rules than those of now."""
        with self._fetching.at() as now:
            return count_settled_by_other_rules(now)

    def article(self, key: str) -> StoredArticle | None:
        """The article with that key."""
        with self._fetching.at() as now:
            return next(iter(now.stored(now.ids_of(key)).values()), None)

    def articles(self, *, known_on: date | None = None) -> Iterator[StoredArticle]:
        """All articles in order of publication; those known on a day where one is given."""
        return self._fetching.articles(known_on)

    def names(self, key: str) -> tuple[tuple[str, date], ...]:
        """The names under which an article was added, each with the day it was first, in order of day and name."""
        rows = self._fetching.rows(
            select(source.c.name, source.c.added_on)
            .join(article, article.c.id == source.c.article_id)
            .where(article.c.key == key)
        )
        names = ((row["name"], row["added_on"]) for row in rows)
        return tuple(sorted(names, key=lambda named: (named[1], named[0])))

    def reading(self, key: str) -> StoredReading | None:
        """The reading of the article with that key."""
        with self._fetching.at() as now:
            return next(now.readings(now.ids_of(key)), None)

    def readings(self, *, known_on: date | None = None) -> Iterator[StoredReading]:
        """All readings, in the order of `articles`."""
        return self._fetching.readings(known_on)

    def findings(self, kind: str | None = None, *, known_on: date | None = None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given, in the order of `articles`."""
        return self._fetching.findings(kind, known_on)

    def observations(self, article: str, key: str) -> tuple[Observation, ...]:
        """Everyone who made the finding `key` of an article, earlier versions of annotators and briefs included."""
        with self._fetching.at() as now:
            seen = [
                codec.observation_of(one)
                for held in now.held(now.ids_of(article)).values()
                for one in (*held.last, *held.earlier)
                if held.keys[one.place] == key
            ]
        return tuple(sorted(seen, key=lambda o: (o.annotator, o.brief)))

    def statements(self, query: StatementQuery = _EVERY_STATEMENT, /) -> Iterator[StoredStatement]:
        """The statements that fit, in the order of `articles` and within one in the order of the text."""
        return self._fetching.statements(query)

    def search(self, query: SearchQuery, /) -> list[Hit]:
        """The places that fit best, at most `limit` of them; raises InputError where there is no word to search for."""
        with self._fetching.at(query.known_on) as now:
            return found_in(now, query)

    def marked(self, words: str, hits: Sequence[Hit]) -> list[Hit]:
        """Hits of a search for some words with passage and marks, in the order given."""
        with self._fetching.at() as now:
            return marked_in(now, words, hits)

    def judge(self, judgement: Judgement, *others: Judgement, tells: Tells | None = None) -> bool:
        """Add a judgement, and others that belong to it: all or none; False where it is there already."""
        change = Looked()
        with self._dialect.writing(change) as connection:
            new = deciding.judge(connection, judgement, tells, change)
            for one in others if new else ():
                deciding.judge(connection, one, tells, change)
            return new

    def judgements(self, *, known_on: date | None = None, about: Collection[str] | None = None) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given."""
        query = select(judgement).order_by(judgement.c.number)
        if known_on is not None:
            query = query.where(judgement.c.made_on <= known_on.isoformat())
        if about is not None:
            query = query.execution_options(**{UNDERSTOOD: True})
        with self._fetching.at() as now:
            if about is not None and (looked := looked_by(now.connection)):
                looked.articles.update(about)
            rows = now.rows(query)
        return map(codec.judgement_from, rows)

    def moving(self) -> Iterator[Judgement]:
        """The judgements that may move something in the record, those taken back included, in the order added."""
        moves = (judgement.c.verdict != "accepted") | judgement.c.undoes.is_not(None)
        query = select(judgement).where(moves).order_by(judgement.c.number)
        return map(codec.judgement_from, self._fetching.rows(query.execution_options(**{UNDERSTOOD: True})))

    def publish(self, edition: Edition, draft: int) -> bool:
        """Keep an edition, made of the draft of that version, for ever, and begin a draft that goes on from there."""
        with self._dialect.writing() as connection:
            return editions.publish(connection, edition, draft)

    def issues(self) -> Iterator[Issue]:
        """What was published, the last first."""
        return editions.issues(self._fetching)

    def edition(self, number: int) -> Edition | None:
        """The edition of that number, as it was published."""
        with self._dialect.reading() as connection:
            return editions.edition(connection, number)

    def printed_of(self, articles: Collection[str]) -> list[Sentence]:
        """The sentences that editions printed of some articles, in the order of editions."""
        with self._dialect.reading() as connection:
            return editions.printed_of(connection, articles)

    def draft(self) -> StoredDraft:
        """What an editor changed of the next edition."""
        with self._dialect.reading() as connection:
            return editions.stored_draft(connection)

    def set_draft(self, draft: Draft, version: int) -> bool:
        """Keep a draft in the place of one of that version; False where there is another one by now."""
        with self._dialect.writing() as connection:
            return editions.set_draft(connection, draft, version)

    def save_search(self, name: str, query: str, on: date, *, by: str = "") -> SavedSearch:
        """Keep a search under a name; raises InputError where another one has that name."""
        with self._dialect.writing() as connection:
            return saved.save(connection, name, query, on, by)

    def forget_search(self, number: int) -> bool:
        """Give up the search of that id; False where it is not there."""
        with self._dialect.writing() as connection:
            return saved.forget(connection, number)

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        with self._dialect.reading() as connection:
            return saved.searches(connection)

    def keep_alerts(self, search: int, hits: Mapping[str, str], on: date) -> int:
        """Keep those hits of a search (name and content) that it was not alerted of before; how many these are."""
        with self._dialect.writing() as connection:
            return saved.keep_alerts(connection, search, hits, on)

    def alerts(self, *, waiting: bool = False, last: int | None = None) -> list[Alert]:
        """What was found by alerts, in order: all, or the `last` ones, or those that are `waiting` to be written."""
        with self._dialect.reading() as connection:
            return saved.alerts(connection, waiting=waiting, last=last)

    def alerts_written(self, numbers: Collection[int]) -> None:
        """Note that some of them were written."""
        with self._dialect.writing() as connection:
            saved.alerts_written(connection, numbers)

    def stamp(self) -> str | None:
        """A mark that is another one after anything was written to the dossier; None where the store cannot tell."""
        return self._dialect.stamp()

    def waiting(self, among: Collection[str] | None = None) -> int:
        """How many articles, of all or `among` some, were added, read again or judged since they were last settled."""
        counted = select(func.count()).select_from(article).where(~article.c.settled)

        def of_all() -> int:
            with self._fetching.at() as now:
                return now.connection.scalar(counted) or 0

        if among is None:
            return self._dialect.once("waiting", of_all)
        with self._fetching.at() as now:
            these = (counted.where(article.c.key.in_(some)) for some in batches(sorted(among)))
            return sum(now.connection.scalar(some) or 0 for some in these)

    def unsettled(self) -> Iterator[Waiting]:
        """What waits to be settled, in the order in which a board gives it; it may be settled meanwhile."""
        return self._fetching.unsettled()

    def last_decision(self) -> date | None:
        """The last day on which an article was redated or something judged; None where nothing ever was."""
        with self._fetching.at() as now:
            redated = now.connection.scalar(select(func.max(redating.c.made_on)))
            made = now.connection.scalar(_LAST_JUDGED)
        return max((d for d in (redated, date.fromisoformat(made) if made else None) if d), default=None)

    def last_added(self) -> date | None:
        """The day on which the article that was added last was added."""
        with self._fetching.at() as now:
            return now.connection.scalar(select(article.c.added_on).order_by(article.c.id.desc()).limit(1))

    def latest(self) -> date | None:
        """The last day from which an article counts, or on which it was redated or something judged; else None."""

        def latest() -> date | None:
            with self._fetching.at() as now:
                known = now.connection.scalar(select(func.max(article.c.known_from)))
            return max((d for d in (known, self.last_decision()) if d), default=None)

        return self._dialect.once("latest", latest)

    @contextmanager
    def settling(self) -> Iterator[Board]:
        """The record's tables in one transaction that no other writer shares: kept whole, or not at all."""
        with self._dialect.writing() as connection:
            before = marked(connection) - 1
            entered = self._entered if self._entered and self._entered.last == before else None
            recalled = self._recalled
            self._entered = self._recalled = None  # unless all is kept it is another one
            if entered:
                self._dialect.widen(connection)
            board = SqlBoard(Snapshot(connection), entered, recalled)
            yield board
            board.renew()
            last = marked(connection)
        self._entered, self._recalled = entered, board.recalled
        if entered:
            entered.last = last
            entered.keep(board.put_now, board.long_now)

    def unread_demands(self) -> int:
        """How many demands an older Verbale settled, so that what they ask for is not kept yet."""
        unread = select(func.count()).select_from(asking).where(asking.c.enough == UNREAD)
        with self._fetching.at() as now:
            return now.connection.scalar(unread) or 0

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""
        with self._dialect.emptying() as connection:
            for table in RECORD:
                connection.execute(delete(table))
            connection.execute(update(article).values(settled=False))
            last = marked(connection)
        self._entered, self._recalled = Entered(last), None

    def lines(self, query: LineQuery, /) -> LinePage:
        """The keys of the lines that fit, a page of them."""
        with self._fetching.at() as now:
            return Views(now, passing=self._passing).page(query)

    def said(self, limit: int, offset: int = 0) -> list[Said]:
        """The lines of statements, those told last first: so many from one on, and what else is of their last day."""
        with self._fetching.at() as now:
            return Views(now).said(limit, offset)

    def count_lines(self, kind: str) -> tuple[int, int]:
        """How many lines of a kind there are, and how many of them several articles tell."""
        with self._fetching.at() as now:
            return Views(now, passing=self._passing).count(kind)

    def components(self, kind: str, known_on: date) -> Iterator[Sequence[Telling[Any]]]:  # Any: tellings of that kind
        """The tellings of a kind known on a day, those together that pairs connect, be it through what came later."""
        return components(self._fetching, kind, known_on)

    def crowds(self, largest: int) -> list[Crowd]:
        """The components of more than one line and more than so many tellings, the tellings of one signature as one."""
        with self._fetching.at() as now:
            return crowds(now.connection, largest)

    def tellings_of_lines(
        self, keys: Collection[str], *, known_on: date | None = None, in_all: int | None = None
    ) -> dict[str, LineTold]:
        """The tellings of lines by the line's key, those known on a day where one is given."""
        with self._fetching.at() as now:
            return Views(now, passing=self._passing).told(keys, known_on, in_all)

    def tellings(
        self, kind: str, *, known_on: date | None = None, party: str | None = None, issue: str | None = None
    ) -> Iterator[Telling[Any]]:
        """All tellings of a kind, by `known_from`, as far as they fit."""
        with self._fetching.at() as now:
            ids = Views(now, passing=self._passing).tellings(kind, known_on, party, issue)
        for batch in batches(ids):
            with self._fetching.at() as now:
                found = Views(now, passing=self._passing).tellings_at(batch)
            yield from found

    def told_in(
        self, articles: Collection[str], kinds: Collection[str], *, accepted: bool = True
    ) -> list[tuple[str, Telling[Any]]]:
        """What some articles tell, of some kinds, each with the key of its line."""
        with self._fetching.at() as now:
            return Views(now, passing=self._passing).told_in(articles, kinds, accepted=accepted)

    def lines_in(self, articles: Collection[str], kinds: Collection[str]) -> set[str]:
        """The keys of the lines of some kinds that some articles tell."""
        with self._fetching.at() as now:
            return Views(now).lines_in(articles, kinds)

    def contradictions(
        self,
        *,
        known_on: date | None = None,
        limit: int | None = None,
        offset: int = 0,
        lines: Collection[str] | None = None,
        met: bool = False,
    ) -> list[Opposing]:
        """Pairs of tellings that cannot both be true, known by a day where one is given, those known last first."""
        with self._fetching.at() as now:
            return Pairs(now, passing=self._passing).known(known_on, limit, offset, lines, met)

    def sources(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key, as lines cite them; where not yet settled, of no origin ("")."""
        with self._fetching.at() as now:
            return {source.article.key: source for source in Sources(now, Terms(now.connection)).of(keys)}

    def relatives(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key with those of the same text or the same address, and so on from these."""
        with self._fetching.at() as now:
            return Holdings(now).relatives(keys)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """While open, little is kept of what is fetched: for who goes through all of a dossier once."""
        before, self._passing = self._passing, True
        try:
            yield
        finally:
            self._passing = before

    def steady(self) -> AbstractContextManager[Looked]:
        """While open, this thread reads one state of the dossier, if it is a file or on a server."""
        return self._dialect.steady()

    def spared(self, looked: Looked, before: str, after: str) -> bool:
        """Whether it is known that nothing which was looked at changed from one stamp to another."""
        return self._dialect.changes.spare(looked, before, after)

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the keys of the articles that hold so many of its runs, as far as settled."""
        with self._fetching.at() as now:
            return Sources(now, Terms(now.connection)).sharing(asked, enough)

    def texts(self, query: ArticleQuery, /) -> tuple[str, ...]:
        """The keys of texts of which an article fits, a page of them, newest first."""
        with self._fetching.at() as now:
            return Holdings(now).texts(query)

    def asked_for(self, query: ArticleQuery, /) -> dict[str, Source]:
        """All articles that fit, by key."""
        with self._fetching.at() as now:
            return Holdings(now).between(query)

    def last_news(self, known_on: date | None = None) -> date | None:
        """The last day from which a dated article is known, else any; of those known on a day, where one is given."""

        def last_news() -> date | None:
            with self._fetching.at() as now:
                return Holdings(now).last_news(known_on)

        return self._dialect.once(f"last news {known_on}", last_news)

    def printed(self) -> dict[str | None, int]:
        """How many articles each outlet, None for an unknown one, published."""
        with self._fetching.at() as now:
            return Holdings(now).printed()

    def outlets(self, query: ArticleQuery = EVERY_ARTICLE, /) -> list[OutletTold]:
        """The outlets, None for an unknown one, of the articles that fit."""
        with self._fetching.at() as now:
            return Holdings(now).outlets(query)

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""
        with self._fetching.at() as now:
            return Holdings(now).houses()

    def named(self, column: Literal["parties", "issues"]) -> frozenset[str]:
        """The parties or issues that tellings are about."""
        with self._fetching.at() as now:
            return Views(now, passing=self._passing).named(column)

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name: theirs, its end after a slash, or a beginning of the key.

        Whoever says a whole key means that article alone.
        """
        with self._fetching.at() as now:
            return Holdings(now).called(name)

    def queue(self) -> Queue:
        """What came in, was refused or waits to be decided on."""
        return SqlQueue(self._dialect)

    def backup(self, target: Path) -> None:
        """Write a copy of the dossier as it is now to a file that is not there yet."""
        self._dialect.backup(target)

    def check(self) -> Iterator[Damage]:
        """Verify all that can be verified, and say what is damaged; nothing where all is well."""
        return damage_in(self._dialect)
