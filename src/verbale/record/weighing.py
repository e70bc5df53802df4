"""Pairs of tellings weighed: whether the two are one, and how they contradict each other.

Nothing but the two is looked at, so pairs can be weighed elsewhere, while others are put into the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from verbale.model.board import Opposed
from verbale.model.negotiation import Content, Event, Statement
from verbale.model.record import Join, Telling
from verbale.record.contradictions import events_opposed, may_differ, may_oppose, opposed
from verbale.record.events import others_take_part, told_of
from verbale.record.matching import join_of
from verbale.record.utterances import said_in, said_unlike

Pair = tuple[Telling[Any], Telling[Any]]
"""Two tellings of one kind."""
_OPPOSING: dict[type[Content], Callable[[Any, Any], Opposed | None]] = {Statement: opposed, Event: events_opposed}


def _said_apart(a: Telling[Statement], b: Telling[Statement]) -> bool:
    one, two = said_in(a), said_in(b)
    return said_unlike(one, two) and not may_oppose(one, two)


def _happened_apart(a: Telling[Event], b: Telling[Event]) -> bool:
    one, two = told_of(a), told_of(b)
    return others_take_part(one, two) and not may_differ(one, two)


_TOLD_APART: dict[type[Content], Callable[[Any, Any], bool]] = {Statement: _said_apart, Event: _happened_apart}
"""What tells soonest that two are neither one nor set against each other: nine pairs in ten."""


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
    told_apart = _TOLD_APART.get(type(a.content))
    if told_apart and told_apart(a, b):
        return NOTHING
    join = join_of(a, b, explained=False)
    against = opposing(a, b) if (opposing := _OPPOSING.get(type(a.content))) else None
    return Weighed(join, against) if join or against else NOTHING


def all_weighed(pairs: Sequence[Pair]) -> Callable[[], Iterable[Weighed]]:
    """Pairs weighed here, when they are wanted."""
    return lambda: [weighed(a, b) for a, b in pairs]
