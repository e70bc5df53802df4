"""Atom feeds (RFC 4287): what the feed of editions and those of searches have in common. Ids stay for ever."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from verbale.views.visible import visible

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated."""


def feed_of(name: str, title: str, updated: Iterable[str]) -> Element:
    """A feed without its entries; its id is made of `name`, and it was updated at the last of these moments."""
    feed = Element("feed", xmlns=ATOM)
    put(feed, "id", id_of(name))
    put(feed, "title", title)
    put(feed, "updated", max(updated, default=NEVER))
    put(put(feed, "author"), "name", "Verbale")
    return feed


def put(under: Element, name: str, text: str | None = None, **said: str) -> Element:
    """An element put under another one, with its text and attributes."""
    made = ElementTree.SubElement(under, name, {key: visible(value) for key, value in said.items()})
    made.text = None if text is None else visible(text)
    return made


def id_of(name: str) -> str:
    """The id of a feed or an entry by its name, a URN of RFC 4122."""
    return uuid5(NAMESPACE_URL, f"verbale:{visible(name)}").urn


def written(feed: Element) -> bytes:
    """A feed as XML."""
    ElementTree.indent(feed)
    packed: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return packed + b"\n"
