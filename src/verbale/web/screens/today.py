"""Today: where the talks stand and what changed, last or since a day, on one page."""

from __future__ import annotations

from datetime import date

from verbale.api.asking import Asked
from verbale.views.state import State
from verbale.web.screen import Screen, Shown

SPANS = (("yesterday", 1), ("a week ago", 7), ("a month ago", 30), ("a year ago", 365))
"""Days since which changes are asked for by one click."""


def _shown(of: Asked, found: State) -> Shown:
    return {
        "state": found,
        "against": found.context,
        "counts": of.store.queue().count(),
        "spans": [(told, date.fromordinal(max(of.known_on.toordinal() - days, 1)).isoformat()) for told, days in SPANS],
    }


SCREEN = Screen("today", "Today", "today.html", _shown)
