"""What may be shown of an article's words under the rights of its outlet, for every export, edition and page.

`full` is all of it. `excerpt` is at most `EXCERPT` characters an article, beside headline, outlet, date and address.
`link` is these alone: no word of the text, nor a sentence made of its words. A copy has the rights of the outlet it is
shown under, whoever wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from verbale.model.brief import Brief, Outlet

Rights = Literal["full", "excerpt", "link"]
EXCERPT = 300
"""Characters of an article that are shown at most where its outlet allows an excerpt."""


def rights_of(outlet: str | None, brief: Brief) -> Rights:
    """The rights in texts of an outlet, called as an article or the brief calls it; the brief's own where it says none.

    An outlet that is unknown has the brief's.
    """
    known = outlet_in(outlet, brief)
    return cast(Rights, (known.rights if known else None) or brief.rights)  # the brief checked that it is one of them


def outlet_in(outlet: str | None, brief: Brief) -> Outlet | None:
    """What a brief has about the outlet of that name, whatever its case; the last of those that bear it."""
    sought = (outlet or "").casefold()
    return next((o for o in reversed(brief.outlets) if sought in (n.casefold() for n in (o.name, *o.aliases))), None)


def allowed(rights: Rights, pieces: Sequence[str], *, whole: bool = False, at_most: int = EXCERPT) -> tuple[str, ...]:
    """What may be shown of pieces of one article, each in its place: "" where no word of it may.

    Give all that is to be shown of the article at once, what matters most first: an excerpt takes one piece after
    another until its characters are used up. A piece that does not fit is cut after a word, with an ellipsis, or left
    out where pieces must be `whole`; those behind it are shown as far as they fit.
    """
    if rights != "excerpt":
        return tuple(piece if rights == "full" else "" for piece in pieces)
    shown = []
    for piece in pieces:
        part = piece if len(piece) <= at_most else "" if whole else _cut(piece, at_most)
        at_most -= len(part)
        shown.append(part)
    return tuple(shown)


def _cut(piece: str, at_most: int) -> str:
    """The first words of a piece that fit with the ellipsis behind them; "" where none does."""
    words = re.match(rf".{{1,{at_most - 1}}}(?<=\S)(?=\s)", piece, re.DOTALL) if at_most > 1 else None
    return f"{words[0]}…" if words else ""
