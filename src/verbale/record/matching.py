"""How well two tellings agree, in named parts, and which two can never be one.

Each `…_match` gives the parts of the score (0 to 1) of two tellings of a kind, or None where they cannot be one line.
`ACCEPTED` is what their weighted mean must reach. Nothing but the two tellings is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from verbale.model.negotiation import Actor, Event, Linkage, Statement
from verbale.model.record import Join, Telling
from verbale.record.candidates import as_who, held_by
from verbale.record.events import event_match
from verbale.record.names import NAMELESS, same_actor
from verbale.record.utterances import too_unlike, utterance_match
from verbale.record.when import between, published
from verbale.record.wording import bag, held, one_text

Parts = dict[str, float]

ACCEPTED, ACCEPTED_EVENT = 0.6, 0.65
ALIKE_ENDS = 0.34
"""Two ties share so much of each of their ends: one word of many is no more than the usual subject."""

RESTATED = 40
"""Within how many days a demand may be told again in other words."""


def may_be_one(a: Telling[Any], b: Telling[Any]) -> bool:
    """Whether nothing forbids two tellings of one kind to stand in one line."""
    return a.key == b.key or _may_be_one(*_in_order(a, b))


@lru_cache(maxsize=1 << 14)
def _may_be_one(a: Telling[Any], b: Telling[Any]) -> bool:
    """Kept, as the pairs of a component are looked at again with every telling that joins it."""
    match, _ = _MATCHES[type(a.content)]
    return match(a, b) is not None


def join_of(a: Telling[Any], b: Telling[Any], *, explained: bool = True) -> Join | None:
    """The join of two tellings of one kind where they agree enough, or None; with its parts where it is `explained`."""
    if isinstance(a.content, Statement) and too_unlike(a, b):
        return None
    a, b = _in_order(a, b)
    match, weights = _MATCHES[type(a.content)]
    parts = match(a, b)
    if parts is None:
        return None
    reached = whole = 0.0
    for name, value in parts.items():
        reached += weights[name] * value
        whole += weights[name]
    score = reached / whole
    if score < (ACCEPTED_EVENT if isinstance(a.content, Event) else ACCEPTED):
        return None
    told = tuple([(name, round(value, 3)) for name, value in parts.items()]) if explained else ()
    return Join(a.key, b.key, round(score, 3), told)


def _in_order(a: Telling[Any], b: Telling[Any]) -> tuple[Telling[Any], Telling[Any]]:
    return (a, b) if a.key <= b.key else (b, a)


def actor_match(a: Telling[Actor], b: Telling[Actor]) -> Parts | None:
    """One actor: by name, or for the unnamed by standing in one text that was copied."""
    one, two = as_who(a), as_who(b)
    if one.kind in NAMELESS and two.kind in NAMELESS and not same_actor(one, two):
        alike = a.article != b.article and one_text(bag(a.sentence), bag(b.sentence)) and bag(one.name) == bag(two.name)
        return {"who": 1.0, "words": 1.0} if alike else None
    same = same_actor(one, two)
    if same is None:
        return None
    return {"who": same}


def linkage_match(a: Telling[Linkage], b: Telling[Linkage]) -> Parts | None:
    """One tie: its holder, and both of its ends in whatever words; long after, one asks for all that the other does."""
    one, two = ends_of(a), ends_of(b)
    if tied_unlike(one, two) or a.key == b.key:
        return None
    asked, again = one.asked, two.asked
    if (between(published(a), published(b)) or 0) > RESTATED and not (asked <= again or again <= asked):
        return None  # "the first instalment", "the second instalment" a year later
    ends = held(asked, again), held(one.granted, two.granted)
    return {"who": 1.0 if one.holder == two.holder else 0.6, "asked": ends[0], "granted": ends[1]}


class Ends(NamedTuple):
    """What is compared of a tie: its kind, who holds it (as `held_by` has it), and the stems of its two ends."""

    kind: str
    holder: str
    asked: frozenset[str]
    granted: frozenset[str]


@lru_cache(maxsize=1 << 13)
def ends_of(tie: Telling[Linkage]) -> Ends:
    """What is compared of a tie, kept as each is compared with dozens of others."""
    asked, granted = tie.passages[:2]
    return Ends(tie.content.kind, held_by(tie), bag(asked.words), bag(granted.words))


def tied_unlike(one: Ends, two: Ends) -> bool:
    """Whether kinds, holders or either end alone tell that two ties are not one: of most they do."""
    if one.kind != two.kind or (one.holder != two.holder and one.holder and two.holder):
        return True
    return held(one.asked, two.asked) < ALIKE_ENDS or held(one.granted, two.granted) < ALIKE_ENDS


_Match = Callable[[Any, Any], Parts | None]  # Any: tellings of one kind
_MATCHES: dict[type, tuple[_Match, Parts]] = {
    Statement: (utterance_match, {"who": 1.0, "words": 3.0, "when": 1.0, "quotation": 2.0}),
    Event: (event_match, {"type": 0.5, "who": 2.0, "when": 2.5, "words": 1.5, "place": 1.0, "mode": 0.5}),
    Actor: (actor_match, {"who": 1.0, "words": 1.0}),
    Linkage: (linkage_match, {"who": 0.5, "asked": 1.0, "granted": 1.0}),
}
