"""Disputed places: the same islands under the names of both parties are one place, and which name was used is kept.

The names come from the brief. Nothing else is known of places here; a capital that acts is an actor's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.brief import Brief
from verbale.model.text import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A disputed place named at `span`: the brief's id of the place, the name used, the party whose name it is."""

    span: Span
    place: str
    name: str
    party: str | None


class Places:
    """The disputed places of one brief, by their names."""

    def __init__(self, brief: Brief) -> None:
        self._known = {n.name.lower(): (p.id, n.name, n.party) for p in brief.places for n in p.names}
        longest_first = sorted(self._known, key=lambda name: (-len(name), name))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)

    def find(self, text: str, span: Span | None = None) -> Iterator[Named]:
        """Each disputed place named in `text`, or within `span` of it, in order, none inside another."""
        if not self._known:
            return
        start, end = span or (0, len(text))
        for match in self._pattern.finditer(text, start, end):
            place, name, party = self._known[match.group().lower()]
            yield Named(match.span(), place, name, party)

    def same(self, one: str, other: str) -> bool:
        """Whether two names are names of one place; equal names are, known or not."""
        first, second = self._known.get(one.lower()), self._known.get(other.lower())
        return one.lower() == other.lower() or (first is not None and second is not None and first[0] == second[0])


def of(brief: Brief) -> Places:
    """The disputed places of `brief`."""
    return Places(brief)
