"""Mailboxes (mbox, RFC 4155): each message an input of its own, read one after the other from the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from verbale.errors import InputError
from verbale.reading.formats import limits, mail
from verbale.reading.formats.source import Found, Source

_BETWEEN = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(start: bytes) -> bool:
    """Whether what begins with `start` is a mailbox: a line that divides messages, and a message."""
    return start.startswith(b"From ") and mail.is_mail(start)


def mbox_articles(source: Source) -> Found:
    """The articles of a mailbox, named by the number of their message."""
    source.file.seek(0)
    for number, raw in enumerate(_messages(source.file), 1):
        source.account.items = 0  # the messages of a mailbox may be any number
        if raw is None:
            yield InputError(
                f"{source.name}: message {number} has more than {limits.LIMITS.item_bytes:,} bytes; give it alone"
            )
        else:
            yield from source.within(f"message {number}", raw)


def _messages(file: BinaryIO) -> Iterator[bytes | None]:
    """The messages; None for one that is too large."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := file.readline(limits.LIMITS.line_bytes):
        if blank and _BETWEEN.match(line):
            if begun:
                yield _message(lines, size)
            lines, size, begun, blank = [], 0, True, False
            continue
        size += len(line)
        if size <= limits.LIMITS.item_bytes:
            lines.append(line)
        blank = not line.strip(b"\r\n")
    if lines or not begun:
        yield _message(lines, size)


def _message(lines: list[bytes], size: int) -> bytes | None:
    return None if size > limits.LIMITS.item_bytes else _QUOTED.sub(rb"\1", b"".join(lines))
