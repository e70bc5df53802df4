"""How a digest reads: its days, and where a story stands."""

from __future__ import annotations

from verbale.model.edition import Digest, Entry
from verbale.model.times import written
from verbale.views.cited import page_printed


def period(digest: Digest) -> str:
    """The days covered, as people write them."""
    return written(digest.since if digest.since == digest.until else f"{digest.since}/{digest.until}")


def source_of(entry: Entry) -> str:
    """Outlet, date and page: `Sankei, 15 October 2015, p. 1`."""
    return ", ".join([entry.outlet, entry.date, *([page_printed(entry.page)] if entry.page else [])])
