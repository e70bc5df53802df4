"""The record as it was settled, taken from the tables as far as a view shows it: no pair is compared anew.

A listing walks the lines of its kind in an order that the tables know, and takes as many as it must to be sure of its
page: what is not yet taken can stand no higher than the last line that was. The tables hold what is known and decided
by now; the record as known on an earlier day is added up by `desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from verbale.model.board import Opposed
from verbale.model.brief import Brief
from verbale.model.evidence import Judgement
from verbale.model.negotiation import Statement
from verbale.model.record import Join, Line, Record, Source, Telling, Utterance, joined
from verbale.record.announced import AHEAD
from verbale.record.assembly import Group, Grouped, added_up
from verbale.record.grouping import groups_of
from verbale.record.judgements import standing, tying
from verbale.record.versions import chains_of, newest_of
from verbale.store.base import ArticleQuery, LineQuery, LineTold, Opposing, Order, Store
from verbale.views import article, articles, calendar, contradictions, digest, news, state
from verbale.views import record as record_view
from verbale.views.articles import Newsroom
from verbale.views.cited import Json, Sources, Spread, articles_of, first_day
from verbale.views.context import Context, context_of
from verbale.views.digest import Digest
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.listing import LISTINGS, Entry, Page
from verbale.views.showing import Texts
from verbale.views.state import State
from verbale.views.statements import order
from verbale.views.wording import is_hanging

L = TypeVar("L", bound=Line[Any])

KINDS = ("statement", "event", "actor", "linkage", "position", "phase")
"""The kinds of lines, by the kind of what they tell."""

ALL = 10**9
EXPLAINED = 60
"""Of lines with more tellings than this it is not told what joins them: it would be read off every pair."""
LEAST = 60
"""Lines taken at once from the tables at least."""
LONG = ("actor", "position")
"""Kinds whose lines may be told in most articles."""
HELD = 300
"""Tellings of such lines that a page holds."""
PHASES = 100
"""Tellings of phases that are put in order together to tell where the talks stand: the last ones."""
NEAR = timedelta(days=14)
"""How far beyond the days that are shown phases are put in order with those that are."""
IN_PARTS = {
    "utterances": "statement",
    "events": "event",
    "announced": "event",
    "actors": "actor",
    "preconditions": "linkage",
}
"""Parts of the record as JSON that are made of some lines at once, by the kind of what these tell."""
AT_ONCE = 500
COUNTED = {
    "actors": "actor",
    "utterances": "statement",
    "events": "event",
    "positions": "position",
    "linkages": "linkage",
}
"""The kinds of lines that are counted, by what they are called."""
SLIPS = timedelta(days=366)
"""How long after the day that was set an event may be put off to another."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The kind of lines that a listing walks and in which order.

    `sure` says whether an entry stands before all that is not yet taken, when that reaches to an ISO day.
    """

    kind: str
    by: Order
    sure: Callable[[Entry, Record, str], bool]


WALKS: Mapping[str, Walk] = {
    "statements": Walk("statement", "newest", lambda e, r, day: order(e, r.sources) > (True, day)),
    "linkages": Walk("linkage", "newest", lambda e, r, day: first_day(e, r.sources) > day),
    "preconditions": Walk("linkage", "newest", lambda e, r, day: first_day(e, r.sources) > day),
    "actors": Walk("actor", "most told", lambda *_: True),
    "timeline": Walk("event", "first day", lambda e, _, day: e.day < day),
}


def answers(store: Store, on: date) -> bool:
    """Whether the tables hold the record as known on a day: all is settled, and nothing came or was decided later."""
    latest = store.latest()
    return store.waiting() == 0 and (latest is None or latest <= on)


class Tables:
    """What a dossier's tables hold, dates due as of a day; `brief` names what codes mean."""

    def __init__(self, store: Store, on: date, brief: Brief | None = None) -> None:
        self._store = store
        self._brief = brief
        self._on = on
        self._in_all: int | None = HELD
        self._told: dict[str, LineTold] = {}
        self._sources: dict[str, Source] = {}

    @cached_property
    def _decided(self) -> Sequence[Judgement]:
        return standing(self._store.judgements())

    @property
    def _joined(self) -> bool:
        """Whether a person joined lines, which is told of each."""
        return any(j.verdict == "same" for j in self._decided)

    def whole(self) -> Record:
        """All of it, but for the middle of very long lines."""
        self._in_all = None
        keys = {kind: self._store.lines(LineQuery(kind=kind, limit=ALL)).keys for kind in KINDS}
        record = self._part(keys, self._store.contradictions(), [a.article.key for a in self._store.articles()])
        return self._explained(record, {line.key for line in record.lines()})

    def page(
        self, name: str, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, explain: bool = True
    ) -> Page:
        """The entries of a listing from number `first` on, up to but not including number `last`."""
        listing, upto = LISTINGS[name], ALL if last is None else last
        self._in_all = None if last is None else HELD
        record, against = self._candidates(name, wanted, upto)
        found = list(listing.find(record, against, wanted))
        lines = [line for entry in found[first:last] for line in listing.lines(entry)]
        if name != "contradictions":
            against = self.context(lines)
        keys = {line.key for line in lines}
        explained = self._explained(record, keys) if explain or self._joined else record
        shown = (
            e for e in listing.find(explained, against, wanted) if keys.issuperset(x.key for x in listing.lines(e))
        )
        return Page(tuple(shown), len(found) > upto, against, {e.key: e for e in explained.events})

    def _explained(self, record: Record, keys: Collection[str]) -> Record:
        """A record with what joins the tellings of some lines."""

        def of(lines: Iterable[L]) -> tuple[L, ...]:
            return tuple(replace(x, joins=self._joins(x.tellings)) if x.key in keys else x for x in lines)

        return replace(
            record,
            utterances=of(record.utterances),
            events=of(record.events),
            actors=of(record.actors),
            preconditions=of(record.preconditions),
            linkages=of(record.linkages),
        )

    def state(self, *, explain: bool = True) -> State:
        """The state of play: of each kind what is newest."""
        self._in_all = HELD // 2  # the last steps of each position are shown
        contradicting, among = self._contradicting(EVERYTHING, state.LAST)
        parts = [
            contradicting,
            self._candidates("preconditions", Wanted(status="open"), state.OPEN)[0],
            self._candidates("calendar", EVERYTHING, state.LAST)[0],
            self._candidates("positions", EVERYTHING, ALL)[0],
            self._part({"phase": self._store.lines(LineQuery(kind="phase", limit=PHASES)).keys}),
            self._spoken_last(),
            self._moved_last(),
        ]
        record, told = _together(parts), self._spread()
        shown: list[Line[Any]] = []

        def reading(lines: Iterable[Line[Any]]) -> Context:
            shown.extend(lines)
            return self.context(shown)

        def state_of(record: Record, reading: state.Reading) -> State:
            accounts = list(LISTINGS["contradictions"].find(record, among, EVERYTHING))
            return state.state_of(record, self._on.isoformat(), accounts, reading, told)

        first = state_of(record, reading)
        if not (explain or self._joined):
            return first
        against = first.context
        return state_of(self._explained(record, {line.key for line in shown}), lambda _: against)

    def _spoken_last(self) -> Record:
        """The last statements of parties."""

        def enough(record: Record, reach: str) -> bool:
            last = (u for u in record.utterances if state.is_speech(record, u))
            return sum(order(u, record.sources) > (True, reach) for u in last) > state.READABLE

        return self._walked(LineQuery(kind="statement"), state.READABLE, enough)[0]

    def _moved_last(self) -> Record:
        """The events of which it was told last that a day was set for them, and what came of it."""
        asked = LineQuery(kind="event", status=(*AHEAD, "cancelled"))

        def enough(record: Record, reach: str) -> bool:
            return sum(c.day > reach for c in news.changes(record, ())) > state.LAST

        return self._walked(asked, state.LAST, enough)[0]

    def _spread(self) -> Spread:
        """How far all articles are spread. Every text has a house, so houses and the texts they share tell origins."""
        outlets = self._store.outlets()
        named = tuple(sorted(o.outlet for o in outlets if o.outlet))
        return Spread(named, sum(o.articles for o in outlets), joined(self._store.houses()))

    def digest(self, title: str, wanted: Wanted) -> tuple[Digest, Sources]:
        """The digest of the days asked for, and the articles in it."""
        since, until = _days(wanted)
        sources = self._store.known_between(since or date.min, until or date.max, wanted.outlet)
        leads = {text.lead.article.key for text in articles.texts(sources.values(), wanted)}
        kinds = ("phase", "position", "statement")
        told = [pair for some in _batches(sorted(leads)) for pair in self._store.told_in(some, kinds)]
        spoken = [t for _, t in told if isinstance(t.content, Statement)]
        hanging = {
            line for line, t in self._store.told_in({t.article for t in spoken if is_hanging(t)}, ("statement",))
        }
        opposed = self._answering(hanging)
        spoken += [t for u in opposed.utterances for t in u.tellings]
        against = context_of({**opposed.sources, **sources}, spoken, opposed.contradictions, brief=self._brief)
        return digest.digest(sources, (t for _, t in told), against, title, wanted), sources

    def last_day(self) -> str | None:
        """The last ISO day from which a dated article is known, else any."""
        last = self._store.last_news()
        return last.isoformat() if last else None

    def texts(
        self, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, copied: bool = False
    ) -> Texts:
        """The texts of which articles were asked for; `copied` gives those alone that have copies."""
        since, until = _days(wanted)
        limit = ALL if last is None else last - first + 1
        query = ArticleQuery(since=since, until=until, outlet=wanted.outlet, copied=copied, limit=limit, offset=first)
        origins = self._store.texts(query)
        shown = dict.fromkeys(origins if last is None else origins[: last - first])
        sources = self._store.relatives(shown)
        found = [t for t in articles.texts(sources.values(), wanted) if t.origin in shown]
        told = self._store.told_in([s.article.key for t in found for s in t.all], KINDS)
        return Texts(tuple(found), article.counts(told), len(origins) > len(shown))

    def newsrooms(self, wanted: Wanted = EVERYTHING) -> list[Newsroom]:
        """The outlets of the articles asked for."""
        since, until = _days(wanted)
        return articles.in_order(
            Newsroom(o.outlet, o.articles, o.own, o.first.isoformat(), o.last.isoformat())
            for o in self._store.outlets(since, until)
        )

    def known(self, keys: tuple[str, ...]) -> Sources:
        """Those of some articles that are known."""
        return self._store.sources(keys)

    def article(self, key: str) -> tuple[article.Page, Context]:
        """The page of one article."""
        told = self._store.told_in([key], [kind for kind in KINDS if kind != "actor"])
        keys = {kind: sorted({line for line, t in told if t.kind == kind}) for kind in KINDS}
        if keys["phase"]:
            keys["phase"] = list(self._store.lines(LineQuery(kind="phase", limit=ALL)).keys)
        record = self._part(keys)
        told_here = [line for line in record.lines() if key in articles_of(line)]
        against = self.context(told_here)
        if key not in against.sources:
            against = replace(against, sources={**against.sources, **self._store.relatives([key])})
        return article.article(record, key, against), against

    def counted(self) -> tuple[Spread, list[tuple[str, int, int]]]:
        """How far all was told, and each kind of line with how many there are and how many several articles tell."""
        return self._spread(), [(name, *self._store.count_lines(kind)) for name, kind in COUNTED.items()]

    def parts(self) -> Iterator[tuple[str, Iterator[Json]]]:
        """The whole record as JSON, kind by kind, each made when it is come to."""
        return ((kind, self._of_kind(kind)) for kind in record_view.KINDS)

    def _of_kind(self, kind: str) -> Iterator[Json]:
        of, told = record_view.KINDS[kind], IN_PARTS.get(kind)
        if kind == "articles":
            for some in _batches([a.article.key for a in self._store.articles()]):
                yield from of(Record(self._store.sources(some)))
        elif kind == "contradictions":
            yield from of(self._of_accounts({p.a for p in self._store.contradictions()}))
        else:
            keys = self._store.lines(LineQuery(kind=told or kind[:-1], order="oldest", limit=ALL)).keys
            # Positions and phases follow from all that is told of them; of other kinds a line is all there is.
            for some in _batches(keys) if told else [keys]:
                tables = Tables(self._store, self._on)
                tables._in_all = None
                yield from of(tables._part({told or kind[:-1]: some}))

    def context(self, lines: Iterable[Line[Any]]) -> Context:
        """What some lines are read against."""
        shown = list(lines)
        articles = {key for line in shown for key in articles_of(line)}
        sources = self._store.relatives(articles)
        spoken = [t for _, t in self._store.told_in(articles, ["statement"])]
        opposed = self._answering({_stored(u) for u in shown if isinstance(u, Utterance)})
        spoken += [t for u in opposed.utterances for t in u.tellings]
        newest = newest_of(chains_of(sources.values()))
        return context_of({**opposed.sources, **sources}, spoken, opposed.contradictions, newest, self._brief)

    def _candidates(self, name: str, wanted: Wanted, upto: int) -> tuple[Record, Context]:
        """A part of the record that holds the first entries of a listing, one more than `upto` of them."""
        if name == "contradictions":
            return self._contradicting(wanted, upto)
        if name == "positions":
            return self._threads(wanted, upto), NOTHING
        if name == "calendar":
            return self._appointed(wanted, upto), NOTHING
        walk, listing = WALKS[name], LISTINGS[name]
        query = _query(walk.kind, wanted, walk.by)
        if name == "preconditions":
            query = replace(query, status=("precondition",))
        elif name == "linkages":
            query = replace(query, unheld="precondition")

        def enough(record: Record, reach: str) -> bool:
            before = [e for e in listing.find(record, NOTHING, wanted) if walk.sure(e, record, reach)]
            if name == "preconditions":
                before = [e for e in before if e.status == (wanted.status or "open")]
            return len(before) > upto

        record, reach = self._walked(query, upto, enough)
        return (self._with_phases(record, wanted, reach) if name == "timeline" else record), NOTHING

    def _walked(
        self, query: LineQuery, upto: int, enough: Callable[[Record, str], bool], always: Collection[str] = ()
    ) -> tuple[Record, date | None]:
        """The lines of a query from the first one on until there are enough, and to which day; None where all are."""
        keys: list[str] = []
        size = max(2 * upto, LEAST)
        while True:
            page = self._store.lines(replace(query, offset=len(keys), limit=size))
            keys += page.keys
            record = self._part({query.kind: list(dict.fromkeys([*keys, *always]))})
            if len(page.keys) < size:
                return record, None
            if enough(record, str(page.reach)):
                return record, page.reach if isinstance(page.reach, date) else None
            size = len(keys)

    def _with_phases(self, record: Record, wanted: Wanted, reach: date | None) -> Record:
        """A record with the phases that began in the days asked for, up to a day and somewhat beyond."""
        query = _query("phase", wanted, "first day", ALL)
        ends = [day for day in (query.until, reach) if day]
        query = replace(
            query,
            party=None,
            outlet=None,
            since=query.since and query.since - NEAR,
            until=min(ends) + NEAR if ends else None,
        )
        phases = self._part({"phase": self._store.lines(query).keys})
        return replace(record, phases=phases.phases, sources={**record.sources, **phases.sources})

    def _threads(self, wanted: Wanted, upto: int) -> Record:
        """The first threads in order of party and issue."""
        query = _query("position", wanted, "newest", ALL)
        keys = sorted(self._store.lines(query).keys, key=lambda key: key.split(":", 2))
        size = upto + 1
        while True:
            record = self._part({"position": keys[:size]})
            if size >= len(keys) or len(list(LISTINGS["positions"].find(record, NOTHING, wanted))) > upto:
                return record
            size *= 3

    def _appointed(self, wanted: Wanted, upto: int) -> Record:
        """The events for which a day is set: all that may lie ahead, and of the others those that lay ahead last."""
        asked = _query("event", wanted, "last day")
        since = asked.since or date.min
        ahead = replace(asked, status=(*AHEAD, "cancelled"), since=max(self._on, since), limit=ALL)
        slipped = replace(asked, status=("cancelled",), since=max(self._on - SLIPS, since), limit=ALL)
        open_ones = [key for query in (ahead, slipped) for key in self._store.lines(query).keys]

        def enough(record: Record, reach: str) -> bool:
            found = LISTINGS["calendar"].find(record, NOTHING, wanted)
            return sum(1 for a in found if a.ends == "open" or calendar.day_of(a) > reach) > upto

        return self._walked(replace(asked, status=ahead.status), upto, enough, open_ones)[0]

    def _contradicting(self, wanted: Wanted, upto: int) -> tuple[Record, Context]:
        """The contradictions told last, with what they are read against."""
        pairs: list[Opposing] = []
        size = max(2 * (upto + 1), LEAST)
        while True:
            new = self._store.contradictions(limit=size, offset=len(pairs))
            pairs += new
            record = self._of_accounts({p.a for p in pairs})
            against = self.context([*record.utterances, *record.events])
            found = list(LISTINGS["contradictions"].find(record, against, wanted))
            reach = _known(record, new[-1].pair) if len(new) == size else ""
            if len(new) < size or sum(contradictions.day_of(f, against) > reach for f in found) > upto:
                return record, against
            size = 3 * len(pairs)

    def _answering(self, lines: Collection[str]) -> Record:
        """What contradicts some lines, and what these contradict."""
        return self._of_accounts({p.a for p in self._store.contradictions(lines=lines)}) if lines else Record({})

    def _of_accounts(self, accounts: Collection[str]) -> Record:
        """Some accounts with all that contradicts them: two answers to one are told as one."""
        pairs = [p for p in self._store.contradictions(lines=accounts) if p.a in accounts]
        keys = sorted({key for p in pairs for key in (p.a, p.b)})
        return self._part({k: [x for x in keys if x.startswith(f"{k}:")] for k in ("statement", "event")}, pairs)

    def _part(
        self, keys: Mapping[str, Sequence[str]], pairs: Iterable[Opposing] = (), articles: Collection[str] = ()
    ) -> Record:
        """The record of some lines, by kind, and of the pairs that contradict each other; `articles` are known too."""
        met = self._store.contradictions(lines=keys["linkage"], met=True) if keys.get("linkage") else []
        done = [m.b for m in met if m.b not in set(keys.get("event", ()))]
        lines = {kind: self._lines(kind, keys.get(kind, ())) for kind in KINDS}
        lines["event"] += self._lines("event", list(dict.fromkeys(done)))
        tellings = [t for of in lines.values() for line in of for t in line.tellings]
        grouped = Grouped(
            statements=_alone(lines["statement"]),
            events=_alone(lines["event"]),
            actors=_alone(lines["actor"]),
            linkages=_alone(lines["linkage"]),
            positions=[t for line in lines["position"] for t in line.tellings],
            phases=[t for line in lines["phase"] for t in line.tellings],
            opposed=[p.pair for p in pairs],
            met=[(m.pair.a, m.pair.b) for m in met],
        )
        cited = dict.fromkeys([*articles, *(t.article for t in tellings)])
        self._sources |= self._store.sources(cited.keys() - self._sources.keys())
        sources = {key: self._sources[key] for key in cited}
        record = added_up(grouped, sources, self._decided, self._on.isoformat())
        return _counted(record, {f.tellings[0].key: f.count - len(f.tellings) for of in lines.values() for f in of})

    def _lines(self, kind: str, keys: Sequence[str]) -> list[LineTold]:
        if not keys:
            return []
        if kind in LONG:
            found = self._store.tellings_of_lines(keys, in_all=self._in_all)
            return [found[key] for key in keys if key in found]
        for some in _batches([key for key in keys if key not in self._told]):
            self._told |= self._store.tellings_of_lines(some)
        return [told for key in keys if (told := self._told.get(key))]

    def _joins(self, tellings: Sequence[Telling[Any]]) -> tuple[Join, ...]:
        """What joins the tellings of a line."""
        if not 1 < len(tellings) <= EXPLAINED:
            return ()
        ties = tying(self._decided, tellings)
        return tuple(j for _, joins in groups_of(tellings, ties) for j in joins)


NOTHING = Context({}, {}, {}, {})


def _alone(lines: Iterable[LineTold]) -> list[Group[Any]]:
    """The tellings of lines, what joins them left open."""
    return [(list(line.tellings), ()) for line in lines]


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))


def _days(wanted: Wanted) -> tuple[date | None, date | None]:
    """The days asked for."""
    first, last = (date.fromisoformat(day) if day else None for day in (wanted.since, wanted.until))
    return first, last


def _query(kind: str, wanted: Wanted, by: Order, limit: int = 0) -> LineQuery:
    """What is asked for, as the tables know it."""
    since, until = _days(wanted)
    return LineQuery(
        kind=kind,
        party=wanted.party,
        issue=wanted.issue if kind in ("statement", "position") else None,
        status=(wanted.act,) if wanted.act else (),
        manner=wanted.manner,
        speaker=wanted.speaker,
        outlet=wanted.outlet,
        since=since,
        until=until,
        order=by,
        limit=limit,
    )


def _counted(record: Record, left_out: Mapping[str, int]) -> Record:
    """A record whose lines know how many of their tellings are not held."""

    def of(lines: Iterable[L]) -> tuple[L, ...]:
        return tuple(replace(x, left_out=n) if (n := left_out.get(x.first.key, 0)) else x for x in lines)

    return replace(
        record,
        utterances=of(record.utterances),
        events=of(record.events),
        actors=of(record.actors),
        positions=of(record.positions),
        preconditions=of(record.preconditions),
        linkages=of(record.linkages),
    )


def _together(parts: Iterable[Record]) -> Record:
    """The parts of one record as one."""
    every = list(parts)

    def all_of(name: str) -> Any:  # Any: lines of that kind
        return tuple({line.key: line for part in every for line in getattr(part, name)}.values())

    names = ("utterances", "events", "positions", "phases", "contradictions", "preconditions", "linkages")
    sources = {key: source for part in every for key, source in part.sources.items()}
    return Record(sources, **{name: all_of(name) for name in names})


def _stored(line: Line[Any]) -> str:
    """The key of a line in the tables, which name its kind as that of its content."""
    return f"{line.first.kind}:{line.key.partition(':')[2]}"


def _known(record: Record, pair: Opposed) -> str:
    """The ISO day from which a pair of tellings is known."""
    return max(t.known_from for line in record.lines() for t in line.tellings if t.key in (pair.a, pair.b))
