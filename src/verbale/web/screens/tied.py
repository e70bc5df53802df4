"""Linkages and Preconditions: a drawing of who ties what to what, and the same as a list."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.model.record import LinkageLine, Precondition
from verbale.views.context import Context
from verbale.views.listing import Page
from verbale.views.ties import Events, linkage_told, precondition_told, tie_words
from verbale.views.wording import leading, one_line
from verbale.web.graph import Tie, graph
from verbale.web.screen import Screen, Shown

DRAWN = 20
"""Ties that are drawn at most: sixty nodes."""


def _shown(of: Asked, found: Page) -> Shown:
    drawn = [_tie(line, found.events, found.against) for line in found.entries[:DRAWN]]
    return {
        "entries": found.entries,
        "against": found.against,
        "events": found.events,
        "more": found.more,
        "graph": graph(drawn) if drawn else None,
        "cut": len(found.entries) > DRAWN or found.more,
    }


def _tie(line: LinkageLine | Precondition, events: Events, against: Context) -> Tie:
    asked, granted, cue = (one_line(passage.words) for passage in line.first.passages[:3])
    look: str
    if isinstance(line, Precondition):
        holder = against.party(line.holder) if line.holder else "Someone"
        look, told = line.status, precondition_told(line, events, against)
    else:
        holder = leading(line.holder.name) if line.holder else "The writer"
        look, told = line.first.content.polarity, linkage_told(line)
    return Tie(holder, asked, granted, cue, look, f"{told} {tie_words(line.first, against)}", f"/lines/{line.key}")


PRECONDITIONS = Screen(
    "preconditions",
    "Preconditions",
    "preconditions.html",
    _shown,
    "No article tells what anybody asks for before granting something.",
)
LINKAGES = Screen("linkages", "Linkages", "linkages.html", _shown, "No article ties such things together.")
