"""Timeline: a drawing with a lane for the talks, for what parties do together and for each, and the same as a list."""

from __future__ import annotations

from dataclasses import replace

from verbale.api.asking import Asked
from verbale.model.record import EventLine
from verbale.views.chart import window_of_most
from verbale.views.drawing import chart_of, drawn
from verbale.views.listing import Page
from verbale.views.timeline import begun
from verbale.web.screen import Screen, Shown

DRAWN = 150
"""Events that are drawn at most."""


def _shown(of: Asked, found: Page) -> Shown:
    page, late = found, False
    if found.more or of.page > 1:
        page, late = _drawn(of)
    phases = of.showing.page("stages", replace(of.wanted, since=None))
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
        "late": late,
        "drawn": DRAWN,
        "views": {
            "+": ("closer", window.zoomed(0.5)),
            "-": ("wider", window.zoomed(2)),
            "h": ("earlier", window.moved(-0.5)),
            "l": ("later", window.moved(0.5)),
        },
    }


def _drawn(of: Asked) -> tuple[Page, bool]:
    """The events of all days asked for, or where they are too many the last of them; whether these are fewer."""
    day = of.wanted.since or of.showing.day_of_last(of.wanted, DRAWN)
    page = of.showing.page("dated", replace(of.wanted, since=day), 0, DRAWN, explain=False)
    return page, of.wanted.since is None and day is not None


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "No article tells of anything that has a day.")
