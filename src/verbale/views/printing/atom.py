"""The editions as an Atom feed (RFC 4287). An edition keeps its id for ever; one that was corrected is updated."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.views.atom import feed_of, id_of, put, written
from verbale.views.digest.reading import source_of
from verbale.views.printing.sheet import Sheet, corrected, leads, numbered, worded

MOST = 20
"""Editions in a feed at most, the newest."""


def as_atom(title: str, editions: Sequence[Sheet], base: str | None = None) -> bytes:
    """A feed of editions, those published last first; `base` is the address of the desk, before `/editions`.

    Without one the feed has no links, which would lead nowhere from a file: what an edition tells is then its content.
    `title` names the dossier: from it, and the edition's number and cut-off, every id is made.
    """
    shown = sorted((one for one in editions if one.number), key=lambda one: -(one.number or 0))[:MOST]
    feed = feed_of(title, f"{title}: editions", map(_updated, shown))
    if base is not None:
        put(feed, "link", rel="self", href=f"{base}/editions.atom")
        put(feed, "link", rel="alternate", href=f"{base}/editions")
    for one in shown:
        entry = put(feed, "entry")
        put(entry, "id", id_of(f"{title}/{one.number}/{one.cut_off}"))
        put(entry, "title", f"{one.headed}, {one.period}")
        put(entry, "published", one.cut_off)
        put(entry, "updated", _updated(one))
        if base is not None:
            put(entry, "link", rel="alternate", href=f"{base}/editions/{one.number}")
        put(entry, "content" if base is None else "summary", _summary(one), type="text")
    return written(feed)


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
