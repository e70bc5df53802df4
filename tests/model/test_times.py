"""The days that bound an EDTF date."""

from __future__ import annotations

import pytest

from verbale.model.times import bounds, is_edtf, written


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2015-10-14", "2015-10-14", "2015-10-14"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("2018~", "2018-01-01", "2018-12-31"),
        ("2015-10-14/2015-12", "2015-10-14", "2015-12-31"),
        ("../2018-12-31", None, "2018-12-31"),
        ("2018-11-24/..", "2018-11-24", None),
        ("[2018-11-24,2018-11-25]", "2018-11-24", "2018-11-25"),
    ],
)
def test_bounds_are_the_first_and_last_day_it_may_mean(edtf: str, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "XXXX-11-24"])
def test_what_cannot_be_placed_has_no_bounds(edtf: str | None) -> None:
    assert bounds(edtf) == (None, None)


@pytest.mark.parametrize("text", ["soon", "2015-02-30", "2015-13"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no EDTF date"):
        bounds(text)
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        (None, "undated"),
        ("2015-10-14", "14 October 2015"),
        ("2015-10-14/..", "since 14 October 2015"),
        ("../2018", "until 2018"),
        ("2016-01-15/2016-01-19", "15–19 January 2016"),
        ("1990/1993", "1990–1993"),
        ("2019-23", "autumn 2019"),
        ("1950~/..", "since about 1950"),
        ("[2018-11-24,2018-11-25]", "24 November 2018 or 25 November 2018"),
    ],
)
def test_a_date_is_shown_as_people_write_it(edtf: str | None, shown: str) -> None:
    assert written(edtf) == shown
