"""Who takes part in events: how well the sides of two agree, and whose visit one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product, starmap

from verbale.model.negotiation import ActorKind, Event
from verbale.model.record import Telling, Who
from verbale.record.names import NAMELESS, STATE_LIKE, is_named, name_tokens, one_party, same_actor
from verbale.record.wording import bag, held, shared


@dataclass(frozen=True, eq=False)
class _One:
    """An actor but for where it is told. There is one of each lately met, so that it is told from others at once."""

    who: Who


@dataclass(frozen=True, eq=False)
class Cast:
    """Who takes part, their parties, whether people are named among them, and the words of their full names.

    `people_alone` says that people meet and each is called by name: whoever is not among them was not there.
    """

    each: tuple[_One, ...]
    parties: frozenset[str]
    names_people: bool
    people_alone: bool
    full_names: tuple[tuple[str, ...], ...]


def cast_of(event: Telling[Event]) -> Cast:
    """Who takes part in an event."""
    return _cast(tuple([(w.name, w.kind, w.party, w.role) for w in event.cast]))


def sides_agree(one: Cast, said_of_one: str, two: Cast, said_of_two: str) -> float | None:
    """How the two sides agree: by people and bodies, by whom the other's sentence names, by parties.

    Where nothing agrees it is little, and None where both name people: those are others, as they are where of one party
    the one names this person and the other that ("Holm met Reed", "Sand met Reed").
    """
    if not one.each or not two.each:
        return 0.4
    met = [*starmap(_may_be_one, product(one.each, two.each))]
    alike = met.count(True)
    if one.people_alone and two.people_alone and _others_of_one_party(one, two, met if alike else None):
        return None
    if alike:
        return min(1.0, 0.7 + 0.15 * alike)
    if _names_in(one, said_of_two) or _names_in(two, said_of_one):
        return 0.7
    return _sides_by_party(one, two)


def others_travel(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether of two visits other people travel, each called by name, or of the one the public."""
    if not a.content.mode == b.content.mode == "visit":
        return False
    all_of_one, all_of_two = ([w for k in t.content.actors if (w := t.who(k))] for t in (a, b))
    one, two = ([w for w in all_of if is_named(w)] for all_of in (all_of_one, all_of_two))
    if (one and not two and _is_public(all_of_two)) or (two and not one and _is_public(all_of_one)):
        return True  # "former islanders visit the graves" is no minister's visit
    return bool(one and two) and not any(same_actor(x, y) for x in one for y in two)


def _is_public(travellers: Sequence[Who]) -> bool:
    return any(w.kind == "public" for w in travellers)


def same_traveller(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether one person travels, or a person and, as one of the two tells it, his state ("Lima put off a visit")."""
    one, two = ([w for k in t.content.actors if (w := t.who(k))] for t in (a, b))
    return any(
        same_actor(x, y) if x.kind == y.kind == "person" else {x.kind, y.kind} & {*STATE_LIKE} and one_party(x, y)
        for x in one
        for y in two
    )


def hosts(told: Telling[Event]) -> set[str]:
    """The states that a visit goes to."""
    if told.content.mode != "visit":
        return set()
    return {w.party for k in told.content.recipients if (w := told.who(k)) and w.party}


@lru_cache(maxsize=1 << 14)
def _cast(told: tuple[tuple[str, ActorKind, str | None, str | None], ...]) -> Cast:
    """Actors by name, kind, party and role: the same few take part in most events."""
    each = tuple(_one(*one) for one in told)
    named = [one.who.name for one in each if is_named(one.who)]
    parties = frozenset(one.who.party for one in each if one.who.party)
    names = (name_tokens(name) for name in named)
    people = [one.who for one in each if one.who.kind != "group"]
    alone = len(people) > 1 and all(map(is_named, people))
    return Cast(each, parties, bool(named), alone, tuple(name for name in names if len(name) > 1))


@lru_cache(maxsize=1 << 14)
def _one(name: str, kind: ActorKind, party: str | None, role: str | None) -> _One:
    return _One(Who("", name, kind, party, role))


def _sides_by_party(one: Cast, two: Cast) -> float | None:
    """How two casts without an actor in common agree."""
    if one.people_alone and two.people_alone:
        return None
    if common := one.parties & two.parties:
        return 0.7 if len(common) > 1 else (0.6 if common in (one.parties, two.parties) else 0.45)
    if not one.parties or not two.parties:
        return 0.35
    return None if one.names_people and two.names_people else 0.15


def _others_of_one_party(one: Cast, two: Cast, met: Sequence[bool] | None) -> bool:
    """Whether each names a person of some party whom the other does not; `met` says who may be who, row by row.

    It is None where nobody may be anybody. Where two sides are the same people, a third may send this one or that: of
    those who mediate each paper names another.
    """
    if met is None:
        return not one.parties.isdisjoint(two.parties)
    many = len(two.each)
    rows = [met[at : at + many] for at in range(0, len(met), many)]
    there = [(x.who.party, True in row) for x, row in zip(one.each, rows, strict=True) if x.who.party]
    alone_in_one = {party for party, is_met in there if not is_met}
    if not alone_in_one or len({party for party, is_met in there if is_met}) > 1:
        return False
    others = zip(two.each, (met[at::many] for at in range(many)), strict=True)
    return any(y.who.party in alone_in_one and True not in column for y, column in others)


@lru_cache(maxsize=1 << 16)
def _may_be_one(one: _One, two: _One) -> bool:
    """Whether two actors may be one."""
    x, y = one.who, two.who
    if (x.kind in NAMELESS or y.kind in NAMELESS) and not same_actor(x, y):
        words = bag(x.name), bag(y.name)
        return x.kind == y.kind and held(*words) == 1.0 and shared(*words) > 0
    return bool(same_actor(x, y))


def _names_in(cast: Cast, sentence: str) -> bool:
    return bool(cast.full_names) and any(map(_said(sentence).issuperset, cast.full_names))


@lru_cache(maxsize=1 << 13)
def _said(sentence: str) -> frozenset[str]:
    """The words of a sentence, as names have them."""
    return frozenset(name_tokens(sentence))
