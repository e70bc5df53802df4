"""Articles, and one article with every line marked in its text."""

from __future__ import annotations

import re

from verbale import desk
from verbale.api.asking import Asked
from verbale.model.record import EventLine, LinkageLine, PhaseLine, Thread
from verbale.model.text import Span
from verbale.views import article
from verbale.views.context import Context
from verbale.views.phases import phase_told
from verbale.views.positions import headed
from verbale.views.showing import Texts
from verbale.views.ties import linkage_told
from verbale.views.wording import event_told, label_of
from verbale.web import highlights
from verbale.web.changes import runs
from verbale.web.screen import Screen, Shown

_SOUGHT = re.compile(r"(\d{1,7})-(\d{1,7})")


def _texts(of: Asked, found: Texts) -> Shown:
    return {"texts": found.texts, "counts": found.counts, "more": found.more}


def _article(of: Asked, found: tuple[article.Page, Context]) -> Shown:
    page, against = found
    text = page.source.article
    changes = desk.changes(page.before, page.source) if page.before and "changes" in of.given else []
    return {
        "page": page,
        "against": against,
        "blocks": highlights.blocks(text, page.places, sought(of.given.get("at", ""), len(text.text))),
        "note": lambda place: note(place, against),
        "layers": {layer: sum(highlights.LAYERS[p.kind] == layer for p in page.places) for layer in LAYERS},
        "changes": list(runs(changes)),
    }


LAYERS = tuple(dict.fromkeys(highlights.LAYERS.values()))


def sought(text: str, length: int) -> Span | None:
    """The place that `at=START-END` of an address asks for, if it is one of the text."""
    found = _SOUGHT.fullmatch(text)
    span = (int(found[1]), int(found[2])) if found else (0, 0)
    return span if 0 <= span[0] < span[1] <= length else None


def note(place: article.Place, against: Context) -> str:
    """What a line is, without the words that stand beside the note."""
    line = place.line
    if isinstance(line, EventLine):
        return event_told(line)
    if isinstance(line, LinkageLine):
        return linkage_told(line)
    if isinstance(line, PhaseLine):
        return phase_told(line)
    if isinstance(line, Thread):
        return headed(line, against)
    if place.kind == "precondition":
        return f"Precondition of {against.party(line.holder) if line.holder else 'someone'}"  # type: ignore[attr-defined] # a Precondition by its kind
    return label_of(place.telling)


LISTING = Screen("articles", "Articles", "articles.html", _texts, "There is no article yet.")
ARTICLE = Screen("articles_key", "Article", "article.html", _article)
