"""Numbers and bytes that stand for strings in the record's tables."""

from __future__ import annotations

import hashlib
import re

_BITS = 48
"""SQLite keeps a number of so many bits in six bytes, and of 200 million keys hardly two share one by chance."""
_ALL = (1 << _BITS) - 1
_HASHED = re.compile(r"([a-z_]+):([0-9a-f]{24})")


def key_number(kind: str, key: str) -> int:
    """The number of a blocking key or a signature among those of a kind, signed, of 48 bits."""
    digest = hashlib.blake2b(f"{kind}\0{key}".encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
    return int.from_bytes(digest, "big", signed=True)


def run_number(run: int) -> int:
    """A run of words as so many bits of its number."""
    return (run & _ALL) - (_ALL >> 1) - 1


def line_bytes(key: str) -> bytes:
    """The key of a line: a hash as its bytes, its kind apart; any other key as text behind an equals sign."""
    hashed = _HASHED.fullmatch(key)
    if hashed:
        return bytes.fromhex(hashed[2])
    text = b"=" + key.encode()
    return text if len(text) != 12 else b"=" + text


def line_key(kind: str, kept: bytes) -> str:
    """The inverse of `line_bytes`."""
    return f"{kind}:{kept.hex()}" if len(kept) == 12 else kept.lstrip(b"=").decode()
