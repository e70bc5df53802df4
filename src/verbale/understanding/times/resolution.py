"""Placing meanings in time: against explicit dates, the date in focus, or the publication date.

Order of anchors: what the expression says itself, then, for anaphors ("the same day", "two days earlier"), the last
date in focus, else the publication date; where that is unknown the year stays `XXXX`. Direction comes from the
governing verb or noun and decides only what the words leave open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from verbale.understanding.times import pieces
from verbale.understanding.times import stretch as st
from verbale.understanding.times.counted import length_value, moved, open_year, too_coarse
from verbale.understanding.times.direction import LIKELY, SURE, WEAK
from verbale.understanding.times.edges import bounded, narrowed, ranged
from verbale.understanding.times.meaning import (
    Apart,
    Bounded,
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
from verbale.understanding.times.placed import Placed, apart, shown, unplaced
from verbale.understanding.times.setting import Setting
from verbale.understanding.times.stretch import Stretch

_BACK, _AHEAD = 3, 12
"""Years by which a history may go back, or skip ahead, without leaving its thread."""
_LONGEST = {"day": 7, "week": 31, "weekend": 31, "fortnight": 31, "month": 366, "quarter": 366, "year": 3700}
"""How long, in days, a date in focus may be to serve as the anchor of something counted in a unit."""


@dataclass(slots=True)
class Resolver:
    """Places one article's expressions in the order of the text; remembers the dates in focus.

    `direction` and `verbless` answer for the sentence at hand; `same_sentence` says that the date in focus stands in
    it, `beside` that nothing but a comma or "when ..." stands between, `opening` that the expression opens the
    sentence. `quarter` is the one that the text is about, `story` where a history is.
    """

    setting: Setting
    direction: Callable[[], float | None] = lambda: None
    verbless: Callable[[], bool] = lambda: False
    same_sentence: bool = False
    opening: bool = False
    beside: bool = False
    focus_span: tuple[int, int] | None = None
    quarter: Stretch | None = None
    story: Stretch | None = None
    seen: list[Stretch] = field(default_factory=list)
    _flash: int | None = None

    @property
    def focus(self) -> Stretch | None:
        """The last date that the text named."""
        return self.seen[-1] if self.seen else None

    def place(self, meaning: Meaning) -> Placed:
        """Where `meaning` lies; the focus stays as it is (see `attend`)."""
        try:
            return self._placed(meaning)
        except (ValueError, OverflowError):  # beyond the years that a date can hold: "ten thousand years ago"
            return unplaced("XXXX")

    def _placed(self, meaning: Meaning) -> Placed:
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
                return narrowed(meaning, self._placed(meaning.whole))
            case Bounded():
                return self._bounded(meaning)
            case Range():
                first = self._placed(meaning.first)
                return ranged(first, self._last(first, meaning.last))
            case Listed():
                return self._placed(meaning.days[0])
            case Duration():
                return apart(length_value(meaning.unit, meaning.count), "DURATION")
            case Vague():
                return apart(meaning.value, meaning.timex_type)
            case Number():
                return apart("")

    def attend(self, placed: Placed, span: tuple[int, int]) -> None:
        """Make a placed expression the date in focus."""
        stretch = placed.stretch
        if stretch is None or not placed.calendar:
            return
        self.focus_span = span
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

    # what names a piece of the calendar

    def _calendar(self, c: Calendar) -> Placed:
        if c.either_order and self.setting.day_first:
            c = replace(c, month=c.day, day=c.month)
        alternatives = (f"{c.year:04}-{c.day:02}-{c.month:02}",) if c.either_order else ()
        if c.year is not None or c.century is not None or c.decade is not None:
            return shown(pieces.explicit(c, self.setting.fiscal_start), "explicit", alternatives)
        if c.part and not (c.month or c.day or c.weekday):
            return self._clock(c)
        if c.weekday is not None and c.month is None and c.day is None:
            return self._weekday(c)
        return self._yearless(c)

    def _clock(self, c: Calendar) -> Placed:
        told = self.setting.narrative or (self.same_sentence and self.focus is not None and self.focus.unit == "day")
        day = self.focus if told and self.focus is not None else self.setting.published
        if day is None or day.unit != "day":
            return apart(f"XXXX-XX-XXT{c.part}", "TIME")
        found = shown(replace(day, part=c.part, zone=c.zone), "publication")
        return replace(found, calendar=":" not in (c.part or ""))  # "at nine o'clock" names an hour and no day

    def _weekday(self, c: Calendar) -> Placed:
        told = self.focus if self.setting.narrative or c.from_focus else None
        base = told if told is not None and told.unit == "day" else self.setting.published
        if base is None or base.unit != "day" or not (base.known or self.setting.weekday):
            return unplaced(f"XXXX-WXX-{c.weekday}")
        if not base.known:
            return pieces.weekday_of_unknown_year(c, base, self.setting.weekday, self.direction())
        news = base is not told
        anchor = "publication" if news else "focus"
        return pieces.weekday(c, base.first, anchor, self.direction(), verbless=news and self.verbless())

    def _yearless(self, c: Calendar) -> Placed:
        published = self.setting.published
        if c.month is None and c.day is not None:
            near = self.focus if self.focus is not None and self.setting.narrative else published
            if near is None or near.unit == "year":
                return unplaced("XXXX-XX-XX")
            direction = None if self.setting.narrative else self.direction()
            return shown(pieces.day_of_month(c.day, near, direction), "publication" if near is published else "focus")
        if self.setting.narrative and self.story is not None and c.which is None:
            return shown(pieces.in_story(c, self.story), "focus")
        if published is None or not published.known:
            return shown(pieces.in_year(c, st.kept_year(None, leap=(c.month, c.day) == (2, 29))), "none")
        if c.from_focus and self.focus is not None:
            return shown(pieces.in_year(c, self.focus.first.year), "focus")
        direction = self.direction()
        found = pieces.nearest(c, published, direction)
        placed = shown(found, "publication")
        other = pieces.other_year(c, published, found) if found and direction is None and self.verbless() else None
        if found is None or other is None:
            return placed
        first, last = sorted((found.edtf, other.edtf))
        return replace(placed, edtf=f"[{first},{last}]", alternatives=(other.edtf,))

    # what is counted from an anchor

    def _ahead(self, stretch: Stretch) -> bool:
        """Whether it lies after the day of publication: nothing told as past is counted back from there."""
        published = self.setting.published
        return (
            published is not None and published.known and not self.setting.narrative and stretch.first > published.last
        )

    def _base(self, wanted: str, unit: str, *, back: bool = False) -> tuple[Stretch | None, str]:
        """The anchor of something counted in `unit`: the last date in focus that is not far longer than one."""
        if wanted == "current":
            wanted = "focus" if self.same_sentence else "publication"
        if wanted == "focus" or self.setting.narrative:
            most = _LONGEST.get(unit, 3700)
            fitting = next(
                (s for s in reversed(self.seen) if st.length(s) <= most and not (back and self._ahead(s))), None
            )
            if fitting is not None or (self.setting.narrative and self.focus is not None):
                return fitting or self.focus, "focus"
        return self.setting.published, "publication"

    def _relative(self, r: Relative) -> Placed:
        back = r.count < 0 or (r.base == "focus" and (self.direction() or 0) < 0)
        base, anchor = self._base(r.base, r.unit, back=back)
        if base is None or (r.base == "publication" and too_coarse(base, r.unit)):
            return open_year(r)
        if r.unit == "quarter" and r.base == "focus" and r.count == 0:
            return self._quarter_in_focus()
        if r.unit == "weekend" and r.base == "publication" and r.count == 0 and base.unit == "day":
            this = st.unit_at(base.first, "weekend")
            gone = (self.direction() or 0) < 0 and this.first > base.first
            return shown(st.shifted(base, "weekend", -1) if gone else this, anchor)
        found = st.shifted(base, r.unit, r.count, self.setting.fiscal_start)
        return shown(replace(found, part=r.part) if r.part else found, anchor)

    def _quarter_in_focus(self) -> Placed:
        """The quarter that the text is about, else the last one that has ended."""
        published = self.setting.published
        if self.quarter is not None and (published is None or self.quarter.last <= published.last):
            return shown(self.quarter, "focus")
        return unplaced("XXXX-QX") if published is None else shown(st.shifted(published, "quarter", -1), "publication")

    def _apart(self, a: Apart) -> Placed:
        gone = "PAST_REF" if a.sign < 0 else "FUTURE_REF"
        if a.only_ahead and (self.direction() != 1 or a.length.count is None):
            return self._placed(a.length)
        if a.length.count is None:
            return apart(gone)
        if a.length.unit in ("hour", "minute", "second"):
            return apart(length_value(a.length.unit, a.length.count), "DURATION")
        if a.base == "event":  # beside a date of the sentence it says again when that was
            again = self.beside and a.length.unit in ("day", "week", "fortnight")
            return shown(self.focus, "focus") if again and self.focus and self.focus.unit == "day" else apart(gone)
        if isinstance(a.base, str):
            base, anchor = self._base(a.base, a.length.unit, back=a.sign < 0)
        else:
            base, anchor = self._placed(a.base).stretch, "explicit"
        if base is None:
            return unplaced(gone)
        if self.quarter is not None and a.length.unit == "year" and a.length.count == 1 and a.sign < 0:
            return shown(st.shifted(self.quarter, "quarter", -4), "quarter")
        return shown(moved(base, a.length.unit, a.length.count * a.sign), anchor)

    # what stands inside or after another

    def _bounded(self, b: Bounded) -> Placed:
        """Whatever governs it, "since" looks back and "starting" ahead; what only ends then may lie on either side."""
        direction = self.direction
        if b.kind == "since":
            self.direction = lambda: -SURE
        elif b.ahead:
            self.direction = lambda: LIKELY
        elif b.kind in ("before", "until") and not (isinstance(b.end, Calendar) and b.end.weekday):
            self.direction = lambda: told if (told := direction()) is None or told > 0 or told <= -1 else WEAK
        end = self._placed(b.end)
        self.direction = direction
        return bounded(b, end, self.setting.published, past=(direction() or 0) < 0)

    def _within(self, w: Within) -> Placed:
        whole, piece = self._placed(w.whole), w.piece
        base = whole.stretch
        if not isinstance(piece, Calendar):
            return whole
        time_of_day = piece.part and not (piece.month or piece.day or piece.weekday)
        if base is None:
            return replace(whole, timex3=f"{whole.timex3}T{piece.part}", timex_type="TIME") if piece.part else whole
        if time_of_day:
            return shown(replace(base, part=piece.part, zone=piece.zone), whole.anchor) if base.unit == "day" else whole
        if piece.quarter == 0:  # "last year's quarter": the one the text is about, in another year
            number = (self.quarter.first.month + 2) // 3 if self.quarter is not None else None
            return shown(st.part_of(base.first.year, "quarter", number), whole.anchor) if number else whole
        if piece.weekday and base.unit == "week":
            day = base.first + timedelta(days=piece.weekday - 1)
            return shown(Stretch(day, day, "day", piece.part), whole.anchor)
        if piece.day and not piece.month and base.unit == "month":
            return shown(st.day_of(base.first.year, base.first.month, piece.day), whole.anchor)
        return shown(pieces.in_year(piece, base.first.year, self.setting.fiscal_start), whole.anchor)

    def _last(self, first: Placed, meaning: Meaning) -> Placed:
        """The last end of a range: the next such day, month or season after the first, where it names no year."""
        if first.stretch is None or not isinstance(meaning, Calendar) or meaning.part or meaning.year is not None:
            return self._placed(meaning)
        if meaning.weekday and not meaning.month and first.stretch.unit == "day":
            ahead = (meaning.weekday - first.stretch.first.isoweekday()) % 7
            day = first.stretch.first + timedelta(days=ahead)
            return shown(Stretch(day, day, "day"), first.anchor)
        if not (meaning.month or meaning.season or meaning.quarter):
            return self._placed(meaning)
        found = pieces.in_year(meaning, first.stretch.first.year)
        if found is None or found.last < first.stretch.first:
            found = pieces.in_year(meaning, first.stretch.first.year + 1)
        return shown(found, first.anchor)
