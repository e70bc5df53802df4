"""Lines and components: which tellings stand in which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, delete, func, insert, null, select, update

from verbale.store.dialect import among, execute_many
from verbale.store.numbers import line_bytes, line_key
from verbale.store.record_schema import line, signature, telling
from verbale.store.rows import line_doubt
from verbale.store.stories import Terms, batches

_Rows = Sequence[Any]  # Any: rows, whose columns differ by query
_DAYS = ("first_known", "last_known", "first_day", "last_day")
_SPANS = ("tellings", *_DAYS, "doubt")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where tellings and signatures are to stand."""

    kind: str
    component: str
    key: bytes
    own: tuple[int, ...]
    shared: tuple[int, ...]
    loose: int | None


# What stands as it should is not written: PostgreSQL keeps a version of a row for every time, until it is cleaned.
_INSIDE = (
    update(line)
    .where(
        line.c.id == bindparam("number"),
        line.c.component.is_distinct_from(bindparam("inside")) | line.c.loose.is_distinct_from(bindparam("fit")),
    )
    .values(component=bindparam("inside"), loose=bindparam("fit"))
)
_RENEWED = update(line).where(line.c.id == bindparam("number")).values({name: bindparam(f"{name}_") for name in _SPANS})

_FITS = select(line.c.id, line.c.loose)


class Lines:
    """The lines of the record in one transaction. Rows are renewed by `renew`, from what then stands in them."""

    def __init__(self, connection: Connection, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._named: dict[str, int] = {}  # component as it was named → one of its lines
        self._waiting: list[_Place] = []
        self.touched: set[int] = set()

    def place(
        self,
        kind: str,
        component: str,
        key: str,
        own: Collection[int],
        shared: Collection[int],
        loose: int | None = None,
    ) -> None:
        """Put tellings that stand for themselves, and signatures, into a line of a component, with the next `flush`.

        `loose` is how well the tellings fit, in thousandths, where that is in doubt.
        """
        self._waiting.append(_Place(kind, component, line_bytes(key), tuple(own), tuple(shared), loose))

    def flush(self) -> None:
        """Carry out what `place` was told, in few statements."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        numbers = self._numbers(waiting)
        insides = []
        for one in waiting:
            number = numbers[one.key]
            inside = self._named.setdefault(one.component, number)
            insides.append({"number": number, "inside": None if inside == number else inside, "fit": one.loose})
        execute_many(self._connection, _INSIDE, insides)
        self.touched.update(numbers.values())
        for table, rows in (
            (telling, [{"number": i, "line": numbers[one.key]} for one in waiting for i in one.own]),
            (signature, [{"number": i, "line": numbers[one.key]} for one in waiting for i in one.shared]),
        ):
            these = self._among(table.c.id, [row["number"] for row in rows])
            before = select(table.c.line_id).where(these, table.c.line_id.is_not(None)).distinct()
            self.touched.update(self._connection.scalars(before) if rows else ())
            moved = (table.c.id == bindparam("number")) & table.c.line_id.is_distinct_from(bindparam("line"))
            execute_many(self._connection, update(table).where(moved).values(line_id=bindparam("line")), rows)

    def _numbers(self, places: Sequence[_Place]) -> dict[bytes, int]:
        """The lines of some places by key; those that are new are entered."""
        kinds = {one.key: one.kind for one in places}
        numbers = self._known(kinds)
        days = {"tellings": 0} | dict.fromkeys(_DAYS, date.min)
        new = [key for key in kinds if key not in numbers]
        if new:
            rows = [{"key": key, "kind": self._terms.number(kinds[key]), **days} for key in new]
            self._connection.execute(insert(line), rows)
            numbers |= self._known(new)
        return numbers

    def _known(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        return {
            row.key: row.id
            for some in batches(sorted(keys))
            for row in self._connection.execute(select(line.c.key, line.c.id).where(line.c.key.in_(some)))
        }

    def named(self, lines: Iterable[int | None]) -> dict[int | None, tuple[str, str]]:
        """The components and keys of lines, both "" for no line."""
        rows = self._rows(i for i in lines if i is not None)
        kinds = self._terms.texts(row.kind for row in rows)
        named = {r.id: (f"{kinds[r.kind]}:{r.inside}", line_key(kinds[r.kind], r.key)) for r in rows}
        return {None: ("", ""), **named}

    def keys(self, lines: Iterable[int]) -> dict[int, str]:
        """The keys of lines."""
        rows = self._rows(lines)
        kinds = self._terms.texts(row.kind for row in rows)
        return {row.id: line_key(kinds[row.kind], row.key) for row in rows}

    def in_components(self, components: Collection[str]) -> list[int]:
        """The lines of some components."""
        numbers = sorted(int(c.rpartition(":")[2]) for c in components)
        inside = (self._among(column, numbers) for column in (line.c.id, line.c.component))
        return [i for these in inside for i in self._connection.scalars(select(line.c.id).where(these))]

    def renew(self) -> None:
        """Bring the rows of the touched lines up to date; those that nothing stands in any more go."""
        self.flush()
        touched, self.touched = sorted(self.touched), set()
        if not touched:
            return
        left = self.spans(touched)
        if empty := [i for i in touched if i not in left]:
            self._connection.execute(delete(line).where(self._among(line.c.id, empty)))
        rows = [
            {
                "number": i,
                "tellings_": count,
                **{f"{n}_": day.toordinal() for n, day in zip(_DAYS, days, strict=True)},
                "doubt_": doubt,
            }
            for i, (count, *days, doubt) in left.items()
        ]
        execute_many(self._connection, _RENEWED, rows)

    def spans(self, lines: Sequence[int]) -> dict[int, Sequence[Any]]:  # Any: a count and days
        """How much stands in lines, known from when to when, about which days, with what doubt; none of the empty."""
        left: dict[int, Sequence[Any]] = {}
        for row in (*self._own(lines), *self._shared(lines)):
            left[row[0]] = _together(left.get(row[0]), row[1:])
        fits = {row.id: row.loose for row in self._connection.execute(_FITS.where(self._among(line.c.id, left)))}
        return {n: (*_filed(*span), line_doubt(sure, fits.get(n))) for n, (*span, sure) in left.items()}

    def _rows(self, lines: Iterable[int]) -> _Rows:
        inside = func.coalesce(line.c.component, line.c.id).label("inside")
        these = self._among(line.c.id, sorted(set(lines)))
        return self._connection.execute(select(line.c.id, line.c.key, line.c.kind, inside).where(these)).all()

    def _own(self, lines: Sequence[int]) -> _Rows:
        t = telling.c
        spans = (
            func.count(),
            func.min(t.known_from),
            func.max(t.known_from),
            func.min(t.first_day),
            func.max(t.last_day),
            func.max(t.sure),
        )
        these = select(t.line_id, *spans).where(self._among(t.line_id, lines)).group_by(t.line_id)
        return self._connection.execute(these).all()

    def _shared(self, lines: Sequence[int]) -> _Rows:
        s = signature.c
        spans = (s.tellings, s.first_known, s.last_known, s.first_day, s.last_day, null())
        return self._connection.execute(select(s.line_id, *spans).where(self._among(s.line_id, lines))).all()

    def _among(self, column: Column[Any], numbers: Collection[int]) -> ColumnElement[bool]:  # Any: of numbers
        return among(self._connection, column, numbers)


def _filed(
    tellings: int, first_known: date, last_known: date, first_day: date | None, last_day: date | None
) -> Sequence[Any]:  # Any: a count and days
    """The columns of a line: where one end of the days told is unknown the other counts, else the day it was told."""
    return (
        tellings,
        first_known,
        last_known,
        first_day or last_day or first_known,
        last_day or first_day or last_known,
    )


def _together(a: Sequence[Any] | None, b: Sequence[Any]) -> Sequence[Any]:  # Any: a count and days
    """What stands in a line: how much, known from when to when, about which days, how sure."""
    if a is None:
        return b
    earliest, latest = (
        [pick((d for d in (a[at], b[at]) if d is not None), default=None) for at in places]
        for pick, places in ((min, (1, 3)), (max, (2, 4, 5)))
    )
    return (a[0] + b[0], earliest[0], latest[0], earliest[1], latest[1], latest[2])
