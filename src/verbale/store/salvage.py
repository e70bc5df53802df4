"""Reading the tables of a damaged file: every row that lies on a page which can still be read.

SQLite stops at the first page that it cannot make out. The rows behind it are found by asking for those after a key,
each time twice as far on, and then by halves.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.store.opening import connected

_FURTHEST = 40
"""So many times the step is doubled before nothing more is looked for."""

_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What is raised at a page that cannot be made out; the second by Python, where what SQLite says of it is no text."""

Row = dict[str, Any]  # Any: the columns differ by table


@dataclass(slots=True)
class Salvage:
    """A damaged file, and what of it could not be read: a line each in `lost`.

    `complete` says that every table was there once; an older Verbale made fewer of them.
    """

    connection: sqlite3.Connection
    lost: list[str]
    complete: bool = True

    def rows(self, table: str, key: str = "rowid") -> Iterator[Row]:
        """The rows of a table by a number that orders it, as far as they can be read.

        Of a table that an older Verbale never made nothing is lost.
        """
        query = f"SELECT {key} AS at_key, * FROM {table} WHERE {key} > ? ORDER BY {key}"  # noqa: S608 - names of ours
        at, readable = 0, True
        while True:
            try:
                for row in self.connection.execute(query, [at]):
                    if row["at_key"] >= at:  # else a damaged page leads back, and would do so without end
                        at = row["at_key"]
                        yield {name: row[name] for name in row.keys()[1:]}
            except _UNREADABLE as error:
                readable = str(error) == f"no such table: {table}"
                if readable and self.complete:
                    self.lost.append(f"{table}: the table cannot be found")
            if readable:
                return
            after = _next(lambda key: self._is_readable(query, key), at)
            if after is None:
                self.lost.append(f"{table}: nothing after row {at} can be read")
                return
            self.lost.append(f"{table}: rows {at + 1} to {after} cannot be read")
            at, readable = after, True

    def _is_readable(self, query: str, key: int) -> bool:
        """Whether the first row after a key can be read, or there is none."""
        try:
            self.connection.execute(f"{query} LIMIT 1", [key]).fetchone()
        except _UNREADABLE:
            return False
        return True


def _next(is_readable: Callable[[int], bool], at: int) -> int | None:
    """A key above `at` after which rows can be read, the first of those in a row; None where there is none."""
    high = next((at + (1 << doubled) for doubled in range(_FURTHEST) if is_readable(at + (1 << doubled))), None)
    low = at
    while high is not None and high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_readable(middle) else (middle, high)
    return high


@contextmanager
def salvaging(path: Path) -> Iterator[Salvage]:
    """The file at `path`, as it is now; it is left as it is."""
    with closing(connected(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA writable_schema = ON")  # or one table, or an end that was cut off, would cost all
        connection.execute("BEGIN")
        yield Salvage(connection, [])
