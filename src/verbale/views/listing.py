"""Listings of the record by page: what each lists, in which order, and which lines an entry shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model.record import EventLine, Line, Record
from verbale.views import actors, calendar, contradictions, phases, positions, statements, ties, timeline
from verbale.views.cited import Json
from verbale.views.context import Context
from verbale.views.filters import Wanted, wanted_lines

Entry = Any  # a line, or what a view makes of one: each listing has its own


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of a listing in order; `more` says that others follow. `events` are those that met preconditions."""

    entries: tuple[Entry, ...]
    more: bool
    against: Context
    events: Mapping[str, EventLine]


@dataclass(frozen=True, slots=True)
class Listing:
    """How a listing finds its entries in a record, or in a part of one that holds them; a page of them as JSON.

    `lines` are the lines that an entry shows.
    """

    find: Callable[[Record, Context, Wanted], Iterable[Entry]]
    as_json: Callable[[Page], list[Json]]
    lines: Callable[[Entry], Iterable[Line[Any]]] = lambda entry: (entry,)


LISTINGS: Mapping[str, Listing] = {
    "statements": Listing(
        lambda r, _, w: statements.statements(r.utterances, r.sources, w),
        lambda p: statements.as_json(p.entries, p.against),
    ),
    "positions": Listing(
        lambda r, _, w: positions.positions(r.positions, r.sources, w),
        lambda p: positions.as_json(p.entries, p.against),
        lambda course: (course.thread,),
    ),
    "linkages": Listing(
        lambda r, _, w: ties.linkages(r.linkages, r.sources, w),
        lambda p: ties.linkages_as_json(p.entries, p.against),
    ),
    "preconditions": Listing(
        lambda r, _, w: ties.preconditions(r.preconditions, r.sources, w),
        lambda p: ties.preconditions_as_json(p.entries, p.events, p.against),
    ),
    "contradictions": Listing(
        lambda r, c, w: contradictions.contradictions(r.contradictions, contradictions.lines_of(r), c, w),
        lambda p: contradictions.as_json(p.entries, p.against),
        lambda accounts: (accounts.a.line, accounts.b.line),
    ),
    "calendar": Listing(
        lambda r, _, w: calendar.calendar(r.events, r.sources, w),
        lambda p: calendar.as_json(p.entries, p.against),
        lambda appointment: (appointment.line,),
    ),
    "actors": Listing(
        lambda r, _, w: actors.actors(r.actors, r.sources, w),
        lambda p: actors.as_json(p.entries, p.against),
    ),
    "timeline": Listing(
        lambda r, _, w: timeline.timeline(r.events, r.phases, r.sources, w),
        lambda p: timeline.as_json(p.entries, p.against),
        lambda entry: (entry.line,),
    ),
    "dated": Listing(
        lambda r, _, w: timeline.timeline(r.events, (), r.sources, w),
        lambda p: timeline.as_json(p.entries, p.against),
        lambda entry: (entry.line,),
    ),
    "events": Listing(
        lambda r, _, w: timeline.told_last(r.events, r.sources, w),
        lambda p: [timeline.event_as_json(line, p.against) for line in p.entries],
    ),
    "phases": Listing(
        lambda r, _, w: reversed(phases.in_course(wanted_lines(r.phases, w, r.sources))),
        lambda p: phases.phases_as_json(p.entries, p.against),
    ),
    "stages": Listing(
        lambda r, _, w: reversed(phases.in_course(wanted_lines(r.phases, w, r.sources))),
        lambda p: [{"key": line.key, "told": phases.phase_told(line)} for line in p.entries],
    ),
}
DRAWN = ("dated", "stages")
"""Listings that are only drawn: of what they list no words are shown."""
