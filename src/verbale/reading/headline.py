"""Which line over an article is its headline: chosen by what each looks like, where several could be.

Over a headline stand the site's name, its motto and menu, notices, a kicker; under it a second headline and the writer.
No one sign tells them apart, so that each line is weighed by many; of equals the first is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.reading.mastheads import is_masthead, opens_page
from verbale.reading.pieces import Piece
from verbale.reading.tables import patterns, words

_FULL_STOP = re.compile(r"[.,]['\"”’»)\]]*$")
"""No headline ends so; nor with the comma of a salutation: "Ladies and gentlemen,"."""
_MENU = re.compile(r"[|→☰»›▾✉⟨⟩]|\S {3,}\S|\t|\s/\s")
_BRACKETED = re.compile(r"[(\[⟨].*[)\]⟩]")
_CATCHWORD = re.compile(r"(?:\b[^\W\d]*+\d\w*+\D*){3}|\b(?:ID|No\.?)\s*:?\s*\d", re.IGNORECASE)
_CRUMBS = ("/", ">", "»", "›", "|")
_PARTS = re.compile(r"\s*[,/&–-]\s*")
_RUN_ON = re.compile(r"(?:[A-Z][a-z]+){2,}")
_JOINT = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_MOST, _MOST_OF_A_DOCUMENT = 25, 40
_LIKELY = {1: 0.0, 2: 0.5, 3: 1.5}
"""How likely a line of so few words is a headline; of more, up to `_MOST`, 2; a document's says more, and is rarer."""


def headline_of(before: Sequence[Piece], pieces: Sequence[Piece]) -> Piece | None:
    """Of the lines over the text that nothing else explains the likeliest to be the headline; None where there is none.

    `before` are the lines, `pieces` those of the whole page.
    """
    at = {p.start: number for number, p in enumerate(pieces)}
    after = [pieces[at[p.start] + 1] if at[p.start] + 1 < len(pieces) else None for p in before]
    weighed = [
        _weight(p, a, tuple(before[n + 1 :]), p is pieces[0])
        for n, (p, a) in enumerate(zip(before, after, strict=True))
    ]
    return before[weighed.index(max(weighed))] if weighed else None


def _weight(piece: Piece, after: Piece | None, others: tuple[Piece, ...], opens: bool) -> float:
    text, count = piece.text, piece.words
    weight = _LIKELY.get(count, 2.0 if count <= _MOST else 0.0 if count <= _MOST_OF_A_DOCUMENT else -1.0)
    weight -= 3 * bool(_MENU.search(text) or _runs_on(text))
    weight -= 3 * bool(_BRACKETED.fullmatch(text))
    weight -= 2 * bool(_CATCHWORD.search(text))
    weight -= 2 * bool(_FULL_STOP.search(text))
    weight -= 2 * text[0].islower()
    weight -= 3 * any(p.search(text) for p in patterns("notice"))
    weight -= 3 * all(part.casefold() in words("sections") for part in _PARTS.split(text))
    if others:
        weight += 0.6 - text.isupper() * any(not p.text.isupper() for p in others)
        weight -= 3 * any(text.removesuffix(p.text).rstrip().endswith(_CRUMBS) for p in others)
        weight -= 3 * bool(is_masthead(piece, others[0]))
        weight -= 3 * bool(opens and opens_page(piece, after))
    return weight


def _runs_on(line: str) -> bool:
    """Whether a line is links run together: "NewsletterSign", "Coast and HarbourNewsTop Stories"."""
    links = [link.strip().casefold() for link in _JOINT.split(line)]
    return bool(_RUN_ON.fullmatch(line)) or (len(links) > 1 and any(link in words("sections") for link in links))
