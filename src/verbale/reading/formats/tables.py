"""Tables of articles (CSV, TSV): a row each, what a column holds told by its name in the row that names them.

Read row by row, in the encoding of the start; Excel's byte order mark, its `sep=;` and its semicolons are known, and so
are the lines that databases write before the names: what was asked for, and when.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.dates import page_dates
from verbale.reading.encodings import text_of
from verbale.reading.formats import entries, limits
from verbale.reading.formats.source import Found, Source
from verbale.reading.tables import toml

_SEPARATORS = "\t;,|"
_SAID = re.compile(r"sep=(.)\r?\n")
_TEXTS = {"text", "html", "summary"}
_BEFORE = 10
"""Lines among which the row of names is."""
_ENOUGH = 3
"""Columns that are known in a row of names which is not the first."""
_LONGEST_HEADER = 4_000
_LONGEST_NAME = 40
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})[./-](?:19|20)\d\d(?!\d)")
_JOINED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?=$|[T ]?\d{4,6}Z?$)")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Header:
    """How a table is to be read: where its columns are by their meaning, and how many lines end with their names."""

    separator: str
    columns: dict[str, tuple[int, ...]]
    lines: int
    first_row: int


def is_table(start: str) -> bool:
    """Whether a text begins with the names of columns, of which one holds the text and another something else.

    Rows of as many cells each, under names, are a table too, though none says where the text is.
    """
    return _header(start) is not None or _is_grid(start)


def table_articles(source: Source) -> Found:
    """The article of each row; an InputError for a row without text."""
    start = source.start.rsplit(b"\n", 1)[0]
    encoding = _encoding(source.name, start or source.start)
    text = start.decode(encoding, "replace")
    header = _header(text)
    if header is None:
        raise InputError(f"{source.name} is a table without a column of texts; name the one that holds them text")
    source.file.seek(0)
    csv.field_size_limit(limits.LIMITS.line_bytes)
    lines = io.TextIOWrapper(source.file, encoding=encoding, newline="")
    try:
        yield from _rows(source, _limited(lines), header, _is_day_first(text))
    finally:
        lines.detach()


def _rows(source: Source, lines: Iterator[str], header: _Header, day_first: bool | None) -> Found:
    rows = csv.reader(islice(lines, header.lines, None), delimiter=header.separator)
    number = header.first_row - 1
    try:
        for number, row in enumerate(rows, header.first_row):
            where = f"{source.name}, row {number}"
            cells = {m: [row[at].strip() for at in places if at < len(row)] for m, places in header.columns.items()}
            told = {meaning: next(filter(None, found), "") for meaning, found in cells.items()}
            if not any(told.values()):
                continue
            try:
                yield _article(where, told, day_first)
            except InputError as error:
                yield error if str(error).startswith(where) else InputError(f"{where}: {error}")
    except csv.Error as error:
        yield InputError(f"{source.name} is damaged after row {number} ({error}); save it again")
    except UnicodeError as error:
        yield InputError(f"{source.name} changes its encoding after row {number} ({error}); save it as UTF-8")


def _article(where: str, told: dict[str, str], day_first: bool | None) -> Article:
    text, html = told.get("text"), told.get("html")
    summary = not text and not html
    text = text or told.get("summary") if summary else text
    if text and not html and entries.is_markup(text):
        text, html = None, text
    return entries.article_of(
        entries.Entry(
            name=told.get("id") or told.get("url") or where,
            title=told.get("title") or None,
            html=html or None,
            text=text,
            published=_day(where, told.get("published"), day_first),
            outlet=told.get("outlet") or None,
            byline=told.get("byline") or None,
            place=told.get("place") or None,
            page=told.get("page") or None,
            section=tuple(filter(None, [told.get("section")])),
            url=told.get("url") or None,
            terms=told.get("terms") or None,
            summary=summary,
        )
    )


def _day(where: str, given: str | None, day_first: bool | None) -> str | None:
    """The day in a cell; of one such as 3/4/2021, where nothing tells which is the month, none is taken."""
    if not given:
        return None
    numbers = _NUMBERS.search(given)
    if numbers and numbers[2] == ".":  # nobody who parts days by dots has the month first
        day_first = True
    if day_first is None and numbers and max(int(numbers[1]), int(numbers[3])) <= _MONTHS and numbers[1] != numbers[3]:
        return None
    joined = _JOINED.match(given)
    day = entries.day_of("-".join(joined.groups()) if joined else given) or next(
        (d.edtf for d in page_dates(given, day_first) if d.year), None
    )
    if day is None:
        raise InputError(f"{where}: the publication date {given!r:.60} is no date such as 2022-03-23")
    return day


def _is_day_first(start: str) -> bool | None:
    """Whether the days of a table that begins so stand before the months, by those past the twelfth; None if unsaid."""
    pairs = [(int(m[1]), int(m[3])) for m in _NUMBERS.finditer(start)]
    first, second = any(a > _MONTHS for a, _ in pairs), any(b > _MONTHS for _, b in pairs)
    return first if first != second else None


def _encoding(name: str, start: bytes) -> str:
    """In what encoding a table is that begins so."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if start.startswith(bom):
            return encoding
    try:
        start.decode("utf-8")
    except UnicodeDecodeError:
        text = text_of(name, start)
        return next(e for e in ("cp1252", "cp1251", "cp932", "latin-1") if _same(start, e, text))
    return "utf-8"


def _same(raw: bytes, encoding: str, text: str) -> bool:
    try:
        return encoding == "latin-1" or raw.decode(encoding) == text
    except UnicodeDecodeError:
        return False


def _limited(lines: io.TextIOWrapper) -> Iterator[str]:
    most = limits.LIMITS.line_bytes
    while line := lines.readline(most + 1):
        if len(line) > most:
            raise csv.Error(f"a line has more than {most:,} characters")
        yield line.replace("\0", "")


def _header(start: str) -> _Header | None:
    """How a table that begins so is to be read; None where no row near its head names a column of texts."""
    said, lines = _said(start)
    for number, line in enumerate(lines[:_BEFORE]):
        separator, names = _names(line, said)
        folded = [re.sub(r"[\W_]+", " ", name).strip().casefold() for name in names]
        columns = {
            meaning: tuple(at for at, name in enumerate(folded) if name == known)
            for meaning, called in toml("columns").items()
            if (known := next((one for one in called if one in folded), None))
        }
        if _TEXTS & columns.keys() and len(columns) >= (_ENOUGH if number else 2):
            return _Header(separator, columns, number + 1 + bool(said), number + 2)
    return None


def _is_grid(start: str) -> bool:
    """Whether some rows have as many cells as the first has names, which are short and each another."""
    said, lines = _said(start)
    separator, names = _names(lines[0], said) if lines else ("", [])
    if len(set(names)) < max(_ENOUGH, len(names)) or any(not n or n[0].isspace() or n[-1] in ".!?" for n in names):
        return False
    try:
        rows = [len(row) for row in csv.reader(lines[1:], delimiter=separator) if row]
    except csv.Error:
        return False
    whole = rows[:-1] if len(rows) > _ENOUGH else rows  # the last may be cut where the start ends
    return len(whole) > 1 and set(whole) == {len(names)}


def _said(start: str) -> tuple[str | None, list[str]]:
    """The separator that a table names in its first line, if any does, and its other lines."""
    start = start.lstrip("\ufeff")
    said = _SAID.match(start)
    return said and said[1], (start[said.end() :] if said else start).splitlines()


def _names(line: str, said: str | None) -> tuple[str, list[str]]:
    """The separator of a row of names, and these; none where it is no such row."""
    line = line[:_LONGEST_HEADER]
    separator = said or max(_SEPARATORS, key=line.count)
    if separator in '"\r\n' or separator not in line:
        return separator, []
    try:
        names = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return separator, []
    return separator, names if all(len(name) <= _LONGEST_NAME for name in names) else []
