"""What stands over the headline: whose page it is, what kind of page, and where in the site it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from verbale.reading.genre import kind_of
from verbale.reading.headers import HeaderLine, names_issuer
from verbale.reading.pieces import Piece
from verbale.reading.tables import words

_CUT = re.compile(r"\s+[-–—|·•]+\s+")
_NUMBER = re.compile(r"\s*(?:No\.?|#)\s*\d[\d/-]*$", re.IGNORECASE)
_LONGEST_NAME = 5


def with_sections(pieces: list[Piece]) -> list[Piece]:
    """The pieces, a line that is an item of the page's navigation taken for the section, as it is printed once more."""
    items = {item.casefold(): item for p in pieces if p.line for item in p.line.navigation}
    named = (None if p.line else items.get(p.text.casefold()) for p in pieces)
    return [replace(p, line=HeaderLine(sections=(n,))) if n else p for p, n in zip(pieces, named, strict=True)]


def with_issuer(header: Iterable[Piece], title: Piece | None) -> Iterator[Piece]:
    """The header, the names over the headline taken for the outlet's; "PRESS RELEASE" is nobody's name."""
    pieces = list(header)
    for piece, after in zip_longest(pieces, pieces[1:]):
        line = piece.line
        if title is not None and piece.start < title.start and is_masthead(piece, title):
            line = _told_over_headline(piece.text, after)
        yield replace(piece, line=line)


def _told_over_headline(text: str, after: Piece | None) -> HeaderLine | None:
    """A section ("Weekend"), an outlet or body; None for a label, or a state over its ministry."""
    name = _CUT.split(text)[0].strip()
    if _is_section(text):
        return HeaderLine(sections=(text,))
    if _is_label(text) or (not names_issuer(name) and (name != text or (after and names_issuer(after.text)))):
        return None
    return HeaderLine(outlets=(name,))


def _is_label(text: str) -> bool:
    """Whether a line only says what kind of page it is: "PRESS RELEASE", "Guest Essay"."""
    return _NUMBER.sub("", text).strip().casefold() in words("labels") or kind_of(None, lines=(text,)) is not None


def _is_section(text: str) -> bool:
    """Whether one word over a headline is that of a section."""
    return text.istitle() and " " not in text and text.isalpha() and not names_issuer(text)


def is_masthead(piece: Piece, follower: Piece) -> bool:
    """Whether a line over another heading names who issues the page, or what kind of page it is."""
    if piece.line or piece.bullet:
        return False
    if names_issuer(_CUT.split(piece.text)[0].strip()) or _is_label(piece.text):
        return True
    if _is_section(piece.text) and follower.words > 2:
        return True
    loud = piece.text.isupper() and piece.words <= _LONGEST_NAME
    return loud and (not follower.text.isupper() or kind_of(follower.text) is not None or names_issuer(follower.text))
