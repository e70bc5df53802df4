"""Walks over the lines of a kind, in an order that the tables know, as far as a page of a listing goes.

What is not yet taken can stand no higher than the last line that was; so a walk ends where the page is sure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from verbale.model.board import Opposed
from verbale.model.negotiation import LinkageKind, Phase
from verbale.model.record import Record, Telling
from verbale.model.times import bounds
from verbale.recall.parts import ALL, Parts, together
from verbale.recall.spoken import LEAST, Enough, first_of, said_last
from verbale.record.announced import AHEAD
from verbale.store.queries import DEMANDS, SLIPS, LineQuery, Opposing, Order
from verbale.views import calendar, contradictions, news, state
from verbale.views.cited import first_day, line_day
from verbale.views.context import Context
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS, Entry
from verbale.views.statements import order

PHASES = 100
"""Tellings of phases that are put in order together to tell where the talks stand: the last ones."""

NEAR = timedelta(days=14)
"""How far beyond the days that are shown phases are put in order with those that are."""

FEW_PHASES = 300
"""As many tellings of phases as there may be for all to be put in order with some."""

APPOINTED = 100
"""Of the events that lie ahead a page of the calendar takes so many at least, and of those put off of late."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The kind of lines that a listing walks and in which order.

    `sure` says whether an entry stands before all that is not yet taken, when that reaches to an ISO day and, of the
    lines of that day, to one whose key ends so.
    """

    kind: str
    by: Order
    sure: Callable[[Entry, Record, tuple[str, str]], bool]


WALKS: Mapping[str, Walk] = {
    "statements": Walk("statement", "newest", lambda e, r, end: order(e, r.sources) > (True, end[0])),
    "linkages": Walk("linkage", "newest", lambda e, r, end: (first_day(e, r.sources), _end(e.key)) >= end),
    "preconditions": Walk("linkage", "newest", lambda e, r, end: (first_day(e, r.sources), _end(e.key)) >= end),
    "actors": Walk("actor", "most told", lambda *_: True),
    "timeline": Walk("event", "first day", lambda e, _, end: (e.day, _end(e.line.key)) <= end),
    "dated": Walk("event", "first day", lambda e, _, end: (e.day, _end(e.line.key)) <= end),
    "events": Walk("event", "newest", lambda e, r, end: (line_day(e, r.sources), _end(e.key)) >= end),
}
ASKED = ("precondition", "met", "dropped")
"""Under what demands are found."""
NOTHING = Context({}, {}, {}, {})


class Walks:
    """The walks over a dossier's tables."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store
        self._on = parts.on

    def candidates(self, name: str, wanted: Wanted, upto: int) -> tuple[Record, Context]:
        """A part of the record that holds the first entries of a listing, one more than `upto` of them."""
        if name == "contradictions":
            return self.contradicting(wanted, upto)
        if name == "positions":
            return self._threads(wanted, upto), NOTHING
        if name == "calendar":
            return self._appointed(wanted, upto), NOTHING
        if name == "preconditions" and wanted.status == "met":
            return self._met(wanted, upto), NOTHING
        if name in ("phases", "stages"):
            return self._parts.part({"phase": self._store.lines(LineQuery(kind="phase", limit=PHASES)).keys}), NOTHING
        walk, listing = WALKS[name], LISTINGS[name]
        query = tied(name, query_of(walk.kind, wanted, walk.by), wanted)

        def enough(record: Record, end: tuple[str, str]) -> bool:
            before = [e for e in listing.find(record, NOTHING, wanted) if walk.sure(e, record, end)]
            if name == "preconditions":
                before = [e for e in before if e.status == (wanted.status or "open")]
            return len(before) > upto

        if name == "statements":
            return said_last(self._parts, query, upto, enough), NOTHING
        record, reach = self._walked(query, upto, enough)
        return (self._with_phases(record, wanted, reach, upto) if name == "timeline" else record), NOTHING

    def _walked(
        self, query: LineQuery, upto: int, enough: Enough, always: Sequence[str] = ()
    ) -> tuple[Record, date | None]:
        """The lines of a query from the first one on until there are enough, and to which day; None where all are."""
        size, at = upto + 1 + LEAST, 0
        record = self._parts.part({query.kind: always})
        while True:
            page = self._store.lines(replace(query, offset=at, limit=size))
            new = [key for key in page.keys if key not in set(always)]
            record = together([record, self._parts.part({query.kind: new})])
            if len(page.keys) < size:
                return record, None
            if enough(record, (str(page.reach), _end(page.keys[-1]))):
                return record, page.reach if isinstance(page.reach, date) else None
            at += size
            size = at

    def _with_phases(self, record: Record, wanted: Wanted, reach: date | None, upto: int) -> Record:
        """A record with the phases that began in the days asked for, up to a day and somewhat beyond.

        Where there are many, those that stand on the page and somewhat more, from the first on that a filter asks for:
        others may move what lies near them.
        """
        size = max(2 * upto, PHASES)
        query = query_of("phase", wanted, "first day")
        ends = [day for day in (query.until, reach) if day]
        begin = self._store.lines(replace(query, limit=1)).reach
        if not isinstance(begin, date):
            return record
        query = replace(
            query,
            party=None,
            outlet=None,
            since=max(begin, query.since or begin) - NEAR,
            until=min(ends) + NEAR if ends else None,
        )
        while True:
            page = self._store.lines(replace(query, limit=size))
            part = self._parts.part({"phase": page.keys})
            whole = replace(record, phases=part.phases, sources={**record.sources, **part.sources})
            if len(page.keys) < size or not isinstance(page.reach, date):
                return whole
            sure = (page.reach - NEAR).isoformat()
            if sum(e.day < sure for e in LISTINGS["timeline"].find(whole, NOTHING, wanted)) > upto:
                return whole
            size *= 3

    def _met(self, wanted: Wanted, upto: int) -> Record:
        """The preconditions asked for that were met, the newest first, by what met them; and all of which a person
        says so."""
        keys = list(self._store.lines(replace(query_of("linkage", wanted, "newest", ALL), status=("met",))).keys)
        offset, size = 0, max(2 * upto, LEAST)
        while True:
            pairs = self._store.contradictions(limit=size, offset=offset, met=True)
            keys += [p.a for p in pairs if p.a]
            record = self._parts.part({"linkage": list(dict.fromkeys(keys))})
            if len(pairs) < size:
                return record
            reach = _known(record, pairs[-1].pair)
            found = LISTINGS["preconditions"].find(record, NOTHING, wanted)
            if sum(first_day(p, record.sources) > reach for p in found) > upto:
                return record
            offset += size
            size = offset

    def phases_near(self, told: Collection[Telling[Phase]]) -> list[str]:
        """The keys of the phases that are put in order with some tellings: all, or where they are many those near."""
        if not told:
            return []
        query = LineQuery(kind="phase", limit=FEW_PHASES + 1)
        every = self._store.lines(query).keys
        if len(every) <= FEW_PHASES:
            return list(every)
        begun = {date.fromisoformat(day) for t in told for day in (bounds(t.content.since)[0], t.known_from) if day}
        days = (replace(query, since=day - NEAR, until=day + NEAR, limit=ALL) for day in sorted(begun))
        return list(dict.fromkeys(key for near in days for key in self._store.lines(near).keys))

    def day_of_last(self, wanted: Wanted, count: int) -> str | None:
        """The ISO day from which on about so many events are told of, be their day told or not; None where all are.

        That is the day after that on which there are so many, unless few lie after it: a drawing takes the first ones.
        """
        query = query_of("event", wanted, "last day", 1)
        reach, near = (self._store.lines(replace(query, offset=n)).reach for n in (count, count // 3))
        if not (isinstance(reach, date) and isinstance(near, date)):
            return None
        return (reach + timedelta(days=1) if near > reach else reach).isoformat()

    def _threads(self, wanted: Wanted, upto: int) -> Record:
        """The first threads in order of party and issue."""
        query = query_of("position", wanted, "newest", ALL)
        keys = sorted(self._store.lines(query).keys, key=lambda key: key.split(":", 2))
        size = upto + 1
        while True:
            record = self._parts.part({"position": keys[:size]})
            if size >= len(keys) or len(list(LISTINGS["positions"].find(record, NOTHING, wanted))) > upto:
                return record
            size *= 3

    def _appointed(self, wanted: Wanted, upto: int) -> Record:
        """The events for which a day is set: all that may lie ahead, and of the others those that lay ahead last."""
        by = self._parts.known_on  # else what was told later takes the place of what was known
        asked = replace(query_of("event", wanted, "last day"), status=(*AHEAD, "cancelled"), told_by=by)
        since = max(self._on, asked.since or date.min)
        most = max(2 * upto, APPOINTED)
        late = replace(asked, since=None, order="newest", limit=most)
        open_ones = [
            key
            for query in (
                replace(asked, since=None, ahead_of=since, order="next day", limit=most),
                replace(late, told_since=since),
                replace(late, status=("cancelled",), told_since=self._on - SLIPS),
            )
            for key in self._store.lines(query).keys
        ]

        def enough(record: Record, end: tuple[str, str]) -> bool:
            found = LISTINGS["calendar"].find(record, NOTHING, wanted)
            sure = (a for a in found if a.ends == "open" or (calendar.day_of(a), _end(a.line.key)) >= end)
            return sum(1 for _ in sure) > upto

        return self._walked(asked, upto, enough, open_ones)[0]

    def contradicting(self, wanted: Wanted, upto: int) -> tuple[Record, Context]:
        """The contradictions told last, with what they are read against."""
        pairs: list[Opposing] = []
        size = max(2 * (upto + 1), LEAST)
        while True:
            new = self._store.contradictions(limit=size, offset=len(pairs))
            pairs += new
            record = self._parts.of_accounts({p.a for p in pairs})
            against = self._parts.context([*record.utterances, *record.events])
            found = list(LISTINGS["contradictions"].find(record, against, wanted))
            reach = _known(record, new[-1].pair) if len(new) == size else ""
            if len(new) < size or sum(contradictions.day_of(f, against) > reach for f in found) > upto:
                return record, against
            size = 3 * len(pairs)

    def spoken_last(self) -> Record:
        """The last statements of parties."""
        return first_of(self._parts, state.READABLE, state.is_speech)

    def moved_last(self, upto: int) -> Record:
        """The events of which it was told last that a day was set for them, or that they took place."""
        asked = LineQuery(kind="event", status=(*AHEAD, "cancelled"))

        def enough(record: Record, end: tuple[str, str]) -> bool:
            return sum(c.day > end[0] for c in news.changes(record, ())) > upto

        done = LineQuery(kind="event", status=("occurred",), limit=news.LATELY)
        moved = self._walked(asked, upto, enough)[0]
        return together([moved, self._parts.part({"event": self._store.lines(done).keys})])


def _end(key: str) -> str:
    """What a line is told by from others of its kind: the end of its key, in a record as in the tables."""
    return key.rpartition(":")[2]


def days_of(wanted: Wanted) -> tuple[date | None, date | None]:
    """The days asked for."""
    first, last = (date.fromisoformat(day) if day else None for day in (wanted.since, wanted.until))
    return first, last


def query_of(kind: str, wanted: Wanted, by: Order, limit: int = 0) -> LineQuery:
    """What is asked for, as the tables know it."""
    since, until = days_of(wanted)
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


def tied(name: str, query: LineQuery, wanted: Wanted) -> LineQuery:
    """A query of a listing with the kinds of ties that it lists, where it lists any."""
    if name == "preconditions":
        return replace(query, status=(wanted.status,) if wanted.status == "dropped" else ASKED)
    if name == "linkages":
        return replace(query, status=(*(kind for kind in get_args(LinkageKind) if kind not in ASKED), *DEMANDS))
    return query


def _known(record: Record, pair: Opposed) -> str:
    """The ISO day from which a pair of tellings is known."""
    return max(t.known_from for line in record.lines() for t in line.tellings if t.key in (pair.a, pair.b))
