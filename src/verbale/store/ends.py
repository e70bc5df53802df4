"""The first and the last tellings of a line that has very many, whatever there is between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from verbale.store.columns import Day
from verbale.store.dialect import Asking, AskingEach
from verbale.store.record_schema import signature, telling

# Made once: SQLAlchemy takes longer to make one than SQLite to answer it.
_SHARED = Asking(
    lambda lines: (
        select(signature.c.line_id, signature.c.id, signature.c.tellings)
        .where(signature.c.line_id.in_(lines))
        .order_by(signature.c.tellings.desc(), signature.c.id)
    )
)
_KNOWN, _NUMBER = telling.c.known_from, telling.c.id
_FIRST = (_KNOWN, _NUMBER)
_LAST = (_KNOWN.desc(), _NUMBER.desc())


def _end(column: ColumnElement[int], by: tuple[ColumnElement[Any], ...]) -> AskingEach:
    """The first or the last tellings that have each of some numbers in a column."""
    until = bindparam("until", type_=Day()) >= _KNOWN
    return AskingEach(telling, lambda one: select(_NUMBER).where(column == one, until).order_by(*by))


_ENDS = {column: tuple(_end(telling.c[column], by) for by in (_FIRST, _LAST)) for column in ("line_id", "signature_id")}


def ends_of(connection: Connection, lines: Mapping[int, int], known_on: date | None, most: int) -> dict[int, set[int]]:
    """The numbers of the first and the last tellings of lines: of their own, and of each signature in them.

    `lines` are their numbers with how many tellings they have, `most` is about how many are given of each.
    """
    half = max(1, most // 2)
    shared: dict[int, list[tuple[int, int]]] = {line: [] for line in lines}
    for line, number, count in _SHARED.rows(connection, lines):
        shared[line].append((number, count))
    asked: defaultdict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for line, of in shared.items():
        each = max(1, half // max(1, min(len(of), half)))
        if sum(count for _, count in of) < lines[line]:
            asked["line_id", each][line] = line
        asked["signature_id", each].update((number, line) for number, _ in of[:half])
    found: dict[int, set[int]] = {line: set() for line in lines}
    for (column, each), line_of in asked.items():
        for end in _ENDS[column] if line_of else ():
            for one, number in end.rows(connection, line_of, each, until=known_on or date.max):
                found[line_of[one]].add(number)
    return found


def known_of(connection: Connection, line: int, known_on: date) -> int:
    """How many tellings of a line, by its number, are known on a day."""
    t = telling.c
    shared = select(signature.c.id).where(signature.c.line_id == line)
    inside = ((t.line_id == line) | t.signature_id.in_(shared), t.known_from <= known_on)
    return connection.scalar(select(func.count()).select_from(telling).where(*inside)) or 0
