"""The next edition, which is edited and published here, and the editions before."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.api.editions import Issued, Issues, Printed
from verbale.views import editing
from verbale.views.digest import period, source_of
from verbale.views.printing import sheet
from verbale.web.screen import Screen, Shown

_HOW: Shown = {"sheet": sheet, "source_of": source_of}


def _digest(of: Asked, found: Printed) -> Shown:
    now = found.next
    return {
        **_HOW,
        "digest": editing.arranged(now.machine, now.draft) if now else found.digest,
        "next": now,
        "found": found.found,
        "names": {one.path: one.name for one in now.draft.renamed} if now else {},
        "dropped": editing.dropped(now.machine, now.draft) if now else [],
        "mark_of": editing.mark_of,
        "period": period(found.digest),
    }


def _issues(of: Asked, found: Issues) -> Shown:
    return {"entries": found.entries, "more": found.more, "corrected": found.corrected}


def _issued(of: Asked, found: Issued) -> Shown:
    made = found.edition
    return {
        **_HOW,
        "edition": made,
        "corrected": found.corrected,
        "last": found.last,
        "period": period(made.digest),
    }


DIGEST = Screen("digest", "Digest", "digest.html", _digest, "No article is known from these days.")
EDITIONS = Screen("editions", "Editions", "editions.html", _issues, "Nothing is published yet.")
EDITION = Screen("editions_number", "Edition", "edition.html", _issued)
