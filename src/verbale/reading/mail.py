"""Mail messages (RFC 5322) and web pages saved as MHTML: the body, and each message or document attached to it.

Offsets count in the decoded text, which begins with the subject. Only the sender's day is taken from the header, not
the way that the message went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages, pdf, web
from verbale.reading.headers import names_issuer
from verbale.reading.outlets import outlet_name

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_OF_MAIL = {
    b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"content-type", b"to", b"reply-to",
}  # fmt: skip
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|tr)\s*:\s*)+", re.IGNORECASE)
_FOOTER = re.compile(r"^--[ \t]*\r?$.*", re.MULTILINE | re.DOTALL)
"""A line of two dashes and all behind it: the signature, or the list's own words."""


def is_mail(start: bytes) -> bool:
    """Whether what begins with `start` is a message: fields with a sender, a day or subject, and one of mail alone."""
    names: set[bytes] = set()
    for line in start.lstrip().splitlines():
        if line.startswith((b" ", b"\t", b">From ")) or (line.startswith(b"From ") and not names):
            continue
        match = _FIELD.match(line)
        if match is None:
            break
        names.add(match[0].split(b":")[0].lower())
    return b"from" in names and bool(names & {b"date", b"subject"}) and bool(names & _OF_MAIL)


def mail_articles(name: str, raw: bytes, *, given_date: str | None = None) -> Iterator[Article | InputError]:
    """The article in a message, and those attached to it; an InputError for each that cannot be read."""
    yield from _articles(name, message_from_bytes(raw.lstrip(), policy=default), given_date)


def _articles(name: str, message: EmailMessage, given_date: str | None) -> Iterator[Article | InputError]:
    attached = [a for part in message.iter_attachments() for a in _attached(name, part)]
    body = message.get_body(("plain", "html"))
    if body is not None and (not attached or _words(body).strip()):
        try:
            yield _article(name, message, body, given_date)
        except InputError as error:
            yield error
    elif not attached:
        yield InputError(f"{name} is a message without text; give the article that it announces")
    yield from attached


def _attached(name: str, part: MIMEPart) -> Iterator[Article | InputError]:
    where = f"{name}, {part.get_filename() or 'attached message'}"
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield from _articles(where, part.get_content(), None)
    elif kind == "application/pdf":
        try:
            yield pdf.pdf_article(where, part.get_content())
        except InputError as error:
            yield error


def _article(name: str, message: EmailMessage, body: MIMEPart, given_date: str | None) -> Article:
    subject = _PREFIX.sub("", " ".join(str(message["Subject"] or "").split()))
    day = given_date or _day(message)
    words = _words(body)
    if body.get_content_subtype() == "html":
        address = str(message["Snapshot-Content-Location"] or "") or None  # of a page saved as MHTML
        found = web.html_article(name, words, url=address, given_date=day)
    else:
        text = _FOOTER.sub("", words.replace("\r\n", "\n")).strip()
        found = pages.article(name, f"{subject}\n\n{text}" if subject else text, day)
    return replace(found, extracted=True, title=subject or found.title, outlet=found.outlet or _outlet(message))


def _words(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):  # a charset that Python does not know, or one that the message belies
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _day(message: EmailMessage) -> str | None:
    """The sender's day, as his clock showed it."""
    moment = getattr(message["Date"], "datetime", None) if message["Date"] else None
    return moment.date().isoformat() if isinstance(moment, datetime) else None


def _outlet(message: EmailMessage) -> str | None:
    """The sender's name where it is one of an outlet or a body."""
    senders = getattr(message["From"], "addresses", ()) if message["From"] else ()
    name = next((str(s.display_name) for s in senders if s.display_name), "")
    return outlet_name(name) or (name if name and names_issuer(name) else None)
