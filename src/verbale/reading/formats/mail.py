"""Mail messages (RFC 5322): the body, and each message or document attached to it as an input of its own.

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
from email.policy import EmailPolicy, compat32
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages
from verbale.reading.encodings import html_of, text_of
from verbale.reading.formats import entries, web
from verbale.reading.formats.source import Found, Source
from verbale.reading.headers import names_issuer
from verbale.reading.outlets import outlet_name

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_OF_MAIL = {
    b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"content-type", b"to", b"reply-to",
}  # fmt: skip
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|tr)\s*:\s*)+", re.IGNORECASE)
_FOOTER = re.compile(r"^--[ \t]*\r?$.*", re.MULTILINE | re.DOTALL)
"""A line of two dashes and all behind it: the signature, or the list's own words."""
NO_ARTICLES = ("image/", "audio/", "video/", "font/")
"""Kinds of what is attached that is passed over, such as the pictures of a signature."""
_FURNITURE = {
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/ms-tnef",
    "application/pgp-keys", "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status",
    "message/disposition-notification", "text/rfc822-headers", "message/global-headers",
}  # fmt: skip
_SEALED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
_OF_APPLE = re.compile(rb"\A\s*(\d{1,9})[ ]*\r?\n")
"""The line with which Apple's Mail keeps a message (.emlx): how many bytes it has; more of its own follows behind."""
_LITTLE, _FAR_MORE = 40, 4
"""Words of a plain part that may only say where to look, and so many times as many in the HTML beside it."""
_PIECES = 1_000
"""Parts of one message; one with more is no letter."""
_LONGEST_FIELD = 5_000
"""Characters of a field that are looked at: taking one apart can take the square of its length."""


class _Bounded(EmailPolicy):
    """How messages are read: fields as far as they are looked at."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # Any: as its base has it
        """A field taken apart."""
        return super().header_fetch_parse(name, value[:_LONGEST_FIELD])


_POLICY = _Bounded()


def fields_of(start: bytes) -> dict[bytes, bytes]:
    """The names in small letters, with their first lines, of the fields with which a message begins."""
    fields: dict[bytes, bytes] = {}
    for line in _OF_APPLE.sub(b"", start.lstrip(), count=1).splitlines():
        if line.startswith((b" ", b"\t", b">From ")) or (line.startswith(b"From ") and not fields):
            continue
        match = _FIELD.match(line)
        if match is None:
            break
        name, _, value = line.partition(b":")
        fields.setdefault(name.lower(), value.strip())
    return fields


def is_mail(start: bytes) -> bool:
    """Whether what begins with `start` is a message: fields with a sender, a day or subject, and one of mail alone."""
    names = fields_of(start).keys()
    return b"from" in names and bool(names & {b"date", b"subject"}) and bool(names & _OF_MAIL)


def mail_articles(source: Source) -> Found:
    """The article in a message, and those attached to it; an InputError for each that cannot be read."""
    message = parsed(source.name, source.raw())
    if message.get_content_type() in _SEALED:
        raise InputError(f"{source.name} is a message under encryption (S/MIME or PGP); save it as its reader shows it")
    attached = list(_attached(message))
    body = _body(source.name, message)
    if body is not None:
        try:
            yield _article(source, message, body)
        except InputError as error:
            if not attached:
                yield error
    elif not attached:
        yield InputError(f"{source.name} is a message without text; give the article that it announces")
    for name, raw in attached:
        yield from source.within(name, raw)


def _body(name: str, message: EmailMessage) -> MIMEPart | None:
    """The part with the text of a message: in plain words, but where these are none or only say where to look."""
    told = {kind: part for kind in ("plain", "html") if (part := message.get_body((kind,))) is not None}
    words = {kind: _count(name, part) for kind, part in told.items()}
    plain, html = words.get("plain", 0), words.get("html", 0)
    if plain and (plain >= _LITTLE or html <= _FAR_MORE * plain):
        return told["plain"]
    return told["html"] if html else None


def _count(name: str, part: MIMEPart) -> int:
    """How many words a part has; none where it cannot be read."""
    try:
        return len(entries.plain(words_of(name, part)).split())
    except InputError:
        return 0


def parsed(name: str, raw: bytes) -> EmailMessage:
    """A message; raises InputError for one of too many parts or nested too deep."""
    if kept := _OF_APPLE.match(raw):
        raw = raw[kept.end() : kept.end() + int(kept[1])]
    if raw.count(b"\n--") > 10 * _PIECES:  # counted before it is taken apart, which is slow
        raise InputError(f"{name} is a message of more than {_PIECES:,} parts; give what is attached to it")
    try:
        message: EmailMessage = message_from_bytes(raw.lstrip(), policy=_POLICY)  # type: ignore[arg-type]  # by its base
        count = sum(1 for _ in message.walk())
    except RecursionError as error:
        raise InputError(f"{name} is a message nested too deep; give what is attached to it") from error
    if count > _PIECES:
        raise InputError(f"{name} is a message of more than {_PIECES:,} parts; give what is attached to it")
    return message


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """What is attached and may hold an article: its name and its bytes."""
    for part in message.iter_attachments():
        kind = part.get_content_type()
        if kind.startswith(NO_ARTICLES) or kind in _FURNITURE:
            continue
        if kind.startswith("message/") and part.is_multipart():
            inner = part.get_payload(0)
            yield (
                part.get_filename() or "attached message",
                inner.as_bytes(policy=compat32) if isinstance(inner, EmailMessage) else b"",
            )
        elif not part.is_multipart():
            yield part.get_filename() or "attachment", payload_of(part)


def _article(source: Source, message: EmailMessage, body: MIMEPart) -> Article:
    subject = _PREFIX.sub("", " ".join(str(message["Subject"] or "").split()))
    day = source.given_date or _day(message)
    words = words_of(source.name, body)
    if body.get_content_subtype() == "html":
        found = web.html_article(source.name, words, given_date=day)
    else:
        text = _FOOTER.sub("", words.replace("\r\n", "\n")).strip()
        found = pages.article(source.name, f"{subject}\n\n{text}" if subject else text, day)
    return replace(found, extracted=True, title=subject or found.title, outlet=found.outlet or _outlet(message))


def payload_of(part: MIMEPart) -> bytes:
    """The bytes of a part, without the way in which they were sent."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def words_of(name: str, part: MIMEPart) -> str:
    """The text of a part: in the encoding that it says, or where that is not so, by what its bytes show."""
    raw, charset = payload_of(part), part.get_content_charset()
    if part.get_content_subtype() == "html":
        return html_of(name, raw, charset)
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeError):
        return text_of(name, raw)


def _day(message: EmailMessage) -> str | None:
    """The sender's day, as his clock showed it."""
    moment = getattr(message["Date"], "datetime", None) if message["Date"] else None
    return moment.date().isoformat() if isinstance(moment, datetime) else None


def _outlet(message: EmailMessage) -> str | None:
    """The sender's name where it is one of an outlet or a body."""
    senders = getattr(message["From"], "addresses", ()) if message["From"] else ()
    name = next((str(s.display_name) for s in senders if s.display_name), "")
    return outlet_name(name) or (name if name and names_issuer(name) else None)
