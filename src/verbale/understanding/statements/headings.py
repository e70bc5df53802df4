"""The day on which the words of a page were spoken, as a line above its running text has it.

"Source: Lake Television, 3 May", "(Interview recorded on 3 May)", "Press conference of 3 May". A day of publication
tells of none, and where the line says that the day is not known none is worked out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from verbale.model.text import Article, Span
from verbale.understanding.statements import tables
from verbale.understanding.statements.tables import settings

_LONGEST = 300
_LAST, _SIGNATURE = 3, 10
"""At the end of a document, the lines in which it may be signed, and the longest of these, in words."""
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(r"^[(\[]?(?:(?:the|this|from the|text of the) )?")
_ABOUT = re.compile(r"[“\"?!]")
"""What stands in a headline and in no line that only says when people spoke."""
_BEHIND = 6
"""The most words that such a line has behind its day."""
_TITLE = re.compile(r"[“\"‘][^“”\"‘’]*[”\"’]")
_BULLETS = ("*", "•", "-", "–")
_WEEKDAY = r"(?:\w+day,? )?$"


_PRINTED = (
    r"(?<![\d.])(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})"
    r"|(?<!\d[-–])(?<!\d [-–] )(?<!\d to )(?<!\d and )"
    r"(?P<d3>\d{1,2})(?:st|nd|rd|th)?[ /-]+(?P<n3>MONTH)\b\.?(?:,?[ /-]+(?P<y3>\d{4}))?"
    r"|(?P<n4>\bMONTH)\.? (?P<d4>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y4>\d{4}))?(?!\d|,\d| ?[-–] ?\d{1,2}\b))(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says of when the words in a stretch of the text were spoken: a day, or that nobody knows (None)."""

    day: str | None
    start: int
    end: int


def headings_of(article: Article, *, is_talk: bool) -> tuple[Heading, ...]:
    """What the lines beside the running text say of when its words were spoken.

    `is_talk`: whether the page is one talk, an interview or a briefing. Of any other page only a line counts that names
    its source, stands in brackets or is about a talk and nothing else: "Envoys spoke on 3 May" is a headline.
    """
    found = list[Heading]()
    for line, stands_aside in _lines(article):
        if (is_talk or stands_aside) and (told := _told(article, line)) is not None:
            reach = _reach(article, line)
            found += [Heading(told or None, *reach)] if not any(h.start == reach[0] for h in found) else []
    return tuple(found)


def _reach(article: Article, line: Span) -> Span:
    """The whole text for a line above or below it; for one inside it, or in a digest, as far as no line parts it."""
    paragraphs = article.paragraphs
    behind = [p for p in paragraphs if p[0] >= line[1]]
    if not behind or (behind[0] == paragraphs[0] and article.kind != "digest"):
        return 0, len(article.text)
    end = behind[0][1]
    for start, last in behind[1:]:
        if article.text[end:start].strip():
            break
        end = last
    return behind[0][0], end


def signed_on(article: Article) -> str | None:
    """The day with which a document is signed in its last lines: "Geneva, 3 May 2023"."""
    for start, end in [m.span() for m in _LINE.finditer(article.text) if m[0].strip()][-_LAST:]:
        words = article.text[start:end]
        if len(words.split()) > _SIGNATURE or not any(c.isdigit() for c in words):
            continue
        for (_, last), day in days_in(article, (start, end)):
            if not words[last - start :].strip(" .)") and not _is_ahead(day, article):
                return day
    return None


def days_in(article: Article, line: Span) -> Iterator[tuple[Span, str]]:
    """The days that a line prints, with their places, as EDTF; where one has no year it is the last day past."""
    for match in _printed().finditer(article.text, *line):
        told = {key: value for key, value in match.groupdict().items() if value}
        form = next(key[1] for key in told if key[0] == "d")
        name = told.get("n" + form, "").lower()
        month = int(told.get("m" + form, 0)) or next(n for n, m in enumerate(_months(), 1) if m[:3] == name[:3])
        edtf = _edtf(told.get("y" + form), month, int(told["d" + form]), article.published)
        if edtf is not None:
            yield match.span(), edtf


def _months() -> list[str]:
    return [str(name) for name in tables.toml("settings")["headings"]["months"]]


@cache
def _printed() -> re.Pattern[str]:
    names = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _months()).replace("sep(?:tember)?", "sept?(?:ember)?")
    capital = f"(?=[A-Z])(?i:{names})"  # no march of 5,000, no "may"
    return re.compile(_PRINTED.replace("MONTH", capital))


def _edtf(year: str | None, month: int, day: int, published: str | None) -> str | None:
    near = published[:4] if published and published[:4].isdigit() else None
    try:
        date(int(year or near or 2000), month, day)
    except ValueError:
        return None
    if year or near is None:
        return f"{year or 'XXXX'}-{month:02}-{day:02}"
    told = f"{near}-{month:02}-{day:02}"
    return told if published is None or told <= published else f"{int(near) - 1}-{told[5:]}"


def _is_ahead(day: str, article: Article) -> bool:
    return article.published is not None and "X" not in day + article.published and day > article.published


def _lines(article: Article) -> Iterator[tuple[Span, bool]]:
    """The lines beside the running text, with those of it that are about a talk, and whether each is no headline.

    Of the running text these are what stands in brackets, and its first or last paragraph where a talk was aired.
    """
    paragraphs = article.paragraphs
    edges, starts = {p[0] for p in (*paragraphs[:1], *paragraphs[-1:])}, [p[0] for p in paragraphs]
    for match in _LINE.finditer(article.text):
        words = match[0].strip(" \t\r").lower()
        talk = _opens("held", words) or _opens("spoken", words)
        bracketed = talk and words[:1] in "([" and words[-1:] in ")]"
        within = bisect_right(starts, match.start() + 1) - 1
        inside = within >= 0 and match.start() + 1 < paragraphs[within][1]
        beside = not inside or (match.start() in edges and _any("aired").search(words) is not None)
        if words and len(words) <= _LONGEST and (bracketed or beside):
            about = talk and beside and _ABOUT.search(words) is None
            yield match.span(), bracketed or about or _opens("sources", words)


def _opens(kind: str, words: str) -> bool:
    return bool(_any(kind).match(_OPENING.sub("", words)))


def _told(article: Article, line: Span) -> str | None:
    """The day that a line gives, "" where it says that it gives none, None where it tells nothing of it."""
    words = article.text[slice(*line)].lower()
    if _any("undated").search(words):
        return ""
    if not any(c.isdigit() for c in words):
        return None
    if not any(_any(kind).search(words) for kind in ("spoken", "held", "sources")):
        return None
    if words.lstrip().startswith(_BULLETS) or _any("pictures").search(words) or _any("ahead").search(words):
        return None
    for (start, end), day in days_in(article, line):
        short = len(words[end - line[0] :].split()) <= _BEHIND
        if short and not _is_ahead(day, article) and _is_spoken(article.text[line[0] : start]):
            return day
    return None


def _is_spoken(before: str) -> bool:
    """Whether what stands before a day in its line says that people spoke on it.

    Not on a day that is another's: "statement on the fire of 3 May", "the captain rescued on 3 May", "her book was
    broadcast on 3 May", "Source: Radio, data of 3 May".
    """
    clause = re.split(r"[;.|·•]\s", before)[-1]
    if printed := _last("printed", clause):
        clause = clause[printed.end() :]
    if (heard := _last("heard", before)) and _opens("sources", before.lower()):
        behind = _TITLE.sub("", before[heard.end() :])
        return re.search(r"\b(?!on\b|in\b|at\b|gmt\b)[a-z]", behind) is None
    on = next((m for w in settings("headings", "on") if (m := re.search(rf"\b{w} {_WEEKDAY}", clause.lower()))), None)
    leading = clause[: on.start()] if on is not None else clause
    whole_days = settings("headings", "held") | settings("headings", "parts")
    whole = on is None or on[0].startswith("on ") or not {*leading.lower().split()[-1:]}.isdisjoint(whole_days)
    if aired := _last("spoken", clause):
        told, behind = clause[: aired.start()], clause[aired.end() :]
        passive = re.search(r"\b(?:was|were|been) $", told) and not _last("held", told)
        of_it = not _tells_of_another(re.split(r"[,(:–—]", told)[-1]) and not _tells_of_another(behind, "on")
        return of_it and whole and not passive
    return on is not None and whole and bool(_last("held", leading)) and not _tells_of_another(leading)


def _last(kind: str, words: str) -> re.Match[str] | None:
    return next(reversed(list(_any(kind).finditer(words.lower()))), None)


def _tells_of_another(words: str, but: str = "") -> bool:
    """Whether words before a day tell what is talked about or what else was done: "on the fire", "rescued"."""
    told, about = words.strip("([").split(), settings("headings", "about") - {but}
    nouns = settings("headings", "held") | settings("headings", "texts")
    for i, word in enumerate(told):
        of = next((w for w in told[i + 1 :] if w.lower() not in ("the", "a", "an")), "")
        own = word == "of" and i > 0 and told[i - 1].lower() in nouns
        if word.lower() in about and of[:1].islower() and not own:
            return True
        if word in settings("headings", "besides") or (word.islower() and word.endswith("ed")):
            return True
    return False


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(settings("headings", kind)))) + r")\b")
