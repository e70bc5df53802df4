"""Timeline: a drawing with a lane for the talks, for what parties do together and for each, and the same as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from verbale.api.asking import Asked
from verbale.model.record import EventLine
from verbale.views.chart import window_of_most
from verbale.views.drawing import chart_of, drawn
from verbale.views.listing import Page
from verbale.views.timeline import begun
from verbale.web.screen import Screen, Shown

DRAWN = 150
"""Events that are drawn at most: of more, those of the last year before the day asked for."""


def _shown(of: Asked, found: Page) -> Shown:
    page, wanted = found, of.wanted
    if found.more or of.page > 1:
        page = of.showing.page("timeline", wanted, 0, DRAWN, explain=False)
    if page.more and wanted.since is None:
        wanted = replace(wanted, since=(of.known_on - timedelta(days=365)).isoformat())
        page = of.showing.page("timeline", wanted, 0, DRAWN, explain=False)
    phases = of.showing.page("phases", wanted)
    started = begun(phases.entries, phases.against.sources, wanted)
    events = [e for e in page.entries if isinstance(e.line, EventLine)]
    every = [*drawn(events, page.against, of.known_on), *drawn(started, phases.against, of.known_on)]
    chart = chart_of(every, window_of_most(every, of.known_on), of.brief, wanted, of.known_on)
    window = chart.window
    return {
        "entries": found.entries,
        "against": found.against,
        "more": found.more,
        "chart": chart,
        "cut": page.more,
        "drawn": DRAWN,
        "views": {
            "+": ("closer", window.zoomed(0.5)),
            "-": ("wider", window.zoomed(2)),
            "h": ("earlier", window.moved(-0.5)),
            "l": ("later", window.moved(0.5)),
        },
    }


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "Nothing dated fits what is asked for.")
