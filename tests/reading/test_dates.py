from __future__ import annotations

import pytest

from verbale.reading.dates import day_in_address, inferred_year, page_dates, year_near
from verbale.reading.pages import article


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("March 23, 2022", "2022-03-23"),
        ("2015-10-15 15:00:00", "2015-10-15"),
        ("Thursday, 15.11.2018 | 14:05", "2018-11-15"),
        ("All News 10:15 November 03, 2021", "2021-11-03"),
        ("3 Nov 2021", "2021-11-03"),
        ("Monday 13/May/2024 18:52 PM", "2024-05-13"),
        ("Nov. 3rd, 2021", "2021-11-03"),
        ("2021/11/03", "2021-11-03"),
        ("February 7, 12:18", "XXXX-02-07"),
        ("Sept 5", "XXXX-09-05"),
        ("Nov 03,2021", "2021-11-03"),
    ],
)
def test_a_day_as_pages_print_it(printed: str, edtf: str) -> None:
    assert [d.edtf for d in page_dates(printed)] == [edtf]


@pytest.mark.parametrize("printed", ["Feb. 30, 2021", "version 1.2.3", "10:15", "May 2021", "Agenda 2030", "p. 4-7"])
def test_what_is_no_day(printed: str) -> None:
    assert list(page_dates(printed)) == []


def test_numbers_are_read_in_the_outlets_order() -> None:
    assert [d.edtf for d in page_dates("3/4/2021")] == ["2021-04-03"]
    assert [d.edtf for d in page_dates("3/4/2021", day_first=False)] == ["2021-03-04"]
    assert [d.edtf for d in page_dates("3/14/2021")] == ["2021-03-14"]


def test_a_weekday_tells_in_which_order_numbers_stand() -> None:
    assert [d.edtf for d in page_dates("Thursday, 04/01/2021")] == ["2021-04-01"]
    assert [d.edtf for d in page_dates("Monday, 04/01/2021")] == ["2021-01-04"]
    assert [d.edtf for d in page_dates("Friday, 12/03/2021")] == ["2021-03-12"], "both orders give a Friday"


def test_an_update_is_known_from_the_day_of_publication() -> None:
    assert [d.revised for d in page_dates("Published 3 May 2021 - Updated 4 May 2021")] == [False, True]


def test_a_weekday_and_the_years_of_the_text_give_the_year() -> None:
    body = "Norland said on Wednesday it would come. The last round was held in 2019. A bridge is due by 2031."
    assert inferred_year(11, 3, body) == 2021
    assert inferred_year(11, 3, "Norland said it would come. The last round was held in 2019.") is None
    assert inferred_year(11, 3, "Norland said on Wednesday it would come.") is None


def test_the_weekdays_of_the_last_days_tell_more_than_one_alone() -> None:
    body = "Talks stopped on Tuesday. Norland, which raised its rates in August 2025, said it was sorry on Wednesday."
    assert inferred_year(7, 8, body) == 2026
    assert inferred_year(4, 9, "Talks collapsed in 2014. Norland called on Sunday, it was said on Tuesday.") == 2019


def test_a_year_inside_a_name_is_no_evidence() -> None:
    assert inferred_year(3, 11, "Talks on the 2015 lake accord were put on hold on Friday.") is None
    found = article(
        "x", "Lake talks on hold\n\nHAVEN, March 11 (Reuters) - Talks on the 2015 accord stopped on Friday, she said."
    )
    assert (found.published, found.published_bounds) == ("XXXX-03-11", "2015-03-11/..")


def test_a_guessed_year_shows_its_bounds() -> None:
    found = article(
        "x",
        "Lake talks on hold\n\nHAVEN, April 9 (Reuters) - Talks had failed in 2014 and stopped on Tuesday, she said.",
    )
    assert (found.published, found.published_basis) == ("2019-04-09", "inferred")
    assert found.published_bounds == "2014-04-09/.."


def test_a_day_without_a_year_stands_near_the_publication() -> None:
    assert year_near(12, 31, "2022-01-02") == 2021
    assert year_near(1, 1, "2021-12-30") == 2022
    assert year_near(1, 1, "XXXX-12-30") is None


def test_the_day_in_an_address() -> None:
    assert day_in_address("https://example.org/20190508042/") == ("2019-05-08", "2019-05-07/2019-05-08")
    assert day_in_address("https://example.org/2019/05/08/lake") == ("2019-05-08", "2019-05-08")
    assert day_in_address("https://example.org/99999999/") is None
    assert day_in_address("https://example.org/c0ffee20190508") is None


def test_the_day_at_the_head_of_a_files_name() -> None:
    assert day_in_address("crawl/2021-11-03/2019-05-08-lake.txt") == ("2019-05-08", "2019-05-08")
    assert day_in_address("crawl/2021-11-03/lake.txt") is None
    assert day_in_address("000_94820190508aa.txt") is None
