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
"""Events that are drawn at most."""


def _shown(of: Asked, found: Page) -> Shown:
    page, late = found, False
    if found.more or of.page > 1:
        page, late = _drawn(of)
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


def _drawn(of: Asked) -> tuple[Page, bool]:
    """The events of all days asked for, or where they are too many those before today; whether these are fewer.

    Of too many in the last year it takes as many days as hold so many, unless these lie at its beginning.
    """

    def since(day: str | None) -> Page:
        return of.showing.page("dated", replace(of.wanted, since=day), 0, DRAWN, explain=False)

    def before(days: int) -> Page:
        return since((of.known_on - timedelta(days=days)).isoformat())

    if of.wanted.since is not None:
        return since(of.wanted.since), False
    year = before(365)
    if not year.more:
        page = since(None)
        return (year, True) if page.more else (page, False)
    told = sorted(e.day for e in year.entries)
    apart = date.fromisoformat(told[-1]) - date.fromisoformat(told[len(told) // 10])
    late = before(max(apart.days * 3 // 4, 7))
    return (late if len(late.entries) > DRAWN // 3 else year), True


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "Nothing dated fits what is asked for.")
