from __future__ import annotations

import pytest
from tests.reading.formats.made import LEAD, MORE, TITLE, article, mhtml_of_chrome, mhtml_of_word, paragraphs, refusal

from verbale.reading.files import input_kind


def test_a_page_saved_by_chrome_is_read_without_its_frames() -> None:
    assert input_kind(mhtml_of_chrome()) == "mhtml"
    found = article("lake.mhtml", mhtml_of_chrome())
    assert (found.title, found.url) == (TITLE, "https://haven.example/news/lake")
    assert paragraphs(found) == [LEAD, MORE]


def test_the_day_on_which_a_page_was_saved_only_bounds_its_publication() -> None:
    found = article("lake.mhtml", mhtml_of_chrome())
    assert (found.published, found.published_bounds) == (None, "../2021-11-05")


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8"])
def test_a_page_saved_by_word_in_base64_is_read(encoding: str) -> None:
    found = article("lake.mht", mhtml_of_word(encoding))
    assert (found.title, found.url) == (TITLE, None)
    assert paragraphs(found) == [LEAD, MORE]


def test_a_page_saved_by_firefox_is_no_mail() -> None:
    head = b"From: <Saved by UnMHT>\r\nSubject: Lake\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=UTF-8\r\n"
    raw = head + f"Content-Location: https://haven.example/a\r\n\r\n<p>{LEAD}</p>".encode()
    found = article("lake.mht", raw)
    assert (found.url, paragraphs(found)) == ("https://haven.example/a", [LEAD])


def test_a_saved_page_without_html_is_refused() -> None:
    raw = mhtml_of_word().replace(b"text/html", b"text/css")
    assert "without HTML" in refusal("lake.mht", raw)
