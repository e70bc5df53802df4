"""From pairs to lines: the accepted pairs of some tellings, and the groups that they make."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from verbale.model.negotiation import Content, Event, Statement
from verbale.model.record import Join, Telling
from verbale.record.candidates import signature_of
from verbale.record.components import Apart, candidates, components, partition
from verbale.record.events import gave_way, tell_of_two
from verbale.record.judgements import Ties
from verbale.record.matching import join_of, may_be_one
from verbale.record.utterances import two_points
from verbale.record.wording import tells_of

C = TypeVar("C", bound=Content)

LOOSE = 0.8
"""Tellings that are joined by a score below this are asked about."""

TO_THE_LETTER = 0.95
"""The score of a pair that agrees in all its parts."""
LARGEST = 400
"""A component of more tellings than this is not matched pair by pair: only what is the same to the letter is joined."""


def groups_of(
    tellings: Sequence[Telling[C]], ties: Ties | None = None
) -> list[tuple[list[Telling[C]], tuple[Join, ...]]]:
    """Tellings of one kind by line, each group in order of `known_from` and with what joins it."""
    ties = ties or Ties()
    alike: dict[str, list[Telling[C]]] = {}
    for told in sorted(tellings, key=lambda t: (t.known_from, t.key)):
        alike.setdefault(signature_of(told, ties.articles), []).append(told)
    first = {group[0].key: group for group in alike.values()}
    same = [j for j in ties.same if j.a in first and j.b in first]
    firsts = [g[0] for g in alike.values()]
    pairs = joins_of(firsts, accepted(firsts))
    groups = partition(firsts, pairs, parted(ties, pairs, firsts), same)
    return [
        (sorted((t for one in group for t in first[one.key]), key=lambda t: (t.known_from, t.key)), joins)
        for group, joins in groups
    ]


def accepted(tellings: Iterable[Telling[Any]]) -> list[Join]:
    """The accepted pairs of tellings of one kind."""
    return [j for a, b in candidates(tellings) if (j := join_of(a, b))]


class Judged:
    """The accepted pairs of components as they were last judged, so that one that grows is not judged all over again.

    Of a component in which anything is another telling than it was, nothing is remembered. At most `limit` pairs are,
    and those of at most `most` tellings: a telling takes the room of twenty pairs.
    """

    def __init__(self, limit: int = 150_000, most: int = 15_000) -> None:
        self._kept: OrderedDict[tuple[str, ...], tuple[Sequence[Telling[Any]], Sequence[Join]]] = OrderedDict()
        self._count = 0
        self._tellings = 0
        self._limit = limit
        self._most = most

    def within(self, tellings: Iterable[Telling[Any]]) -> Sequence[Join]:
        """The accepted pairs of the tellings of one component, which is taken out, as it is about to change."""
        told = _ordered(tellings)
        if len(told) < 2:
            return ()
        held, joins = self._taken(told)
        return joins if held == told else accepted(told)

    def keep(self, tellings: Iterable[Telling[Any]], joins: Sequence[Join]) -> None:
        """Remember the accepted pairs of a component; where that is too much, forget what was kept first."""
        told = _ordered(tellings)
        if len(told) < 3:  # cheaper judged than kept
            return
        self._taken(told)
        self._kept[_keys(told)] = (told, joins)
        self._count += len(joins)
        self._tellings += len(told)
        while self._count > self._limit or self._tellings > self._most:
            self._taken(next(iter(self._kept.values()))[0])

    def _taken(self, told: Iterable[Telling[Any]]) -> tuple[Sequence[Telling[Any]], Sequence[Join]]:
        held, joins = self._kept.pop(_keys(told), ((), ()))
        self._count -= len(joins)
        self._tellings -= len(held)
        return held, joins


def _ordered(tellings: Iterable[Telling[Any]]) -> list[Telling[Any]]:
    return sorted(tellings, key=lambda t: t.key)


def _keys(tellings: Iterable[Telling[Any]]) -> tuple[str, ...]:
    return tuple(t.key for t in tellings)


def joins_of(tellings: Sequence[Telling[Any]], pairs: Sequence[Join]) -> Sequence[Join]:
    """Of accepted pairs those that may join: in a component that is too large, what is the same to the letter.

    It takes whole components to tell which are: a part of one may be small enough.
    """
    large = {k for c in components(tellings, pairs) if len(c) > LARGEST for k in c}
    return [j for j in pairs if j.score >= TO_THE_LETTER or j.a not in large] if large else pairs


def in_doubt(joins: Iterable[Join]) -> Join | None:
    """Of what joins a line the loosest pair, where a person should look at it and joined none of the others."""
    held = tuple(joins)
    least = min(held, key=lambda j: (j.score, j.a, j.b), default=None)
    return None if least is None or least.score >= LOOSE or any(j.judged for j in held) else least


def parted(
    ties: Ties, pairs: Iterable[Join], tellings: Iterable[Telling[Any]]
) -> Callable[[Telling[Any], Telling[Any]], Apart]:
    """Whether two tellings must not stand in one line: a person parted them, or what they tell forbids it.

    Nothing that two tell forbids it where they are one of the accepted `pairs`, or where one of the `tellings` that is
    paired with both says that the day of the one gave way to that of the other. Two events that are merely unlike may
    stand in one line by what other tellings say of it.
    """
    joined = {(join.a, join.b) for join in pairs}
    slips = {t.key: t for t in tellings if isinstance(t.content, Event) and tells_of("slip", t.sentence)}
    moving: dict[str, set[str]] = {}
    for a, b in (one for pair in joined for one in (pair, pair[::-1]) if one[0] in slips):
        moving.setdefault(b, set()).add(a)

    def apart(a: Telling[Any], b: Telling[Any]) -> Apart:
        if ties.parts(a.key, b.key):
            return "never"
        if (a.key, b.key) in joined or (b.key, a.key) in joined:
            return ""
        if may_be_one(a, b):
            return "unlike" if isinstance(a.content, Statement) and two_points(a, b) else ""
        if any(gave_way(a, b, slips[s]) for s in moving.get(a.key, set()) & moving.get(b.key, set())):
            return ""
        return "unlike" if isinstance(a.content, Event) and not tell_of_two(a, b) else "never"

    return apart
