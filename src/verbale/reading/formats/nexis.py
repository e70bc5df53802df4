"""LexisNexis: the older exports, whose documents are counted (`1 of 2 DOCUMENTS`), and those of Nexis Uni, each ended.

The older form has outlet and day over the title, the newer one under it. What stands before the first document, such as
a list of what was asked for, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from verbale.reading.dates import WEEKDAY, PageDate
from verbale.reading.formats.told import LONGEST_LINE, Told, day_of, terms_of, writer_of
from verbale.reading.lines import Block, lines_of

_COUNTED = re.compile(r"^[ \t]*(?:Document[ \t]+)?\d+ of \d+ DOCUMENTS?[ \t]*\r?$", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(r"(BYLINE|SECTION|LENGTH|DATELINE|HEADLINE|HIGHLIGHT|SERIES|COLUMN):[ \t]*(.*)", re.IGNORECASE)
_BODY = re.compile("BODY:?", re.IGNORECASE)
_BEHIND = (
    "LOAD-DATE|LANGUAGE|GRAPHICS?|PUBLICATION-TYPE|DOCUMENT-TYPE|PUB-TYPE|TYPE|SUBJECT|CORRECTION(?:-DATE)?"
    "|JOURNAL-CODE|COUNTRY|STATE|CITY|COMPANY|ORGANIZATION|PERSON|TICKER|INDUSTRY|GEOGRAPHIC|URL|DISTRIBUTION|ACC-NO"
    "|CLASSIFICATION"
)
_RIGHTS = r"(?:Copyright|©|\(c\))\W{0,5}(?:\(c\)|©)?\s*(?:19|20)\d\d|All Rights Reserved"
_TRAILING = re.compile(rf"^[ \t]*(?:(?i:{_BEHIND})(?::|[ \t]*\r?$)|{_RIGHTS})", re.MULTILINE)
_OWNED = re.compile(_RIGHTS)
_EDITION = re.compile(r".{0,40}\bedition\b.{0,20}", re.IGNORECASE)
_PAGE = re.compile(r"\bPg?\.?\s*([A-Z]?\d[\w-]*)", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?:{WEEKDAY}[,\s]*)?", re.IGNORECASE)
_NEAR = 15
"""Lines within which the running text is said to begin, from the first field on."""
_LONGEST_FIELD = {"byline": 2, "headline": 4, "highlight": 12, "dateline": 2}
"""Lines in which a field goes on at most."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over the fields: where the title or outlet begins, the fields, where the running text does."""

    start: int = 0
    title: str | None = None
    outlet: str | None = None
    day: PageDate | None = None
    fields: dict[str, str] = field(default_factory=dict)
    body: int = 0


def is_nexis(text: str) -> bool:
    """Whether a text is such an export."""
    return bool(_COUNTED.search(text) or _ENDED.search(text))


def documents(text: str) -> Iterator[str]:
    """The documents between the lines that count them or end them."""
    counted = [m.span() for m in _COUNTED.finditer(text)]
    cuts = counted or [(0, 0), *(m.span() for m in _ENDED.finditer(text))]
    for (_, start), (end, _) in pairwise([*cuts, (len(text), len(text))]):
        document = _ENDED.sub("", text[start:end])
        if not counted:
            document = document[_head(document).start :]
        if len(document.split()) > LONGEST_LINE:
            yield document.strip("\ufeff\r\n")


def told(text: str) -> Told:
    """What the head of a document says, and where its running text stands."""
    head = _head(text)
    tail = _TRAILING.search(text, head.body)
    section = head.fields.get("section", "")
    page = _PAGE.search(section)
    return Told(
        title=head.fields.get("headline") or head.title,
        published=head.day,
        outlet=head.outlet,
        section=tuple(p.strip() for p in section.split(";") if p.strip() and not _PAGE.match(p.strip()))[:1],
        page=page[1] if page else None,
        byline=writer_of(head.fields.get("byline", "")),
        place=head.fields.get("dateline") or None,
        terms=terms_of(text),
        body=((head.body, tail.start() if tail else len(text)),),
    )


def _head(text: str) -> _Head:
    lines = lines_of(text)
    first = next((n for n, line in enumerate(lines) if _FIELD.match(text, line.start, line.end)), None)
    if first is None:
        return _Head()
    fields, body = _fields(text, lines[first:])
    over = [line for line in lines[:first] if not _OWNED.match(text, line.start, line.end)]
    dated = [n for n, line in enumerate(over) if _is_day(text[line.start : line.end])]
    if not dated:
        title = text[over[0].start : over[0].end] if over else None
        return _Head(title=title, fields=fields, body=body)
    at = dated[-1]
    title, start = _title(text, over, at)
    outlet = re.sub(r"(?<!\s)\s*\([^()]*\)$", "", text[over[at - 1].start : over[at - 1].end]) if at else None
    return _Head(start, title, outlet, day_of(text[over[at].start : over[at].end]), fields, body)


def _title(text: str, over: Sequence[Block], at: int) -> tuple[str | None, int]:
    """The title beside the day in line `at`, and where the head begins: under the day past the edition, else over the
    outlet."""
    under = over[at + 1 :]
    while under and (not under[0].gap or _EDITION.fullmatch(text, under[0].start, under[0].end)):
        goes_on = text[under[0].start : under[0].end].endswith(";")
        under = under[2 if goes_on and len(under) > 1 else 1 :]
    if under:
        return _words(text, under), over[max(at - 1, 0)].start
    first = outlet = max(at - 1, 0)
    while first and not over[first].gap:
        first -= 1
    if first == outlet and first:
        first -= 1
        while first and not over[first].gap:
            first -= 1
    return _words(text, over[first:outlet]), over[first].start


def _words(text: str, lines: Sequence[Block]) -> str | None:
    return " ".join(text[line.start : line.end] for line in lines) or None


def _fields(text: str, lines: Sequence[Block]) -> tuple[dict[str, str], int]:
    """The fields from the first on, each with the lines in which it goes on, and where the running text begins."""
    body = next((n for n, line in enumerate(lines[:_NEAR]) if _BODY.fullmatch(text, line.start, line.end)), None)
    out: dict[str, str] = {}
    name, left = "", 0
    for line in lines[:body]:
        found = _FIELD.match(text, line.start, line.end)
        if found:
            name = found[1].lower()
            left = _LONGEST_FIELD.get(name, 0)
            out.setdefault(name, found[2].strip())
        elif left and not line.gap:
            left -= 1
            out[name] = f"{out[name]} {text[line.start : line.end]}".strip()
        elif body is None:
            return out, line.start
    return out, lines[body].end if body is not None else len(text)


def _is_day(line: str) -> bool:
    """Whether a line begins with a day and its year, and says little more."""
    day = day_of(line) if len(line.split()) <= LONGEST_LINE else None
    return day is not None and bool(_WEEKDAY.fullmatch(line[: day.start]))
