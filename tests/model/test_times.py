"""The days that bound an EDTF date."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.model.times import bounds


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2015-10-14", date(2015, 10, 14), date(2015, 10, 14)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("194X", date(1940, 1, 1), date(1949, 12, 31)),
        ("2018~", date(2018, 1, 1), date(2018, 12, 31)),
        ("2015-10-14/2015-12", date(2015, 10, 14), date(2015, 12, 31)),
        ("../2018-12-31", None, date(2018, 12, 31)),
        ("2018-11-24/..", date(2018, 11, 24), None),
        ("[2018-11-24,2018-11-25]", date(2018, 11, 24), date(2018, 11, 25)),
    ],
)
def test_bounds_are_the_first_and_last_day_it_may_mean(edtf: str, first: date | None, last: date | None) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "soon", "XXXX-11-24", "2015-02-30", "0000", "Y170000002"])
def test_what_cannot_be_placed_has_no_bounds(edtf: str | None) -> None:
    assert bounds(edtf) == (None, None)
