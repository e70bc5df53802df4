"""What stands over the headline: whose page it is, what kind of page, and where in the site it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from verbale.reading.genre import kind_of
from verbale.reading.headers import HeaderLine, names_issuer
from verbale.reading.outlets import as_called
from verbale.reading.pieces import Piece
from verbale.reading.tables import words

_CUT = re.compile(r"\s+[-–—|·•]+\s+")
_SEGMENT = re.compile(r"\s*\|+\s*|\s{3,}|\t|\s+[•·–—]\s+|\s*[›»>]\s*")
_NUMBER = re.compile(r"\s*(?:No\.?|#)\s*\d[\d/-]*$", re.IGNORECASE)
_LONGEST_NAME = 5
_LONGEST_LABEL = 3
_NAME = re.compile(r"[A-ZÀ-ÞİŞĞČŠŽ][\w'’.&-]*(?: (?:of|the|and|&|[A-ZÀ-ÞİŞĞČŠŽ][\w'’.&-]*))*")


def with_sections(pieces: list[Piece]) -> list[Piece]:
    """The pieces, a line that is an item of the page's navigation taken for the section, as it is printed once more."""
    items = {item.casefold(): item for p in pieces if p.line for item in p.line.navigation}
    named = (None if p.line else items.get(p.text.casefold()) for p in pieces)
    return [replace(p, line=HeaderLine(sections=(n,))) if n else p for p, n in zip(pieces, named, strict=True)]


def with_issuer(header: Iterable[Piece], title: Piece | None, below: str) -> Iterator[Piece]:
    """The header, the names over the headline taken for the outlet's; "PRESS RELEASE" is nobody's name.

    `below` is what the page prints from its headline on.
    """
    pieces = list(header)
    issued = False
    for before, (piece, after) in enumerate(zip_longest(pieces, pieces[1:])):
        line = piece.line
        if title is not None and piece is pieces[0] and opens_page(piece, after):
            line = HeaderLine(outlets=(piece.text,))
        elif title and not issued and piece.start < title.start and (name := _site_name(piece, below, not before)):
            line = replace(line or HeaderLine(), outlets=(name,))
        elif title is not None and piece.start < title.start and is_masthead(piece, title):
            line = _told_over_headline(piece.text, after, issued=issued)
        issued = issued or bool(line and line.outlets)
        yield replace(piece, line=line)


def _site_name(piece: Piece, below: str, first: bool) -> str | None:
    """The site's name at the head of its menu or issue: the page's first, or what it calls itself further on."""
    name, *menu = _SEGMENT.split(piece.text.strip())
    if (piece.line and (piece.line.outlets or piece.line.byline)) or not _NAME.fullmatch(name):
        return None
    folded = name.casefold()
    if (
        len(name.split()) > _LONGEST_NAME
        or folded in words("sections") | words("noise") | words("places")
        or _is_label(name)
    ):
        return None
    return name if folded in below.casefold() or (first and menu and " " in name) else None


def _told_over_headline(text: str, after: Piece | None, *, issued: bool) -> HeaderLine | None:
    """A section ("Weekend", or "THE LAKE" where the outlet is told above), an outlet or body; None for a label."""
    name = _CUT.split(text)[0].strip()
    if _is_section(text):
        return HeaderLine(sections=(text,))
    if issued and text.isupper() and not any(c.isdigit() for c in text) and not _is_label(text):
        return HeaderLine(sections=(as_called(text) if " " in text else text.title(),))
    if _is_label(text) or (not names_issuer(name) and (name != text or (after and names_issuer(after.text)))):
        return None
    return HeaderLine(outlets=(name,))


def _is_label(text: str) -> bool:
    """Whether a line only says what kind of page it is: "PRESS RELEASE", "Guest Essay", "LIVE – ended"."""
    label = _CUT.split(text)[0] if len(text.split()) <= _LONGEST_LABEL else text
    return _NUMBER.sub("", label).strip().casefold() in words("labels") or kind_of(None, lines=(text,)) is not None


def _is_section(text: str) -> bool:
    """Whether one word over a headline is that of a section."""
    return text.istitle() and " " not in text and text.isalpha() and not names_issuer(text)


def opens_page(piece: Piece, after: Piece | None) -> bool:
    """Whether a page's first line is its name: a few words in capitals, and the site's sections or menu below."""
    if piece.line or piece.bullet or piece.words > _LONGEST_NAME or after is None or after.line is None:
        return False
    below = bool(after.line.sections or after.line.navigation)
    return below and not _is_label(piece.text) and _NAME.fullmatch(piece.text) is not None


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
