"""A citation is what a memo or a reference manager takes: the day as exact as it is known, a translator as one."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.model.record import Source
from verbale.model.text import Article
from verbale.views import citation


def source(**said: Any) -> Source:
    article = Article(name="20180503.txt", text="The gates rust.", published_basis="stated", **said)
    return Source(article, "2018-05-03", "2018-05-04", article.key, "The Bank", "The Bank")


def test_a_translated_page_of_a_newspaper_is_cited_with_its_translator_and_page() -> None:
    item = citation.csl(
        source(
            title="Gates & weirs", outlet="The Bank", published="2018-05-03", page="3", credit="Lake Desk Translation"
        )
    )
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2018, 5, 3]]}
    assert (item["page"], item["translator"]) == ("3", [{"literal": "Lake Desk"}])
    assert "note" not in item


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2018-05", [[2018, 5]]),
        ("2018", [[2018]]),
        ("2018-05-03/2018-06-01", [[2018]]),
        ("2017/2018", [[2017, 1, 1], [2018, 12, 31]]),
    ],
)
def test_a_day_is_cited_no_more_exactly_than_it_is_known(published: str, parts: list[list[int]]) -> None:
    assert citation.csl(source(published=published))["issued"] == {"date-parts": parts}


def test_an_undated_page_has_no_day_and_a_clock_time_is_no_page() -> None:
    item = citation.csl(source(page="7:37 p.m."))
    assert not {"issued", "page"} & set(item)
    assert "pages" not in citation.bibtex(source(page="7:37 p.m."))


def test_bibtex_escapes_what_tex_would_take_for_its_own() -> None:
    entry = citation.bibtex(
        source(title="50% of {weirs} & #1_a\\b", outlet="A ~ B", published="2018-05-03", page="1, 4-7", abridged=True)
    )
    assert r"title = {{50\% of \{weirs\} \& \#1\_a\textbackslash{}b}}," in entry
    assert r"journal = {A \textasciitilde{} B}," in entry
    assert "month = may," in entry
    assert "pages = {1, 4--7}," in entry
    assert "note = {abridged}," in entry


def test_in_plain_words_it_is_one_line() -> None:
    told = citation.plain(
        source(
            title="Gates rust", outlet="The Bank", published="2018-05-03", page="3", byline="Ana Lima", credit="Gist"
        )
    )
    assert told == "“Gates rust”, Ana Lima, The Bank, 3 May 2018, p. 3 (Gist)"
