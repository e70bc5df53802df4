"""Pages of press text: what of a page is furniture and what is the article.

`article` reads a page with its furniture; `plain_article` takes a text that has none. Both keep offsets into the text
as given. On forms never seen the page degrades to title and body, everything else unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.errors import InputError
from verbale.model.text import Article, Basis, Dateline, Span
from verbale.reading.datelines import Filed
from verbale.reading.dates import WEEKDAY, PageDate, day_in_address, inferred_year, latest_year, page_dates, year_near
from verbale.reading.genre import kind_of, kind_of_text
from verbale.reading.headers import HeaderLine
from verbale.reading.lines import blocks_of, trimmed
from verbale.reading.outlets import as_called, outlet_called
from verbale.reading.pieces import Piece
from verbale.reading.sheets import without_markup
from verbale.reading.tables import words
from verbale.reading.zones import Zones, zones_of

_SHORT_NOTE = 40
_TAG = re.compile(r"[.!?…”\"’']\s*\(([A-Z][\w./ -]{1,24})\)\s*(?:\n|$)")
_LONGEST_TAG = 40
_BEHIND_COMMA = re.compile(rf", (?:{WEEKDAY},? )?$", re.IGNORECASE)
LONGEST = 1_000_000
"""Characters; a longer text is no article."""
MOST_LINES = 50_000


def article(name: str, text: str, given_date: str | None = None, url: str | None = None) -> Article:
    """The article on a page of text with its furniture.

    `name` is the input's name as given; `given_date` an EDTF day handed over with the text; `url` the page's address.
    Raises InputError where the text is empty, too long, or holds no running text.
    """
    _check(name, text)
    zones = zones_of(without_markup(text))
    page = _told(zones)
    paragraphs = _without_writer(text, _paragraphs(text, zones), page.byline)
    if not paragraphs:
        raise InputError(
            f"{name} holds no running text, only a style sheet, comments or page furniture; give the article itself"
        )
    filed = zones.filed
    body = text[paragraphs[0][0] : paragraphs[-1][1]]
    when = _published(page, filed, body, given_date, url or name)
    place = Dateline(filed.place, _dated(filed.date, body, when.day)) if filed and (filed.place or filed.date) else None
    closing = _closing_wire(text[paragraphs[-1][1] - 1 : paragraphs[-1][1] + _LONGEST_TAG])
    outlet = page.outlet or (filed.outlet if filed else None) or page.source or closing
    title = text[_title_start(text, zones) : zones.title.end] if zones.title else None
    return Article(
        name=name,
        text=text,
        title=re.sub(r"\s+", " ", title) if title else None,
        section=page.section,
        published=when.day,
        published_basis=when.basis,
        published_bounds=when.bounds,
        given_date=given_date,
        outlet=as_called(outlet) if outlet else None,
        page=page.page,
        credit=page.credit,
        byline=page.byline,
        dateline=place,
        dateline_span=zones.dateline_span if place else None,
        abridged=zones.abridged or page.abridged,
        kind=kind_of(title, page.section, tuple(p.text for p in zones.header))
        or kind_of_text(text[s:e] for s, e in paragraphs),
        synopsis=zones.synopsis,
        paragraphs=paragraphs,
        url=url,
    )


def plain_article(name: str, text: str, given_date: str | None = None, url: str | None = None) -> Article:
    """The article whose running text is `text`, without furniture; raises InputError as `article` does."""
    _check(name, text)
    paragraphs = tuple((b.start, b.end) for b in blocks_of(text, lambda _: False))
    if not any(c.isalnum() for c in text):
        raise InputError(f"{name} holds no words; give the article itself")
    basis: Basis = "stated" if given_date else "unknown"
    return Article(
        name=name,
        text=text,
        published=given_date,
        published_basis=basis,
        given_date=given_date,
        paragraphs=paragraphs,
        url=url,
    )


def _check(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise InputError(f"{name} has {len(text):,} characters, more than {LONGEST:,}; give one article at a time")
    if text.count("\n") > MOST_LINES:
        raise InputError(f"{name} has more than {MOST_LINES:,} lines; give one article at a time")
    start, end = trimmed(text, 0, len(text))
    if start == end:
        raise InputError(f"{name} is empty; give a file that holds an article")


def _closing_wire(behind: str) -> str | None:
    """The agency in brackets behind the last sentence or right below it: "… on Monday. (AP)"."""
    tag = _TAG.match(behind)
    known = outlet_called(tag[1]) if tag else None
    return known.name if known else None


def _title_start(text: str, zones: Zones) -> int:
    """Where the headline begins: with the line above where it goes on: "Communiqué | of the two Ministers".

    Above must stand what names a document, and no paper, section or writer: "Opinion | iPhone tolls rise".
    """
    title = zones.title
    if title is None or title.text.split(" ", 1)[0] not in words("small_words"):
        return title.start if title else 0
    above = [p for p in zones.header if p.end < title.start and p.text[:1].isupper()]
    goes_on = above and kind_of(above[-1].text) and text[above[-1].end : title.start].strip(" ") == "\n"
    return above[-1].start if goes_on else title.start


@dataclass(frozen=True, slots=True)
class _Told:
    """What the header lines of a page tell together."""

    section: tuple[str, ...]
    dates: tuple[PageDate, ...]
    outlet: str | None
    source: str | None
    page: str | None
    credit: str | None
    byline: str | None
    abridged: bool


def _told(zones: Zones) -> _Told:
    lines = [p.line for p in zones.header if p.line]
    heading = _dates_in_title(zones.title)
    sections = [s for line in lines for s in line.sections]
    kept = tuple(dict.fromkeys(sections))
    if all(s.casefold() in words("idle_sections") for s in kept):
        kept = ()
    below = [p.line for p in zones.footer if p.line]
    papers = next((line for line in [*lines, *below] if line.bullet and line.outlets), None)
    issue = next((line for line in lines if line.dates and line.outlets and (line.page or line.clock)), None)
    dates = tuple(d for line in ([issue] if issue else lines) for d in line.dates)
    footer = tuple(d for line in below for d in line.dates)
    return _Told(
        section=kept,
        dates=dates or heading or footer,
        outlet=", ".join(papers.outlets) if papers else next((o for line in lines for o in line.outlets[:1]), None),
        source=next((line.source for line in [*lines, *below] if line.source), None),
        page=next((line.page for line in [*lines, *below] if line.page), None),
        credit=next((line.credit for line in lines if line.credit), None),
        byline=next((line.byline for line in lines if line.byline), None) or _signed(lines),
        abridged=any(line.abridged for line in lines),
    )


def _dates_in_title(title: Piece | None) -> tuple[PageDate, ...]:
    """The day in the headline of a digest or a document, or behind a comma at its end: "…, Lima, Monday 3 May 2021"."""
    if title is None:
        return ()
    found = tuple(page_dates(title.text))
    if kind_of(title.text) in ("digest", "news"):
        return found
    return tuple(
        d for d in found[-1:] if d.year and d.end == len(title.text) and _BEHIND_COMMA.search(title.text[: d.start])
    )


def _signed(lines: list[HeaderLine]) -> str | None:
    """Writers named without "By", as in "Mia Holt | 03.11.2021"."""
    names = [name for line in lines for name in line.names]
    return ", ".join(names) or None


@dataclass(frozen=True, slots=True)
class _When:
    day: str | None
    basis: Basis
    bounds: str | None = None


def _published(page: _Told, filed: Filed | None, body: str, given: str | None, address: str) -> _When:
    """The publication date: printed, given, filed, or in the page's address, in this order."""
    printed = sorted(page.dates, key=lambda d: (d.revised, d.year is None))
    in_address = day_in_address(address)
    near = given or (in_address[0] if in_address else None)
    if printed:
        return _when(printed[0], body, near, "stated")
    if given:
        return _When(given, "stated")
    if filed and filed.date:
        return _when(filed.date, body, near, "stated" if filed.alone else "inferred")
    if in_address:
        return _When(in_address[0], "inferred", in_address[1])
    return _When(None, "unknown")


def _when(day: PageDate, body: str, near: str | None, basis: Basis) -> _When:
    """The day; where its year is guessed or unknown also its bounds, from the latest year of which the text tells."""
    dated = _dated(day, body, near)
    if day.year or dated is None or day.day is None or year_near(day.month, day.day, near):
        return _When(dated, basis)
    guessed = not dated.startswith("XXXX")
    earliest = latest_year(body, named=not guessed)
    bounds = f"{PageDate(0, 0, earliest, day.month, day.day).edtf}/.." if earliest else None
    return _When(dated, "inferred" if guessed else basis, bounds)


def _dated(day: PageDate | None, body: str, near: str | None) -> str | None:
    """`day` as EDTF, its year found where the page leaves it out and the text or a day near it settles it."""
    if day is None or day.year or day.day is None:
        return day.edtf if day else None
    year = year_near(day.month, day.day, near) or inferred_year(day.month, day.day, body)
    return PageDate(day.start, day.end, year, day.month, day.day).edtf


def _paragraphs(text: str, zones: Zones) -> tuple[Span, ...]:
    spans = [trimmed(text, piece.body_start, piece.end) for piece in zones.body]
    return tuple((s, e) for s, e in spans if any(c.isalnum() for c in text[s:e]))


def _without_writer(text: str, paragraphs: tuple[Span, ...], byline: str | None) -> tuple[Span, ...]:
    """The paragraphs without a first or last one that tells who the writer is: "Ms. Holt is a fellow of ..."."""
    if byline is None or len(paragraphs) < 2:
        return paragraphs
    whole = re.split(r", | and ", byline)
    titled = [rf"{title}. {name.split()[-1]}" for title in ("Mr", "Ms", "Mrs", "Dr") for name in whole]
    names = "|".join(re.escape(name) for name in [*whole, *titled])
    about = re.compile(
        rf"\W*(?:{names})(?:, .{{3,80}},)? (?:is|are|was|teaches|writes|serves|has been|covers) ", re.IGNORECASE
    )
    if about.match(text, *paragraphs[0]) and len(text[slice(*paragraphs[0])].split()) < _SHORT_NOTE:
        paragraphs = paragraphs[1:]
    return paragraphs[:-1] if about.match(text, *paragraphs[-1]) else paragraphs
