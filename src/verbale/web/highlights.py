"""An article's text cut into pieces, each with the lines that stand there, so that every line can be seen in place.

Offsets count code points of the article's text, half open, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verbale.model.negotiation import Event, Statement
from verbale.model.record import Telling
from verbale.model.text import Article, Span
from verbale.views.article import Place

LAYERS = {
    "utterance": "statement",
    "event": "event",
    "position": "position",
    "precondition": "linkage",
    "linkage": "linkage",
    "phase": "phase",
}
"""The layer in whose colour lines of a kind are marked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that all stand in the same lines, those with the shortest passage first.

    `opens` says that one begins here; `sought` that the address asks for this place.
    """

    start: int
    words: str
    places: tuple[Place, ...] = ()
    opens: bool = False
    sought: bool = False

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of its lines, each once."""
        return tuple(dict.fromkeys(LAYERS[p.kind] for p in self.places))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of running text, or what stands between two of them; `notes` are the lines that begin in it."""

    running: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Place, ...]

    @property
    def sought(self) -> bool:
        """Whether the address asks for a place in it."""
        return any(piece.sought for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Marked:
    span: Span
    place: Place | None
    """None for what the address asks for."""


def blocks(article: Article, places: Sequence[Place], sought: Span | None = None) -> list[Block]:
    """The text of an article block by block, with the places of its lines marked, and one that is sought."""
    marked = [_Marked(span, place) for place in places for span in marked_spans(place.telling)]
    if sought:
        marked.append(_Marked(sought, None))
    marked.sort(key=lambda m: m.span)
    begun: set[int] = set()
    found = []
    for running, span in _blocks(article):
        inside = [m for m in marked if m.span[0] < span[1] and span[0] < m.span[1]]
        pieces = tuple(_pieces(article.text, span, inside))
        new = [m.place for m in inside if m.place is not None and id(m.place) not in begun]
        begun |= {id(place) for place in new}
        found.append(Block(running, pieces, tuple(dict.fromkeys(new))))
    return found


def marked_spans(told: Telling[object]) -> tuple[Span, ...]:  # type: ignore[type-var] # of whatever kind
    """Where a telling is marked: what was said without who and how, an event by its words and not their sentence."""
    content = told.content
    if isinstance(content, Statement):
        return content.content
    if isinstance(content, Event):
        return (content.trigger, *(m for m in content.mentions if m != content.trigger))
    return tuple((p.start, p.end) for p in told.passages)


def _blocks(article: Article) -> Iterable[tuple[bool, Span]]:
    at = 0
    for start, end in article.paragraphs or ((0, len(article.text)),):
        if article.text[at:start].strip():
            yield False, (at, start)
        yield True, (start, end)
        at = end
    if article.text[at:].strip():
        yield False, (at, len(article.text))


def _pieces(text: str, block: Span, marked: Sequence[_Marked]) -> Iterable[Piece]:
    first, last = block
    cuts = sorted({first, last, *(end for m in marked for end in m.span if first < end < last)})
    waiting, at = list(marked), 0
    active: list[_Marked] = []
    for start, end in pairwise(cuts):
        while at < len(waiting) and waiting[at].span[0] <= start:
            active.append(waiting[at])
            at += 1
        active = [m for m in active if m.span[1] > start]
        places = sorted((m for m in active if m.place), key=lambda m: (m.span[1] - m.span[0], m.span))
        yield Piece(
            start,
            text[start:end],
            tuple(dict.fromkeys(m.place for m in places if m.place)),
            any(m.span[0] == start for m in active),
            any(m.place is None for m in active),
        )
