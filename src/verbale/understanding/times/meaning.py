"""What a time expression says by itself, before it is placed in time.

Small frozen descriptions that the grammar builds and the resolution places. `which` counts from the anchor: -1 last,
0 this, 1 next. `part` is a TIMEX3 part of the day (MO, AF, EV, NI, DT) or a clock time `HH:MM`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from verbale.model.negotiation import TimexType

Unit: TypeAlias = str
"""day, week, weekend, fortnight, month, quarter, half, season, year, fiscal year, decade, century, hour, minute."""
Base = Literal["publication", "focus", "current"]
"""`current` is the day of publication in news, and the date in focus in a history or within the sentence."""
BoundKind = Literal["since", "before", "until", "after", "from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A named piece of the calendar, perhaps incomplete: "Nov. 14", "Friday", "the third quarter", "spring", "1956".

    `decade` is 199 for the 1990s and 9 for "the nineties"; `century` is 20 for the 20th.
    `easter` counts days from Easter; `nth` with `weekday` and `month` is "the fourth Thursday of November".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    easter: int | None = None
    nth: int | None = None
    part: str | None = None
    zone: str | None = None
    which: int | None = None
    fiscal: bool = False
    from_focus: bool = False
    """`which` counts from the date in focus: "the following Monday"."""
    either_order: bool = False
    """Month and day stand in figures, and either may come first: "3/4/2018"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of more than one word, for use in other phrases; None where it is vague ("several")."""

    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A calendar unit counted from an anchor: "last week", "yesterday", "the following month", "that year"."""

    unit: Unit
    count: int
    base: Base = "publication"
    part: str | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time. `count` is None where the text gives no number ("several months")."""

    unit: Unit
    count: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A length of time away from an anchor: "three days ago", "a week earlier", "two days after Nov. 3".

    `sign` is -1 or 1. `base` is a description of the anchor, or where to look for it; "event" is one the text names
    but does not date.
    """

    length: Duration
    sign: int
    base: Meaning | Literal["publication", "focus", "event"]
    only_ahead: bool = False
    """It is a mere length unless the sentence looks ahead: "will meet in two weeks", "the first in two weeks"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A piece of the calendar inside a larger one: "the spring of next year", "10 p.m. Wednesday", "Friday night"."""

    piece: Meaning
    whole: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A third or an edge of a piece of the calendar: "early May", "the end of the year".

    `share` is early, mid, late, mid-late, start, end, eve, first N units, half-1, half-2, rest, or about.
    """

    share: str
    whole: Meaning
    count: int = 0
    unit: Unit = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """One end of an interval: "since 1945", "before yearend"."""

    kind: BoundKind
    end: Meaning
    ahead: bool = False
    """It is told of what is still to come: "starting Monday"."""
    strict: bool = False
    """The end itself lies outside: "before the weekend", but not "by the weekend"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Both ends of an interval: "from Jan. 15 to 19"."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Several days, each for itself: "20, 21 and 23 December"."""

    days: tuple[Calendar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """A set of times ("every day") or a reference that names no calendar time ("recently"), by its TIMEX3 value."""

    value: str
    timex_type: TimexType = "DATE"


Meaning: TypeAlias = (
    Calendar | Number | Relative | Duration | Apart | Within | Narrowed | Bounded | Range | Listed | Vague
)
