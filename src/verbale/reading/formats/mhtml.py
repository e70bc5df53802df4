"""Web pages saved as one file (MHTML, RFC 2557): the page itself, without its frames, pictures and style sheets.

The day in the header is the one on which somebody saved the page: no more than the last on which it can have been
published.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from email.message import MIMEPart

from verbale.errors import InputError
from verbale.reading.formats import mail, web
from verbale.reading.formats.source import Found, Source

_SAVED = b"<saved by "


def is_mhtml(start: bytes) -> bool:
    """Whether what begins with `start` is a saved page: a message made of related parts that nobody sent."""
    fields = mail.fields_of(start)
    if b"mime-version" not in fields or b"content-type" not in fields:
        return False
    if b"snapshot-content-location" in fields or fields.get(b"from", b"").lower().startswith(_SAVED):
        return True
    if b"@" in fields.get(b"from", b""):
        return False
    kind = fields[b"content-type"].lower()
    # Word, Outlook and the savers of Firefox write no sender, or none with an address.
    return kind.startswith((b"multipart/related", b"text/html", b"multipart/alternative")) and not (
        fields.keys() & {b"to", b"received", b"message-id", b"return-path", b"delivered-to"}
    )


def mhtml_articles(source: Source) -> Found:
    """The article of a saved page."""
    message = mail.parsed(source.name, source.raw())
    page = _page(message)
    if page is None:
        raise InputError(f"{source.name} is a saved page without HTML; save the page again")
    address = str(message["Snapshot-Content-Location"] or page["Content-Location"] or "").strip()
    found = web.html_article(
        source.name,
        mail.words_of(source.name, page),
        url=address if address.startswith(("http://", "https://")) else None,
        given_date=source.given_date,
    )
    saved = getattr(message["Date"], "datetime", None) if message["Date"] else None
    unknown = found.published is None and found.published_bounds is None
    if unknown and isinstance(saved, datetime):
        found = replace(found, published_bounds=f"../{saved.date().isoformat()}")
    yield found


def _page(message: MIMEPart) -> MIMEPart | None:
    """The part that is the page: the one that the message names as its root, else the first in HTML."""
    root = str(message.get_param("start") or "").strip("<>")
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    named = (part for part in pages if root and str(part["Content-ID"] or "").strip().strip("<>") == root)
    return next(named, pages[0] if pages else None)
