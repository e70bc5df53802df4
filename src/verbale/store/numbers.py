"""Numbers and bytes that stand for strings in the tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

KINDS = {"statement": -1, "event": -2, "actor": -3, "linkage": -4, "position": -5, "phase": -6}
"""The numbers of the kinds of tellings and lines, apart from those of terms: an index may be of one kind alone."""

KIND_OF = {number: kind for kind, number in KINDS.items()}

_BITS = 48
"""SQLite keeps a number of so many bits in six bytes, and of 200 million signatures hardly two share one by chance."""
_WORD_BITS = 16
_ALL = (1 << _BITS) - 1
_HASHED = re.compile(r"([a-z_]+):([0-9a-f]{24})")
HASHED = 12
"""Bytes of the key of a line that is a hash."""


def signature_number(kind: str, signature: str) -> int:
    """The number of a signature among those of a kind, signed, of 48 bits."""
    return int.from_bytes(_hashed(f"{kind}\0{signature}", _BITS), "big", signed=True)


def address_number(url: str) -> int:
    """The number of an address, whatever place on the page it names, signed, of 48 bits."""
    return int.from_bytes(_hashed(url.partition("#")[0], _BITS), "big", signed=True)


def word_numbers(words: Iterable[str]) -> Iterator[bytes]:
    """Two bytes for each of some words; some words have the same."""
    return map(_word_number, words)


@lru_cache(maxsize=1 << 16)
def _word_number(word: str) -> bytes:
    """Kept, as what is done and asked for is said in the same words over and over."""
    return _hashed(word, _WORD_BITS)


def in_twos(numbers: bytes) -> Iterator[bytes]:
    """The inverse of `word_numbers`, put together."""
    return (numbers[at : at + 2] for at in range(0, len(numbers), 2))


def _hashed(text: str, bits: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=bits // 8).digest()


def run_number(run: int) -> int:
    """A run of words as so many bits of its number."""
    return (run & _ALL) - (_ALL >> 1) - 1


def line_bytes(key: str) -> bytes:
    """The key of a line: a hash as its bytes, its kind apart; any other key as text behind an equals sign."""
    hashed = _HASHED.fullmatch(key)
    if hashed:
        return bytes.fromhex(hashed[2])
    text = b"=" + key.encode()
    return text if len(text) != HASHED else b"=" + text


def line_key(kind: str, kept: bytes) -> str:
    """The inverse of `line_bytes`."""
    return f"{kind}:{kept.hex()}" if len(kept) == HASHED else kept.lstrip(b"=").decode()
