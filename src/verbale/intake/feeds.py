"""Feeds as a watch reads them: which entries there are, where each page is, and whether the feed holds it in full.

RSS and Atom by feedparser, JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), lists of feeds in OPML 2.0 or as an
address a line. Nothing is fetched here.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import httpx2

from verbale.errors import InputError
from verbale.intake.addresses import is_address
from verbale.model.times import is_edtf
from verbale.reading.formats.entries import is_cut_off, plain
from verbale.reading.formats.xml import check_entities, safe_tree

LONG = 1_000
"""Characters of text from which on the summary of an entry is its page, unless it is cut off."""
MOST = 1_000
"""Entries of a feed that are looked at, in its order."""
_MARKUP = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"(?:\S+\s+){5}\S+[.!?。]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its address, or one made of the feed's and its id; how this state of it is told from another.

    `day` is the EDTF day that the feed gives it, `page` the page where the feed holds it in full.
    """

    name: str
    stamp: str
    title: str | None
    day: str | None
    page: bytes | None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def feeds_listed(name: str, raw: bytes) -> list[str]:
    """The addresses of feeds in a list, each once; raises InputError where there is none."""
    text = raw.decode("utf-8", "replace").lstrip("\ufeff")
    found = _outlines(name, raw) if text.lstrip().startswith("<") else [line.strip() for line in text.splitlines()]
    addresses = list(dict.fromkeys(address for address in found if is_address(address)))
    if not addresses:
        raise InputError(f"{name} lists no feed; give OPML, or a text with the address of a feed on each line")
    return addresses


def _outlines(name: str, raw: bytes) -> list[str]:
    return [str(value).strip() for value in safe_tree(name, raw).xpath("//outline/@xmlUrl")]


def feed_in(address: str, raw: bytes, charset: str | None = None) -> Feed:
    """The feed in an answer, which claims an encoding for its bytes or none; raises InputError where it is none."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(address, raw)
    import feedparser

    check_entities(address, raw)
    label = "utf-8" if _is_utf8(raw) else charset
    told = {"content-location": address, **({"content-type": f"application/xml; charset={label}"} if label else {})}
    try:
        # As a file, for bytes alone may be taken for the name of one.
        parsed = feedparser.parse(io.BytesIO(raw), response_headers=told)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # What feedparser and its parsers raise on broken trees.
        raise InputError(f"{address} is no feed that can be read ({error})") from error
    if not parsed.get("version") and not parsed.entries:
        raise InputError(f"{address} is no feed; give the address of RSS, Atom or a JSON Feed")
    return Feed(
        _text(parsed.feed.get("title")),
        tuple(_parsed_entries(address, parsed.entries[:MOST], _text(parsed.feed.get("rights")))),
    )


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed_entries(
    address: str, entries: list[Any], terms: str | None
) -> Iterator[Entry]:  # Any: feedparser's entries
    for entry in entries:
        full = max((str(c.get("value") or "") for c in entry.get("content", ())), key=len, default="")
        # Where an entry has no summary of its own, feedparser gives what it holds for one.
        summary = str(entry.get("summary") or "") if not full or "summary_detail" in entry else ""
        # Past feedparser's own look-up, which warns where there is neither.
        day = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        yield _entry(
            address,
            _text(entry.get("link")),
            _text(entry.get("id")),
            _text(entry.get("title")),
            f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None,
            full,
            summary,
            _text(entry.get("rights")) or terms,
        )


def _json_feed(address: str, raw: bytes) -> Feed:
    try:
        feed = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{address} is no feed: it is no JSON ({error})") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise InputError(f"{address} is no feed; give the address of RSS, Atom or a JSON Feed")
    items = [item for item in feed["items"][:MOST] if isinstance(item, dict)]
    return Feed(_text(feed.get("title")), tuple(_json_entry(address, item) for item in items))


def _json_entry(address: str, item: Mapping[str, Any]) -> Entry:  # Any: JSON
    plain = str(item.get("content_text") or "")
    full = str(item.get("content_html") or "") or "".join(f"<p>{escape(p)}</p>" for p in plain.split("\n\n") if p)
    day = str(item.get("date_published") or item.get("date_modified") or "")[:10]
    link = _text(item.get("url")) or _text(item.get("external_url"))
    summary = str(item.get("summary") or "")
    dated = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and is_edtf(day) else None
    return _entry(address, link, _text(item.get("id")), _text(item.get("title")), dated, full, summary)


def _entry(
    feed: str,
    link: str | None,
    identity: str | None,
    title: str | None,
    day: str | None,
    full: str,
    summary: str,
    terms: str | None = None,
) -> Entry:
    stamp = hashlib.sha256("\0".join((title or "", full, summary)).encode("utf-8", "replace")).hexdigest()[:16]
    own = full or summary
    page = _page(title, own, terms) if _is_whole(full, summary) else None
    name = _absolute(feed, link) or (_absolute(feed, identity) if is_address(identity or "") else None)
    if name is None:  # it has no page of its own
        return Entry(f"{feed}#{identity or stamp}", stamp, title, day, page or _page(title, own, terms))
    return Entry(name, stamp, title, day, page)


def _is_whole(full: str, summary: str) -> bool:
    """Whether a feed holds an entry in full.

    It does where it gives a text beside the summary (`content` of Atom and JSON Feed, `content:encoded` of RSS) that is
    no mere copy of it and holds a sentence, or where the summary is as long as a page; and neither breaks off.
    """
    text, teaser = plain(full), plain(summary)
    if is_cut_off(text or teaser):
        return False
    return len(text or teaser) >= LONG or (text != teaser and bool(_SENTENCE.search(text)))


def _absolute(feed: str, link: str | None) -> str | None:
    try:
        address = str(httpx2.URL(feed).join(link)) if link else ""
    except (httpx2.InvalidURL, ValueError):
        return None
    return address if is_address(address) else None


def _page(title: str | None, body: str, terms: str | None) -> bytes:
    head = escape(title or "")
    meta = f'<meta name="copyright" content="{escape(terms)}">' if terms else ""
    page = f"<html><head><title>{head}</title>{meta}</head><body><article><h1>{head}</h1>{body}</article></body></html>"
    return page.encode("utf-8", "replace")


def _text(value: object) -> str | None:
    """A text of a feed on one line, in characters that can be written."""
    if not isinstance(value, str) or not value.strip():
        return None
    return " ".join(_MARKUP.sub("", value).split()).encode("utf-8", "replace").decode()[:2_000]
