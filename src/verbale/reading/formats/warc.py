"""Web archives (WARC 1.1): the responses of text in them, read one after the other from the file.

Requests, metadata and what was visited again are passed over. Bodies are unpacked as they say they are packed. Offsets
count in the extracted text of each.
"""

from __future__ import annotations

import re
import zlib
from codecs import BOM_UTF8
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
_OK, _MOVED = 200, 300
_GZIP = b"\x1f\x8b"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")
_BREAKS_OFF = "breaks off"


def warc_articles(source: Source) -> Found:
    """The HTML and text responses of a web archive, gzipped or not, each an article named by its address.

    An InputError stands in the place of a page that holds no article, and of the rest of a damaged archive.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found, last, reached = 0, None, 0
    source.file.seek(0)
    try:
        for record in ArchiveIterator(
            source.file, record_types=WarcRecordType.any_type, parse_http=False, auto_decode="none"
        ):
            reached = record.stream_pos
            if record.record_type != WarcRecordType.response or not _is_page(record):
                continue
            found += 1
            address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or f"{source.name}, record {found}"
            last = _response(source, record, address, found)
            yield last
    except (OSError, ValueError, RuntimeError) as error:
        yield InputError(f"{source.name} is damaged after {found} pages ({error}); fetch the archive again")
        return
    if not found:
        yield InputError(
            f"{source.name} is an archive without a page of text; give a WARC file of responses, or a text file"
        )
    elif not (isinstance(last, InputError) and _BREAKS_OFF in str(last)) and not _is_whole(source, reached):
        yield InputError(f"{source.name} {_BREAKS_OFF} after page {found}; fetch the archive again")


def _is_page(record: Any) -> bool:  # Any: fastwarc's record
    """Whether an answer is a page of text, and not that there is none or where it is."""
    record.parse_http(auto_decode="none")
    status = getattr(record.http_headers, "status_code", None)
    kind = (record.http_content_type or "").lower()
    return kind in _TEXT and (status is None or _OK <= status < _MOVED)


def _is_whole(source: Source, reached: int) -> bool:
    """Whether the last record, beginning at `reached`, is there to its end; one too long to tell is taken to be."""
    packed = source.start.startswith(_GZIP)
    source.file.seek(reached)
    if packed and source.file.read(2) != _GZIP:
        reached = 0  # the archive is packed as one
    if source.size - reached > limits.LIMITS.item_bytes:
        return True
    source.file.seek(reached)
    raw = source.file.read()
    if not packed:
        return raw.endswith((b"\r\n\r\n", b"\n\n"))
    while raw:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        left = raw
        while left and not stream.eof:
            stream.decompress(left, limits.LIMITS.small_bytes)
            left = stream.unconsumed_tail
        if not stream.eof:
            return False
        raw = stream.unused_data.lstrip(b"\0")
    return True


def _response(source: Source, record: Any, address: str, number: int) -> Article | InputError:
    headers, html = record.http_headers, (record.http_content_type or "").lower() != "text/plain"
    expected = record.content_length
    try:
        body = limits.unpacked(address, record.reader, None, _fresh(source))
        if len(body) < expected:
            return InputError(f"{source.name} {_BREAKS_OFF} in page {number} ({address}); fetch the archive again")
        if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
            body = _joined(body)
        if not body.removeprefix(BOM_UTF8).lstrip().startswith(b"<"):  # else unpacked, and the field kept
            body = limits.body_of(address, body, headers.get("Content-Encoding") or "", _fresh(source))
        text = html_of(address, body, record.http_charset) if html else _plain(address, body, record.http_charset)
        read = web.html_article(address, text, url=address) if html else pages.article(address, text, url=address)
    except InputError as error:
        return error
    if read.published is None and read.published_bounds is None:
        fetched = next((d.edtf for d in page_dates((record.headers.get("WARC-Date") or "")[:10]) if d.year), None)
        read = replace(read, published_bounds=f"../{fetched}" if fetched else None)
    return read


def _joined(body: bytes) -> bytes:
    """A body that was sent in chunks (RFC 9112, 7.1); as it is where a crawler has joined them and kept the field."""
    parts, at = [], 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        if not size:
            break
        if body[at : at + 2] not in (b"\r\n", b""):
            return body
        at += 2
    return b"".join(parts) if parts else body


def _fresh(source: Source) -> limits.Account:
    """The account of one page: those of an archive may be any number."""
    return limits.Account(clock=source.account.clock)


def _plain(address: str, body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return text_of(address, body)
