from __future__ import annotations

import pytest
from tests.reading.formats.made import LEAD, refusal, zipped

from verbale.reading.files import input_kind
from verbale.reading.tables import toml


@pytest.mark.parametrize(
    ("begins", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)"),
        (b"GIF89a\0\0", "a picture (GIF)"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a picture (WebP)"),
        (b"\0\0\0\x20ftypisom\0\0", "a film (MP4)"),
        (b"\0\0\0\x18ftypheic\0\0", "a picture (HEIC)"),
        (b"ID3\x03\0\0", "a sound recording (MP3)"),
        (b"SQLite format 3\0\x10\0", "a database (SQLite)"),
        (b"\x7fELF\x02\x01\x01\0", "a program (ELF)"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "a program (Windows)"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "an archive (7z)"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\0", "an archive (tar)"),
        (b"BZh91AY&SY", "packed (bzip2)"),
        (b"bplist00\xd1\x01", "a property list"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar (iCalendar)"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "a card of addresses (vCard)"),
        (b"TY  - NEWS\r\nTI  - Pier\r\n", "a list of references (RIS)"),
        (zipped(("Index/Document.iwa", b"x")), "a document of Pages"),
        (zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "a spreadsheet (XLSX)"),
        (zipped(("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<x/>")), "a book (EPUB)"),
        (zipped(("ppt/presentation.xml", b"<x/>")), "slides (PPTX)"),
        (zipped(("META-INF/manifest.xml", b"<x/>")), "an OpenDocument file"),
    ],
)
def test_what_holds_no_article_is_refused_by_what_it_is_and_with_what_to_do(begins: bytes, what: str) -> None:
    told = refusal("thing.txt", begins)
    assert told.startswith(f"thing.txt is {what}")
    assert "which is not read; " in told


def test_bytes_that_nobody_knows_are_refused_with_what_is_read() -> None:
    assert "of a kind that is not known; give text, HTML" in refusal("thing", bytes(range(1, 256)) * 9 + b"\0")


@pytest.mark.parametrize(
    "words",
    [
        "BMW and Norland agree on the pier.",
        "MZ is what they call Sudria's envoy.",
        "BZh: talks go on.",
        "BEGIN talks, they say.",
    ],
)
def test_words_that_begin_as_a_signature_does_are_text(words: str) -> None:
    assert input_kind(f"{words}\n\n{LEAD}".encode()) == "text"


def test_every_row_of_the_table_says_what_it_is_and_what_to_do() -> None:
    for group in ("binary", "package", "stream"):
        assert all(row["what"] and row["do"] for row in toml("binaries")[group])
