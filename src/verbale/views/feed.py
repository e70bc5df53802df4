"""Hits of searches as an Atom feed (RFC 4287), each under an id that it keeps for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verbale.model.brief import Brief
from verbale.model.negotiation import Statement
from verbale.model.record import Telling
from verbale.model.text import Article, Passage
from verbale.views.cited import Json, cite
from verbale.views.rights import allowed, rights_of
from verbale.views.visible import visible
from verbale.views.wording import label_of, one_line

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit as it is told of: by what it is known again, its headline, what it says, where it stands, when it came.

    `day` is the ISO day on which the article was added, `search` the name of the search that found it.
    """

    hit: str
    title: str
    words: str
    cited: str
    url: str | None
    day: str
    article: str
    search: str = ""


def entry(
    article: Article, passage: Passage, told: Telling[Statement] | None, added_on: str, brief: Brief, search: str = ""
) -> Entry:
    """A hit as it may be told of: of its words what the rights of the outlet allow, of a statement who made it."""
    kind = "statement" if told else "article"
    rights = rights_of(article.outlet, brief)
    (words,) = allowed(rights, [one_line(passage.words)])
    who = f"{label_of(told)}: " if told and rights != "link" else ""
    address = article.url if (article.url or "").startswith(("http://", "https://")) else None
    return Entry(
        hit=f"{article.key}:{kind}:{passage.start}-{passage.end}",
        title=one_line(article.title or cite(article)),
        words=f"{who}{words}" if words else "",
        cited=cite(article),
        url=address,
        day=added_on,
        article=article.key,
        search=search,
    )


def as_json(one: Entry) -> Json:
    """A hit as JSON."""
    return {
        "hit": one.hit,
        "search": one.search,
        "title": one.title,
        "words": one.words,
        "cited": one.cited,
        "url": one.url,
        "added_on": one.day,
        "article": one.article,
    }


def from_json(values: Json) -> Entry:
    """The inverse."""
    return Entry(
        values["hit"], values["title"], values["words"], values["cited"], values["url"], values["added_on"],
        values["article"], values["search"],
    )  # fmt: skip


def as_atom(title: str, name: str, entries: Sequence[Entry], address: str | None = None) -> bytes:
    """A feed of hits in the order given. Ids are made of `name` and the hit; `address` is where the feed stands."""
    from lxml import etree  # type: ignore[import-untyped] # lxml brings no types

    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(feed, "id", _id(name))
    _put(feed, "title", title)
    _put(feed, "updated", max((f"{one.day}T00:00:00Z" for one in entries), default=NEVER))
    _put(_put(feed, "author"), "name", "Verbale")
    if address:
        _put(feed, "link", rel="self", href=address)
    for one in entries:
        made = _put(feed, "entry")
        _put(made, "id", _id(f"{name}/{one.search}/{one.hit}"))
        _put(made, "title", one.title)
        _put(made, "updated", f"{one.day}T00:00:00Z")
        if one.url:
            _put(made, "link", rel="alternate", href=one.url)
        if one.search:
            _put(made, "category", term=one.search)
        _put(made, "content", "\n".join(line for line in (one.words, one.cited) if line), type="text")
    packed: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return packed


def _put(under: Any, name: str, text: str | None = None, **said: str) -> Any:  # Any: lxml brings no types
    from lxml import etree

    made = etree.SubElement(under, f"{{{ATOM}}}{name}", {key: visible(value) for key, value in said.items()})
    made.text = visible(text) if text is not None else None
    return made


def _id(name: str) -> str:
    return f"urn:sha256:{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
