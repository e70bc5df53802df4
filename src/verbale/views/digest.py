"""The digest of some days: what each text tells, by section, copies folded, fit to print.

A synopsis is the article's own first paragraph; takeaways are those that the page offers, else its phases, positions
and statements, each with the act, polarity and status that its words have in the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

from verbale.model.brief import Brief
from verbale.model.negotiation import Phase, Position, Statement
from verbale.model.record import Record, Source, Telling
from verbale.model.text import Article, Passage
from verbale.model.times import bounds, written
from verbale.views import articles as texts_view
from verbale.views.cited import Json, Sources, cite, is_dated, source_as_json, spread
from verbale.views.context import Context, context
from verbale.views.filters import Wanted
from verbale.views.tables import called

if TYPE_CHECKING:
    from jinja2 import Template

NO_SECTION = "Without section"
TAKEAWAYS = 4
SYNOPSIS = 600
"""Most characters of a synopsis."""


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One thing to take away: what it is (`label`), and the words; `passage` is None for one that the page offers.

    `worded` says that the words read on from the label ("Ana Lima" "denied that …").
    """

    label: str
    words: str
    passage: Passage | None
    worded: bool = False

    @property
    def joint(self) -> str:
        """What stands between label and words."""
        return "" if not self.label else (" " if self.worded else ": ")


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a digest: the article that brought it first, and where its copies stand."""

    article: Article
    synopsis: Passage | None
    cut: bool
    takeaways: tuple[Takeaway, ...]
    also: tuple[Article, ...] = ()
    spread: str = ""

    @property
    def source(self) -> str:
        """Outlet, date and page."""
        return cite(self.article)

    @property
    def copies(self) -> str:
        """Where else the text stands: `also in Asahi, 8 May 2020, p. 2 (2 outlets, 1 origin)`."""
        return f"also in {'; '.join(cite(a) for a in self.also)} ({self.spread})" if self.also else ""


@dataclass(frozen=True, slots=True)
class Digest:
    """Articles known from a day between two ISO days, both included, by section."""

    title: str
    since: str
    until: str
    sections: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def period(self) -> str:
        """The days covered, as people write them."""
        return written(self.since) if self.since == self.until else f"{written(self.since)} – {written(self.until)}"


@dataclass(slots=True)
class _Told:
    """The tellings of one article, by what they become."""

    phases: list[Telling[Phase]] = field(default_factory=list)
    positions: list[Telling[Position]] = field(default_factory=list)
    statements: list[Telling[Statement]] = field(default_factory=list)


def last_day(sources: Iterable[Source]) -> str | None:
    """The last ISO day from which a dated article is known (else any): what a digest covers unless told otherwise."""
    known = list(sources)
    dated = [s.known_from for s in known if is_dated(s.article)]
    return max(dated or [s.known_from for s in known], default=None)


def digest(sources: Sources, told: Iterable[Telling[Any]], against: Context, title: str, wanted: Wanted) -> Digest:
    """The digest of the articles known from a day between those of `wanted`, in the order of their sections.

    `told` is what these articles tell, of phases, positions and statements; other kinds are left out.
    """
    told_by = _by_article(told)
    sections: dict[str, list[Item]] = {}
    for text in texts_view.texts(sources.values(), wanted):
        item = _item(text, told_by.get(text.lead.article.key, _Told()), against)
        sections.setdefault(" > ".join(item.article.section) or NO_SECTION, []).append(item)
    named = sorted(sections, key=lambda s: (s == NO_SECTION, s))
    in_order = tuple((s, tuple(sorted(sections[s], key=_order))) for s in named)
    return Digest(title, wanted.since or "", wanted.until or "", in_order)


def digest_of(record: Record, title: str, wanted: Wanted, brief: Brief | None = None) -> Digest:
    """The digest of a whole record."""
    told = (t for kind in (record.phases, record.positions, record.utterances) for line in kind for t in line.tellings)
    return digest(record.sources, told, context(record, brief), title, wanted)


def as_json(shown: Digest, sources: Mapping[str, Source]) -> Json:
    """The digest as JSON."""
    return {
        "title": shown.title,
        "since": shown.since,
        "until": shown.until,
        "sections": [
            {"section": s, "articles": [_item_as_json(i, sources) for i in items]} for s, items in shown.sections
        ],
    }


def as_html(shown: Digest) -> str:
    """The digest as one self-contained HTML page with a print style for A4 and Letter."""
    return _template().render(digest=shown, written=written)


@cache
def _template() -> Template:
    from jinja2 import Environment

    source = (files("verbale.views") / "templates" / "digest.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)


def _by_article(tellings: Iterable[Telling[Any]]) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    for told in tellings:
        of = found.setdefault(told.article, _Told())
        for kind, into in ((Phase, of.phases), (Position, of.positions), (Statement, of.statements)):
            if isinstance(told.content, kind):
                into.append(told)
    return found


def _order(item: Item) -> tuple[bool, str, str, str]:
    first = bounds(item.article.published)[0]
    return (first is None, first or "", item.article.outlet or "~", item.article.key)


def _item(text: texts_view.Text, told: _Told, against: Context) -> Item:
    article = text.lead.article
    synopsis, cut = None, False
    if article.paragraphs:
        start, end = article.paragraphs[0]
        cut = end - start > SYNOPSIS
        end = article.text.rfind(" ", start, start + SYNOPSIS) if cut else end
        synopsis = article.passage((start, max(end, start + 1)))
    own = tuple(Takeaway("", words, None) for words in article.synopsis)
    return Item(
        article,
        synopsis,
        cut,
        own or tuple(_takeaways(told, against)),
        tuple(s.article for s in text.copies),
        spread([s.article.key for s in text.all], against.sources).shown,
    )


def _takeaways(told: _Told, against: Context) -> Iterator[Takeaway]:
    """Phases, positions, statements in the order of the text; never the same place twice, for a position is often the
    content of a statement."""
    taken: list[Passage] = []
    for takeaway in chain(
        (_of_phase(t, against) for t in sorted(told.phases, key=_place)),
        (_of_position(t, against) for t in sorted(told.positions, key=_place)),
        (_of_statement(t, against) for t in sorted(told.statements, key=_place)),
    ):
        place = takeaway.passage if takeaway else None
        if (
            takeaway
            and place
            and len(taken) < TAKEAWAYS
            and not any(t.start < place.end and place.start < t.end for t in taken)
        ):
            taken.append(place)
            yield takeaway


def _place(told: Telling[Phase] | Telling[Position] | Telling[Statement]) -> tuple[int, str]:
    return (told.passages[0].start, told.key)


def _of_phase(told: Telling[Phase], against: Context) -> Takeaway:
    words = against.words(told)
    act = against.act_around(told, words)
    return Takeaway(
        f"Talks {called('phase', told.content.status)}{f' [{act}]' if act else ''}", words, told.passages[0]
    )


def _of_position(told: Telling[Position], against: Context) -> Takeaway:
    words = against.words(told)
    act = against.act_around(told, words)
    about = f"{against.party(told.content.party)} on {against.issue(told.content.issue)}"
    label = f"{about}{f' [{act}]' if act else ''}"
    return Takeaway(label, words, told.passages[0])


def _of_statement(told: Telling[Statement], against: Context) -> Takeaway | None:
    if told.content.kind != "speech" or told.content.speaker is None or told.who(told.content.speaker) is None:
        return None
    spoken = against.said(told)
    return Takeaway(spoken.label, spoken.told, told.passages[0], spoken.worded) if spoken else None


def _item_as_json(item: Item, sources: Mapping[str, Source]) -> Json:
    article = item.article
    return {
        **source_as_json(sources[article.key]),
        "section": list(article.section),
        "credit": article.credit,
        "byline": article.byline,
        "abridged": article.abridged,
        "kind": article.kind,
        "synopsis": item.synopsis and item.synopsis.words,
        "takeaways": [
            {
                "label": t.label,
                "words": t.words,
                "told": f"{t.label}{t.joint}{t.words}",
                "place": t.passage and [t.passage.start, t.passage.end],
            }
            for t in item.takeaways
        ],
        "also": [source_as_json(sources[a.key]) for a in item.also],
        "spread": item.spread,
    }
