"""The digest of some days: what each article tells, by section, fit to print.

A synopsis is the article's own first paragraph; takeaways are those that the page offers, else its phases, positions
and statements. Every word of both stands in the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from verbale.model.text import Article, Passage
from verbale.model.times import bounds, written
from verbale.record.assembly import Record
from verbale.views import lines
from verbale.views.lines import Json

if TYPE_CHECKING:
    from jinja2 import Template

NO_SECTION = "Without section"
TAKEAWAYS = 4
SYNOPSIS = 600
"""Most characters of a synopsis."""


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One thing to take away: what it is (`label`), and the words; `passage` is None for one that the page offers."""

    label: str
    words: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a digest."""

    article: Article
    synopsis: Passage | None
    cut: bool
    takeaways: tuple[Takeaway, ...]

    @property
    def source(self) -> str:
        """Outlet, date and page."""
        return lines.source(self.article)


@dataclass(frozen=True, slots=True)
class Digest:
    """Articles published between two ISO days, both included, by section."""

    title: str
    since: str
    until: str
    sections: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def period(self) -> str:
        """The days covered, as people write them."""
        return written(self.since) if self.since == self.until else f"{written(self.since)} – {written(self.until)}"


def last_day(record: Record) -> str | None:
    """The last ISO day from which an article is known: the day a digest covers unless told otherwise."""
    return record.articles[-1].known_from if record.articles else None


def digest(record: Record, title: str, since: str, until: str) -> Digest:
    """The digest of the articles known from a day between `since` and `until`, in the order of their sections."""
    sections: dict[str, list[Item]] = {}
    for known in record.articles:
        if since <= known.known_from <= until:
            article = known.reading.article
            sections.setdefault(" > ".join(article.section) or NO_SECTION, []).append(_item(article, record))
    named = sorted(sections, key=lambda s: (s == NO_SECTION, s))
    return Digest(title, since, until, tuple((s, tuple(sorted(sections[s], key=_order))) for s in named))


def as_json(shown: Digest) -> Json:
    """The digest as JSON."""
    return {
        "title": shown.title,
        "since": shown.since,
        "until": shown.until,
        "sections": [{"section": s, "articles": [_item_as_json(i) for i in items]} for s, items in shown.sections],
    }


def as_html(shown: Digest) -> str:
    """The digest as one self-contained HTML page with a print style for A4 and Letter."""
    return _template().render(digest=shown, written=written)


@cache
def _template() -> Template:
    from jinja2 import Environment

    source = (files("verbale.views") / "templates" / "digest.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)


def _order(item: Item) -> tuple[str, str, str]:
    return (bounds(item.article.published)[0] or "9999", item.article.outlet or "~", item.article.key)


def _item(article: Article, record: Record) -> Item:
    synopsis, cut = None, False
    if article.paragraphs:
        start, end = article.paragraphs[0]
        cut = end - start > SYNOPSIS
        end = article.text.rfind(" ", start, start + SYNOPSIS) if cut else end
        synopsis = article.passage((start, max(end, start + 1)))
    own = tuple(Takeaway("", words, None) for words in article.synopsis)
    return Item(article, synopsis, cut, own or tuple(_takeaways(article, record)))


def _takeaways(article: Article, record: Record) -> Iterable[Takeaway]:
    mine = article.key
    phases = (
        Takeaway(f"Talks {p.content.status.replace('_', ' ')}", p.words, p.finding.passages[0])
        for p in record.phases
        if p.article.key == mine
    )
    positions = (
        Takeaway(f"{p.content.party} on {p.content.issue}", p.words, p.finding.passages[0])
        for p in record.positions
        if p.article.key == mine
    )
    statements = (
        Takeaway(actor.name, lines.words(s), s.finding.passages[0])
        for s in record.statements
        if s.article.key == mine and s.content.kind == "speech" and (actor := record.actor(s.content.speaker))
    )
    # Never the same place twice: a position is often the content of a statement.
    taken: list[Passage] = []
    for takeaway in chain(phases, positions, statements):
        place = takeaway.passage
        if place and len(taken) < TAKEAWAYS and not any(t.start < place.end and place.start < t.end for t in taken):
            taken.append(place)
            yield takeaway


def _item_as_json(item: Item) -> Json:
    article = item.article
    return {
        "title": article.title,
        "section": list(article.section),
        "outlet": article.outlet,
        "published": article.published,
        "page": article.page,
        "credit": article.credit,
        "byline": article.byline,
        "abridged": article.abridged,
        "kind": article.kind,
        "synopsis": item.synopsis and item.synopsis.words,
        "takeaways": [
            {"label": t.label, "words": t.words, "place": t.passage and [t.passage.start, t.passage.end]}
            for t in item.takeaways
        ],
        "article": article.name,
    }
