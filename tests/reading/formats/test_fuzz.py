"""Whatever bytes come in, every importer answers with articles or with lines that say why not."""

from __future__ import annotations

import gzip
import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.formats.made import (
    HTML,
    LEAD,
    MORE,
    TEXT,
    TITLE,
    answer,
    docx,
    letter,
    mhtml_of_chrome,
    mhtml_of_word,
    ninjs,
    outlook_message,
    read,
    rtf,
    zipped,
)
from tests.reading.formats.test_attachments import mailbox
from tests.reading.formats.test_exports import FACTIVA, NEW, OLD
from tests.reading.formats.test_objects import FEED
from tests.reading.formats.test_pdf import COLUMNS

from verbale.errors import InputError
from verbale.model.text import Article

RSS = (
    f"<?xml version='1.0'?><rss version='2.0'><channel><title>Haven Courier</title><item><title>{TITLE}</title>"
    f"<link>https://haven.example/1</link><description>&lt;p&gt;{LEAD}&lt;/p&gt;</description></item></channel></rss>"
)
WEB = answer("https://haven.example/1", gzip.compress(HTML.encode()), packed="gzip") + answer(
    "https://x.example/", b"x"
)


@cache
def valid(kind: str) -> bytes:
    """An input of each kind as programs make it."""
    carried = letter()
    carried.add_attachment(COLUMNS, maintype="application", subtype="pdf", filename="pier.pdf")
    carried.add_attachment(docx(TITLE, LEAD), maintype="application", subtype="zip", filename="lake.docx")
    return {
        "text": TEXT.encode(),
        "html": HTML.encode(),
        "nexis": OLD.encode() + NEW.encode(),
        "factiva": FACTIVA.encode(),
        "jsonl": ninjs() + b"\n" + json.dumps({"id": "a", "text": TEXT}).encode(),
        "json": json.dumps(FEED, indent=1).encode(),
        "csv": f'title,date,text,url\n"{TITLE}",2021-11-03,"{LEAD}\n{MORE}",https://haven.example/\n'.encode(),
        "rss": RSS.encode(),
        "rtf": rtf(TITLE, LEAD, MORE),
        "docx": docx(TITLE, LEAD, MORE),
        "zip": zipped(("a/a.html", HTML.encode()), ("b.zip", zipped(("b.txt", TEXT.encode())))),
        "pdf": COLUMNS,
        "mail": carried.as_bytes(),
        "mbox": mailbox(letter(), letter("Pier shut")),
        "mhtml": mhtml_of_chrome(),
        "mht": mhtml_of_word(),
        "msg": outlook_message(TITLE, LEAD, HTML.encode(), ("a.html", HTML.encode())),
        "warc": WEB,
        "warc.gz": gzip.compress(WEB[: len(WEB) // 2]) + gzip.compress(WEB[len(WEB) // 2 :]),
    }[kind]


KINDS = [
    "text",
    "html",
    "nexis",
    "factiva",
    "jsonl",
    "json",
    "csv",
    "rss",
    "rtf",
    "docx",
    "zip",
    "pdf",
    "mail",
    "mbox",
    "mhtml",
    "mht",
    "msg",
    "warc",
    "warc.gz",
]
Change = tuple[str, float, bytes]
changes = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "insert", "repeat", "end"]), st.floats(0, 1), st.binary(min_size=1, max_size=6)
    ),
    min_size=1,
    max_size=6,
)


def changed(raw: bytes, made: list[Change]) -> bytes:
    for kind, place, piece in made:
        at = int(place * len(raw))
        after = {
            "put": piece + raw[at + len(piece) :],
            "cut": raw[at + 7 * len(piece) :],
            "insert": piece + raw[at:],
            "repeat": raw[at : at + 40] * 3 + raw[at:],
            "end": b"",
        }[kind]
        raw = raw[:at] + after
    return raw


def check(name: str, raw: bytes) -> None:
    for found in read(name, raw):
        if isinstance(found, InputError):
            assert len(str(found).splitlines()) == 1, str(found)
        else:
            assert isinstance(found, Article)
            assert all(0 <= s < e <= len(found.text) for s, e in found.paragraphs)
            found.text.encode("utf-8")
            found.name.encode("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_as_it_is_made(kind: str) -> None:
    assert any(isinstance(found, Article) for found in read(kind, valid(kind)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=60, deadline=10_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(made=changes)
def test_damaged_inputs_give_articles_or_lines(kind: str, made: list[Change]) -> None:
    check(kind, changed(valid(kind), made))


@settings(max_examples=100, deadline=10_000)
@given(
    raw=st.binary(max_size=300),
    head=st.sampled_from([b"", b"PK\3\4", b"%PDF-", b"{\\rtf1 ", b"WARC/1.0\r\n", b"[{", b"<rss "]),
)
def test_any_bytes_give_articles_or_lines(raw: bytes, head: bytes) -> None:
    check("any", head + raw)
