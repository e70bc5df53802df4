"""Thirds and edges of a stretch, and the ends of intervals.

Early, mid and late are thirds; an interval open on one side ends, where its edge is vague, in the middle of the stretch
("since the mid-18th century" is `1750~/..`), but "by the end of June" ends with 30 June.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from verbale.understanding.times import stretch as st
from verbale.understanding.times.meaning import Bounded, Narrowed, Relative
from verbale.understanding.times.placed import Placed, shown
from verbale.understanding.times.stretch import Stretch

_MODIFIERS = {
    "early": "START", "mid": "MID", "late": "END", "start": "START", "end": "END", "mid-late": "MID",
    "early-mid": "START", "about": "APPROX", "close": "END",
}  # fmt: skip
_AS_THIRDS = {"start": "early", "end": "late"}


def narrowed(n: Narrowed, whole: Placed) -> Placed:
    """A part of what is placed already: "early May", "the end of the year", "the first six months of 2015"."""
    base = whole.stretch
    if base is None:
        return replace(whole, modifier=_MODIFIERS.get(n.share))
    if n.share == "some":
        return whole
    if n.share == "about":
        edtf = _approximately(whole.edtf, base.unit) if whole.edtf and "/" not in whole.edtf else whole.edtf
        return replace(whole, edtf=edtf, modifier="APPROX", vague=True)
    if n.share == "week":
        return shown(st.unit_at(base.first, "week"), whole.anchor)
    if n.share == "eve":
        eve = base.first - timedelta(days=1)
        return shown(Stretch(eve, eve, "day"), whole.anchor)
    if n.count:
        return shown(_first_or_last(base, n), whole.anchor)
    if n.share.startswith("half-"):
        return shown(_half(base, n.share), whole.anchor)
    if base.unit == "day":
        return replace(whole, modifier=_MODIFIERS[n.share])
    if n.share == "close":
        return replace(whole, edtf=st.day_shown(base.last), stretch=base, modifier="END", vague=True)
    piece = st.third(base, _AS_THIRDS.get(n.share, n.share))
    edtf = st.interval(piece.first, piece.last)
    return replace(whole, edtf=edtf, stretch=base, modifier=_MODIFIERS[n.share], vague=True)


def _first_or_last(base: Stretch, n: Narrowed) -> Stretch:
    if n.share == "last":
        first = st.shifted_day(base.last + timedelta(days=1), n.unit, -n.count)
        return Stretch(first, base.last, "day" if first == base.last else "months")
    last = st.shifted_day(base.first, n.unit, n.count) - timedelta(days=1)
    return Stretch(base.first, last, "day" if last == base.first else "months")


def _half(base: Stretch, share: str) -> Stretch:
    if base.unit == "year":
        return st.part_of(base.first.year, "half", int(share[-1]))
    middle = base.first.replace(day=15) if base.unit == "month" else st.middle(base)
    if base.unit in ("decade", "century"):
        middle = date(base.first.year + (4 if base.unit == "decade" else 49), 12, 31)
    first = share == "half-1"
    return Stretch(base.first if first else middle + timedelta(days=1), middle if first else base.last, "months")


def bounded(b: Bounded, end: Placed, published: Stretch | None, *, past: bool) -> Placed:
    """An interval open at one end; one that ends ahead begins with the day of publication, unless told as past."""
    if end.stretch is None:
        return end
    if b.kind == "from" and (published is None or end.stretch.first <= published.last):
        return end
    if b.kind in ("since", "after", "from"):
        return replace(end, edtf=f"{_lower(b, end)}/..", alternatives=())
    upper = _upper(b, end)
    if b.kind == "until" and isinstance(b.end, Relative) and b.end.count == 0 and published is not None:
        upper = st.day_shown(published.last)  # "until this week" is until now
    start = ".."
    if published is not None and published.unit == "day" and published.known and end.stretch.last >= published.last:
        start = ".." if past and b.kind == "until" else st.day_shown(published.first)
    edtf = upper if start == upper else f"{start}/{upper}"
    return replace(end, edtf=edtf, alternatives=(), aside=b.kind == "until")


def ranged(first: Placed, last: Placed) -> Placed:
    """The interval from one to the other; None where either is not placed."""
    if first.stretch is None or last.stretch is None:
        return replace(first, edtf=None, stretch=None, ends=(first, last))
    a, b = _end(first, 0), _end(last, 1)
    return replace(first, edtf=f"{a}/{b}" if a != b else a, stretch=last.stretch, alternatives=(), ends=(first, last))


def _lower(b: Bounded, end: Placed) -> str:
    if end.vague and isinstance(b.end, Narrowed):
        if b.end.share == "about":
            return str(end.edtf)
        if b.end.share in ("start", "end") and end.stretch:
            return st.day_shown(end.stretch.first if b.end.share == "start" else end.stretch.last)
        return _middle(end)
    return _end(end, 0)


def _upper(b: Bounded, end: Placed) -> str:
    if isinstance(b.end, Narrowed) and end.stretch is not None and b.end.share in ("start", "end"):
        return st.day_shown(end.stretch.last if b.end.share == "end" else end.stretch.first)
    if b.kind == "before" and b.strict and end.stretch is not None and end.stretch.unit in ("weekend", "season"):
        eve = end.stretch.first - timedelta(days=1)
        return st.day_shown(eve) if end.stretch.unit == "weekend" else st.unit_at(eve, "month").edtf
    return _end(end, 1)


def _middle(end: Placed) -> str:
    ends = str(end.edtf).split("/")
    first, last = st.stretch_of(ends[0]), st.stretch_of(ends[-1])
    if first is None or last is None:
        return ends[0]
    middle = st.middle(Stretch(first.first, last.last, "days"))
    return _approximately(str(st.unit_at(middle, first.unit).edtf), first.unit)


def _approximately(edtf: str, unit: str) -> str:
    """About that time; EDTF qualifies no season, which is rough enough as it is."""
    return edtf if unit == "season" else f"{edtf}~"


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
