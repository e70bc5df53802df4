"""Under which heading a story stands: as the brief says, else the section of its page, else the issue it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from verbale.model.brief import Brief, Heading
from verbale.model.edition import Entry, Section
from verbale.model.negotiation import Position, Statement
from verbale.model.record import Telling
from verbale.model.text import Article
from verbale.views.rights import outlet_in
from verbale.views.wording import leading

NO_SECTION = "Other news"
REST = "other"
"""The issue of what is on none that the tables know."""


def path_of(article: Article, told: Iterable[Telling[Any]], brief: Brief) -> tuple[str, ...]:
    """The section, and the subsection where there is one, of an article that tells so much."""
    issue = issue_of(told)
    of_page = max((h for h in brief.sections if _on_page(article, h)), key=lambda h: _on_page(article, h), default=None)
    heading = of_page or next((h for h in brief.sections if _belongs(article, issue, h, brief)), None)
    if heading:
        return path(heading)
    if article.section:
        return article.section
    name = next((i.name for i in brief.issues if i.id == issue), issue)
    return (leading(name.replace("_", " ")) if name else NO_SECTION,)


def issue_of(told: Iterable[Telling[Any]]) -> str | None:
    """The issue that most of an article's positions and statements are on; a position counts twice."""
    counts: Counter[str] = Counter()
    for telling in told:
        if isinstance(telling.content, Position):
            counts[telling.content.issue] += 2
        elif isinstance(telling.content, Statement):
            counts.update(telling.content.issues)
    del counts[REST]
    return min(counts, key=lambda issue: (-counts[issue], issue), default=None)


def path(heading: Heading) -> tuple[str, ...]:
    """A heading of the brief as section and subsection."""
    return (heading.under, heading.name) if heading.under else (heading.name,)


def in_sections(entries: Iterable[tuple[tuple[str, ...], Entry]], brief: Brief) -> tuple[Section, ...]:
    """Stories under their headings, those of the brief in its order, then the others by name.

    Of one heading the first published stands first; what has no day stands last.
    """
    found: dict[tuple[str, ...], list[Entry]] = {}
    for under, entry in entries:
        found.setdefault(under, []).append(entry)
    ranks = _ranks(brief)
    in_order = sorted(found, key=lambda p: (*_rank(p, ranks), p))
    return tuple(Section(p, tuple(sorted(found[p], key=_order))) for p in in_order)


def _ranks(brief: Brief) -> dict[tuple[str, ...], int]:
    """The place of every heading, a section standing where it or the first of its subsections is named first."""
    ranks: dict[tuple[str, ...], int] = {}
    for heading in brief.sections:
        full = _folded(path(heading))
        ranks.setdefault(full[:1], len(ranks))
        ranks.setdefault(full, len(ranks))
    return ranks


def _rank(of: tuple[str, ...], ranks: dict[tuple[str, ...], int]) -> tuple[bool, int, int]:
    last = len(ranks)
    section = ranks.get(_folded(of[:1]), last)
    return (of == (NO_SECTION,), section, -1 if len(of) == 1 else ranks.get(_folded(of), last))


def _on_page(article: Article, heading: Heading) -> int:
    """How many names of an article's page section a heading takes, by its own name or as it says; 0 for none."""
    page = _folded(article.section)
    sections = [_folded(s.split(">")) for s in (*heading.pages, " > ".join(path(heading)))]
    return max((len(s) for s in sections if page[: len(s)] == s), default=0)


def _belongs(article: Article, issue: str | None, heading: Heading, brief: Brief) -> bool:
    """Whether an article stands under a heading by its outlet or its issue."""
    outlet = outlet_in(article.outlet, brief)
    names = {n.casefold() for n in (article.outlet, outlet and outlet.name) if n}
    return bool(names & {o.casefold() for o in heading.outlets}) or issue in heading.issues


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in names)


def _order(of: Entry) -> tuple[bool, str, str, str]:
    return (of.published is None, of.published or "", of.outlet, of.article)
