"""Every page under `pages/` is read as it says itself; then what single forms must and must not yield."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.datelines import dateline_of
from verbale.reading.headers import header_line, signature
from verbale.reading.pages import article, plain_article

Page = dict[str, Any]
UNKNOWN: Page = {
    "title": None,
    "section": [],
    "published": None,
    "published_basis": "unknown",
    "outlet": None,
    "page": None,
    "credit": None,
    "byline": None,
    "dateline": None,
    "abridged": False,
    "kind": "news",
    "synopsis": [],
}
PAGES: dict[str, Page] = {
    page["name"]: page
    for table in sorted((Path(__file__).parent / "pages").glob("*.toml"))
    for page in tomllib.loads(table.read_text(encoding="utf-8"))["page"]
}


def read(name: str) -> Article:
    return article(name, PAGES[name]["text"], PAGES[name].get("given_date"), PAGES[name].get("url"))


def told_by(found: Article) -> Page:
    told = {name: getattr(found, name) for name in UNKNOWN if name != "dateline"}
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    filed = [found.dateline.place or "", found.dateline.date or ""] if found.dateline else None
    assert found.body is not None
    start, end = found.body
    first, last = PAGES[found.name]["body"]
    return {
        **told,
        "dateline": filed,
        "body": [found.text[start:end][: len(first)], found.text[start:end][-len(last) :]],
    }


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    page = PAGES[name]
    found = read(name)
    assert told_by(found) == UNKNOWN | {k: v for k, v in page.items() if k not in {"name", "text", "url", "given_date"}}
    if found.dateline and found.dateline.place:
        assert found.dateline_span is not None
        assert found.dateline.place in found.text[slice(*found.dateline_span)]


def paragraphs_of(name: str) -> list[str]:
    found = read(name)
    return [found.text[s:e] for s, e in found.paragraphs]


def first_words(name: str) -> list[str]:
    return [p.split()[0] for p in paragraphs_of(name)]


def test_an_address_with_a_serial_may_be_a_day_late() -> None:
    assert read("day only in the address").published_bounds == "2019-05-07/2019-05-08"


def test_the_topic_list_at_the_foot_is_no_running_text() -> None:
    assert first_words("header without date or outlet") == ["Norland", "The"]


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    assert first_words("an abridged cable over hard-wrapped lines") == ["Norland", "Sudria"]
    assert first_words("hard-wrapped and indented") == ["Norland", "Sudria"]


def test_an_alert_keeps_written_synopses_and_leaves_bare_headlines_out() -> None:
    assert first_words("an alert") == ["Mainichi", "Nikkei"]


def test_a_subhead_is_left_out_of_the_paragraphs() -> None:
    assert first_words("a subhead and a question inside") == ["Norland", "Sudria"]


def test_readers_comments_are_left_out() -> None:
    assert first_words("a site's navigation, comments and style sheet") == ["Norland", "Sudria"]


def test_a_lead_printed_twice_is_read_once() -> None:
    assert len(paragraphs_of("the lead printed twice")) == 2


@pytest.mark.parametrize("head", ["What we know", "Key takeaways:", "At a glance"])
def test_a_box_of_takeaways_between_paragraphs_cuts_nothing_off(head: str) -> None:
    told = [
        f"Envoy {n} of Norland told reporters in Haven that the gates of the upper lake stay shut." for n in range(6)
    ]
    box = f"{head}\nThe gates are shut. The talks are off."
    text = "\n\n".join(["Gates stay shut", *told[:4], box, *told[4:]])
    found = article("page.txt", text)
    assert [found.text[a:b] for a, b in found.paragraphs] == told
    assert found.synopsis == ("The gates are shut. The talks are off.",)


PARTS = st.sampled_from(
    (Path(__file__).parent / "parts.txt").read_text(encoding="utf-8").splitlines()
) | st.sampled_from(["\ufeff", "\r\n", "\n", "\n\n", "\u2028", " ", "\x85", "\u200b", "\ud800"])


@given(st.lists(PARTS | st.text(max_size=20), max_size=40).map("".join) | st.text(max_size=300))
def test_any_text_gives_paragraphs_in_order_or_an_input_error(text: str) -> None:
    for read_as in (article, plain_article):
        try:
            found = read_as("page", text)
        except InputError as error:
            assert "\n" not in str(error)
            continue
        assert found.paragraphs
        at = 0
        for start, end in found.paragraphs:
            assert at <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip().strip("\ufeff\u200b")
            at = end
        if found.dateline_span:
            assert 0 <= found.dateline_span[0] < found.dateline_span[1] <= len(text)


def test_a_page_of_a_million_characters_is_read_in_seconds() -> None:
    text = "Lake talks\n\n" + ("Norland said on Monday that it would return to the talks. " * 20 + "\n\n") * 850
    assert len(article("page", text[:1_000_000]).paragraphs) > 800


@pytest.mark.parametrize(
    ("line", "writers"),
    [
        ("By Mia Holt in Haven and Tom Reed", "Mia Holt and Tom Reed"),
        ("By Mia Holt, with Tom Reed in Haven", "Mia Holt"),
        ("By Mia Holt, Local harbour reporter", "Mia Holt"),
    ],
)
def test_where_writers_sit_and_what_they_do_is_no_part_of_a_byline(line: str, writers: str) -> None:
    told = header_line(line)
    assert told is not None and told.byline == writers
    assert signature("Mia Holt in Haven and Tom Reed in Tolan") == "Mia Holt and Tom Reed"


def test_a_wire_that_no_table_knows_files_with_place_and_day() -> None:
    filed = dateline_of("Tolan, 5 May. LAKINFORM. The water minister received the envoys of two countries on Monday.")
    assert filed is not None and (filed.place, filed.outlet) == ("Tolan", "LAKINFORM")
