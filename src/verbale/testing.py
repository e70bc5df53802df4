"""Fakes for tests of whatever is built on Verbale: a store that keeps a dossier in memory.

It passes the same contract tests as the SQL store. Only its search is simpler: it knows the inflections of regular
words and ranks by how often they occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any, Self

from verbale.errors import InputError
from verbale.model.brief import brief_from_toml
from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading
from verbale.model.negotiation import Statement
from verbale.model.text import Article, Span
from verbale.store.base import (
    Cluster,
    Damage,
    Hit,
    SearchQuery,
    StatementQuery,
    StoredArticle,
    StoredBrief,
    StoredReading,
    StoredStatement,
)  # fmt: skip
from verbale.store.rows import StatementRow, days_of, folded, require_own_words, require_text, statement_row
from verbale.store.words import Term, Wanted, excerpt, wanted_in

_EVERY_STATEMENT = StatementQuery()
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?<=\w{3})(ing|ed|es|s|e)$")


class MemoryStore:
    """A dossier in memory; see `verbale.store.base.Store` for what each method does."""

    def __init__(self, brief_text: str = "", *, on: date = date(2000, 1, 1)) -> None:
        self._briefs = [StoredBrief(1, brief_text, brief_from_toml(brief_text).hash, on)]
        self._readings: dict[str, Reading] = {}
        self._names: dict[str, dict[str, date]] = {}
        self._observations: dict[str, dict[tuple[str, str], Observation]] = {}
        self._judgements: dict[str, Judgement] = {}
        self._unsettled: set[str] = set()
        self._clusters: dict[str, dict[str, str]] = {}

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

    def add(self, reading: Reading, *, added_on: date) -> bool:
        """Keep a reading, whole or not at all; True where the article is new."""
        given = reading.article
        require_text(given)
        require_own_words(reading)
        for found in reading.findings:
            seen = found.observation
            self._observations.setdefault(found.key, {})[seen.annotator, seen.brief] = seen
        stands = self._readings.get(given.key)
        names = self._names.setdefault(given.key, {})
        names[given.name] = min(added_on, names.get(given.name, added_on))
        first = self.names(given.key)[0][0]
        if stands and given.name != first and replace(given, name=stands.article.name) != stands.article:
            return False
        kept = Reading(replace(given, name=first), Findings(reading.findings))
        if stands is None or (stands.article, stands.findings.all) != (kept.article, kept.findings.all):
            self._readings[given.key] = kept
            self._unsettled.add(given.key)
        return stands is None

    def article(self, key: str) -> StoredArticle | None:
        """The article with that key."""
        return self._stored(key) if key in self._readings else None

    def articles(self, *, known_on: date | None = None) -> Iterator[StoredArticle]:
        """All articles in order of publication; those known on a day where one is given."""
        stored = sorted(map(self._stored, self._readings), key=lambda s: (s.known_from, s.article.key))
        return (s for s in stored if known_on is None or s.known_from <= known_on)

    def names(self, key: str) -> tuple[tuple[str, date], ...]:
        """The names under which an article was added, each with the day it was first, in order of day and name."""
        return tuple(sorted(self._names.get(key, {}).items(), key=lambda item: (item[1], item[0])))

    def reading(self, key: str) -> StoredReading | None:
        """The reading of the article with that key."""
        stored = self.article(key)
        return StoredReading(self._readings[key], stored.added_on, stored.known_from) if stored else None

    def readings(self, *, known_on: date | None = None) -> Iterator[StoredReading]:
        """All readings, in the order of `articles`."""
        for stored in self.articles(known_on=known_on):
            yield StoredReading(self._readings[stored.article.key], stored.added_on, stored.known_from)

    def findings(self, kind: str | None = None, *, known_on: date | None = None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given, in the order of `articles`."""
        for stored in self.readings(known_on=known_on):
            yield from (f for f in stored.reading.findings if kind is None or f.kind == kind)

    def observations(self, key: str) -> tuple[Observation, ...]:
        """Everyone who made the finding with that key, earlier versions of annotators and briefs included."""
        return tuple(seen for _, seen in sorted(self._observations.get(key, {}).items()))

    def statements(self, query: StatementQuery = _EVERY_STATEMENT, /) -> Iterator[StoredStatement]:
        """The statements that fit, in the order of `articles` and within one in the order of the text."""
        for said, row in self._said(query.known_on):
            if _fits(row, query):
                yield said

    def search(self, query: SearchQuery, /) -> list[Hit]:
        """The places that fit best, at most `limit` of them; raises InputError where there is no word to search for."""
        wanted = wanted_in(query.words)
        mixed: list[tuple[int, Hit]] = []
        for hits in (self._statements_with(wanted, query), self._articles_with(wanted, query)):
            ranked = sorted(hits, key=lambda h: (-len(h.marks), -h.source.known_from.toordinal(), h.source.article.key))
            mixed += enumerate(ranked)
        return [hit for _, hit in sorted(mixed, key=lambda m: m[0])[: query.limit]]

    def judge(self, given: Judgement) -> bool:
        """Add a judgement; False where it is there already. Raises InputError where its key stands for another one."""
        if self._judgements.get(given.key, given) != given:
            raise InputError(f"{given.key!r} is the key of another judgement already")
        new = given.key not in self._judgements
        self._judgements[given.key] = given
        concerned: Judgement | None = given if new else None
        seen: set[str] = set()
        while concerned and concerned.key not in seen:
            seen.add(concerned.key)
            self._unsettled |= {concerned.passage.article} & self._readings.keys()
            concerned = self._judgements.get(concerned.undoes or "")
        return new

    def judgements(self, *, known_on: date | None = None) -> Iterator[Judgement]:
        """All judgements, those taken back included, in the order added; those made by a day where one is given."""
        made = tuple(self._judgements.values())
        return (j for j in made if known_on is None or j.made_on <= known_on.isoformat())

    def unsettled(self) -> Iterator[StoredReading]:
        """The readings added, read again or judged since they were last settled, in the order of `articles`."""
        return iter([s for s in self.readings() if s.reading.article.key in self._unsettled])

    def settle(self, key: str, memberships: Iterable[tuple[str, str]]) -> None:
        """Put the findings of the article `key` into clusters: pairs of finding key and cluster, all there are."""
        self._clusters[key] = dict(memberships)
        self._unsettled.discard(key)

    def record(self, kind: str | None = None) -> Iterator[Cluster]:
        """The clusters as last settled, by name; those of one kind where it is given."""
        members: dict[str, list[str]] = {}
        for stored in self.articles():
            for member, cluster in sorted(self._clusters.get(stored.article.key, {}).items()):
                members.setdefault(cluster, []).append(member)
        for name in sorted(members):
            if kind is None or name.startswith(f"{kind}:"):
                yield Cluster(name, tuple(members[name]))

    def forget_record(self) -> None:
        """Empty the record, so that every reading is to be settled anew."""
        self._clusters.clear()
        self._unsettled.update(self._readings)

    def check(self) -> Iterator[Damage]:
        """Nothing: memory that fails takes the program with it."""
        return iter(())

    def _stored(self, key: str) -> StoredArticle:
        article, added_on = self._readings[key].article, self.names(key)[0][1]
        return StoredArticle(article, added_on, days_of(article, added_on).known_from)

    def _said(self, known_on: date | None) -> Iterator[tuple[StoredStatement, StatementRow]]:
        for stored in self.readings(known_on=known_on):
            reading = stored.reading
            source = StoredArticle(reading.article, stored.added_on, stored.known_from)
            actors = {a.key: a for a in reading.findings.actors}
            said: dict[str, Finding[Statement]] = {s.key: s for s in reversed(reading.findings.statements)}
            for one in sorted(said.values(), key=lambda s: (s.content.content[:1], s.key)):
                row = statement_row(one, reading, days_of(reading.article, stored.added_on))
                yield StoredStatement(one, actors.get(one.content.speaker or ""), source), row

    def _articles_with(self, wanted: Wanted, query: SearchQuery) -> Iterator[Hit]:
        for stored in self.articles(known_on=query.known_on) if "article" in query.kinds else ():
            of = stored.article
            days = days_of(of, stored.added_on)
            marks = _marks(of, [(0, len(of.text))], wanted)
            if marks and _within(days.first, days.last, query.since, query.until):
                shown = of.passage(excerpt(of, marks))
                inside = tuple(of.passage(m) for m in marks if shown.start <= m[0] and m[1] <= shown.end)
                yield Hit(stored, shown, inside)

    def _statements_with(self, wanted: Wanted, query: SearchQuery) -> Iterator[Hit]:
        for said, row in self._said(query.known_on) if "statement" in query.kinds else ():
            of, pieces = said.source.article, said.statement.content.content
            marks = _marks(of, pieces, wanted)
            if marks and _within(row.first_day, row.last_day, query.since, query.until):
                hull = of.passage((min(a for a, _ in pieces), max(b for _, b in pieces)))
                yield Hit(said.source, hull, tuple(map(of.passage, marks)), said.statement)


def _fits(row: StatementRow, query: StatementQuery) -> bool:
    exact = ((row.party, query.party), (row.manner, query.manner), (row.act, query.act))
    return (
        all(asked is None or value == asked for value, asked in exact)
        and (query.issue is None or query.issue in row.issues)
        and (query.speaker is None or folded(query.speaker) in (row.speaker or ""))
        and _within(row.first_day, row.last_day, query.since, query.until)
    )


def _within(first: date | None, last: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    known = first is not None or last is not None
    return known and (since is None or (last or date.max) >= since) and (until is None or (first or date.min) <= until)


def _marks(of: Article, pieces: Sequence[Span], wanted: Wanted) -> list[Span]:
    """Where the wanted words stand in pieces of an article, in order; nowhere unless all of them do."""
    tokens = [(m.start(), m.end(), folded(m.group())) for a, b in pieces for m in _WORD.finditer(of.text, a, b)]
    if any(_places(term, tokens) for term in wanted.without):
        return []
    places = [[p for term in group for p in _places(term, tokens)] for group in wanted.groups]
    return sorted({p for group in places for p in group}) if all(places) else []


def _places(term: Term, tokens: Sequence[tuple[int, int, str]]) -> list[Span]:
    words = [folded(w) for w in _WORD.findall(term.words)]
    runs = (tokens[i : i + len(words)] for i in range(len(tokens) - len(words) + 1))
    return [(run[0][0], run[-1][1]) for run in runs if words and _same(words, [t[2] for t in run], term.prefix)]


def _same(words: Sequence[str], found: Sequence[str], prefix: bool) -> bool:
    *before, last = words
    if [_ENDING.sub("", w) for w in before] != [_ENDING.sub("", w) for w in found[:-1]]:
        return False
    return found[-1].startswith(last) if prefix else _ENDING.sub("", found[-1]) == _ENDING.sub("", last)
