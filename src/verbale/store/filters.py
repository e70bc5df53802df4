"""Queries over statements, lines and days as conditions in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Table, exists, false

from verbale.store.held import StoredArticle
from verbale.store.queries import DATED, LineQuery
from verbale.store.record_schema import line, signature, telling
from verbale.store.schema import article

NONE = false()
"""What no row meets."""

Moved = Mapping[int, StoredArticle]
"""Articles by id that counted from another day than they are filed under, as a later decision is not yet known."""


def within(table: Table, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """That the days of a row touch those from `since` to `until`; an open end reaches any day."""
    first, last = table.c.first_day, table.c.last_day
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append((last >= since) | (last.is_(None) & first.is_not(None)))
    if until is not None:
        conditions.append((first <= until) | (first.is_(None) & last.is_not(None)))
    return conditions


def known(on: date | None, moved: Moved) -> list[ColumnElement[bool]]:
    """That an article counts in views as known on a day."""
    if on is None:
        return []
    filed = article.c.known_from <= on
    if not moved:
        return [filed]
    then = [i for i, stored in moved.items() if stored.known_from <= on]
    return [(filed & article.c.id.not_in(list(moved))) | article.c.id.in_(then)]


def holds_any(column: ColumnElement[int | None], numbers: Collection[int]) -> ColumnElement[bool]:
    """That a telling of the line has one of some numbers in a column; where there is none no line is looked at."""
    return holds(column.in_(numbers)) if numbers else NONE


def holds(told: ColumnElement[bool], *, alike: bool = True) -> ColumnElement[bool]:
    """That a telling of the line meets a condition; where all tellings of a signature are `alike` in it, its first."""
    t, s = telling.c, signature.c
    of_signature = t.id == s.first_id if alike else t.signature_id == s.id
    shared = exists().where(s.line_id == line.c.id, of_signature, told)
    return exists().where(t.line_id == line.c.id, told) | shared


def touching(query: LineQuery) -> list[ColumnElement[bool]]:
    """That the days told of a line, or those on which it was told, touch those asked for."""
    of = line.c
    days: list[ColumnElement[bool]] = []
    if query.since is not None:
        lately = of.last_known >= query.since
        if query.kind in DATED:
            lately &= holds(telling.c.last_day.is_(None), alike=False)
        days.append((of.last_day >= query.since) | lately)
    if query.until is not None:
        days.append((of.first_day <= query.until) | (of.first_known <= query.until))
    return days
