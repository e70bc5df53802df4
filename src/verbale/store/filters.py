"""Queries over statements and days as conditions in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, exists, select

from verbale.store.base import StatementQuery, StoredArticle
from verbale.store.rows import folded
from verbale.store.schema import article, statement, statement_issue

Moved = Mapping[int, StoredArticle]
"""Articles by id that counted from another day than they are filed under, as a later decision is not yet known."""


def fitting(query: StatementQuery, moved: Moved) -> Select[Any]:  # Any: article_id and place
    """Article id and place of the statements that fit; those of `moved` articles are left out."""
    s = statement.c
    return (
        select(s.article_id, s.place)
        .join(article, article.c.id == s.article_id)
        .where(
            *statement_conditions(query),
            *within(statement, query.since, query.until),
            *known(query.known_on, {}),
            s.article_id.not_in(list(moved)),
        )
    )


def statement_conditions(query: StatementQuery) -> list[ColumnElement[bool]]:
    """What a row of `statement` must meet, days apart."""
    s = statement.c
    exact: list[tuple[Column[Any], str | None]] = [(s.party, query.party), (s.manner, query.manner), (s.act, query.act)]
    conditions: list[ColumnElement[bool]] = [column == value for column, value in exact if value is not None]
    if query.speaker is not None:
        conditions.append(s.speaker.contains(folded(query.speaker), autoescape=True))
    if query.issue is not None:
        issue = statement_issue.c
        conditions.append(exists().where(issue.statement_id == s.id, issue.issue == query.issue))
    return conditions


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
