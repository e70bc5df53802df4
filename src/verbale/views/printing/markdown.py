"""A digest as Markdown (CommonMark with tables as GitHub has them); what is an article's is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_AT_BEGINNING = re.compile(r"^(\d+)([.)])|^([-+=])")


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown."""
    return "\n".join(_lines(sheet)) + "\n"


def escaped(text: str) -> str:
    """A text in which nothing is markup, be it at the beginning of a line."""
    return _AT_BEGINNING.sub(r"\1\\\2\3" if text[:1].isdigit() else r"\\\3", _MARKUP.sub(r"\\\1", text))


def _lines(sheet: Sheet) -> Iterator[str]:
    digest = sheet.digest
    yield f"# {escaped(digest.title)}"
    yield ""
    yield escaped(", ".join(filter(None, (sheet.period, sheet.headed, sheet.known))))
    yield from _errata("Corrected since this edition", sheet.corrected)
    for part in leads(digest):
        yield from _headed(part.heading)
        for note in part.notes:
            yield f"- {escaped(worded(note.told))}{f' — *{escaped(note.cited)}*' if note.cited else ''}"
    yield from _errata("Corrections to earlier editions", sheet.announced)
    for heading, entries in numbered(digest):
        yield from _headed(heading)
        for number, entry in entries:
            yield f"### {number}. {escaped(entry.headline)}"
            yield ""
            yield " · ".join((f"**{escaped(source_of(entry))}**", *map(escaped, details(entry)), *_link(entry.url)))
            for line in beside(entry):
                yield from ("", f"*{escaped(line)}*")
            if entry.synopsis:
                yield from ("", escaped(" ".join(map(worded, entry.synopsis))))
            if entry.takeaways:
                yield from ("", *(f"- {escaped(worded(told))}" for told in entry.takeaways))
            yield ""
    if not numbered(digest):
        yield from ("", NOTHING)
    yield from _tables(sheet)
    yield from ("", "---", "", escaped(sheet.made))


def _headed(heading: str) -> Iterator[str]:
    yield from ("", f"## {escaped(heading)}", "")


def _errata(heading: str, errata: Iterable[Erratum]) -> Iterator[str]:
    for at, erratum in enumerate(errata):
        if not at:
            yield from _headed(heading)
        yield f"- {escaped(corrected(erratum))}"


def _link(url: str | None) -> Iterator[str]:
    if url:
        yield f"<{url.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"


def _tables(sheet: Sheet) -> Iterator[str]:
    digest = sheet.digest
    if digest.trends:
        yield from _headed("Trending terms")
        yield from ("| Term | In this digest | A week before |", "| --- | ---: | ---: |")
        yield from (f"| {escaped(t.term)} | {t.count} | {per_week(t.before)} |" for t in digest.trends)
    if digest.newsrooms:
        yield from _headed("Sources")
        yield from ("| Outlet | Country | Reliability | May be shown | Entries |", "| --- | --- | --- | --- | ---: |")
        for one in digest.newsrooms:
            yield f"| {' | '.join(map(escaped, row_of(one)))} |"
    if terms := terms_of(digest):
        yield from _headed("Terms of use")
        yield from ("| Terms | Entries |", "| --- | ---: |")
        yield from (f"| {escaped(words)} | {numbers} |" for words, numbers in terms)
