"""Today: where the talks stand and what changed, on one page."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.views.state import State
from verbale.web.screen import Screen, Shown

STEPS = 2
"""Steps of a position's course that are shown."""


def _shown(of: Asked, found: State) -> Shown:
    return {"state": found, "against": found.context, "steps": STEPS, "counts": of.store.queue().count()}


SCREEN = Screen("today", "Today", "today.html", _shown)
