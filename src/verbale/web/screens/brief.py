"""Brief: its text, edited with a preview of what it changes and of how much would be read again."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.api.briefs import Draft
from verbale.web.screen import Screen, Shown


def shown(of: Asked, found: Draft) -> Shown:
    """What the template takes."""
    return {"draft": found, "rows": ROWS}


ROWS = 36
"""Lines of the text that are seen at once."""
SCREEN = Screen("brief", "Brief", "brief.html", shown)
