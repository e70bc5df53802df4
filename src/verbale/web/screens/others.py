"""Sources and decisions."""

from __future__ import annotations

from typing import Any

from verbale.api.asking import Asked
from verbale.model.brief import RELIABILITY, RIGHTS
from verbale.web.screen import Screen, Shown


def _paged(of: Asked, found: Any) -> Shown:  # Any: a page of outlets or of decisions
    return {"entries": found.entries, "more": found.more}


def _sources(of: Asked, found: Any) -> Shown:  # Any: as above
    return {**_paged(of, found), "number": of.store.brief().number, "letters": RELIABILITY, "rights": RIGHTS}


SOURCES = Screen("sources", "Sources", "sources.html", _sources, "There is no article yet.")
DECISIONS = Screen("judgements", "Decisions", "judgements.html", _paged, "Nobody has decided anything.")
