"""One line of the record: how we know it, every telling with its words, its dates, what people decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verbale.api.asking import Asked
from verbale.api.lines import LISTED
from verbale.api.lines import Shown as Line
from verbale.model.negotiation import Statement
from verbale.model.record import ActorLine, Telling
from verbale.model.times import written
from verbale.views.cited import cite_source, published
from verbale.views.context import Context
from verbale.views.filters import Wanted
from verbale.views.listing import Page
from verbale.views.tables import called, wording
from verbale.views.wording import named
from verbale.web.screen import Screen, Shown


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain by which words came to us: who, by which act, and in which part (`speaker`, `outlet` …)."""

    part: str
    who: str
    act: str = ""


def chain(told: Telling[Statement], against: Context) -> list[Link]:
    """From whoever spoke to the page we read: speaker, relays from the innermost on, newsroom, outlet, translation."""
    source = against.sources[told.article]
    act = wording()["act"]
    links = [Link("speaker", named(told.who(told.content.speaker)), called_act(told.content.act))]
    links += [Link("relay", named(r.speaker), called_act(r.act)) for r in told.relays if str(r.act) in act]
    outlet = source.article.outlet or "outlet unknown"
    if source.origin_newsroom not in ("", source.newsroom) and source.origin != source.article.key:
        origin = against.sources.get(source.origin)
        links.append(Link("origin", (origin and origin.article.outlet) or "another newsroom"))
    links.append(Link("outlet", outlet))
    if source.article.credit:
        links.append(Link("credit", source.article.credit))
    return links


def called_act(act: str) -> str:
    """The act as people read it: what is merely stated is called a statement."""
    return str(wording()["act"][act]["tag"]) or "statement"


def dates(told: Telling[Any], against: Context) -> list[tuple[str, str]]:
    """The three dates of a telling of a statement: when it was said, when it was reported, what days it speaks of."""
    article = against.sources[told.article].article
    days = [written(day) for day in dict.fromkeys(told.days)]
    return [
        ("said", written(told.content.said_on) if told.content.said_on else "not told"),
        ("reported", published(article)),
        ("speaks of", ", ".join(days) if days else "no day"),
    ]


SAID = 12
"""Last statements of an actor that stand on their page."""


def _said(of: Asked, found: Line) -> Page | None:
    """What an actor said last; None for a line of another kind."""
    if not isinstance(found.line, ActorLine):
        return None
    return of.showing.page("statements", Wanted(speaker=found.line.name), 0, SAID, explain=False)


def _shown(of: Asked, found: Line) -> Shown:
    return {
        "said": _said(of, found),
        "shown": found,
        "line": found.line,
        "against": found.against,
        "listed": LISTED[found.kind],
        "chain": chain,
        "dates": dates,
        "cite_source": cite_source,
        "kinds": KINDS,
        "labels": called,
    }


KINDS = {
    "utterance": "Statement",
    "event": "Event",
    "phase": "Phase",
    "position": "Position",
    "precondition": "Precondition",
    "linkage": "Linkage",
    "actor": "Actor",
    "contradiction": "Contradiction",
}
SCREEN = Screen("lines_key", "Line", "line.html", _shown)
