"""Bytes in, articles out, whatever the format; the kind of input is told by its content, never by its name.

Nothing here raises for a bad input: an InputError stands in the place of the article that could not be read, so that
the others are read all the same. Its message is one line: what was wrong with which input, and what to do.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.model.times import is_edtf
from verbale.reading import archives, exports, mail, pages, pdf, web
from verbale.reading.encodings import is_wide, text_of

InputKind = Literal["text", "html", "jsonl", "feed", "warc", "pdf", "mail", "rtf", "binary"]

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|section|table)\b[^>]*>", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_BRIEF = re.compile(r"^\[\[(?:parties|issues|places|people|organisations|outlets)\]\]$", re.MULTILINE)
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
_SNIFFED = 65_536


def articles_at(path: Path, *, given_date: str | None = None, plain: bool = False) -> Iterator[Article | InputError]:
    """The articles in the file at `path`, in order; an InputError for each that cannot be read.

    A JSONL file is read line by line; any other is read whole. `given_date` is the EDTF day on which a page was
    published; `plain`: text is running text without furniture.
    """
    name = printable(path)
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED)
            kind = input_kind(start)
            if kind == "jsonl" and file.seekable():
                file.seek(0)
                yield from jsonl_articles(file, plain=plain, name=name)
                return
            export = kind == "text" and exports.is_export(start.decode("utf-8", "replace"))
            if kind == "text" and not export and path.stat().st_size > 4 * pages.LONGEST + 4:
                yield InputError(f"{name} has more than {pages.LONGEST:,} characters; give one article at a time")
                return
            raw = start + file.read()
    except IsADirectoryError:
        yield InputError(f"{name} is a folder; give one of its files")
        return
    except OSError as error:
        yield InputError(f"{name} cannot be read: {error.strerror or error}; check the path and its permissions")
        return
    yield from articles_in(name, raw, given_date=given_date, plain=plain)


def printable(path: Path) -> str:
    """The path as given; bytes of it that are no UTF-8 are replaced, for they could be neither printed nor kept."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def files_under(folder: Path) -> list[Path]:
    """The files under `folder` in the order of their names; raises InputError.

    Left out are hidden ones, folders that are only linked to (a link may lead back up) and what is no file, such as a
    pipe, which would be waited for.
    """
    found: list[Path] = []
    try:
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                found += [] if entry.is_symlink() else files_under(entry)
            elif entry.is_file() or entry.is_symlink():
                found.append(entry)
    except OSError as error:
        raise InputError(
            f"{error.filename or folder} cannot be read: {error.strerror or error}; check the path and its permissions"
        ) from error
    return found


def articles_in(
    name: str, raw: bytes, *, given_date: str | None = None, plain: bool = False
) -> Iterator[Article | InputError]:
    """The articles in `raw`, the content of the input called `name`; an InputError for each that cannot be read."""
    kind = input_kind(raw)
    if not raw.strip():
        yield InputError(f"{name} is empty; give a file that holds an article")
    elif kind == "binary":
        yield InputError(f"{name} is a binary file; give text, HTML, JSONL, a feed, WARC, PDF or mail")
    elif kind == "rtf":
        yield InputError(f"{name} is rich text (RTF); save it as text, HTML or PDF")
    elif kind == "mail":
        yield from mail.mail_articles(name, raw, given_date=given_date)
    elif kind == "jsonl":
        yield from jsonl_articles(raw.splitlines(keepends=True), plain=plain, name=name)
    elif kind == "warc":
        yield from archives.warc_articles(name, raw)
    elif kind == "feed":
        yield from web.feed_articles(name, raw)
    elif kind == "text" and not plain:
        yield from _text(name, raw, given_date)
    else:
        yield _one(name, raw, kind, given_date, plain)


def _text(name: str, raw: bytes, given_date: str | None) -> Iterator[Article | InputError]:
    """One article, or the many of an archive's export."""
    try:
        text = text_of(name, raw)
    except InputError as error:
        yield error
        return
    if exports.is_export(text):
        yield from exports.exported_articles(name, text)
    else:
        yield _one(name, raw, "text", given_date, plain=False)


def _one(name: str, raw: bytes, kind: InputKind, given_date: str | None, plain: bool) -> Article | InputError:
    try:
        if kind == "pdf":
            return pdf.pdf_article(name, raw)
        text = text_of(name, raw)
        if _BRIEF.search(text):
            return InputError(f"{name} is a brief, no article; leave it out, or make a dossier with it")
        if kind == "html":
            return web.html_article(name, text, given_date=given_date)
        return pages.plain_article(name, text, given_date) if plain else pages.article(name, text, given_date)
    except InputError as error:
        return error


def input_kind(raw: bytes) -> InputKind:
    """What kind of input begins with `raw`, by its content."""
    start = raw[:_SNIFFED]
    head = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"WARC/", b"\x1f\x8b")):
        return "warc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if mail.is_mail(start):
        return "mail"
    if is_wide(start):
        return "text"
    if b"\0" in start or len(_CONTROL.findall(start)) * 100 > len(start):
        return "binary"
    if head.startswith(b"{") and _is_jsonl(head):
        return "jsonl"
    if head.startswith(b"<"):
        if _FEED.search(head[:2000]):
            return "feed"
        if _HTML.search(head[:4000]):
            return "html"
    return "html" if len(_HTML.findall(start)) > 2 else "text"


def _is_jsonl(head: bytes) -> bool:
    first = head.split(b"\n", 1)[0]
    try:
        value = json.loads(first)
    except ValueError:
        return bool(re.match(rb'\{\s*"(?:id|text|html|published|url)"\s*:', first))
    return isinstance(value, dict)


def jsonl_articles(
    lines: Iterable[bytes | str], *, plain: bool = False, name: str = "line"
) -> Iterator[Article | InputError]:
    """The articles of JSONL lines `{"id", "text" or "html", "published"?, "url"?}`; an InputError for a bad line.

    The article's name is the line's id. `published` is an EDTF day; `plain` says that `text` has no furniture.
    """
    for number, line in enumerate(lines, 1):
        where = f"{name}, line {number}"
        try:
            content = line if isinstance(line, str) else _json_text(where, line)
            if content.strip("\ufeff \t\r\n"):
                yield _from_json(where, content, plain)
        except InputError as error:
            yield error if str(error).startswith(where) else InputError(f"{where}: {error}")


def _json_text(where: str, line: bytes) -> str:
    """JSON is UTF-8 (RFC 8259, section 8.1), so no other encoding is guessed at."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{where} is not valid UTF-8 at byte {error.start:,}; save it as UTF-8") from error


def _from_json(where: str, line: str, plain: bool) -> Article:
    try:
        value: Any = json.loads(line.lstrip("\ufeff"))  # Any: JSON
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON ({error}); give one object a line") from error
    if not isinstance(value, dict) or not ({"text", "html"} & value.keys()):
        raise InputError(f'{where} has no "text" or "html"; give {{"id", "text"}} on each line')
    for field in ("text", "html", "published", "url"):
        if value.get(field) is not None and not isinstance(value[field], str):
            raise InputError(f"{where}: {field!r} must be a text, not {value[field]!r:.60}")
    identity = where if value.get("id") in (None, "") else str(value["id"])
    published, url = _published(where, value.get("published")), value.get("url")
    for field, content in (("id", identity), ("url", url), ("text", value.get("text")), ("html", value.get("html"))):
        if half := _HALF_A_PAIR.search(content or ""):
            raise InputError(
                f"{where}: character {half.start()} of its {field} is half a surrogate pair; write it whole"
            )
    if value.get("text") is None:
        return web.html_article(identity, value["html"], url=url, given_date=published)
    if plain:
        return pages.plain_article(identity, value["text"], published, url)
    return pages.article(identity, value["text"], published, url)


def _published(where: str, given: str | None) -> str | None:
    """The publication date of a line as EDTF; of a moment its day."""
    moment = re.match(r"(\d{4}-\d\d-\d\d)[T ]", given or "")
    day = moment[1] if moment else given or None
    if day and not (re.fullmatch(r"[\dX]{4}(-[\dX]{2}){0,2}[~?%]?", day) and is_edtf(day)):
        raise InputError(f"{where}: the publication date {given!r} is no date such as 2022-03-23")
    return day
