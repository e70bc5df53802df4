from __future__ import annotations

import gzip

import pytest

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_in

TEXT = "Lake talks\n\nNorland will come in June, it said.\n"
HTML = "<html><body><article><h1>Lake talks</h1><p>Norland will come in June, it said.</p></article></body></html>"


def record(address: str, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-11-03T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


ARCHIVE = (
    record("https://example.org/a", "text/html; charset=utf-8", HTML.encode())
    + record("https://example.org/i", "image/png", b"\x89PNG")
    + record("https://example.org/20211104012/", "text/plain", TEXT.encode())
    + record("https://example.org/e", "text/html", b"<html><body></body></html>")
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
