"""Tables as CSV (RFC 4180, UTF-8), one a file of a ZIP, with the dictionary; positions alone as one file.

A cell that a spreadsheet would take for a formula is preceded by an apostrophe, and control characters are replaced.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from verbale.views.exports import rows
from verbale.views.exports.material import Material
from verbale.views.exports.rows import Cell, Row
from verbale.views.exports.tables import BY_NAME, DICTIONARY, Column, dictionary, with_rows
from verbale.views.visible import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def zipped(of: Material, out: BinaryIO) -> None:
    """Every table and the dictionary."""
    with ZipFile(out, "w") as archive:
        for table, told in with_rows(of):
            with archive.open(member(f"{table.name}.csv"), "w", force_zip64=True) as file:
                write(file, table.columns, told)  # type: ignore[arg-type] # a file of bytes, whatever its class
        with archive.open(member("dictionary.csv"), "w") as file:
            write(file, DICTIONARY, dictionary())  # type: ignore[arg-type] # as above


def positions(of: Material, out: BinaryIO) -> None:
    """The table of positions."""
    write(out, BY_NAME["positions"].columns, rows.positions(of))


def member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """A file of a ZIP that says nothing of when it was made, so that the same tables make the same bytes."""
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = compression
    info.external_attr = 0o644 << 16
    return info


def write(out: BinaryIO, columns: Iterable[Column], told: Iterable[Row]) -> None:
    """Rows under the names of their columns."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(value) for value in row] for row in told)
    text.flush()
    text.detach()


def cell(value: Cell) -> str:
    """A value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    shown = visible(value)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
