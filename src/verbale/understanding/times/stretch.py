"""Stretches of the calendar: arithmetic on them, and their EDTF and TIMEX3 forms.

Python's `date` knows neither years before Christ nor unknown ones. Both are kept as years far ahead, a whole number of
calendar cycles away: 8000 years are added to a year before Christ (480 BC, astronomically -479, is kept as 7521), and a
year between 4000 and 5999 is one that the text does not let us know.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_BEFORE_CHRIST = 8000
_UNKNOWN = 4401  # three years on is a leap year
_WEEKS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {
    "month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "fiscal year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
"""Days and months of each unit."""
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASON_CODES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first` to `last` day, one `unit` of the calendar or several days (`unit` "days").

    `part` is a part of the day or a clock time, `zone` its offset from UTC where the text names one; `later` says that
    a winter is counted with the year in which it ends.
    """

    first: date
    last: date
    unit: str
    part: str | None = None
    later: bool = False
    zone: str | None = None

    @property
    def known(self) -> bool:
        """Whether the year is known."""
        return not 4000 <= self.first.year < 6000

    @property
    def edtf(self) -> str:
        """The EDTF string; weeks and the like are intervals, a weekend is a set of two days."""
        first = self.first
        if self.unit == "day":
            return day_shown(first)
        if self.unit == "month":
            return day_shown(first)[:-3]
        if self.unit == "season":
            return f"{year_shown(first.year)}-{self.season}"
        if self.unit == "year":
            return year_shown(first.year)
        if self.unit == "weekend":
            return f"[{day_shown(first)},{day_shown(self.last)}]"
        if self.unit in ("decade", "century"):
            return year_shown(first.year)[: -1 if self.unit == "decade" else -2] + (
                "X" if self.unit == "decade" else "XX"
            )
        if self.unit == "fiscal year" and (first.month, first.day) == (1, 1):
            return year_shown(first.year)  # its first day is not known, or that of the year
        return interval(first, self.last, exact=self.unit in ("week", "days", "fiscal year"))

    @property
    def season(self) -> int:
        """The EDTF number of the season that begins in the first month."""
        return next(n for n, month in _SEASON_MONTHS.items() if month == self.first.month)

    @property
    def timex3(self) -> str:
        """The TIMEX3 value."""
        year = _timex_year(self.first.year + self.later)
        month, day = f"{self.first.month:02}", f"{self.first.day:02}"
        if self.unit == "day":
            return f"{year}-{month}-{day}" + (f"T{self.part}" if self.part else "")
        if self.unit in ("week", "weekend"):
            iso_year, week, _ = self.first.isocalendar()
            return f"{_timex_year(iso_year)}-W{week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "month":
            return f"{year}-{month}"
        if self.unit == "quarter":
            return f"{year}-Q{(self.first.month + 2) // 3}"
        if self.unit == "half":
            return f"{year}-H{1 if self.first.month < 7 else 2}"
        if self.unit == "season":
            return f"{year}-{_SEASON_CODES[self.season]}"
        if self.unit in ("decade", "century"):
            cut = -1 if self.unit == "decade" else -2
            return (_timex_year(self.last.year - 1) if self.first.year >= 6000 else year)[:cut]
        if self.unit == "fiscal year":
            return _timex_year(self.last.year if self.first.month >= 7 else self.first.year)
        return year if self.unit == "year" else self._blurred()

    def _blurred(self) -> str:
        """Several days: what their first and last day share, the rest unknown."""
        first, last = day_shown(self.first), day_shown(self.last)
        if first[:7] == last[:7]:
            return first[:7] + "-XX"
        return first[:4] + "-XX-XX" if first[:4] == last[:4] else "XXXX-XX-XX"


def year_shown(year: int) -> str:
    """A year as EDTF writes it: `2015`, `XXXX`, `-0479`."""
    if year >= 6000:
        return f"-{_BEFORE_CHRIST - year:04}"
    return "XXXX" if year >= 4000 else f"{year:04}"


def _timex_year(year: int) -> str:
    if year >= 6000:
        return f"BC{_BEFORE_CHRIST - year + 1:04}"
    return "XXXX" if year >= 4000 else f"{year:04}"


def day_shown(day: date) -> str:
    """A day as EDTF writes it."""
    return f"{year_shown(day.year)}-{day.month:02}-{day.day:02}"


def interval(first: date, last: date, *, exact: bool = False) -> str:
    """The interval in years or months where it is made of whole ones (and `exact` is not asked for), else in days."""
    month_long = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if exact or not month_long:
        return f"{day_shown(first)}/{day_shown(last)}"
    if first.month == 1 and last.month == 12:
        return f"{year_shown(first.year)}/{year_shown(last.year)}"
    return f"{day_shown(first)[:-3]}/{day_shown(last)[:-3]}"


def kept_year(year: int | None, *, leap: bool = False) -> int:
    """The year under which dates of `year` are kept: None is unknown (`leap` if it must have a 29 February), -480 is
    480 BC."""
    if year is None:
        return _UNKNOWN + 3 * leap
    return year + 1 + _BEFORE_CHRIST if year < 0 else year


def day_of(year: int | None, month: int, day: int) -> Stretch | None:
    """One day; None where there is no such day. 29 February of an unknown year is one of a leap year."""
    kept = kept_year(year, leap=(month, day) == (2, 29))
    try:
        first = date(kept, month, day)
    except ValueError:
        return None
    return Stretch(first, first, "day")


def days_in(year: int, month: int) -> int:
    """Number of days of a month."""
    return monthrange(year, month)[1]


def unit_at(day: date, unit: str, fiscal_start: tuple[int, int] = (1, 1)) -> Stretch:
    """The calendar unit that holds `day`. Weeks begin on Monday, centuries are taken as 1900 to 1999."""
    year = day.year
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return Stretch(first, first + timedelta(days=6), "week")
    if unit == "weekend":
        first = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return Stretch(first, first + timedelta(days=1), "weekend")
    if unit in ("month", "quarter", "half"):
        count = _MONTHS[unit]
        return _months(year, (day.month - 1) // count * count + 1, count, unit)
    if unit == "season":
        month = day.month % 12 // 3 * 3 or 12
        return _months(year - (day.month < 3), month, 3, "season")
    if unit in ("decade", "century"):
        years = 10 if unit == "decade" else 100
        ahead = (year - 1 if year >= 6000 else year) % years  # 489 to 480 BC are one decade, 400 to 301 one century
        return _years(max(year - ahead, 1), years, unit)
    if unit == "fiscal year":
        begun = (day.month, day.day) >= fiscal_start
        first = date(year if begun else year - 1, *fiscal_start)
        return Stretch(first, date(first.year + 1, *fiscal_start) - timedelta(days=1), unit)
    return _years(year, 1, "year") if unit == "year" else Stretch(day, day, "day")


def _years(first: int, count: int, unit: str) -> Stretch:
    return Stretch(date(first, 1, 1), date(first + count - 1, 12, 31), unit)


def _months(year: int, month: int, count: int, unit: str) -> Stretch:
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = last // 12, last % 12 + 1
    return Stretch(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]), unit)


def part_of(year: int, unit: str, number: int) -> Stretch:
    """A quarter or half of the kept `year`, or the season of that EDTF number that begins in it."""
    first = _SEASON_MONTHS[number] if unit == "season" else (number - 1) * _MONTHS[unit] + 1
    return _months(year, first, _MONTHS[unit], unit)


def shifted_day(day: date, unit: str, count: float) -> date:
    """`day` moved by `count` units; the 31st becomes the last day of a shorter month."""
    if unit in _WEEKS:
        return day + timedelta(days=round(_WEEKS[unit] * count))
    moved: date = day + relativedelta(months=round(_MONTHS[unit] * count))
    return moved


def shifted(stretch: Stretch, unit: str, count: int, fiscal_start: tuple[int, int] = (1, 1)) -> Stretch:
    """The `unit` that lies `count` units after the one that holds `stretch`; where the stretch is longer than a unit,
    the whole of it moved: the day after some day of last week is some day from Tuesday to Monday."""
    if length(stretch) > _DAYS.get(unit, 1) * 1.5:
        first, last = shifted_day(stretch.first, unit, count), shifted_day(stretch.last, unit, count)
        return replace(stretch, first=first, last=last, unit="days" if count else stretch.unit)
    return unit_at(shifted_day(unit_at(stretch.first, unit, fiscal_start).first, unit, count), unit, fiscal_start)


_DAYS = {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "season": 92, "half": 184, "year": 366,
         "fiscal year": 366, "decade": 3653, "century": 36525}  # fmt: skip


def length(stretch: Stretch) -> int:
    """Number of days."""
    return (stretch.last - stretch.first).days + 1


def third(stretch: Stretch, share: str) -> Stretch:
    """The early, mid or late third, or two of them; the early 1990s are 1990 to 1993, late September is 21 to 30."""
    cuts = _cuts(stretch)
    first, last = {"early": (0, 1), "mid": (1, 2), "late": (2, 3), "mid-late": (1, 3), "early-mid": (0, 2)}[share]
    return Stretch(cuts[first], cuts[last] - timedelta(days=1), "days" if length(stretch) <= 31 else "months")


def _cuts(stretch: Stretch) -> tuple[date, date, date, date]:
    """The first days of the three thirds, and the day after the last."""
    first, end = stretch.first, stretch.last + timedelta(days=1)
    if stretch.unit == "month":
        return (first, first.replace(day=11), first.replace(day=21), end)
    if stretch.unit in ("week", "days", "weekend"):
        days = length(stretch)
        return (first, first + timedelta(days=days // 3), first + timedelta(days=days - days // 3), end)
    if stretch.unit == "decade":
        return (first, date(first.year + 4, 1, 1), date(first.year + 7, 1, 1), end)
    if stretch.unit == "century":
        return (first, date(first.year + 34, 1, 1), date(first.year + 67, 1, 1), end)
    months = round(length(stretch) / 30.4)
    return (first, shifted_day(first, "month", months // 3), shifted_day(first, "month", months * 2 // 3), end)


def middle(stretch: Stretch) -> date:
    """The day in the middle."""
    return stretch.first + (stretch.last - stretch.first) / 2


def stretch_of(edtf: str | None) -> Stretch | None:
    """The stretch of a plain EDTF day, month or year, whose year may be `XXXX`; None for anything else."""
    if not edtf:
        return None
    parts = edtf[:10].rstrip("~?%").split("-")
    if (not parts[0].isdigit() and parts[0] != "XXXX") or not all(p.isdigit() for p in parts[1:]):
        return None
    year = None if parts[0] == "XXXX" else int(parts[0])
    if len(parts) == 3:
        return day_of(year, int(parts[1]), int(parts[2]))
    if len(parts) == 2 and 1 <= int(parts[1]) <= 12:
        return unit_at(date(kept_year(year), int(parts[1]), 1), "month")
    return unit_at(date(kept_year(year), 1, 1), "year") if len(parts) == 1 else None
