"""What stands in lines: how many tellings, known from when to when, about which days, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, func, null, select, type_coerce

from verbale.store.dialect import among
from verbale.store.filing import Row
from verbale.store.record_schema import signature, telling
from verbale.store.rows import line_doubt

LONG = 50
"""From so many tellings on a line is a long one, as those of positions are."""


class Span(NamedTuple):
    """How many tellings there are; the rest, days by number, is None where none of them tells it."""

    tellings: int
    first_known: int
    last_known: int
    first_day: int | None
    last_day: int | None
    sure: int | None

    def with_more(self, more: Span) -> Span:
        """The same with what else stands in the line."""
        return Span(
            self.tellings + more.tellings,
            min(self.first_known, more.first_known),
            max(self.last_known, more.last_known),
            _least(self.first_day, more.first_day),
            _most(self.last_day, more.last_day),
            _most(self.sure, more.sure),
        )

    def columns(self, loose: int | None) -> tuple[int | None, ...]:
        """The columns of a line that fits so: where one end of the days told is unknown the other counts, else the day
        it was told; and the doubt in it."""
        first = self.first_day or self.last_day or self.first_known
        last = self.last_day or self.first_day or self.last_known
        return (self.tellings, self.first_known, self.last_known, first, last, line_doubt(self.sure, loose))


def span_of(rows: Sequence[Row]) -> Span:
    """What some tellings come to; there is one at least."""
    if len(rows) == 1:  # as nearly always
        (row,) = rows
        return Span(1, row.known_from, row.known_from, row.first_day or None, row.last_day or None, row.sure)
    known = [row.known_from for row in rows]
    first = min((row.first_day for row in rows if row.first_day), default=None)
    last = max((row.last_day for row in rows if row.last_day), default=None)
    sure = max((row.sure for row in rows if row.sure is not None), default=None)
    return Span(len(rows), min(known), max(known), first, last, sure)


def spans_of(connection: Connection, lines: Sequence[int]) -> dict[int, Span]:
    """What stands in lines; none of those in which nothing does."""
    found: dict[int, Span] = {}
    for number, *values in (*_own(connection, lines), *_shared(connection, lines)):
        span = Span(*values)
        found[number] = found[number].with_more(span) if number in found else span
    return found


def _own(connection: Connection, lines: Sequence[int]) -> Iterable[Any]:  # Any: rows
    t = telling.c
    days = (func.min(t.known_from), func.max(t.known_from), func.min(t.first_day), func.max(t.last_day))
    spans = (func.count(), *(type_coerce(day, Integer) for day in days), func.max(t.sure))
    these = among(connection, t.line_id, lines)
    return connection.execute(select(t.line_id, *spans).where(these).group_by(t.line_id)).all()


def _shared(connection: Connection, lines: Sequence[int]) -> Iterable[Any]:  # Any: rows
    s = signature.c
    days = (type_coerce(day, Integer) for day in (s.first_known, s.last_known, s.first_day, s.last_day))
    these = among(connection, s.line_id, lines)
    return connection.execute(select(s.line_id, s.tellings, *days, null()).where(these)).all()


def _least(one: int | None, two: int | None) -> int | None:
    return two if one is None else one if two is None else min(one, two)


def _most(one: int | None, two: int | None) -> int | None:
    return two if one is None else one if two is None else max(one, two)
