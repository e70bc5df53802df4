"""Rows put aside in a file without a name while others are written; nothing is left of it, however the export ends."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from verbale.views.exports.rows import Row


class Aside:
    """Rows in the order in which they were put here."""

    def __init__(self) -> None:
        self._file = TemporaryFile("w+", encoding="ascii", newline="\n")  # noqa: SIM115 - closed with this

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, rows: Iterable[Row]) -> None:
        """Add some rows."""
        self._file.writelines(f"{json.dumps(row)}\n" for row in rows)

    def rows(self) -> Iterator[Row]:
        """All rows; none are added any more."""
        self._file.seek(0)
        return (tuple(json.loads(line)) for line in self._file)
