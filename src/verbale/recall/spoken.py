"""The statements that were said last, of which the tables tell between which days each was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from verbale.model.record import Record
from verbale.recall.parts import Parts
from verbale.store.queries import LineQuery

LEAST = 60
"""Lines taken at once from the tables at least."""
Enough = Callable[[Record, tuple[str, str]], bool]
"""Whether a walk may end that reaches to an ISO day and, of the lines of that day, to one whose key ends so."""


def said_last(parts: Parts, query: LineQuery, upto: int, enough: Enough) -> Record:
    """The statements of a query that may be those that were said last, until there are enough.

    Each was said between its first day and the day on which it was told first: so it is known without looking at them
    from which day on all must be looked at for `upto` and one to be sure, and which these are.
    """
    begun: dict[str, tuple[date, date]] = {}
    wanted, size = upto + 1, max(4 * upto, 8 * LEAST)
    while True:
        page = parts.store.lines(replace(query, offset=len(begun), limit=size))
        begun |= zip(page.keys, page.begun, strict=True)
        reach = page.reach if len(page.keys) == size and isinstance(page.reach, date) else date.min
        firsts = sorted((min(days) for days in begun.values()), reverse=True)
        while (floor := firsts[wanted - 1] if wanted <= len(firsts) else date.min) > reach or reach == date.min:
            record = parts.part({query.kind: [key for key, (_, known) in begun.items() if known >= floor]})
            if floor == date.min or enough(record, ((floor - timedelta(days=1)).isoformat(), "")):
                return record
            wanted *= 2
        size = len(begun)
