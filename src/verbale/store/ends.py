"""The first and the last tellings of a line that has very many, whatever there is between them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from verbale.store.columns import Day
from verbale.store.record_schema import signature, telling

# Made once: a page asks them of each of many lines, and SQLAlchemy takes longer to make one than SQLite to answer it.
_SHARED = (
    select(signature.c.id, signature.c.tellings)
    .where(signature.c.line_id == bindparam("one"))
    .order_by(signature.c.tellings.desc(), signature.c.id)
)
_KNOWN, _NUMBER = telling.c.known_from, telling.c.id
_ENDS = {
    column: tuple(
        select(_NUMBER)
        .where(column == bindparam("one"), bindparam("until", type_=Day()) >= _KNOWN)
        .order_by(*by)
        .limit(bindparam("most"))
        for by in ((_KNOWN, _NUMBER), (_KNOWN.desc(), _NUMBER.desc()))
    )
    for column in (telling.c.line_id, telling.c.signature_id)
}
"""The first tellings, and the last ones, that have a number in a column."""


def ends_of(connection: Connection, line: int, count: int, known_on: date | None, most: int) -> set[int]:
    """The numbers of the first and the last tellings of a line: of its own, and of each signature in it.

    `line` is its number, `count` how many tellings it has, `most` about how many are given.
    """
    half = max(1, most // 2)
    shared = connection.execute(_SHARED, {"one": line}).all()
    each = max(1, half // max(1, min(len(shared), half)))
    own = [(telling.c.line_id, line)] if sum(row.tellings for row in shared) < count else []
    return {
        number
        for column, one in (*own, *((telling.c.signature_id, row.id) for row in shared[:half]))
        for end in _ENDS[column]
        for number in connection.scalars(end, {"one": one, "until": known_on or date.max, "most": each})
    }


def known_of(connection: Connection, line: int, known_on: date) -> int:
    """How many tellings of a line, by its number, are known on a day."""
    t = telling.c
    shared = select(signature.c.id).where(signature.c.line_id == line)
    inside = ((t.line_id == line) | t.signature_id.in_(shared), t.known_from <= known_on)
    return connection.scalar(select(func.count()).select_from(telling).where(*inside)) or 0
