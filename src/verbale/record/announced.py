"""Days that were set for an event, how they moved, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.model.negotiation import Event, EventStatus
from verbale.model.record import Announced, DateTold, Outcome, Telling
from verbale.model.times import bounds
from verbale.record.when import agree, width
from verbale.record.wording import tells_of

WEEK = 7
"""Days of the most that somebody may have spoken on."""
AHEAD: tuple[EventStatus, ...] = ("planned", "proposed")
HAPPENED: tuple[EventStatus, ...] = ("occurred", "ongoing")


def given_up(told: Telling[Event]) -> bool:
    """Whether a telling gives the plan up: it was called off, or put off without another day."""
    if told.content.status != "cancelled":
        return False
    return not (tells_of("slip", told.sentence) and new_day(told)) or tells_of("off", told.sentence)


def new_day(told: Telling[Event]) -> str | None:
    """The day that a telling sets after the one it takes back: the last day of its sentence that lies ahead."""
    published = told.published[0] or told.known_from
    later = [d for d in told.days if (upper := bounds(d)[1]) and upper >= published]
    if len(later) > 1:
        return later[-1]
    return later[0] if later and not agree(later[0], told.content.when) else None


def days_set(told: Telling[Event]) -> Iterator[str]:
    """The days (EDTF) that a telling says were set for its event, in order: a slip names the old one before the new.

    Beside the event's own day and days to come, a day by which the article was out is one on which somebody spoke, but
    a month that was planned for is none; what is still told as planned for a day that is over names a thing by its year
    ("revive the 2019 accord").
    """
    event = told.content
    if tells_of("slip", told.sentence):
        out = told.published[1] or told.known_from
        named = [d for d in told.days if (width(d) or 999) <= 92 and bounds(d)[1] != out]
        ahead = [d for d in named if d == event.when or (bounds(d)[1] or "") > out or _gave_way(d, told)]
        yield from named if not event.when else ahead if event.when in ahead else [*ahead, event.when]
    elif event.when and (event.status == "cancelled" or (event.status in AHEAD and not _is_over(event.when, told))):
        yield event.when


def _gave_way(day: str, told: Telling[Event]) -> bool:
    """Whether a month that is over is what was planned for: "planned for August and put off, it is to sail in May"."""
    return (width(day) or 0) > WEEK and tells_of("set_for", told.sentence)


def _is_over(day: str, told: Telling[Event]) -> bool:
    end = bounds(day)[1]
    return end is not None and told.published[0] is not None and end < told.published[0]


def announced_of(tellings: Sequence[Telling[Event]], on: str) -> Announced | None:
    """What was set for an event and came of it by the ISO day `on`; None where no day was set before it.

    `tellings` are all of one event, in the order they were known.
    """
    set_days = _in_order(tellings)
    if not set_days:
        return None
    outcome = _came_of(tellings, set_days, on)
    distinct = [d for n, d in enumerate(set_days) if not n or not _same(d.day, set_days[n - 1].day)]
    if len(distinct) > 1:
        return Announced(tuple(distinct), "moved", outcome)
    return Announced(tuple(distinct), outcome)


def _in_order(tellings: Sequence[Telling[Event]]) -> list[DateTold]:
    """Every day that was set, in the order told; one told again more exactly takes the place of the wider one."""
    known: list[DateTold] = []
    for told in tellings:
        if told.content.status not in (*AHEAD, "cancelled"):
            continue
        for day in days_set(told):
            again = next((n for n, k in enumerate(known) if _same(day, k.day)), None)
            if again is None:
                known.append(DateTold(day, told.key))
            elif (width(day) or 0) < (width(known[again].day) or 0):
                known[again] = DateTold(day, told.key)
    made = [t for t in tellings if t.content.status in HAPPENED] if known else []
    for told in made:
        when = told.content.when
        if when and (width(when) or 999) <= 3 and not any(agree(when, k.day) for k in known):
            known.append(DateTold(when, told.key))
    return known


def _same(a: str, b: str) -> bool:
    return bool(agree(a, b))


def _came_of(tellings: Sequence[Telling[Event]], set_days: Sequence[DateTold], on: str) -> Outcome:
    if any(t.content.status in HAPPENED for t in tellings):
        return "kept"
    if given_up(_last(tellings)):
        return "cancelled"
    upper = bounds(set_days[-1].day)[1]
    return "lapsed" if upper and upper < on else "open"


def _last(tellings: Iterable[Telling[Event]]) -> Telling[Event]:
    return max(tellings, key=lambda t: (t.known_from, t.passages[0].start, t.key))
