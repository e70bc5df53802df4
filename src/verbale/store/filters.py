"""Queries over statements and days as conditions in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, Table

from verbale.store.base import StoredArticle
from verbale.store.schema import article

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
