"""Components: the tellings that accepted pairs connect, whatever lines they were parted into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from verbale.model.record import Telling
from verbale.store.fetching import Fetching
from verbale.store.numbers import KINDS, line_key
from verbale.store.queries import Crowd
from verbale.store.record_schema import line, signature, telling
from verbale.store.stories import Stories

_INSIDE = func.coalesce(line.c.component, line.c.id)
_AT_ONCE = 2000
"""As many tellings are fetched at once, and what is left of the last one's component."""


def components(fetching: Fetching, kind: str, known_on: date) -> Iterator[Sequence[Telling[Any]]]:  # Any: of that kind
    """The tellings of a kind known on a day, those of one component together."""
    t = telling.c
    told = (
        select(t.id, t.article_id, t.place, _INSIDE.label("inside"))
        .outerjoin(signature, signature.c.id == t.signature_id)
        .join(line, line.c.id == func.coalesce(t.line_id, signature.c.line_id))
        .where(t.kind == KINDS[kind], t.known_from <= known_on)
        .order_by("inside", t.id)
    )
    rows = fetching.rows(told)
    of_components = [list(some) for _, some in groupby(rows, key=lambda row: row["inside"])]
    while of_components:
        count = 0
        some: list[list[Any]] = []  # Any: rows
        while of_components and count < _AT_ONCE:
            some.append(of_components.pop())
            count += len(some[-1])
        with fetching.at() as now:
            places = [(row["id"], row["article_id"], row["place"]) for each in some for row in each]
            found = Stories(now.connection).tellings_at(places)
        yield from ([found[row["id"]] for row in each] for each in some)


def crowds(connection: Connection, largest: int) -> list[Crowd]:
    """The components of several lines and very many tellings, those of one signature counted as one."""
    of_pairs = line.c.kind.not_in([KINDS["position"], KINDS["phase"]])
    # Lines count every telling: what has not so many of them has not so many signatures.
    many = select(_INSIDE.label("inside"), func.count().label("lines")).where(of_pairs).group_by(_INSIDE)
    many = many.having(func.sum(line.c.tellings) > largest, func.count() > 1).order_by("inside")
    kind_of = {number: kind for kind, number in KINDS.items()}
    return [
        Crowd(line_key(kind_of[first.kind], first.key), members, row.lines)
        for row in connection.execute(many).all()
        if (members := _members(connection, row.inside == _INSIDE)) > largest
        for first in connection.execute(select(line.c.kind, line.c.key).where(line.c.id == row.inside))
    ]


def _members(connection: Connection, within: ColumnElement[bool]) -> int:
    """How many tellings and signatures stand in the lines of a component."""
    lines = select(line.c.id).where(within)
    held = (select(func.count()).select_from(one).where(one.c.line_id.in_(lines)) for one in (telling, signature))
    return sum(connection.scalar(count) or 0 for count in held)
