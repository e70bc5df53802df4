"""The editions as an Atom feed (RFC 4287). An edition keeps its id for ever; one that was corrected is updated."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from verbale.views.digest.reading import source_of
from verbale.views.printing.sheet import Sheet, corrected, leads, numbered, worded

ATOM = "http://www.w3.org/2005/Atom"
MOST = 20
"""Editions in a feed at most, the newest."""
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without editions was updated."""


def as_atom(title: str, editions: Sequence[Sheet], base: str = "") -> bytes:
    """A feed of editions, those published last first; `base` is the address of the desk, before `/editions`.

    `title` names the dossier: from it, and the edition's number and cut-off, every id is made.
    """
    shown = sorted((one for one in editions if one.number), key=lambda one: -(one.number or 0))[:MOST]
    feed = Element("feed", xmlns=ATOM)
    _put(feed, "id", _id(title))
    _put(feed, "title", f"{title}: editions")
    _put(feed, "updated", max((_updated(one) for one in shown), default=NEVER))
    _put(_put(feed, "author"), "name", "Verbale")
    _put(feed, "link", rel="self", href=f"{base}/editions.atom")
    _put(feed, "link", rel="alternate", href=f"{base}/editions")
    for one in shown:
        entry = _put(feed, "entry")
        _put(entry, "id", _id(f"{title}/{one.number}/{one.cut_off}"))
        _put(entry, "title", f"{one.headed}, {one.period}")
        _put(entry, "published", one.cut_off)
        _put(entry, "updated", _updated(one))
        _put(entry, "link", rel="alternate", href=f"{base}/editions/{one.number}")
        _put(entry, "summary", _summary(one), type="text")
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _put(under: Element, name: str, text: str | None = None, **said: str) -> Element:
    made = ElementTree.SubElement(under, name, said)
    made.text = text
    return made


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"verbale:{name}").urn


def _updated(one: Sheet) -> str:
    """The last moment at which anything about an edition was said: a correction counts from its day."""
    return max([one.cut_off, *(f"{erratum.day}T00:00:00Z" for erratum in one.corrected)])


def _summary(one: Sheet) -> str:
    lines = [corrected(erratum) for erratum in one.corrected]
    lines += [worded(note.told) for part in leads(one.digest) for note in part.notes]
    lines += [
        f"{number}. {e.headline} ({source_of(e)})" for _, entries in numbered(one.digest) for number, e in entries
    ]
    return "\n".join(lines)
