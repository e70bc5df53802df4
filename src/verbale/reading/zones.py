"""The zones of a page: header, synopsis, running text, footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbale.model.text import Span
from verbale.reading.datelines import Filed, place_alone
from verbale.reading.genre import kind_of
from verbale.reading.headers import HeaderLine, header_line, signature
from verbale.reading.headline import headline_of
from verbale.reading.lines import blocks_of, trimmed
from verbale.reading.mastheads import with_issuer, with_sections
from verbale.reading.outlets import opens_as_outlet
from verbale.reading.pieces import LONGEST_TITLE, Piece, piece_of
from verbale.reading.tables import patterns

_CLOCKED = re.compile(r"\d{1,2}[:.]\d\d\b")
_FULL_STOP = re.compile(r"\.['\"”’»)\]]*$")
_DIALOGUE = re.compile(r"(?:Q|A|Question|Answer)\s*[:.]\s|[A-Z][\w.'’ -]{2,60}(?: \([^()\n]{2,40}\))?:\s+\S")
_SPEAKER = re.compile(r"([A-Z][\w.'’ -]{1,60})(?: \([^()\n]{2,40}\))?:\s+\S")
_LABEL = re.compile(r"(?:Source|Details|Quote|Background|Reminder|Why it matters|What happened)\s*:\s+\S")
_LONGEST_STANDFIRST = 60
_LONGEST_TAKEAWAY = 30
_SHORT = 20
_DASHES = frozenset("–—―-")
_LEAST_ASKED = 3
"""How many questions behind dashes make an interview."""


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
    abridged: bool


def stands_alone(line: str) -> bool:
    """Whether a line of text is furniture by itself, so that no wrapped line goes on with it."""
    return _is_synopsis_head(line) or header_line(line) is not None


def zones_of(text: str) -> Zones:
    """The zones of `text`, in which markup is blanked out already."""
    pieces = _without_speakers(with_sections([piece_of(text, block) for block in blocks_of(text, stands_alone)]))
    abridged = any(p.abridged for p in pieces)
    synopsis, pieces = _synopsis(pieces)
    at = _body_at(pieces, synopsis)
    title, at = _title(pieces, at)
    inside = [p for p in pieces[at : _tail_at(pieces, at)] if p is not title]
    body = _running(inside, digest=title is not None and kind_of(title.text) == "digest")
    before = [
        p
        for p in pieces[:at]
        if p is not title and (title is None or not _dated_digest(title) or p.start < title.start)
    ]
    header = tuple(_with_signatures(list(with_issuer(before, title, text[title.end :] if title else ""))))
    filed, span = _dateline(header, body)
    last = body[-1].end if body else 0
    footer = tuple(p for p in pieces[at:] if p.start >= last and p is not title)
    synopsis = synopsis or _unheaded(header)
    return Zones(title, header, tuple(p.text[p.bullet :] for p in synopsis), filed, span, body, footer, abridged)


def _without_speakers(pieces: list[Piece]) -> list[Piece]:
    """The pieces, names before a colon taken for speakers, and for no datelines, where one of them heads several."""
    named = Counter(m[1] for p in pieces if (m := _SPEAKER.match(p.text)))
    if max(named.values(), default=0) < 2:
        return pieces
    return [replace(p, filed=None) if _SPEAKER.match(p.text) else p for p in pieces]


def _is_synopsis_head(line: str) -> bool:
    return any(p.fullmatch(line.strip()) for p in patterns("synopsis"))


def _synopsis(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The takeaways that stand under a head such as "Key Takeaways", and the page without them and their heads."""
    items: list[Piece] = []
    rest: list[Piece] = []
    inside, until = False, 0
    for number, piece in enumerate(pieces):
        if number and _is_synopsis_head(piece.text):
            inside, until = True, next((n for n in range(number, number + 9) if n < len(pieces) and pieces[n].filed), 0)
        elif inside and _is_takeaway(piece, bool(items), number < until):
            items.append(piece)
        else:
            inside = False
            rest.append(piece)
    return items, rest


def _unheaded(header: tuple[Piece, ...]) -> list[Piece]:
    """Takeaways that stand as a list of bullets under the headline, without a head of their own."""
    listed = [p for p in header if p.bullet and p.line is None and 4 < p.words <= _LONGEST_TAKEAWAY]
    return listed if len(listed) > 1 else []


def _is_takeaway(piece: Piece, further: bool, before_dateline: bool) -> bool:
    if piece.filed or (piece.line and piece.line.tells):
        return False
    return bool(piece.bullet) or (
        piece.words <= _LONGEST_TAKEAWAY and (before_dateline or not further or not piece.gap)
    )


def _body_at(pieces: list[Piece], synopsis: list[Piece]) -> int:
    """Where running text begins: at a dateline, else at the first prose after the last line of the header.

    Takeaways are of the header, but not where they stand in a box between paragraphs.
    """
    marker, prose, count = -1, 0, 0
    begun = len(pieces)
    for number, piece in enumerate(pieces):
        if piece.filed:
            return number
        if _marks(piece, prose) or (number and place_alone(piece.text)):
            marker = number
        elif piece.prose:
            prose += 1
            count += piece.words
            if prose > 2 or count > _LONGEST_STANDFIRST:
                begun = number
                break
    before = sum(p.start < synopsis[-1].start for p in pieces) if synopsis else 0
    if before <= begun:
        marker = max(marker, before - 1)
    for after in (marker, -1):
        at = next((n for n, p in enumerate(pieces) if n > after and p.prose), None)
        if at is not None:
            return at
    return len(pieces)


def _marks(piece: Piece, prose: int) -> bool:
    """Whether the piece is a line of the header; behind prose only what no subhead or side note can be."""
    line = piece.line
    return line is not None and (prose == 0 or bool(line.dates or line.byline or line.credit or line.page))


def _dated_digest(piece: Piece) -> bool:
    """Whether the piece heads an alert, whose outlets and sections are those of its items, not its own."""
    return bool(piece.line and piece.line.dates) and kind_of(piece.text) == "digest"


def _with_signatures(header: list[Piece]) -> Iterator[Piece]:
    """The header, a bare name beside a line of date or work taken for the writer's."""
    for number, piece in enumerate(header):
        beside = [p.line for p in header[max(0, number - 2) : number + 4] if p.line]
        signs = piece.line is None and any(b.dates or b.role for b in beside)
        name = signature(piece.text) if signs else None
        yield replace(piece, line=HeaderLine(names=(name,))) if name else piece


def _title(pieces: list[Piece], at: int) -> tuple[Piece | None, int]:
    """The headline, and where running text begins behind it."""
    dated = next((p for p in pieces[:at] if _dated_digest(p)), None)
    if dated:
        return dated, at
    before = [p for p in pieces[:at] if not p.line and not p.bullet and p.words <= LONGEST_TITLE]
    before = [p for p in before if not place_alone(p.text) and not _CLOCKED.match(p.text)]
    named = headline_of(before, pieces)
    rest = [n for n, p in enumerate(pieces) if n >= at and not p.line]
    if named and len(pieces) > 1:
        return named, at if rest else next(
            (n for n, p in enumerate(pieces) if p.start > named.start and not p.line), at
        )
    if len(rest) > 1:
        first = pieces[rest[0]]
        if not first.filed and first.words <= LONGEST_TITLE and not (_FULL_STOP.search(first.text) and first.words > 8):
            return first, rest[1]
    named = next((p for p in pieces[:at] if p.line and p.line.outlets == (p.text,) and opens_as_outlet(p.text)), None)
    return named, at if rest else 0  # "Daily Deaths Rise", where no other line is a headline


def _tail_at(pieces: list[Piece], at: int) -> int:
    """Where the page goes on to something else: comments, other stories."""
    for number in range(at + 1, len(pieces)):
        if any(p.fullmatch(pieces[number].text) for p in patterns("tail")):
            after = sum(p.words for p in pieces[number:])
            before = sum(p.words for p in pieces[at:number])
            if after < before or "omment" in pieces[number].text:
                return number
    return len(pieces)


def _running(inside: list[Piece], digest: bool) -> tuple[Piece, ...]:
    """The pieces that are running text: subheads, captions, navigation and trailing lists are left out."""
    dialogue = not digest and sum(p.line is None and bool(_DIALOGUE.match(p.text)) for p in inside) > 1
    spoken = {p.start for p in inside if dialogue and not p.line and _DIALOGUE.match(p.text)} | _dashed(inside)
    kept: list[Piece] = []
    listing = False
    for piece in inside:
        goes_on = (
            piece.prose
            or _LABEL.match(piece.text)
            or piece.start in spoken
            or (listing and piece.bullet)
            or piece.words > _SHORT
        )
        if piece.line is None and (goes_on or piece.text.endswith((":", ",", ";"))):
            kept.append(piece)
            listing = piece.text.endswith(":") or (listing and bool(piece.bullet))
        else:
            listing = False
    while kept and not kept[-1].prose and kept[-1].start not in spoken and kept[-1].words <= _SHORT:
        kept.pop()
    if not kept:
        kept = [p for p in inside if p.line is None and not p.bullet]
    if len(kept) > 1 and kept[0].text.split() == kept[1].text.split():
        kept.pop(0)
    return tuple(kept)


def _dashed(inside: list[Piece]) -> set[int]:
    """Where the turns begin of an interview whose questions dashes open: short ones are no subheads."""
    opened = [n for n, piece in enumerate(inside) if piece.text[:1] in _DASHES and piece.bullet]
    if sum(inside[n].text.endswith("?") for n in opened) < _LEAST_ASKED:
        return set()
    return {inside[n].start for at in opened for n in (at, at + 1) if n < len(inside)}


def _dateline(header: tuple[Piece, ...], body: tuple[Piece, ...]) -> tuple[Filed | None, Span | None]:
    if body and body[0].filed:
        start, end = trimmed(body[0].text, 0, body[0].filed.length)
        return body[0].filed, (body[0].start + start, body[0].start + end)
    place = next((p for p in header if place_alone(p.text)), None)
    return (Filed(0, place.text, None, None), (place.start, place.end)) if place else (None, None)
