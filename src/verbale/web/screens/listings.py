"""The listings of the record, page by page: each has a template that shows its entries."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.views.listing import Page
from verbale.web.screen import Screen, Shown


def _shown(of: Asked, found: Page) -> Shown:
    return {"entries": found.entries, "against": found.against, "events": found.events, "more": found.more}


STATEMENTS = Screen("statements", "Statements", "statements.html", _shown, "No article tells what anybody said.")
CONTRADICTIONS = Screen(
    "contradictions", "Contradictions", "contradictions.html", _shown, "No two accounts contradict each other."
)
CALENDAR = Screen(
    "calendar", "Calendar", "calendar.html", _shown, "No article tells of a day that was set for anything."
)
ACTORS = Screen("actors", "Actors", "actors.html", _shown, "No article names anybody.")
