"""Web archives (WARC) and PDF: articles inside containers. Offsets count in the extracted text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages, web
from verbale.reading.encodings import text_of
from verbale.reading.silence import libraries_unheard


def warc_articles(name: str, raw: bytes) -> Iterator[Article | InputError]:
    """The HTML and text responses of a WARC file, gzipped or not, each an article named by its address.

    An InputError stands in the place of a page that holds no article, and of the rest of a damaged archive.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = 0
    try:
        for record in ArchiveIterator(io.BytesIO(raw), record_types=WarcRecordType.response, parse_http=True):
            kind = (record.http_content_type or "").lower()
            if "html" not in kind and kind != "text/plain":
                continue
            found += 1
            address = record.headers.get("WARC-Target-URI") or f"{name}, record {found}"
            expected, body = record.content_length, record.reader.read()
            if len(body) < expected:
                yield InputError(f"{name} breaks off in page {found} ({address}); fetch the archive again")
            else:
                yield _response(address, body, record.http_charset, "html" in kind)
    except (OSError, ValueError, RuntimeError) as error:
        yield InputError(f"{name} is damaged after {found} pages ({error}); fetch the archive again")
        return
    if not found:
        yield InputError(f"{name} is an archive without a page of text; give a WARC file of responses, or a text file")


def _response(address: str, body: bytes, charset: str | None, html: bool) -> Article | InputError:
    try:
        try:
            text = body.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError):
            text = text_of(address, body)
        return web.html_article(address, text, url=address) if html else pages.article(address, text, url=address)
    except InputError as error:
        return error


def pdf_article(name: str, raw: bytes) -> Article:
    """The article in a PDF with a text layer; raises InputError for one that is scanned, locked or damaged."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        with libraries_unheard():
            text = "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise InputError(f"{name} is a PDF that cannot be read ({error}); save it again or give its text") from error
    if not any(c.isalnum() for c in text):
        raise InputError(f"{name} is a PDF without a text layer; recognise its text first")
    # Some fonts give characters in halves, which belong together or are none.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return replace(pages.article(name, whole), extracted=True)
