"""The days that bound an EDTF date (Library of Congress, EDTF levels 0 to 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day that `edtf` may mean; None for an end that is open or unknown, and for what is no EDTF."""
    plain = _PLAIN.fullmatch(edtf or "")
    if plain:
        return _plain_bounds(*(int(part) if part else None for part in plain.groups()))
    if not edtf or "XXXX" in edtf:
        return (None, None)
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException:
        return (None, None)
    return (_day(parsed.lower_strict()), _day(parsed.upper_strict()))


def _plain_bounds(
    year: int | None, month: int | None = None, day: int | None = None
) -> tuple[date | None, date | None]:
    if not year:
        return (None, None)
    if day is not None and month is not None:
        if not 1 <= day <= monthrange(year, month)[1]:
            return (None, None)
        return (date(year, month, day), date(year, month, day))
    return (date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1]))


def _day(moment: object) -> date | None:
    year = getattr(moment, "tm_year", 0)  # an open end is the float -inf or inf
    return date(year, moment.tm_mon, moment.tm_mday) if 1 <= year <= 9999 else None  # type: ignore[attr-defined] # a struct_time has them
