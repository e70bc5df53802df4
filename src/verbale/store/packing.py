"""A reading's findings as one compressed blob, without the article's text and without the names of fields repeated.

The first byte is the version of the form; what is packed is JSON until it is read, so that this module knows no kind of
finding. Version 1: zlib (RFC 1950) with the dictionary beside this file over an object of

* `fields`: the names of the fields by kind, in the order of a row;
* `by`: pairs of annotator and brief, and `rules`;
* `found`: a row a finding, kind first; a string `@3` stands for the key of the fourth finding, `@@` for an at-sign;
* `last`, `earlier`: columns of places in `found`, `by`, `rules`, and of confidence: what the last reading observed, in
  its order, and what others did beside it.

Behind it stand the keys of the findings, 16 bytes each. They follow from the rest, but making them again takes longer
than reading all else.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_VERSION = b"\x01"
_KEY = 16
"""Bytes of a finding's key."""

_FOLDED = (list, str)
_Columns = tuple[list[int], list[int], list[int], list[float]]


class Seen(NamedTuple):
    """Who made the finding at `place` of those packed."""

    place: int
    annotator: str
    brief: str
    rule: str
    confidence: float


class Found(NamedTuple):
    """A finding: its key, its kind and the fields of its content, in order. Strings may be keys of other findings."""

    key: str
    kind: str
    values: Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Packed:
    """What a blob holds. The rows of `found` are taken apart when they are asked for."""

    keys: Sequence[str]
    last: Sequence[Seen]
    earlier: Sequence[Seen]
    _rows: Sequence[Sequence[Any]]  # Any: JSON
    _fields: Mapping[str, Sequence[str]]

    def kind(self, place: int) -> str:
        """The kind of a finding."""
        kind: str = self._rows[place][0]
        return kind

    def found(self, place: int) -> Found:
        """The finding at a place, every list of it a tuple; raises LookupError or ValueError where it is damaged."""
        kind, values = self.values(place)
        return Found(self.keys[place], kind, dict(zip(self._fields[kind], values, strict=True)))

    def values(self, place: int) -> tuple[str, list[Any]]:  # Any: JSON
        """The kind of the finding at a place and the values of its fields, in the order of `fields`; as `found`."""
        kind, *values = self._rows[place]
        keys = self.keys
        return kind, [
            (v if v[:1] != "@" else _unfolded(v, keys)) if (of := v.__class__) is str
            else _unfolded(v, keys) if of is list else v
            for v in values
        ]  # fmt: skip

    def value(self, place: int, at: int) -> Any:  # Any: JSON
        """One of the values of the finding at a place, by where it stands among them."""
        value = self._rows[place][at + 1]
        return _unfolded(value, self.keys) if value.__class__ in _FOLDED else value

    def fields(self, kind: str) -> Sequence[str]:
        """The names of the fields of a kind."""
        return self._fields[kind]


def packed(found: Iterable[Found], last: Iterable[Seen], earlier: Iterable[Seen]) -> bytes:
    """The blob of some findings, each once, and of who made them; raises ValueError for a key that is no hash."""
    found = list(found)
    places = {one.key: place for place, one in enumerate(found)}
    keys = b"".join(_key(one.key) for one in found)
    fields: dict[str, list[str]] = {}
    rows: list[list[Any]] = []  # Any: JSON
    for one in found:
        names = fields.setdefault(one.kind, list(one.values))
        rows.append([one.kind, *(_folded(one.values[name], places) for name in names)])
    by: dict[tuple[str, str], int] = {}
    rules: dict[str, int] = {}
    content = {"fields": fields, "found": rows}
    seen = {"last": _columns(last, by, rules), "earlier": _columns(earlier, by, rules)}
    whole = {**content, **seen, "by": list(by), "rules": list(rules)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(9, zdict=_dictionary())
    return _VERSION + deflate.compress(text.encode("utf-8", "surrogatepass")) + deflate.flush() + keys


def unpacked(blob: bytes) -> Packed:
    """What a blob holds; raises ValueError or LookupError where it is damaged or a newer Verbale packed it."""
    if blob[:1] != _VERSION:
        raise ValueError(f"findings packed in the form {blob[:1].hex()} of a newer Verbale")
    inflate = zlib.decompressobj(zdict=_dictionary())
    try:
        text = inflate.decompress(blob[1:])
    except zlib.error as error:
        raise ValueError(f"findings that cannot be unpacked: {error}") from error
    if not inflate.eof:
        raise ValueError("findings that break off")
    whole = json.loads(text.decode("utf-8", "surrogatepass"))
    hashes = inflate.unused_data.hex()
    keys = [hashes[at : at + 2 * _KEY] for at in range(0, len(hashes), 2 * _KEY)]
    if len(keys) != len(whole["found"]):
        raise ValueError("findings without keys, or keys without findings")
    by, rules = whole["by"], whole["rules"]
    last, earlier = (_seen(whole[name], by, rules) for name in ("last", "earlier"))
    return Packed(keys, last, earlier, whole["found"], whole["fields"])


@cache
def _dictionary() -> bytes:
    """What findings have in common. It belongs to version 1 of the form and never changes."""
    return Path(__file__).with_name("packing_1.txt").read_bytes()


def _key(key: str) -> bytes:
    hashed = bytes.fromhex(key)
    if len(hashed) != _KEY or hashed.hex() != key:
        raise ValueError(f"{key!r} is no key of a finding")
    return hashed


def _columns(seen: Iterable[Seen], by: dict[tuple[str, str], int], rules: dict[str, int]) -> _Columns:
    """Observations as columns; who made them and by which rule are entered in `by` and `rules`."""
    columns: _Columns = ([], [], [], [])
    for one in seen:
        columns[0].append(one.place)
        columns[1].append(by.setdefault((one.annotator, one.brief), len(by)))
        columns[2].append(rules.setdefault(one.rule, len(rules)))
        columns[3].append(one.confidence)
    return columns


def _seen(columns: _Columns, by: Sequence[tuple[str, str]], rules: Sequence[str]) -> list[Seen]:
    return [Seen(place, *by[who], rules[rule], sure) for place, who, rule, sure in zip(*columns, strict=True)]


def _folded(value: Any, places: Mapping[str, int]) -> Any:  # Any: JSON
    """A value with the keys of other findings as their places."""
    if isinstance(value, str):
        place = places.get(value)
        return f"@{place}" if place is not None else f"@{value}" if value.startswith("@") else value
    return [_folded(v, places) for v in value] if isinstance(value, (list, tuple)) else value


def _unfolded(value: Any, keys: Sequence[str]) -> Any:  # Any: JSON
    # Millions of these are read for one view of a large dossier, so the commonest come first.
    if value.__class__ is list:
        if len(value) == 2 and value[0].__class__ is value[1].__class__ is int:
            return tuple(value)
        return tuple([_unfolded(v, keys) if v.__class__ in _FOLDED else v for v in value])
    if value[:1] == "@":
        return value[1:] if value[1:2] == "@" else keys[int(value[1:])]
    return value
