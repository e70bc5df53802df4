"""Which state a named place lies in: states by name, capitals, and other cities where delegations meet."""

from __future__ import annotations

from functools import cache, lru_cache

from verbale.model.brief import Brief
from verbale.understanding.events.tables import rows
from verbale.understanding.gazetteer import Lexicon
from verbale.understanding.lexicon import lexicon


@cache
def _tables() -> tuple[dict[str, str], Lexicon]:
    return {row["name"]: row["code"] for row in rows("meeting_places")}, lexicon(Brief())


@lru_cache(maxsize=4096)
def host_of(place: str) -> str | None:
    """The code of the state that a place lies in, or None where no table knows it."""
    cities, names = _tables()
    if place in cities:
        return cities[place]
    found = next(names.find(place), None)
    if found is None or (found.start, found.end) != (0, len(place)) or found.entry.sense not in ("state", "capital"):
        return None
    return found.entry.party
