"""Which tellings are compared: those of one kind of which one asks for a key under which the other is kept.

A key is a number made of a telling alone: 28 bits for what it is about (a hash; where two share one by chance, a pair
too many is looked at) and the width of its date, and 20 for the first day of that. A telling asks for the days around
its own, so that nothing is kept twice; of two tellings each asks for the other or neither does. No stretch of days is
without bound, so that what is compared does not grow with the archive; what is told again over the years is joined from
one telling to the next.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar
from zlib import crc32

from verbale.model.board import (
    DAY_BITS,
    TOPIC,
    Array,
    Slot,
    Stretch,
    Stretches,
    distinct,
    keys_of,
    packed_slots,
    unfolded,
)
from verbale.model.negotiation import Actor, ActorKind, Event, Linkage, Statement
from verbale.model.record import Telling, Who
from verbale.record.names import NAMELESS, called, heard_key, is_named, name_key, name_keys, name_tokens, named_members
from verbale.record.when import days
from verbale.record.wording import bag, folded, tells_of, tokens

T = TypeVar("T")

FAMILY = {"AGREE": "accord", "SUPPORT": "accord", "REJECT": "refusal", "THREATEN": "refusal"}
"""PLOVER types that the press uses of one happening; any other is a family of its own."""
AHEAD = ("planned", "proposed", "cancelled")
"""What is or was to come."""


class Slots(NamedTuple):
    """Days by the width of a date: the first of those that a telling is kept under, and the stretches it asks for.

    The stretches are packed, as `packed_slots` has it: the same days are asked for by all that an article tells.
    """

    kept: tuple[tuple[int, int], ...]
    asked: bytes


Topics = Iterator[tuple[list[int], Slots]]
"""What a telling is about, as hashes, with the days for it."""


@lru_cache(maxsize=1 << 12)
def kept_by(told: Telling[Any]) -> tuple[int, ...]:
    """The keys under which a telling is kept, each once, in order."""
    return _keys(told)[0]


@lru_cache(maxsize=1 << 12)
def asked_by(told: Telling[Any]) -> Stretches:
    """The stretches of keys that a telling asks for, each once, in order."""
    return _keys(told)[1]


def kept_and_asked(told: Telling[Any]) -> tuple[tuple[int, ...], Stretches]:
    """What a telling is kept under and what it asks for, for who wants both and neither again."""
    if isinstance(told.content, Actor) and told.content.kind not in NAMELESS:
        return _of_known(told.content.name, told.content.kind, told.content.party, told.content.role)
    return _kept_and_asked(_topics(told))


@lru_cache(maxsize=1 << 13)
def _of_known(name: str, kind: ActorKind, party: str | None, role: str | None) -> tuple[tuple[int, ...], Stretches]:
    """What an actor with a name is kept under and asks for: the same few are named in most articles."""
    return _kept_and_asked(_known(Who("", name, kind, party, role)))


def _kept_and_asked(about: Topics) -> tuple[tuple[int, ...], Stretches]:
    kept: list[int] = []
    asked: list[tuple[list[int], bytes]] = []
    for topics, slots in about:
        for width, day in slots.kept:
            kept += keys_of(topics, width, day)
        if topics and slots.asked:
            asked.append((topics, slots.asked))
    return tuple(dict.fromkeys(kept)), Stretches.at(asked)


_keys = lru_cache(maxsize=1)(kept_and_asked)
"""Who wants the one and asks for the other next."""


def _hashes(about: Iterable[str]) -> list[int]:
    return [crc32(words.encode("utf-8", "surrogatepass")) for words in about]


def compared(asked: Stretches, kept: Telling[Any]) -> bool:
    """Whether what asks for some stretches is compared with a telling."""
    keys = sorted(kept_by(kept))
    return any(bisect_left(keys, low) < bisect_right(keys, high) for low, high in asked)


def compared_among(kept: Sequence[Sequence[int]], asked: Sequence[Stretches]) -> tuple[Array, Array]:
    """Of things that are kept under some keys and ask for some the places of those that ask, and of what they ask for.

    Each pair is there once, in order, none of one thing alone.
    """
    import numpy as n  # as in `unfolded`

    of, firsts, lasts = unfolded(asked)
    keys = n.concatenate([n.array(some, n.int64) for some in kept]) if kept else n.empty(0, n.int64)
    owner = n.arange(len(kept)).repeat([len(some) for some in kept])
    order = keys.argsort()
    keys, owner = keys[order], owner[order]
    about = n.zeros(1 << DAY_BITS, bool)  # as hardly a stretch in ten is about what any key is about
    about[keys >> DAY_BITS & len(about) - 1] = True
    (some,) = about[firsts >> DAY_BITS & len(about) - 1].nonzero()
    begin, end = keys.searchsorted(firsts[some]), keys.searchsorted(lasts[some], "right")
    count = end - begin
    asking = of[some].repeat(count)
    place = n.arange(len(asking)) + (begin - (count.cumsum() - count)).repeat(count)
    asking, found = divmod(distinct(asking * len(kept) + owner[place]), max(1, len(kept)))
    two = asking != found
    return asking[two], found[two]


class Kept(Generic[T]):
    """Things by the keys under which they are kept."""

    def __init__(self, entries: Iterable[tuple[int, T]]) -> None:
        under: dict[int, tuple[list[int], list[T]]] = defaultdict(lambda: ([], []))
        for number, thing in sorted(entries, key=_number):
            numbers, things = under[number >> DAY_BITS]
            numbers.append(number)
            things.append(thing)
        self._under = dict(under)

    def within(self, asked: Iterable[Stretch]) -> Iterator[T]:
        """What is kept within some stretches of keys; what is kept under several comes several times."""
        under = self._under
        for low, high in asked:
            if low >> DAY_BITS in under:  # as seldom; a stretch is of one topic
                numbers, things = under[low >> DAY_BITS]
                yield from things[bisect_left(numbers, low) : bisect_right(numbers, high)]


_number: Callable[[tuple[int, Any]], int] = itemgetter(0)  # Any: whatever is kept
_LAST_DAY = (1 << DAY_BITS) - 1


def day_in_key(day: int) -> int:
    """A day as keys have it: one that is too far off is the last."""
    return min(max(day, 0), _LAST_DAY)


def _topics(told: Telling[Any]) -> Topics:
    topics = _TOPICS.get(type(told.content))
    return topics(told) if topics else iter(())


def _utterance(told: Telling[Statement]) -> Topics:
    """Speaker and words, two words, around the day it was said; who spoke on that day, or the words over years."""
    words, when = _stated(told), told.content.said_on
    speaker = told.who(told.content.speaker)
    by = ("?",) if speaker is None or speaker.kind in NAMELESS else name_keys(speaker)
    said = [f"said:{key}" for key in by]
    pieces, day = [longest(one, 4) for one in _pieces(told, words)], _day_of(told)
    about = dict.fromkeys(f"{key}:{stem}" for key in said for stems in pieces for stem in stems[:3])
    yield _hashes(about), _told_for((when,), day, days_apart=False)
    yield _hashes(dict.fromkeys(pair for stems in pieces for pair in _pairs(stems))), _told_for((when,), day)
    if _is_day(when):
        yield _hashes(said), _on(when)
    else:
        yield _hashes([f"words:{' '.join(tokens(words))}"]), _since(day, _AGAIN)


def _pieces(told: Telling[Statement], words: str) -> Iterator[str]:
    """A statement, and each piece of it where it is told in several: another paper quotes one of them."""
    yield words
    if len(told.content.content) > 1:
        yield from (p.words for p in told.passages[: len(told.content.content)])


def _stated(told: Telling[Statement]) -> str:
    """The words of a statement; of one that says nothing by itself ("so", "it"), its sentence."""
    words = statement_words(told)
    return words if bag(words) else told.sentence


def _event(told: Telling[Event]) -> Topics:
    """Who, where and what, around the days told; who and what on the day; visits as they slip; the words over years.

    What is ahead is another telling's event on another day only where either is a visit, tells of a slip, or no day.
    """
    event = told.content
    family = FAMILY.get(event.type, event.type)
    dates = tuple([d for d in (event.when, *told.days) if d])
    sides, trigger, published = _parties(told), longest(told.words, 2), _day_of(told)
    people, met = _people(told), _is_meeting(told)
    about = _told(f"{family}:", people, _by_act(told, sides, trigger[:1]))
    around = _told_for(dates, published)
    yield from _taking_part(about, met, _told_for(dates, published, days_apart=False))
    is_ahead = event.status in AHEAD
    may_move = event.when is None or event.mode == "visit" or tells_of("slip", told.sentence)
    if is_ahead or may_move:
        ahead, moved = (_told(f"{stage}:", *about) for stage in ("ahead", "moved"))
        kept, asked = Slots(around.kept, b""), Slots((), around.asked)
        if is_ahead:
            yield from _taking_part(ahead, met, kept)
            yield from _taking_part(moved, met, asked)
        if may_move:
            yield from _taking_part(ahead, met, asked)
            yield from _taking_part(moved, met, kept)
    yield _hashes([f"{family}:{pair}" for pair in _pairs(longest(told.sentence, 3))]), around
    if days_told := [d for d in dates if _is_day(d)]:
        on_a_day = _told(f"{family}:", (), (*sides, *trigger))
        for day in days_told:
            yield from _taking_part(on_a_day, met, _on(day))
    if event.mode == "visit":
        yield from _visit(told, people if met else (), sides, met)
    if not days_told:
        yield _hashes([f"{family}:words:{' '.join(tokens(told.sentence))}"]), _since(published, _AGAIN)


def _visit(told: Telling[Event], people: Iterable[str], sides: Iterable[str], met: bool) -> Topics:
    """Both sides, over the years in which a visit may slip: what is ahead is compared with all, the rest with that."""
    ahead, made = (_told(f"visit {stage}:", people, sides) for stage in ("ahead", "made"))
    years = _since((_reach(told.content.when) or (_day_of(told),))[0], _SLIPS)
    if told.content.status in AHEAD:
        yield from _taking_part(ahead, met, years)
        yield from _taking_part(made, met, Slots((), years.asked))
    else:
        yield from _taking_part(ahead, met, Slots((), years.asked))
        yield from _taking_part(made, met, Slots(years.kept, b""))


Part = tuple[list[str], list[str]]
"""What an event is looked for by: the people who take part, and its sides and place."""


def _told(begin: str, people: Iterable[str], sides: Iterable[str]) -> Part:
    return [f"{begin}{one}" for one in people], [f"{begin}{one}" for one in sides]


def _taking_part(part: Part, met: bool, slots: Slots) -> Topics:
    """Who takes part in events; of two at which people `met` none is compared for its sides alone.

    "Holm met Reed" is not "Sand met Roe", of whatever party these are; "Lima met Reed" may be either.
    """
    people, sides = part
    yield _hashes(people), slots
    yield _hashes(sides), _for_a_meeting(slots) if met else _for_any(slots)


@lru_cache(maxsize=1 << 14)
def _for_a_meeting(slots: Slots) -> Slots:
    """A meeting of people is kept apart, and asks for all others."""
    return Slots(tuple([(_apart(width), day) for width, day in slots.kept]), slots.asked)


@lru_cache(maxsize=1 << 14)
def _for_any(slots: Slots) -> Slots:
    """What is no meeting of people asks for these too."""
    asked = [*zip(*[iter(array("I", slots.asked))] * 3, strict=True)]
    return Slots(slots.kept, slots.asked + packed_slots([(_apart(width), *days) for width, *days in asked]))


def _apart(width: int) -> int:
    return width + _MEETING & TOPIC


def _is_meeting(told: Telling[Event]) -> bool:
    """Whether several take part, each of them a person who is called by name: whoever is not named was not there."""
    return len(told.cast) > 1 and all(map(is_named, told.cast))


def _people(told: Telling[Event]) -> list[str]:
    """The people who take part; of a meeting in whatever spelling and order, as nothing else tells that it is one."""
    people = [w for w in told.cast if w.kind == "person"]
    if not _is_meeting(told):
        return [name_key(w) for w in people]
    return [*dict.fromkeys(key for w in people for key in called(w))]


def _by_act(told: Telling[Event], sides: Iterable[str], trigger: Sequence[str]) -> Iterator[str]:
    """A side, or the place, with the trigger."""
    for stem in trigger:
        yield from (f"{side} by {stem}" for side in sides)
        yield from (f"in {place} by {stem}" for place in longest(told.content.where or "", 1))


def _parties(told: Telling[Event]) -> list[str]:
    return sorted({w.party or name_key(w) for w in told.cast})


def _actor(told: Telling[Actor]) -> Topics:
    """A name; a party with an office; for the unnamed the sentence, which copies share."""
    actor = told.content
    if actor.kind in NAMELESS:
        yield _hashes([f"words:{' '.join(tokens(told.sentence))}"]), _published(told, _APART[MONTH])
        if actor.kind == "group" and (members := named_members(actor.name)):
            yield _hashes([f"group:{':'.join(sorted(name_tokens(m)[-1][:4] for m in members))}"]), EVER
        return
    yield from _known(as_who(told))


def _known(who: Who) -> Topics:
    yield _hashes((*name_keys(who), *filter(None, [heard_key(who)]))), EVER
    if who.kind == "person" and who.party:
        yield _hashes([f"office:{who.party}:{stem}" for stem in longest(who.role or who.name, 3)]), EVER


def _linkage(told: Telling[Linkage]) -> Topics:
    """Its holder and a word of what is asked, around the day it was told; the words over years."""
    by, asked = f"{told.content.kind}:{held_by(told)}", told.passages[0].words
    yield _hashes([f"{by}:{stem}" for stem in longest(asked, 2)]), _published(told, _APART[MONTH])
    yield _hashes([f"{by}:words:{' '.join(tokens(asked))}"]), _published(told, _AGAIN)


_TOPICS: dict[type, Callable[[Any], Topics]] = {
    Statement: _utterance, Event: _event, Actor: _actor, Linkage: _linkage,
}  # fmt: skip


DAY, MONTH, YEAR = 1, 32, 367
"""How many days a date may mean at most."""
_WIDTHS = {DAY: crc32(b"day"), MONTH: crc32(b"month"), YEAR: crc32(b"year")}
_MEETING = crc32(b"meeting")
"""What is added to these for what is kept apart of meetings."""
_APART = {DAY: 14, MONTH: 40, YEAR: 0}
"""How many days may lie between two dates that are compared, by the wider of the two."""
_AGAIN = 366
"""How many days later the same words may be told again."""
_SLIPS = 1096
"""How many days a visit may slip."""
EVER = Slots(((crc32(b"ever"), 0),), packed_slots([(crc32(b"ever"), 0, 0)]))


@lru_cache(maxsize=1 << 14)
def _told_for(dates: tuple[str | None, ...], day: int, *, days_apart: bool = True) -> Slots:
    """Some dates with what lies around them; where none is told, the month around the publication on a `day`.

    Without `days_apart` what is told of one day is not compared with what is told of another.
    """
    spans = tuple({_span(reach): None for d in dates if (reach := _reach(d))})
    return _around(spans or ((MONTH, day - MONTH // 2),), days_apart)


def _span(reach: tuple[int, int]) -> tuple[int, int]:
    """The width of a date and its first day."""
    return (next(width for width in _WIDTHS if reach[1] - reach[0] < width), reach[0])


def _around(spans: tuple[tuple[int, int], ...], days_apart: bool) -> Slots:
    kept = tuple((_WIDTHS[width], day_in_key(first)) for width, first in spans)
    asked = [
        (_WIDTHS[other], day_in_key(first - apart - other + 1), day_in_key(first + apart + width - 1))
        for width, first in spans
        for other in _WIDTHS
        for apart in (0 if width == other == DAY and not days_apart else _APART[max(width, other)],)
    ]
    return Slots(kept, packed_slots(asked))


@lru_cache(maxsize=1 << 12)
def _on(day: str | None) -> Slots:
    """The day alone; of a night or a weekend both days."""
    first, last = days(day) or (0, 0)
    each = tuple((_ON, day_in_key(at)) for at in range(first, last + 1))
    return Slots(each, packed_slots([(width, at, at) for width, at in each]))


_ON = crc32(b"on 0")


def _published(told: Telling[Any], apart: int) -> Slots:
    """The day on which an article was published, and as many before it and after it."""
    return _since(_day_of(told), apart)


@lru_cache(maxsize=1 << 12)
def _since(day: int, apart: int) -> Slots:
    width = crc32(b"since")
    asked: Slot = (width, day_in_key(day - apart), day_in_key(day + apart))
    return Slots(((width, day_in_key(day)),), packed_slots([asked]))


def _reach(edtf: str | None) -> tuple[int, int] | None:
    """The first and the last day of a date, None where it is wider than a year."""
    reach = days(edtf)
    return None if reach is None or reach[1] - reach[0] >= YEAR else reach


def _is_day(edtf: str | None) -> bool:
    reach = days(edtf)
    return reach is not None and reach[1] - reach[0] < 2  # or the night between two


def _day_of(told: Telling[Any]) -> int:
    """The last day on which an article may have been published, else that from which it counts."""
    return _ordinal(told.published[1] or told.published[0] or told.known_from)


@lru_cache(maxsize=1 << 12)
def _ordinal(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@lru_cache(maxsize=1 << 15)
def longest(text: str, count: int) -> tuple[str, ...]:
    """The longest stems of a text, at most `count`: what a text is about is seldom said in short words."""
    return tuple(by_length(bag(text))[:count])


def by_length(stems: Collection[str]) -> list[str]:
    """Stems, the longest first."""
    return sorted(sorted(stems), key=len, reverse=True)


def _pairs(words: Iterable[str]) -> Iterator[str]:
    return (f"{a}:{b}" for a, b in combinations(sorted(words), 2))


def signature_of(told: Telling[Any], judged: Collection[str] = ()) -> str:
    """What makes tellings one without comparing them: of a named actor or group name, party and office; else itself.

    A telling that a person set a field of is itself; so is each of the articles `judged`, whose tellings people join.
    """
    actor = told.content
    if not isinstance(actor, Actor) or told.decided or told.article in judged:
        return told.key
    name = " ".join(name_tokens(actor.name))
    if actor.kind in NAMELESS:
        together = sorted(map(name_tokens, named_members(actor.name))) if actor.kind == "group" else ()
        name = " and ".join(map(" ".join, together))
    return f"{actor.kind}|{actor.party}|{name}|{folded(actor.role or '')}" if name else told.key


def as_who(told: Telling[Actor]) -> Who:
    """The actor that a telling is about."""
    actor = told.content
    return Who(told.key, actor.name, actor.kind, actor.party, actor.role)


def statement_words(told: Telling[Statement]) -> str:
    """All words of what is stated, pieces joined."""
    return " … ".join(p.words for p in told.passages[: len(told.content.content)])


def held_by(told: Telling[Linkage]) -> str:
    """Who holds a tie: the party of its holder, else the holder's name, else nobody (""); a paper only tells of it."""
    holder = told.who(told.content.holder)
    return "" if holder is None or holder.kind == "outlet" else holder.party or holder.name
