"""What messages carry, mailboxes and Outlook's files."""

from __future__ import annotations

import builtins
from email.message import EmailMessage
from typing import Any

import pytest
from tests.reading.formats.made import (
    HTML,
    LEAD,
    MORE,
    TITLE,
    articles,
    docx,
    letter,
    outlook_message,
    paragraphs,
    read,
    refusal,
    rtf,
    zipped,
)
from tests.reading.formats.test_pdf import COLUMNS

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.formats import limits

LOGO = ("image001.png", b"\x89PNG\r\n\x1a\n")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def test_each_attached_document_is_an_article_of_its_own() -> None:
    made = letter()
    made.add_attachment(COLUMNS, maintype="application", subtype="pdf", filename="pier.pdf")
    made.add_attachment(docx(TITLE, LEAD), maintype="application", subtype="octet-stream", filename="lake.docx")
    made.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="lake.html")
    made.add_attachment(letter("Pier shut"))
    made.add_attachment(zipped(("a/lake.txt", LEAD.encode())), maintype="application", subtype="zip", filename="a.zip")
    made.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    found = articles("post.eml", made.as_bytes())
    assert [f.name for f in found] == [
        "post.eml",
        "post.eml: pier.pdf",
        "post.eml: lake.docx",
        "post.eml: lake.html",
        "post.eml: attached message",
        "post.eml: a.zip: a/lake.txt",
    ]


def test_an_attachment_without_an_article_is_told_in_one_line() -> None:
    made = letter()
    made.add_attachment(b"MZ" + b"\0" * 90, maintype="application", subtype="octet-stream", filename="../run.exe")
    _, refused = read("post.eml", made.as_bytes())
    assert str(refused) == "post.eml: run.exe is a program (Windows), which is not read; leave it out"


def test_of_a_text_in_two_forms_one_is_read() -> None:
    made = letter()
    made.add_alternative(HTML, subtype="html")
    (found,) = articles("post.eml", made.as_bytes())
    assert paragraphs(found) == [LEAD, MORE]


@pytest.mark.parametrize("words", ["\n", "To see this message, open it in a browser: https://haven.example/7\n"])
def test_of_a_text_in_two_forms_the_one_is_read_that_tells_it(words: str) -> None:
    made = letter(body=words)
    made.add_alternative(HTML.replace(MORE, f"{MORE} " * 3), subtype="html")
    (found,) = articles("post.eml", made.as_bytes())
    assert paragraphs(found)[0] == LEAD


def test_a_message_kept_by_apples_mail_is_read() -> None:
    raw = letter().as_bytes()
    kept = b"%-10d\n" % len(raw) + raw + b'<?xml version="1.0"?><plist><dict/></plist>'
    assert articles("7.emlx", kept)[0].text == articles("7.eml", raw)[0].text


@pytest.mark.parametrize(
    "kind", ['multipart/encrypted; protocol="application/pgp-encrypted"; boundary=S', "application/pkcs7-mime"]
)
def test_a_message_under_encryption_is_told(kind: str) -> None:
    head = f"From: a@haven.example\r\nSubject: Lake\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
    body = "--S\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--S--\r\n"
    assert "under encryption" in refusal("post.eml", (head + body).encode())


def test_a_message_of_outlook_in_rich_text_alone_is_read() -> None:
    (found,) = articles("post.msg", outlook_message(TITLE, None, None, rich=rtf(LEAD, MORE)))
    assert (found.title, found.published, paragraphs(found)) == (TITLE, "2021-11-03", [LEAD, MORE])


def test_a_message_with_a_subject_alone_is_refused() -> None:
    assert "without text" in refusal("post.msg", outlook_message(TITLE, None, None))


def test_a_page_that_forgets_its_encoding_is_read_as_it_says_itself() -> None:
    raw = (
        b"From: a@haven.example\r\nTo: b@haven.example\r\nSubject: Lake\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + HTML.encode()
    (found,) = articles("post.eml", raw)
    assert paragraphs(found)[-1] == MORE


def mailbox(*messages: EmailMessage) -> bytes:
    return b"".join(
        b"From press@haven.example Wed Nov  3 23:40:00 2021\n"
        + made.as_bytes().replace(b"\nFrom ", b"\n>From ")
        + b"\n"
        for made in messages
    )


def test_a_mailbox_gives_each_of_its_messages() -> None:
    body = "From Haven comes word that the talks go on.\n\nFrom Sudwick there is none, its paper said.\n"
    first, second = articles("box.mbox", mailbox(letter(body=body), letter("Pier shut")))
    assert (first.name, second.name) == ("box.mbox: message 1", "box.mbox: message 2")
    assert paragraphs(first)[-1].startswith("From Sudwick")
    assert second.title == "Pier shut"


def test_a_message_of_a_mailbox_that_is_too_large_is_told_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(item_bytes=2_000))
    first, second = read("box.mbox", mailbox(letter(body="The pier is shut. " * 400), letter("Pier shut")))
    assert str(first) == "box.mbox: message 1 has more than 2,000 bytes; give it alone"
    assert isinstance(second, Article)


def test_messages_within_messages_are_read_to_a_depth() -> None:
    made = letter("Innermost")
    for _ in range(7):
        outer = letter("Outer")
        outer.add_attachment(made)
        made = outer
    *found, last = read("post.eml", made.as_bytes())
    assert len(found) == limits.LIMITS.depth + 1
    assert isinstance(last, InputError)
    assert "lies deeper than 4 archives" in str(last)


def test_a_message_of_outlook_is_read_with_what_is_attached() -> None:
    raw = outlook_message(
        TITLE, f"{LEAD}\r\n\r\n{MORE}", None, ("pier.pdf", COLUMNS), ("lake.html", HTML.encode()), LOGO
    )
    found = articles("post.msg", raw)
    assert [f.name for f in found] == ["post.msg", "post.msg: pier.pdf", "post.msg: lake.html"]
    assert (found[0].title, found[0].published, found[0].outlet) == (TITLE, "2021-11-03", "Haven Press Office")
    assert paragraphs(found[0]) == paragraphs(found[2]) == [LEAD, MORE]


def test_a_message_of_outlook_in_html_alone_is_a_page() -> None:
    (found,) = articles("post.msg", outlook_message("Lake", None, HTML.encode()))
    assert paragraphs(found) == [LEAD, MORE]


def test_without_its_library_a_message_of_outlook_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "extract_msg":
            raise ImportError(name)
        return real(name, *rest)

    raw = outlook_message(TITLE, LEAD, None)
    monkeypatch.setattr(builtins, "__import__", missing)
    assert "pip install 'verbale[msg]'" in refusal("post.msg", raw)


def test_a_damaged_message_of_outlook_is_refused() -> None:
    assert "damaged message of Outlook" in refusal(
        "post.msg", COMPOUND + "__properties_version1.0".encode("utf-16-le") + b"\0\0"
    )


@pytest.mark.parametrize(("stream", "what"), [("WordDocument", "(DOC)"), ("Workbook", "(XLS)"), ("Other", "OLE")])
def test_older_office_files_are_refused_by_what_they_are(stream: str, what: str) -> None:
    assert what in refusal("old", COMPOUND + stream.encode("utf-16-le") + b"\0\0")
