"""What a group of tellings adds up to: an utterance, an event, an actor."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from verbale.model.negotiation import Actor, Event, EventStatus, Statement
from verbale.model.record import ActorLine, EventLine, Join, Telling, Utterance, Who
from verbale.record.announced import HAPPENED, announced_of, days_set, given_up
from verbale.record.candidates import as_who
from verbale.record.names import is_named, name_tokens
from verbale.record.when import narrowest

Joins = tuple[Join, ...]

NOT_YET: tuple[EventStatus, ...] = ("cancelled", "planned", "proposed")


def line_key(kind: str, tellings: Sequence[Telling[Any]]) -> str:
    """The name of a line: it follows from its kind and first telling, so that it stays while others come in."""
    return key_after(kind, tellings[0].key)


def key_after(kind: str, first: str) -> str:
    """The name of the line whose first telling has that key."""
    return f"{kind}:{hashlib.sha256(first.encode()).hexdigest()[:24]}"


def utterance_line(tellings: Sequence[Telling[Statement]], joins: Joins) -> Utterance:
    """One act of speaking: its speaker as most fully named, its day as most exactly told."""
    speakers = [w for t in tellings if (w := t.who(t.content.speaker))]
    said_on = decided_value(tellings, "said_on") or narrowest([d for t in tellings if (d := t.content.said_on)])
    return Utterance(
        key=line_key("utterance", tellings),
        tellings=tuple(tellings),
        joins=joins,
        speaker=fullest(speakers),
        said_on=said_on,
    )


def decided_value(tellings: Sequence[Telling[Any]], field: str) -> Any:  # Any: the field's own type
    """What a person set a field to, the latest where several did; None where nobody did."""
    values = [getattr(t.content, field) for t in tellings if any(d.field == field for d in t.decided)]
    return values[-1] if values else None


def fullest(names: Sequence[Who]) -> Who | None:
    """The actor under its fullest name: named before unnamed, most words, most often."""
    if not names:
        return None
    often = Counter(w.name for w in names)
    return max(
        names,
        key=lambda w: (
            is_named(w) or w.kind != "person",
            len(name_tokens(w.name)),
            often[w.name],
            w.party is not None,
            w.role is not None,
            w.name,
            w.key,
        ),
    )


def event_line(tellings: Sequence[Telling[Event]], joins: Joins, on: str) -> EventLine:
    """One event as its tellings leave it by the ISO day `on`: what took place stands over what was planned.

    Made once of the very same tellings: page after page shows what lies ahead.
    """
    return _event_line(tellings, joins, on) if joins else _event_told(_Same(tuple(tellings)), on)


class _Same:
    """Tellings by what they are in memory: to compare all that they say takes longer than to make a line of them."""

    __slots__ = ("tellings",)

    def __init__(self, tellings: tuple[Telling[Event], ...]) -> None:
        self.tellings = tellings

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.tellings)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(self.tellings) == len(other.tellings)
            and all(one is two for one, two in zip(self.tellings, other.tellings, strict=True))
        )


@lru_cache(maxsize=2_000)
def _event_told(same: _Same, on: str) -> EventLine:
    return _event_line(same.tellings, (), on)


def _event_line(tellings: Sequence[Telling[Event]], joins: Joins, on: str) -> EventLine:
    told = _telling_that_counts(tellings)
    status = decided_value(tellings, "status") or _status(tellings)
    return EventLine(
        key=line_key("event", tellings),
        tellings=tuple(tellings),
        joins=joins,
        type=decided_value(tellings, "type") or Counter(sorted(t.content.type for t in tellings)).most_common(1)[0][0],
        mode=decided_value(tellings, "mode")
        or next((t.content.mode for t in (told, *tellings) if t.content.mode), None),
        status=status,
        when=decided_value(tellings, "when") or _when(tellings, status),
        where=decided_value(tellings, "where")
        or next((t.content.where for t in (told, *tellings) if t.content.where), None),
        actors=_sides(tellings, told, "actors"),
        recipients=_sides(tellings, told, "recipients"),
        announced=announced_of(tellings, on),
    )


def _telling_that_counts(tellings: Sequence[Telling[Event]]) -> Telling[Event]:
    happened = [t for t in tellings if t.content.status in HAPPENED]
    return (happened or list(tellings))[-1]


def _status(tellings: Sequence[Telling[Event]]) -> EventStatus:
    statuses = [t.content.status for t in tellings]
    for status in HAPPENED:
        if status in statuses:
            return status
    last = tellings[-1]
    if last.content.status == "cancelled":
        return "cancelled" if given_up(last) else "planned"
    for status in NOT_YET:
        if last.content.status == "hypothetical" and status in statuses:
            return status
    return last.content.status


def _when(tellings: Sequence[Telling[Event]], status: EventStatus) -> str | None:
    if status in HAPPENED:
        dated = [w for t in tellings if t.content.status in HAPPENED and (w := t.content.when)]
        return narrowest(dated) or narrowest([w for t in tellings if (w := t.content.when)])
    for told in reversed(tellings):
        days = list(days_set(told)) or ([told.content.when] if told.content.when else [])
        if days:
            return days[-1]
    return None


def _sides(tellings: Sequence[Telling[Event]], told: Telling[Event], side: str) -> tuple[Who, ...]:
    """Who is told of last on a side; of a visit who travels, by name where any telling names them."""
    every = (tuple(w for k in getattr(one.content, side) if (w := one.who(k))) for one in (told, *tellings))
    named = [whos for whos in every if whos]
    if side == "actors" and told.content.mode == "visit":
        named.sort(key=lambda whos: not all(w.kind == "person" for w in whos))
        named = list(map(_travelling, named))
    return named[0] if named else ()


def _travelling(whos: tuple[Who, ...]) -> tuple[Who, ...]:
    """The persons who travel, and the parties for which none of them stands; all where nobody is a person."""
    of_persons = {w.party for w in whos if w.kind == "person"}
    return (
        tuple(w for w in whos if w.kind == "person" or (w.party or None) not in {*of_persons, None})
        if of_persons
        else whos
    )


def actor_line(tellings: Sequence[Telling[Actor]], joins: Joins) -> ActorLine:
    """One actor: its fullest name, every name by how often it stands, its offices with the days they were told."""
    whos = [as_who(t) for t in tellings]
    best = fullest(whos)
    assert best is not None  # noqa: S101 - a line has a telling
    parties = Counter(w.party for w in whos if w.party)
    held: dict[str, set[str]] = {}
    for told, who in zip(tellings, whos, strict=True):
        if who.role:  # the day on which an undated article was added says nothing of an office
            held.setdefault(who.role, set()).update({told.known_from} if told.published[1] else ())
    roles = [(role, min(days, default=""), max(days, default="")) for role, days in held.items()]
    names = Counter(w.name for w in whos)
    return ActorLine(
        key=line_key("actor", tellings),
        tellings=tuple(tellings),
        joins=joins,
        name=decided_value(tellings, "name") or best.name,
        kind=decided_value(tellings, "kind") or best.kind,
        party=decided_value(tellings, "party") or min(parties, key=lambda p: (-parties[p], p))
        if parties
        else decided_value(tellings, "party"),
        names=tuple(sorted(names, key=lambda n: (-names[n], n))),
        roles=tuple(sorted(roles, key=lambda r: (r[1:], r[0]))),
    )
