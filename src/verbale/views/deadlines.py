"""Days that were set for something, as people write them: those for which it was set, and those by which it is due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import takewhile

from verbale.model.negotiation import Event
from verbale.model.record import Telling
from verbale.model.times import bounds, written
from verbale.views.tables import BREAK, WORD, word_set, wording


def set_for(days: Sequence[str]) -> str:
    """The days set, as people write them, in the order told: `set for 2014, then 2015`, `due by 9 June 2020`.

    What is due by one day and set for another is told so: `due by 9 June 2020, then set for 9 July 2020`.
    """
    kinds = ["due" if day.startswith("by ") else "set for" for day in days]
    told = (
        f"{kind} {day}" if kind != before else day for day, kind, before in zip(days, kinds, ["", *kinds], strict=False)
    )
    return ", then ".join(told)


def deadline(day: str, told: Telling[Event]) -> str:
    """`by 15 December 2026` of what was told to be done by then, from that day on; "" of any other.

    The words of the day itself have to say so: "by June 9", "a deadline of June 9"; who did it tells none.
    """
    first, _, last = day.partition("/")
    runs = bool(last.strip(".")) and (bounds(first)[0] or "9999") <= told.known_from
    return f"by {written(last)}" if runs and _is_bounded(last, told.sentence) else ""


def _is_bounded(last: str, sentence: str) -> bool:
    """Whether the words of a day say that it is the last one, and it may be the day `last`."""
    plain = re.sub(r"\b(\w+)['’]s end\b", r"end of \1", sentence)
    return any(_may_name(_date_words(plain[bound.end() :]), last) for bound in _bounds_before().finditer(plain))


@cache
def _bounds_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(wording()['due']['before'])})(?= )", re.IGNORECASE)


def _date_words(text: str) -> list[str]:
    """The words of a date with which a text begins, in lower case."""
    words = (w.casefold() for w in WORD.findall(BREAK.split(text)[0]))
    dated = word_set("calendar") | word_set("terms") | word_set("within_dates")
    return list(takewhile(lambda word: word in dated or word[0].isdigit(), words))


def _may_name(words: Sequence[str], last: str) -> bool:
    """Whether words of a date name a time, and no other day, month or year than `last`."""
    year, month, day = (*last.partition("T")[0].strip("~?%").split("-"), "", "")[:3]
    names = [*written(last).casefold().split(), _weekday(year, month, day)]
    named = [w for w in words if w in word_set("calendar")]
    numbers = [w for w in words if w[0].isdigit()]
    if not all(any(name.startswith(w) for name in names) for w in named):
        return False
    if any(re.sub(r"\D", "", w).lstrip("0") not in (year, day.lstrip("0")) for w in numbers):
        return False
    return bool(named) or year in numbers or not word_set("terms").isdisjoint(words)


def _weekday(year: str, month: str, day: str) -> str:
    """The name of a day of the week in lower case; "" of what is no whole day."""
    days = str(wording()["words"]["calendar"]).split()[:7]
    whole = year.isdigit() and month.isdigit() and day.isdigit()
    return days[date(int(year), int(month), int(day)).weekday()] if whole else ""
