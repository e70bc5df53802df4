"""How much an input may take: one table of limits, and the account of what one input has taken of them.

An archive of a few kilobytes can hold terabytes; whatever is unpacked is counted while it is, never believed
beforehand.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import IO, BinaryIO

from verbale.errors import InputError

_CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes, counts and seconds; see docs/reference/inputs.md."""

    input_bytes: int = 256_000_000
    """Of an input that is read whole; text by lines, mailboxes and web archives are read as a stream."""
    item_bytes: int = 64_000_000
    """Of one thing unpacked: a file of an archive, a body, a message of a mailbox."""
    unpacked_bytes: int = 4_000_000_000
    """Of all that one input holds, unpacked."""
    ratio: int = 200
    """Of what is unpacked to what is packed, once it has more than `small_bytes`."""
    small_bytes: int = 1_000_000
    depth: int = 4
    """Of archives within archives, messages within messages."""
    items: int = 50_000
    """In one archive, message or feed and all that it holds; mailboxes and web archives may hold any number."""
    line_bytes: int = 32_000_000
    seconds: float = 60.0
    """For one item, asked between its parts: the pages of a PDF, the pieces of what is unpacked."""


LIMITS = Limits()


@dataclass(slots=True)
class Account:
    """What one input with all that it holds has taken."""

    items: int = 0
    unpacked: int = 0
    clock: Callable[[], float] = field(default=monotonic)

    @property
    def is_full(self) -> bool:
        """Whether more was met than may be, so that nothing further is read."""
        return self.items > LIMITS.items or self.unpacked > LIMITS.unpacked_bytes

    def another(self, name: str) -> None:
        """Count one more item; raises InputError for one too many."""
        self.items += 1
        if self.items > LIMITS.items:
            raise InputError(f"{name} holds more than {LIMITS.items:,} items; split it")

    def took(self, name: str, count: int) -> None:
        """Count bytes that were unpacked; raises InputError for too many."""
        self.unpacked += count
        if self.unpacked > LIMITS.unpacked_bytes:
            raise InputError(f"{name} unpacks to more than {LIMITS.unpacked_bytes:,} bytes; split it")

    def deadline(self, name: str) -> Callable[[], None]:
        """What raises InputError when it is called after the time that one item may take."""
        end = self.clock() + LIMITS.seconds

        def check() -> None:
            if self.clock() > end:
                raise InputError(f"{name} takes longer than {LIMITS.seconds:g} seconds to read; give its text alone")

        return check


def bounded(name: str, file: BinaryIO, most: int) -> bytes:
    """What a file holds from where it stands, read in one piece; raises InputError where that is too much."""
    raw = file.read(most + 1)
    if len(raw) > most:
        raise InputError(f"{name} has more than {most:,} bytes; split it, or give the article alone")
    return raw


def unpacked(name: str, file: IO[bytes], packed: int | None, account: Account) -> bytes:
    """What a stream that unpacks holds, counted while it is read; raises InputError for a bomb.

    `packed` is how many bytes it has packed, None where it is not packed or not known.
    """
    parts, size = [], 0
    check = account.deadline(name)
    while part := file.read(_CHUNK):
        check()
        size += len(part)
        account.took(name, len(part))
        _check_size(name, size, packed)
        parts.append(part)
    return b"".join(parts)


def _check_size(name: str, size: int, packed: int | None) -> None:
    if size > LIMITS.item_bytes:
        raise InputError(f"{name} unpacks to more than {LIMITS.item_bytes:,} bytes; give the article alone")
    if packed is not None and size > LIMITS.small_bytes and size > LIMITS.ratio * max(packed, 1):
        raise InputError(f"{name} unpacks to more than {LIMITS.ratio} times its size; it is no article")


def body_of(name: str, raw: bytes, encoding: str, account: Account) -> bytes:
    """The body of an answer as its Content-Encoding says it is packed (RFC 9110, 8.4); raises InputError."""
    for packing in reversed([part.strip() for part in encoding.casefold().split(",")]):
        if packing in ("", "identity"):
            continue
        pieces = _brotli(name, raw) if packing == "br" else inflated([raw]) if packing in _ZLIB else None
        if pieces is None:
            raise InputError(f"{name} is packed as {packing[:40]!r}, which is not understood; save the page itself")
        parts, size, check = [], 0, account.deadline(name)
        try:
            for part in pieces:
                check()
                size += len(part)
                account.took(name, len(part))
                _check_size(name, size, len(raw))
                parts.append(part)
        except (zlib.error, EOFError) as error:
            raise InputError(f"{name} is packed as {packing} and damaged ({error}); fetch it again") from error
        raw = b"".join(parts)
    return raw


_ZLIB = frozenset({"gzip", "x-gzip", "deflate"})


def inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bounded pieces of gzip, of several members one after the other (RFC 1952, 2.2), of zlib or of bare deflate.

    Raises EOFError where it breaks off, zlib.error where it is damaged.
    """
    stream, members = None, 0
    for chunk in chunks:
        left, more = chunk, False
        while left or more:
            if stream is None and members and not (left := left.lstrip(b"\0")):  # members may be padded
                break
            stream = stream or zlib.decompressobj(_window(left))
            piece = stream.decompress(left, _CHUNK)
            yield piece
            left, more = stream.unconsumed_tail, len(piece) == _CHUNK
            if stream.eof:
                left, more, stream, members = stream.unused_data, False, None, members + 1
    if stream is not None:
        raise EOFError("it breaks off")


def _window(start: bytes) -> int:
    """How zlib reads a stream by its first bytes: gzip and zlib by their heads, else deflate bare, as some send it."""
    headed = start[:1] == b"\x1f" or (
        len(start) > 1 and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    )
    return zlib.MAX_WBITS | 32 if headed else -zlib.MAX_WBITS


def _brotli(name: str, raw: bytes) -> Iterator[bytes]:
    import brotli

    stream = brotli.Decompressor()
    left = raw
    try:
        while not stream.is_finished():
            piece = stream.process(left, output_buffer_limit=_CHUNK)
            left = b""
            if not piece and stream.can_accept_more_data():
                raise EOFError("it breaks off")
            yield piece
    except brotli.error as error:
        raise InputError(f"{name} is packed as br and damaged ({error}); fetch it again") from error
