"""How well two tellings agree, in named parts, and which two can never be one.

Each `…_match` gives the parts of the score (0 to 1) of two tellings of a kind, or None where they cannot be one line.
`ACCEPTED` is what their weighted mean must reach. Nothing but the two tellings is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from verbale.model.negotiation import Actor, ActorKind, Event, EventStatus, Linkage, Statement
from verbale.model.record import Join, Telling, Who
from verbale.model.times import bounds
from verbale.record.candidates import FAMILY, as_who, held_by, statement_words
from verbale.record.names import NAMELESS, STATE_LIKE, by_office, is_named, name_tokens, same_actor
from verbale.record.when import agree, apart, days, width
from verbale.record.wording import bag, figures, held, quoted_again, shared, tells_of, turned

Parts = dict[str, float]

ACCEPTED, ACCEPTED_EVENT = 0.6, 0.65
SAME_TEXT = 0.8
"""Two sentences that share so much are one text, copied or edited."""
ALIKE = 0.5
"""Two statements that share so much differ by a word that says no, where one of them has it."""
ALIKE_ENDS = 0.34
"""Two ties share so much of each of their ends: one word of many is no more than the usual subject."""
AHEAD = ("planned", "proposed", "cancelled")
HAPPENED = ("occurred", "ongoing")


def may_be_one(a: Telling[Any], b: Telling[Any]) -> bool:
    """Whether nothing forbids two tellings of one kind to stand in one line."""
    return a.key == b.key or _may_be_one(*_in_order(a, b))


@lru_cache(maxsize=1 << 16)
def _may_be_one(a: Telling[Any], b: Telling[Any]) -> bool:
    """Kept, as the pairs of a component are looked at again with every telling that joins it."""
    match, _ = _MATCHES[type(a.content)]
    return match(a, b) is not None


def join_of(a: Telling[Any], b: Telling[Any]) -> Join | None:
    """The join of two tellings of one kind where they agree enough, or None."""
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
    return Join(a.key, b.key, round(score, 3), tuple((name, round(value, 3)) for name, value in parts.items()))


def _in_order(a: Telling[Any], b: Telling[Any]) -> tuple[Telling[Any], Telling[Any]]:
    return (a, b) if a.key <= b.key else (b, a)


def same_text(a: Telling[Any], b: Telling[Any]) -> bool:
    """Whether the sentences of two tellings are one text, copied or lightly edited."""
    one, two = bag(a.sentence), bag(b.sentence)
    if len(one) > len(two):
        one, two = two, one
    return len(one) >= SAME_TEXT * len(two) and shared(one, two) >= SAME_TEXT


def utterance_match(a: Telling[Statement], b: Telling[Statement]) -> Parts | None:
    """One speaker, one occasion, one point. A denial is no telling of what it denies, nor a relay of what it relays."""
    if (a.content.act == "deny") != (b.content.act == "deny") or _relays_the_other(a, b):
        return None
    words_a, words_b = statement_words(a), statement_words(b)
    one, two = bag(words_a), bag(words_b)
    copied = same_text(a, b) and (shared(one, two) >= SAME_TEXT or not (one or two))
    who = _one_speaker(a, b, copied) or _quoted_alike(a, b)
    if who is None:
        return None
    when = agree(a.content.said_on, b.content.said_on)
    if when == 0.0:
        return None
    again = quoted_again(words_a, words_b)
    if turned(words_a) != turned(words_b) and not again and shared(one, two) >= ALIKE:
        return None  # the same words, but one of the two says no
    if not again and (figures(words_a) and figures(words_b) and not figures(words_a) & figures(words_b)):
        return None  # the fifth round is not the sixth, nor June January
    whole = max(shared(one, two), held(one, two) * _told_by(len(one & two)))
    parts = {"who": who, "words": 1.0 if copied else whole}
    parts["when"] = when if when is not None else _near(a, b)
    if again:
        parts["quotation"] = 1.0
    return parts


def _told_by(words: int) -> float:
    """How far so many words in common can tell that the shorter statement is a part of the longer one."""
    return 0.95 if words > 2 else (0.8 if words == 2 else 0.0)


def _near(a: Telling[Any], b: Telling[Any]) -> float:
    """Where no day is told: how near the two articles lie, 0.8 within some days, falling to nothing over a year."""
    gap = apart(_published(a), _published(b))
    return 0.3 if gap is None else (0.7 if gap <= 10 else 0.5 if gap <= 62 else 0.2)


def _published(told: Telling[Any]) -> str | None:
    first, last = told.published
    return None if first is None or last is None else f"{first}/{last}"


def _relays_the_other(a: Telling[Statement], b: Telling[Statement]) -> bool:
    return any(r.key == b.key for r in a.relays) or any(r.key == a.key for r in b.relays)


def _one_speaker(a: Telling[Statement], b: Telling[Statement], copied: bool) -> float | None:
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None:
        return 1.0 if copied and one is two else 0.5 if one is two else 0.2
    if a.article == b.article:
        return 1.0 if one.key == two.key else None
    if copied and one.kind == two.kind and (one.kind in NAMELESS or not is_named(one)):
        return 1.0 if shared(bag(one.name), bag(two.name)) >= 0.5 else None
    same = same_actor(one, two)
    if same is not None:
        return same
    return 0.5 if by_office(one, two) else _for_its_party(one, two)


SENTENCE = 4
"""Telling words of a quotation that two unnamed sources do not say alike by chance."""


def _quoted_alike(a: Telling[Statement], b: Telling[Statement]) -> float | None:
    """Whether two articles quote one sentence of an unnamed source, in whatever words they tell who it is."""
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    unnamed = one and two and a.article != b.article and {one.kind, two.kind} <= {"anonymous", "group"}
    if not (one and two and unnamed and _one_party(one, two)):
        return None
    return 0.5 if quoted_again(statement_words(a), statement_words(b), SENTENCE) else None


def _for_its_party(one: Who, two: Who) -> float | None:
    """A state, its government and a ministry speak with one voice; a person for the state that "said" it."""
    if one.party and one.party == two.party and (one.kind in STATE_LIKE or two.kind in STATE_LIKE):
        if one.kind in NAMELESS or two.kind in NAMELESS:
            return None
        return 0.5
    return None


def event_match(a: Telling[Event], b: Telling[Event]) -> Parts | None:
    """One happening: its family, sides, day and place; the announcement, the slip and the taking place are one."""
    one, two = a.content, b.content
    family = FAMILY.get(one.type, one.type)
    if family != FAMILY.get(two.type, two.type):
        return None
    if one.status in HAPPENED and two.status in HAPPENED and agree(_day_of(a), _day_of(b)) == 0.0:
        return None  # what took place on two days is two events
    if (one.status == "denied") != (two.status == "denied"):
        return None  # what one says took place and the other that it did not is told apart
    when, place, copied = _one_day(a, b), _place(a, b), same_text(a, b)
    if not copied and (_was_over(a, b) or _was_over(b, a) or _others_travel(a, b)):
        return None
    if (one.mode == "visit") != (two.mode == "visit") and place != 1.0 and not copied:
        return None  # who comes to a place meets people there; talks without a place may be held anywhere
    if a.article == b.article and not _named_again(a, b):
        return None
    if when is None and not copied:
        return None
    sides = _sides(a, b)
    if sides is None and not copied:
        return None
    if _unlike(one.status, two.status) and not copied and when != 1.0:
        return None
    if place == 0.0 and not copied and (when or 0.0) < 0.9:
        return None
    parts: Parts = {
        "type": 1.0 if one.type == two.type else 0.6,
        "who": 1.0 if copied and sides is None else sides or 0.0,
        "when": 1.0 if copied and when is None else when or 0.0,
        "words": 1.0 if copied else _about(a, b),
    }
    if place is not None:
        parts["place"] = place
    if one.mode and two.mode:
        parts["mode"] = 1.0 if one.mode == two.mode else 0.0
    return parts


def _was_over(plan: Telling[Event], other: Telling[Event]) -> bool:
    """Whether the other was over when a plan without an exact day was told: what is to come "later this year" is new.

    And what took place by the day that told of it is none that took place later.
    """
    day, told = days(_day_of(other)), days(_published(plan))
    if told is None or other.content.status not in HAPPENED:
        return False
    if plan.content.status in HAPPENED:
        return day is not None and _day_of(plan) is None and day[0] > told[1]
    exact = days(_day_of(plan))
    vague = exact is None or exact[1] - exact[0] > 1
    over = day or days(_published(other))
    return plan.content.status in ("planned", "proposed") and vague and over is not None and over[1] < told[0]


def _others_travel(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether of two visits other people travel, each called by name."""
    if not a.content.mode == b.content.mode == "visit":
        return False
    one, two = ([w for k in t.content.actors if (w := t.who(k)) and is_named(w)] for t in (a, b))
    return bool(one and two) and not any(same_actor(x, y) for x in one for y in two)


def _unlike(one: EventStatus, two: EventStatus) -> bool:
    """Whether one is only imagined and the other not."""
    return (one == "hypothetical") != (two == "hypothetical")


def _about(a: Telling[Event], b: Telling[Event]) -> float:
    """How alike the two sentences are; a shared trigger counts as half."""
    trigger = 0.5 if bag(a.words) & bag(b.words) else 0.0
    return min(1.0, trigger + held(bag(a.sentence), bag(b.sentence)))


def _named_again(a: Telling[Event], b: Telling[Event]) -> bool:
    """Within one article two entries are one event where the day is the same, gave way, or stands in one sentence."""
    one, two = a.content.when, b.content.when
    slipped = _slipped(a, b) or _slipped(b, a) or _next_visit(a, b) or _next_visit(b, a)
    same_day = agree(one, two) not in (None, 0.0) or slipped
    told_twice = not (one and two) and a.sentence == b.sentence and bool(a.content.mode)
    return (same_day or told_twice) and a.content.mode == b.content.mode and bool(_sides(a, b))


def _sides(a: Telling[Event], b: Telling[Event]) -> float | None:
    """How the two sides agree: by people and bodies, by whom the other's sentence names, by parties.

    Where nothing agrees it is little, and None where both name people: those are others.
    """
    if not a.cast or not b.cast:
        return 0.4
    one, two = _as_told(a.cast), _as_told(b.cast)
    if alike := sum([_alike(x, y) for x in one for y in two]):
        return min(1.0, 0.7 + 0.15 * alike)
    if _names_in(one, b.sentence) or _names_in(two, a.sentence):
        return 0.7
    return _sides_by_party(one, two)


_OneTold = tuple[str, ActorKind, str | None, str | None]
_Told = tuple[_OneTold, ...]
"""Actors but for where they are told: the same few take part in most events."""


def _as_told(cast: tuple[Who, ...]) -> _Told:
    return tuple([(w.name, w.kind, w.party, w.role) for w in cast])


def _sides_by_party(one: _Told, two: _Told) -> float | None:
    """How two casts without an actor in common agree."""
    if _people_alone(one) and _people_alone(two):
        return None
    parties_a, parties_b = ({party for _, _, party, _ in told if party} for told in (one, two))
    if common := parties_a & parties_b:
        return 0.7 if len(common) > 1 else (0.6 if common in (parties_a, parties_b) else 0.45)
    if not parties_a or not parties_b:
        return 0.35
    return None if _names_people(one) and _names_people(two) else 0.15


def _people_alone(cast: _Told) -> bool:
    """Whether people meet and each is called by name: whoever is not among them was not there."""
    people = [who for who in cast if who[1] != "group"]
    return len(people) > 1 and all(is_named(Who("", *who)) for who in people)


@lru_cache(maxsize=1 << 14)
def _names_people(cast: _Told) -> bool:
    return any(is_named(Who("", *who)) for who in cast)


@lru_cache(maxsize=1 << 16)
def _alike(one: _OneTold, two: _OneTold) -> bool:
    """Whether two actors may be one."""
    x, y = Who("", *one), Who("", *two)
    if (x.kind in NAMELESS or y.kind in NAMELESS) and not same_actor(x, y):
        words = bag(x.name), bag(y.name)
        return x.kind == y.kind and held(*words) == 1.0 and shared(*words) > 0
    return bool(same_actor(x, y))


def _names_in(cast: _Told, sentence: str) -> bool:
    return any(map(_said(sentence).issuperset, _full_names(cast)))


@lru_cache(maxsize=1 << 14)
def _full_names(cast: _Told) -> tuple[tuple[str, ...], ...]:
    """The words of names of more than one, of those who are called by one."""
    named = (name_tokens(who[0]) for who in cast if is_named(Who("", *who)))
    return tuple(name for name in named if len(name) > 1)


@lru_cache(maxsize=1 << 14)
def _said(sentence: str) -> frozenset[str]:
    """The words of a sentence, as names have them."""
    return frozenset(name_tokens(sentence))


def _place(a: Telling[Event], b: Telling[Event]) -> float | None:
    """How the places agree; of a visit the state that is visited is one too ("to Malawi", "to Lilongwe")."""
    if not a.content.where or not b.content.where:
        return None
    one, two = ({*bag(t.content.where or ""), *_hosts(t)} for t in (a, b))
    return 1.0 if one & two else 0.0


def _hosts(told: Telling[Event]) -> set[str]:
    """The states that a visit goes to."""
    if told.content.mode != "visit":
        return set()
    return {w.party for k in told.content.recipients if (w := told.who(k)) and w.party}


WIDE = 732
"""Days that a date may mean at most and still tell when something was."""
SLIPS_WITHIN = 240
"""How many days an announced event slips at the most, as the press counts it one event."""
REPRINTED = 7
"""How many days after a plan was told anew an old telling of it may still be printed."""
COMES_WITHIN = 1096
"""Within how many days an announced visit that was not made is the one that is made next; another plan comes sooner."""


def _day_of(told: Telling[Event]) -> str | None:
    """The day of an event: of what goes on the day it began; what may mean years tells none."""
    when = told.content.when
    first, last = bounds(when) if when else (None, None)
    if first and not last and told.content.status in HAPPENED:
        return first
    return when if (width(when) or 0) <= WIDE else None


def _one_day(a: Telling[Event], b: Telling[Event]) -> float | None:
    """How the days agree; a day that gave way to another agrees with it where one of the two sentences says so."""
    direct = agree(_day_of(a), _day_of(b))
    if direct:
        return direct
    if direct is not None and not _may_move(a, b):
        return None
    if direct is not None and (_slipped(a, b) or _slipped(b, a)):
        return 0.9
    undated = _undated(a, b) if direct is None else None
    return undated if undated is not None else _next_visit(a, b) or _next_visit(b, a)


def _may_move(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether one of two events may be the other on another day, looked at first, as few are."""
    one, two = a.content, b.content
    if one.mode != two.mode or (one.status not in AHEAD and two.status not in AHEAD):
        return False
    return one.mode == "visit" or tells_of("slip", a.sentence) or tells_of("slip", b.sentence)


def _undated(a: Telling[Event], b: Telling[Event]) -> float | None:
    """One day is unknown: the other may be it where a day of its sentence says so, or where the articles lie near."""
    told, other = (a, b) if _day_of(a) is None else (b, a)
    day = _day_of(other)
    if any(agree(d, day) for d in told.days if _may_be_its_day(d, told)):
        return 0.9
    gap = apart(day or _published(other), _published(told))
    if gap is None:
        return 0.3 if day else None
    if gap == 0 and day and other.content.status in AHEAD and told.content.status in HAPPENED:
        return 0.8  # its day has come
    if gap <= (21 if day else 14):
        return 0.6
    at_one_place = a.content.type != "CONSULT" and _place(a, b) == 1.0  # where people meet they meet again
    return 0.4 if gap <= 120 and (at_one_place or _told_again(a, b)) else None


def _told_again(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether two sentences share more than sides and trigger: long after, only the words tell which it was."""
    named = frozenset(word for t in (a, b) for w in t.cast for word in bag(f"{w.name} {w.role or ''}"))
    one, two = (bag(t.sentence) - named - bag(t.words) for t in (a, b))
    return held(one, two) >= ALIKE


def _may_be_its_day(day: str, told: Telling[Event]) -> bool:
    """Whether a day of its sentence may be the event's: what took place did so by the day that told of it."""
    first = bounds(day)[0]
    return told.content.status not in HAPPENED or first is None or first <= (told.published[1] or told.known_from)


def _slipped(before: Telling[Event], after: Telling[Event]) -> bool:
    """Whether the day of `before`, which was announced, gave way to that of `after`."""
    if before.content.status not in AHEAD or before.content.mode != after.content.mode:
        return False
    gap = apart(before.content.when, after.content.when)
    if gap is None or gap > SLIPS_WITHIN or not any(tells_of("slip", t.sentence) for t in (before, after)):
        return False
    named = any(agree(day, before.content.when) for day in after.days)
    return named or (before.content.mode == "visit" and _same_traveller(before, after))


def _next_visit(before: Telling[Event], after: Telling[Event]) -> float | None:
    """How likely a visit that was told ahead is one told later, of the same traveller: the sooner, the likelier.

    None where it was called off for good, where it goes elsewhere, or where it would have been announced after its day.
    """
    one, two = before.content, after.content
    if not one.mode == two.mode == "visit" or one.status not in AHEAD or two.status not in (*AHEAD, *HAPPENED):
        return None
    if before.article == after.article and (one.status, two.status) != ("cancelled", "planned"):
        return None
    if not _same_traveller(before, after) or _place(before, after) == 0.0:
        return None
    told, told_again = days(_published(before)), days(_published(after))
    if told is None or told_again is None or told[0] > told_again[0] + REPRINTED:
        return None
    set_for, set_anew = days(one.when) or told, days(two.when) or told_again
    if told[0] > set_for[0]:
        return None
    gap = set_anew[0] - set_for[1]
    soon = one.status == "cancelled" or (two.status in AHEAD and None not in (one.when, two.when))
    if not 0 <= gap <= (SLIPS_WITHIN if soon else COMES_WITHIN):
        return None
    return 0.7 - 0.4 * gap / COMES_WITHIN


def _same_traveller(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether one person travels, or a person and, as one of the two tells it, his state ("Lima put off a visit")."""
    one, two = ([w for k in t.content.actors if (w := t.who(k))] for t in (a, b))
    return any(
        same_actor(x, y) if x.kind == y.kind == "person" else {x.kind, y.kind} & {*STATE_LIKE} and _one_party(x, y)
        for x in one
        for y in two
    )


def _one_party(x: Who, y: Who) -> bool:
    """Whether two may be of one party; of whom no party is told may be of any."""
    return not (x.party and y.party) or x.party == y.party


def actor_match(a: Telling[Actor], b: Telling[Actor]) -> Parts | None:
    """One actor: by name, or for the unnamed by standing in one text that was copied."""
    one, two = as_who(a), as_who(b)
    if one.kind in NAMELESS and two.kind in NAMELESS and not same_actor(one, two):
        alike = a.article != b.article and same_text(a, b) and bag(one.name) == bag(two.name)
        return {"who": 1.0, "words": 1.0} if alike else None
    same = same_actor(one, two)
    if same is None:
        return None
    return {"who": same}


def linkage_match(a: Telling[Linkage], b: Telling[Linkage]) -> Parts | None:
    """One tie: its holder, and both of its ends in whatever words."""
    if a.content.kind != b.content.kind or a.key == b.key:
        return None
    one, two = held_by(a), held_by(b)
    if one and two and one != two:
        return None
    ends = [held(bag(x.words), bag(y.words)) for x, y in zip(a.passages[:2], b.passages[:2], strict=True)]
    if min(ends) < ALIKE_ENDS:
        return None
    return {"who": 1.0 if one == two else 0.6, "asked": ends[0], "granted": ends[1]}


_Match = Callable[[Any, Any], Parts | None]  # Any: tellings of one kind
_MATCHES: dict[type, tuple[_Match, Parts]] = {
    Statement: (utterance_match, {"who": 1.0, "words": 3.0, "when": 1.0, "quotation": 2.0}),
    Event: (event_match, {"type": 0.5, "who": 2.0, "when": 2.5, "words": 1.5, "place": 1.0, "mode": 0.5}),
    Actor: (actor_match, {"who": 1.0, "words": 1.0}),
    Linkage: (linkage_match, {"who": 0.5, "asked": 1.0, "granted": 1.0}),
}
