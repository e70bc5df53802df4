"""Versions of one article: a page that was changed, a write-through, a correction; and what the newest takes back.

Two articles are versions of one where they have one address, or where one house printed most of the same text under one
headline within some days. What an older version tells and the newest does not is withdrawn: shown, but as taken back.
Of two of one day the one that says it was corrected is the later; where neither does, nobody knows, and neither takes
anything back of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from verbale.model.record import Line, Source, Telling
from verbale.record.components import Groups
from verbale.record.tables import words
from verbale.record.wording import bag, folded, held

SOON = 3
"""Days within which a house prints one story again under one headline."""
HEADLINE = 0.7
"""How alike two headlines of versions are."""

Edit = tuple[Literal["same", "gone", "new"], str]


@dataclass(frozen=True, slots=True)
class Chain:
    """Versions of one article in the order they were known; where that is one day, in the order of their lengths."""

    versions: tuple[Source, ...]

    @property
    def newest(self) -> Source:
        """The version that counts."""
        return self.versions[-1]


def chains_of(sources: Iterable[Source]) -> list[Chain]:
    """Articles that have several versions, each chain once, in order of their newest version."""
    by_key = {s.article.key: s for s in sources}
    groups = Groups(by_key)
    for of_one in (_by_address(by_key.values()), _by_text(by_key.values())):
        for keys in of_one:
            for key in keys[1:]:
                groups.join(keys[0], key)
    chains = [
        Chain(tuple(sorted((by_key[k] for k in group), key=lambda s: (_known(s), len(s.article.text), s.article.key))))
        for group in groups.all()
        if len(group) > 1
    ]
    return sorted(chains, key=lambda c: (c.newest.known_from, c.newest.article.key))


def _known(source: Source) -> tuple[str, str, int]:
    """What tells which of two versions is the later: their days, then how often they say that they were corrected."""
    text = folded(source.article.text)
    return source.known_from, source.added_on, sum(text.count(phrase) for phrase in words()["corrected"])


def _by_address(sources: Iterable[Source]) -> Iterator[list[str]]:
    by_url: dict[str, list[str]] = {}
    for source in sources:
        if source.article.url:
            by_url.setdefault(source.article.url.partition("#")[0], []).append(source.article.key)
    yield from by_url.values()


def _by_text(sources: Iterable[Source]) -> Iterator[list[str]]:
    by_text: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        by_text.setdefault((source.origin, source.newsroom), []).append(source)
    for group in by_text.values():
        in_order = sorted(group, key=lambda s: (s.known_from, s.article.key))
        for earlier, later in pairwise(in_order):
            if _soon(earlier, later) and _headlines_alike(earlier, later):
                yield [earlier.article.key, later.article.key]


def _soon(a: Source, b: Source) -> bool:
    return abs((date.fromisoformat(b.known_from) - date.fromisoformat(a.known_from)).days) <= SOON


def _headlines_alike(a: Source, b: Source) -> bool:
    one, two = a.article.title, b.article.title
    return bool(one and two) and held(bag(one or ""), bag(two or "")) >= HEADLINE


def withdrawn(line: Line[Any], newest: Mapping[str, str]) -> list[Telling[Any]]:
    """The tellings of a line that a newer version of their article no longer tells.

    `newest` gives the key of the newest version for each article that has one.
    """
    told_in = {t.article for t in line.tellings}
    return [t for t in line.tellings if newest.get(t.article, t.article) not in told_in]


def newest_of(chains: Iterable[Chain]) -> dict[str, str]:
    """The key of the newest version by the key of every older version, and of itself."""
    return {
        s.article.key: chain.newest.article.key
        for chain in chains
        for s in chain.versions
        if s is chain.newest or _known(s) < _known(chain.newest)
    }


def difference(old: str, new: str) -> list[Edit]:
    """What a later version changed, paragraph by paragraph, in order."""
    before, after = old.splitlines(), new.splitlines()
    edits: list[Edit] = []
    for how, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            edits += [("same", p) for p in before[i:j]]
        else:
            edits += _told(before[i:j], "gone") + _told(after[k:m], "new")
    return edits


def _told(paragraphs: Sequence[str], how: Literal["gone", "new"]) -> list[Edit]:
    return [(how, p) for p in paragraphs if p.strip()]
