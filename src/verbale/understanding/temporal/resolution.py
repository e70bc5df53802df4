"""Placing meanings in time: against explicit dates, the date in focus, or the publication date.

Order of anchors: what the expression says itself, then, for anaphors ("the same day", "two days earlier"), the last
date in focus, else the publication date; where that is unknown the year stays `XXXX`. Direction (-1 back, 1 ahead)
comes from the governing verb or noun and decides only what the words leave open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from verbale.model.negotiation import TimexType
from verbale.understanding.temporal import stretch as st
from verbale.understanding.temporal.building import length_value
from verbale.understanding.temporal.direction import WEAK
from verbale.understanding.temporal.meaning import (
    Apart,
    Bounded,
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
)  # fmt: skip
from verbale.understanding.temporal.setting import Setting
from verbale.understanding.temporal.stretch import Stretch

_MODIFIERS = {
    "early": "START", "mid": "MID", "late": "END", "start": "START", "end": "END", "mid-late": "MID",
    "early-mid": "START", "about": "APPROX",
}  # fmt: skip


_BACK, _AHEAD = 3, 12
"""Years by which a history may go back, or skip ahead, without leaving its thread."""
_LONGEST = {"day": 7, "week": 31, "weekend": 31, "fortnight": 31, "month": 366, "quarter": 366, "year": 3700}
"""How long, in days, a date in focus may be to serve as the anchor of something counted in a unit."""
_DECISIVE, _AGAINST = 40.0, 4.0
"""How many times nearer a date against the direction of the verb must be than the one along it, to be preferred: one
that governs the time itself, and one farther off."""

_UNTOLD = 2.0
"""The same where no verb tells: the press looks back more often than ahead."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A meaning placed in time. `stretch` is None where it names no known part of the calendar."""

    edtf: str | None
    timex3: str
    timex_type: TimexType = "DATE"
    stretch: Stretch | None = None
    modifier: str | None = None
    calendar: bool = True
    anchor: str = "explicit"
    alternatives: tuple[str, ...] = ()
    vague: bool = False
    aside: bool = False
    """It looks ahead to an end, and does not carry a story on: "until the fall of the city in February 1945"."""
    ends: tuple[Placed, ...] = ()
    """The two ends of a range, each placed by itself."""


@dataclass(slots=True)
class Resolver:
    """Places one article's expressions in the order of the text; remembers the date in focus."""

    setting: Setting
    focus: Stretch | None = None
    focus_span: tuple[int, int] | None = None
    direction: Callable[[], float | None] = lambda: None
    verbless: Callable[[], bool] = lambda: False
    same_sentence: bool = False
    opening: bool = False
    quarter: Stretch | None = None
    story: Stretch | None = None
    seen: list[Stretch] = field(default_factory=list)
    _flash: int | None = None

    def place(self, meaning: Meaning) -> Placed:
        """Where `meaning` lies; the focus stays as it is (see `attend`)."""
        match meaning:
            case Calendar():
                return self._calendar(meaning)
            case Relative():
                return self._relative(meaning)
            case Apart():
                return self._apart(meaning)
            case Within():
                return self._within(meaning)
            case Narrowed():
                return self._narrowed(meaning)
            case Bounded():
                return self._bounded(meaning)
            case Range():
                return self._range(meaning)
            case Duration():
                value = length_value(meaning.unit, meaning.count, meaning.most)
                return Placed(None, value, "DURATION", calendar=False, anchor="none")
            case Recurring():
                return Placed(None, meaning.value, "SET", calendar=False, anchor="none")
            case Vague():
                return Placed(None, meaning.value, calendar=False, anchor="none")
            case Number():
                return Placed(None, "", calendar=False, anchor="none")

    def attend(self, placed: Placed, span: tuple[int, int]) -> None:
        """Make a placed expression the date in focus."""
        stretch = placed.stretch
        if stretch is None or not placed.calendar:
            return
        self.focus, self.focus_span = stretch, span
        self.seen.append(stretch)
        if stretch.unit == "quarter" and placed.anchor != "quarter":
            self.quarter = stretch
        if self.setting.narrative and stretch.unit not in ("decade", "century") and not placed.aside:
            self._follow(stretch)

    def _follow(self, stretch: Stretch) -> None:
        """Keep the story's own time: a single leap far back or ahead is a remark, two of them are a new scene."""
        year = stretch.first.year
        if self.story is not None:
            leap = year - self.story.first.year
            if (leap < -_BACK or leap > _AHEAD) and (self._flash is None or abs(self._flash - year) > _BACK):
                self._flash = year
                return
            if stretch.unit == "year" and (leap == 0 or not self.opening):
                return
        self._flash = None
        self.story = stretch

    # what a bare piece of the calendar means

    def _calendar(self, c: Calendar) -> Placed:
        if c.either_order and self.setting.day_first:
            c = replace(c, month=c.day, day=c.month)
        alternatives = (_swapped(c),) if c.either_order else ()
        if c.year is not None or c.century is not None or c.decade is not None:
            return self._shown(self._explicit(c), "explicit", alternatives)
        if c.part and not (c.month or c.day or c.weekday):
            return self._clock(c)
        if c.nth is None and c.weekday is not None and c.month is None and c.day is None:
            return self._weekday(c)
        return self._yearless(c)

    def _shown(self, stretch: Stretch | None, anchor: str, alternatives: tuple[str, ...] = ()) -> Placed:
        if stretch is None:
            return Placed(None, "XXXX", anchor="none")
        kind: TimexType = "TIME" if stretch.part else "DATE"
        return Placed(stretch.edtf, stretch.timex3, kind, stretch, anchor=anchor, alternatives=alternatives)

    def _explicit(self, c: Calendar) -> Stretch | None:
        if c.century is not None:
            first = (c.century - 1) * 100 if c.century > 0 else st.kept_year(c.century * 100)
            return st.unit_at(date(max(first, 1), 1, 1), "century")
        if c.decade is not None:
            decade = c.decade if abs(c.decade) > 9 else 190 + c.decade
            return st.unit_at(date(decade * 10 if decade > 0 else st.kept_year(decade * 10), 1, 1), "decade")
        return self._in_year(c, st.kept_year(c.year))

    def _in_year(self, c: Calendar, year: int) -> Stretch | None:
        """The piece of the calendar in a kept year; None where there is no such day."""
        found: Stretch | None
        if c.easter is not None:
            day = st.easter(year) + timedelta(days=c.easter)
            found = Stretch(day, day, "day")
        elif c.nth is not None and c.month and c.weekday:
            day = st.nth_weekday(year, c.month, c.weekday, c.nth)
            found = Stretch(day, day, "day")
        elif c.month and c.day:
            try:
                day = date(year, c.month, c.day)
            except ValueError:
                return None
            found = Stretch(day, day, "day")
        elif c.month:
            found = st.unit_at(date(year, c.month, 1), "month")
        elif c.season:
            found = st.season_of(year, c.season)
        elif c.quarter:
            found = st.quarter_of(year, c.quarter)
        elif c.half:
            found = st.half_of(year, c.half)
        elif c.fiscal:
            start = self.setting.fiscal_start  # one that begins in autumn has the number of the year in which it ends
            begun = year - 1 if start[0] >= 7 else year
            found = st.unit_at(date(begun, *start), "fiscal year", start)
        else:
            found = st.unit_at(date(year, 1, 1), "year")
        return replace(found, part=c.part) if c.part else found

    def _clock(self, c: Calendar) -> Placed:
        day = self.focus if self.same_sentence and self.focus and self.focus.unit == "day" else self.setting.published
        if self.setting.narrative and self.focus:
            day = self.focus
        if day is None or day.unit != "day":
            return Placed(None, f"XXXX-XX-XXT{c.part}", "TIME", anchor="none", calendar=False)
        return self._shown(replace(day, part=c.part), "publication")

    def _weekday(self, c: Calendar) -> Placed:
        told = self.focus if self.focus is not None and (self.setting.narrative or c.from_focus) else None
        base = told if told is not None and told.unit == "day" else self.setting.published
        if base is None or base.unit != "day" or not base.known or c.weekday is None:
            return Placed(None, f"XXXX-WXX-{c.weekday}", anchor="none")
        today = base.first
        back = today - timedelta(days=(today.isoweekday() - c.weekday) % 7)
        ahead = today + timedelta(days=(c.weekday - today.isoweekday()) % 7)
        anchor = "focus" if base is told else "publication"
        if c.which == -1:
            return self._shown_day(back if back < today else back - timedelta(days=7), c.part, anchor)
        if c.which == 1 and c.from_focus:
            return self._shown_day(ahead if ahead > today else ahead + timedelta(days=7), c.part, anchor)
        if c.which == 1:
            this_week = ahead.isocalendar()[:2] == today.isocalendar()[:2]
            day = ahead + timedelta(days=7) if this_week else ahead
            other = (st.day_shown(ahead),) if this_week and ahead != today else ()
            return replace(self._shown_day(day, c.part, anchor), alternatives=other)
        direction = self.direction()
        if c.which == 0:
            return self._shown_day(back if (direction or 0) < 0 else ahead, c.part, anchor)
        if direction is None and back != ahead and self.verbless() and anchor == "publication":
            both = f"[{st.day_shown(back)},{st.day_shown(ahead)}]"
            return replace(self._shown_day(back, c.part, anchor), edtf=both, alternatives=(st.day_shown(ahead),))
        return self._shown_day(ahead if direction and direction > 0 else back, c.part, anchor)

    def _shown_day(self, day: date, part: str | None, anchor: str) -> Placed:
        return self._shown(Stretch(day, day, "day", part), anchor)

    def _yearless(self, c: Calendar) -> Placed:
        published = self.setting.published
        if c.month is None and c.day is not None:
            return self._day_of_month(c)
        if self.setting.narrative and self.story is not None and c.which is None:
            return self._in_story(c, self.story)
        if published is None or not published.known:
            return self._shown(self._in_year(c, st.kept_year(None) + 3 * ((c.month, c.day) == (2, 29))), "none")
        years = (published.first.year - 1, published.first.year, published.first.year + 1)
        candidates = [s for y in years if (s := self._in_year(c, y)) is not None]
        if not candidates:
            return Placed(None, "XXXX", anchor="none")
        return self._shown(self._nearest(candidates, published, c), "publication")

    def _nearest(self, candidates: list[Stretch], published: Stretch, c: Calendar) -> Stretch:
        """The candidate that the words or the direction choose, else the one nearest to the publication."""
        if c.which == -1:
            past = [s for s in candidates if s.last < published.first]
            return past[-1] if past else candidates[0]
        if c.which == 1:
            later = [s for s in candidates if s.first > published.last]
            return later[0] if later else candidates[-1]
        if c.which == 0:
            same = [s for s in candidates if s.first.year == published.first.year]
            return same[0] if same else candidates[0]
        if c.weekday is not None:
            fitting = [s for s in candidates if s.first.isoweekday() == c.weekday]
            candidates = fitting or candidates
        direction = self.direction()

        def cost(s: Stretch) -> tuple[float, date]:
            told = direction is not None and abs(direction) > WEAK
            wrong_way = s.last < published.first if told and (direction or 0) > 0 else s.first > published.last
            against = 1.0 if not wrong_way else _DECISIVE if abs(direction or 0) == 1 else _AGAINST if told else _UNTOLD
            return (self._distance(s, published) * against, s.first)

        return min(candidates, key=cost)

    @staticmethod
    def _distance(s: Stretch, published: Stretch) -> int:
        if s.last < published.first:
            return (published.first - s.last).days
        return max(0, (s.first - published.last).days)

    def _in_story(self, c: Calendar, focus: Stretch) -> Placed:
        """In a story a bare month or season belongs to the year in focus, or to the next once that is far gone."""
        year = focus.first.year
        found = self._in_year(c, year)
        if found is not None and focus.unit != "year" and (focus.first - found.last).days > 200:
            found = self._in_year(c, year + 1)
        if c.season == 24:
            found = st.season_of(year if focus.first.month > 3 else year - 1, 24)
            found = replace(found, later=True)
        return self._shown(found, "focus")

    def _day_of_month(self, c: Calendar) -> Placed:
        near = self.focus if self.focus is not None and self.setting.narrative else self.setting.published
        if near is None or near.unit == "year" or c.day is None:
            return Placed(None, "XXXX-XX-XX", anchor="none")
        found = st.day_of(near.first.year, near.first.month, c.day)
        if not self.setting.narrative and found is not None and near.unit == "day":
            direction = self.direction()
            if found.first > near.first and (direction or 0) < 0:
                moved = st.shifted_day(near.first.replace(day=1), "month", -1)
                found = st.day_of(moved.year, moved.month, c.day) or found
            if found.first < near.first and (direction or 0) > 0:
                moved = st.shifted_day(near.first.replace(day=1), "month", 1)
                found = st.day_of(moved.year, moved.month, c.day) or found
        return self._shown(found, "publication")

    # what is counted from an anchor

    def _base(self, wanted: str, unit: str) -> tuple[Stretch | None, str]:
        """The anchor of something counted in `unit`: the last date in focus that is not far longer than one."""
        if wanted == "focus" or self.setting.narrative:
            most = _LONGEST.get(unit, 3700)
            for stretch in reversed(self.seen):
                if st.length(stretch) <= most:
                    return stretch, "focus"
            if self.setting.narrative and self.focus is not None:
                return self.focus, "focus"
        return self.setting.published, "publication"

    def _relative(self, r: Relative) -> Placed:
        wanted = r.base
        if wanted == "current":
            wanted = "focus" if self.setting.narrative or self.same_sentence else "publication"
        base, anchor = self._base(wanted, r.unit)
        if base is None:
            return self._unplaced(r)
        if r.unit == "quarter" and r.base == "focus" and r.count == 0:
            return self._quarter_in_focus()
        if (
            r.unit in ("week", "weekend", "day")
            and ((not base.known and r.unit != "day") or _coarse(base, r.unit))
            and r.base == "publication"
        ):
            return self._unplaced(r)
        if r.unit == "weekend" and r.base == "publication" and r.count == 0 and base.unit == "day":
            return self._weekend(base, anchor)
        found = st.shifted(base, r.unit, r.count, self.setting.fiscal_start)
        return self._shown(replace(found, part=r.part) if r.part else found, anchor)

    def _weekend(self, base: Stretch, anchor: str) -> Placed:
        this = st.unit_at(base.first, "weekend")
        if (self.direction() or 0) < 0 and this.first > base.first:
            this = st.shifted(base, "weekend", -1)
        return self._shown(this, anchor)

    def _quarter_in_focus(self) -> Placed:
        published = self.setting.published
        if self.quarter is not None and (published is None or self.quarter.last <= published.last):
            return self._shown(self.quarter, "focus")
        if published is None:
            return Placed(None, "XXXX-QX", anchor="none")
        return self._shown(st.shifted(published, "quarter", -1), "publication")

    def _unplaced(self, r: Relative) -> Placed:
        if r.unit == "year" and r.count == 0 and r.base != "focus":
            return self._shown(st.unit_at(date(st.kept_year(None), 1, 1), "year"), "none")
        forms = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
        return Placed(None, forms.get(r.unit, "XXXX") + (f"T{r.part}" if r.part else ""), anchor="none")

    def _apart(self, a: Apart) -> Placed:
        vague = "PAST_REF" if a.sign < 0 else "FUTURE_REF"
        if a.length.count is None:
            return Placed(None, vague, calendar=False, anchor="none")
        if a.length.unit in ("hour", "minute", "second"):
            value = length_value(a.length.unit, a.length.count)
            return Placed(None, value, "DURATION", calendar=False, anchor="none")
        if a.base == "event":
            if self.same_sentence and self.focus is not None:
                return replace(self._shown(self.focus, "focus"), modifier=None)
            return Placed(None, vague, calendar=False, anchor="none")
        if isinstance(a.base, str):
            base, anchor = self._base(a.base, a.length.unit)
        else:
            base, anchor = self.place(a.base).stretch, "explicit"
        if base is None:
            return Placed(None, vague, anchor="none")
        if self.quarter is not None and a.length.unit == "year" and a.length.count == 1 and a.sign < 0:
            return self._shown(st.shifted(self.quarter, "quarter", -4), "quarter")
        return self._shown(self._moved(base, a), anchor)

    def _moved(self, base: Stretch, a: Apart) -> Stretch:
        unit, count = a.length.unit, (a.length.count or 0) * a.sign
        whole = count == int(count)
        if unit == "year" and base.unit == "quarter" and whole:
            return st.shifted(base, "quarter", int(count) * 4)
        if unit in ("year", "decade", "century") and whole:
            years = {"year": 1, "decade": 10, "century": 100}[unit] * int(count)
            if unit == "century" or (abs(years) >= 40 and years % 50 == 0 and unit != "year"):
                return st.unit_at(st.shifted_day(base.first, "year", years), "year")
            return st.unit_at(st.shifted_day(base.first, "year", years), "year")
        if unit in ("month", "year", "quarter", "half", "decade", "century"):
            return st.unit_at(st.shifted_day(base.first, unit, count), "month")
        if base.unit == "day":
            day = st.shifted_day(base.first, unit, count)
            return Stretch(day, day, "day")
        return Stretch(st.shifted_day(base.first, unit, count), st.shifted_day(base.last, unit, count), "days")

    # what stands inside, at an edge of, or beside another

    def _within(self, w: Within) -> Placed:
        whole = self.place(w.whole)
        base = whole.stretch
        piece = w.piece
        if base is None or not isinstance(piece, Calendar):
            return (
                replace(whole, timex3=f"{whole.timex3}T{piece.part}", timex_type="TIME")
                if isinstance(piece, Calendar) and piece.part
                else whole
            )
        found: Stretch | None = None
        if piece.part and not (piece.month or piece.day or piece.weekday):
            if base.unit != "day":
                return whole
            found = replace(base, part=piece.part)
        elif piece.quarter == 0:
            found = self._same_quarter(base)
        elif piece.weekday and base.unit == "week":
            day = base.first + timedelta(days=piece.weekday - 1)
            found = Stretch(day, day, "day", piece.part)
        elif piece.day and not piece.month and base.unit == "month":
            found = st.day_of(base.first.year, base.first.month, piece.day)
        else:
            found = self._in_year(piece, base.first.year)
        return self._shown(found, whole.anchor)

    def _same_quarter(self, base: Stretch) -> Stretch:
        """The quarter the text is about, in another year: "last year's quarter", "the 1988 period"."""
        if self.quarter is None:
            return base
        return st.quarter_of(base.first.year, (self.quarter.first.month + 2) // 3)

    def _narrowed(self, n: Narrowed) -> Placed:
        whole = self.place(n.whole)
        if whole.stretch is None:
            return replace(whole, modifier=_MODIFIERS.get(n.share))
        base = whole.stretch
        if n.share == "some" or n.share == "rest":
            return whole
        if n.share == "about":
            return replace(
                whole,
                edtf=f"{whole.edtf}~" if whole.edtf and "/" not in whole.edtf else whole.edtf,
                modifier="APPROX",
                vague=True,
            )
        if n.share == "week":
            return self._shown(st.unit_at(base.first, "week"), whole.anchor)
        if n.share == "eve":
            return self._shown(_day(base.first - timedelta(days=1)), whole.anchor)
        if n.count:
            return self._shown(_first_or_last(base, n), whole.anchor)
        if n.share.startswith("half-"):
            return self._shown(_half(base, n.share), whole.anchor)
        if base.unit == "day":
            return replace(whole, modifier=_MODIFIERS[n.share])
        share = {"start": "early", "end": "late"}.get(n.share, n.share)
        piece = st.third(base, share)
        edtf = st.interval(piece.first, piece.last)
        return replace(whole, edtf=edtf, stretch=base, modifier=_MODIFIERS[n.share], vague=True)

    def _bounded(self, b: Bounded) -> Placed:
        end = self.place(b.end)
        if end.stretch is None:
            return end
        if b.kind in ("since", "after"):
            return replace(end, edtf=f"{_lower(b, end)}/..", alternatives=())
        upper = _upper(b, end)
        published = self.setting.published
        ahead = (
            published is not None and published.unit == "day" and published.known and end.stretch.last >= published.last
        )
        past = b.kind == "until" and (self.direction() or 0) < 0
        start = st.day_shown(published.first) if published is not None and ahead and not past else ".."
        if published is not None and start == upper:
            return replace(end, edtf=upper)
        return replace(end, edtf=f"{start}/{upper}", alternatives=(), aside=b.kind == "until")

    def _range(self, r: Range) -> Placed:
        first = self.place(r.first)
        before = self.focus
        if first.stretch is not None and isinstance(r.last, Calendar):
            last_stretch = self._after(first.stretch, r.last)
            last = self._shown(last_stretch, first.anchor) if last_stretch else self.place(r.last)
        else:
            last = self.place(r.last)
        self.focus = before
        if first.stretch is None or last.stretch is None:
            return replace(first, edtf=None, ends=(first, last))
        a, b = _end(first, 0), _end(last, 1)
        return replace(first, edtf=f"{a}/{b}" if a != b else a, stretch=last.stretch, ends=(first, last))

    def _after(self, first: Stretch, last: Calendar) -> Stretch | None:
        """The first `last` that does not lie before `first`, where `last` says no year."""
        if last.year is not None or last.decade or last.century or last.part:
            return None
        if last.weekday and not last.month:
            day = first.first + timedelta(days=(last.weekday - first.first.isoweekday()) % 7)
            return Stretch(day, day, "day") if first.unit == "day" else None
        if not (last.month or last.season or last.quarter):
            return None
        found = self._in_year(last, first.first.year)
        return found if found and found.last >= first.first else self._in_year(last, first.first.year + 1)


def _swapped(c: Calendar) -> str:
    return f"{c.year:04}-{c.day:02}-{c.month:02}"


def _coarse(base: Stretch, unit: str) -> bool:
    return base.unit not in ("day", "days", "week") and unit in ("day", "week", "weekend")


def _day(day: date) -> Stretch:
    return Stretch(day, day, "day")


def _first_or_last(base: Stretch, n: Narrowed) -> Stretch:
    """The first or last units of a stretch: "the first six months of 2015"."""
    if n.share == "last":
        first = st.shifted_day(base.last + timedelta(days=1), n.unit, -n.count)
        return Stretch(first, base.last, "day" if first == base.last else "days")
    last = st.shifted_day(base.first, n.unit, n.count) - timedelta(days=1)
    return Stretch(base.first, last, "day" if last == base.first else "months")


def _half(base: Stretch, share: str) -> Stretch:
    if base.unit == "year":
        return st.half_of(base.first.year, int(share[-1]))
    middle = st.middle(base)
    if base.unit in ("decade", "century"):
        middle = date(base.first.year + (4 if base.unit == "decade" else 49), 12, 31)
    first = share == "half-1"
    return Stretch(base.first if first else middle + timedelta(days=1), middle if first else base.last, "months")


def _lower(b: Bounded, end: Placed) -> str:
    """The lower end of an open interval; a vague one is its midpoint, marked as approximate."""
    if end.vague and isinstance(b.end, Narrowed):
        if b.end.share == "about":
            return str(end.edtf)
        if b.end.share in ("start", "end") and end.stretch:
            day = end.stretch.first if b.end.share == "start" else end.stretch.last
            return st.day_shown(day)
        return _middle(end)
    return _end(end, 0)


def _upper(b: Bounded, end: Placed) -> str:
    """The upper end of an interval; "the end of June" is its last day, another vague one its midpoint."""
    if isinstance(b.end, Narrowed) and end.stretch is not None:
        if b.end.share in ("start", "end"):
            return st.day_shown(end.stretch.last if b.end.share == "end" else end.stretch.first)
        if end.vague and b.end.share != "about":
            return _middle(end)
    return _end(end, 1)


def _middle(end: Placed) -> str:
    ends = str(end.edtf).split("/")
    first, last = st.stretch_of(ends[0]), st.stretch_of(ends[-1])
    if first is None or last is None:
        return str(end.edtf).split("/", maxsplit=1)[0]
    middle = st.middle(Stretch(first.first, last.last, "days"))
    return f"{st.unit_at(middle, first.unit).edtf}~"


def _end(placed: Placed, which: int) -> str:
    """One end of an interval: the expression itself where it is a day, month, year or season, else its outer day."""
    edtf, stretch = placed.edtf, placed.stretch
    if edtf and "/" not in edtf and edtf[0] != "[" and "X" not in edtf.replace("XXXX", ""):
        return edtf
    if edtf and "/" in edtf:
        return edtf.split("/")[which]
    assert stretch is not None  # noqa: S101 - callers have seen to it
    if stretch.unit in ("decade", "century"):
        return st.year_shown((stretch.first, stretch.last)[which].year)
    return st.day_shown((stretch.first, stretch.last)[which])
