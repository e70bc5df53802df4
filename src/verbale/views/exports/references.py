"""The articles for reference managers: CSL-JSON, BibTeX, RIS. They hold what an article is called, never its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from verbale.model.record import Source
from verbale.model.times import bounds
from verbale.views import citation
from verbale.views.exports.ldjson import write_list
from verbale.views.exports.material import Material
from verbale.views.visible import visible


def csl(of: Material, out: BinaryIO) -> None:
    """CSL-JSON 1.0.2."""
    out.write(b"[")
    write_list(out, map(citation.csl, of.sources()))
    out.write(b"]\n")


def bibtex(of: Material, out: BinaryIO) -> None:
    """BibTeX."""
    for source in of.sources():
        out.write(f"{visible(citation.bibtex(source))}\n\n".encode())


def ris(of: Material, out: BinaryIO) -> None:
    """RIS (Research Information Systems, 2001), one record an article."""
    for source in of.sources():
        lines = (f"{tag}  - {' '.join(visible(value).split())}" for tag, value in _ris(source) if value)
        out.write(("\r\n".join(lines) + "\r\nER  - \r\n\r\n").encode())


def _ris(source: Source) -> Iterator[tuple[str, str | None]]:
    article = source.article
    first, last = bounds(article.published)
    yield "TY", "NEWS"
    yield "ID", article.key[:12]
    yield "TI", article.title
    yield "AU", article.byline
    yield "T2", article.outlet
    if first and last:
        parts = [part if a == b else "" for part, a, b in zip(first.split("-"), _ends(first), _ends(last), strict=True)]
        yield "PY", parts[0]
        yield "DA", f"{'/'.join(parts)}/" if parts[0] else None
    yield "SP", article.page
    yield "UR", article.url
    yield "N1", "; ".join(citation.notes(source.article)) or None


def _ends(day: str) -> tuple[str, str, str]:
    """A day's year, its month, and itself, to tell how exact two ends are."""
    return day[:4], day[:7], day
