"""What stands over the headline: whose page it is, what kind of page, and where in the site it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from verbale.reading.genre import kind_of
from verbale.reading.headers import HeaderLine, names_issuer
from verbale.reading.pieces import Piece
from verbale.reading.tables import words

_DASHED = re.compile(r"\s[-–—]\s")
_LONGEST_NAME = 5


def with_sections(pieces: list[Piece]) -> list[Piece]:
    """The pieces, a line that is an item of the page's navigation taken for the section, as it is printed once more."""
    items = {item.casefold(): item for p in pieces if p.line for item in p.line.navigation}
    named = (None if p.line else items.get(p.text.casefold()) for p in pieces)
    return [replace(p, line=HeaderLine(sections=(n,))) if n else p for p, n in zip(pieces, named, strict=True)]


def with_issuer(header: Iterable[Piece], title: Piece | None) -> Iterator[Piece]:
    """The header, the names over the headline taken for the outlet's; "PRESS RELEASE" is nobody's name."""
    for piece in header:
        names = title is not None and piece.start < title.start and is_masthead(piece, title)
        label = piece.text.casefold() in words("labels") or _DASHED.search(piece.text)
        yield replace(piece, line=HeaderLine(outlets=(piece.text,))) if names and not label else piece


def is_masthead(piece: Piece, follower: Piece) -> bool:
    """Whether a line over another heading names who issues the page, or what kind of page it is."""
    if piece.line or piece.bullet:
        return False
    if names_issuer(piece.text) or piece.text.casefold() in words("labels"):
        return True
    loud = piece.text.isupper() and piece.words <= _LONGEST_NAME
    return loud and (not follower.text.isupper() or kind_of(follower.text) is not None)
