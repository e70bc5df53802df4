from __future__ import annotations

import gzip
import tracemalloc
import zlib
from codecs import BOM_UTF8
from pathlib import Path

import brotli
import pytest
from tests.reading.formats.made import HTML as PAGE
from tests.reading.formats.made import LEAD, MORE, answer, paragraphs, record

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_at, articles_in

TEXT = "Lake talks\n\nNorland will come in June, it said.\n"
HTML = "<html><body><article><h1>Lake talks</h1><p>Norland will come in June, it said.</p></article></body></html>"


ARCHIVE = (
    answer("https://example.org/a", HTML.encode(), "text/html; charset=utf-8")
    + answer("https://example.org/i", b"\x89PNG", "image/png")
    + answer("https://example.org/20211104012/", TEXT.encode(), "text/plain")
    + answer("https://example.org/e", b"<html><body></body></html>")
)


@pytest.mark.parametrize("raw", [ARCHIVE, gzip.compress(ARCHIVE)], ids=["plain", "gzip"])
def test_pages_of_text_in_an_archive_are_articles_named_by_their_address(raw: bytes) -> None:
    first, second, third = articles_in("crawl.warc", raw)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, InputError)
    assert (first.name, first.url, first.extracted) == ("https://example.org/a", "https://example.org/a", True)
    assert (second.text, second.published, second.published_basis) == (TEXT, "2021-11-04", "inferred")


def test_an_archive_that_breaks_off_yields_no_half_article() -> None:
    (found,) = articles_in("crawl.warc", ARCHIVE[:400])
    assert isinstance(found, InputError)
    assert "crawl.warc breaks off in page 1" in str(found)


def test_what_is_packed_but_no_archive_is_refused() -> None:
    (found,) = articles_in("page.gz", gzip.compress(TEXT.encode()))
    assert isinstance(found, InputError)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("packed", "pack"),
    [
        ("", bytes),
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda raw: zlib.compress(raw)[2:-4]),
        pytest.param("gzip", bytes, id="unpacked by the crawler"),
        pytest.param("gzip", BOM_UTF8.__add__, id="unpacked by the crawler, with a byte order mark"),
    ],
)
def test_a_body_is_read_however_it_was_sent(packed: str, pack, chunked: bool) -> None:  # type: ignore[no-untyped-def]  # three libraries
    (found,) = articles_in(
        "crawl.warc", answer("https://haven.example/a", pack(PAGE.encode()), packed=packed, chunked=chunked)
    )
    assert isinstance(found, Article)
    assert paragraphs(found) == [LEAD, MORE]


CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    "body",
    [
        PAGE.encode(),
        b"5;name=value\r\n"
        + PAGE.encode()[:5]
        + b"\r\n%x \r\n" % len(PAGE.encode()[5:])
        + PAGE.encode()[5:]
        + b"\r\n0\r\nA: b\r\n\r\n",
        b"%x\r\n" % len(PAGE.encode()) + PAGE.encode(),
    ],
    ids=["joined by the crawler", "with extensions and a trailer", "without an end"],
)
def test_a_body_in_chunks_that_is_none_or_has_more_to_say_loses_no_page_behind_it(body: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    raw = record("response", head + CHUNKED + b"\r\n" + body) + answer("https://haven.example/b", PAGE.encode())
    first, second = articles_in("crawl.warc", raw)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert paragraphs(first) == paragraphs(second) == [LEAD, MORE]


def test_a_crawl_of_news_with_a_member_for_each_record_gives_its_answers_alone() -> None:
    request = record("request", b"GET / HTTP/1.1\r\nHost: haven.example\r\n\r\n")
    told = record("warcinfo", b"software: a crawler\r\n") + record("metadata", b"fetchTimeMs: 7\r\n")
    again = record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    gone = record("response", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>There is no such page.</p>")
    pages = [answer(f"https://haven.example/{n}", PAGE.encode()) for n in range(2)]
    raw = b"".join(gzip.compress(r) for r in (told, request, pages[0], again, gone, request, pages[1]))
    assert [f.name for f in articles_in("CC-NEWS.warc.gz", raw) if isinstance(f, Article)] == [
        "https://haven.example/0",
        "https://haven.example/1",
    ]


def test_the_day_of_the_crawl_only_bounds_the_publication() -> None:
    (found,) = articles_in("crawl.warc", answer("https://haven.example/a", PAGE.encode()))
    assert isinstance(found, Article)
    assert (found.published, found.published_bounds) == (None, "../2021-11-05")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_came_before_a_damage_is_kept(pack) -> None:  # type: ignore[no-untyped-def]  # packs or not
    whole = b"".join(pack(answer(f"https://haven.example/{n}", PAGE.encode())) for n in range(3))
    found = list(articles_in("crawl.warc", whole[: len(whole) * 2 // 3 + 60]))
    assert [isinstance(f, Article) for f in found[:2]] == [True, True]
    assert isinstance(found[-1], InputError)


def peak_of(records: int, path: Path) -> int:
    """The peak of memory, in bytes, of reading a web archive of so many pages of about 100 kB."""
    filler = "".join(f"<!-- {n} {'lake ' * 20} -->" for n in range(900))
    with path.open("wb") as file:
        for number in range(records):
            file.write(answer(f"https://haven.example/{number}", PAGE.replace("<body>", f"<body>{filler}").encode()))
    tracemalloc.start()
    try:
        assert sum(isinstance(f, Article) for f in articles_at(path)) == records
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_ten_times_the_archive_takes_no_more_memory(tmp_path: Path) -> None:
    small, large = peak_of(20, tmp_path / "small.warc"), peak_of(200, tmp_path / "large.warc")
    assert large < small + 2_000_000
