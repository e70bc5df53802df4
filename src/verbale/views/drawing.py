"""The timeline as it is drawn: a lane for the talks, one for what parties do together, one for each party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from verbale.model.brief import Brief
from verbale.model.record import EventLine, PhaseLine
from verbale.model.times import bounds
from verbale.views.chart import Chart, Told, Window, chart
from verbale.views.context import Context
from verbale.views.filters import Wanted
from verbale.views.tables import called
from verbale.views.timeline import Entry, told, when

TALKS, TOGETHER, OTHERS = "Talks", "Together", "Others"


def chart_of(every: Sequence[Told], whole: Window, brief: Brief, wanted: Wanted, today: date) -> Chart:
    """The drawing of what is to be drawn, in the days asked for, else in a whole window."""
    window = Window(
        date.fromisoformat(wanted.since) if wanted.since else whole.first,
        date.fromisoformat(wanted.until) if wanted.until else whole.last,
    )
    if window.last < window.first:
        window = Window(window.first, window.first)
    return chart(every, [TALKS, TOGETHER, *(p.name for p in brief.parties), OTHERS], window, today)


def drawn(entries: Iterable[Entry], against: Context, today: date) -> Iterator[Told]:
    """What is to be drawn of some entries, each in its lane."""
    parties = [p.name for p in against.brief.parties]
    entries = list(entries)
    begun_on = sorted(day for e in entries if isinstance(e.line, PhaseLine) and (day := bounds(e.when)[0]))
    for entry in entries:
        line = entry.line
        first, last = bounds(entry.when)
        left: tuple[str, ...] = ()
        look: str
        if isinstance(line, EventLine):
            names = list(dict.fromkeys(against.party(w.party) for w in line.actors if w.party))
            known = [name for name in names if name in parties]
            lane = TOGETHER if len(known) > 1 else known[0] if known else OTHERS
            look = line.status
            if line.announced:
                left = tuple(day for d in line.announced.dates[:-1] if (day := bounds(d.day)[0]))
        else:
            lane, look = TALKS, "phase"
            over = next((day for day in begun_on if first and day > first), today.isoformat())
            last = max(bounds(line.until)[1] or over, last or "")  # one whose end nobody tells goes on to the next
        name = f"{when(entry, against)}: {told(entry)}"
        begun, ended = first or last or entry.day, last or first or entry.day
        called_so = called("phase", line.status) if isinstance(line, PhaseLine) else ""
        yield Told(lane, begun, ended, look, name, f"/lines/{line.key}", left, called_so)
