"""Tables as Parquet, one a file of a ZIP: what a column holds stands in the metadata of its field.

Days are dates and numbers are numbers, so that pandas, R and DuckDB need be told nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from verbale.views.exports.material import Material
from verbale.views.exports.rows import Cell, Row
from verbale.views.exports.spreadsheets import member
from verbale.views.exports.tables import Column, Kind, Table, with_rows
from verbale.views.visible import visible

AT_ONCE = 5_000
"""Rows that are held at once, and make one group of the file."""


def zipped(of: Material, out: BinaryIO) -> None:
    """Every table."""
    with ZipFile(out, "w") as archive:
        for table, rows in with_rows(of):
            with archive.open(member(f"{table.name}.parquet", ZIP_STORED), "w", force_zip64=True) as file:
                _write(table, rows, file)


def _write(table: Table, rows: Iterator[Row], file: Any) -> None:  # Any: what a ZIP gives to write to
    from pyarrow import Table as Arrow
    from pyarrow import parquet

    schema = schema_of(table)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _batches(rows):
            columns = zip(*some, strict=True)
            values = [[_value(v, column) for v in cells] for column, cells in zip(table.columns, columns, strict=True)]
            writer.write_table(Arrow.from_arrays(_arrays(values, schema), schema=schema))


def _arrays(values: list[list[Any]], schema: Any) -> list[Any]:  # Any: pyarrow brings no types
    from pyarrow import array

    return [array(cells, type=field.type) for cells, field in zip(values, schema, strict=True)]


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def schema_of(table: Table) -> Any:  # Any: pyarrow brings no types
    """The schema of a table, with what the table and each column hold as `description`."""
    import pyarrow as pa

    kinds: dict[Kind, Any] = {
        "text": pa.string(), "EDTF": pa.string(), "number": pa.int64(), "share": pa.float64(),
        "yes or no": pa.bool_(), "day": pa.date32(),
    }  # fmt: skip
    fields = [pa.field(c.name, kinds[c.kind], metadata={"description": c.about, "kind": c.kind}) for c in table.columns]
    return pa.schema(fields, metadata={"description": table.about})


def _value(value: Cell, column: Column) -> Any:  # Any: what pyarrow takes
    if column.kind == "day" and isinstance(value, str):
        return _day(value)
    return visible(value) if isinstance(value, str) else value


def _day(iso: str) -> date | None:
    """A day; None before the first that Python knows."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
