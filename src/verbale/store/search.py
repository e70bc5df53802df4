"""Full-text search."""

from __future__ import annotations

from verbale.store.base import Hit, SearchQuery
from verbale.store.fetching import Fetching


def found_in(fetching: Fetching, query: SearchQuery) -> list[Hit]:
    """The places that fit best."""
    raise NotImplementedError
