"""From what a rule captured to a meaning: the builders that the rules table names.

A builder returns None where the words only look like a time: a year inside a name, a length without a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from verbale.understanding.times.captures import Captures
from verbale.understanding.times.counted import length_value
from verbale.understanding.times.lexicon import Token
from verbale.understanding.times.meaning import (
    Apart,
    Bounded,
    BoundKind,
    Calendar,
    Duration,
    Listed,
    Meaning,
    Narrowed,
    Number,
    Range,
    Relative,
    Vague,
    Within,
)
from verbale.understanding.times.naming import calendar, clock, number, wordyear
from verbale.understanding.times.tables import toml


def _unit(c: Captures) -> str:
    found = c.constants.get("unit") or c.value("unit", "unit", "hourunit", "plural")
    # A part of the day counts in days: the night before Monday is a day before it.
    return str(found or ("day" if c.value("unit", "part") else None))


def _relative(c: Captures) -> Meaning | None:
    """A unit counted from the publication day or from the date in focus."""
    if "which" in c:
        count, base = c.value("which", "which"), "publication"
    elif "follow" in c:
        count, base = c.value("follow", "follow"), "focus"
    elif "near" in c:
        count, base = c.value("near", "nearday") * (1 + ("beyond" in c)), "publication"
    else:
        count, base = 0, "focus"
    given = c.constants
    part = c.value("part", "part") if "part" in c else given.get("part")
    count, base = given.get("count", count), given.get("base", base)
    return Relative(unit=_unit(c), count=count, base=base, part=part, fiscal=given.get("fiscal", False))


def _duration(c: Captures) -> Meaning | None:
    """A length of time: "three days", "two and a half years", "several weeks"."""
    inner = c.meaning("length")
    if isinstance(inner, Duration):
        return inner
    count = c.number("count") if "count" in c else c.constants.get("count")
    if "half" in c and count is not None:
        count += 0.5
    unit = _unit(c)
    singular = not c.lexicon.has(c.word("unit"), "plural")
    if (unit == "weekend" and count is None) or (singular and (count or 0) >= 1000):
        return None  # "the 1988 quarter" is no length
    return Duration(unit=unit, count=count)


def _apart(c: Captures) -> Meaning | None:
    """A length away from the publication day, the date in focus, a date named, or an event."""
    length = c.meaning("length")
    if length is None:
        length = _duration(c)
    if not isinstance(length, Duration):
        return None
    if c.constants.get("only_ahead") and any(_is_superlative(c.neighbour(-n)) for n in range(2, 7)):
        return None
    base: Any = c.meaning("base") or c.constants["base"]
    sign = c.value("sign", "apart") if "sign" in c else c.constants["sign"]
    return Apart(length=length, sign=sign, base=base, only_ahead=c.constants.get("only_ahead", False))


def _is_superlative(word: str) -> bool:
    """Whether a length after it tells since when: "the first meeting in two years", "the worst crisis in a decade"."""
    return word in toml("words")["names"]["superlative"] or (len(word) > 5 and word[-3:] == "est")


def _within(c: Captures) -> Meaning | None:
    piece = c.meaning("piece") or _piece(c)
    whole = c.meaning("whole")
    dated = isinstance(piece, Calendar) and piece.month is not None and piece.day is not None
    if dated and isinstance(whole, Relative) and whole.unit != "year":
        return None  # "Nov. 3 last year", but not "Nov. 3 last week"
    return Within(piece=piece, whole=whole) if piece and whole else None


def _piece(c: Captures) -> Meaning | None:
    if "part" in c:
        return Calendar(part=c.value("part", "part"))
    return calendar(c)


def _narrowed(c: Captures) -> Meaning | None:
    whole = c.meaning("whole")
    if whole is None:
        return None
    share = c.constants.get("share") or c.value("share", "third", "edge")
    if "upper" in c:
        share = "mid-late" if c.value("upper", "third") == "late" else "early-mid"
    if share is None:
        share = {"early": "early", "late": "late", "latter": "late", "first": "early"}[c.word("side").lower()]
    return Narrowed(share=share, whole=whole)


def _bounded(c: Captures) -> Meaning | None:
    end = c.meaning("end")
    kind = c.constants.get("kind") or c.value("kind", "bound")
    if end is None or isinstance(end, Bounded | Duration | Vague):
        return None
    return Bounded(
        kind=cast(BoundKind, kind),
        end=end,
        ahead=c.constants.get("ahead", False),
        strict=c.word("kind").lower() == "before",
    )


def _range(c: Captures) -> Meaning | None:
    """Both ends; what one end leaves out (month, year) is taken from the other."""
    first, last = c.meaning("first"), c.meaning("last")
    if first is None:
        first = _calendar_from(c, "first", like=last if isinstance(last, Calendar) and last.century else None)
    if last is None:
        last = _calendar_from(c, "last", like=first)
    inner_first, inner_last = _inner_calendar(first), _inner_calendar(last)
    if inner_first and inner_last and first and last:
        inner_first, inner_last = _completed(inner_first, inner_last)
        first, last = _around(first, inner_first), _around(last, inner_last)
    return Range(first=first, last=last) if first and last else None


def _calendar_from(c: Captures, name: str, like: Meaning | None) -> Meaning | None:
    """A bare number as an end of a range: a day of the month, or the last two digits of a year."""
    number = c.whole(name)
    if number is None:
        return None
    if isinstance(like, Calendar) and like.day is None and like.year is not None:
        return Calendar(year=like.year // 100 * 100 + number) if number > like.year % 100 else None
    if isinstance(like, Calendar) and like.century is not None:
        return Calendar(century=number) if 0 < number < 30 else None
    if c.constants.get("ends") == "year":
        return Calendar(year=number)
    return Calendar(day=number) if 1 <= number <= 31 else None


def _inner_calendar(meaning: Meaning | None) -> Calendar | None:
    """The piece of the calendar in "early September"."""
    while isinstance(meaning, Narrowed):
        meaning = meaning.whole
    return meaning if isinstance(meaning, Calendar) else None


def _around(meaning: Meaning, inner: Calendar) -> Meaning:
    return replace(meaning, whole=_around(meaning.whole, inner)) if isinstance(meaning, Narrowed) else inner


def _completed(first: Calendar, last: Calendar) -> tuple[Calendar, Calendar]:
    if last.day and not last.month and first.month:
        last = replace(last, month=first.month, year=last.year or first.year)
    if first.day and not first.month and last.month:
        first = replace(first, month=last.month)
    if first.year is None and last.year is not None and _same_kind(first, last):
        earlier = (first.month or 0) <= (last.month or 12)
        first = replace(first, year=last.year if earlier else last.year - 1)
    if last.year is not None and last.year < 0 < (first.year or 0):
        first = replace(first, year=-(first.year or 0))
    return first, last


def _same_kind(first: Calendar, last: Calendar) -> bool:
    return any(getattr(first, unit) and getattr(last, unit) for unit in ("month", "season", "quarter"))


def _recurring(c: Captures) -> Meaning | None:
    """A set of times: "daily", "every week", "each July", "on Fridays"."""
    forms = {"often": "{}", "month": "XXXX-{:02}", "weekday": "XXXX-WXX-{}", "part": "XXXX-XX-XXT{}"}
    value = next((form.format(c.value(name, name)) for name, form in forms.items() if name in c), None)
    if "season" in c:
        value = "XXXX-" + ("SP", "SU", "FA", "WI")[c.value("season", "season") - 21]
    count = c.whole("count") if "count" in c else c.constants.get("count", 1)
    return Vague(value=value or length_value(_unit(c), count), timex_type="SET")


def _half(c: Captures) -> Meaning | None:
    """ "The second half of 2016"."""
    whole, number = c.meaning("whole"), c.whole("half") if c.word("half") != "half" else 2
    return Narrowed(share=f"half-{number}", whole=whole) if whole and number in (1, 2) else None


def _stretch(c: Captures) -> Meaning | None:
    """ "The first six months of 2015", "the last day of the month"."""
    whole = c.meaning("whole")
    if whole is None:
        return None
    share = "last" if c.word("share").lower() in toml("words")["names"]["closing"] else "first"
    length = c.meaning("length")
    if isinstance(length, Duration):
        return Narrowed(share=share, whole=whole, count=int(length.count or 1), unit=length.unit)
    return Narrowed(share=share, whole=whole, count=1, unit=_unit(c))


def _week(c: Captures) -> Meaning | None:
    """The week that holds a day: "the week of Nov. 12"."""
    whole, unit = c.meaning("whole"), c.meaning("unit")
    is_week = isinstance(unit, Relative) and unit.unit == "week"
    return Narrowed(share="week", whole=whole) if whole and is_week else None


def _listed(c: Captures) -> Meaning | None:
    """Each of three days or more: "20, 21 and 23 December"; month and year are those of the one that names them."""
    named = c.meaning("first") or c.meaning("last")
    days = [int(n.text.rstrip("strndh")) for n in c.named["days"] if isinstance(n, Token) and n.text[0].isdigit()]
    if not isinstance(named, Calendar) or not all(1 <= day <= 31 for day in days):
        return None
    others = [replace(named, day=day) for day in days]
    return Listed(days=(named, *others) if "first" in c else (*others, named))


BUILDERS: dict[str, Callable[[Captures], Meaning | None]] = {
    "calendar": calendar,
    "clock": clock,
    "number": number,
    "wordyear": wordyear,
    "relative": _relative,
    "duration": _duration,
    "apart": _apart,
    "within": _within,
    "narrowed": _narrowed,
    "bounded": _bounded,
    "range": _range,
    "recurring": _recurring,
    "vague": lambda c: Vague(value=c.constants.get("value") or c.value("word", "nowadays")),
    "half": _half,
    "stretch": _stretch,
    "week": _week,
    "yearend": lambda _: Narrowed(share="end", whole=Relative(unit="year", count=0, base="current")),
    "listed": _listed,
    "refuse": lambda _: Number(value=None),  # only looks like a time: keeps other rules from finding one in it
}
