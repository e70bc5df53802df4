from __future__ import annotations

import pytest

from verbale.model.text import Article
from verbale.views.lines import source


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (None, "Sankei, 15 October 2015"),
        ("1", "Sankei, 15 October 2015, p. 1"),
        ("B4", "Sankei, 15 October 2015, B4"),
        ("1, 4-7", "Sankei, 15 October 2015, pp. 1, 4-7"),
        ("7:37 p.m.", "Sankei, 15 October 2015, 7:37 p.m."),
    ],
)
def test_a_source_is_written_as_a_press_officer_writes_it(page: str | None, shown: str) -> None:
    assert source(Article(name="a", text="x", outlet="Sankei", published="2015-10-15", page=page)) == shown


def test_what_is_unknown_of_a_source_is_said() -> None:
    assert source(Article(name="a", text="x")) == "outlet unknown, undated"


def test_an_undated_source_tells_what_bounds_its_date() -> None:
    article = Article(name="a", text="x", outlet="TASS", published_bounds="2021-03-03/2021-04-12")
    assert source(article) == "TASS, undated (3 March 2021 – 12 April 2021)"
    assert source(Article(name="a", text="x", published_bounds="../2021-04-12")) == (
        "outlet unknown, undated (until 12 April 2021)"
    )
