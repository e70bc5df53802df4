"""Exports of press archives, many articles in one text file: LexisNexis (both generations) and Factiva.

Their fields are named lines. Each article is one slice of the file, and offsets count in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from verbale.errors import InputError
from verbale.model.text import Article, Dateline, Span
from verbale.reading.dates import PageDate, page_dates
from verbale.reading.genre import kind_of, kind_of_text
from verbale.reading.lines import blocks_of, lines_of, trimmed
from verbale.reading.outlets import outlet_called
from verbale.reading.pages import LONGEST
from verbale.reading.tables import patterns

_NEXIS = re.compile(r"^[ \t]*(?:Document[ \t]+)?\d+ of \d+ DOCUMENTS?[ \t]*\r?$|^[ \t]*End of Document[ \t]*\r?$", re.M)
_NEXIS_FIELD = re.compile(r"^[ \t]*([A-Z][A-Za-z-]{3,20}):(.*)$|^[ \t]*(Body)[ \t]*\r?$", re.MULTILINE)
_LEADING = {"byline", "section", "length", "dateline", "highlight", "series", "column", "body"}
_TRAILING = re.compile(
    r"^[ \t]*(?:(?:LOAD-DATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|CORRECTION-DATE|JOURNAL-CODE):"
    r"|(?:Load-Date|Language|Graphic|Publication-Type|Subject|Classification)\b:?|Copyright\b|All Rights Reserved)",
    re.MULTILINE,
)
_PAGE = re.compile(r"\bPg?\.?\s*([A-Z]?\d[\w-]*)", re.IGNORECASE)
_CODES = "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPD IPC PUB CLM ART AN"
_FACTIVA_FIELD = re.compile(rf"^({'|'.join(_CODES.split())})(?:[ \t]+(?=\S)|[ \t]*\r?$)", re.MULTILINE)
_DISPLAYED_END = re.compile(r"^[ \t]*Document [A-Z][A-Z0-9]{2,7}0{4}\d{8}\w{2,14}[ \t]*\r?$", re.MULTILINE)
"""How Factiva ends an article that it shows without its codes: the accession number on a line of its own."""
_COUNT = re.compile(r"^[ \t]*\d[\d,]{0,6} words[ \t]*\r?$", re.MULTILINE)
_RIGHTS = re.compile(r"^[ \t]*(?:Copyright|\(c\)|©).*$|^[ \t]*English[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_OWNED = re.compile(
    r"^[ \t]*(?:Copyright\b|\(c\)[ \t]*(?:19|20)\d\d|©).{0,200}$|^[ \t]*All Rights Reserved\b.{0,40}$", re.M | re.I
)
_CLOCK = re.compile(r"\d{1,2}:\d\d.{0,8}")
_LONGEST_HEAD = 600
_LONGEST_LINE = 10
"""Words; a line of the date or the outlet has no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the fields of one article say; `body` are the slices of running text."""

    title: str | None
    published: PageDate | None
    outlet: str | None
    section: tuple[str, ...] = ()
    page: str | None = None
    byline: str | None = None
    place: str | None = None
    terms: str | None = None
    body: tuple[Span, ...]


def is_export(text: str) -> bool:
    """Whether a text is such an export."""
    return bool(_NEXIS.search(text)) or _is_factiva(text) or _is_displayed(text)


def exported_articles(name: str, text: str) -> Iterator[Article | InputError]:
    """The articles of an export, each named by its number; an InputError for one without running text."""
    documents, told = next(form for is_form, form in _FORMS if is_form(text))
    for number, document in enumerate(documents(text), 1):
        where = f"{name}, document {number}"
        if len(document) > LONGEST:
            yield InputError(
                f"{where} has {len(document):,} characters, more than {LONGEST:,}; give one article at a time"
            )
            continue
        found = _article(where, document, told(document))
        yield found or InputError(f"{where} holds no running text; export it again in full")


def _article(name: str, text: str, told: _Told) -> Article | None:
    spans = tuple(
        (start + block.start, start + block.end)
        for start, end in told.body
        for block in blocks_of(text[start:end], lambda _: False)
        if not any(p.fullmatch(text[start + block.start : start + block.end]) for p in patterns("dropped"))
    )
    if not spans:
        return None
    day = told.published.edtf if told.published else None
    known = outlet_called(told.outlet) if told.outlet else None
    return Article(
        name=name,
        text=text,
        title=told.title,
        section=told.section,
        published=day,
        published_basis="stated" if day else "unknown",
        outlet=known.name if known else told.outlet,
        page=told.page,
        byline=told.byline,
        dateline=Dateline(told.place, None) if told.place else None,
        kind=kind_of(told.title, told.section) or kind_of_text(text[s:e] for s, e in spans),
        paragraphs=spans,
        extracted=True,
        terms=told.terms,
    )


def _nexis(text: str) -> Iterator[str]:
    """The documents between the lines that count them or end them."""
    cuts = [0, *(m.end() for m in _NEXIS.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        document = _NEXIS.sub("", text[start:end]).strip("\ufeff\r\n")
        if len(document.split()) > _LONGEST_LINE:
            yield document


def _nexis_told(text: str) -> _Told:
    fields = {
        (m[1] or m[3]).lower(): ((m[2] or "").strip(), m.start(), m.end())
        for m in reversed(list(_NEXIS_FIELD.finditer(text)))
        if (m[1] or m[3]).lower() in _LEADING
    }
    head = min((start for _, start, _ in fields.values()), default=0)
    first = max((end for _, _, end in fields.values()), default=0)
    tail = _TRAILING.search(text, first)
    section, _, _ = fields.get("section", ("", 0, 0))
    title, outlet, day = _nexis_head(text[:head])
    page = _PAGE.search(section)
    return _Told(
        title=title,
        published=day,
        outlet=outlet,
        section=tuple(p.strip() for p in section.split(";") if p.strip() and not _PAGE.match(p.strip()))[:1],
        page=page[1] if page else None,
        byline=_writer(fields.get("byline", ("", 0, 0))[0]),
        place=fields.get("dateline", ("", 0, 0))[0] or None,
        terms=_terms(text),
        body=((first, tail.start() if tail else len(text)),),
    )


def _nexis_head(head: str) -> tuple[str | None, str | None, PageDate | None]:
    """Title, outlet and day: the outlet stands over the day, the title under it or, in the new form, over both."""
    lines = [head[b.start : b.end] for b in lines_of(head)]
    lines = [line for line in lines if not _TRAILING.match(line)]
    dated = next((n for n, line in enumerate(lines) if _day(line) and len(line.split()) <= _LONGEST_LINE), None)
    if dated is None:
        return (lines[0] if lines else None), None, None
    edition = re.compile(r".{0,40}\bedition\b.{0,20}", re.IGNORECASE)
    after = [line for line in lines[dated + 1 :] if not edition.fullmatch(line)]
    title = " ".join(after) or (" ".join(lines[: dated - 1]) if dated > 1 else None)
    outlet = re.sub(r"(?<!\s)\s*\([^()]*\)$", "", lines[dated - 1]) if dated else None
    return title, outlet, _day(lines[dated])


def _day(line: str) -> PageDate | None:
    return next((d for d in page_dates(line) if d.year), None)


def _writer(byline: str) -> str | None:
    name = re.sub(r"^by\s+", "", byline.strip(), flags=re.IGNORECASE)
    return re.split("[;,]", name)[0].strip() or None


def _is_factiva(text: str) -> bool:
    found = {m[1] for m in _FACTIVA_FIELD.finditer(text[:20_000])}
    return {"HD", "PD", "SN"} <= found and bool(found & {"LP", "TD"})


def _factiva(text: str) -> Iterator[str]:
    """The documents; each ends with its accession number."""
    start = 0
    for match in _FACTIVA_FIELD.finditer(text):
        if match[1] == "AN":
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            yield text[start:end].strip("\ufeff\r\n")
            start = end
    if _is_factiva(text[start:]):
        yield text[start:].strip("\ufeff\r\n")


def _factiva_told(text: str) -> _Told:
    matches = list(_FACTIVA_FIELD.finditer(text))
    ends = [m.start() for m in matches[1:]] + [len(text)]
    fields = {m[1]: trimmed(text, m.end(), end) for m, end in zip(matches, ends, strict=True)}
    said = {code: " ".join(text[start:end].split()) for code, (start, end) in fields.items()}
    return _Told(
        title=said.get("HD") or None,
        published=_day(said.get("PD", "")),
        outlet=said.get("SN") or None,
        section=(said["SE"],) if said.get("SE") else (),
        page=said.get("PG") or None,
        byline=_writer(said.get("BY", "")),
        terms=said.get("CY") or None,
        body=tuple(fields[code] for code in ("LP", "TD") if code in fields and fields[code][0] < fields[code][1]),
    )


def _is_displayed(text: str) -> bool:
    return bool(_DISPLAYED_END.search(text) and _COUNT.search(text))


def _displayed(text: str) -> Iterator[str]:
    """The documents that are shown without codes; each ends with its accession number."""
    start = 0
    for match in _DISPLAYED_END.finditer(text):
        yield text[start : match.start()].strip("\ufeff\r\n")
        start = match.end()


def _displayed_told(text: str) -> _Told:
    """Over the count of words stand section, headline (the longest line) and writer; under it day and outlet."""
    count = _COUNT.search(text)
    over = text[: count.start()] if count else ""
    lines = [over[b.start : b.end] for b in lines_of(over)]
    title = max(lines, key=len, default=None)
    start = count.end() if count else 0
    rights = list(_RIGHTS.finditer(text, start, start + _LONGEST_HEAD))
    body = rights[-1].end() if rights else start
    under = [text[start + b.start : start + b.end] for b in lines_of(text[start:body])]
    dated = next((n for n, line in enumerate(under) if _day(line)), None)
    named = [line for line in under[dated + 1 :] if not _CLOCK.fullmatch(line)] if dated is not None else []
    return _Told(
        title=title,
        published=_day(under[dated]) if dated is not None else None,
        outlet=named[0] if named else None,
        page=next((line for line in named[2:] if re.fullmatch(r"[A-Z]?\d{1,3}", line)), None),
        section=tuple(lines[: lines.index(title)][:1]) if title else (),
        terms=_terms(text[start:body]),
        byline=next((_writer(line) for line in lines if re.match(r"by\s", line, re.IGNORECASE)), None),
        body=((body, len(text)),),
    )


def _terms(text: str) -> str | None:
    """The lines that tell whose copyright it is, as they stand."""
    return " ".join(dict.fromkeys(" ".join(m[0].split()) for m in _OWNED.finditer(text))) or None


_Form = tuple[Callable[[str], Iterator[str]], Callable[[str], _Told]]
_FORMS: tuple[tuple[Callable[[str], bool], _Form], ...] = (
    (lambda text: _NEXIS.search(text) is not None, (_nexis, _nexis_told)),
    (_is_factiva, (_factiva, _factiva_told)),
    (_is_displayed, (_displayed, _displayed_told)),
)
