"""What views take of a dossier from its tables: see `verbale.views.showing.Showing`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from verbale.model.brief import Brief
from verbale.model.edition import Digest
from verbale.model.record import Line, Record, Source
from verbale.recall import days, doubts
from verbale.recall.garbage import uncollected
from verbale.recall.parts import ALL, HELD, KINDS, Parts, batches, together
from verbale.recall.spoken import listed
from verbale.recall.walks import ASKED, NOTHING, PHASES, Walks, days_of
from verbale.record.course import threads_of
from verbale.record.lines import key_after
from verbale.store.base import Store
from verbale.store.queries import ArticleQuery, LineQuery
from verbale.views import article, articles, digest, state
from verbale.views import record as record_view
from verbale.views.articles import Newsroom
from verbale.views.cited import Json, Sources, Spread, articles_of
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.listing import DRAWN, LISTINGS, Page
from verbale.views.showing import EACH, Texts
from verbale.views.state import State

TOLD_AS = {
    "utterance": "statement",
    "event": "event",
    "actor": "actor",
    "precondition": "linkage",
    "linkage": "linkage",
}
"""What lines tell that are found by the beginning of their keys, by their kind."""
_BEGINNING = re.compile("[0-9a-f]{6,24}")
IN_PARTS = {
    "utterances": "statement",
    "events": "event",
    "announced": "event",
    "actors": "actor",
    "preconditions": "linkage",
}
"""Parts of the record as JSON that are made of some lines at once, by the kind of what these tell."""

NEIGHBOURS = 4
"""So many times as many lines are fetched at once where all are gone through: neighbours stand in the same articles."""
ACTORS = 0.04
"""So many times as many actors are: each may be told of in most articles."""

NAMED = 65_536
"""Names of phases that are held, whatever the dossier: what a name is the hash of never changes."""
_phases_named: dict[str, str] = {}

COUNTED = {
    "actors": "actor",
    "utterances": "statement",
    "events": "event",
    "positions": "position",
    "linkages": "linkage",
}
"""The kinds of lines that are counted, by what they are called."""


def answers(store: Store, on: date) -> bool:
    """Whether the tables, once all is settled, hold the record of a day: nothing came or was decided later."""
    latest = store.latest()
    return latest is None or latest <= on


class Tables:
    """What a dossier's tables hold, dates due as of a day; `brief` names what codes mean."""

    def __init__(self, store: Store, on: date, brief: Brief | None = None) -> None:
        self._store = store
        self._on = on
        self._brief = brief
        self._parts = Parts(store, on, brief)
        self._walks = Walks(self._parts)

    def whole(self) -> Record:
        """All of it, but for the middle of very long lines."""
        self._parts.in_all = None
        keys = {kind: self._store.lines(LineQuery(kind=kind, limit=ALL)).keys for kind in KINDS}
        record = self._parts.part(keys, self._store.contradictions(), [a.article.key for a in self._store.articles()])
        return self._parts.explained(record, {line.key for line in record.lines()})

    def about(self, name: str) -> Record | None:
        """The part of the record with the lines whose key begins with `name`; None where only the whole can tell it.

        For `LINE#TELLING` the line need not be held with all its tellings, if that one is.
        """
        self._parts.in_all = None
        line, _, one = name.partition("#")
        found = self._beginning(line)
        if found and one and any(told.key == one for held in found.lines() for told in held.tellings):
            return found
        return None if found is None or any(held.left_out for held in found.lines()) else found

    def line(self, key: str) -> tuple[Record, Context]:
        """A part of the record that holds the line with that key, if there is one, with what joins its tellings."""
        self._parts.in_all = HELD
        record = self._beginning(key) or Record({})
        sides = {side for pair in record.contradictions if pair.key == key for side in (pair.a, pair.b)}
        shown = [line for line in record.lines() if line.key in (key, *sides)]
        return self._parts.explained(record, {line.key for line in shown}), self._parts.context(shown)

    def _beginning(self, name: str) -> Record | None:
        kind, _, rest = name.partition(":")
        if kind == "position":
            threads = self._store.lines(LineQuery(kind=kind, limit=ALL)).keys
            return self._parts.part({kind: [key for key in threads if key.startswith(name)]})
        if kind == "phase":
            begun = [t for line in self._phases(name) for t in line.tellings]
            return self._parts.part({kind: self._walks.phases_near(begun)})
        if not _BEGINNING.fullmatch(rest):
            return None
        if kind == "contradiction":
            return self._parts.answering([*self._called("statement", rest[:12]), *self._called("event", rest[:12])])
        told = TOLD_AS.get(kind)
        return self._parts.part({told: self._called(told, rest)}) if told else None

    def _phases(self, name: str) -> Sequence[Line[Any]]:
        """The phases whose names begin so. The tables have them by their first tellings, of which these are hashes."""
        if (key := _phases_named.get(name)) and (found := self._parts.part({"phase": [key]}).phases):
            return found
        keys = self._store.lines(LineQuery(kind="phase", limit=ALL)).keys
        named = {key_after("phase", key.removeprefix("phase:")): key for key in keys}
        if len(_phases_named) + len(named) > NAMED:
            _phases_named.clear()
        _phases_named.update(islice(named.items(), NAMED))
        return self._parts.part({"phase": [key for one, key in named.items() if one.startswith(name)]}).phases

    def _called(self, kind: str, beginning: str) -> Sequence[str]:
        return self._store.lines(LineQuery(kind=kind, key=beginning, limit=ALL)).keys

    def page(
        self, name: str, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, explain: bool = True
    ) -> Page:
        """The entries of a listing from number `first` on, up to but not including number `last`."""
        self._parts.in_all = None if last is None else HELD
        return self._page(name, wanted, first, last, explain=explain)

    def _page(self, name: str, wanted: Wanted, first: int, last: int | None, *, explain: bool) -> Page:
        listing, upto = LISTINGS[name], ALL if last is None else last
        if name == "statements" and wanted == EVERYTHING and last is not None:
            (record, before), against = listed(self._parts, first, last), NOTHING
        else:
            (record, against), before = self._walks.candidates(name, wanted, upto), 0
        found = list(listing.find(record, against, wanted))
        shown_here = found[first - before : None if last is None else last - before]
        lines = [line for entry in shown_here for line in listing.lines(entry)]
        if name in DRAWN:
            against = Context(record.sources, {}, {}, {}, self._brief or Brief())
        elif name != "contradictions":
            against = self._parts.context(lines)
        keys = {line.key for line in lines}
        explained = self._parts.explained(record, keys) if explain or self._parts.has_joined else record
        shown = (
            e for e in listing.find(explained, against, wanted) if keys.issuperset(x.key for x in listing.lines(e))
        )
        return Page(tuple(shown), before + len(found) > upto, against, {e.key: e for e in explained.events})

    def day_of_last(self, wanted: Wanted, count: int) -> str | None:
        """The ISO day from which on about so many events are told of, those that lie ahead too; None where all do."""
        return self._walks.day_of_last(wanted, count)

    def doubtful(self, name: str, wanted: Wanted, first: int, last: int) -> Page:
        """The entries of a listing among which a person looks for what to decide, from one number to another."""
        if name in doubts.KIND_OF:
            return doubts.least_sure(self._parts, name, wanted, first, last)
        self._parts.in_all = doubts.STEPS * (last - first)
        return self._page(name, wanted, first, last, explain=True)

    def state(self, *, explain: bool = True, since: str | None = None) -> State:
        """The state of play: of each kind what is newest, and so much more where what changed since a day is asked."""
        self._parts.in_all = HELD // 2  # the last steps of each position are shown
        last, asked = (state.NEWS, state.ASKED) if since is None else (state.MOST, state.MOST)
        contradicting, among = self._walks.contradicting(EVERYTHING, last)
        met = [] if since is None else [self._walks.candidates("preconditions", Wanted(status="met"), last)[0]]
        parts = [
            contradicting,
            *met,
            self._walks.candidates("preconditions", Wanted(status="open"), asked)[0],
            self._walks.candidates("calendar", EVERYTHING, state.LAST)[0],
            self._walks.candidates("positions", EVERYTHING, ALL)[0],
            self._parts.part({"phase": self._store.lines(LineQuery(kind="phase", limit=PHASES)).keys}),
            self._walks.spoken_last(),
            self._walks.moved_last(last),
        ]
        record, told = together(parts), self._parts.spread()
        shown: list[Line[Any]] = []

        def reading(lines: Iterable[Line[Any]]) -> Context:
            shown.extend(lines)
            return self._parts.context(shown)

        def state_of(record: Record, reading: state.Reading) -> State:
            accounts = list(LISTINGS["contradictions"].find(record, among, EVERYTHING))
            brief = self._brief or Brief()
            return state.state_of(record, self._on.isoformat(), accounts, reading, told, brief, since)

        first = state_of(record, reading)
        if not (explain or self._parts.has_joined):
            return first
        against = first.context
        return state_of(self._parts.explained(record, {line.key for line in shown}), lambda _: against)

    @uncollected()
    def digest(self, title: str, wanted: Wanted, printed: Collection[str] = ()) -> Digest:
        """The digest of the days asked for; what has a key among the `printed` is told again only where it changed.

        It is told as it was known on the last of these days.
        """
        until = days_of(wanted)[1]
        parts = Parts(self._store, until, self._brief, until) if until and until < self._on else self._parts
        return digest.digest(days.material(parts, wanted, self._brief), title, wanted, printed)

    def last_day(self) -> str | None:
        """The last ISO day from which a dated article is known, else any."""
        last = self._store.last_news()
        return last.isoformat() if last else None

    def texts(
        self, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, copied: bool = False
    ) -> Texts:
        """The texts of which articles were asked for; `copied` gives those alone that have copies."""
        limit = ALL if last is None else last - first + 1
        query = replace(_articles(wanted), copied=copied, limit=limit, offset=first)
        origins = self._store.texts(query)
        shown = dict.fromkeys(origins if last is None else origins[: last - first])
        sources = self._store.relatives(shown)
        told = self._store.told_in(list(sources), KINDS, accepted=False)
        tellers = articles.telling_of(wanted.party, told)
        near = (s for key, s in sources.items() if wanted.party is None or key in tellers)
        found = [t for t in articles.texts(near, wanted) if t.origin in shown]
        listed = {s.article.key for t in found for s in t.all}
        told = [(line, t) for line, t in told if t.article in listed]
        return Texts(tuple(found), article.counts(told), len(origins) > len(shown))

    def newsrooms(self, wanted: Wanted = EVERYTHING) -> list[Newsroom]:
        """The outlets of the articles asked for."""
        found = (
            Newsroom(
                o.outlet,
                o.articles,
                o.own,
                o.first.isoformat() if o.first else "",
                o.last.isoformat() if o.last else "",
            )
            for o in self._store.outlets(_articles(wanted))
        )
        return articles.in_order(found, self._brief)

    def known(self, keys: tuple[str, ...]) -> Sources:
        """Those of some articles that are known."""
        return self._store.sources(keys)

    def article(self, key: str) -> tuple[article.Page, Context]:
        """The page of one article."""
        told = self._store.told_in([key], [kind for kind in KINDS if kind != "actor"])
        keys = {kind: sorted({line for line, t in told if t.kind == kind}) for kind in KINDS}
        keys["phase"] = self._walks.phases_near([t for _, t in told if t.kind == "phase"])
        keys["position"] = []  # a thread may be told in most articles, and is read here for what this one tells
        record = self._parts.part(keys, articles=[key])
        wanting = [t for _, t in told if t.kind == "position"]
        record = replace(record, positions=tuple(threads_of(wanting, record.sources)))
        told_here = [line for line in record.lines() if key in articles_of(line)]
        against = self._parts.context(told_here)
        if key not in against.sources:
            against = replace(against, sources={**against.sources, **self._store.relatives([key])})
        return article.article(record, key, against), against

    def each(self, kind: str, *, around: bool = True) -> Iterator[tuple[Record, Context]]:
        """All lines of a kind, some at a time, each with what it is read against; nothing is held when it is past."""
        told = EACH[kind]
        if told == "contradiction":
            for some in batches(sorted({pair.a for pair in self._store.contradictions()})):
                parts = self._fresh()
                record = parts.of_accounts(set(some))
                yield record, parts.context([*record.utterances, *record.events])
            return
        status = ASKED if kind == "preconditions" else ()
        keys = self._store.lines(LineQuery(kind=told, status=status, order="oldest", limit=ALL)).keys
        for some in _in_turn(told, keys):
            with self._store.passing():
                found = self._some(kind, some, around=around)
            yield found
            del found  # before the next is made

    @uncollected()
    def _some(self, kind: str, keys: Sequence[str], *, around: bool) -> tuple[Record, Context]:
        parts = self._fresh()
        record = parts.part({EACH[kind]: keys})
        if kind == "actors":  # nobody reads an actor against statements
            return record, Context(record.sources, {}, {}, {})
        return record, parts.context(getattr(record, kind), around=around)

    def _fresh(self) -> Parts:
        parts = Parts(self._store, self._on, self._brief)
        parts.in_all = None
        return parts

    def every_source(self) -> Iterator[Source]:
        """Every article in order of publication."""
        keys = [stored.article.key for stored in self._store.articles()]
        for some in batches(keys):
            found = self._store.sources(some)
            yield from (found[key] for key in some if key in found)

    def counted(self) -> tuple[Spread, list[tuple[str, int, int]]]:
        """How far all was told, and each kind of line with how many there are and how many several articles tell."""
        return self._parts.spread(), [(name, *self._store.count_lines(kind)) for name, kind in COUNTED.items()]

    def parts(self, wanted: Wanted = EVERYTHING) -> Iterator[tuple[str, Iterator[Json]]]:
        """What is asked for of the record as JSON, kind by kind, each made when it is come to."""
        return ((kind, self._of_kind(kind, wanted)) for kind in record_view.KINDS)

    def _of_kind(self, kind: str, wanted: Wanted) -> Iterator[Json]:
        told = IN_PARTS.get(kind)

        def of(part: Record) -> Iterator[Json]:
            return record_view.KINDS[kind](part if wanted == EVERYTHING else record_view.limited(part, wanted))

        if kind == "articles":
            fitting = None if wanted == EVERYTHING else self._store.asked_for(_articles(wanted))
            for some in batches(
                [a.article.key for a in self._store.articles() if fitting is None or a.article.key in fitting]
            ):
                yield from record_view.KINDS[kind](Record(self._store.sources(some)))
        elif kind == "contradictions":
            yield from of(self._parts.of_accounts({p.a for p in self._store.contradictions()}))
        else:
            keys = self._store.lines(LineQuery(kind=told or kind[:-1], order="oldest", limit=ALL)).keys
            # Positions and phases follow from all that is told of them; of other kinds a line is all there is.
            for some in batches(keys) if told else [keys]:
                yield from of(self._fresh().part({told or kind[:-1]: some}))


def _articles(wanted: Wanted) -> ArticleQuery:
    """The articles that are asked for."""
    since, until = days_of(wanted)
    return ArticleQuery(since=since, until=until, outlet=wanted.outlet, party=wanted.party)


def _in_turn(told: str, keys: Sequence[str]) -> Iterable[Sequence[str]]:
    """The keys of all lines of a kind in those that are fetched at once.

    A phase follows from those before it, the course of a position from what is told of that one.
    """
    if told == "position":
        return ([key] for key in sorted(keys, key=lambda key: key.split(":")))
    return [keys] if told == "phase" else batches(keys, ACTORS if told == "actor" else NEIGHBOURS)
