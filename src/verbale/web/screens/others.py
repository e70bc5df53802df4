"""Sources, decisions and the digest."""

from __future__ import annotations

from typing import Any

from verbale.api.asking import Asked
from verbale.model.brief import RELIABILITY, RIGHTS
from verbale.model.edition import Digest
from verbale.views.digest import period, source_of
from verbale.web.screen import Screen, Shown


def _paged(of: Asked, found: Any) -> Shown:  # Any: a page of outlets or of decisions
    return {"entries": found.entries, "more": found.more}


def _sources(of: Asked, found: Any) -> Shown:  # Any: as above
    return {**_paged(of, found), "number": of.store.brief().number, "letters": RELIABILITY, "rights": RIGHTS}


def _digest(of: Asked, found: Digest) -> Shown:
    return {"digest": found, "period": period(found), "source_of": source_of}


SOURCES = Screen("sources", "Sources", "sources.html", _sources, "No outlet published anything in these days.")
DECISIONS = Screen("judgements", "Decisions", "judgements.html", _paged, "Nobody has decided anything.")
DIGEST = Screen("digest", "Digest", "digest.html", _digest, "No article is known from these days.")
