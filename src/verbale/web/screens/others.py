"""Sources and decisions."""

from __future__ import annotations

from typing import Any

from verbale.api.asking import Asked
from verbale.web.screen import Screen, Shown


def _paged(of: Asked, found: Any) -> Shown:  # Any: a page of outlets or of decisions
    return {"entries": found.entries, "more": found.more}


SOURCES = Screen("sources", "Sources", "sources.html", _paged, "No outlet published anything in these days.")
DECISIONS = Screen("judgements", "Decisions", "judgements.html", _paged, "Nobody has decided anything.")
