"""What kinds of input there are: how each is told by how it begins, and what reads it."""

from __future__ import annotations

import codecs
import re
import struct
import zlib
from collections.abc import Callable
from typing import Literal, get_args

from verbale.errors import InputError
from verbale.reading.encodings import is_wide, text_of
from verbale.reading.formats import (
    binaries,
    feeds,
    mail,
    mbox,
    mhtml,
    objects,
    outlook,
    pdf,
    plain,
    rtf,
    tables,
    warc,
    web,
    zips,
)
from verbale.reading.formats.source import SNIFFED, Found, Source

InputKind = Literal[
    "pdf", "rtf", "zip", "ole", "warc", "gzip", "known binary", "mbox", "mhtml", "mail", "binary", "opml", "feed",
    "html", "xml", "jsonl", "json", "csv", "text",
]  # fmt: skip

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|section|table)\b[^<>]*>", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_OPML = re.compile(rb"<opml\b", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]{0,60})[\s/>]")
_NAMESPACED = re.compile(rb"\s*(?:<![^<>]*>\s*)*<([A-Za-z_][\w.:-]{0,60})\s[^<>]*\bxmlns[:=]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, RuntimeError,
    TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What libraries raise on damaged input, beside their own errors, which their readers know."""


def articles_from(source: Source) -> Found:
    """The articles of an input of any kind; an InputError for each that cannot be read."""
    try:
        nothing = True
        for found in _READERS[input_kind(source.start)](source):
            nothing = False
            yield _in_one_line(found) if isinstance(found, InputError) else found
        if nothing:
            yield InputError(f"{source.name} holds no article; give one that does")
    except InputError as error:
        yield _in_one_line(error)
    except MemoryError:
        yield InputError(f"{source.name} needs more memory than there is; split it")
    except _DAMAGE as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield InputError(f"{source.name} is damaged, or of a form that is not understood ({told}); save it again")


def _in_one_line(error: InputError) -> InputError:
    """An error whose message is one line, whatever names of the input's own stand in it."""
    line = " ".join(str(error).split())
    return error if line == str(error) else InputError(line)


def input_kind(raw: bytes) -> InputKind:
    """What kind of input begins with `raw`, by its content."""
    start = raw[:SNIFFED]
    head = start.removeprefix(codecs.BOM_UTF8).lstrip()
    for kind, told in _BY_HEAD:
        if told(head):
            return kind
    if is_wide(start):
        start = _narrowed(start)
        head = start.lstrip()
    elif b"\0" in start or len(_CONTROL.findall(start)) * 100 > len(start):
        return "binary"
    return _document_kind(head) or ("html" if len(_HTML.findall(start)) > 2 else "text")


def _narrowed(start: bytes) -> bytes:
    """UTF-16 or UTF-32 as UTF-8, without a mark."""
    try:
        return text_of("", start[: len(start) // 4 * 4]).lstrip("\ufeff").encode("utf-8", "replace")
    except InputError:
        return b""


def _is_packed_archive(head: bytes) -> bool:
    """Whether a gzip member holds a web archive; a damaged one is taken for it too."""
    if not head.startswith(b"\x1f\x8b"):
        return False
    try:
        begins = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 5)
    except zlib.error:
        return True
    return len(begins) < 5 or begins == b"WARC/"


_BY_HEAD: tuple[tuple[InputKind, Callable[[bytes], bool]], ...] = (
    ("pdf", lambda head: head.startswith(b"%PDF-")),
    ("rtf", lambda head: head.startswith(b"{\\rtf")),
    ("zip", lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06"))),
    ("ole", lambda head: head.startswith(binaries.OLE)),
    ("warc", lambda head: head.startswith(b"WARC/") or _is_packed_archive(head)),
    ("gzip", lambda head: head.startswith(b"\x1f\x8b")),
    ("known binary", binaries.is_known),
    ("mbox", mbox.is_mbox),
    ("mhtml", mhtml.is_mhtml),
    ("mail", mail.is_mail),
)


def _document_kind(head: bytes) -> InputKind | None:
    """The kind of text that is made for machines, None for one that is made for people."""
    if head.startswith((b"{", b"[")):
        return _json_kind(head)
    if head.startswith(b"<"):
        return _markup_kind(head)
    return "csv" if _is_table(head) else None


def _json_kind(head: bytes) -> InputKind | None:
    """JSON by lines, or one document; None where a text only begins with a bracket."""
    if head.startswith(b"{") and objects.is_lines(head):
        return "jsonl"
    return "json" if re.match(rb'\{\s*["}]|\[\s*[{\]]', head) else None


def _markup_kind(head: bytes) -> InputKind | None:
    if _OPML.search(head[:2000]):
        return "opml"
    if _FEED.search(head[:2000]):
        return "feed"
    root = _ROOT.search(head)
    if head.startswith(b"<?xml") and root and root[1].lower() != b"html":
        return "xml"
    if _HTML.search(head[:4000]):
        return "html"
    return "xml" if _NAMESPACED.match(head[:4000]) else None


def _is_table(start: bytes) -> bool:
    try:
        return tables.is_table(text_of("", start.rsplit(b"\n", 1)[0]))
    except InputError:
        return False


def _gzip(source: Source) -> Found:
    yield InputError(f"{source.name} is packed (gzip) and no web archive; unpack it first")


def _xml(source: Source) -> Found:
    root = _ROOT.search(source.start)
    name = root[1].decode("ascii", "replace") if root else "unknown"
    yield InputError(f"{source.name} is XML of a form that is not read ({name}); save it as HTML, or give its feed")


_READERS: dict[InputKind, Callable[[Source], Found]] = {
    "pdf": pdf.pdf_articles,
    "rtf": rtf.rtf_articles,
    "zip": zips.zip_articles,
    "ole": outlook.compound_articles,
    "warc": warc.warc_articles,
    "gzip": _gzip,
    "known binary": binaries.refused,
    "binary": binaries.refused,
    "mbox": mbox.mbox_articles,
    "mhtml": mhtml.mhtml_articles,
    "mail": mail.mail_articles,
    "opml": feeds.opml_refused,
    "feed": feeds.feed_articles,
    "html": web.html_articles,
    "xml": _xml,
    "jsonl": objects.line_articles,
    "json": objects.document_articles,
    "csv": tables.table_articles,
    "text": plain.text_articles,
}
assert _READERS.keys() == set(get_args(InputKind))  # noqa: S101 - the table is complete
