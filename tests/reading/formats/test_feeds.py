from __future__ import annotations

import pytest
from tests.reading.formats.made import LEAD, MORE, TITLE, articles, paragraphs, read, refusal

from verbale.model.text import Article

LONG = " ".join([LEAD, MORE] * 3)


def test_the_whole_text_of_an_entry_comes_before_its_summary() -> None:
    raw = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel><title>Haven Courier</title><item><title>{TITLE}</title><link>https://haven.example/1</link>
    <description>Short.</description><content:encoded><![CDATA[<p>{LEAD}</p><p>{MORE}</p>]]></content:encoded>
    <pubDate>Wed, 03 Nov 2021 10:15:00 GMT</pubDate></item></channel></rss>"""
    (found,) = articles("feed.xml", raw.encode())
    assert paragraphs(found) == [LEAD, MORE]
    assert not found.abridged


def test_a_summary_is_said_to_be_one_and_a_whole_text_is_not() -> None:
    items = "".join(
        f"<item><title>{TITLE}</title><link>https://haven.example/{n}</link><description>{text}</description></item>"
        for n, text in enumerate([LEAD, f"{LONG} …", f"{LONG} Continue reading", LONG])
    )
    found = articles("feed.xml", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert [f.abridged for f in found] == [True, True, True, False]


def test_addresses_in_atom_count_from_its_base() -> None:
    raw = f"""<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://haven.example/news/"><title>Haven Courier</title>
    <entry><title>{TITLE}</title><id>urn:1</id><link href="1.html"/><updated>2021-11-03T10:15:00Z</updated>
    <author><name>Mia Holt</name></author><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"""
    (found,) = articles("feed.xml", raw.encode())
    assert (found.url, found.published, found.byline) == ("https://haven.example/news/1.html", "2021-11-03", "Mia Holt")


def test_a_feed_that_breaks_off_keeps_what_came_before() -> None:
    item = f"<item><title>{TITLE}</title><link>https://haven.example/1</link><description>{LONG}</description></item>"
    first, last = read("feed.xml", f"<rss version='2.0'><channel>{item}<item><ti".encode())[::2]
    assert isinstance(first, Article)
    assert "breaks off" in str(last)


def test_a_list_of_feeds_names_the_command_that_follows_them() -> None:
    raw = b'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://haven.example/f"/></body></opml>'
    assert "verbale watch" in refusal("feeds.opml", raw)


@pytest.mark.parametrize(
    ("raw", "root"),
    [
        (b'<?xml version="1.0"?>\n<nitf><body>Norland comes.</body></nitf>', "nitf"),
        (b'<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><text>Norland comes.</text></svg>', "svg"),
    ],
)
def test_xml_of_another_kind_is_refused_by_its_root(raw: bytes, root: str) -> None:
    assert f"({root})" in refusal("item.xml", raw)
