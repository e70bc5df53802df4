"""The zones of a page: header, synopsis, running text, footer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.model.text import Span
from verbale.reading.datelines import Filed, dateline_of, place_alone
from verbale.reading.headers import HeaderLine, header_line
from verbale.reading.lines import Block, blocks_of, trimmed
from verbale.reading.tables import patterns

_BULLET = re.compile(r"[•·▪●◦*‣–—-]\s+|\d{1,2}[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*$")
_DIALOGUE = re.compile(r"(?:Q|A|Question|Answer)\s*[:.]\s|[A-Z][\w.'’ -]{2,60}:\s+\S")
_RUN_ON = re.compile(r"(?:[A-Z][a-z]+){2,}")
_LONGEST_STANDFIRST = 60
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the page with what it tells. `body_start` leaves out a bullet or dateline at its head."""

    start: int
    end: int
    text: str
    line: HeaderLine | None
    filed: Filed | None
    bullet: int
    prose: bool

    @property
    def body_start(self) -> int:
        """Where running text begins in the piece."""
        return self.start + (self.filed.length if self.filed else self.bullet)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Zones:
    """A page cut up: `header` and `footer` are furniture, `body` the pieces of running text in order."""

    title: Piece | None
    header: tuple[Piece, ...]
    synopsis: tuple[str, ...]
    filed: Filed | None
    dateline_span: Span | None
    body: tuple[Piece, ...]
    footer: tuple[Piece, ...]


def stands_alone(line: str) -> bool:
    """Whether a line of text is furniture by itself, so that no wrapped line goes on with it."""
    return _is_synopsis_head(line) or header_line(line) is not None


def zones_of(text: str) -> Zones:
    """The zones of `text`, in which markup is blanked out already."""
    pieces = [_piece(text, block) for block in blocks_of(text, stands_alone)]
    synopsis, pieces = _synopsis(pieces)
    at = _body_at(pieces, synopsis)
    title, at = _title(pieces, at)
    end = _tail_at(pieces, at)
    inside = [p for p in pieces[at:end] if p is not title]
    body = _running(inside)
    header = tuple(p for p in pieces[:at] if p is not title)
    filed, span = _dateline(header, body)
    last = body[-1].end if body else 0
    footer = tuple(p for p in pieces[at:] if p.start >= last and p is not title)
    return Zones(title, header, tuple(p.text[p.bullet :] for p in synopsis), filed, span, body, footer)


def _piece(text: str, block: Block) -> Piece:
    words = text[block.start : block.end]
    bullet = _BULLET.match(words)
    line = header_line(words) if block.end - block.start <= 600 else None
    filed = None if line or bullet else dateline_of(words)
    count = len(words.split())
    prose = line is None and (
        bool(filed) or (bool(_SENTENCE_END.search(without_trailers(words))) and count > 3) or count > 35
    )
    return Piece(block.start, block.end, words, line, filed, bullet.end() if bullet else 0, prose)


def without_trailers(paragraph: str) -> str:
    """`paragraph` without end marks and credits that hang on its last sentence."""
    while True:
        cut = min((m.start() for p in patterns("trailer") if (m := p.search(paragraph))), default=None)
        if cut is None:
            return paragraph
        paragraph = paragraph[:cut]


def _is_synopsis_head(line: str) -> bool:
    return any(p.fullmatch(line.strip()) for p in patterns("synopsis"))


def _synopsis(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The takeaways that stand under a head such as "Key Takeaways", and the page without them and their heads."""
    items: list[Piece] = []
    rest: list[Piece] = []
    inside = False
    for number, piece in enumerate(pieces):
        if _is_synopsis_head(piece.text) and number > 0:
            inside = True
        elif inside and (piece.bullet or (piece.words <= 30 and not piece.filed and not piece.line and not items)):
            items.append(piece)
        else:
            inside = False
            rest.append(piece)
    return items, rest


def _body_at(pieces: list[Piece], synopsis: list[Piece]) -> int:
    """Where running text begins: at a dateline, else at the first prose after the last line of the header."""
    marker, prose, count = -1, 0, 0
    for number, piece in enumerate(pieces):
        if piece.filed and (number or not piece.line):
            return number
        if _marks(piece, prose) or (number and place_alone(piece.text)):
            marker = number
        elif piece.prose:
            prose += 1
            count += piece.words
            if prose > 2 or count > _LONGEST_STANDFIRST:
                break
    if synopsis:
        after = next((n for n, p in enumerate(pieces) if p.start > synopsis[-1].start), len(pieces))
        marker = max(marker, after - 1) if marker < after else marker
    at = next((n for n, p in enumerate(pieces) if n > marker and p.prose), None)
    if at is None:
        at = next((n for n, p in enumerate(pieces) if p.prose), None)
    return len(pieces) if at is None else at


def _marks(piece: Piece, prose: int) -> bool:
    """Whether the piece is a line of the header; behind prose only what no subhead or side note can be."""
    line = piece.line
    return line is not None and (prose == 0 or bool(line.dates or line.byline or line.credit or line.page))


def _title(pieces: list[Piece], at: int) -> tuple[Piece | None, int]:
    """The headline, and where running text begins behind it."""
    before = [
        p for p in pieces[:at] if not p.line and not p.bullet and p.words <= _LONGEST_TITLE and not place_alone(p.text)
    ]
    headings = [p for p in before if not p.text.endswith(".")] or before
    if headings:
        named = [p for p in headings if not _RUN_ON.fullmatch(p.text)]
        return (named or headings)[0], at
    rest = [n for n, p in enumerate(pieces) if n >= at and not p.line]
    if len(rest) > 1:
        first = pieces[rest[0]]
        if not first.filed and first.words <= _LONGEST_TITLE and not (first.text.endswith(".") and first.words > 8):
            return first, rest[1]
    if at == len(pieces) and len(rest) == 0:
        return None, next((n for n, p in enumerate(pieces) if not p.line), at)
    return None, at


def _tail_at(pieces: list[Piece], at: int) -> int:
    """Where the page goes on to something else: comments, other stories."""
    for number in range(at + 1, len(pieces)):
        if any(p.fullmatch(pieces[number].text) for p in patterns("tail")):
            after = sum(p.words for p in pieces[number:])
            before = sum(p.words for p in pieces[at:number])
            if after < before or "omment" in pieces[number].text:
                return number
    return len(pieces)


def _running(inside: list[Piece]) -> tuple[Piece, ...]:
    """The pieces that are running text: subheads, captions, navigation and trailing lists are left out."""
    kept: list[Piece] = []
    listing = False
    for piece in inside:
        text = piece.text
        goes_on = piece.prose or _DIALOGUE.match(text) or (listing and piece.bullet) or piece.words > 20
        if piece.line is None and (goes_on or text.endswith((":", ",", ";"))):
            kept.append(piece)
            listing = text.endswith(":") or (listing and bool(piece.bullet))
        else:
            listing = False
    while kept and not kept[-1].prose and not _DIALOGUE.match(kept[-1].text) and kept[-1].words <= 20:
        kept.pop()
    if not kept:
        kept = [p for p in inside if p.line is None and not p.bullet]
    if len(kept) > 1 and _same(kept[0], kept[1]):
        kept.pop(0)
    return tuple(kept)


def _same(a: Piece, b: Piece) -> bool:
    return a.text.split() == b.text.split()


def _dateline(header: tuple[Piece, ...], body: tuple[Piece, ...]) -> tuple[Filed | None, Span | None]:
    if body and body[0].filed:
        start, end = trimmed(body[0].text, 0, body[0].filed.length)
        return body[0].filed, (body[0].start + start, body[0].start + end)
    place = next((p for p in header[1:] if place_alone(p.text)), None)
    if place:
        return Filed(0, place.text, None, None), (place.start, place.end)
    return None, None
