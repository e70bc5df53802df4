"""One input on its way to a reader: its name, its bytes as a file, and the account that all within it share."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.formats import limits

SNIFFED = 65_536
"""Bytes of an input by which its kind is told."""
Found: TypeAlias = Iterator[Article | InputError]
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input: `file` may be read from any place; `start` is how it begins; `read` reads whatever lies within it.

    `given_date` and `plain` are what a person says of it, `depth` counts the archives and messages around it.
    """

    name: str
    file: BinaryIO
    start: bytes
    read: Callable[[Source], Found]
    account: limits.Account
    given_date: str | None = None
    plain: bool = False
    depth: int = 0

    @property
    def size(self) -> int:
        """How many bytes it has."""
        size = self.file.seek(0, io.SEEK_END)
        self.file.seek(0)
        return size

    def raw(self) -> bytes:
        """All of it; raises InputError where that is too much."""
        self.file.seek(0)
        return limits.bounded(self.name, self.file, limits.LIMITS.input_bytes)

    def within(self, name: str, raw: bytes, *, given_date: str | None = None) -> Found:
        """The articles of what lies within it under `name`."""
        where = f"{self.name}: {shown_name(name)}"
        if self.depth >= limits.LIMITS.depth:
            yield InputError(f"{where} lies deeper than {limits.LIMITS.depth} archives; unpack some of them")
            return
        try:
            self.account.another(self.name)
        except InputError as error:
            yield error
            return
        inner = replace(
            self,
            name=where,
            file=io.BytesIO(raw),
            start=raw[:SNIFFED],
            given_date=given_date,
            depth=self.depth + 1,
        )
        yield from self.read(inner)


def shown_name(name: str) -> str:
    """The name of something within an input as it is shown: no way up and out, no character that cannot be seen.

    >>> shown_name("..\\\\..\\\\etc/a.html")
    'etc/a.html'
    """
    parts = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", name).replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept)[:200] or "unnamed"
