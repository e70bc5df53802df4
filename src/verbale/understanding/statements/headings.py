"""The day on which the words of a page were spoken, as a line above its running text has it.

"Source: Lake Television, 3 May", "(Interview recorded on 3 May)", "Press conference of 3 May". A day of publication
tells of none, and where the line says that the day is not known none is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from verbale.model.text import Article, Span
from verbale.understanding.statements.tables import settings
from verbale.understanding.times.printed import days_in

_LONGEST = 300
_LAST, _SIGNATURE = 3, 10
"""At the end of a document, the lines in which it may be signed, and the longest of these, in words."""
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"^[(\[]?(?:(?:the|this|from the|text of the) )?")
_BULLETS = ("*", "•", "-", "–")
_DAY = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d")
_WEEKDAY = r"(?:\w+day,? )?$"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines round a page say of when its words were spoken: a day, or that nobody knows (None)."""

    day: str | None


def heading_of(article: Article, *, is_talk: bool) -> Heading | None:
    """What the lines round the page say of when its words were spoken; None where they do not say.

    `is_talk`: whether the page is one talk, an interview or a briefing. Of any other page only a line that names its
    source or stands in brackets counts: "Envoys spoke on 3 May" is a headline.
    """
    found = (_told(article, line) for line, stands_aside in _lines(article) if is_talk or stands_aside)
    return next((told for told in found if told is not None), None)


def signed_on(article: Article) -> str | None:
    """The day with which a document is signed in its last lines: "Geneva, 3 May 2023"."""
    for start, end in [m.span() for m in _LINE.finditer(article.text) if m[0].strip()][-_LAST:]:
        words = article.text[start:end]
        if len(words.split()) > _SIGNATURE or not any(c.isdigit() for c in words):
            continue
        for (_, last), day in days_in(article, (start, end)):
            if _DAY.fullmatch(day) and not words[last - start :].strip(" .)") and not _is_ahead(day, article):
                return day
    return None


def _is_ahead(day: str, article: Article) -> bool:
    return article.published is not None and "X" not in day + article.published and day > article.published


def _lines(article: Article) -> Iterator[tuple[Span, bool]]:
    """The lines above the running text, those in brackets that are about a talk, and whether it is no headline."""
    above = article.paragraphs[0][0] if article.paragraphs else 0
    for match in _LINE.finditer(article.text):
        words = match[0].strip(" \t\r").lower()
        bracketed = words[:1] in "([" and words[-1:] in ")]" and _opens("held", words) | _opens("spoken", words)
        if len(words) <= _LONGEST and words and (match.end() <= above or bracketed):
            yield match.span(), match.end() <= above and (bracketed or _opens("sources", words))


def _opens(kind: str, words: str) -> bool:
    return bool(_any(kind).match(_OPENING.sub("", words)))


def _told(article: Article, line: Span) -> Heading | None:
    words = article.text[slice(*line)].lower()
    if _any("undated").search(words):
        return Heading(None)
    if not any(c.isdigit() for c in words) and "day" not in words:
        return None
    if words.lstrip().startswith(_BULLETS) or _any("pictures").search(words) or _any("ahead").search(words):
        return None
    for (start, _), time in days_in(article, line):
        day = time.partition("T")[0]
        if _DAY.fullmatch(day) and not _is_ahead(day, article) and _is_spoken(words[: start - line[0]]):
            return Heading(day)
    return None


def _is_spoken(before: str) -> bool:
    """Whether what stands before a day in its line says that people spoke on it."""
    clause = re.split(r"[;.|·•]\s|\bpublished\b|\bprinted\b|\bposted\b", before)[-1]
    words, on = _any("spoken"), settings("headings", "on")
    held = _any("held").search(clause) and any(re.search(rf"\b{w} {_WEEKDAY}", clause) for w in on)
    return bool(words.search(clause) or held or (_opens("sources", before) and _any("heard").search(before)))


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(settings("headings", kind)))) + r")\b")
