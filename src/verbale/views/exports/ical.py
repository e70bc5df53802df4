"""The days that were set for events, as iCalendar (RFC 5545): an entry an event, which keeps its UID.

SEQUENCE is raised with every day that was set anew and when it was called off. A day told no closer than a month lasts
that month. What is planned for one day, or was kept, is CONFIRMED; what is proposed, vague or passed without word is
TENTATIVE; what was called off is CANCELLED. DTSTAMP is the day on which it was last told, so that nothing depends on
when it is exported.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from verbale.model.times import bounds
from verbale.views.calendar import Appointment, outcome
from verbale.views.cited import articles_of, cite_all
from verbale.views.context import Context
from verbale.views.exports.material import Material
from verbale.views.exports.rows import sentence_of
from verbale.views.visible import visible
from verbale.views.wording import event_told, history

LONGEST = timedelta(days=364)
"""A day that is told no closer, as that of a year, stands in no calendar."""


def write(of: Material, out: BinaryIO) -> None:
    """One calendar; entries come one by one."""
    from icalendar import Calendar

    head = Calendar()
    head.add("prodid", "-//Verbale//Verbale//EN")
    head.add("version", "2.0")
    head.add("x-wr-calname", visible(of.title))
    opening, end, rest = head.to_ical().partition(b"END:VCALENDAR")
    out.write(opening)
    for found, against in of.appointments():
        entry = _entry(found, against)
        if entry is not None:
            out.write(entry.to_ical())
    out.write(end + rest)


def _entry(found: Appointment, against: Context) -> Any:  # Any: a component of the library
    from icalendar import Event

    first, last = _days(found)
    if first is None or last is None:
        return None
    entry = Event()
    entry.add("uid", f"{found.line.key.replace(':', '-')}@verbale")
    entry.add("dtstamp", _stamp(found))
    entry.add("sequence", len(found.announced.dates) - 1 + (found.ends == "cancelled"))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", visible(event_told(found.line)))
    entry.add("status", status_of(found))
    entry.add("transp", "TRANSPARENT")
    if found.line.where:
        entry.add("location", visible(found.line.where))
    cited = cite_all(articles_of(found.line), against.sources)
    told = [history(found.line), outcome(found), sentence_of(found.line), cited]
    entry.add("description", visible("\n".join(line for line in told if line)))
    return entry


def _days(found: Appointment) -> tuple[date | None, date | None]:
    """The first and last day that the last day set may be; None where that is open or no nearer than a year."""
    first, last = bounds(found.last)
    try:
        begun, ended = date.fromisoformat(first or last or ""), date.fromisoformat(last or first or "")
        return (begun, ended) if ended - begun < LONGEST and ended < date.max else (None, None)
    except ValueError:
        return (None, None)


def status_of(found: Appointment) -> str:
    """Whether the entry is tentative, confirmed or cancelled (RFC 5545, 3.8.1.11)."""
    if found.ends == "cancelled":
        return "CANCELLED"
    first, last = bounds(found.last)
    exact = first is not None and first == last
    planned = found.ends == "open" and found.line.status == "planned" and exact
    return "CONFIRMED" if found.ends == "kept" or planned else "TENTATIVE"


def _stamp(found: Appointment) -> datetime:
    day = max(t.known_from for t in found.line.tellings)
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
