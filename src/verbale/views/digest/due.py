"""The dates that lie ahead, and those that moved, were called off or passed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from verbale.model.edition import Note, Place, Told
from verbale.model.record import EventLine, Record
from verbale.model.times import bounds
from verbale.views.calendar import Appointment, calendar
from verbale.views.cited import (
    articles_of,
    dated,
    first_day,
    news_day,
)
from verbale.views.context import Context
from verbale.views.deadlines import deadline, set_for
from verbale.views.digest.changes import AHEAD
from verbale.views.digest.naming import together
from verbale.views.digest.quoting import noted, with_words
from verbale.views.digest.spoken import closed
from verbale.views.filters import Wanted, within
from verbale.views.tables import called
from verbale.views.wording import event_telling, own_name, plain

DATES = 12
"""Most dates due, and most that slipped."""


def due_notes(record: Record, wanted: Wanted, against: Context, seen: Collection[Place] = ()) -> tuple[Note, ...]:
    """The dates that lie ahead on the last day asked for, then those that moved, were called off or passed.

    Words at places that were `seen` above are not told again.
    """
    until = wanted.until or ""
    known = [a for a in calendar(record.events, record.sources) if _known(a, record) <= until and a.line.actors]
    ahead = [a for a in known if a.ends == "open" and _ends(a) >= until]
    slipped = [a for a in known if a not in ahead and _slipped_in(a, record, wanted)]
    told = {_what(a) for a in known if a.ends not in ("open", "lapsed")}
    slipped = [a for a in slipped if a.ends not in ("open", "lapsed") or _what(a) not in told]
    return tuple(_date_note(a, against, seen) for a in (*ahead[:DATES], *slipped[:DATES]))


def _ends(found: Appointment) -> str:
    """The last ISO day that an event may begin on: what has begun and has no end is due no more."""
    first, last = bounds(found.last)
    return last or first or "9999"


def _what(found: Appointment) -> tuple[str, str]:
    """What is to be when: two lines that agree in both are told once, by the one that knows what came of it."""
    return _called(found.line), found.last


def _date_note(found: Appointment, against: Context, seen: Collection[Place]) -> Note:
    """A date ahead, or what became of it, with all days that were set before."""
    line = found.line
    by_key = {t.key: t for t in line.tellings}
    told_first = [(d.day, by_key.get(d.telling, line.first)) for d in found.announced.dates]
    days = [deadline(day, told) or dated(day, [told], against.sources) for day, told in told_first]
    old = f" (first {set_for(days[:-1])})" if days[1:] else ""
    status = called("status", line.status)
    told_by = f" ({status})" if status and line.status not in AHEAD else ""
    head = f"{called('ends', found.ends)} {days[-1]}{old}: {_called(line)}{told_by}"
    articles = articles_of(line)
    day = first_day(line, against.sources) or line.first.known_from
    set_by = by_key.get(found.announced.dates[-1].telling) if found.ends in ("open", "lapsed") else None
    shown = set_by if set_by and set_by.content.status == line.status else event_telling(line)
    told = with_words(head, shown, line.key, against)
    note = noted("date", day, told, articles, against)
    return replace(note, told=Told(closed(head), (), line.key)) if set(told.places) & set(seen) else note


def _called(line: EventLine) -> str:
    """What an event is and between whom: `visit by Ana Lima to Arl`, `meeting of Ana Lima and Ben Lusk`."""
    actors, recipients = (together(side) if side else "" for side in (line.actors, line.recipients))
    if line.type == "CONSULT" and line.mode == "visit":
        to = line.where or recipients
        return f"{own_name(line) or plain(line)} by {actors}{f' to {to}' if to else ''}"
    where = f" in {line.where}" if line.where and line.where not in (actors, recipients) else ""
    if line.type == "CONSULT":
        several = recipients or len(line.actors) > 1
        between = f" of {actors}{f' and {recipients}' if recipients else ''}" if several else f" with {actors}"
    else:
        between = f" by {actors}{f' towards {recipients}' if recipients else ''}"
    return f"{own_name(line) or plain(line)}{between}{where}"


def _known(found: Appointment, record: Record) -> str:
    """The ISO day from which it is known that a day is set; after all days for what no dated article tells."""
    return first_day(found.line, record.sources) or "9999"


def _slipped_in(found: Appointment, record: Record, wanted: Wanted) -> bool:
    """Whether a date moved, was called off or passed in the days asked for."""
    line = found.line
    last = news_day(record.sources[line.last.article])
    if found.announced.outcome == "lapsed" or found.ends == "open":
        return within(bounds(found.last), wanted) and bounds(found.last)[1] is not None
    moved = found.announced.outcome in ("moved", "cancelled") or found.ends in ("cancelled",)
    return moved and bool(last) and within((last, last), wanted)
