"""Factiva: articles with its codes (HD, PD, SN, LP, TD), or as displayed, each ended by its accession number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.reading.formats.told import Told, day_of, terms_of, writer_of
from verbale.reading.lines import lines_of, trimmed

_CODES = "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPD IPC PUB CLM ART AN"
_FIELD = re.compile(rf"^({'|'.join(_CODES.split())})(?:[ \t\u00a0]+(?=\S)|[ \t\u00a0]*\r?$)", re.MULTILINE)
NUMBER = r"[A-Z][A-Z0-9]{6,7}(?:19|20)\d{6}[a-z]\w{1,13}"
"""An accession number: the code of the source, filled up with zeros, the day, the article's own."""
_END = re.compile(rf"^[ \t]*Document {NUMBER}[ \t]*\r?$", re.MULTILINE)
"""How an article ends that is shown without codes: the accession number on a line of its own."""
_COUNT = re.compile(r"^[ \t]*\d[\d,]{0,6} words[ \t]*\r?$", re.MULTILINE)
_RIGHTS = re.compile(r"^[ \t]*(?:Copyright|\(c\)|©).*$|^[ \t]*English[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d.{0,8}")
_BY = re.compile(r"by\s", re.IGNORECASE)
_SECTION = re.compile(r".*;\s*[A-Z]?\d{1,4}")
_LONGEST_HEAD = 600


def is_coded(text: str) -> bool:
    """Whether a text is an export with codes."""
    found = {m[1] for m in _FIELD.finditer(text[:20_000])}
    return {"HD", "PD", "SN"} <= found and bool(found & {"LP", "TD"})


def coded(text: str) -> Iterator[str]:
    """The documents; each ends with its accession number."""
    start = 0
    for match in _FIELD.finditer(text):
        if match[1] == "AN":
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            yield text[start:end].strip("\ufeff\r\n")
            start = end
    if is_coded(text[start:]):
        yield text[start:].strip("\ufeff\r\n")


def coded_told(text: str) -> Told:
    """What the codes of a document say."""
    matches = list(_FIELD.finditer(text))
    ends = [m.start() for m in matches[1:]] + [len(text)]
    fields = {m[1]: trimmed(text, m.end(), end) for m, end in zip(matches, ends, strict=True)}
    said = {code: " ".join(text[start:end].split()) for code, (start, end) in fields.items()}
    return Told(
        title=said.get("HD") or None,
        published=day_of(said.get("PD", "")),
        outlet=said.get("SN") or None,
        section=(said["SE"],) if said.get("SE") else (),
        page=said.get("PG") or None,
        byline=writer_of(said.get("BY", "")),
        terms=said.get("CY") or None,
        body=tuple(fields[code] for code in ("LP", "TD") if code in fields and fields[code][0] < fields[code][1]),
    )


def is_displayed(text: str) -> bool:
    """Whether a text is an export without codes."""
    return bool(_END.search(text) and _COUNT.search(text))


def displayed(text: str) -> Iterator[str]:
    """The documents that are shown without codes; each ends with its accession number, the last may break off."""
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.start()].strip("\ufeff\r\n")
        start = match.end()
    if _COUNT.search(text, start):
        yield text[start:].strip("\ufeff\r\n")


def displayed_told(text: str) -> Told:
    """Over the count of words stand section, headline and writer; under it day and outlet.

    The headline is the line over the writer, else the longest that names no page.
    """
    count = _COUNT.search(text)
    over = text[: count.start()] if count else ""
    lines = [over[b.start : b.end] for b in lines_of(over)]
    by = next((n for n, line in enumerate(lines) if n and _BY.match(line)), None)
    title = (
        lines[by - 1] if by else max(lines, key=lambda line: (not _SECTION.fullmatch(line), len(line)), default=None)
    )
    start = count.end() if count else 0
    rights = list(_RIGHTS.finditer(text, start, start + _LONGEST_HEAD))
    body = rights[-1].end() if rights else start
    under = [text[start + b.start : start + b.end] for b in lines_of(text[start:body])]
    dated = next((n for n, line in enumerate(under) if day_of(line)), None)
    named = [line for line in under[dated + 1 :] if not _CLOCK.fullmatch(line)] if dated is not None else []
    return Told(
        title=title,
        published=day_of(under[dated]) if dated is not None else None,
        outlet=named[0] if named else None,
        page=next((line for line in named[2:] if re.fullmatch(r"[A-Z]?\d{1,3}", line)), None),
        section=tuple(lines[: lines.index(title)][:1]) if title else (),
        terms=terms_of(text[start:body]),
        byline=writer_of(lines[by]) if by else None,
        body=((body, len(text)),),
    )
