from __future__ import annotations

from dataclasses import replace

import pytest

from verbale.errors import InputError
from verbale.model.text import Article, Dateline
from verbale.reading.files import articles_in
from verbale.reading.formats.web import html_article

LEAD = "Norland will return to the lake talks in June, its ministry said on Wednesday after a long cabinet meeting."
MORE = "Sudria called the decision a good sign. The last round was held in Haven in 2019 and ended without a date."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Norland to return to lake talks</title>
<meta property="og:title" content="Norland to return to lake talks">
<meta property="og:site_name" content="Haven Courier"><meta name="author" content="Mia Holt">
<meta property="article:published_time" content="2021-11-03T10:15:00Z">
<meta property="article:section" content="World"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Norland to return to lake talks</h1>
<p>HAVEN, Nov 3 (Reuters) - {LEAD}</p><h2>The toll issue</h2><p>{MORE}</p>
<figure><img src="x.jpg"><figcaption>The port of Haven</figcaption></figure></article>
<div class="comments"><p>Olaf: The lake is ours and always was, whatever they say in Sudwick.</p></div>
<footer>All rights reserved</footer></body></html>"""


QUOTED = """<html><head><title>Norland answers</title></head><body><article><h1>Norland answers</h1>
<p>HAVEN, May 4, 2020 – Norland’s minister, Mia Holt, said on Monday that it would come back to the table.</p>
<p>The minister, Mia Holt, told parliament:</p>
<blockquote><p>We await an answer &amp; no more.</p><p>We will wait no longer than June.</p></blockquote>
<p>Tom Reed of Sudria told reporters that nothing would start before the ban was lifted, and no date was set.</p>
<blockquote class="post"><p>We have never walked away from the table.</p>— Tom Reed (@treed) May 5, 2020</blockquote>
</article></body></html>"""


def test_a_page_that_a_script_fills_holds_no_article_but_a_title() -> None:
    page = b"<html><head><title>Norland returns</title></head><body><div id=app></div></body></html>"
    (found,) = articles_in("page.html", page)
    assert isinstance(found, InputError)
    assert "saved from a browser where a script fills the page" in str(found)


def test_block_quotations_become_quoted_paragraphs() -> None:
    paragraphs = words_of(html_article("x", QUOTED))
    assert paragraphs[2:4] == ["“We await an answer & no more.", "“We will wait no longer than June.”"]
    assert paragraphs[-1] == "“We have never walked away from the table.” — Tom Reed (@treed) May 5, 2020"


def words_of(found: Article | InputError) -> list[str]:
    assert isinstance(found, Article)
    return [found.text[s:e] for s, e in found.paragraphs]


def test_metadata_fill_in_what_the_text_does_not_say() -> None:
    found = html_article("a.html", PAGE)
    assert words_of(found) == [LEAD, MORE]
    assert found.extracted
    assert (found.title, found.section, found.outlet, found.byline) == (
        "Norland to return to lake talks",
        ("World",),
        "Haven Courier",
        "Mia Holt",
    )
    assert (found.published, found.published_basis) == ("2021-11-03", "stated")
    assert found.dateline == Dateline("HAVEN", "2021-11-03")


def test_the_same_page_gives_the_same_article() -> None:
    assert html_article("a.html", PAGE) == html_article("a.html", PAGE)
    assert html_article("a.html", PAGE).key == replace(html_article("b.html", PAGE)).key


def test_a_press_translation_page_keeps_its_header_in_html() -> None:
    page = f"""<html><head><title>Norland will come | Desk</title></head><body><nav><a href="/">Home</a></nav><main>
    <article><p>print PRINT</p><p>INTERNATIONAL &gt; Lakes</p><h1>Norland will come</h1>
    <ul><li>March 23, 2022</li><li>, Sankei , p. 2</li><li>JMH Translation</li></ul>
    <p>{LEAD}</p><p>{MORE} (Abridged)</p></article></main><footer><ul><li>Ukraine</li></ul></footer></body></html>"""
    found = html_article("a.html", page)
    assert words_of(found) == [LEAD, MORE]
    assert (found.outlet, found.page, found.credit, found.published, found.abridged) == (
        "Sankei",
        "2",
        "JMH Translation",
        "2022-03-23",
        True,
    )


def test_a_short_page_is_read_where_no_main_text_can_be_told() -> None:
    (found,) = articles_in("a.html", b"<html><body><p>Norland will come in June, it said.</p></body></html>")
    assert words_of(found) == ["Norland will come in June, it said."]


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><style>p { color: red }</style></head><body><!-- nothing --></body></html>",
        "<html><body></body></html>",
        "<html><body><script>var lake = 1;</script></body></html>",
        "<!DOCTYPE html>",
    ],
)
def test_a_page_of_markup_alone_is_refused(page: str) -> None:
    (found,) = articles_in("a.html", page.encode())
    assert isinstance(found, InputError)
    assert str(found).startswith("a.html holds no running text")


def test_a_stray_control_character_does_not_lose_a_page() -> None:
    assert words_of(html_article("a.html", PAGE.replace("June", "June\x0c\x01")))[1] == MORE


def test_a_page_in_an_older_encoding_is_read_as_its_head_says() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>Ялта: {LEAD}</p></body></html>'
    (found,) = articles_in("a.html", page.encode("cp1251"))
    assert words_of(found)[0].startswith("Ялта: Norland")


def test_entries_of_a_feed_are_articles_dated_by_the_feed() -> None:
    entry = "<item><title>Lake &amp; talks</title><link>https://example.org/1</link>%s</item>"
    told = f"<pubDate>Wed, 03 Nov 2021 10:15:00 GMT</pubDate><description>&lt;p&gt;{LEAD}&lt;/p&gt;</description>"
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Haven Courier</title>{entry % told}{entry % ''}"
    first, second = articles_in("feed.xml", f"{feed}</channel></rss>".encode())
    assert words_of(first) == [LEAD]
    assert isinstance(first, Article)
    assert (first.name, first.title, first.outlet) == ("https://example.org/1", "Lake & talks", "Haven Courier")
    assert (first.published, first.given_date, first.published_basis) == ("2021-11-03", "2021-11-03", "stated")
    assert isinstance(second, InputError)
    assert "feed.xml, entry 2 (https://example.org/1) carries no text" in str(second)


def test_a_feed_without_entries_is_refused() -> None:
    (found,) = articles_in("feed.xml", b"<rss version='2.0'><channel><title>Lakes")
    assert isinstance(found, InputError)
    assert "feed without entries" in str(found)
