"""The timeline as a drawing: lanes, marks and ticks in units of its own width, worked out here and drawn by a template.

What is told fuzzily is drawn as wide as it may be: a month as a month, a year as a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

WIDTH = 1000.0
"""Units from the first day of the window to the last."""
ROW = 13.0
LEAST = 9.0
"""Units that a mark takes at least."""
LETTER = 6.5
"""Units that a letter of a label takes, with room beside it."""
ROWS = 14
"""Rows of a lane at most; what has no room left stands in its last one, without a label."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be drawn: its lane, the ISO days that bound it, how it looks, its name, its address, days it left.

    `label` is written beside it.
    """

    lane: str
    first: str
    last: str
    look: str
    name: str
    href: str
    left: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn: from `x` on so wide, in a row of its lane; `ghosts` are where it stood before it slipped."""

    told: Told
    x: float
    width: float
    y: float
    ghosts: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return self.x + self.width / 2

    @property
    def label_before(self) -> bool:
        """Whether the label stands before it, as there is no room for it behind."""
        return self.x + self.width + self._label > WIDTH and self.x >= self._label

    @property
    def label_under(self) -> bool:
        """Whether the label stands under it, as there is no room for it at either side."""
        return self.x + self.width + self._label > WIDTH and self.x < self._label

    @property
    def label_x(self) -> float:
        """Where the label ends that stands before it, else where it begins."""
        if self.label_under:
            return self.x
        return self.x - 5 if self.label_before else self.x + self.width + 5

    @property
    def label_y(self) -> float:
        """The line on which the label stands."""
        return self.y + 8 + (ROW if self.label_under else 0)

    @property
    def taken(self) -> tuple[float, float]:
        """From where to where it stands, its label included."""
        low = self.x - self._label if self.label_before else self.x
        return low, self.x + self.width + (0 if self.label_before or self.label_under else self._label)

    @property
    def _label(self) -> float:
        return 5 + LETTER * len(self.told.label) if self.told.label else 0.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its name, where it begins and how high it is, and its marks."""

    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are shown, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def place(self, day: date) -> float:
        """Where a day begins, held inside the window."""
        return min(max((day - self.first).days / self.days, 0.0), 1.0) * WIDTH

    def zoomed(self, by: float) -> Window:
        """A window around the same middle, so many times as wide."""
        middle = self.first + timedelta(days=self.days // 2)
        half = timedelta(days=max(int(self.days * by / 2), 7))
        return Window(_in_reach(middle, -half), _in_reach(middle, half))

    def moved(self, by: float) -> Window:
        """A window as wide, so many widths later."""
        step = timedelta(days=int(self.days * by))
        return Window(_in_reach(self.first, step), _in_reach(self.last, step))


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a window: its lanes from the top, its ticks with their names, where today stands, its height.

    `earlier` is the first day of what lies before the window.
    """

    window: Window
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None
    height: float
    earlier: date | None = None


def chart(told: Iterable[Told], lanes: Sequence[str], window: Window, today: date) -> Chart:
    """The drawing of what lies in a window, in those of the lanes that hold something."""
    by_lane: dict[str, list[Told]] = {}
    before: list[date] = []
    for one in told:
        if _day(one.last) < window.first:
            before.append(_day(one.first))
        elif _day(one.first) <= window.last:
            by_lane.setdefault(one.lane, []).append(one)
    drawn: list[Lane] = []
    y = 0.0
    for name in lanes:
        if name in by_lane:
            lane = _lane(name, by_lane[name], window, y)
            drawn.append(lane)
            y += lane.height
    inside = window.first <= today <= window.last
    return Chart(
        window, tuple(drawn), _ticks(window), window.place(today) if inside else None, y, min(before, default=None)
    )


def window_of(told: Iterable[Told], today: date) -> Window:
    """A window that holds all of it and today."""
    every = [day for one in told for day in (_day(one.first), _day(one.last))]
    first, last = min([*every, today]), max([*every, today])
    room = timedelta(days=max((last - first).days // 40, 3))
    return Window(_in_reach(first, -room), _in_reach(last, room))


def window_of_most(told: Iterable[Told], today: date) -> Window:
    """A window that holds today and what is told, without the few that lie so long before the rest as to crowd it.

    That is a tenth of all at most, before a gap half as long as the time from the rest till today, a year at least.
    """
    every = sorted(told, key=lambda t: t.first)
    days = [_day(t.first) for t in every]
    cuts = range(1, len(every) // 10 + 1)
    apart = [n for n in cuts if days[n] - days[n - 1] > max((today - days[n]) / 2, timedelta(days=365))]
    return window_of(every[max(apart, default=0) :], today)


def _lane(name: str, told: Sequence[Told], window: Window, y: float) -> Lane:
    ends: list[float] = []
    marks = []
    for one in sorted(told, key=lambda t: (t.first, t.last)):
        x = window.place(_day(one.first))
        end = window.place(_day(one.last) + timedelta(days=1))
        width = max(end - x, LEAST)
        x = max(min(x - (width - (end - x)) / 2, WIDTH - width), 0.0)
        ghosts = tuple(window.place(_day(day)) for day in one.left if window.first <= _day(day) <= window.last)
        mark = Mark(one, x, width, y + 10, ghosts)
        low, high = mark.taken
        rows = 2 if mark.label_under else 1
        row = next(n for n in range(len(ends) + 1) if all(taken <= low for taken in ends[n : n + rows]))
        if row + rows > ROWS:
            row, rows, mark = ROWS - 1, 1, replace(mark, told=replace(one, label=""))
        ends[row : row + rows] = [high + 2] * rows
        marks.append(replace(mark, y=mark.y + row * ROW))
    return Lane(name, y, 18 + max(len(ends), 1) * ROW, tuple(marks))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _ticks(window: Window) -> tuple[tuple[float, str], ...]:
    """Days that are named below: years, else months, else weeks, never more than a dozen or two."""
    months = (window.last.year - window.first.year) * 12 + window.last.month - window.first.month + 1
    if window.days < 60:
        days = [window.first + timedelta(days=n) for n in range(0, window.days, 7)]
        return tuple((window.place(day), f"{day.day} {_MONTHS[day.month - 1]}") for day in days)
    step = next((s for s in (1, 3, 12, 24, 60, 120) if months / s <= 18), 600)
    found = []
    for number in range(window.first.year * 12, window.last.year * 12 + 12, step):
        day = date(min(number // 12, date.max.year), number % 12 + 1, 1)
        if window.first <= day <= window.last:
            name = str(day.year) if step >= 12 or day.month == 1 else _MONTHS[day.month - 1]
            found.append((window.place(day), name))
    return tuple(found)


def _day(iso: str) -> date:
    """An ISO day; one before the first year that Python knows is that year's first."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return date.min


def _in_reach(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
