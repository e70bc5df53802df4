"""Timeline: a drawing with a lane for the talks, for what parties do together and for each, and the same as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from verbale.api.asking import Asked
from verbale.model.record import EventLine
from verbale.views.chart import window_of_most
from verbale.views.drawing import chart_of, drawn
from verbale.views.listing import Page
from verbale.views.timeline import begun
from verbale.web.screen import Screen, Shown

DRAWN = 150
"""Events that are drawn at most: of more, those of the days before the day asked for, as many days as hold so many."""


def _shown(of: Asked, found: Page) -> Shown:
    page = found
    if found.more or of.page > 1:
        page = of.showing.page("timeline", of.wanted, 0, DRAWN, explain=False)
    late = page.more and of.wanted.since is None
    if late:
        page = _late(of)
    phases = of.showing.page("phases", replace(of.wanted, since=None))
    started = begun(phases.entries, phases.against.sources, replace(of.wanted, since=None))
    events = list(drawn((e for e in page.entries if isinstance(e.line, EventLine)), page.against, of.known_on))
    every = [*events, *drawn(started, phases.against, of.known_on)]
    whole = window_of_most(events if late else every, of.known_on)
    chart = chart_of(every, whole, of.brief, of.wanted, of.known_on)
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


def _late(of: Asked) -> Page:
    """The events of the year before the day asked for; where these are too many, of the days that may be drawn."""

    def since(days: int) -> Page:
        wanted = replace(of.wanted, since=(of.known_on - timedelta(days=days)).isoformat())
        return of.showing.page("timeline", wanted, 0, DRAWN, explain=False)

    year = since(365)
    if not year.more:
        return year
    told = sorted(e.day for e in year.entries)
    apart = date.fromisoformat(told[-1]) - date.fromisoformat(told[len(told) // 10])
    return since(max(apart.days * 3 // 4, 7))


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "Nothing dated fits what is asked for.")
