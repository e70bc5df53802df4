"""Fakes for tests of whatever is built on Verbale: a store that keeps a dossier in memory.

It passes the same contract tests as the SQL store. Only its search is simpler: it knows the inflections of regular
words and ranks by how often they occur.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from verbale.errors import DossierError, InputError
from verbale.model.board import Board, RunsAsked, Tells, Unsettled
from verbale.model.brief import brief_from_toml
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading
from verbale.model.intake import Queue
from verbale.model.published import Issue, Sentence, StoredDraft, issue_of, sentences_of
from verbale.model.record import Source, Telling
from verbale.model.saved import Alert, SavedSearch
from verbale.store.base import EVERY_ARTICLE
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
from verbale.store.rows import (
    StatementRow,
    as_read,
    days_of,
    fits,
    is_fresh,
    making_of,
    require_date,
    require_own_words,
    require_text,
    said_in,
    stored,
    telling_row,
    tells,
    told_first,
    unaccepted,
    within,
)  # fmt: skip
from verbale.store.words import Wanted, excerpt, marked, tokens, wanted_in
from verbale.testing.board import MemoryBoard
from verbale.testing.holdings import MemoryHoldings
from verbale.testing.queue import MemoryQueue
from verbale.testing.record import MemoryRecord, sharing_runs

_EVERY_STATEMENT = StatementQuery()
_ENDING = re.compile(r"(?<=\w{3})(ing|ed|es|s|e)$")


class MemoryStore:
    """A dossier in memory; see `verbale.store.base.Store` for what each method does."""

    def __init__(self, brief_text: str = "", *, on: date = date(2000, 1, 1)) -> None:
        self._briefs = [StoredBrief(1, brief_text, brief_from_toml(brief_text).hash, on)]
        self._readings: dict[str, Reading] = {}
        self._names: dict[str, dict[str, date]] = {}
        self._observations: dict[str, dict[str, dict[tuple[str, str], Observation]]] = {}
        self._makings: dict[str, tuple[Making, bool, str | None]] = {}
        self._redatings: list[Redating] = []
        self._removed: dict[str, Removed] = {}
        self._judgements: dict[str, Judgement] = {}
        self._searches: dict[int, SavedSearch] = {}
        self._search_ids = count(1)
        self._alerts: list[Alert] = []
        self._editions: list[tuple[Edition, int]] = []
        self._draft = StoredDraft(0, Draft())
        self._unsettled: set[str] = set()
        self._record = MemoryRecord()
        self._queue = MemoryQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Does nothing: the dossier goes when the store does."""

    def brief(self) -> StoredBrief:
        """The brief as last set."""
        return self._briefs[-1]

    def briefs(self) -> Iterator[StoredBrief]:
        """Every version of the brief, the first one first."""
        return iter(tuple(self._briefs))

    def set_brief(self, text: str, on: date) -> StoredBrief:
        """Keep a new version of the brief, unless it is the last one to the letter; raises BriefError for a bad one."""
        brief_hash = brief_from_toml(text).hash
        if text != self.brief().text:
            self._briefs.append(StoredBrief(self.brief().number + 1, text, brief_hash, on))
        return self.brief()

    def add(self, reading: Reading, *, added_on: date, making: Making | None = None) -> bool:
        """Keep a reading, whole or not at all; True where the article is new, or had been removed."""
        given = reading.article
        key = given.key
        require_text(given)
        require_own_words(reading)
        self._observe(reading)
        stands = self._readings.get(key)
        names = self._names.setdefault(key, {})
        names[given.name] = min(added_on, names.get(given.name, added_on))
        first = self.names(key)[0][0]
        of_page = as_read(given, stands.article, self._redated(key)) if stands else given
        if stands and given.name != first and replace(of_page, name=stands.article.name) != stands.article:
            return False
        kept = Reading(replace(of_page, name=first), Findings(reading.findings))
        if stands is None or (stands.article, stands.findings.all) != (kept.article, kept.findings.all):
            self._readings[key] = kept
            self._unsettled.add(key)
        self._makings[key] = (making or making_of(reading), making is not None, given.published)
        self._removed.pop(key, None)
        return stands is None

    def _observe(self, reading: Reading) -> None:
        of_article = self._observations.setdefault(reading.article.key, {})
        for found in reading.findings:
            seen = found.observation
            of_article.setdefault(found.key, {})[seen.annotator, seen.brief] = seen

    def remove(self, key: str, on: date) -> bool:
        """Take an article out with all that follows from it; False where it is not there."""
        stands = self._readings.pop(key, None)
        if stands is None:
            return False
        for kept in (self._names, self._observations, self._makings):
            kept.pop(key, None)
        self._unsettled |= self._record.forget(key)
        self._unsettled.discard(key)
        self._removed[key] = Removed(key, stands.article.name, on)
        return True

    def removed(self) -> Iterator[Removed]:
        """The articles that were taken out and not added again, in order of day and key."""
        return iter(sorted(self._removed.values(), key=lambda r: (r.removed_on, r.key)))

    def redate(self, key: str, published: str | None, on: date, *, by: str = "", why: str = "") -> bool:
        """Have an article count from a date that a person gives, in views as known from the day `on`."""
        require_date(published)
        if key not in self._readings:
            raise InputError(f"{key}: there is no such article")
        then = self._redated(key, on)
        if (then.published if then else None) == published:
            return False
        self._redatings.append(Redating(key, published, on, by, why))
        self._unsettled.add(key)
        return True

    def redatings(self) -> Iterator[Redating]:
        """All dates that people gave, in the order given."""
        return iter(tuple(self._redatings))

    def _redated(self, key: str, on: date | None = None) -> Redating | None:
        given = [r for r in self._redatings if r.article == key and (on is None or r.made_on <= on)]
        return sorted(given, key=lambda r: r.made_on)[-1] if given else None

    def stale(self, annotators: Collection[str], brief_hash: str) -> Iterator[str]:
        """Keys of the articles that should be read again, those known last first."""
        wanted = frozenset(annotators)
        for one in sorted(self.articles(), key=lambda s: (-s.known_from.toordinal(), s.article.key)):
            making, whole, published = self._makings[one.article.key]
            if not is_fresh(making, whole, wanted, brief_hash) or published != one.article.published:
                yield one.article.key

    def count_stale(self, annotators: Collection[str], brief_hash: str) -> int:
        """How many articles should be read again."""
        return sum(1 for _ in self.stale(annotators, brief_hash))

    def count_settled_by_other_rules(self) -> int:
        """None: what this store holds was settled in this process."""
        return 0

    def article(self, key: str) -> StoredArticle | None:
        """The article with that key."""
        return self._stored(key, None) if key in self._readings else None

    def articles(self, *, known_on: date | None = None) -> Iterator[StoredArticle]:
        """All articles in order of publication; those known on a day where one is given."""
        there = [self._stored(key, known_on) for key in self._readings]
        known = [s for s in there if known_on is None or s.known_from <= known_on]
        return iter(sorted(known, key=lambda s: (s.known_from, s.article.key)))

    def names(self, key: str) -> tuple[tuple[str, date], ...]:
        """The names under which an article was added, each with the day it was first, in order of day and name."""
        return tuple(sorted(self._names.get(key, {}).items(), key=lambda item: (item[1], item[0])))

    def reading(self, key: str) -> StoredReading | None:
        """The reading of the article with that key."""
        one = self.article(key)
        return self._reading(one) if one else None

    def readings(self, *, known_on: date | None = None) -> Iterator[StoredReading]:
        """All readings, in the order of `articles`."""
        return map(self._reading, self.articles(known_on=known_on))

    def findings(self, kind: str | None = None, *, known_on: date | None = None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given, in the order of `articles`."""
        for one in self.readings(known_on=known_on):
            yield from (f for f in one.reading.findings if kind is None or f.kind == kind)

    def observations(self, article: str, key: str) -> tuple[Observation, ...]:
        """Everyone who made the finding `key` of an article, earlier versions of annotators and briefs included."""
        return tuple(seen for _, seen in sorted(self._observations.get(article, {}).get(key, {}).items()))

    def statements(self, query: StatementQuery = _EVERY_STATEMENT, /) -> Iterator[StoredStatement]:
        """The statements that fit, in the order of `articles` and within one in the order of the text."""
        for said, row in self._said(query.known_on):
            if fits(row, query):
                yield said

    def search(self, query: SearchQuery, /) -> list[Hit]:
        """The places that fit best, at most `limit` of them; raises InputError where there is no word to search for."""
        wanted = wanted_in(query.words)
        mixed: list[tuple[int, Hit]] = []
        for hits in (self._statements_with(wanted, query), self._articles_with(wanted, query)):
            ranked = sorted(hits, key=lambda h: (-len(h.marks), -h.source.known_from.toordinal(), h.source.article.key))
            mixed += enumerate(ranked)
        return [hit for _, hit in sorted(mixed, key=lambda m: m[0])[: query.limit]]

    def marked(self, words: str, hits: Sequence[Hit]) -> list[Hit]:  # noqa: ARG002 - all are marked at once
        """Hits of a search for some words with passage and marks, in the order given."""
        return list(hits)

    def judge(self, judgement: Judgement, *others: Judgement, tells: Tells | None = None) -> bool:
        """Add a judgement, and others that belong to it: all or none; False where it is there already."""
        del tells  # all waits to be settled
        for one in (judgement, *others):
            if self._judgements.get(one.key, one) != one:
                raise InputError(f"{one.key!r} is the key of another judgement already")
        new = judgement.key not in self._judgements
        for one in (judgement, *others) if new else ():
            self._judge(one)
        return new

    def _judge(self, given: Judgement) -> None:
        concerned: Judgement | None = None if given.key in self._judgements else given
        self._judgements[given.key] = given
        seen: set[str] = set()
        while concerned and concerned.key not in seen:
            seen.add(concerned.key)
            passages = filter(None, (concerned.passage, concerned.other))
            self._unsettled |= {passage.article for passage in passages} & self._readings.keys()
            concerned = self._judgements.get(concerned.undoes or "")

    def judgements(
        self,
        *,
        known_on: date | None = None,
        about: Collection[str] | None = None,  # noqa: ARG002 - nobody looks at others
    ) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given."""
        made = tuple(self._judgements.values())
        return (j for j in made if known_on is None or j.made_on <= known_on.isoformat())

    def moving(self) -> Iterator[Judgement]:
        """The judgements that may move something in the record, those taken back included, in the order added."""
        return (j for j in self.judgements() if j.verdict != "accepted" or j.undoes)

    def publish(self, edition: Edition, draft: int) -> bool:
        """Keep an edition, made of the draft of that version, for ever, and begin a draft that goes on from there."""
        if edition.number != len(self._editions) + 1 or draft != self._draft.version:
            return False
        self._editions.append((edition, len(self._judgements)))
        self._draft = StoredDraft(self._draft.version + 1, Draft(since_last=True))
        return True

    def issues(self) -> Iterator[Issue]:
        """What was published, the last first."""
        return iter([issue_of(*published) for published in reversed(self._editions)])

    def edition(self, number: int) -> Edition | None:
        """The edition of that number, as it was published."""
        return next((edition for edition, _ in self._editions if edition.number == number), None)

    def printed_of(self, articles: Collection[str]) -> list[Sentence]:
        """The sentences that editions printed of some articles, in the order of editions."""
        every = (one for edition, _ in self._editions for one in sentences_of(edition))
        return [one for one in every if one.article in articles]

    def draft(self) -> StoredDraft:
        """What an editor changed of the next edition."""
        return self._draft

    def set_draft(self, draft: Draft, version: int) -> bool:
        """Keep a draft in the place of one of that version; False where there is another one by now."""
        if version != self._draft.version:
            return False
        self._draft = StoredDraft(version + 1, draft)
        return True

    def save_search(self, name: str, query: str, on: date, *, by: str = "") -> SavedSearch:
        """Keep a search under a name; raises InputError where another one has that name."""
        there = next((one for one in self._searches.values() if one.name == name), None)
        if there and there.query != query:
            raise InputError(f"there is a saved search {name!r} already, for {there.query!r}; choose another name")
        made = there or SavedSearch(next(self._search_ids), name, query, by, on)
        self._searches[made.id] = made
        return made

    def forget_search(self, number: int) -> bool:
        """Give up the search of that id; False where it is not there."""
        return self._searches.pop(number, None) is not None

    def searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        return sorted(self._searches.values(), key=lambda one: (one.name, one.id))

    def keep_alerts(self, search: int, hits: Mapping[str, str], on: date) -> int:
        """Keep those hits of a search (name and content) that it was not alerted of before; how many these are."""
        there = {one.hit for one in self._alerts if one.search == search}
        new = [hit for hit in hits if hit not in there]
        self._alerts += [
            Alert(len(self._alerts) + n, search, hit, hits[hit], on, written=False) for n, hit in enumerate(new, 1)
        ]
        return len(new)

    def alerts(self, *, waiting: bool = False, last: int | None = None) -> list[Alert]:
        """What was found by alerts, in order: all, or the `last` ones, or those that are `waiting` to be written."""
        found = [one for one in self._alerts if not (waiting and one.written)]
        return found if last is None else found[-last:] if last else []

    def alerts_written(self, numbers: Collection[int]) -> None:
        """Note that some of them were written."""
        self._alerts = [replace(one, written=one.written or one.number in numbers) for one in self._alerts]

    def last_added(self) -> date | None:
        """The day on which the article that was added last was added."""
        return next((min(self._names[key].values()) for key in reversed(self._readings)), None)

    def latest(self) -> date | None:
        """The last day from which an article counts, or on which it was redated or something judged; else None."""
        decided = self.last_decision()
        return max([*(a.known_from for a in self.articles()), *([decided] if decided else [])], default=None)

    def last_decision(self) -> date | None:
        """The last day on which an article was redated or something judged; None where nothing ever was."""
        made = [date.fromisoformat(j.made_on) for j in self.judgements()]
        return max([*made, *(r.made_on for r in self._redatings)], default=None)

    def stamp(self) -> str | None:
        """None: a dossier in memory keeps no account of changes."""
        return None

    def waiting(self, among: Collection[str] | None = None) -> int:
        """How many articles, of all or `among` some, were added, read again or judged since they were last settled."""
        return len(self._unsettled if among is None else self._unsettled & set(among))

    def unsettled(self) -> Iterator[Unsettled]:
        """What waits to be settled, in the order of `articles`."""
        waiting = [s for s in self.readings() if s.reading.article.key in self._unsettled]
        return iter([Unsettled(s.reading, s.known_from.isoformat(), s.added_on.isoformat()) for s in waiting])

    @contextmanager
    def settling(self) -> Iterator[Board]:
        """The record while it is settled: kept whole, or not at all."""
        draft = self._record.copy()
        board = MemoryBoard(self, draft)
        yield board
        self._record.become(draft)
        self._unsettled -= board.finished

    def unread_demands(self) -> int:
        """None: nothing in memory is older."""
        return 0

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""
        self._record.become(MemoryRecord())
        self._unsettled.update(self._readings)

    def lines(self, query: LineQuery, /) -> LinePage:
        """The keys of the lines that fit, a page of them."""
        outlets = {one.article.key: one.article.outlet for one in self.articles()}
        return self._record.page(query, outlets)

    def said(self, limit: int, offset: int = 0) -> list[Said]:
        """The lines of statements, those told last first: so many from one on, and what else is of their last day."""
        lines = self._record.of_kind("statement")
        last = sorted(((date.fromisoformat(t[-1].known_from), key) for key, t in lines.items()), reverse=True)
        reach = min((day for day, _ in last[offset : offset + limit]), default=date.max)
        return [Said(key, day) for day, key in last[offset:] if day >= reach]

    def count_lines(self, kind: str) -> tuple[int, int]:
        """How many lines of a kind there are, and how many of them several articles tell."""
        lines = self._record.of_kind(kind).values()
        return len(lines), sum(len({t.article for t in told}) > 1 for told in lines)

    def components(self, kind: str, known_on: date) -> Iterator[Sequence[Telling[Any]]]:  # Any: tellings of that kind
        """The tellings of a kind known on a day, those together that pairs connect, be it through what came later."""
        return self._record.components(kind, known_on)

    def crowds(self, largest: int) -> list[Crowd]:
        """The components of more than one line and more than so many tellings, the tellings of one signature as one."""
        return self._record.crowds(largest)

    def tellings_of_lines(
        self, keys: Collection[str], *, known_on: date | None = None, in_all: int | None = None
    ) -> dict[str, LineTold]:
        """The tellings of lines by the line's key, those known on a day where one is given."""
        return self._record.lines(keys, known_on, in_all)

    def tellings(
        self, kind: str, *, known_on: date | None = None, party: str | None = None, issue: str | None = None
    ) -> Iterator[Telling[Any]]:
        """All tellings of a kind, by `known_from`, as far as they fit."""
        asked = LineQuery(kind=kind, party=party, issue=issue)
        told = [t for told in self._record.of_kind(kind).values() for t in told if tells(telling_row(t), asked)]
        known = (t for t in told if known_on is None or t.known_from <= known_on.isoformat())
        return iter(sorted(known, key=lambda t: (t.known_from, t.key)))

    def told_in(
        self, articles: Collection[str], kinds: Collection[str], *, accepted: bool = True
    ) -> list[tuple[str, Telling[Any]]]:
        """What some articles tell, of some kinds, each with the key of its line."""
        lines = (pair for kind in kinds for pair in self._record.of_kind(kind).items())
        found = (
            (line, t if accepted else unaccepted(t)) for line, told in lines for t in told if t.article in articles
        )
        return sorted(found, key=told_first)

    def lines_in(self, articles: Collection[str], kinds: Collection[str]) -> set[str]:
        """The keys of the lines of some kinds that some articles tell."""
        return {line for line, _ in self.told_in(articles, kinds)}

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
        found = [p for p in self._record.opposed(known_on) if (p.pair.differ_in == "met") == met]
        return [p for p in found if lines is None or {p.a, p.b} & set(lines)][offset:][:limit]

    def sources(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key, as lines cite them; where not yet settled, of no origin ("")."""
        there = (self.article(key) for key in keys)
        return {one.article.key: self._record.source(one) for one in there if one is not None}

    def relatives(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles by key with those of the same text or the same address, and so on from these."""
        return self._holdings().relatives(keys)

    def passing(self) -> AbstractContextManager[None]:
        """Nothing is fetched: all is in memory."""
        return nullcontext()

    def steady(self) -> AbstractContextManager[Looked]:
        """Nothing is fetched: all is in memory."""
        return nullcontext(Looked(everything=True))

    def spared(self, looked: Looked, before: str, after: str) -> bool:  # noqa: ARG002 - no change is remembered
        """Whether it is known that nothing which was looked at changed from one stamp to another."""
        return before == after

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the keys of the articles that hold so many of its runs, as far as settled."""
        known = {one.article.key: one.known_from.isoformat() for one in self.articles()}
        return [sharing_runs(self._record.runs, one, known, enough) for one in asked]

    def texts(self, query: ArticleQuery, /) -> tuple[str, ...]:
        """The keys of texts of which an article fits, a page of them, newest first."""
        return self._holdings().texts(query)

    def asked_for(self, query: ArticleQuery, /) -> dict[str, Source]:
        """All articles that fit, by key."""
        return self._holdings().between(query)

    def last_news(self, known_on: date | None = None) -> date | None:
        """The last day from which a dated article is known, else any; of those known on a day, where one is given."""
        return self._holdings().last_news(known_on)

    def printed(self) -> dict[str | None, int]:
        """How many articles each outlet, None for an unknown one, published."""
        return {told.outlet: told.articles for told in self._holdings().outlets(EVERY_ARTICLE)}

    def outlets(self, query: ArticleQuery = EVERY_ARTICLE, /) -> list[OutletTold]:
        """The outlets, None for an unknown one, of the articles that fit."""
        return self._holdings().outlets(query)

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""
        return self._holdings().houses()

    def named(self, column: Literal["parties", "issues"]) -> frozenset[str]:
        """The parties or issues that tellings are about."""
        rows = (telling_row(n.telling) for n in self._record.tellings.values())
        return frozenset(word for row in rows for word in getattr(row, column))

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name: theirs, its end after a slash, or a beginning of the key.

        Whoever says a whole key means that article alone.
        """
        return self._holdings().called(name)

    def _holdings(self) -> MemoryHoldings:
        parties: dict[str, set[str]] = {}
        for new in self._record.tellings.values():
            parties.setdefault(new.telling.article, set()).update(new.telling.parties)
        return MemoryHoldings({one.article.key: self._record.source(one) for one in self.articles()}, parties)

    def queue(self) -> Queue:
        """What came in, was refused or waits to be decided on."""
        return self._queue

    def backup(self, target: Path) -> None:
        """Refused: memory is not copied to a file."""
        raise DossierError(f"{target}: a dossier in memory cannot be backed up")

    def check(self) -> Iterator[Damage]:
        """Nothing: memory that fails takes the program with it."""
        return iter(())

    def _stored(self, key: str, on: date | None) -> StoredArticle:
        return stored(self._readings[key].article, self.names(key)[0][1], self._redated(key, on))

    def _reading(self, one: StoredArticle) -> StoredReading:
        findings = self._readings[one.article.key].findings
        return StoredReading(Reading(one.article, findings), one.added_on, one.known_from, one.redated, one.of_page)

    def _said(self, known_on: date | None) -> Iterator[tuple[StoredStatement, StatementRow]]:
        for source in self.articles(known_on=known_on):
            yield from said_in(self._reading(source))

    def _articles_with(self, wanted: Wanted, query: SearchQuery) -> Iterator[Hit]:
        for one in self.articles(known_on=query.known_on) if "article" in query.kinds else ():
            of = one.article
            days = days_of(of, one.added_on)
            marks = marked(tokens(of.text), wanted, _stem)
            if marks and within(days.first, days.last, query.since, query.until):
                shown = of.passage(excerpt(of, marks))
                inside = tuple(of.passage(m) for m in marks if shown.start <= m[0] and m[1] <= shown.end)
                yield Hit(one, shown, inside)

    def _statements_with(self, wanted: Wanted, query: SearchQuery) -> Iterator[Hit]:
        for said, row in self._said(query.known_on) if "statement" in query.kinds else ():
            of, pieces = said.source.article, said.statement.content.content
            marks = marked(tokens(of.text, pieces), wanted, _stem)
            if marks and within(row.first_day, row.last_day, query.since, query.until):
                hull = of.passage((min(a for a, _ in pieces), max(b for _, b in pieces)))
                yield Hit(said.source, hull, tuple(map(of.passage, marks)), said.statement)


def _stem(word: str) -> str:
    return _ENDING.sub("", word)
