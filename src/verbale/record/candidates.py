"""Which tellings are compared: those of one kind of which one asks for a key under which the other is kept.

A key is a string made of a telling alone: what it is about and when. A telling is kept under the stretch of time that
it tells of, and asks for the stretches around it, so that nothing is kept twice; of two tellings each asks for the
other or neither does. All stretches are bounded, so that what is compared does not grow with the archive; what is told
again over the years is joined from one telling to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations, product
from typing import Any, NamedTuple

from verbale.model.negotiation import Actor, Event, Linkage, Statement
from verbale.model.record import Telling, Who
from verbale.record.names import NAMELESS, name_key, name_tokens
from verbale.record.when import days
from verbale.record.wording import bag, folded, tokens

FAMILY = {"AGREE": "accord", "SUPPORT": "accord", "REJECT": "refusal", "THREATEN": "refusal"}
"""PLOVER types that the press uses of one happening; any other is a family of its own."""
AHEAD = ("planned", "proposed", "cancelled")
"""What is or was to come."""


class Slots(NamedTuple):
    """Stretches of time by name: those that a telling is kept in, and those that it asks for."""

    kept: tuple[str, ...]
    asked: tuple[str, ...]


Topics = Iterator[tuple[Iterable[str], Slots]]
"""What a telling is about, with the stretches of time for it."""


@lru_cache(maxsize=1 << 15)
def kept_by(told: Telling[Any]) -> tuple[str, ...]:
    """The keys under which a telling is kept, each once, in order."""
    return tuple(dict.fromkeys(f"{one}@{at}" for about, slots in _topics(told) for one in about for at in slots.kept))


@lru_cache(maxsize=1 << 13)
def asked_by(told: Telling[Any]) -> tuple[str, ...]:
    """The keys that a telling asks for, each once, in order."""
    return tuple(dict.fromkeys(f"{one}@{at}" for about, slots in _topics(told) for one in about for at in slots.asked))


def _topics(told: Telling[Any]) -> Topics:
    topics = _TOPICS.get(type(told.content))
    return topics(told) if topics else iter(())


def _utterance(told: Telling[Statement]) -> Topics:
    """Speaker and words, two words, around the day it was said; who spoke on that day, or the words over years."""
    words, when = _stated(told), told.content.said_on
    speaker = told.who(told.content.speaker)
    by = "?" if speaker is None or speaker.kind in NAMELESS else name_key(speaker)
    yield (f"said:{by}:{stem}" for stem in longest(words, 3)), _told_for([when], told, days_apart=False)
    yield _pairs(longest(words, 4)), _told_for([when], told)
    if _is_day(when):
        yield [f"said:{by}"], _on(when)
    else:
        yield [f"words:{' '.join(tokens(words))}"], _published(told, YEAR)


def _stated(told: Telling[Statement]) -> str:
    """The words of a statement; of one that says nothing by itself ("so", "it"), its sentence."""
    words = statement_words(told)
    return words if bag(words) else told.sentence


def _event(told: Telling[Event]) -> Topics:
    """Who, where and what, around the days told; who and what on the day; visits as they slip; the words over years."""
    event = told.content
    family = FAMILY.get(event.type, event.type)
    dates = [d for d in (event.when, *told.days) if d]
    about = [f"{family}:{one}" for one in _who_and_where(told)]
    around, of_one_day = _told_for(dates, told), _told_for(dates, told, days_apart=False)
    if event.status in AHEAD:  # its day may give way to another
        yield (*about, *(f"ahead:{one}" for one in about)), around
    else:
        yield about, of_one_day
        yield (f"ahead:{one}" for one in about), Slots((), around.asked)
    yield (f"{family}:{pair}" for pair in _pairs(longest(told.sentence, 3))), around
    for day in filter(_is_day, dates):
        yield (f"{family}:{about}" for about in (*_parties(told), *longest(told.words, 2))), _on(day)
    if event.mode == "visit":
        yield from _visit(told)
    if not any(map(_is_day, dates)):
        yield [f"{family}:words:{' '.join(tokens(told.sentence))}"], _published(told, YEAR)


def _visit(told: Telling[Event]) -> Topics:
    """Both sides, over the years in which a visit may slip: what is ahead is compared with all, the rest with that."""
    ahead, made = ([f"visit {stage}:{one}" for one in _parties(told)] for stage in ("ahead", "made"))
    day = _day_of(told)
    years = _stretches(*(_reach(told.content.when) or (day, day)), YEAR)
    if told.content.status in AHEAD:
        yield ahead, years
        yield made, Slots((), years.asked)
    else:
        yield ahead, Slots((), years.asked)
        yield made, Slots(years.kept, ())


def _who_and_where(told: Telling[Event]) -> Iterator[str]:
    """People who take part; a party or the place with the trigger."""
    trigger = longest(told.words, 1)
    yield from (name_key(w) for w in told.cast if w.kind == "person")
    yield from (f"{party} by {stem}" for party, stem in product(_parties(told), trigger))
    yield from (f"in {place} by {stem}" for place, stem in product(longest(told.content.where or "", 1), trigger))


def _parties(told: Telling[Event]) -> list[str]:
    return sorted({w.party or name_key(w) for w in told.cast})


def _actor(told: Telling[Actor]) -> Topics:
    """A name; a party with an office; for the unnamed the sentence, which copies share."""
    actor = told.content
    if actor.kind in NAMELESS:
        yield [f"words:{' '.join(tokens(told.sentence))}"], _published(told, MONTH)
        return
    yield [name_key(as_who(told))], EVER
    if actor.kind == "person" and actor.party:
        yield (f"office:{actor.party}:{stem}" for stem in longest(actor.role or actor.name, 3)), EVER


def _linkage(told: Telling[Linkage]) -> Topics:
    holder = held_by(told)
    words = longest(told.passages[0].words, 2)
    yield (f"{told.content.kind}:{holder}:{stem}" for stem in words), _published(told, YEAR)


_TOPICS: dict[type, Callable[[Any], Topics]] = {
    Statement: _utterance, Event: _event, Actor: _actor, Linkage: _linkage,
}  # fmt: skip


EVER = Slots(("",), ("",))
WEEK, MONTH, YEAR = 8, 32, 512
"""How many days a stretch has. A longer one is made of whole shorter ones."""
_A_DAY = 2
"""A day, or the night between two, is narrower than this."""
_BESIDE = {WEEK: 1, MONTH: 1, YEAR: 0}
"""How many stretches on either side are compared with one, and with the shorter ones in it."""


def _told_for(dates: Iterable[str | None], told: Telling[Any], *, days_apart: bool = True) -> Slots:
    """The stretches of some dates, a week for a day; where none is told, the month of publication.

    Without `days_apart` what is told of one day is not compared with what is told of another.
    """
    reaches = tuple(reach for d in dates if (reach := _reach(d)))
    return _around(reaches or None, _day_of(told), days_apart)


@lru_cache(maxsize=65536)
def _around(reaches: tuple[tuple[int, int], ...] | None, published: int, days_apart: bool) -> Slots:
    kept = {(MONTH, published // MONTH): None} if reaches is None else {}
    for first, last in reaches or ():
        length = WEEK if last - first < _A_DAY else MONTH if last - first < MONTH else YEAR
        kept |= {(length, at): None for at in range(first // length, last // length + 1)}
    asked: dict[str, None] = {}
    for length, at in kept:
        for other in _BESIDE if length > WEEK or days_apart else (MONTH, YEAR):
            wide = max(length, other)
            middle, beside = at * length // wide, _BESIDE[wide]
            within = range((middle - beside) * wide // other, (middle + beside + 1) * wide // other)
            asked |= dict.fromkeys(f"{other}.{n}" for n in within)
    return Slots(tuple(f"{length}.{at}" for length, at in kept), tuple(asked))


def _on(day: str | None) -> Slots:
    """The day alone."""
    return Slots((f"on {days(day)}",), (f"on {days(day)}",))


def _published(told: Telling[Any], length: int) -> Slots:
    """The stretch in which an article was published, and those beside it."""
    return _stretches(_day_of(told), _day_of(told), length)


def _stretches(first: int, last: int, length: int) -> Slots:
    low, high = first // length, last // length
    return Slots(tuple(map(str, range(low, high + 1))), tuple(map(str, range(low - 1, high + 2))))


def _reach(edtf: str | None) -> tuple[int, int] | None:
    """The first and the last day of a date, None where it is wider than a year."""
    reach = days(edtf)
    return None if reach is None or reach[1] - reach[0] > 366 else reach


def _is_day(edtf: str | None) -> bool:
    reach = days(edtf)
    return reach is not None and reach[1] - reach[0] < _A_DAY


def _day_of(told: Telling[Any]) -> int:
    """The last day on which an article may have been published, else that from which it counts."""
    return date.fromisoformat(told.published[1] or told.published[0] or told.known_from).toordinal()


@lru_cache(maxsize=65536)
def longest(text: str, count: int) -> tuple[str, ...]:
    """The longest stems of a text, at most `count`: what a text is about is seldom said in short words."""
    return tuple(sorted(bag(text), key=lambda s: (-len(s), s))[:count])


def _pairs(words: Iterable[str]) -> Iterator[str]:
    return (f"{a}:{b}" for a, b in combinations(sorted(words), 2))


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
