"""What is least sure of all lines of a kind, whenever it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from verbale.recall.parts import HELD, Parts
from verbale.recall.walks import NOTHING, query_of, tied
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS, Page

KIND_OF: Mapping[str, str] = {
    "statements": "statement",
    "events": "event",
    "preconditions": "linkage",
    "linkages": "linkage",
}
"""Listings of which every line is decided on by itself, and the kind of line that they list.

What a phase or a step of a position is follows from those before it, and contradictions are pairs.
"""


def least_sure(parts: Parts, name: str, wanted: Wanted, first: int, last: int) -> Page:
    """The entries of a listing that leave something to decide, the least sure first, from one number to another."""
    listing, kind = LISTINGS[name], KIND_OF[name]
    parts.in_all = HELD
    query = tied(name, query_of(kind, wanted, "least sure"), wanted)
    keys = parts.store.lines(replace(query, offset=first, limit=last - first + 1)).keys
    record = parts.part({kind: keys[: last - first]})
    lines = [line for entry in listing.find(record, NOTHING, wanted) for line in listing.lines(entry)]
    against = parts.context(lines)
    explained = parts.explained(record, {line.key for line in lines})
    entries = tuple(listing.find(explained, against, wanted))
    return Page(entries, len(keys) > last - first, against, {e.key: e for e in explained.events})
