"""Pairs of tellings that cannot both be true, and what met what, as views ask for them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select

from verbale.model.board import Opposed
from verbale.store.dialect import Asking
from verbale.store.fetching import Snapshot
from verbale.store.numbers import KIND_OF, line_bytes, line_key
from verbale.store.queries import Opposing
from verbale.store.record_schema import contradiction, line, signature, telling
from verbale.store.stories import Stories, Terms, batches

_C = contradiction.c


def _fitting(met: bool, *asked: ColumnElement[bool]) -> Select[Any]:  # Any: the columns of `contradiction`
    """The pairs that contradict each other or, for `met`, where one met the other, those known last first."""
    says_met = bindparam("met") == _C.differ_in
    fits = (says_met if met else ~says_met, _C.known_from <= bindparam("until"), *asked)
    return select(contradiction).where(*fits).order_by(_C.known_from.desc(), _C.a, _C.b, _C.rule)


# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_INSIDE = (
    select(telling.c.id)
    .join(line, line.c.id == telling.c.line_id)
    .where(line.c.key.in_(bindparam("some", expanding=True)))
)
_ALL = {met: _fitting(met) for met in (True, False)}
_ABOUT = {met: [_fitting(met, column.in_(_INSIDE)) for column in (_C.a, _C.b)] for met in (True, False)}
_STANDS = Asking(
    lambda some: (
        select(telling.c.id, line.c.key, line.c.kind)
        .outerjoin(signature, signature.c.id == telling.c.signature_id)
        .join(line, line.c.id == func.coalesce(telling.c.line_id, signature.c.line_id))
        .where(telling.c.id.in_(some))
    )
)


class Pairs:
    """What tells of pairs of tellings, in one transaction; `passing` as for `Stories`."""

    def __init__(self, now: Snapshot, *, passing: bool = False) -> None:
        self._connection = now.connection
        self._terms = Terms(now.connection)
        self._stories = Stories(now.connection, hold=False, passing=passing)

    def known(
        self, known_on: date | None, limit: int | None, offset: int, lines: Collection[str] | None, met: bool
    ) -> list[Opposing]:
        """Pairs of tellings that contradict each other or, for `met`, where one met the other; the last known first."""
        given = {"met": self._terms.known("met") or 0, "until": known_on or date.max}
        if lines is None:
            rows = list(self._connection.execute(_ALL[met].offset(offset).limit(limit), given))
        else:
            rows = self._about(lines, met, given)[offset:][:limit]
        ids = {i for row in rows for i in (row.a, row.b)}
        if not ids:
            return []
        keys, words = self._stories.keys(ids), self._terms.texts(i for row in rows for i in (row.rule, row.differ_in))
        stands = {row.id: line_key(KIND_OF[row.kind], row.key) for row in _STANDS.rows(self._connection, sorted(ids))}
        return [
            Opposing(
                Opposed(
                    keys[row.a],
                    keys[row.b],
                    words[row.differ_in],
                    row.about,
                    words[row.rule],
                    tuple((name, value) for name, value in json.loads(row.parts)),
                ),
                stands.get(row.a, ""),
                stands.get(row.b, ""),
            )
            for row in rows
        ]

    def _about(
        self, lines: Collection[str], met: bool, given: Mapping[str, Any]
    ) -> list[Row[Any]]:  # Any: the columns of a table, and what is asked for
        """Those pairs of which a telling stands in one of some lines."""
        found: dict[tuple[int, int, int], Row[Any]] = {}
        for some in batches(sorted(map(line_bytes, lines))):
            for query in _ABOUT[met]:
                rows = self._connection.execute(query, {**given, "some": some})
                found |= {(row.a, row.b, row.rule): row for row in rows}
        return sorted(found.values(), key=lambda row: (-row.known_from.toordinal(), row.a, row.b, row.rule))
