"""PDF: the text layer in reading order, its paragraphs told by gaps, indents and sizes of type.

Offsets count in the extracted text. Columns come in the order in which the file shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages
from verbale.reading.lines import TERMINAL
from verbale.reading.silence import libraries_unheard

if TYPE_CHECKING:
    import pypdfium2

_WIDE_GAP = 1.6
"""Heights of a line from one base to the next, past which a paragraph begins."""
_INDENT = 0.6
_OTHER_SIZE = 1.18
_LINE = re.compile(r"[^\r\n]+")
_HYPHEN = re.compile(r"[\u0002\ufffe]\s*\n?\s*")
"""What pdfium gives for the hyphen of a word that goes on in the next line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; lengths in points from the lower left corner."""

    text: str
    left: float
    base: float
    height: float


def pdf_article(name: str, raw: bytes) -> Article:
    """The article in a PDF with a text layer; raises InputError for one that is scanned, locked or damaged."""
    import pypdfium2

    try:
        with libraries_unheard(), pypdfium2.PdfDocument(raw) as document:
            text = _joined([_page_text(page) for page in document])
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name} is a PDF that cannot be read ({error}); save it again or give its text") from error
    if not any(c.isalnum() for c in text):
        raise InputError(f"{name} is a PDF without a text layer; recognise its text first")
    return replace(pages.article(name, text), extracted=True)


def _joined(texts: list[str]) -> str:
    """The pages as one text; a sentence may go on from one to the next."""
    whole = ""
    for text in texts:
        runs_on = whole and not TERMINAL.search(whole) and text[:1].islower()
        whole += ("\n" if runs_on else "\n\n" if whole else "") + text
    return whole


def _page_text(page: pypdfium2.PdfPage) -> str:
    lines = list(_lines(page.get_textpage()))
    out = ""
    for number, line in enumerate(lines):
        break_ = "" if not number else "\n\n" if _begins(lines[number - 1], line) else "\n"
        out += break_ + line.text
    return _HYPHEN.sub("", out).strip()


def _lines(textpage: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    """The lines of a page in the order of the file."""
    for match in _LINE.finditer(textpage.get_text_range()):
        words = match[0].strip()
        if not words:
            continue
        left, base, _, top = textpage.get_charbox(match.start() + match[0].index(words[0]), loose=True)
        yield _Line(words, left, base, max(top - base, 1.0))


def _begins(last: _Line, line: _Line) -> bool:
    """Whether a paragraph begins with `line`: after a gap, indented, in another size; the head of a column goes on."""
    larger, smaller = max(last.height, line.height), min(last.height, line.height)
    if larger > _OTHER_SIZE * smaller:
        return True
    if line.base > last.base:
        return bool(TERMINAL.search(last.text))
    same_column = abs(line.left - last.left) < 4 * line.height
    return last.base - line.base > _WIDE_GAP * larger or (same_column and line.left - last.left > _INDENT * line.height)
