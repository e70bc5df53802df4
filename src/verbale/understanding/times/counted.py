"""Units counted from an anchor, and how lengths are written: "two weeks earlier", "last month" on an undated page."""

from __future__ import annotations

from datetime import date

from verbale.understanding.times import stretch as st
from verbale.understanding.times.meaning import Relative
from verbale.understanding.times.placed import Placed, shown, unplaced
from verbale.understanding.times.stretch import Stretch


def too_coarse(base: Stretch, unit: str) -> bool:
    """Whether the day of publication is not known well enough: a week needs the year, a day the day."""
    if unit not in ("day", "week", "weekend"):
        return False
    return base.unit not in ("day", "days", "week") or (not base.known and unit != "day")


def open_year(r: Relative) -> Placed:
    """A unit told from a day of publication that is not known: "this year" is `XXXX`."""
    if r.unit == "year" and r.count == 0 and r.base != "focus":
        return shown(st.unit_at(date(st.kept_year(None), 1, 1), "year"), "none")
    forms = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
    return unplaced(forms.get(r.unit, "XXXX") + (f"T{r.part}" if r.part else ""))


def moved(base: Stretch, unit: str, count: float) -> Stretch:
    """A length away from `base`: a day for days and weeks, a month for months and half years, a year for years."""
    whole = count == int(count)
    if unit in ("year", "decade", "century") and whole:
        return st.unit_at(st.shifted_day(base.first, unit, count), "year")
    if unit in ("month", "year", "quarter", "half", "decade", "century"):
        return st.unit_at(st.shifted_day(base.first, unit, count), "month")
    first, last = st.shifted_day(base.first, unit, count), st.shifted_day(base.last, unit, count)
    return Stretch(first, last, "day" if first == last else "days")


def length_value(unit: str, count: float | None) -> str:
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
