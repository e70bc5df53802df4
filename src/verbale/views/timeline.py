"""What happened and what is planned, oldest first, each event once with all its tellings."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.negotiation import Event
from verbale.model.times import bounds
from verbale.record.assembly import Line, Record
from verbale.record.course import by_date
from verbale.views.lines import Json, event_as_json


@dataclass(frozen=True)
class Entry:
    """One event: its latest telling, and how often and by how many outlets it is told."""

    event: Line[Event]
    tellings: int
    outlets: tuple[str, ...]


def timeline(record: Record, since: str | None = None, until: str | None = None) -> list[Entry]:
    """Dated events that may fall between the ISO days `since` and `until` (open where None), oldest first.

    Merely imagined ones (status `hypothetical`) are left out: a chronology lists what happened or is announced.
    """
    told: dict[str, list[Line[Event]]] = {}
    for line in record.events:
        if line.content.status != "hypothetical":
            told.setdefault(line.cluster, []).append(line)
    entries = []
    for latest in by_date(tellings[-1] for tellings in told.values()):
        first, last = bounds(latest.content.when)
        if (until is None or (first or "") <= until) and (since is None or (last or "9999") >= since):
            tellings = told[latest.cluster]
            outlets = tuple(sorted({t.article.outlet for t in tellings if t.article.outlet}))
            entries.append(Entry(latest, len(tellings), outlets))
    return entries


def as_json(entries: list[Entry], record: Record) -> list[Json]:
    """The timeline as JSON."""
    return [{**event_as_json(e.event, record), "tellings": e.tellings, "outlets": list(e.outlets)} for e in entries]
