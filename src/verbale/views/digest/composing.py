"""A digest put together: the texts of some days, by section."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from verbale.model.brief import Brief
from verbale.model.edition import Digest, Entry, Section
from verbale.model.record import Line, Record, Source, Telling
from verbale.views import articles as texts_view
from verbale.views.cited import Sources, is_dated
from verbale.views.context import Context, context
from verbale.views.digest.entries import entry
from verbale.views.filters import Wanted

NO_SECTION = "Without section"


def last_day(sources: Iterable[Source]) -> str | None:
    """The last ISO day from which a dated article is known (else any): what a digest covers unless told otherwise."""
    known = list(sources)
    dated = [s.known_from for s in known if is_dated(s.article)]
    return max(dated or [s.known_from for s in known], default=None)


def digest(sources: Sources, told: Iterable[Telling[Any]], against: Context, title: str, wanted: Wanted) -> Digest:
    """The digest of the articles known from a day between those of `wanted`, in the order of their sections.

    `told` is what these articles tell, of phases, positions and statements; other kinds are left out.
    """
    told_by: dict[str, list[Telling[Any]]] = {}
    for telling in told:
        told_by.setdefault(telling.article, []).append(telling)
    sections: dict[tuple[str, ...], list[Entry]] = {}
    for text in texts_view.texts(sources.values(), wanted):
        article = text.lead.article
        path = article.section or (NO_SECTION,)
        sections.setdefault(path, []).append(entry(text, told_by.get(article.key, ()), against))
    in_order = sorted(sections, key=lambda path: (path == (NO_SECTION,), path))
    return Digest(
        title,
        wanted.since or "",
        wanted.until or "",
        sections=tuple(Section(path, tuple(sorted(sections[path], key=_order))) for path in in_order),
    )


def digest_of(record: Record, title: str, wanted: Wanted, brief: Brief | None = None) -> Digest:
    """The digest of a whole record."""
    lines: Iterable[Line[Any]] = chain(record.phases, record.positions, record.utterances)
    told = (t for line in lines for t in line.tellings)
    return digest(record.sources, told, context(record, brief), title, wanted)


def _order(of: Entry) -> tuple[bool, str, str, str]:
    return (of.published is None, of.published or "", of.outlet, of.article)
