"""Web archives (WARC 1.1): the responses of text in them, read one after the other from the file.

Requests, metadata and what was visited again are passed over. Bodies are unpacked as they say they are packed. Offsets
count in the extracted text of each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages
from verbale.reading.dates import page_dates
from verbale.reading.encodings import html_of, text_of
from verbale.reading.formats import limits, web
from verbale.reading.formats.source import Found, Source

_TEXT = ("text/html", "application/xhtml+xml", "text/plain")


def warc_articles(source: Source) -> Found:
    """The HTML and text responses of a web archive, gzipped or not, each an article named by its address.

    An InputError stands in the place of a page that holds no article, and of the rest of a damaged archive.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = 0
    source.file.seek(0)
    try:
        for record in ArchiveIterator(
            source.file, record_types=WarcRecordType.response, parse_http=True, auto_decode="transfer"
        ):
            kind = (record.http_content_type or "").lower()
            if kind not in _TEXT or not _is_found(record):
                continue
            found += 1
            address = record.headers.get("WARC-Target-URI", "").strip("<>") or f"{source.name}, record {found}"
            yield _response(source, record, address, kind != "text/plain", found)
    except (OSError, ValueError, RuntimeError) as error:
        yield InputError(f"{source.name} is damaged after {found} pages ({error}); fetch the archive again")
        return
    if not found:
        yield InputError(
            f"{source.name} is an archive without a page of text; give a WARC file of responses, or a text file"
        )


def _is_found(record: Any) -> bool:  # Any: fastwarc's record
    """Whether the answer is a page, and not that there is none or where it is."""
    status = getattr(record.http_headers, "status_code", None)
    return status is None or 200 <= status < 300


def _response(source: Source, record: Any, address: str, html: bool, number: int) -> Article | InputError:
    headers = record.http_headers
    expected, chunked = record.content_length, headers.get("Transfer-Encoding") is not None
    try:
        body = limits.unpacked(address, record.reader, None, _fresh(source))
        if len(body) < expected and not chunked:
            raise InputError(f"{source.name} breaks off in page {number} ({address}); fetch the archive again")
        body = limits.body_of(address, body, headers.get("Content-Encoding") or "", _fresh(source))
        text = html_of(address, body, record.http_charset) if html else _plain(address, body, record.http_charset)
        read = web.html_article(address, text, url=address) if html else pages.article(address, text, url=address)
    except InputError as error:
        return error
    if read.published is None and read.published_bounds is None:
        fetched = next((d.edtf for d in page_dates((record.headers.get("WARC-Date") or "")[:10]) if d.year), None)
        read = replace(read, published_bounds=f"../{fetched}" if fetched else None)
    return read


def _fresh(source: Source) -> limits.Account:
    """The account of one page: those of an archive may be any number."""
    return limits.Account(clock=source.account.clock)


def _plain(address: str, body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return text_of(address, body)
