"""EDTF dates: their bounds as ISO days, and how people write them.

Follows the Extended Date/Time Format, levels 1 and 2 (Library of Congress, ISO 8601-2:2019). The `edtf` library
validates and bounds whatever is seldom written; it is slow (some milliseconds, as much as reading a page) and imported
late, so answers are kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import TypeAlias

Bounds: TypeAlias = tuple[str | None, str | None]
"""First and last ISO day, each None where it is open or unknown."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_DAYS = re.compile(r"\[\d{4}-\d\d-\d\d(,\d{4}-\d\d-\d\d)+\]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_TOO_LONG = re.compile(r"(?<=[\dX~?%])-[~?%]*[\dX]{3}")
"""A month or day of three signs, of which the library breaks on some (`2018-0XXX`), and prints what it tried."""
_LONGEST = 500
"""Characters of an EDTF string; what is longer is none, as its parts would be gone through again and again."""
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> Bounds:
    """First and last ISO day that `edtf` may mean; None for an end that is open or whose year is unknown.

    `2015-09` gives `("2015-09-01", "2015-09-30")`, `../2018-12-31` gives `(None, "2018-12-31")`, `XXXX-02-07` gives
    `(None, None)`. Raises ValueError where `edtf` is no EDTF string.
    """
    if edtf is None or edtf in ("", ".."):
        return (None, None)
    plain = _PLAIN.fullmatch(edtf)
    if plain and plain[1] != "0000":
        return _plain_bounds(edtf, int(plain[1]), int(plain[2] or 0), int(plain[3] or 0))
    if _DAYS.fullmatch(edtf):
        ends = [bounds(day) for day in edtf[1:-1].split(",")]
        return (min(first or "" for first, _ in ends), max(last or "" for _, last in ends))
    if len(edtf) > _LONGEST:
        raise ValueError(f"{edtf[:60]!r}… is no EDTF date")
    if "/" in edtf and edtf[0] not in "[{":
        first, _, last = edtf.partition("/")
        if "/" in last:
            raise ValueError(f"{edtf!r} is no EDTF date")
        return (bounds(first)[0], bounds(last)[1])
    if edtf.startswith("XXXX") and re.fullmatch(r"XXXX(-(\d\d|XX))*[~?%]?", edtf):
        return (None, None)
    return _library_bounds(edtf)


def _plain_bounds(edtf: str, year: int, month: int, day: int) -> Bounds:
    if 21 <= month <= 41 and len(edtf) < len("2016-21-00"):
        if month > max(_SEASONS) or not edtf[-1].isdigit():
            return _library_bounds(edtf)
        opens = 3 * (month - 20)  # as the library has it, winter is the December of its year
        return (f"{year:04}-{opens:02}-01", _plain_bounds(edtf[:4], year, min(opens + 2, 12), 0)[1])
    if month > 12 or day > (monthrange(year, month or 1)[1]) or "-00" in edtf:
        raise ValueError(f"{edtf!r} is no EDTF date")
    first = f"{year:04}-{month or 1:02}-{day or 1:02}"
    last_month = month or 12
    return (first, f"{year:04}-{last_month:02}-{day or monthrange(year, last_month)[1]:02}")


def _library_bounds(edtf: str) -> Bounds:
    from edtf import EDTFParseException, parse_edtf

    if _TOO_LONG.search(edtf):
        raise ValueError(f"{edtf!r} is no EDTF date")
    try:
        parsed = parse_edtf(edtf)
        return (_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except EDTFParseException as error:
        raise ValueError(f"{edtf!r} is no EDTF date") from error


def _day(moment: object) -> str | None:
    """An ISO day of the library's struct_time; it gives a float where an end is open or unknown."""
    if isinstance(moment, float):
        return None
    year, month, day = moment[:3]  # type: ignore[index] # a struct_time, whatever the untyped library says
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


def is_edtf(text: str) -> bool:
    """Whether `text` is an EDTF string."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def written(edtf: str | None) -> str:
    """The date as people write it: "14 October 2015", "since 1945", "autumn 2019", "undated" for None."""
    if not edtf:
        return "undated"
    if len(edtf) > _LONGEST:
        return edtf
    if edtf[0] in "[{":
        joint = " or " if edtf[0] == "[" else " and "
        members = edtf[1:-1].replace("..", ",…,").split(",")
        return joint.join(written(m.strip()) for m in members if m != "…")
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if last in ("..", ""):
            return f"since {written(first)}"
        if first in ("..", ""):
            return f"until {written(last)}"
        return _range(first, last)
    if edtf[-1] in "~%":
        return f"about {written(edtf[:-1])}"
    if edtf[-1] == "?":
        return f"perhaps {written(edtf[:-1])}"
    return _one(edtf)


def _range(first: str, last: str) -> str:
    """Two ends, with what they share written once: "15–19 January 2016", "July–September 2015", "1990–1993"."""
    a, b = first.split("-"), last.split("-")
    if len(a) == len(b) == 3 and a[:2] == b[:2]:
        return f"{int(a[2])}–{written(last)}"
    if len(a) == len(b) == 2 and a[0] == b[0] and a[0].isdigit():
        return f"{_one(first).rsplit(' ', 1)[0]}–{written(last)}"
    if len(a) == len(b) == 1:
        return f"{written(first)}–{written(last)}"
    return f"{written(first)} – {written(last)}"


def _one(edtf: str) -> str:
    parts = re.fullmatch(r"(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T.*)?", edtf)
    if parts is None:
        return edtf
    year = _year(parts[1])
    month, day = parts[2], parts[3]
    if not month or month == "XX":
        return year
    if int(month) in _SEASONS:
        return f"{_SEASONS[int(month)]} {year}"
    if not 1 <= int(month) <= 12:
        return edtf
    name = _MONTHS[int(month) - 1]
    return f"{name} {year}" if not day or day == "XX" else f"{int(day)} {name} {year}"


def _year(year: str) -> str:
    if year == "XXXX":
        return "(year unknown)"
    if year.startswith("-"):
        return f"{1 - int(year)} BC" if year[1:].isdigit() else f"{year} (BC)"
    if year.endswith("XX"):
        century = int(year[:2]) + 1
        ending = "th" if 10 <= century % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th")
        return f"{century}{ending} century"
    return f"{year[:3]}0s" if year.endswith("X") else str(int(year))
