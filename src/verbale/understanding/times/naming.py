"""Builders of what names a piece of the calendar by itself: dates, figures, clock times, numbers in words."""

from __future__ import annotations

import re
from typing import Any

from verbale.understanding.times.captures import Captures
from verbale.understanding.times.lexicon import Token
from verbale.understanding.times.meaning import Calendar, Meaning, Number
from verbale.understanding.times.tables import toml


def calendar(c: Captures) -> Meaning | None:
    """A piece of the calendar out of whatever elements the pattern named."""
    if "date" in c:
        return _numeric(c)
    fields: dict[str, Any] = {k: v for k, v in c.constants.items() if k not in ("parts", "check")}
    for name, classes in (
        ("weekday", ("weekday", "shortday")), ("month", ("month",)), ("season", ("season",)),
        ("which", ("which", "follow")), ("easter", ("easterday",)),
    ):  # fmt: skip
        if name in c:
            fields[name] = c.value(name, *classes)
    if "follow" in c or "focus" in c:
        fields["which"], fields["from_focus"] = c.value("follow", "follow"), True
    for name in ("day", "quarter", "century"):
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
    if "holiday" in c or "feast" in c:
        fields |= _feast(c)
    if not _checks(c):
        return None
    if not 1 <= (fields.get("quarter") or 1) <= 4 or not 1 <= (fields.get("day") or 1) <= 31:
        return None
    if "bc" in c:
        fields |= {k: -fields[k] for k in ("year", "decade", "century") if fields.get(k)}  # 480 BC is -480
    return Calendar(**fields)


def _feast(c: Captures) -> dict[str, int]:
    """The day of a holiday: its month and day, or how many days it lies from Easter."""
    told = c.value("holiday", "holiday") if "holiday" in c else c.value("feast", "feast")
    if isinstance(told, int):
        return {"easter": told}
    return dict(zip(("month", "day"), map(int, told.split("-")), strict=True))


def _year(c: Captures) -> int | None:
    inner = c.meaning("year")
    if isinstance(inner, Calendar):
        return inner.year
    if isinstance(inner, Number):
        return None if inner.value is None else int(inner.value)
    word = c.word("year")
    digits = int(re.sub(r"\D", "", word))
    if digits < 100 and len(re.sub(r"\D", "", word)) == 2 and "bc" not in c:
        return digits + (1900 if digits >= 50 else 2000)
    return digits


def _checks(c: Captures) -> bool:
    """Whether the neighbours of the match allow what the rule's `check` asks for."""
    check = c.constants.get("check")
    before, after = c.neighbour(-1), c.neighbour(1)
    if check == "year":
        return _stands_as_year(c, before, after)
    if check == "capital":
        return any(isinstance(n, Token) and n.text[:1].isupper() for n in c.nodes[c.first : c.last])
    if check == "season":
        names = toml("words")["names"]
        if before.lower() in names["indefinite"] or after.lower() in names["seasonal"]:
            return False
        return not (before[:1].isupper() and not c.lexicon.has(before, "lead")) and not after[:1].isupper()
    return True


def _stands_as_year(c: Captures, before: str, after: str) -> bool:
    names = toml("words")["names"]
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


def clock(c: Captures) -> Meaning | None:
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


def number(c: Captures) -> Meaning | None:
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
    return Number(value=total or None)


def wordyear(c: Captures) -> Meaning | None:
    """A year in words: "nineteen ninety-six"."""
    made = number(c)
    return Calendar(year=int(made.value)) if isinstance(made, Number) and made.value else None
