"""Datelines: where, when and by which wire a dispatch was filed, at the head of its first paragraph.

Newspaper form `WASHINGTON – `; wire forms `VIENNA, Nov 3 (Reuters) - `, `TOKYO, February 7. /TASS/. `,
`MOSCOW, November 3 – RIA Novosti. `, `YEREVAN, NOVEMBER 3, ARMENPRESS. `, `LIMA (Andina - 3rd November, 2021) `;
a place alone on its line (`ANKARA`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.reading.dates import MONTH, WEEKDAY, PageDate, page_dates
from verbale.reading.lines import TERMINAL
from verbale.reading.outlets import looks_like_outlet, outlet_called, outlet_name
from verbale.reading.tables import words

_WORD = r"(?:(?:St|Ft|Mt)\. )?[A-ZÀ-ÞİŞĞČŠŽ](?:[\w'’]|-(?!-))*(?:\.[A-Z]\.?)*"
_PLACE = rf"{_WORD}(?: (?:(?:de|del|of|el|al|la|the|and) )?{_WORD}){{0,3}}"
_PLACES = rf"(?P<place>{_PLACE}(?:\s?/\s?{_PLACE}){{0,2}}(?:, (?!(?i:{MONTH.format('x')})\b){_PLACE}\.?){{0,2}})"
_MONTH_DAY = rf"(?:{MONTH.format('a')} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH.format('b')})"
_DAY = rf"(?:{WEEKDAY},? )?{_MONTH_DAY}(?:(?:,? | ?/)(?:19|20)\d\d)?"
_DATE = rf"(?P<date>(?i:{_DAY})|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d)"
_TAG = r"(?:\((?P<paren>[^()\n]{2,40})\)|/(?P<slash>[^/\n]{2,30})/|\[(?P<square>[^\[\]\n]{2,30})\])"
_DASH = r"(?:-{1,3}|_{1,2}|[–—―:]|\.\s?[–—-])"
_WIRE = r"(?P<wire>[A-Z][\w-]+(?: [A-Z]\w+){0,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACES}(?:[.,]|\s)\s*{_DATE}\.?,?\s*{_TAG}[.,]?\s*{_DASH}?\s*",
        rf"{_PLACES}[.,]?\s*{_TAG}[.,]?\s*(?:{_DASH}|(?<=/\.))\s*",
        rf"{_PLACES}\s*\((?P<paren>[^()\n]{{2,40}}?)\s*[,–—-]\s*{_DATE}\)[.,]?\s*{_DASH}?\s*",
        rf"{_TAG}\s*{_DASH}\s*{_PLACES}[.,]\s*{_DATE}\.?,?\s*{_DASH}\s*",
        rf"{_DATE}\.?\s*{_TAG}[.,]?\s*{_DASH}?\s*",
        rf"{_PLACES}[.,]\s*{_DATE}\.?,?\s*(?:{_DASH}\s*)?{_WIRE}\s*(?:[.:]\s+|{_DASH}\s*)",
        rf"{_PLACES}[.,]\s*{_DATE}\.?,?\s*{_DASH}\s*",
        rf"{_PLACES}\s*{_DASH}\s*{_DATE}\.?\s*{_DASH}\s*",
        rf"{_TAG}\s*{_DASH}\s*",
        r"\((?P<network>[A-Z]{2,7})\)\s*",
        rf"{_PLACES}\s*(?P<dash>{_DASH})\s*",
        rf"{_PLACES}(?:[.,]|\s)\s*{_DATE}(?P<alone>\.?)$",
    )
)
_LONGEST = 130
_SHORTEST_LEAD, _SHORTEST_WIRE = 6, 4
_SMALL_SHARE = 4
"""One word in so many at least begins with a small letter in a sentence."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline of `length` characters at the head of a paragraph; `date` is as printed, `outlet` the wire's name."""

    length: int
    place: str | None
    date: PageDate | None
    outlet: str | None
    alone: bool = False
    """It is a line of its own that says where and when, as communiqués and newspapers print it."""


def dateline_of(paragraph: str) -> Filed | None:
    """The dateline at the head of `paragraph`, else None."""
    head = paragraph[:_LONGEST]
    for form in _FORMS:
        match = form.match(head)
        if match and (filed := _filed(match, paragraph)):
            return filed
    return None


def _filed(match: re.Match[str], paragraph: str) -> Filed | None:
    found = match.groupdict()
    rest, length = paragraph[match.end() :], match.end()
    place, day = found.get("place"), found.get("date")
    tag = found.get("paren") or found.get("slash") or found.get("square")
    sure = found.get("wire") or found.get("network")
    outlet = _wire(tag) if tag else outlet_name(sure) if sure else None
    if found.get("wire") and place and day and str(sure).isupper() and len(str(sure)) >= _SHORTEST_WIRE:
        outlet = outlet or sure  # "TOLAN, 5 May. LAKINFORM. "
    if tag and day and not place and outlet == tag and _is_place(tag, False, None):
        place, outlet = tag, None  # "November 3, 2021 (KHARTOUM) – "
    elif (tag or sure) and outlet is None:
        return None
    if rest and not outlet and (known := outlet_called(rest)):
        if place and outlet_called(place) == known:
            return None  # an agency by both of its names: "IRNA - Islamic Republic News Agency"
        rest, outlet, length = "", known.name, len(paragraph)  # "ANKARA - Anadolu Agency", on a line of its own
    if not rest and not (place and (day or outlet)):
        return None
    if rest and not (rest[0].isupper() or rest[0] in "\"'“‘«(„[" or rest[0].isdigit()):
        return None
    bare = found.get("alone") is not None
    if place and not (_is_city(place) if bare else _is_place(place, bool(day or outlet), found.get("dash"))):
        return None
    if found.get("dash") and not outlet and not _runs_on(rest):
        return None
    return Filed(length, place, next(page_dates(day), None) if day else None, outlet, bool(day and place and not rest))


def _runs_on(rest: str) -> bool:
    """Whether words behind a bare place and dash are a sentence: "NORLAND – SUDRIA" is no dispatch from Norland."""
    behind = rest.split()
    small = sum(word[0].islower() for word in behind) * _SMALL_SHARE >= len(behind)
    return (small and len(behind) >= _SHORTEST_LEAD) or bool(TERMINAL.search(rest))


def _is_city(place: str) -> bool:
    """Whether a line's place is known ("London and Haven", "Haven, Norland") or one word, as few writers' names are."""
    known = any(p.strip().casefold() in words("places") for p in re.split(r",| and |/", place))
    if known or " " in place or re.fullmatch(WEEKDAY, place, re.IGNORECASE):
        return known
    return not _is_no_place(place) and not outlet_name(place) and place.casefold() not in words("sections")


def _wire(tag: str) -> str | None:
    tag = re.sub(r"(?i)\b(exclusive|news agency)$", "", tag.strip()).strip()
    name = tag.split("/")[0].split(",")[0].strip()
    named = outlet_name(tag) or outlet_name(name)
    proper = looks_like_outlet(name) and len(name.split()) < 5
    return named or (name if proper or re.fullmatch("[a-z]{2,5}", name) else None)


def _is_no_place(word: str) -> bool:
    return word.upper() in {w.upper() for w in words("not_places")}


def _is_place(place: str, sure: bool, dash: str | None) -> bool:
    """Whether the words before a dash name a place: known, or in capitals, or made sure by a date or wire beside."""
    first = place.split(",")[0].strip()
    if _is_no_place(first):
        return False
    if sure:
        return len(first.split()) <= 4
    city = re.split(r"\s?/\s?", first)[0].removesuffix(".")
    known = city.casefold() in words("places")
    capitals = first.upper() == first and len(first) > 3
    if dash == ":":
        return known or (capitals and place == first and " " not in first)
    return known or capitals


def place_alone(line: str) -> bool:
    """Whether `line` is nothing but a place in capitals that is known, as some agencies print it above the text."""
    parts = [p.strip() for p in re.split(r"/|,", line)]
    return bool(parts) and line.upper() == line and all(p.casefold() in words("places") for p in parts)
