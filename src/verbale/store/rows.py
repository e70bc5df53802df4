"""What every store works out in the same way before it keeps anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from verbale.errors import InputError
from verbale.model.evidence import Finding, Reading
from verbale.model.negotiation import Statement
from verbale.model.text import Article
from verbale.model.times import bounds, is_edtf

_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that bound an article's publication, and the one from which it is known."""

    first: date | None
    last: date | None
    known_from: date


def days_of(article: Article, added_on: date) -> Days:
    """Publication from `published`, else from `published_bounds`; known from its last day, else from `added_on`."""
    first, last = _days(article.published)
    if last is None:
        first, last = _days(article.published_bounds)
    return Days(first, last, last or added_on)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What statements are filtered by. `speaker` is folded; `words` joins the content's pieces with `GAP`."""

    speaker: str | None
    party: str | None
    manner: str
    act: str
    issues: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    words: str


GAP = " … "
"""Stands between the pieces of a statement's content where they are joined for searching."""


def statement_row(found: Finding[Statement], reading: Reading, days: Days) -> StatementRow:
    """The row of one statement of a reading."""
    said = found.content
    speaker = next((a.content for a in reading.findings.actors if a.key == said.speaker), None)
    first, last = _days(said.said_on)
    if first is None and last is None:
        first, last = days.first, days.last
    return StatementRow(
        speaker=folded(speaker.name) if speaker else None,
        party=speaker.party if speaker else None,
        manner=said.manner,
        act=said.act,
        issues=tuple(sorted(set(said.issues))),
        first_day=first,
        last_day=last,
        words=GAP.join(reading.article.text[start:end] for start, end in said.content),
    )


def folded(name: str) -> str:
    """A name without case and accents, so that it is found however it is typed."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def require_text(article: Article) -> None:
    """Raise InputError where the article cannot be kept as UTF-8: half a surrogate pair is no character."""
    for field, words in _strings(article):
        half = _HALF_A_PAIR.search(words)
        if half:
            raise InputError(
                f"{_HALF_A_PAIR.sub(_UNKNOWN, article.name)}: character {half.start()} of its {field} is half a "
                "surrogate pair, which is no text; decode it with the encoding it was written in"
            )


def require_own_words(reading: Reading) -> None:
    """Raise InputError where a finding cites words that its article does not have in that place."""
    of = reading.article
    key = of.key
    for found in reading.findings:
        for p in found.passages:
            if not (found.article == p.article == key and p.words and of.text[p.start : p.end] == p.words):
                raise InputError(
                    f"{of.name}: a {found.kind} by {found.observation.annotator or 'an unnamed annotator'} "
                    f"cites words that are not at [{p.start}, {p.end}) of the article"
                )


def _strings(article: Article) -> Iterator[tuple[str, str]]:
    """The strings of an article, each with the name of its field."""
    for field in fields(article):
        value = getattr(article, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield field.name, part


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    """The bounds of a date as days; None for an end that is open, unknown or outside the years 1 to 9999."""
    first, last = bounds(edtf) if edtf and is_edtf(edtf) else (None, None)
    return (_day(first), _day(last))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == len("2015-10-14") else None
