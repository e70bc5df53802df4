"""Timeline: a drawing with a lane for the talks, for what parties do together and for each, and the same as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from verbale.api.asking import Asked
from verbale.views.drawing import drawing
from verbale.views.listing import Page
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


SCREEN = Screen("timeline", "Timeline", "timeline.html", _shown, "Nothing dated fits what is asked for.")
