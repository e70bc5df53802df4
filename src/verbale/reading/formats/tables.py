"""Tables of articles (CSV, TSV): a row each, what a column holds told by its name in the first row.

Read row by row, in the encoding of the start; Excel's byte order mark, its `sep=;` and its semicolons are known.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.dates import page_dates
from verbale.reading.encodings import text_of
from verbale.reading.formats import entries, limits
from verbale.reading.formats.source import Found, Source
from verbale.reading.tables import toml

_SEPARATORS = "\t;,|"
_SAID = re.compile(r"sep=(.)\r?\n")
_LONGEST_HEADER = 4_000
_LONGEST_NAME = 40
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})[./-](?:19|20)\d\d(?!\d)")
_MONTHS = 12


def is_table(start: str) -> bool:
    """Whether a text begins with the names of columns, of which one holds the text and another something else."""
    header = _header(start)
    return header is not None and bool({"text", "html"} & header[1].keys()) and len(header[1]) > 1


def table_articles(source: Source) -> Found:
    """The article of each row; an InputError for a row without text."""
    start = source.start.rsplit(b"\n", 1)[0]
    encoding = _encoding(source.name, start or source.start)
    text = start.decode(encoding, "replace")
    header = _header(text)
    if header is None:
        raise InputError(f"{source.name} is a table whose first row does not name its columns; name one of them text")
    source.file.seek(0)
    csv.field_size_limit(limits.LIMITS.line_bytes)
    lines = io.TextIOWrapper(source.file, encoding=encoding, newline="")
    try:
        yield from _rows(source, _limited(lines), *header, _is_day_first(text))
    finally:
        lines.detach()


def _rows(
    source: Source, lines: Iterator[str], separator: str, columns: dict[str, int], day_first: bool | None
) -> Found:
    rows = csv.reader(lines, delimiter=separator)
    number = 0
    try:
        for number, row in enumerate(_after_header(rows), 2):
            where = f"{source.name}, row {number}"
            told = {meaning: row[at].strip() for meaning, at in columns.items() if at < len(row)}
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


def _after_header(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    first = next(rows, [])
    if first and first[0].lstrip("\ufeff").casefold().startswith("sep="):
        next(rows, [])
    yield from rows


def _article(where: str, told: dict[str, str], day_first: bool | None) -> Article:
    text, html = told.get("text"), told.get("html")
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
    day = entries.day_of(given) or next((d.edtf for d in page_dates(given, day_first) if d.year), None)
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


def _header(start: str) -> tuple[str, dict[str, int]] | None:
    """The separator and the columns by their meaning, None where the first row is no row of names."""
    start = start.lstrip("\ufeff")
    said = _SAID.match(start)
    start = start[said.end() :] if said else start
    line = start[:_LONGEST_HEADER].split("\n", 1)[0].rstrip("\r")
    separator = said[1] if said else max(_SEPARATORS, key=line.count)
    if separator in '"\r\n' or separator not in line:
        return None
    try:
        names = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return None
    if any(len(name) > _LONGEST_NAME for name in names):
        return None
    folded = [re.sub(r"[\W_]+", " ", name).strip().casefold() for name in names]
    return separator, {
        meaning: next(folded.index(name) for name in known if name in folded)
        for meaning, known in toml("columns").items()
        if any(name in folded for name in known)
    }
