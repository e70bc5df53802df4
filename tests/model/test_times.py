import pytest

from verbale.model.times import bounds, is_edtf, written


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2015-10-14", ("2015-10-14", "2015-10-14")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015", ("2015-01-01", "2015-12-31")),
        ("2018~", ("2018-01-01", "2018-12-31")),
        ("194X", ("1940-01-01", "1949-12-31")),
        ("19XX", ("1900-01-01", "1999-12-31")),
        ("2015-10-15/2015-12-31", ("2015-10-15", "2015-12-31")),
        ("../2018-12-31", (None, "2018-12-31")),
        ("1945/..", ("1945-01-01", None)),
        ("1950~/..", ("1950-01-01", None)),
        ("[2018-11-24,2018-11-25]", ("2018-11-24", "2018-11-25")),
        ("2016-21", ("2016-03-01", "2016-05-31")),
        ("XXXX-02-07", (None, None)),
        ("../XXXX-12-31", (None, None)),
        ("-0479", ("-0479-01-01", "-0479-12-31")),
        (None, (None, None)),
    ],
)
def test_bounds_are_the_outer_days_and_none_where_open_or_unknown(
    edtf: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert bounds(edtf) == expected


@pytest.mark.parametrize(
    "text", ["2015-13", "2015-02-30", "next week", "2015-00", "1/2/2015", "2018-0XXX", "XXXX/2018-0XXX"]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no EDTF date"):
        bounds(text)
    assert not is_edtf(text)


def test_the_quick_way_agrees_with_the_library() -> None:
    from edtf import parse_edtf

    for edtf in ("2015-10-14", "2015-09", "2016-02", "1900-02", "2015"):
        parsed = parse_edtf(edtf)
        ends = tuple("-".join(f"{n:02}" for n in end[:3]) for end in (parsed.lower_strict(), parsed.upper_strict()))
        assert bounds(edtf) == ends


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-10-14", "14 October 2015"),
        ("2015-09", "September 2015"),
        ("1956", "1956"),
        ("195X", "1950s"),
        ("19XX", "20th century"),
        ("20XX", "21st century"),
        ("2019-23", "autumn 2019"),
        ("2018~", "about 2018"),
        ("2018?", "perhaps 2018"),
        ("1945/..", "since 1945"),
        ("1950~/..", "since about 1950"),
        ("../2018-12-31", "until 31 December 2018"),
        ("2016-01-15/2016-01-19", "15–19 January 2016"),
        ("2015-10-15/2015-12-31", "15 October 2015 – 31 December 2015"),
        ("2015-07/2015-09", "July–September 2015"),
        ("1990/1993", "1990–1993"),
        ("[2018-11-24,2018-11-25]", "24 November 2018 or 25 November 2018"),
        ("XXXX-02-07", "7 February (year unknown)"),
        ("XXXX-12", "December (year unknown)"),
        ("-0479", "480 BC"),
        (None, "undated"),
    ],
)
def test_a_date_is_shown_as_people_write_it(edtf: str | None, words: str) -> None:
    assert written(edtf) == words
