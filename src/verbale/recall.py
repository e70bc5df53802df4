"""The record as it was settled, taken from the tables: no reading is decoded and no pair is compared.

The tables hold what is known and decided by now; the record as known on an earlier day is added up by `desk`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from verbale.model.record import Join, Record, Telling
from verbale.record.assembly import Grouped, added_up
from verbale.record.grouping import groups_of
from verbale.record.judgements import Ties, standing, tying
from verbale.record.settling import MET
from verbale.store.base import LineQuery, Store

KINDS = ("statement", "event", "actor", "linkage", "position", "phase")
"""The kinds of lines, by the kind of what they tell."""

ALL = 10**9
EXPLAINED = 60
"""Of lines with more tellings than this it is not told what joins them: it would be read off every pair."""


def answers(store: Store, on: date) -> bool:
    """Whether the tables hold the record as known on a day: all is settled, and nothing came or was decided later."""
    latest = store.latest()
    return store.waiting() == 0 and (latest is None or latest <= on)


def recalled(store: Store, on: date) -> Record:
    """The record as it was settled; dates are due as of the day `on`."""
    told = {kind: list(_lines(store, kind)) for kind in KINDS}
    decided = standing(store.judgements())
    ties = tying(decided, (t for lines in told.values() for line in lines for t in line))
    pairs = store.contradictions()
    grouped = Grouped(
        statements=[_joined(line, ties) for line in told["statement"]],
        events=[_joined(line, ties) for line in told["event"]],
        actors=[_joined(line, ties) for line in told["actor"]],
        linkages=[_joined(line, ties) for line in told["linkage"]],
        positions=[t for line in told["position"] for t in line],
        phases=[t for line in told["phase"] for t in line],
        opposed=[pair for pair in pairs if pair.rule != MET],
        met=[(pair.a, pair.b) for pair in pairs if pair.rule == MET],
    )
    sources = store.sources([a.article.key for a in store.articles()])
    return added_up(grouped, sources, decided, on.isoformat())


def _lines(store: Store, kind: str) -> Iterator[list[Telling[Any]]]:
    keys = store.lines(LineQuery(kind=kind, limit=ALL)).keys
    found = store.tellings_of_lines(keys)
    return (list(found[key].tellings) for key in keys if key in found)


def _joined(tellings: list[Telling[Any]], ties: Ties) -> tuple[list[Telling[Any]], tuple[Join, ...]]:
    if not 1 < len(tellings) <= EXPLAINED:
        return tellings, ()
    return tellings, tuple(j for _, joins in groups_of(tellings, ties) for j in joins)
