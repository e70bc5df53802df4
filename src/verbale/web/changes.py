"""What a later version of an article changed, as a page shows it: by paragraphs, and by words in one written anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from verbale.record.versions import Edit

ALIKE = 0.5
"""How much of two paragraphs must be the same words for one to be the other written anew."""
Piece = tuple[str, bool]
"""Some words, and whether they are in one of the two versions alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph that is gone or new, in pieces, or so many that stayed as they were: `same`."""

    how: str
    pieces: tuple[Piece, ...] = ()
    count: int = 1


def runs(edits: Iterable[Edit]) -> Iterator[Run]:
    """The edits as they are read: what is gone beside what stands in its place."""
    gone: list[str] = []
    for how, group in groupby(edits, key=lambda edit: edit[0]):
        paragraphs = [words for _, words in group]
        if how == "gone":
            gone = paragraphs
            continue
        yield from _beside(gone, paragraphs if how == "new" else ())
        gone = []
        if how == "same":
            yield Run("same", count=sum(1 for words in paragraphs if words.strip()))
    yield from _beside(gone, ())


def _beside(gone: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for one, other in zip_longest(gone, new):
        old, now = _pieces(one or "", other or "")
        if one:
            yield Run("gone", old)
        if other:
            yield Run("new", now)


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both paragraphs in pieces; each is one piece where they are not the same one."""
    one, other = (re.findall(r"\s*\S+", words) for words in (old, new))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ((old, True),), ((new, True),)
    before: list[Piece] = []
    after: list[Piece] = []
    for how, i, j, k, m in matcher.get_opcodes():
        before.append(("".join(one[i:j]), how != "equal"))
        after.append(("".join(other[k:m]), how != "equal"))
    return tuple(p for p in before if p[0]), tuple(p for p in after if p[0])
