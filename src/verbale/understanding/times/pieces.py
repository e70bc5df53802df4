"""Pieces of the calendar that leave something open: which year, which week, which of two days.

Direction (-1 back, 1 ahead, less where it is less sure, None where nothing tells) comes from what governs the time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as nth_weekday

from verbale.understanding.times import stretch as st
from verbale.understanding.times.direction import SURE, WEAK
from verbale.understanding.times.meaning import Calendar
from verbale.understanding.times.placed import Placed, shown
from verbale.understanding.times.stretch import Stretch

_DECISIVE, _AGAINST, _UNTOLD, _OTHER_YEAR = 60.0, 4.0, 2.0, 1.5
"""What weighs against a date: lying on the wrong side of a verb that governs the time itself, of one farther off, ahead
where no verb tells (the press looks back more often), in another year than the day of publication."""
_FAR = 1.5
"""Exponent of the distance in days: of what is far the press says in which year it was."""
_ABOUT_AS_NEAR = 1.5
_FAR_GONE = 200
"""Days after which a story that names a month again means the next year's."""


def explicit(c: Calendar, fiscal_start: tuple[int, int]) -> Stretch | None:
    """The stretch of a piece that names its year, decade or century; None where there is no such day."""
    if c.century is not None:
        first = (c.century - 1) * 100 if c.century > 0 else st.kept_year(c.century * 100)
        return st.unit_at(date(max(first, 1), 1, 1), "century")
    if c.decade is not None:
        decade = c.decade if abs(c.decade) > 9 else 190 + c.decade
        return st.unit_at(date(decade * 10 if decade > 0 else st.kept_year(decade * 10), 1, 1), "decade")
    return in_year(c, st.kept_year(c.year), fiscal_start)


def in_year(c: Calendar, year: int, fiscal_start: tuple[int, int] = (1, 1)) -> Stretch | None:
    """The piece in a kept year; None where there is no such day."""
    found: Stretch | None
    if c.easter is not None:
        found = _day(easter(year) + timedelta(days=c.easter))
    elif c.nth is not None and c.month and c.weekday:
        counted = relativedelta(day=1 if c.nth > 0 else 31, weekday=nth_weekday(c.weekday - 1, c.nth))
        found = _day(date(year, c.month, 1) + counted)
    elif c.month and c.day:
        found = _day(date(year, c.month, c.day)) if c.day <= st.days_in(year, c.month) else None
    elif c.month:
        found = st.unit_at(date(year, c.month, 1), "month")
    elif c.season:
        found = st.part_of(year, "season", c.season)
    elif c.quarter:
        found = st.part_of(year, "quarter", c.quarter)
    elif c.fiscal:
        begun = year - 1 if fiscal_start[0] >= 7 else year  # one that begins in autumn is called by the year it ends in
        found = st.unit_at(date(begun, *fiscal_start), "fiscal year", fiscal_start)
    else:
        found = st.unit_at(date(year, 1, 1), "year")
    return replace(found, part=c.part) if found and c.part else found


def nearest(c: Calendar, published: Stretch, direction: float | None) -> Stretch | None:
    """The piece in the year of publication, the one before or the one after, as words, direction and nearness say."""
    years = (published.first.year - 1, published.first.year, published.first.year + 1)
    candidates = [s for y in years if (s := in_year(c, y)) is not None]
    if c.which == -1:
        candidates = [s for s in candidates if s.last < published.first][-1:]
    elif c.which == 1:
        candidates = [s for s in candidates if s.first > published.last][:1]
    elif c.which == 0:
        candidates = [s for s in candidates if s.first.year == published.first.year]
    if c.weekday is not None and c.nth is None:
        candidates = [s for s in candidates if s.first.isoweekday() == c.weekday] or candidates
    penalty = _penalty(direction)

    def cost(s: Stretch) -> tuple[float, date]:
        wrong_side = s.last < published.first if (direction or 0) > WEAK else s.first > published.last
        other_year = s.first.year != published.first.year
        weight = (penalty if wrong_side else 1.0) * (_OTHER_YEAR if other_year else 1.0)
        return (_distance(s, published) ** _FAR * weight, s.first)

    return min(candidates, key=cost, default=None)


def _penalty(direction: float | None) -> float:
    """What a date on the wrong side costs; where the direction is `WEAK` it may be either."""
    if direction is None:
        return _UNTOLD
    if abs(direction) >= SURE:
        return inf
    return 1.0 if abs(direction) <= WEAK else _DECISIVE if abs(direction) == 1 else _AGAINST


def other_year(c: Calendar, published: Stretch, chosen: Stretch) -> Stretch | None:
    """The same day or month in another year, where it lies about as near as the chosen one; None where none does."""
    if chosen.unit not in ("day", "month") or c.which is not None:
        return None
    ahead = chosen.first <= published.last
    found = in_year(c, chosen.first.year + (1 if ahead else -1))
    near = _distance(chosen, published)
    return found if found and near and _distance(found, published) <= _ABOUT_AS_NEAR * near else None


def _distance(s: Stretch, published: Stretch) -> int:
    if s.last < published.first:
        return (published.first - s.last).days
    return max(0, (s.first - published.last).days)


def in_story(c: Calendar, story: Stretch) -> Stretch | None:
    """In a story a bare month or season belongs to the year in focus, or to the next once that is far gone."""
    year = story.first.year
    if c.season == 24:
        return replace(st.part_of(year if story.first.month > 3 else year - 1, "season", 24), later=True)
    found = in_year(c, year)
    if found is not None and story.unit != "year" and (story.first - found.last).days > _FAR_GONE:
        return in_year(c, year + 1)
    return found


def day_of_month(day: int, near: Stretch, direction: float | None) -> Stretch | None:
    """ "The 19th": of the month at hand, or of the one before or after where the direction says so."""
    found = st.day_of(near.first.year, near.first.month, day)
    if found is None or near.unit != "day" or not direction:
        return found
    if (found.first - near.first).days * direction >= 0:
        return found
    moved = st.shifted_day(near.first.replace(day=1), "month", 1 if direction > 0 else -1)
    return st.day_of(moved.year, moved.month, day) or found


def weekday(c: Calendar, today: date, anchor: str, direction: float | None, *, verbless: bool) -> Placed:
    """The day that a weekday means, seen from `today`; today itself where it has that name.

    "Next Tuesday" is that of the next week, with the one of this week as the other reading. Where no verb can tell the
    direction both days stay, as a set.
    """
    assert c.weekday is not None  # noqa: S101 - callers have seen to it
    back = today - timedelta(days=(today.isoweekday() - c.weekday) % 7)
    ahead = today + timedelta(days=(c.weekday - today.isoweekday()) % 7)
    if c.which == -1:
        return _shown_day(back if back < today else back - timedelta(days=7), c.part, anchor)
    if c.which == 1:
        return _next_weekday(c, today, ahead, anchor)
    if c.which == 0:
        return _shown_day(back if (direction or 0) < 0 else ahead, c.part, anchor)
    if direction is None and back != ahead and verbless:
        both = f"[{st.day_shown(back)},{st.day_shown(ahead)}]"
        return replace(_shown_day(back, c.part, anchor), edtf=both, alternatives=(st.day_shown(ahead),))
    if direction == WEAK:
        later = (ahead - today).days <= (today - back).days + 1  # of a plan told in the past, the nearer day
        return _shown_day(ahead if later else back, c.part, anchor)
    return _shown_day(ahead if direction and direction > 0 else back, c.part, anchor)


def weekday_of_unknown_year(c: Calendar, today: Stretch, named: int, direction: float | None) -> Placed:
    """The day that a weekday means where the year is unknown, but `today` is known to be the weekday `named`."""
    assert c.weekday is not None  # noqa: S101 - callers have seen to it
    days = (c.weekday - named) % 7 if (direction or 0) > 0 else -((named - c.weekday) % 7)
    if c.which:
        days += 7 * c.which if (days >= 0) == (c.which > 0) or not days else 0
    return _shown_day(today.first + timedelta(days=days), c.part, "publication")


def _next_weekday(c: Calendar, today: date, ahead: date, anchor: str) -> Placed:
    if c.from_focus:
        return _shown_day(ahead if ahead > today else ahead + timedelta(days=7), c.part, anchor)
    this_week = ahead.isocalendar()[:2] == today.isocalendar()[:2]
    found = _shown_day(ahead + timedelta(days=7) if this_week else ahead, c.part, anchor)
    return replace(found, alternatives=(st.day_shown(ahead),) if this_week and ahead != today else ())


def _shown_day(day: date, part: str | None, anchor: str) -> Placed:
    return shown(Stretch(day, day, "day", part), anchor)


def _day(day: date) -> Stretch:
    return Stretch(day, day, "day")
