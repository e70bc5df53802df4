"""Articles as JSON: lines of an export, items of news agencies (ninjs), JSON Feed; one, a list, or one a line.

A line of an export is `{"id", "text" or "html", "published"?, "url"?}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.model.times import is_edtf
from verbale.reading import pages
from verbale.reading.formats import entries, limits, ninjs, web
from verbale.reading.formats.source import Found, Source

_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
_FEED = "https://jsonfeed.org/version/"


def is_lines(head: bytes) -> bool:
    """Whether what begins so is JSON with one object a line."""
    first = head.split(b"\n", 1)[0]
    try:
        value = json.loads(first)
    except RecursionError:
        return False
    except ValueError:
        return bool(re.match(rb'\{\s*"(?:id|text|html|published|url)"\s*:', first)) and b"\n" not in first
    return isinstance(value, dict) and not _holds_items(value)


def line_articles(source: Source) -> Found:
    """The articles of JSON lines; a line past the limit is skipped and said to be too long."""
    source.file.seek(0)
    yield from articles_of_lines(_lines(source.file), plain=source.plain, name=source.name)


def document_articles(source: Source) -> Found:
    """The articles of one JSON document: an item, a list of them, a feed."""
    try:
        value: Any = json.loads(source.raw().decode("utf-8-sig"))  # Any: JSON
    except UnicodeDecodeError as error:
        raise InputError(f"{source.name} is not valid UTF-8 at byte {error.start:,}; save it as UTF-8") from error
    except RecursionError as error:
        raise InputError(f"{source.name} is JSON nested too deep; give a list of articles") from error
    except ValueError as error:
        raise InputError(f"{source.name} is damaged JSON ({error}); save it again") from error
    feed = isinstance(value, dict) and _holds_items(value)
    outlet = web.site_called(value.get("title")) if feed and isinstance(value.get("title"), str) else None
    items = value["items"] if feed else value if isinstance(value, list) else [value]
    if not items:
        yield InputError(f"{source.name} is JSON without articles; give some")
    for number, item in enumerate(items, 1):
        where = source.name if item is value else f"{source.name}, item {number}"
        try:
            source.account.another(source.name)
            yield _feed_item(where, item, outlet) if feed else _article(where, item, source.plain)
        except InputError as error:
            yield error
            if source.account.is_full:
                return


def articles_of_lines(lines: Iterable[bytes | str], *, plain: bool = False, name: str = "line") -> Found:
    """The articles of JSON lines; an InputError for a bad line.

    The article's name is the line's id. `published` is an EDTF day; `plain` says that `text` has no furniture.
    """
    for number, line in enumerate(lines, 1):
        where = f"{name}, line {number}"
        try:
            content = line if isinstance(line, str) else _decoded(where, line)
            if content.strip("\ufeff \t\r\n"):
                yield _article(where, _value(where, content), plain)
        except InputError as error:
            yield error if str(error).startswith(where) else InputError(f"{where}: {error}")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one past the limit only as much as shows that it is."""
    most = limits.LIMITS.line_bytes
    while line := file.readline(most + 1):
        if len(line) > most:
            while not line.endswith(b"\n") and (rest := file.readline(most)):
                line = line[: most + 1] if not rest.endswith(b"\n") else line[: most + 1] + b"\n"
        yield line


def _decoded(where: str, line: bytes) -> str:
    """JSON is UTF-8 (RFC 8259, section 8.1), so no other encoding is guessed at."""
    if len(line) > limits.LIMITS.line_bytes:
        raise InputError(f"{where} has more than {limits.LIMITS.line_bytes:,} bytes; give one article a line")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{where} is not valid UTF-8 at byte {error.start:,}; save it as UTF-8") from error


def _value(where: str, line: str) -> Any:  # Any: JSON
    try:
        return json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON ({error}); give one object a line") from error


def _article(where: str, value: Any, plain: bool) -> Article:
    if isinstance(value, dict) and ninjs.is_item(value):
        return ninjs.item_article(where, value)
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
        return web.html_article(identity, value["html"] or "", url=url, given_date=published)
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


def _holds_items(value: dict[str, Any]) -> bool:
    """Whether an object is a JSON Feed."""
    return isinstance(value.get("items"), list) and str(value.get("version", "")).startswith(_FEED)


def _feed_item(where: str, item: Any, outlet: str | None) -> Article:
    """The article of an item of a JSON Feed (jsonfeed.org, 1.1)."""
    if not isinstance(item, dict):
        raise InputError(f"{where} is no object, as an item of a JSON Feed must be")
    told = {key: value for key, value in item.items() if isinstance(value, str) and value.strip()}
    authors = [a.get("name") for a in item.get("authors") or [item.get("author")] if isinstance(a, dict)]
    full = "content_html" in told or "content_text" in told
    url = told.get("url") or told.get("external_url")
    text = told.get("content_text") or ("" if full else told.get("summary"))
    return entries.article_of(
        entries.Entry(
            name=url or told.get("id") or where,
            title=told.get("title"),
            html=told.get("content_html"),
            text=text,
            published=entries.day_of(told.get("date_published") or told.get("date_modified")),
            outlet=outlet,
            byline=" and ".join(a for a in authors if isinstance(a, str) and a) or None,
            url=url,
            summary=not full,
        )
    )
