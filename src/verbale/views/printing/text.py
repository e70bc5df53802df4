"""A digest as plain text of a given width, for a terminal or a mail without markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

from verbale.model.edition import Erratum
from verbale.views.digest.reading import source_of
from verbale.views.printing.sheet import (
    NOTHING,
    Sheet,
    beside,
    corrected,
    details,
    leads,
    numbered,
    per_week,
    row_of,
    terms_of,
    worded,
)

WIDTH = 96
"""Columns unless told otherwise."""
NUMBER = 5
"""Columns that the number of an entry stands in."""


def as_text(sheet: Sheet, width: int = WIDTH) -> str:
    """The sheet as lines of at most `width` columns (a longer word is broken)."""
    return "\n".join(line.rstrip() for line in _lines(sheet, max(width, 40))) + "\n"


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """A text in lines of `width` columns, the first begun with `first`, the others with `rest` (as many blanks)."""
    begun, rest = first, " " * columns(first) if rest is None else rest
    at, indent = columns(first), columns(rest)
    line: list[str] = []
    for word in _pieces(text.split(), width - max(at, indent)):
        wide = columns(word)
        if line and at + 1 + wide > width:
            yield begun + " ".join(line)
            begun, line, at = rest, [word], indent + wide
        else:
            at += wide + bool(line)
            line.append(word)
    yield begun + " ".join(line)


def columns(text: str) -> int:
    """How many columns a terminal gives a text: two for a wide letter, none for a mark upon another."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(words: Iterable[str], width: int) -> Iterator[str]:
    """Words, those wider than `width` in pieces."""
    for word in words:
        if columns(word) <= width:
            yield word
            continue
        piece = ""
        for letter in word:
            if columns(piece) + columns(letter) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _lines(sheet: Sheet, width: int) -> Iterator[str]:
    digest = sheet.digest
    yield from wrapped(digest.title.upper(), width)
    yield from wrapped(", ".join(filter(None, (sheet.period, sheet.headed, sheet.known))), width)
    yield from _errata("Corrected since this edition", sheet.corrected, width)
    for part in leads(digest):
        yield from _headed(part.heading, width)
        for note in part.notes:
            yield from wrapped(f"{worded(note.told)}{f' — {note.cited}' if note.cited else ''}", width, "  – ")
    yield from _errata("Corrections to earlier editions", sheet.announced, width)
    for heading, entries in numbered(digest):
        yield from _headed(heading, width)
        for number, entry in entries:
            yield from wrapped(entry.headline, width, f"{number:>{NUMBER - 2}}. ")
            yield from _under(" · ".join((source_of(entry), *details(entry))), width)
            for line in (entry.url, *beside(entry)):
                yield from _under(line, width) if line else ()
            if entry.synopsis:
                yield from _under(" ".join(map(worded, entry.synopsis)), width)
            for told in entry.takeaways:
                yield from wrapped(worded(told), width, f"{' ' * NUMBER}– ")
            yield ""
    if not numbered(digest):
        yield from ("", NOTHING)
    yield from _tables(sheet, width)
    yield ""
    yield from wrapped(sheet.made, width)


def _headed(heading: str, width: int) -> Iterator[str]:
    yield ""
    for line in wrapped(heading, width):
        yield line
        yield "─" * columns(line)


def _under(text: str, width: int) -> Iterator[str]:
    return wrapped(text, width, " " * NUMBER)


def _errata(heading: str, errata: Iterable[Erratum], width: int) -> Iterator[str]:
    for at, erratum in enumerate(errata):
        if not at:
            yield from _headed(heading, width)
        yield from wrapped(corrected(erratum), width, "  – ")


def _tables(sheet: Sheet, width: int) -> Iterator[str]:
    digest = sheet.digest
    if digest.trends:
        yield from _headed("Trending terms", width)
        for trend in digest.trends:
            yield from wrapped(f"{trend.term}: {trend.count}, {per_week(trend.before)} a week before", width, "  – ")
    if digest.newsrooms:
        yield from _headed("Sources", width)
        for one in digest.newsrooms:
            outlet, country, reliability, rights, entries = row_of(one)
            said = (outlet, country, f"reliability {reliability}", rights, entries)
            yield from wrapped(", ".join(said), width, "  – ")
    if terms := terms_of(digest):
        yield from _headed("Terms of use", width)
        for words, numbers in terms:
            yield from wrapped(f"{numbers}: {words}", width, "  – ")
