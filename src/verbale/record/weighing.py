"""Pairs of tellings weighed: whether the two are one, and how they contradict each other.

Nothing but the two is looked at, so pairs can be weighed elsewhere, while others are put into the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from verbale.model.board import Opposed
from verbale.model.negotiation import Content, Event, Linkage, Statement
from verbale.model.record import Join, Telling
from verbale.record.contradictions import events_opposed, may_differ, may_oppose, opposed
from verbale.record.events import others_take_part, told_of
from verbale.record.matching import ends_of, join_of, tied_unlike
from verbale.record.utterances import said_in, said_unlike

Pair = tuple[Telling[Any], Telling[Any]]
"""Two tellings of one kind."""
_OPPOSING: dict[type[Content], Callable[[Any, Any], Opposed | None]] = {Statement: opposed, Event: events_opposed}


def _said(a: Telling[Statement], b: Telling[Statement]) -> tuple[bool, bool]:
    one, two = said_in(a), said_in(b)
    return not said_unlike(one, two), may_oppose(one, two)


def _happened(a: Telling[Event], b: Telling[Event]) -> tuple[bool, bool]:
    one, two = told_of(a), told_of(b)
    return not others_take_part(one, two), may_differ(one, two)


def _tied(a: Telling[Linkage], b: Telling[Linkage]) -> tuple[bool, bool]:
    return not tied_unlike(ends_of(a), ends_of(b)), False


_SOON: dict[type[Content], Callable[[Any, Any], tuple[bool, bool]]] = {
    Statement: _said, Event: _happened, Linkage: _tied,
}  # fmt: skip
"""What tells soonest whether two may be one, and whether they may be set against each other: few pairs in ten may."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What holds two tellings together, and what sets them against each other; None where nothing does."""

    join: Join | None = None
    opposed: Opposed | None = None


NOTHING = Weighed()


class Weigher(Protocol):
    """Weighs pairs, in this process or in others."""

    def __call__(self, pairs: Sequence[Pair], /) -> Callable[[], Iterable[Weighed]]:
        """Has pairs weighed; what is given back waits until they are, and gives what each is found to be in order."""


def weighed(a: Telling[Any], b: Telling[Any]) -> Weighed:
    """Two tellings weighed; what joins them is without the parts of its score, which are made where lines are shown."""
    kind = type(a.content)
    may_be_one, may_contradict = _SOON[kind](a, b) if kind in _SOON else (True, False)
    if not (may_be_one or may_contradict):  # as of most
        return NOTHING
    join = join_of(a, b, explained=False) if may_be_one else None
    against = _OPPOSING[kind](a, b) if may_contradict else None
    return Weighed(join, against) if join or against else NOTHING


def all_weighed(pairs: Sequence[Pair]) -> Callable[[], Iterable[Weighed]]:
    """Pairs weighed here, when they are wanted."""
    return lambda: [weighed(a, b) for a, b in pairs]
