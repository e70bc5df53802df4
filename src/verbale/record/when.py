"""How two dates stand to each other, by their bounds and granularity."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from verbale.model.record import Telling
from verbale.model.times import bounds

DAY, MONTH, YEAR = 1, 31, 366

Reach = tuple[int, int]
"""The first and the last day of a date, as ordinals."""


@lru_cache(maxsize=65536)
def days(edtf: str | None) -> Reach | None:
    """The first and last day as ordinals; None where either is open or unknown."""
    first, last = bounds(edtf) if edtf else (None, None)
    if first is None or last is None or first.startswith("-") or last.startswith("-"):
        return None
    return (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


def published(told: Telling[Any]) -> Reach | None:
    """The days on which an article may have been published; None where either end is open or unknown."""
    first, last = told.published
    return None if first is None or last is None else days(f"{first}/{last}")


def width(edtf: str | None) -> int | None:
    """How many days a date may mean; None where it is open or unknown."""
    reach = days(edtf)
    return None if reach is None else reach[1] - reach[0] + 1


def agree(a: str | None, b: str | None) -> float | None:
    """How well two dates agree: 1 one day, less where they are wide, 0 where they cannot, None if unknown."""
    return agreeing(days(a), days(b))


def agreeing(one: Reach | None, two: Reach | None) -> float | None:
    """As `agree`, of first and last days."""
    if one is None or two is None:
        return None
    if one[0] > two[1] or two[0] > one[1]:
        return 0.0
    wide = max(one[1] - one[0], two[1] - two[0]) + 1
    return 1.0 if wide <= 2 or one == two else (0.8 if wide <= MONTH else 0.5)


def apart(a: str | None, b: str | None) -> int | None:
    """How many days lie between two dates, 0 where they touch; None where one is unknown."""
    return between(days(a), days(b))


def between(one: Reach | None, two: Reach | None) -> int | None:
    """As `apart`, of first and last days."""
    if one is None or two is None:
        return None
    return max(0, one[0] - two[1], two[0] - one[1])


def narrowest(dates: list[str]) -> str | None:
    """The most exact of some dates; of equally exact ones the last given. None where there is none."""
    best = None
    for edtf in dates:
        if best is None or (width(edtf) or 10**6) <= (width(best) or 10**6):
            best = edtf
    return best
