"""The body of an answer as it comes in, unpacked, and never more of it than was allowed.

Only what was asked for is unpacked, gzip and deflate (RFC 9110, 8.4.1), and once: a page packed in itself is a bomb.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from verbale.errors import NotFetched
from verbale.reading.formats.limits import inflated

ACCEPTED = "gzip, deflate"


def unpacked(chunks: Iterable[bytes], encoding: str, where: str, most: int) -> bytes:
    """The bytes of a body that is packed as its header says; raises NotFetched for too many, or what is damaged."""
    named = [part.strip() for part in encoding.casefold().split(",") if part.strip() not in ("", "identity")]
    if not named:
        return _bounded(chunks, where, most)
    if len(named) > 1 or named[0] not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"{where} is packed as {encoding[:40]!r}, which nobody asked for; save it and add the file")
    return _bounded(_inflated(_bounded_parts(chunks, where, most), where), where, most)


def _bounded(chunks: Iterable[bytes], where: str, most: int) -> bytes:
    return b"".join(_bounded_parts(chunks, where, most))


def _bounded_parts(chunks: Iterable[bytes], where: str, most: int) -> Iterator[bytes]:
    left = most
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise too_large(where, most)
        yield chunk


def too_large(where: str, most: int) -> NotFetched:
    """What is said of a body that is larger than it may be."""
    return NotFetched(f"{where} is larger than {most:,} bytes; save what you need of it and add the file")


def _inflated(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """The parts of a body unpacked, a bounded piece at a time, whatever one byte may blow up to."""
    try:
        yield from inflated(chunks)
    except zlib.error as error:
        raise NotFetched(f"{where} is damaged ({error}); try again later", again=True) from error
    except EOFError as error:
        raise NotFetched(f"{where} breaks off; try again later", again=True) from error
