"""Text: one article, the many of an archive's export, or running text without furniture."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.errors import InputError
from verbale.reading import pages
from verbale.reading.encodings import text_of
from verbale.reading.formats import exports
from verbale.reading.formats.source import Found, Source

_BRIEF = re.compile(r"^\[\[(?:parties|issues|places|people|organisations|outlets)\]\]$", re.MULTILINE)


def text_articles(source: Source) -> Found:
    """The article of a text file, or those of an export; offsets count in the file as decoded."""
    export = exports.is_export(source.start.decode("utf-8", "replace"))
    if not export and source.size > 4 * pages.LONGEST + 4:
        yield InputError(f"{source.name} has more than {pages.LONGEST:,} characters; give one article at a time")
        return
    text = text_of(source.name, source.raw())
    if _BRIEF.search(text):
        yield InputError(f"{source.name} is a brief, no article; leave it out, or make a dossier with it")
    elif source.plain:
        yield pages.plain_article(source.name, text, source.given_date)
    elif export or exports.is_export(text):
        yield from exports.exported_articles(source.name, text)
    else:
        yield pages.article(source.name, text, source.given_date)


def extracted_articles(source: Source, text: str) -> Found:
    """The article in a text that was taken out of a document of an office program, or those of an export."""
    if not any(c.isalnum() for c in text):
        yield InputError(f"{source.name} is a document without text; give one that holds an article")
    elif exports.is_export(text):
        yield from exports.exported_articles(source.name, text)
    else:
        yield replace(pages.article(source.name, text, source.given_date), extracted=True)
