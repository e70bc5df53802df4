"""Bombs, traps and damage: each is refused in one line, and what came before it is kept."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import brotli
import pytest
from tests.reading.formats.made import (
    HTML,
    LEAD,
    MORE,
    TEXT,
    TITLE,
    answer,
    article,
    articles,
    paragraphs,
    read,
    refusal,
    zipped,
)

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.formats import limits
from verbale.reading.formats.exports import exported_articles
from verbale.reading.formats.registry import input_kind

ZEROS = b"Norland. " * 3_000_000
BLANKS = " " * 100_000


def test_each_file_of_an_archive_is_an_input_of_its_own() -> None:
    raw = zipped(
        ("folder/a.html", HTML.encode()),
        ("inner.zip", zipped(("b.txt", f"{TITLE}\n\n{LEAD}".encode()))),
        ("__MACOSX/._a.html", b"\0\5\26\7"),
        ("c.png", b"\x89PNG\r\n\x1a\n"),
    )
    first, second, third = read("archive.zip", raw)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.name, second.name) == ("archive.zip: folder/a.html", "archive.zip: inner.zip: b.txt")
    assert str(third).startswith("archive.zip: c.png is a picture (PNG)")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/a.txt", "abs/a.txt"),
        ("C:\\news\\a.txt", "news/a.txt"),
        ("a\u202etxt.exe", "a\ufffdtxt.exe"),
        ("\x1b[31mred.txt", "\ufffd[31mred.txt"),
    ],
)
def test_a_name_in_an_archive_leads_nowhere_and_hides_nothing(given: str, shown: str) -> None:
    raw = zipped((given, f"{TITLE}\n\n{LEAD}".encode()))
    assert article("archive.zip", raw).name == f"archive.zip: {shown}"


@pytest.mark.parametrize(("encoding", "flag"), [("cp437", 0), ("utf-8", 0), ("utf-8", 0x800)])
def test_names_in_an_archive_are_read_in_the_encoding_they_are_in(encoding: str, flag: int) -> None:
    raw = bytearray(zipped(("caffe.txt", f"{TITLE}\n\n{LEAD}".encode())))
    name = "café.txt".encode(encoding)
    plain = b"caffe.txt"[: len(name)].ljust(len(name), b"x")
    raw = bytearray(zipped((plain.decode(), f"{TITLE}\n\n{LEAD}".encode())).replace(plain, name))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(mark) + place
        raw[at : at + 2] = struct.pack("<H", flag)
    assert article("archive.zip", bytes(raw)).name == "archive.zip: café.txt"


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_is_read_however_it_is_packed_and_dated_as_it_is_alone(packing: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("2021-11-03-lake.txt", TEXT)
    found = article("archive.zip", out.getvalue())
    alone = article("2021-11-03-lake.txt", TEXT.encode())
    assert (found.text, found.published, found.published_basis) == (alone.text, "2021-11-03", alone.published_basis)


def test_a_bomb_is_refused_and_what_stands_before_it_is_read() -> None:
    raw = zipped(("a.html", HTML.encode()), ("bomb.txt", ZEROS), ("b.txt", f"{TITLE}\n\n{LEAD}".encode()))
    first, bomb, last = read("archive.zip", raw)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert str(bomb) == "archive.zip: bomb.txt unpacks to more than 200 times its size; it is no article"


def test_the_sizes_that_an_archive_claims_are_not_believed() -> None:
    raw = bytearray(zipped(("bomb.txt", ZEROS)))
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "unpacks to more than 200 times" in refusal("archive.zip", bytes(raw))


def test_an_archive_whose_files_lie_over_one_another_is_refused() -> None:
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", f"{TITLE}\n\n{LEAD}")
        whole = archive.getinfo("a.txt")
        archive.filelist.append(whole)
    first, second = read("archive.zip", one.getvalue())
    assert isinstance(first, Article)
    assert "lies over another file" in str(second)


def test_archives_within_archives_are_read_to_a_depth() -> None:
    raw = f"{TITLE}\n\n{LEAD}".encode()
    for level in range(6):
        raw = zipped((f"{level}.zip" if level else "a.txt", raw))
    assert "lies deeper than 4 archives" in refusal("archive.zip", raw)


def test_an_archive_of_too_many_files_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(items=3))
    raw = zipped(*((f"{n}.txt", f"{TITLE}\n\n{LEAD}".encode()) for n in range(9)))
    found = read("archive.zip", raw)
    assert [isinstance(f, Article) for f in found] == [True, True, True, False]
    assert "holds more than 3 items" in str(found[-1])


def test_all_that_an_archive_unpacks_to_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(unpacked_bytes=1_000))
    raw = zipped(*((f"{n}.txt", f"{TITLE}\n\n{LEAD}".encode()) for n in range(20)))
    found = read("archive.zip", raw)
    assert "unpacks to more than 1,000 bytes" in str(found[-1])
    assert len(found) < 9


@pytest.mark.parametrize(
    ("raw", "told"),
    [(zipped()[:10] + b"PK\5\6", "damaged ZIP"), (b"PK\3\4" + b"\0" * 60, "damaged ZIP"), (zipped(), "empty ZIP")],
)
def test_an_archive_that_holds_nothing_is_refused(raw: bytes, told: str) -> None:
    assert told in refusal("archive.zip", raw)


def test_a_link_in_an_archive_is_not_followed_nor_taken_for_an_article() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("clip.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("b.txt", TEXT)
    refused, kept = read("x.zip", out.getvalue())
    assert "clip.txt is a link" in str(refused)
    assert not isinstance(kept, InputError)


def test_a_locked_file_in_an_archive_is_told() -> None:
    raw = bytearray(zipped(("a.txt", LEAD.encode())))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    assert "locked by a password" in refusal("archive.zip", bytes(raw))


@pytest.mark.parametrize(
    ("packed", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", lambda raw: brotli.compress(raw, quality=1))],
)
def test_a_body_that_blows_up_in_a_web_archive_is_refused_and_the_next_read(packed: str, pack) -> None:  # type: ignore[no-untyped-def]  # three libraries
    raw = answer("https://haven.example/b", pack(ZEROS), packed=packed) + answer(
        "https://haven.example/a", HTML.encode()
    )
    bomb, page = read("crawl.warc", raw)
    assert "unpacks to more than 200 times" in str(bomb)
    assert isinstance(page, Article)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_feed_are_refused(encoding: str) -> None:
    found = read("feed.xml", LAUGHS.encode(encoding))
    assert len(found) == 1
    assert isinstance(found[0], InputError)


def test_a_file_that_a_feed_points_at_is_not_read() -> None:
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    raw = f"<?xml version='1.0'?>{outside}<rss><channel><item><title>&x;</title></item></channel></rss>"
    assert "XML entities" in refusal("feed.xml", raw.encode())


@pytest.mark.parametrize("opening", ["[", '{"items":', "[[{"])
def test_json_nested_without_end_is_refused(opening: str) -> None:
    found = read("deep.json", (f'[{{"a":{opening * 200_000}').encode())
    assert all(isinstance(f, InputError) for f in found)


@pytest.mark.parametrize("tag", ["div", "blockquote", "table><tr><td"])
def test_html_nested_without_end_is_read_or_refused(tag: str) -> None:
    raw = f"<html><body>{f'<{tag}>' * 30_000}<p>{LEAD}</p></body></html>"
    (found,) = read("deep.html", raw.encode())
    assert isinstance(found, (Article, InputError))


def test_a_line_without_end_is_skipped_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(line_bytes=5_000))
    line = b'{"id": "a", "text": "%s"}\n'
    raw = line % b"Norland comes. " + line % (b"x" * 90_000) + line % LEAD.encode()
    first, second, third = read("many.jsonl", raw)
    assert isinstance(first, Article)
    assert str(second) == "many.jsonl, line 2 has more than 5,000 bytes; give one article a line"
    assert isinstance(third, Article)


def test_an_input_that_is_read_whole_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(input_bytes=1_000))
    assert "has more than 1,000 bytes" in refusal("a.html", HTML.encode() + b" " * 1_000)


def test_what_takes_too_long_is_refused() -> None:
    ticking = iter(range(0, 10_000, 50))
    check = limits.Account(clock=lambda: float(next(ticking))).deadline("slow.pdf")
    check()
    with pytest.raises(InputError, match="takes longer than 60 seconds"):
        check()


def test_pages_in_an_archive_are_as_they_are_alone() -> None:
    (found,) = articles("archive.zip", zipped(("a.html", HTML.encode())))
    assert paragraphs(found) == [LEAD, MORE] == paragraphs(article("a.html", HTML.encode()))
    assert found.key == article("a.html", HTML.encode()).key


@pytest.mark.parametrize(
    "line",
    [
        f"BYLINE: Ada{BLANKS}Orum",
        f"BYLINE: Ada{BLANKS};",
        f"{'(' * 100_000}\nMay 5, 2020",
        f"The Bank{BLANKS}x\nMay 5, 2020",
    ],
)
def test_a_line_of_one_character_without_end_costs_an_export_no_more_than_its_length(line: str) -> None:
    # What takes the square of the length would take minutes here.
    found = list(exported_articles("e.txt", f"1 of 1 DOCUMENTS\n\n{line}\n\nSECTION: News\n\nBODY:\n{LEAD}\n"))
    assert len(found) == 1


def test_a_line_that_almost_parts_messages_costs_a_mailbox_no_more_than_its_length() -> None:
    message = f"From: Ada Orum <ada@bank.example>\nDate: Mon, 4 May 2020 10:00:00 +0000\nTo: a\n\n{LEAD}\n"
    raw = f"From ada@bank.example Mon May  4 10:00:00 2020\n{message}\nFrom x{'11:11 ' * 100_000}\n".encode()
    assert input_kind(raw) == "mbox"
    assert len(read("m.mbox", raw)) == 1
