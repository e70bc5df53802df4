"""Bytes in, articles out, whatever the format; the kind of input is told by its content, never by its name.

Nothing here raises for a bad input: an InputError stands in the place of the article that could not be read, so that
the others are read all the same. Its message is one line: what was wrong with which input, and what to do.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.encodings import text_of
from verbale.reading.formats import limits
from verbale.reading.formats.objects import articles_of_lines as jsonl_articles
from verbale.reading.formats.registry import InputKind, articles_from, input_kind
from verbale.reading.formats.source import SNIFFED, Source

__all__ = [
    "InputKind",
    "articles_at",
    "articles_in",
    "articles_of_file",
    "files_under",
    "input_kind",
    "jsonl_articles",
    "printable",
    "text_of",
]


def articles_at(path: Path, *, given_date: str | None = None, plain: bool = False) -> Iterator[Article | InputError]:
    """The articles in the file at `path`, in order; an InputError for each that cannot be read.

    What may be long (JSONL, tables, mailboxes, archives) is read from the file as it goes. `given_date` is the EDTF day
    on which a page was published; `plain`: text is running text without furniture.
    """
    name = printable(path)
    try:
        with path.open("rb") as file:
            if file.seekable():
                yield from articles_of_file(name, file, given_date=given_date, plain=plain)
            else:
                yield from _of_stream(name, file, given_date, plain)
    except IsADirectoryError:
        yield InputError(f"{name} is a folder; give one of its files")
    except OSError as error:
        yield InputError(f"{name} cannot be read: {error.strerror or error}; check the path and its permissions")


def _of_stream(name: str, file: BinaryIO, given_date: str | None, plain: bool) -> Iterator[Article | InputError]:
    """The articles of a pipe, which can be read but once: as they come where they are lines."""
    start = file.peek(SNIFFED) if isinstance(file, io.BufferedReader) else b""
    if input_kind(start) == "jsonl":
        yield from jsonl_articles(file, plain=plain, name=name)
        return
    try:
        yield from articles_in(
            name, limits.bounded(name, file, limits.LIMITS.input_bytes), given_date=given_date, plain=plain
        )
    except InputError as error:
        yield error


def printable(path: Path) -> str:
    """The path as given; bytes of it that are no UTF-8 are replaced, for they could be neither printed nor kept."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def files_under(folder: Path) -> list[Path]:
    """The files under `folder` in the order of their names; raises InputError.

    Left out are hidden ones, folders that are only linked to (a link may lead back up) and what is no file, such as a
    pipe, which would be waited for.
    """
    found: list[Path] = []
    try:
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                found += [] if entry.is_symlink() else files_under(entry)
            elif entry.is_file() or entry.is_symlink():
                found.append(entry)
    except OSError as error:
        raise InputError(
            f"{error.filename or folder} cannot be read: {error.strerror or error}; check the path and its permissions"
        ) from error
    return found


def articles_in(
    name: str, raw: bytes, *, given_date: str | None = None, plain: bool = False
) -> Iterator[Article | InputError]:
    """The articles in `raw`, the content of the input called `name`; an InputError for each that cannot be read."""
    yield from articles_of_file(name, io.BytesIO(raw), given_date=given_date, plain=plain)


def articles_of_file(
    name: str, file: BinaryIO, *, given_date: str | None = None, plain: bool = False
) -> Iterator[Article | InputError]:
    """The articles in an open file that can be sought in, the content of the input called `name`."""
    start = file.read(SNIFFED)
    file.seek(0)
    yield from articles_from(
        Source(
            name=name,
            file=file,
            start=start,
            read=articles_from,
            account=limits.Account(),
            given_date=given_date,
            plain=plain,
        )
    )
