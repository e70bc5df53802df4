"""What happened and what was announced, and when the talks changed, oldest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from verbale.model.record import EventLine, PhaseLine
from verbale.model.times import bounds, written
from verbale.views.cited import Json, Sources, articles_of, cite_all, dated, line_as_json, line_day, telling_as_json
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, wanted_lines, within
from verbale.views.phases import phase_told, phases_as_json
from verbale.views.wording import event_telling, event_told, history, one_line, who_as_json


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or the beginning of a phase, and the first ISO day on which it may be.

    A phase whose beginning an event of that day tells already is drawn and not `listed`.
    """

    line: EventLine | PhaseLine
    day: str
    listed: bool = True

    @property
    def when(self) -> str | None:
        """The EDTF day of the event or of the phase's beginning."""
        return self.line.when if isinstance(self.line, EventLine) else self.line.since


def timeline(
    events: Iterable[EventLine],
    phases: Iterable[PhaseLine],
    sources: Sources,
    wanted: Wanted = EVERYTHING,
) -> list[Entry]:
    """What was asked for, oldest first; events without a date, where asked for, stand where they were first told.

    Merely imagined events are left out, and old ones of no date; of phases are given those whose beginning is told,
    unless an event of that day tells it.
    """
    entries = [
        Entry(e, day)
        for e in wanted_lines(events, wanted, sources)
        if e.status != "hypothetical" and (e.when or wanted.undated) and (day := _day(e)) is not None
    ]
    told = told_days(entries)
    entries += [e for e in begun(phases, sources, wanted, told) if e.listed]
    return sorted(entries, key=lambda e: (e.day, e.line.key))


def told_days(entries: Iterable[Entry]) -> set[tuple[str, str | None]]:
    """The articles of events, each with the EDTF day that it tells."""
    return {(t.article, e.when) for e in entries if isinstance(e.line, EventLine) for t in e.line.tellings}


def begun(
    phases: Iterable[PhaseLine],
    sources: Sources,
    wanted: Wanted = EVERYTHING,
    told: Collection[tuple[str, str | None]] = (),
) -> list[Entry]:
    """The phases asked for whose beginning is told; `told` are the days that events tell (see `told_days`)."""
    return [
        Entry(p, day, not any((t.article, p.since) in told for t in p.tellings))
        for p in wanted_lines(phases, wanted, sources)
        if (day := bounds(p.since)[0]) and within(bounds(p.since), wanted)
    ]


def told_last(events: Iterable[EventLine], sources: Sources, wanted: Wanted = EVERYTHING) -> list[EventLine]:
    """The events asked for, that first which was told last; what only undated articles tell stands at the end."""
    return sorted(wanted_lines(events, wanted, sources), key=lambda e: (line_day(e, sources), e.key), reverse=True)


def _day(line: EventLine) -> str | None:
    if line.when:
        first, last = bounds(line.when)
        return first or last
    if all(t.content.historical for t in line.tellings):
        return None
    return min(t.known_from for t in line.tellings)


def when(entry: Entry, context: Context) -> str:
    """When it is, as people write it: `30 March 2017`, `told 8 May 2020` where the text gives no day."""
    if entry.when and bounds(entry.when) != (None, None):
        return dated(entry.when, entry.line.tellings, context.sources)
    return f"{written(entry.when)}, told {written(entry.day)}" if entry.when else f"told {written(entry.day)}"


def told(entry: Entry) -> str:
    """What it is, with its status."""
    return event_told(entry.line) if isinstance(entry.line, EventLine) else phase_told(entry.line)


def words(entry: Entry, context: Context) -> str:
    """The words that tell it best."""
    if isinstance(entry.line, EventLine):
        telling = event_telling(entry.line)
        return context.happening(entry.line, telling)
    return one_line(entry.line.first.words)


def as_json(entries: Iterable[Entry], context: Context) -> list[Json]:
    """The timeline as JSON, events and phases apart by `line`."""
    return [
        {"line": "event", **event_as_json(e.line, context)}
        if isinstance(e.line, EventLine)
        else {"line": "phase", **phases_as_json([e.line], context)[0]}
        for e in entries
    ]


def event_as_json(line: EventLine, context: Context) -> Json:
    """One event as JSON, with what each telling says of its status and day."""
    return {
        **line_as_json(line, context.sources, taken_back=context.taken_back(line.tellings)),
        "type": line.type,
        "mode": line.mode,
        "status": line.status,
        "actors": [who_as_json(w) for w in line.actors],
        "recipients": [who_as_json(w) for w in line.recipients],
        "when": line.when,
        "when_shown": dated(line.when, line.tellings, context.sources),
        "where": line.where,
        "told": event_told(line),
        "history": history(line) or None,
        "cited": cite_all(articles_of(line), context.sources),
        "tellings": [
            {
                "status": t.content.status,
                "when": t.content.when,
                "historical": t.content.historical,
                **telling_as_json(t, context.sources),
            }
            for t in line.tellings
        ],
    }
