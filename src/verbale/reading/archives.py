"""Web archives (WARC): articles inside a container. Offsets count in the extracted text of each."""

from __future__ import annotations

import io
from collections.abc import Iterator

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages, web
from verbale.reading.encodings import text_of


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
