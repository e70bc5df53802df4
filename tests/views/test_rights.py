"""What may be shown of an article's words."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.model.brief import Brief, Outlet
from verbale.views.rights import EXCERPT, allowed, rights_of

BRIEF = Brief(
    outlets=(Outlet(name="The Bank", aliases=("Bank",), rights="link"), Outlet(name="Lake Post")), rights="excerpt"
)


@pytest.mark.parametrize(
    ("outlet", "rights"), [("The Bank", "link"), ("bank", "link"), ("Lake Post", "excerpt"), (None, "excerpt")]
)
def test_an_outlet_has_its_own_rights_or_those_of_the_brief(outlet: str | None, rights: str) -> None:
    assert rights_of(outlet, BRIEF) == rights
    assert rights_of(outlet, Brief()) == "full"


def test_all_words_are_shown_where_all_may_be_and_none_where_only_the_link_may() -> None:
    pieces = ("The gates stay shut.", "x" * 900)
    assert allowed("full", pieces) == pieces
    assert allowed("link", pieces) == ("", "")


def test_an_excerpt_ends_after_a_word_and_counts_over_all_pieces() -> None:
    pieces = ("The gates stay shut.", "The dam leaks and nobody mends it.", "So be it.")
    assert allowed("excerpt", pieces, at_most=40) == ("The gates stay shut.", "The dam leaks and…", "")
    assert allowed("excerpt", pieces, at_most=40, whole=True) == ("The gates stay shut.", "", "So be it.")


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("at_most", [*range(12), EXCERPT])
def test_no_excerpt_is_longer_than_it_may_be(whole: Any, at_most: int) -> None:
    shown = allowed("excerpt", ("ab cd  ef", "x" * 400, "", " gh" * 200), whole=whole, at_most=at_most)
    assert sum(map(len, shown)) <= at_most
