"""Timeline: a drawing with a lane for the talks, for what parties do together and for each, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from verbale.api.asking import Asked
from verbale.model.record import EventLine, PhaseLine
from verbale.model.times import bounds
from verbale.views.context import Context
from verbale.views.filters import Wanted
from verbale.views.listing import Page
from verbale.views.tables import called
from verbale.views.timeline import Entry, told, when
from verbale.web.chart import Chart, Told, Window, chart, window_of
from verbale.web.screen import Screen, Shown

DRAWN = 150
"""Events that are drawn at most: of more, those of the last year before the day asked for."""
TALKS, TOGETHER, OTHERS = "Talks", "Together", "Others"


def _shown(of: Asked, found: Page) -> Shown:
    page, wanted = found, of.wanted
    if found.more or of.page > 1:
        page = of.showing.page("timeline", wanted, 0, DRAWN, explain=False)
    if page.more and wanted.since is None:
        wanted = replace(wanted, since=(of.known_on - timedelta(days=365)).isoformat())
        page = of.showing.page("timeline", wanted, 0, DRAWN, explain=False)
    drawn = drawing(page.entries, page.against, wanted, of.known_on)
    window = drawn.window
    return {
        "entries": found.entries,
        "against": found.against,
        "more": found.more,
        "chart": drawn,
        "cut": page.more,
        "drawn": DRAWN,
        "views": {
            "+": ("closer", window.zoomed(0.5)),
            "-": ("wider", window.zoomed(2)),
            "h": ("earlier", window.moved(-0.5)),
            "l": ("later", window.moved(0.5)),
        },
    }


def drawing(entries: Iterable[Entry], against: Context, wanted: Wanted, today: date) -> Chart:
    """The drawing of some entries, in the days asked for."""
    parties = [p.name for p in against.brief.parties]
    every = list(_told(entries, against, parties, today))
    whole = window_of(every, today)
    window = Window(
        date.fromisoformat(wanted.since) if wanted.since else whole.first,
        date.fromisoformat(wanted.until) if wanted.until else whole.last,
    )
    if window.last < window.first:
        window = Window(window.first, window.first)
    return chart(every, [TALKS, TOGETHER, *parties, OTHERS], window, today)


def _told(entries: Iterable[Entry], against: Context, parties: list[str], today: date) -> Iterator[Told]:
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
            last = max(bounds(line.until)[1] or today.isoformat(), last or "")
        name = f"{when(entry, against)}: {told(entry)}"
        begun, ended = first or last or entry.day, last or first or entry.day
        called_so = called("phase", line.status) if isinstance(line, PhaseLine) else ""
        yield Told(lane, begun, ended, look, name, f"/lines/{line.key}", left, called_so)


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "Nothing dated fits what is asked for.")
