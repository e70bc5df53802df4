"""What a watch reads in feeds and lists of feeds."""

from __future__ import annotations

import json
from html import escape

import pytest

from verbale.errors import InputError
from verbale.intake.feeds import feed_in, feeds_listed

LONG = "<p>" + "The gates of the upper lake stay shut. " * 40 + "</p>"
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The  Bank</title><link>https://bank.example/</link>
<item><title>Gates &lt;b&gt;shut&lt;/b&gt;</title><link>/1</link><pubDate>Mon, 04 May 2020 23:30:00 +0900</pubDate>
<description>Short.</description></item>
<item><title>Dam</title><link>https://bank.example/2</link><content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>No page</title><guid isPermaLink="false">n-3</guid><description>Only this.</description></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Post</title><entry><title>Meeting</title>
<id>tag:1</id><link href="https://post.example/1"/><updated>2020-05-04T10:00:00Z</updated></entry></feed>"""


def test_an_entry_is_told_with_its_address_and_day_and_in_full_where_the_feed_holds_it() -> None:
    feed = feed_in("https://bank.example/feed", RSS)
    first, second, third = feed.entries
    assert feed.title == "The Bank"
    assert (first.name, first.title, first.day, first.page) == (
        "https://bank.example/1",
        "Gates shut",
        "2020-05-04",
        None,
    )
    assert (second.name, second.day) == ("https://bank.example/2", None)
    assert second.page
    assert b"<h1>Dam</h1><p>The gates" in second.page
    assert third.name == "https://bank.example/feed#n-3"
    assert third.page
    assert [e.name for e in feed_in("https://post.example/feed", ATOM).entries] == ["https://post.example/1"]


@pytest.mark.parametrize(
    ("description", "content", "whole"),
    [
        ("The gates stay shut.", "<p>The gates of the lake stay shut, the bank says.</p><p>It rains.</p>", True),
        ("", "<p>The gates of the lake stay shut, the bank says.</p>", True),
        ("The gates of the lake stay shut, the bank says.", "", False),
        ("The gates of the lake stay shut, it says.", "<p>The gates of the lake stay shut, it says.</p>", False),
        ("The gates.", "<p>The gates of the lake stay shut and the bank [&#8230;]</p>", False),
        ("The gates.", LONG + '<p><a href="/2">Continue reading <b>The gates</b> &#8594;</a></p>', False),
        ("The gates.", "<p>Gates shut</p>", False),
    ],
)
def test_a_short_entry_is_whole_where_the_feed_gives_its_text_and_that_does_not_break_off(
    description: str, content: str, *, whole: bool
) -> None:
    told = f"<description>{escape(description)}</description>" if description else ""
    told += f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    head = RSS.decode().partition("<item>")[0]
    raw = f"{head}<item><title>Dam</title><link>https://bank.example/2</link>{told}</item></channel></rss>".encode()
    (entry,) = feed_in("https://bank.example/feed", raw).entries
    assert (entry.page is not None) == whole
    atom = ATOM.replace(b"<updated>", f'<content type="html">{escape(content)}</content><updated>'.encode())
    if content and not description:
        (entry,) = feed_in("https://post.example/feed", atom).entries
        assert entry.page is not None


def test_a_json_feed_is_read_as_any_other() -> None:
    items = [
        {"id": "1", "url": "https://post.example/1", "title": "Meeting", "date_published": "2020-05-04T10:00:00Z"},
        {"id": "https://post.example/2", "content_text": "The gates stay shut.\n\n" * 80, "date_published": "soon"},
        {"id": 3, "content_html": 4, "title": ["x"]},
        "what",
    ]
    feed = feed_in(
        "https://post.example/feed", json.dumps({"version": "1.1", "title": "Lake Post", "items": items}).encode()
    )
    assert [(e.name.partition("#")[0], e.day) for e in feed.entries] == [
        ("https://post.example/1", "2020-05-04"), ("https://post.example/2", None), ("https://post.example/feed", None),
    ]  # fmt: skip
    assert feed.entries[1].page


@pytest.mark.parametrize(
    ("declared", "charset", "encoded"),
    [
        ("windows-1251", None, "cp1251"), ("windows-1251", "windows-1251", "cp1251"), ("", "windows-1251", "cp1251"),
        ("windows-1251", "utf-8", "cp1251"), ("", "windows-1251", "utf-8"), ("", None, "utf-8"),
    ],
)  # fmt: skip
def test_a_feed_is_read_in_its_encoding_whatever_its_label_says(
    declared: str, charset: str | None, encoded: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = f"{head}<rss version='2.0'><channel><title>Шлюзы закрыты</title></channel></rss>".encode(encoded)
    title = feed_in("https://bank.example/feed", raw, charset).title
    assert title == "Шлюзы закрыты"


def test_another_state_of_an_entry_is_told_and_another_day_alone_is_none() -> None:
    stamps = [
        feed_in("https://bank.example/feed", raw).entries[0].stamp
        for raw in (RSS, RSS.replace(b"23:30", b"23:31"), RSS.replace(b"Short.", b"Longer."))
    ]
    assert stamps[0] == stamps[1] != stamps[2]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><body>no feed",
        b'{"items": 3}',
        b"{",
        b"[1]",
        b"\x00\xff",
        b"{" * 10_000,
        b"/etc/passwd",
        b"https://a/",
    ],
)
def test_what_is_no_feed_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="is no feed"):
        feed_in("https://bank.example/", raw)


def test_feeds_are_listed_in_opml_or_line_by_line() -> None:
    opml = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Press"><outline xmlUrl="https://a.example/"/>
    <outline xmlUrl=" https://b.example/f "/></outline><outline xmlUrl="https://a.example/"/></body></opml>"""
    assert feeds_listed("feeds.opml", opml) == ["https://a.example/", "https://b.example/f"]
    assert feeds_listed("feeds.txt", b"# ours\nhttps://a.example/\n\n https://b.example/f \n") == [
        "https://a.example/", "https://b.example/f",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "raw", [b"", b"<opml>", b"<opml/>", b"nothing here", b"<?xml version='1.0' encoding='what'?><opml/>"]
)
def test_a_list_without_feeds_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"lists no feed|is damaged XML"):
        feeds_listed("feeds.opml", raw)


def test_entities_are_neither_blown_up_nor_fetched() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 1_000}">' for n in range(9))
    for entities in (lol, "<!ENTITY l8 SYSTEM 'file:///etc/passwd'>"):
        opml = f"<!DOCTYPE opml [{entities}]><opml><body><outline xmlUrl='https://a.example/&l8;'/></body></opml>"
        rss = f"<!DOCTYPE rss [{entities}]><rss version='2.0'><channel><title>&l8;</title></channel></rss>"
        for read, raw in ((feeds_listed, opml), (feed_in, rss)):
            with pytest.raises(InputError, match="declares XML entities"):
                read("https://bank.example/", raw.encode())


def test_marks_without_end_in_a_feed_cost_no_more_than_their_length() -> None:
    item = {"id": "1", "title": "Gates", "content_html": "<" * 300_000}  # minutes, if each looked for its end
    raw = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode()
    assert len(feed_in("https://bank.example/feed", raw).entries) == 1
