"""From what a rule captured to a meaning: the builders that the rules table names.

A builder returns None where the words only look like a time: a year inside a name, the surname May.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from verbale.understanding.tables import toml
from verbale.understanding.temporal.lexicon import SEPARATOR, Lexicon, Token
from verbale.understanding.temporal.meaning import (
    Apart,
    Bounded,
    BoundKind,
    Calendar,
    Duration,
    Meaning,
    Narrowed,
    Number,
    Range,
    Recurring,
    Relative,
    Vague,
    Within,
)
from verbale.understanding.temporal.phrases import Node, Phrase

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@dataclass(frozen=True)
class Captures:
    """What a rule's pattern matched: the named elements, the rule's constants, and the nodes round about."""

    named: Mapping[str, tuple[Node, ...]]
    constants: Mapping[str, Any]  # Any: what the table hands to the builder
    lexicon: Lexicon
    nodes: Sequence[Node]
    first: int
    last: int

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def word(self, name: str) -> str:
        """The first token of an element, as it stands; empty where there is none."""
        node = self.named[name][0] if name in self.named else None
        return node.text if isinstance(node, Token) else ""

    def value(self, name: str, *classes: str) -> Any:  # Any: numbers and codes of the words table
        """What the words table says of an element in the first of the classes that has it."""
        word = self.word(name)
        return next((self.lexicon.value(word, c) for c in classes if self.lexicon.has(word, c)), None)

    def meaning(self, name: str) -> Meaning | None:
        """The meaning of an element that is a phrase."""
        nodes = self.named.get(name, ())
        return next((n.meaning for n in nodes if isinstance(n, Phrase)), None)

    def phrases(self, *names: str) -> tuple[Phrase, ...]:
        """The phrases among the named elements."""
        return tuple(n for name in names for n in self.named.get(name, ()) if isinstance(n, Phrase))

    def number(self, name: str) -> float | None:
        """The number an element gives, in figures or words; None where it gives none."""
        inner = self.meaning(name)
        if isinstance(inner, Number):
            return inner.value
        word = self.word(name).lower().replace(",", "")
        if _ORDINAL.fullmatch(word):
            return float(word[:-2])
        if re.fullmatch(r"\d+(\.\d+)?", word):
            return float(word)
        if word in ("a", "an", "one", "another"):
            return 1.0
        found = self.value(name, "cardinal", "tens", "multiple", "ordinal", "vague")
        return float(found) if found else None

    def whole(self, name: str) -> int | None:
        """`number` as an integer."""
        number = self.number(name)
        return None if number is None else int(number)

    def neighbour(self, offset: int) -> str:
        """The lower-case words of the token that many places before (-1) or after (1) the match; empty at an edge."""
        place = self.first + offset if offset < 0 else self.last + offset - 1
        node = self.nodes[place] if 0 <= place < len(self.nodes) else None
        return "" if not isinstance(node, Token) or node.text == SEPARATOR else node.text

    def parts(self, meaning: Meaning, rule: str) -> tuple[Phrase, ...]:
        """The phrases that TIMEX3 marks in place of the whole, where the rule says so.

        The ends of a range carry what each took over from the other: "15" in "from Jan. 15 to 19" is a day of January.
        """
        found: list[Phrase] = []
        for name in self.constants.get("parts", ()):
            if name not in self.named:
                return ()
            node = self.named[name][0]
            if isinstance(node, Phrase) and node.parts:
                found += node.parts
                continue
            inner = node.meaning if isinstance(node, Phrase) else None
            if isinstance(meaning, Range):
                inner = meaning.first if name == "first" else meaning.last
            if inner is not None:
                core = node.core if isinstance(node, Phrase) else None
                found.append(Phrase(node.start, node.end, node.sign, frozenset(), inner, rule, 1.0, (), core))
        return tuple(found)

    def core(self) -> tuple[int, int] | None:
        """The extent that TIMEX3 gives, where the pattern marks one as `core`."""
        nodes = self.named.get("core")
        return (nodes[0].start, nodes[-1].end) if nodes else None


def _calendar(c: Captures) -> Meaning | None:
    """A piece of the calendar out of whatever elements the pattern named."""
    fields: dict[str, Any] = {k: v for k, v in c.constants.items() if k not in ("parts", "check")}
    for name, classes in (
        ("weekday", ("weekday", "shortday")),
        ("month", ("month",)),
        ("season", ("season",)),
        ("which", ("which", "follow")),
    ):
        if name in c:
            fields[name] = c.value(name, *classes)
    if "follow" in c:
        fields["which"], fields["from_focus"] = c.value("follow", "follow"), True
    for name in ("day", "quarter", "half", "century"):
        if name in c:
            fields[name] = c.whole(name)
    if "year" in c:
        fields["year"] = _year(c)
    if "decade" in c:
        word = c.word("decade")
        digits = re.sub(r"\D", "", word)
        fields["decade"] = int(digits[:-1]) if digits else c.value("decade", "decade")
    if "quartercode" in c:
        fields["quarter"] = int(re.sub(r"\D", "", c.word("quartercode")))
    if "halfcode" in c:
        fields["half"] = int(re.sub(r"\D", "", c.word("halfcode")))
    if not _checks(c):
        return None
    if not 1 <= (fields.get("quarter") or 1) <= 4 or not 1 <= (fields.get("half") or 1) <= 2:
        return None
    if not 1 <= (fields.get("day") or 1) <= 31:
        return None
    if "bc" in c:
        fields = _before_christ(fields)
    return Calendar(**fields)


def _year(c: Captures) -> int | None:
    inner = c.meaning("year")
    if isinstance(inner, Calendar):
        return inner.year
    if isinstance(inner, Number):
        return None if inner.value is None else int(inner.value)
    word = c.word("year")
    digits = int(re.sub(r"\D", "", word))
    if "era" in c:
        return int(c.value("era", "era")) + digits
    if digits < 100 and len(re.sub(r"\D", "", word)) == 2 and "bc" not in c:
        return digits + (1900 if digits >= 50 else 2000)
    return digits


def _before_christ(fields: dict[str, Any]) -> dict[str, Any]:
    """Years, decades and centuries before Christ are negative: 480 BC is -480."""
    return {k: -v if k in ("year", "decade", "century") and v else v for k, v in fields.items()}


def _checks(c: Captures) -> bool:
    """Whether the neighbours of the match allow what the rule's `check` asks for."""
    check = c.constants.get("check")
    before, after = c.neighbour(-1), c.neighbour(1)
    if check == "year":
        return _stands_as_year(c, before, after)
    if check == "capital":
        return any(isinstance(n, Token) and n.text[:1].isupper() for n in c.nodes[c.first : c.last])
    if check == "season":
        return not (before[:1].isupper() and not c.lexicon.has(before, "lead")) and not after[:1].isupper()
    return True


def _stands_as_year(c: Captures, before: str, after: str) -> bool:
    names = toml("times_words")["names"]
    if before.lower() in names["before"] or after.lower() in names["after"]:
        return False
    if before[:1].isupper() and not any(
        c.lexicon.has(before, name) for name in ("lead", "function", "holiday", "easterday")
    ):
        return False
    return not (before in "-–—" and before and c.neighbour(-2)[:1].isupper())


def _numeric(c: Captures) -> Meaning | None:
    """A date in figures; where month and day could change places, it says so."""
    word = c.word("date")
    iso = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:T(\d\d:\d\d).*)?", word)
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
        return Calendar(year=year, month=month, day=day, part=iso[4]) if _is_date(month, day) else None
    first, second, year = (int(n) for n in re.split(r"[/.]", word))
    if year < 100:
        year += 1900 if year >= 50 else 2000
    if first > 12 or "." in word:
        return Calendar(year=year, month=second, day=first) if _is_date(second, first) else None
    if second > 12:
        return Calendar(year=year, month=first, day=second) if _is_date(first, second) else None
    return Calendar(year=year, month=first, day=second, either_order=first != second) if first and second else None


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _clock(c: Captures) -> Meaning | None:
    """A clock time, with the offset of its zone where one is named."""
    zone = c.value("zone", "zone") if "zone" in c else None
    if "part" in c:
        code = c.value("part", "part")
        return Calendar(part=code, zone=zone or None)
    word = c.word("clock").replace(".", ":")
    if ":" in word:
        hour, minute = int(word.split(":")[0]), int(word.split(":")[1])
    elif len(word) == 4 and word.isdigit():
        hour, minute = int(word[:2]), int(word[2:])
    else:
        number = c.number("clock")
        hour, minute = int(number or 0), 30 if "half" in c else 0
    if "halfday" in c:
        late = c.value("halfday", "halfday") == 12
        hour = hour % 12 + (12 if late else 0) if hour <= 12 else hour
    if "dayhalf" in c:
        hour = hour % 12 + (0 if c.value("dayhalf", "part") == "MO" else 12)
    if hour > 24 or minute > 59:
        return None
    return Calendar(part=f"{hour:02}:{minute:02}", zone=zone or None)


def _number(c: Captures) -> Meaning | None:
    """A number of several words: "twenty-four", "two hundred and fifty", "two and a half", "nineteen ninety-six"."""
    if "century" in c:
        last = c.number("second") or 0.0
        return Number(value=(c.number("century") or 0) * 100 + (c.number("tens") or 0.0) + last)
    total = c.number("first") or 0.0
    if "multiple" in c:
        total = (total or 1.0) * (c.number("multiple") or 1.0)
    total += c.number("second") or 0.0
    if "half" in c:
        total += 0.5
    most = c.number("most")
    return Number(value=total or None, most=most)


def _wordyear(c: Captures) -> Meaning | None:
    made = _number(c)
    return Calendar(year=int(made.value)) if isinstance(made, Number) and made.value else None


def _unit(c: Captures) -> str:
    found = c.constants.get("unit") or c.value("unit", "unit", "hourunit", "plural")
    return str(found)


def _relative(c: Captures) -> Meaning | None:
    """A unit counted from the publication day or from the date in focus."""
    if "which" in c:
        count, base = c.value("which", "which"), "publication"
    elif "follow" in c:
        count, base = c.value("follow", "follow"), "focus"
    else:
        count, base = 0, "focus"
    part = c.value("part", "part") if "part" in c else c.constants.get("part")
    if part and ":" in part and part != "24:00" and c.constants.get("unit") != "day":
        return None
    return Relative(
        unit=_unit(c),
        count=c.constants.get("count", count),
        base=c.constants.get("base", base),
        part=part,
        fiscal=c.constants.get("fiscal", False),
    )


def _duration(c: Captures) -> Meaning | None:
    """A length of time: "three days", "two and a half years", "several weeks"."""
    inner = c.meaning("length")
    if isinstance(inner, Duration):
        return inner
    count = c.number("count") if "count" in c else c.constants.get("count")
    most = c.number("most") if "most" in c else None
    number = c.meaning("count")
    if isinstance(number, Number):
        most = number.most or most
    if "half" in c and count is not None:
        count += 0.5
    unit = _unit(c)
    singular = not c.lexicon.has(c.word("unit"), "plural")
    if (unit == "weekend" and count is None) or (singular and (count or 0) >= 1000):
        return None  # "the 1988 quarter" is no length
    return Duration(unit=unit, count=count, most=most)


def _apart(c: Captures) -> Meaning | None:
    """A length away from the publication day, the date in focus, a date named, or an event."""
    length = c.meaning("length")
    if length is None:
        length = _duration(c)
    if not isinstance(length, Duration):
        return None
    base: Any = c.meaning("base") or c.constants["base"]
    return Apart(length=length, sign=c.constants["sign"], base=base)


def _within(c: Captures) -> Meaning | None:
    piece = c.meaning("piece") or _piece(c)
    whole = c.meaning("whole")
    return Within(piece=piece, whole=whole) if piece and whole else None


def _piece(c: Captures) -> Meaning | None:
    if "part" in c:
        return Calendar(part=c.value("part", "part"))
    return _calendar(c)


def _narrowed(c: Captures) -> Meaning | None:
    whole = c.meaning("whole")
    if whole is None:
        return None
    share = c.constants.get("share") or c.value("share", "third", "edge")
    if "upper" in c:
        share = "mid-late" if c.value("upper", "third") == "late" else "early-mid"
    if "count" in c:
        return Narrowed(share=share, whole=whole, count=c.whole("count") or 1, unit=_unit(c))
    if share is None:
        share = {"early": "early", "late": "late", "latter": "late", "first": "early"}[c.word("side").lower()]
    if isinstance(whole, Narrowed) and whole.share == share:
        return None
    return Narrowed(share=share, whole=whole)


def _bounded(c: Captures) -> Meaning | None:
    end = c.meaning("end")
    kind = c.constants.get("kind") or c.value("kind", "bound")
    if end is None or isinstance(end, Range | Bounded | Duration | Vague | Recurring):
        return None
    return Bounded(kind=cast(BoundKind, kind), end=end)


def _range(c: Captures) -> Meaning | None:
    """Both ends; what one end leaves out (month, year) is taken from the other."""
    first, last = c.meaning("first"), c.meaning("last")
    if first is None:
        first = _calendar_from(c, "first")
    if last is None:
        last = _calendar_from(c, "last", like=first)
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        first, last = _completed(first, last)
    return Range(first=first, last=last) if first and last else None


def _calendar_from(c: Captures, name: str, like: Meaning | None = None) -> Meaning | None:
    """A bare number as an end of a range: a day of the month, or the last two digits of a year."""
    number = c.whole(name)
    if number is None:
        return None
    if isinstance(like, Calendar) and like.day is None and like.year is not None:
        return Calendar(year=like.year // 100 * 100 + number) if number > like.year % 100 else None
    if c.constants.get("ends") == "year":
        return Calendar(year=number)
    return Calendar(day=number) if 1 <= number <= 31 else None


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
    return (
        bool(first.month and last.month) or bool(first.season and last.season) or bool(first.quarter and last.quarter)
    )


def _recurring(c: Captures) -> Meaning | None:
    """A set of times: "daily", "every week", "each July", "on Fridays"."""
    if "often" in c:
        return Recurring(value=c.value("often", "often"))
    if "month" in c:
        return Recurring(value=f"XXXX-{c.value('month', 'month'):02}")
    if "weekday" in c:
        return Recurring(value=f"XXXX-WXX-{c.value('weekday', 'weekday')}")
    if "season" in c:
        return Recurring(value="XXXX-" + ("SP", "SU", "FA", "WI")[c.value("season", "season") - 21])
    if "part" in c:
        return Recurring(value=f"XXXX-XX-XXT{c.value('part', 'part')}")
    count = c.whole("count") if "count" in c else c.constants.get("count", 1)
    return Recurring(value=length_value(_unit(c), count))


def length_value(unit: str, count: float | None, most: float | None = None) -> str:
    """The TIMEX3 value of a length: P3D, PT2H, P2.5Y, PXM where the number is vague."""
    letters = {
        "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M", "quarter": "Q", "half": "M",
        "year": "Y", "fiscal year": "Y", "decade": "DE", "century": "CE", "hour": "H", "minute": "M", "second": "S",
    }  # fmt: skip
    if unit == "fortnight" and count:
        count *= 2
    if unit == "decade" and count:
        unit, count = "year", count * 10
    if unit == "century" and count:
        unit, count = "year", count * 100
    smaller = {"year": "6M", "hour": "30M", "minute": "30S"}.get(unit)
    halves = (
        f"{int(count or 0)}{letters[unit]}{smaller}" if count and count > 1 and count % 1 == 0.5 and smaller else ""
    )
    prefix = "PT" if unit in ("hour", "minute", "second") else "P"
    shown = "X" if count is None else f"{count:g}"
    return prefix + (halves or f"{shown}{letters[unit]}")


def _vague(c: Captures) -> Meaning | None:
    value = c.constants.get("value") or c.value("word", "nowadays")
    return Vague(value=value)


def _half(c: Captures) -> Meaning | None:
    """ "The second half of 2016"."""
    whole, number = c.meaning("whole"), c.whole("half") if c.word("half") != "half" else 2
    return Narrowed(share=f"half-{number}", whole=whole) if whole and number in (1, 2) else None


def _stretch(c: Captures) -> Meaning | None:
    """ "The first six months of 2015", "the last day of the month"."""
    whole = c.meaning("whole")
    if whole is None:
        return None
    share = "last" if c.word("share").lower() in ("last", "final", "closing") else "first"
    length = c.meaning("length")
    if isinstance(length, Duration):
        return Narrowed(share=share, whole=whole, count=int(length.count or 1), unit=length.unit)
    return Narrowed(share=share, whole=whole, count=1, unit=_unit(c))


def _week(c: Captures) -> Meaning | None:
    """The week that holds a day: "the week of Nov. 12"."""
    whole, unit = c.meaning("whole"), c.meaning("unit")
    is_week = isinstance(unit, Relative) and unit.unit == "week"
    return Narrowed(share="week", whole=whole) if whole and is_week else None


def _yearend(c: Captures) -> Meaning | None:
    return Narrowed(share="end", whole=Relative(unit="year", count=0, base="current"))


def _both(c: Captures) -> Meaning | None:
    return _range(c)


def _inner(c: Captures) -> Meaning | None:
    return c.meaning("end")


def _refuse(c: Captures) -> Meaning | None:
    """Words that only look like a time: the phrase keeps other rules from finding one in them."""
    return Number(value=None)


BUILDERS: dict[str, Callable[[Captures], Meaning | None]] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "clock": _clock,
    "number": _number,
    "wordyear": _wordyear,
    "relative": _relative,
    "duration": _duration,
    "apart": _apart,
    "within": _within,
    "narrowed": _narrowed,
    "bounded": _bounded,
    "range": _range,
    "recurring": _recurring,
    "vague": _vague,
    "half": _half,
    "stretch": _stretch,
    "week": _week,
    "yearend": _yearend,
    "both": _both,
    "inner": _inner,
    "refuse": _refuse,
}
