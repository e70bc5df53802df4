"""Compound files (MS-CFB): Outlook's messages (MS-OXMSG), read where extract-msg is installed; older office files.

A message is put together again as mail, so that what holds for one holds for the other.
"""

from __future__ import annotations

import io
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, formataddr, parseaddr
from mimetypes import MimeTypes
from typing import Any

from verbale.errors import InputError
from verbale.reading.formats import binaries
from verbale.reading.formats.mail import NO_ARTICLES
from verbale.reading.formats.rtf import text_of_rich
from verbale.reading.formats.source import Found, Source
from verbale.reading.silence import libraries_unheard

_KINDS = MimeTypes()
"""What kinds of files names tell, whatever else a machine knows."""


def compound_articles(source: Source) -> Found:
    """The articles of a message of Outlook, with those attached; any other compound file is refused."""
    raw = source.raw()
    if not binaries.is_outlook(raw):
        row = binaries.stream(raw)
        yield (
            binaries.refusal(source.name, row)
            if row
            else InputError(f"{source.name} is a compound file (OLE) without an article; save it as DOCX or PDF")
        )
        return
    try:
        import extract_msg
    except ImportError as error:
        raise InputError(
            f"{source.name} is a message of Outlook (.msg); install what reads it with: pip install 'verbale[msg]'"
        ) from error
    with libraries_unheard():
        try:
            opened = extract_msg.openMsg(raw)
        except Exception as error:  # extract-msg raises whatever the libraries under it do
            raise InputError(f"{source.name} is a damaged message of Outlook ({error}); save it as .eml") from error
        with opened:
            message = _message(opened)
    yield from source.read(_as_mail(source, message))


def _as_mail(source: Source, message: EmailMessage) -> Source:
    raw = message.as_bytes()
    return replace(source, file=io.BytesIO(raw), start=raw)


def _message(opened: Any) -> EmailMessage:  # Any: extract-msg's message
    made = EmailMessage(policy=default)
    made["From"] = _sender(_line(opened.sender))
    made["To"] = "unknown"
    made["Subject"] = _line(opened.subject)
    if opened.date is not None:
        made["Date"] = format_datetime(opened.date)
    html = opened.htmlBody
    if opened.body and opened.body.strip():
        made.set_content(opened.body.replace("\r\n", "\n"), cte="base64")
    elif html:
        made.set_content(html, maintype="text", subtype="html", cte="base64")
    elif opened.rtfBody:
        made.set_content(text_of_rich(opened.rtfBody), cte="base64")
    for attachment in opened.attachments:
        _attach(made, attachment)
    return made


def _sender(told: str) -> str:
    """The sender as mail writes him; within a house Outlook keeps but a name."""
    name, address = parseaddr(told)
    return told if "@" in address else formataddr((name or told or "unknown", "unknown@invalid"))


def _attach(made: EmailMessage, attachment: Any) -> None:
    """What is attached, by its bytes; a message within the message as one, pictures of a signature not at all."""
    content, name = attachment.data, _line(getattr(attachment, "name", None)) or "attachment"
    if hasattr(content, "attachments"):
        made.add_attachment(_message(content))
        return
    seen = not getattr(attachment, "hidden", False) and not (_KINDS.guess_type(name)[0] or "").startswith(NO_ARTICLES)
    if isinstance(content, bytes) and seen:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)


def _line(value: object) -> str:
    return " ".join(str(value or "").replace("\0", "").split())
