"""Types of columns that databases keep differently, or smaller than they are shown."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Dialect, Index, Integer, Text, TypeDecorator, text

_NULL, _MARK = "\0", "\ufdd2"


class _WithoutNull(TypeDecorator[str]):
    """Text for PostgreSQL, which cannot hold the character 0: a noncharacter and a digit stand for it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        if value is None or not (_NULL in value or _MARK in value):
            return value
        return value.replace(_MARK, f"{_MARK}1").replace(_NULL, f"{_MARK}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        if value is None or _MARK not in value:
            return value
        return value.replace(f"{_MARK}0", _NULL).replace(f"{_MARK}1", _MARK)


class Day(TypeDecorator[date]):
    """A day as its number, from 1 for the first of January in the year 1: a third of the room that the date takes."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """The number of a day."""
        return None if value is None else value.toordinal()

    def process_result_value(self, value: int | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - SQLAlchemy's
        """The day of a number."""
        return None if value is None else date.fromordinal(value)


def partial(name: str, column: str, *others: str) -> Index:
    """An index of the rows that have something in `column`."""
    return where(name, f"{column} IS NOT NULL", column, *others)


def where(name: str, condition: str, *columns: str) -> Index:
    """An index of the rows that meet a condition."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


WORDS = Text().with_variant(_WithoutNull(), "postgresql")
