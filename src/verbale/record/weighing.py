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
from verbale.record.contradictions import events_opposed, opposed
from verbale.record.matching import join_of

Pair = tuple[Telling[Any], Telling[Any]]
"""Two tellings of one kind."""
_OPPOSING: dict[type[Content], Callable[[Any, Any], Opposed | None]] = {Statement: opposed, Event: events_opposed}


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
    join = join_of(a, b, explained=False)
    against = opposing(a, b) if (opposing := _OPPOSING.get(type(a.content))) else None
    return Weighed(join, against) if join or against else NOTHING


def all_weighed(pairs: Sequence[Pair]) -> Callable[[], Iterable[Weighed]]:
    """Pairs weighed here, when they are wanted."""
    return lambda: [weighed(a, b) for a, b in pairs]
