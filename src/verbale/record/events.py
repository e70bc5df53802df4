"""How well two tellings of events agree: one happening, be it announced, put off or told again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from verbale.model.negotiation import Event, EventStatus
from verbale.model.record import Telling
from verbale.model.times import bounds, written
from verbale.record.announced import HAPPENED
from verbale.record.candidates import AHEAD, FAMILY
from verbale.record.sides import Cast, cast_of, hosts, others_travel, same_traveller, sides_agree
from verbale.record.tables import words as table
from verbale.record.when import Reach, agree, agreeing, apart, between, days, published, width
from verbale.record.wording import bag, figures, held, one_text, plain_words, stems_of, tells_of

SPOKEN = ("accord", "refusal")
"""Families of what is done by words, of which many are said on one day."""
DATE = 4
"""Words within which a day stands behind what says that something was set for it."""


class Happening(NamedTuple):
    """What is compared of an event, but for what few pairs are compared by.

    Its family, its status, its days, whether any is told, and those on which its article was published; the stems of
    its trigger, of its sentence and of where it took place; who takes part.
    """

    family: str
    status: EventStatus
    when: Reach | None
    is_dated: bool
    published: Reach | None
    sentence: str
    trigger: frozenset[str]
    around: frozenset[str]
    place: frozenset[str] | None
    cast: Cast


@lru_cache(maxsize=1 << 14)
def told_of(event: Telling[Event]) -> Happening:
    """What is compared of an event, kept as each is compared with a dozen others."""
    content = event.content
    place = bag(content.where) | hosts(event) if content.where else None
    family = FAMILY.get(content.type, content.type)
    day = _day_of(event)
    when = _about_the_end(event, days(day)), day is not None, published(event)
    stems = bag(event.words), bag(event.sentence)
    return Happening(family, content.status, *when, event.sentence, *stems, place, cast_of(event))


def event_match(a: Telling[Event], b: Telling[Event]) -> dict[str, float] | None:
    """One happening: its family, sides, day and place; the announcement, the slip and the taking place are one."""
    one, two, told_a, told_b = a.content, b.content, told_of(a), told_of(b)
    if others_take_part(told_a, told_b):
        return None
    copied = one_text(told_a.around, told_b.around)
    sides = _sides(told_a, told_b)
    direct = agreeing(told_a.when, told_b.when)
    if direct == 0.0 and one.status in HAPPENED and two.status in HAPPENED:
        return None  # what took place on two days is two events
    if (one.status == "denied") != (two.status == "denied"):
        return None  # what one says took place and the other that it did not is told apart
    when, place = direct or _one_day(a, b, direct), _place(told_a, told_b)
    if not copied and (_was_over(told_a, told_b) or _was_over(told_b, told_a) or others_travel(a, b)):
        return None
    if (one.mode == "visit") != (two.mode == "visit") and place != 1.0 and not copied:
        return None  # who comes to a place meets people there; talks without a place may be held anywhere
    if a.article == b.article and not _named_again(a, b):
        return None
    if when is None and not copied:
        return None
    if _unlike(one.status, two.status) and not copied and not (direct and {one.status, two.status} & {*AHEAD}):
        return None  # "may come on 21 March" is the visit that was announced for spring
    if not copied and _said_else(told_a, told_b):
        return None  # on one day the same people accept one thing and offer another
    if place == 0.0 and not copied and (when or 0.0) < 0.9:
        return None
    parts = {
        "type": 1.0 if one.type == two.type else 0.6,
        "who": 1.0 if copied and sides is None else sides or 0.0,
        "when": 1.0 if copied and when is None else when or 0.0,
        "words": 1.0 if copied else _about(told_a, told_b),
    }
    if place is not None:
        parts["place"] = place
    if one.mode and two.mode:
        parts["mode"] = 1.0 if one.mode == two.mode else 0.0
    return parts


def tell_of_two(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether two that do not match are two events whatever others say.

    Both took place, or the one did not at all, or each has a day of its own and neither sentence tells of a slip. To a
    meeting an article may come back, so that two such tellings are merely unlike.
    """
    one, two = a.content.status, b.content.status
    if (one == "denied") != (two == "denied") or _days_differ(a, b):
        return True
    return one in HAPPENED and two in HAPPENED and not _may_come_back(a, b)


def _may_come_back(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether an article may come back to one meeting: "met in Benport", below "three hours of talks".

    And to one agreement that it tells in much the same words.
    """
    if a.article != b.article or a.content.type != b.content.type:
        return False
    one, two = told_of(a), told_of(b)
    if agreeing(one.when, two.when) == 0.0 or others_take_part(one, two):
        return False
    return a.content.type == "CONSULT" or _told_again(a, b)


def gave_way(a: Telling[Event], b: Telling[Event], slip: Telling[Event]) -> bool:
    """Whether a third says that the day for which one of two was planned gave way to the day on which the other was."""
    return any(
        plan.content.status in AHEAD
        and other.content.status in (*AHEAD, *HAPPENED)
        and bool(agree(slip.content.when, other.content.when))
        and any(agree(day, plan.content.when) for day in slip.days)
        and _was_set(plan.content.when, slip.sentence)
        and not others_take_part(told_of(plan), told_of(other))
        for plan, other in ((a, b), (b, a))
    )


def _was_set(when: str | None, sentence: str) -> bool:
    """Whether a sentence tells of a day that something was set for it: "set for 12 March", not "met on 12 March"."""
    text = f" {' '.join(plain_words(sentence))} "
    named = {part for part in figures(written(when)) if not part.isdigit() or len(part) < len("2024")}
    after = (text.partition(f" {phrase} ")[2].split()[:DATE] for phrase in table()["set_for"] if f" {phrase} " in text)
    told = [figures(" ".join(words)) for words in after]
    return any(not of_day or named <= of_day for of_day in told)


def _days_differ(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether two events were set for two days, be they planned or made, and neither is told to have moved."""
    one, two = told_of(a).when, told_of(b).when
    exact = one is not None and two is not None and max(one[1] - one[0], two[1] - two[0]) < EXACT
    return exact and agreeing(one, two) == 0.0 and not any(tells_of("slip", t.sentence) for t in (a, b))


def others_take_part(a: Happening, b: Happening) -> bool:
    """Whether family and sides alone tell that two events are not one: of nine pairs in ten they do."""
    if a.family != b.family:
        return True
    return sides_agree(a.cast, a.sentence, b.cast, b.sentence) is None and not one_text(a.around, b.around)


def _was_over(plan: Happening, other: Happening) -> bool:
    """Whether the other was over when a plan without an exact day was told: what is to come "later this year" is new.

    And what took place by the day that told of it is none that took place later.
    """
    day, told_on, exact = other.when, plan.published, plan.when
    if told_on is None or other.status not in HAPPENED:
        return False
    if plan.status in HAPPENED:
        return day is not None and not plan.is_dated and day[0] > told_on[1]
    vague = exact is None or exact[1] - exact[0] > 1
    over = day or other.published
    return plan.status in ("planned", "proposed") and vague and over is not None and over[1] < told_on[0]


def _unlike(one: EventStatus, two: EventStatus) -> bool:
    """Whether one is only imagined and the other not."""
    return (one == "hypothetical") != (two == "hypothetical")


def _about(a: Happening, b: Happening) -> float:
    """How alike the two sentences are; a shared trigger counts as half."""
    return min(1.0, (0.0 if a.trigger.isdisjoint(b.trigger) else 0.5) + held(a.around, b.around))


def _said_else(a: Happening, b: Happening) -> bool:
    """Whether two acts of speech, told by other words, have little more than their sides in common."""
    if a.family not in SPOKEN or not a.trigger.isdisjoint(b.trigger) or held(a.around, b.around) >= LITTLE:
        return False
    accord = stems_of("agreeing")
    return a.trigger.isdisjoint(accord) or b.trigger.isdisjoint(accord)


def _named_again(a: Telling[Event], b: Telling[Event]) -> bool:
    """Within one article two entries are one event where the day is the same, gave way, or stands in one sentence."""
    days_told = a.content.when, b.content.when
    slipped = _slipped(a, b) or _slipped(b, a) or _next_visit(a, b) or _next_visit(b, a)
    same_day = agree(*days_told) not in (None, 0.0) or slipped
    told_twice = not all(days_told) and a.sentence == b.sentence and bool(a.content.mode)
    if not (same_day or told_twice) or a.content.mode != b.content.mode:
        return False
    one, two = told_of(a), told_of(b)
    if one.family in SPOKEN and one.trigger & two.trigger and one.sentence != two.sentence and not _told_again(a, b):
        return False  # "agreed to speed up the talks", "also agreed that Holm would visit Lima"
    return bool(_sides(one, two))


def _sides(a: Happening, b: Happening) -> float | None:
    return sides_agree(a.cast, a.sentence, b.cast, b.sentence)


def _place(a: Happening, b: Happening) -> float | None:
    """How the places agree; of a visit the state that is visited is one too ("to Malawi", "to Lilongwe")."""
    if a.place is None or b.place is None:
        return None
    return 0.0 if a.place.isdisjoint(b.place) else 1.0


ALIKE = 0.5
"""So much of its shorter sentence two tellings share that were told long apart and are one."""
LITTLE = 0.2
"""Less of its shorter sentence than that is no more than the names in it."""
EXACT = 2
"""A date that means fewer days after its first is a day, or the night between two."""
WIDE = 732
"""Days that a date may mean at most and still tell when something was."""
SLIPS_WITHIN = 240
"""How many days an announced event slips at the most, as the press counts it one event."""
ABOUT = 9
"""Days before the last of a month that are its end too."""
SEVERAL = 3
"""A sentence of so many days tells of several things, and which of them was on which day nobody knows."""
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


def _one_day(a: Telling[Event], b: Telling[Event], direct: float | None) -> float | None:
    """How days agree that do not outright; one that gave way to another does where one of the sentences says so."""
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
    told, other = sorted((a, b), key=_how_far_dated)
    set_for, reach = _day_of(other), told_of(other).when
    alike = max((agreeing(days(d), reach) or 0.0 for d in told.days if _may_be_its_day(d, told)), default=0.0)
    if alike:
        by_year = alike < 0.8  # "the 1956 declaration" names a thing by its year
        return 0.5 if by_year or len(told.days) >= SEVERAL else 0.9
    gap = between(reach if set_for else published(other), published(told))
    if gap is None:
        return 0.3 if set_for else None
    if gap == 0 and set_for and other.content.status in AHEAD and told.content.status in HAPPENED:
        return 0.8  # its day has come
    if gap <= (21 if set_for else 14):
        at_once = gap <= 1 and (told.content.status in HAPPENED) == (other.content.status in HAPPENED)
        return 0.7 if at_once else 0.6  # the news is of its day
    # Where people meet they meet again.
    at_one_place = a.content.type != "CONSULT" and _place(told_of(a), told_of(b)) == 1.0
    return 0.4 if gap <= 120 and (at_one_place or _told_again(a, b)) else None


def _about_the_end(told: Telling[Event], reach: Reach | None) -> Reach | None:
    """The days about the end of a month that is told as its last day: "met at the end of February", on the 27th.

    So is one of weeks ago that its own sentence does not name: "at that time they agreed".
    """
    if reach is None or reach[0] != reach[1] or date.fromordinal(reach[0] + 1).day != 1:
        return reach
    of_late = (between(reach, published(told)) or 0) <= ABOUT
    vague = tells_of("about_the_end", told.sentence) or not (of_late or told.content.when in told.days)
    return (reach[0] - ABOUT, reach[1]) if vague else reach


def _how_far_dated(told: Telling[Event]) -> int:
    """0 where no day is told of an event, 1 where an end of it is open ("by May"), else 2."""
    return (_day_of(told) is not None) + (told_of(told).when is not None)


def _told_again(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether two sentences share more than sides and trigger: long after, only the words tell which it was."""
    named = frozenset(word for t in (a, b) for w in t.cast for word in bag(f"{w.name} {w.role or ''}"))
    one, two = (told_of(t).around - named - told_of(t).trigger for t in (a, b))
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
    return named or (before.content.mode == "visit" and same_traveller(before, after))


def _next_visit(before: Telling[Event], after: Telling[Event]) -> float | None:
    """How likely a visit that was told ahead is one told later, of the same traveller: the sooner, the likelier.

    None where it was called off for good, where it goes elsewhere, or where it would have been announced after its day.
    """
    one, two = before.content, after.content
    if not one.mode == two.mode == "visit" or one.status not in AHEAD or two.status not in (*AHEAD, *HAPPENED):
        return None
    if before.article == after.article and (one.status, two.status) != ("cancelled", "planned"):
        return None
    if not same_traveller(before, after) or _place(told_of(before), told_of(after)) == 0.0:
        return None
    told, told_again = published(before), published(after)
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
