"""PDF: the text layer in reading order, without running heads and feet; paragraphs told by gaps, indents and type.

Offsets count in the extracted text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.errors import InputError
from verbale.reading import pages
from verbale.reading.formats.columns import Line, in_reading_order, lines_of_page
from verbale.reading.formats.running import without_running_lines
from verbale.reading.formats.source import Found, Source
from verbale.reading.lines import TERMINAL
from verbale.reading.silence import libraries_unheard

_WIDE_GAP = 1.6
"""Heights of a line from one base to the next, past which a paragraph begins."""
_INDENT = 0.6
_OTHER_SIZE = 1.18
_HYPHEN = re.compile(r"[\u0002\ufffe]\s*\n?\s*")
"""What pdfium gives for the hyphen of a word that goes on in the next line."""


def pdf_articles(source: Source) -> Found:
    """The article in a PDF with a text layer; raises InputError for one that is scanned, locked or damaged."""
    import pypdfium2

    name, check = source.name, source.account.deadline(source.name)
    sheets: list[tuple[float, list[Line]]] = []
    length = 0
    try:
        with libraries_unheard(), pypdfium2.PdfDocument(source.raw()) as document:
            for page in document:
                check()
                sheets.append((page.get_height(), lines_of_page(page.get_textpage())))
                length += sum(len(line.text) + 1 for line in sheets[-1][1])
                if length > pages.LONGEST:
                    raise InputError(f"{name} has more than {pages.LONGEST:,} characters; give one article at a time")
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise InputError(f"{name} is a PDF locked by a password; save it without one") from error
        raise InputError(f"{name} is a PDF that cannot be read ({error}); save it again or give its text") from error
    text = _joined([_text(in_reading_order(lines)) for lines in without_running_lines(sheets)])
    if not any(c.isalnum() for c in text):
        raise InputError(f"{name} is a PDF without a text layer; recognise its text first")
    yield replace(pages.article(name, text, source.given_date), extracted=True)


def _joined(texts: list[str]) -> str:
    """The pages as one text; a sentence may go on from one to the next."""
    whole = ""
    for text in texts:
        runs_on = whole and not TERMINAL.search(whole) and text[:1].islower()
        whole += ("\n" if runs_on else "\n\n" if whole and text else "") + text
    return whole


def _text(lines: list[Line]) -> str:
    out = ""
    for number, line in enumerate(lines):
        break_ = "" if not number else "\n\n" if _begins(lines[number - 1], line) else "\n"
        out += break_ + line.text
    return _HYPHEN.sub("", out).strip()


def _begins(last: Line, line: Line) -> bool:
    """Whether a paragraph begins with `line`: after a gap, indented, in another size; the head of a column goes on."""
    larger, smaller = max(last.height, line.height), min(last.height, line.height)
    if larger > _OTHER_SIZE * smaller:
        return True
    if line.base > last.base:
        return bool(TERMINAL.search(last.text))
    same_column = abs(line.left - last.left) < 4 * line.height
    return last.base - line.base > _WIDE_GAP * larger or (same_column and line.left - last.left > _INDENT * line.height)
