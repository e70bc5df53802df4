"""Which tellings are compared: those of one kind that share a blocking key.

A key is a string made of a telling alone. Two tellings that may be one share at least one: speaker and month,
neighbouring months too; the family of an event, a side and the month; the words themselves, for what is repeated years
later; the holder of a tie and a word of it; a party and an issue.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import combinations
from typing import Any

from verbale.model.negotiation import Actor, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Telling, Who
from verbale.record.names import NAMELESS, name_key, name_tokens
from verbale.record.when import days
from verbale.record.wording import bag, folded, tokens

FAMILY = {"AGREE": "accord", "SUPPORT": "accord", "REJECT": "refusal", "THREATEN": "refusal"}
"""PLOVER types that the press uses of one happening; any other is a family of its own."""


def keys_of(told: Telling[Any]) -> tuple[str, ...]:
    """The blocking keys of a telling, each once, in order."""
    return tuple(dict.fromkeys(_KEYS[type(told.content)](told)))


def _utterance(told: Telling[Statement]) -> Iterator[str]:
    speaker = told.who(told.content.speaker)
    words = statement_words(told)
    by = "?" if speaker is None or speaker.kind in NAMELESS else name_key(speaker)
    for month in _months(told.content.said_on, told):
        yield from (f"utterance:{by}:{month}:{stem}" for stem in longest(words, 6))
    yield from points_of(told)
    yield f"utterance:words:{' '.join(tokens(words))}"


def points_of(told: Telling[Statement]) -> Iterator[str]:
    """The keys under which a statement is set against what others say on the same point: pairs of its longest words."""
    for month in _months(None, told):
        yield from (f"point:{month}:{a}:{b}" for a, b in combinations(sorted(longest(statement_words(told), 4)), 2))


def longest(text: str, count: int) -> list[str]:
    """The longest stems of a text, at most `count`: what a text is about is seldom said in short words."""
    return sorted(bag(text), key=lambda s: (-len(s), s))[:count]


def _event(told: Telling[Event]) -> Iterator[str]:
    event = told.content
    family = FAMILY.get(event.type, event.type)
    about = sorted(_what_it_is_about(told))
    dates = [d for d in (event.when, *told.days) if d and (reach := days(d)) and reach[1] - reach[0] < 366]
    told_for: list[str | None] = [*dates] or [None]
    for when in told_for:
        for week in _weeks(when, told):
            yield from (f"event:{family}:{week}:{key}" for key in about)
    for first, last in (reach for d in dates if (reach := days(d))):
        if last - first < 2:
            yield from (f"event:{family}:day {first}:{stem}" for stem in bag(told.words))
    if event.mode == "visit":
        for half in _half_years(event.when, told):
            yield from (f"event:visit:{name_key(w)}:{half}" for w in told.cast if w.kind == "person")
    yield f"event:{family}:words:{' '.join(tokens(told.sentence))}"


def _what_it_is_about(told: Telling[Event]) -> Iterator[str]:
    """People who take part; two parties; a party or a place with the trigger; two of the sentence's longest words."""
    triggers = bag(told.words)
    parties = sorted({w.party or name_key(w) for w in told.cast})
    yield from (name_key(w) for w in told.cast if w.kind == "person")
    yield from (f"{a}+{b}" for a, b in combinations(parties, 2))
    yield from (f"{party} by {trigger}" for party in parties for trigger in triggers)
    if told.content.where:
        yield from (f"in {place} by {trigger}" for place in bag(told.content.where) for trigger in triggers)
    yield from (f"{a}:{b}" for a, b in combinations(sorted(longest(told.sentence, 4)), 2))


def _actor(told: Telling[Actor]) -> Iterator[str]:
    actor = told.content
    yield f"actor:{name_key(as_who(told))}"
    if actor.kind == "person" and actor.party:
        yield from (f"actor:office:{actor.party}:{stem}" for stem in longest(actor.role or actor.name, 3))
    if actor.kind in NAMELESS:
        yield f"actor:words:{' '.join(tokens(told.sentence))}"


def _linkage(told: Telling[Linkage]) -> Iterator[str]:
    holder = held_by(told)
    yield from (f"linkage:{told.content.kind}:{holder}:{token}" for token in sorted(bag(told.passages[0].words))[:8])


def _position(told: Telling[Position]) -> Iterator[str]:
    yield f"position:{told.content.party}:{told.content.issue}"


def _phase(told: Telling[Phase]) -> Iterator[str]:
    yield "phase"


_KEYS: dict[type, Callable[[Any], Iterator[str]]] = {
    Statement: _utterance, Event: _event, Actor: _actor, Linkage: _linkage, Position: _position, Phase: _phase,
}  # fmt: skip


def signature_of(told: Telling[Any], judged: Collection[str] = ()) -> str:
    """What makes tellings one without comparing them: for a named actor its name, party and office; else itself.

    A telling that a person set a field of is itself; so is each of the articles `judged`, whose tellings people join.
    """
    actor = told.content
    if not isinstance(actor, Actor) or actor.kind in NAMELESS or told.decided or told.article in judged:
        return told.key
    name = " ".join(name_tokens(actor.name))
    return f"{actor.kind}|{actor.party}|{name}|{folded(actor.role or '')}" if name else told.key


def as_who(told: Telling[Actor]) -> Who:
    """The actor that a telling is about."""
    actor = told.content
    return Who(told.key, actor.name, actor.kind, actor.party, actor.role)


def statement_words(told: Telling[Statement]) -> str:
    """All words of what is stated, pieces joined."""
    return " … ".join(p.words for p in told.passages[: len(told.content.content)])


def held_by(told: Telling[Linkage]) -> str:
    """Who holds a tie: the party of its holder, else the holder's name, else nobody ("")."""
    holder = told.who(told.content.holder)
    return "" if holder is None else holder.party or holder.name


def _weeks(when: str | None, told: Telling[Any]) -> Iterator[int]:
    """The weeks of a date (counted from the year 1) and the one after; without one, those before publication."""
    first, last = _reach(when, told)
    yield from range(first // 7, last // 7 + 2)


def _half_years(when: str | None, told: Telling[Any]) -> Iterator[str]:
    """The half-years of a date and the next: as long as a visit slips."""
    for month in _months(when, told):
        year, number = month.split("-")
        half = int(year) * 2 + (int(number) > 6)
        yield from (str(half), str(half + 1))


def _months(when: str | None, told: Telling[Any]) -> Iterator[str]:
    """The months of a date and the one after the last; of the day of publication where there is no date."""
    first, last = (date.fromordinal(d) for d in _reach(when, told))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    for n in range(min(count, 13) + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        yield f"{year}-{month + 1:02}"


def _reach(when: str | None, told: Telling[Any]) -> tuple[int, int]:
    """The days that a date may mean, as ordinals; the month before publication where there is none."""
    reach = days(when)
    if reach is not None:
        return reach
    day = date.fromisoformat(told.published[1] or told.published[0] or told.known_from).toordinal()
    return (day - 31, day)
