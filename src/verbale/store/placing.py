"""Lines and components: which tellings stand in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, delete, func, select, update

from verbale.store.dialect import among, execute_many, insert_rows, reserved
from verbale.store.filing import Row
from verbale.store.numbers import HASHED, line_bytes, line_key
from verbale.store.record_schema import line, signature, telling
from verbale.store.spans import LONG, Span, span_of, spans_of
from verbale.store.stories import Terms, batches

_Rows = Sequence[Any]  # Any: rows, whose columns differ by query
_DAYS = ("first_known", "last_known", "first_day", "last_day")
_SPANS = tuple(f"{name}_" for name in ("tellings", *_DAYS, "doubt"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where tellings and signatures are to stand."""

    kind: str
    component: str
    key: bytes
    own: tuple[int, ...]
    shared: tuple[int, ...]
    loose: int | None


_INSIDE = (
    update(line).where(line.c.id == bindparam("number")).values(component=bindparam("inside"), loose=bindparam("fit"))
)
_RENEWED = update(line).where(line.c.id == bindparam("number")).values({name[:-1]: bindparam(name) for name in _SPANS})

# What stands as it should is not written: PostgreSQL keeps a version of a row for every time, until it is cleaned.
_MOVED = {
    table: update(table)
    .where(table.c.id == bindparam("number"), table.c.line_id.is_distinct_from(bindparam("line")))
    .values(line_id=bindparam("line"))
    for table in (telling, signature)
}

_FITS = select(line.c.id, line.c.loose)
_EMPTY = (0, *(date.min.toordinal() for _ in _DAYS), None)
"""The columns of a line in which nothing is known to stand: `renew` fills them."""


class Lines:
    """The lines of the record in one transaction. Rows are renewed by `renew`, from what then stands in them.

    A telling that is new is held until it is known in which line it stands, and written once; so is a line in which
    nothing but new tellings stands. `long` is what stands in some lines of many tellings, where nobody else has settled
    any since: what is added to them is added to that, as going through all of a position's takes longer every year.
    """

    def __init__(self, connection: Connection, terms: Terms, long: Mapping[int, Span] | None = None) -> None:
        self._connection = connection
        self._terms = terms
        self._long = long or {}
        self._all_known = long is not None
        self._added: dict[int, list[Row]] = defaultdict(list)
        self._named: dict[str, int] = {}  # component as it was named → one of its lines
        self._waiting: list[_Place] = []
        self._held: dict[int, Row] = {}
        self._inside: dict[int, tuple[int, int | None]] = {}  # line → one of its component's, and how well it fits
        self.at: dict[int, int | None] = {}
        """In which line tellings stand that stand for themselves, by number, as far as that was looked up."""
        self.touched: set[int] = set()
        """Lines that are told anew from all that stands in them."""
        self.long_now: dict[int, Span] = {}
        """What stands in the long ones of the lines that were renewed, by line."""

    def hold(self, rows: Iterable[Row]) -> None:
        """Have new tellings that stand for themselves written when they are placed, or by `write`."""
        self._held |= {row.number: row for row in rows}

    def write(self) -> None:
        """Carry out what `place` was told, and write the tellings that are in no line yet."""
        self.flush()
        held, self._held = self._held, {}
        insert_rows(self._connection, telling, [row.standing_in(None) for row in held.values()])

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
        numbers = self._known({one.key for one in waiting if not self._is_new(one)})
        there = {*numbers}
        new = list(dict.fromkeys(one.key for one in waiting if one.key not in there))
        numbers |= zip(new, reserved(self._connection, line, len(new)), strict=True)
        for one in waiting:
            self._named.setdefault(one.component, numbers[one.key])
        whole = self._enter([one for one in waiting if one.key not in there], numbers)
        self._keep([one for one in waiting if one.key in there], numbers)
        self._move([(i, numbers[one.key]) for one in waiting for i in one.own], whole)
        if shared := [{"number": i, "line": numbers[one.key]} for one in waiting for i in one.shared]:
            self._take_from(signature, [row["number"] for row in shared], {row["line"] for row in shared})
            execute_many(self._connection, _MOVED[signature], shared)

    def meet_others(self) -> None:
        """From now on a telling that is put may have been there before, and a line be named for it."""
        self._all_known = False

    def _is_new(self, place: _Place) -> bool:
        """Whether no line can be there yet: it is named for a telling, and none that stands in it is older than this.

        That holds where nobody else has settled any since, and nothing was taken out.
        """
        named = len(place.key) == HASHED and not place.shared
        return self._all_known and named and all(i in self._held for i in place.own)

    def _enter(self, places: Iterable[_Place], numbers: Mapping[bytes, int]) -> set[int]:
        """Enter new lines; those that are whole, as nothing but new tellings stands in them."""
        of: dict[bytes, list[_Place]] = defaultdict(list)
        for one in places:
            of[one.key].append(one)
        entered: set[int] = set()
        rows = []
        for key, some in of.items():
            number, last = numbers[key], some[-1]
            own = [self._held[i] for one in some for i in one.own if i in self._held]
            whole = 0 < len(own) == sum(len(one.own) + len(one.shared) for one in some)
            (entered if whole else self.touched).add(number)
            *spans, doubt = span_of(own).columns(last.loose) if whole else _EMPTY
            inside = self._named[last.component]
            component = None if inside == number else inside
            rows.append((number, key, self._terms.number(last.kind), component, *spans, last.loose, doubt))
        insert_rows(self._connection, line, rows)
        return entered

    def _keep(self, places: Iterable[_Place], numbers: Mapping[bytes, int]) -> None:
        """Say of lines that are there of which component they are now, and how well they fit."""
        changed = []
        for one in places:
            number, inside = numbers[one.key], self._named[one.component]
            if self._inside[number] != (inside, one.loose):
                changed.append({"number": number, "inside": None if inside == number else inside, "fit": one.loose})
                self._inside[number] = (inside, one.loose)
                self.touched.add(number)
        execute_many(self._connection, _INSIDE, changed)

    def _move(self, places: Iterable[tuple[int, int]], whole: Set[int]) -> None:
        """Put tellings that stand for themselves into lines, of which the `whole` ones count them already."""
        new: list[tuple[Any, ...]] = []  # Any: numbers, or none
        others: list[tuple[int, int]] = []
        for i, number in places:
            if i in self._held:
                row = self._held.pop(i)
                new.append(row.standing_in(number))
                self.at[i] = number
                if number not in whole:
                    self._added[number].append(row)
            elif self.at.get(i) != number:
                others.append((i, number))
        insert_rows(self._connection, telling, new)
        if others:
            self._take_from(telling, [i for i, _ in others], {number for _, number in others})
            execute_many(self._connection, _MOVED[telling], [{"number": i, "line": number} for i, number in others])
            self.at |= others

    def _take_from(self, table: Table, numbers: Sequence[int], into: Set[int]) -> None:
        """Note that lines are touched which rows of a table go into, and those in which they stand."""
        before = select(table.c.line_id).where(self._among(table.c.id, numbers), table.c.line_id.is_not(None))
        self.touched |= into
        self.touched.update(self._connection.scalars(before.distinct()))

    def _known(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        """The lines that are there by key; of which component they are, and how well they fit, is noted."""
        columns = select(line.c.key, line.c.id, line.c.component, line.c.loose)
        numbers: dict[bytes, int] = {}
        for some in batches(sorted(keys)):
            for row in self._connection.execute(columns.where(line.c.key.in_(some))):
                numbers[row.key] = row.id
                self._inside[row.id] = (row.component or row.id, row.loose)
        return numbers

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
        self.write()
        added, self._added = self._added, defaultdict(list)
        longer = {i: self._long[i].with_more(span_of(rows)) for i, rows in added.items() if self._is_known(i)}
        touched, self.touched = sorted({*self.touched, *added} - longer.keys()), set()
        if not touched and not longer:
            return
        left = spans_of(self._connection, touched) | longer
        if empty := [i for i in touched if i not in left]:
            self._connection.execute(delete(line).where(self._among(line.c.id, empty)))
        fits = {row.id: row.loose for row in self._connection.execute(_FITS.where(self._among(line.c.id, left)))}
        columns = {i: span.columns(fits.get(i)) for i, span in left.items()}
        rows = [dict(zip(_SPANS, values, strict=True)) | {"number": i} for i, values in columns.items()]
        execute_many(self._connection, _RENEWED, rows)
        self.long_now |= {i: span for i, span in left.items() if span.tellings >= LONG or i in self._long}
        self._long = {**self._long, **self.long_now}

    def _is_known(self, number: int) -> bool:
        """Whether it is known what stands in a line beside what is added to it."""
        return number in self._long and number not in self.touched

    def _rows(self, lines: Iterable[int]) -> _Rows:
        inside = func.coalesce(line.c.component, line.c.id).label("inside")
        these = self._among(line.c.id, sorted(set(lines)))
        return self._connection.execute(select(line.c.id, line.c.key, line.c.kind, inside).where(these)).all()

    def _among(self, column: Column[Any], numbers: Collection[int]) -> ColumnElement[bool]:  # Any: of numbers
        return among(self._connection, column, numbers)
