"""News in JSON, as agencies send it (IPTC ninjs 1 to 3.1): one item an article, with what it says of itself.

The names of fields have been written in small letters (1, 2) and with capitals (3): both are read. An item that was
withheld or cancelled is refused. One under embargo is published when that ends.
"""

from __future__ import annotations

import re
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.formats import entries

_OF_ITEM = frozenset({"headlines", "bodies", "body_text", "body_html", "body_xhtml", "versioncreated", "pubstatus"})
_MAIN = ("main", "")
_NEVER = frozenset({"withheld", "canceled", "cancelled"})


def is_item(value: dict[str, Any]) -> bool:  # Any: JSON
    """Whether an object is such an item: it has an identifier and at least one field of ninjs alone."""
    names = {name.casefold() for name in value}
    standard = value.get("standard")
    named = isinstance(standard, dict) and standard.get("name") == "ninjs"
    return named or ("uri" in names and bool(names & _OF_ITEM))


def item_article(where: str, value: dict[str, Any]) -> Article:
    """The article of an item, named by its identifier; raises InputError."""
    item = {name.casefold(): content for name, content in value.items()}
    status = _text(item.get("pubstatus"))
    if status in _NEVER:
        raise InputError(f"{where} ({_text(item.get('uri')) or 'no uri'}) was {status} by its agency; leave it out")
    kind = _text(item.get("type")) or "text"
    if kind not in ("text", "composite"):
        raise InputError(f"{where} is no text but of type {kind!r:.40}; leave it out")
    html, text = _body(item)
    uri = _text(item.get("uri"))
    return entries.article_of(
        entries.Entry(
            name=uri or where,
            title=_plain(_first(item.get("headlines")) or _text(item.get("headline"))),
            html=html,
            text=text,
            published=_published(item),
            outlet=_outlet(item),
            byline=_writer(_text(item.get("by")) or _text(item.get("byline"))),
            place=_text(item.get("located")),
            section=tuple(g for g in [_text(_one(item.get("genres")).get("name"))] if g),
            url=uri if uri and uri.startswith(("http://", "https://")) else None,
            terms=entries.terms_of(_text(item.get("copyrightnotice")), _text(item.get("usageterms"))),
            summary=_text(item.get("representationtype")) == "partial",
        )
    )


def _body(item: dict[str, Any]) -> tuple[str | None, str | None]:
    """The main body as HTML or as text; of several of one role the one in HTML, which keeps the paragraphs."""
    bodies = [b for b in _objects(item.get("bodies")) if _text(b.get("value"))]
    main = [b for b in bodies if (_text(b.get("role")) or "").casefold() in _MAIN] or bodies[:1]
    for body in sorted(main, key=lambda b: not _is_html(b)):
        value = _text(body.get("value"))
        return (value, None) if _is_html(body) else (None, value)
    html = _text(item.get("body_xhtml")) or _text(item.get("body_html"))
    return html, _text(item.get("body_text"))


def _is_html(body: dict[str, Any]) -> bool:
    """By its label, or where it has none by its tags."""
    label = _text(body.get("contentType")) or _text(body.get("contenttype"))
    return "html" in label or "xml" in label if label else entries.is_markup(_text(body.get("value")) or "")


def _published(item: dict[str, Any]) -> str | None:
    """The day of this version, or the later one on which its embargo ends."""
    made = next(
        (day for name in ("versioncreated", "firstcreated", "contentcreated") if (day := _day(item, name))), None
    )
    free = _day(item, "embargoeduntil") or _day(item, "embargoed")
    return max(filter(None, (made, free)), default=None)


def _day(item: dict[str, Any], name: str) -> str | None:
    return entries.day_of(_text(item.get(name)))


def _outlet(item: dict[str, Any]) -> str | None:
    """Who holds the copyright, else the first source that is named."""
    holder = _text(item.get("copyrightholder"))
    return holder or next((n for s in _objects(item.get("infosources")) if (n := _text(s.get("name")))), None)


def _writer(line: str | None) -> str | None:
    return re.sub(r"^by\s+", "", line, flags=re.IGNORECASE) if line else None


def _first(values: Any) -> str | None:
    told = [v for v in _objects(values) if _text(v.get("value"))]
    main = [v for v in told if (_text(v.get("role")) or "").casefold() in _MAIN] or told
    return _text(main[0].get("value")) if main else None


def _plain(title: str | None) -> str | None:
    return " ".join(re.sub(r"<[^<>]*>", "", title).split()) if title else None


def _objects(values: Any) -> list[dict[str, Any]]:
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _one(values: Any) -> dict[str, Any]:
    return next(iter(_objects(values)), {})


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
