"""What is least sure of all lines of a kind, whenever it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verbale.model.record import EventLine, Line
from verbale.recall.parts import HELD, Parts
from verbale.recall.walks import NOTHING, query_of, tied
from verbale.record.grouping import in_doubt
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS, Page
from verbale.views.wording import event_telling

KIND_OF: Mapping[str, str] = {
    "statements": "statement",
    "events": "event",
    "preconditions": "linkage",
    "linkages": "linkage",
}
"""Listings of which every line is decided on by itself, and the kind of line that they list.

What a phase or a step of a position is follows from those before it, and contradictions are pairs.
"""


STEPS = 6
"""Of a position so many tellings are asked about at once, the first and the last ones; the rest has its own page."""


def least_sure(parts: Parts, name: str, wanted: Wanted, first: int, last: int) -> Page:
    """The entries of a listing that leave something to decide, the least sure first, from one number to another."""
    listing, kind = LISTINGS[name], KIND_OF[name]
    parts.in_all = HELD
    query = tied(name, query_of(kind, wanted, "least sure"), wanted)
    keys = parts.store.lines(replace(query, offset=first, limit=last - first + 1)).keys
    record = parts.part({kind: keys[: last - first]})
    explained = parts.explained(record, {line.key for line in listing.find(record, NOTHING, wanted)})
    entries = tuple(listing.find(explained, NOTHING, wanted))
    against = parts.context(map(_asked_about, entries))
    return Page(entries, len(keys) > last - first, against, {e.key: e for e in explained.events})


def _asked_about(line: Line[Any]) -> Line[Any]:
    """A line with the tellings that are shown: an event that is joined loosely may have dozens."""
    if not isinstance(line, EventLine):
        return line
    least = in_doubt(line.joins)
    shown = {event_telling(line).key, *((least.a, least.b) if least else ())}
    return replace(line, tellings=tuple(t for t in line.tellings if t.key in shown))
