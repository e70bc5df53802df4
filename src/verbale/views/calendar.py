"""Days that were set for an event: every day, how it moved, and what came of it; those ahead first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.model.negotiation import Event
from verbale.model.record import Announced, EventLine, Telling
from verbale.model.times import bounds
from verbale.views.cited import Json, Sources, cite_source, dated
from verbale.views.context import Context
from verbale.views.deadlines import deadline
from verbale.views.filters import EVERYTHING, Wanted, fits, within
from verbale.views.tables import called
from verbale.views.timeline import event_as_json


@dataclass(frozen=True, slots=True)
class Appointment:
    """An event with the days set for it."""

    line: EventLine
    announced: Announced

    @property
    def last(self) -> str:
        """The last day (EDTF) that was set."""
        return self.announced.dates[-1].day

    @property
    def ends(self) -> str:
        """What came of it in the end: a moved one kept, cancelled, lapsed or open."""
        return self.announced.then or self.announced.outcome


def calendar(events: Iterable[EventLine], sources: Sources, wanted: Wanted = EVERYTHING) -> list[Appointment]:
    """The appointments any of whose days lies within those asked for: open ones by day, then the past, latest first."""
    anytime = Wanted(party=wanted.party, issue=wanted.issue, outlet=wanted.outlet)
    found = [
        Appointment(e, e.announced)
        for e in events
        if e.announced and fits(e, anytime, sources) and any(within(bounds(d.day), wanted) for d in e.announced.dates)
    ]
    ahead = sorted((a for a in found if a.ends == "open"), key=_day)
    past = sorted((a for a in found if a.ends != "open"), key=_day, reverse=True)
    return [*ahead, *past]


def day_of(found: Appointment) -> str:
    """The first ISO day that the last day set may be."""
    first, last = bounds(found.last)
    return first or last or "9999"


def _day(found: Appointment) -> tuple[str, str]:
    return (day_of(found), found.line.key)


def is_past(found: Appointment, today: str) -> bool:
    """Whether the last day set of what is open has passed by the ISO day `today`: no article has come since."""
    last = bounds(found.last)[1]
    return found.ends == "open" and last is not None and last < today


def outcome(found: Appointment, today: str = "") -> str:
    """`moved, then kept`, `open`, `the day passed without word`; what is open and past as of `today` says so."""
    ends = called("outcome", "passed" if is_past(found, today) else found.ends)
    return f"{called('outcome', 'moved')}, then {ends}" if found.announced.then else ends


def days(found: Appointment, context: Context) -> list[tuple[str, Telling[Event], str]]:
    """Each day set, as people write it, with the telling that says so first and where that stands."""
    by_key = {t.key: t for t in found.line.tellings}
    told = []
    for day in found.announced.dates:
        telling = by_key.get(day.telling, found.line.first)
        shown = deadline(day.day, telling) or dated(day.day, [telling], context.sources)
        told.append((shown, telling, cite_source(context.sources[telling.article])))
    return told


def as_json(found: Iterable[Appointment], context: Context) -> list[Json]:
    """Appointments as JSON."""
    return [
        {
            **event_as_json(a.line, context),
            "dates": [
                {"day": d.day, "shown": shown, "cited": cited, "telling": t.key}
                for d, (shown, t, cited) in zip(a.announced.dates, days(a, context), strict=True)
            ],
            "outcome": a.announced.outcome,
            "then": a.announced.then,
        }
        for a in found
    ]
