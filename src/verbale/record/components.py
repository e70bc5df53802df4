"""Lines as a partition: tellings joined by accepted pairs, split where two must not be one.

Pairs are taken the best first; two groups become one unless a telling of the one cannot stand beside a telling of the
other, or no more of their pairs are alike than unlike, and these are no few: one telling that was misread parts no two
that agree. The result follows from the set of tellings, pairs and judgements alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from verbale.model.record import Join, Telling
from verbale.record.candidates import Kept, asked_by, kept_by

T = TypeVar("T", bound=Telling)  # type: ignore[type-arg] # a telling of whatever kind

FIRM = 0.7
"""The score from which on an accepted pair may join groups of which some tellings are unlike."""
FEW = 4
"""Fewer pairs than one in so many may be unlike, whatever else is."""
Apart = Literal["never", "unlike", ""]
"""Whether two tellings must not stand in one line, or only would not be joined for themselves."""


class Groups:
    """Disjoint sets of keys, joined one pair at a time."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._of: dict[str, list[str]] = {}
        for key in keys:
            self._of[key] = [key]

    def of(self, key: str) -> list[str]:
        """The keys in the group of `key`."""
        return self._of[key]

    def join(self, a: str, b: str) -> None:
        """Make the groups of two keys one."""
        one, two = self._of[a], self._of[b]
        if one is two:
            return
        small, large = sorted((one, two), key=len)
        large += small
        for key in small:
            self._of[key] = large

    def all(self) -> list[list[str]]:
        """Every group once, keys in order, in order of their first key."""
        return sorted(sorted(g) for g in {id(g): g for g in self._of.values()}.values())


def candidates(tellings: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Pairs of tellings that are compared, each once, in an order that follows from the tellings."""
    ordered = sorted(tellings, key=lambda t: t.key)
    if len(ordered) < 2:
        return
    both = [(kept_by(told), asked_by(told)) for told in ordered]  # the one behind the other, as they are made together
    kept = Kept((key, told) for told, (keys, _) in zip(ordered, both, strict=True) for key in keys)
    for a, (_, asked) in zip(ordered, both, strict=True):
        for b in {b.key: b for b in kept.within(asked) if b.key > a.key}.values():
            yield a, b


def partition(
    tellings: Sequence[T],
    joins: Iterable[Join],
    apart: Callable[[T, T], Apart],
    same: Iterable[Join] = (),
) -> list[tuple[list[T], tuple[Join, ...]]]:
    """Groups of tellings with the joins that hold each together, in order of their first telling.

    `joins` are accepted pairs, `same` a person's, which nothing splits; `apart` says which two tellings must not stand
    in one group, and which two are unlike: two groups of which some are become one where more of their pairs are
    accepted.
    """
    by_key = {t.key: t for t in tellings}
    groups = Groups(by_key)
    used: list[Join] = []
    ordered = sorted(joins, key=lambda j: (-j.score, j.a, j.b))
    beside: dict[str, set[str]] = defaultdict(set)
    for join in ordered:
        beside[join.a].add(join.b)
        beside[join.b].add(join.a)
    for join in sorted(same, key=lambda j: (j.a, j.b)):
        groups.join(join.a, join.b)
        used.append(join)
    for join in ordered:
        one, two = groups.of(join.a), groups.of(join.b)
        if one is not two and _are_two([by_key[x] for x in one], [by_key[y] for y in two], apart, beside, join.score):
            continue
        groups.join(join.a, join.b)
        used.append(join)
    holding: dict[int, list[Join]] = defaultdict(list)
    for join in used:
        holding[id(groups.of(join.a))].append(join)
    return [
        (
            sorted((by_key[k] for k in group), key=lambda t: (t.known_from, t.key)),
            tuple(holding[id(groups.of(group[0]))]),
        )
        for group in groups.all()
    ]


def _are_two(
    one: Sequence[T],
    two: Sequence[T],
    apart: Callable[[T, T], Apart],
    beside: Mapping[str, Collection[str]],
    score: float,
) -> bool:
    """Whether a telling of the one must not stand beside one of the other, or too many pairs are unlike.

    Those are as many as are alike, where they are a quarter of all too: one that was misread parts no crowd.
    """
    keys = {y.key for y in two}
    alike = sum(len(keys.intersection(beside[x.key])) for x in one) if score >= FIRM else 0
    borne = max(alike, len(one) * len(two) // FEW) if alike else 0
    for x in one:
        for y in two:
            kept = apart(x, y)
            borne -= kept == "unlike"
            if kept == "never" or (kept and borne <= 0):
                return True
    return False


def components(tellings: Iterable[T], joins: Iterable[Join]) -> list[list[str]]:
    """The keys of tellings that joins connect, directly or through others, each component in order."""
    groups = Groups(t.key for t in tellings)
    for join in joins:
        groups.join(join.a, join.b)
    return groups.all()
