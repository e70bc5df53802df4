"""Inputs of every format, made here: short articles of our own in the clothes that programs give them."""

from __future__ import annotations

import base64
import io
import json
import quopri
import struct
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

from extract_msg.ole_writer import OleWriter

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_in

TITLE = "Norland to return to lake talks"
LEAD = "Norland will return to the lake talks in June, its ministry said on Wednesday after a long cabinet meeting."
MORE = "“Nothing is agreed,” Sudria’s envoy said. The last round was held in Haven in 2019 and ended without a date."
TEXT = f"{TITLE}\n\n{LEAD}\n\n{MORE}\n"
HTML = (
    f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head>'
    f"<body><article><h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p></article></body></html>"
)


def read(name: str, raw: bytes) -> list[Article | InputError]:
    return list(articles_in(name, raw))


def article(name: str, raw: bytes) -> Article:
    (found,) = read(name, raw)
    assert isinstance(found, Article), found
    return found


def articles(name: str, raw: bytes) -> list[Article]:
    found = read(name, raw)
    assert not [str(f) for f in found if isinstance(f, InputError)]
    return [f for f in found if isinstance(f, Article)]


def refusal(name: str, raw: bytes) -> str:
    (found,) = read(name, raw)
    assert isinstance(found, InputError), found
    assert "\n" not in str(found)
    assert str(found).startswith(name)
    return str(found)


def paragraphs(found: Article) -> list[str]:
    return [" ".join(found.text[s:e].split()) for s, e in found.paragraphs]


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    import docx

    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rtf(*paragraphs: str) -> bytes:
    def escaped(words: str) -> str:
        return "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in words)

    body = "\n".join(rf"\pard\sa200 {escaped(p)}\par" for p in paragraphs)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Calibri;}}{\header\pard The Haven Desk\par}"
    return f"{head}\n{body}\n}}".encode("ascii")


def letter(subject: str = TITLE, body: str = f"{LEAD}\n\n{MORE}\n") -> EmailMessage:
    made = EmailMessage(policy=default)
    made["From"] = "Haven Press Office <press@haven.example>"
    made["To"] = "readers@list.example"
    made["Subject"] = subject
    made["Date"] = "Wed, 03 Nov 2021 23:40:00 +0200"
    made.set_content(body, cte="quoted-printable")
    return made


def mhtml_of_chrome() -> bytes:
    page = quopri.encodestring(HTML.encode(), quotetabs=True).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://haven.example/news/lake\r\n"
        f"Subject: {TITLE}\r\nDate: Fri, 5 Nov 2021 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part--x1----"\r\n\r\n\r\n'
        "------Part--x1----\r\nContent-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://haven.example/news/lake\r\n\r\n"
        f"{page}\r\n------Part--x1----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: cid:css-1@mhtml.blink\r\n\r\np { color: red }\r\n"
        "------Part--x1----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:frame-1@mhtml.blink\r\n\r\n"
        "<html><body><p>Buy our lake cruises now, while they last.</p></body></html>\r\n"
        "------Part--x1------\r\n"
    ).encode()


def mhtml_of_word(encoding: str = "windows-1252") -> bytes:
    page = HTML.replace("utf-8", encoding).encode(encoding)
    coded = base64.encodebytes(page).decode()
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_Next_01"\n\n'
        "This document is a Single File Web Page, also known as a Web Archive file.\n\n"
        "------=_Next_01\nContent-Location: file:///C:/D1/lake.htm\nContent-Transfer-Encoding: base64\n"
        f'Content-Type: text/html; charset="{encoding}"\n\n{coded}\n'
        "------=_Next_01\nContent-Location: file:///C:/D1/image001.png\nContent-Transfer-Encoding: base64\n"
        "Content-Type: image/png\n\niVBORw0KGgo=\n------=_Next_01--\n"
    ).encode()


def ninjs(**fields: object) -> bytes:
    item: dict[str, object] = {
        "uri": "urn:haven:item:1",
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "versionCreated": "2021-11-03T22:10:00+02:00",
        "pubStatus": "usable",
        "copyrightHolder": "Haven News Agency",
        "usageTerms": "For subscribers alone.",
        "language": "en",
        "by": "By Mia Holt",
        "located": "Haven",
        "headlines": [{"role": "short", "value": "Lake talks"}, {"role": "main", "value": TITLE}],
        "bodies": [
            {"role": "caption", "contentType": "text/plain", "value": "The port of Haven."},
            {"role": "main", "contentType": "text/html", "value": f"<p>{LEAD}</p><p>{MORE}</p>"},
            {"role": "main", "contentType": "text/plain", "value": f"{LEAD} {MORE}"},
        ],
    }
    return json.dumps(item | fields).encode()


def outlook_message(
    subject: str, body: str | None, html: bytes | None, *attached: tuple[str, bytes], rich: bytes | None = None
) -> bytes:
    """A message as Outlook keeps it (MS-OXMSG): a compound file of its properties, some as streams.

    What is `rich` is kept as rich text that is not packed (MS-OXRTFCP, 2.1.3.1).
    """
    writer = OleWriter()
    sent = datetime(2021, 11, 3, 21, 40, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    told = {0x1A: "IPM.Note", 0x37: subject, 0xC1A: "Haven Press Office", 0xC1F: "press@haven.example", 0x1000: body}
    properties = [(0x340D0003, struct.pack("<II", 0x40000, 0))]
    properties.append((0x00390040, struct.pack("<Q", int(sent.total_seconds()) * 10**7)))
    for number, value in told.items():
        if value is not None:
            properties.append(_stream(writer, [], number << 16 | 0x1F, value.encode("utf-16-le")))
    if html is not None:
        properties.append(_stream(writer, [], 0x10130102, html))
    if rich is not None:
        head = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0)
        properties.append(_stream(writer, [], 0x10090102, head + rich))
    head = struct.pack("<8xIIII8x", 0, len(attached), 0, len(attached))
    writer.addEntry("__properties_version1.0", _properties(head, properties))
    writer.addEntry("__nameid_version1.0", storage=True)
    for name in ("00020102", "00030102", "00040102"):
        writer.addEntry(["__nameid_version1.0", f"__substg1.0_{name}"], b"")
    for number, (name, raw) in enumerate(attached):
        within = f"__attach_version1.0_#{number:08X}"
        writer.addEntry(within, storage=True)
        kept = [
            _stream(writer, [within], 0x3707001F, name.encode("utf-16-le")),
            _stream(writer, [within], 0x37010102, raw),
            (0x37050003, struct.pack("<II", 1, 0)),
        ]
        writer.addEntry([within, "__properties_version1.0"], _properties(bytes(8), kept))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stream(writer: OleWriter, within: list[str], tag: int, raw: bytes) -> tuple[int, bytes]:
    writer.addEntry([*within, f"__substg1.0_{tag:08X}"], raw)
    return tag, struct.pack("<II", len(raw) + 2 * (tag & 0xFFFF == 0x1F), 0)


def _properties(head: bytes, entries: list[tuple[int, bytes]]) -> bytes:
    return head + b"".join(struct.pack("<II", tag, 6) + value for tag, value in entries)


def answer(address: str, body: bytes, kind: str = "text/html", *, packed: str = "", chunked: bool = False) -> bytes:
    """A response record of a web archive."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n" + (f"Content-Encoding: {packed}\r\n" if packed else "")
    if chunked:
        pieces = (body[at : at + 100] for at in range(0, len(body), 100))
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        head += "Transfer-Encoding: chunked\r\n"
    else:
        head += f"Content-Length: {len(body)}\r\n"
    return record("response", head.encode() + b"\r\n" + body, address)


def record(kind: str, content: bytes, address: str = "https://haven.example/") -> bytes:
    """A record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-11-05T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"
