"""PDF: the text layer in reading order, without running heads and feet; paragraphs told by gaps, indents and type
(`leading.py`).

Offsets count in the extracted text.
"""

from __future__ import annotations

import re

from verbale.errors import InputError
from verbale.reading import pages
from verbale.reading.formats.columns import Line, in_reading_order, lines_of_page
from verbale.reading.formats.leading import text_of_lines
from verbale.reading.formats.plain import extracted_articles
from verbale.reading.formats.running import without_running_lines
from verbale.reading.formats.source import Found, Source
from verbale.reading.silence import libraries_unheard

_HYPHEN = re.compile(r"[\u0002\ufffe]\s*\n?\s*")
"""What pdfium gives for the hyphen of a word that goes on in the next line."""


def pdf_articles(source: Source) -> Found:
    """The article in a PDF, or those of an export; raises InputError for one without text, locked or damaged."""
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
    text = _HYPHEN.sub("", text_of_lines([in_reading_order(lines) for lines in without_running_lines(sheets)])).strip()
    if not any(c.isalnum() for c in text):
        raise InputError(f"{name} is a PDF without a text layer; recognise its text first")
    yield from extracted_articles(source, text)
