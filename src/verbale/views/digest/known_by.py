"""A record as its articles tell it by a day of the past, of which a digest is made that ends there.

What was told later changes nothing in it: how a phase ended, what came of a day that was set. What people decided since
counts, as it mends what was wrong then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from verbale.model.record import Line, Record, Telling
from verbale.record.assembly import Grouped, added_up, last_news
from verbale.record.preconditions import met_among


def known_by(record: Record, day: str) -> Record:
    """The record of what was known by an ISO day."""
    known = [s for s in record.sources.values() if s.known_from <= day]
    if len(known) == len(record.sources):
        return record
    events, ties = _known(record.events, day), _known([*record.preconditions, *record.linkages], day)
    grouped = Grouped(
        statements=[(told, ()) for told in _known(record.utterances, day)],
        events=[(told, ()) for told in events],
        linkages=[(told, ()) for told in ties],
        positions=[t for told in _known(record.positions, day) for t in told],
        phases=[t for told in _known(record.phases, day) for t in told],
        met=list(met_among([t for told in ties for t in told], [t for told in events for t in told])),
    )
    cut = added_up(grouped, record.sources, (), day, last_news(known))
    accounts: list[Line[Any]] = [*cut.utterances, *cut.events]
    told = {t.key for line in accounts for t in line.tellings}
    pairs = (replace(c, tellings=tuple(p for p in c.tellings if told.issuperset(p))) for c in record.contradictions)
    return replace(cut, contradictions=tuple(c for c in pairs if c.tellings))


def _known(lines: Iterable[Line[Any]], day: str) -> list[list[Telling[Any]]]:  # Any: lines of a kind
    found = ([t for t in line.tellings if t.known_from <= day] for line in lines)
    return [told for told in found if told]
