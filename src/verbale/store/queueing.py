"""The queue of what came in, in the tables of a dossier; see `verbale.model.intake.Queue`."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, insert, select, update

from verbale.errors import DossierDamaged
from verbale.model.intake import HELD, STATES, Incoming, Item, State, Watched
from verbale.store.dialect import Dialect, replace
from verbale.store.fetching import batches
from verbale.store.numbers import address_number
from verbale.store.schema import intake, watched

_PLAIN = [f.name for f in fields(Incoming) if f.name != "runs"]
_COLUMNS = [c for c in intake.c if c.name not in ("raw", "place")]


class SqlQueue:
    """The items of one dossier."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def put(self, incoming: Incoming, raw: bytes | None = None) -> Item:
        """Keep an input, with its bytes where they are few enough."""
        return self.put_all([(incoming, raw)])[0]

    def put_all(self, came: Sequence[tuple[Incoming, bytes | None]]) -> list[Item]:
        """Keep some inputs, one after the other, all of them or none."""
        rows = [_row(incoming, raw) for incoming, raw in came]  # packed before anybody has to wait
        with self._dialect.writing() as connection:
            there = _lasts(connection, {incoming.name for incoming, _ in came})
            open_ones = {name: item.number for name, item in there.items() if item.state in ("refused", "waiting")}
            numbers = []
            for row in rows:
                if number := open_ones.get(row["name"]):
                    connection.execute(update(intake).where(intake.c.id == number).values(row))
                else:
                    number = connection.execute(insert(intake).values(row).returning(intake.c.id)).scalar_one()
                if row["state"] in ("refused", "waiting"):
                    open_ones[row["name"]] = number
                else:
                    open_ones.pop(row["name"], None)
                numbers.append(number)
            items = {item.number: item for item in _numbered(connection, numbers)}
        return [items[number] for number in numbers]

    def items(self, *states: State, limit: int | None = None) -> list[Item]:
        """The items in some states (all where none is named), those that came last first."""
        query = select(*_COLUMNS).where(intake.c.state.in_(states or STATES)).order_by(intake.c.id.desc())
        with self._dialect.reading() as connection:
            return _items(connection, query.limit(limit))

    def numbered(self, numbers: Collection[int]) -> list[Item]:
        """The items of those numbers that there are, in the order of the numbers."""
        with self._dialect.reading() as connection:
            return _numbered(connection, numbers)

    def last(self, name: str) -> Item | None:
        """The item of that name that came last."""
        return self.lasts([name]).get(name)

    def lasts(self, names: Collection[str]) -> dict[str, Item]:
        """The item of each of those names that came last, as far as there is one."""
        with self._dialect.reading() as connection:
            return _lasts(connection, names)

    def raw(self, number: int) -> bytes | None:
        """The bytes of an item; None where they are not held."""
        with self._dialect.reading() as connection:
            packed = connection.scalar(select(intake.c.raw).where(intake.c.id == number))
        try:
            return None if packed is None else zlib.decompress(packed)
        except zlib.error as error:
            raise DossierDamaged(f"{self._dialect.where}: the bytes of item {number} are damaged ({error})") from error

    def count(self) -> dict[State, int]:
        """How many items there are in each state."""
        with self._dialect.reading() as connection:
            rows = connection.execute(
                select(intake.c.state, func.count().label("number")).group_by(intake.c.state)
            ).all()
        counted = {row.state: row.number for row in rows}
        return {state: counted.get(state, 0) for state in STATES}

    def decide(
        self, numbers: Collection[int], state: State, at: str, by: str, *, articles: Sequence[str] = ()
    ) -> list[int]:
        """Put items into another state; the numbers of those that were not in it."""
        values = {"state": state, "decided_at": at, "decided_by": by, "reason": "", "again_at": None}
        with self._dialect.writing() as connection:
            others = [item.number for item in _numbered(connection, numbers) if item.state != state]
            for some in batches(others):
                changed = update(intake).where(intake.c.id.in_(some))
                connection.execute(changed.values({**values, "articles": json.dumps(list(articles))}))
        return others

    def forget(self, before: str) -> int:
        """Let go of the bytes of what was kept or dropped before a moment; of how many items."""
        done = and_(intake.c.state.in_(("kept", "dropped")), intake.c.decided_at < before, intake.c.raw.is_not(None))
        with self._dialect.writing() as connection:
            return int(connection.execute(update(intake).where(done).values(raw=None)).rowcount)

    def watched(self) -> list[Watched]:
        """The feeds that were ever watched, in the order of their addresses."""
        with self._dialect.reading() as connection:
            rows = connection.execute(select(watched)).mappings().all()
        return sorted((Watched(**row) for row in rows), key=lambda feed: feed.address)

    def watch(self, feed: Watched) -> None:
        """Keep where the watch on a feed stands."""
        row = {f.name: getattr(feed, f.name) for f in fields(Watched)}
        with self._dialect.writing() as connection:
            replace(connection, watched, [row])


def _items(connection: Connection, query: Select[Any]) -> list[Item]:  # Any: the columns of an item
    # What is held is asked for apart, so that no bytes are read.
    rows = connection.execute(query.add_columns(intake.c.raw.is_not(None).label("held"))).mappings().all()
    return [_item(row) for row in rows]


def _item(row: RowMapping) -> Item:
    own = {name: row[name] for name in (*_PLAIN, "held", "decided_at", "decided_by")}
    return Item(**own, number=row["id"], runs=_unpacked(row["runs"]), articles=tuple(json.loads(row["articles"])))


def _numbered(connection: Connection, numbers: Collection[int]) -> list[Item]:
    found: list[Item] = []
    for some in batches(sorted(set(numbers))):
        found += _items(connection, select(*_COLUMNS).where(intake.c.id.in_(some)).order_by(intake.c.id))
    return found


def _lasts(connection: Connection, names: Collection[str]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for some in batches(sorted({address_number(name) for name in names})):
        near = select(*_COLUMNS).where(intake.c.place.in_(some)).order_by(intake.c.id)
        found |= {item.name: item for item in _items(connection, near) if item.name in names}
    return found


def _row(incoming: Incoming, raw: bytes | None) -> dict[str, Any]:  # Any: the columns of an item
    packed = zlib.compress(raw) if raw is not None and len(raw) <= HELD else None
    values = {name: getattr(incoming, name) for name in _PLAIN}
    values |= {"runs": _packed(incoming.runs), "raw": packed, "place": address_number(incoming.name)}
    return {**values, "decided_at": None, "decided_by": "", "articles": "[]"}


def _packed(runs: Collection[int]) -> bytes:
    return struct.pack(f"<{len(runs)}Q", *sorted(runs))


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f"<{len(packed) // 8}Q", packed))
