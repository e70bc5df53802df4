"""One story of a digest: its article as printed, a synopsis of its own words, and what to take away.

Takeaways are those that the page offers, else the article's phases, positions and statements, each with the act,
polarity and status that its words have there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from verbale.model.edition import Entry, Place, Told
from verbale.model.negotiation import Phase, Position, Statement
from verbale.model.record import Telling
from verbale.model.text import Article
from verbale.views.articles import Text
from verbale.views.cited import cite, published_by, spread
from verbale.views.context import Context
from verbale.views.tables import called
from verbale.views.wording import one_line

TAKEAWAYS = 4
"""Most takeaways of a story."""
SYNOPSIS = 600
"""Most characters of a synopsis."""
NO_HEADLINE = "Without headline"
NO_OUTLET = "outlet unknown"


def entry(text: Text, told: Iterable[Telling[Any]], against: Context) -> Entry:
    """A text as a story; `told` is what its first article tells."""
    article = text.lead.article
    also = ""
    if text.copies:
        far = spread([s.article.key for s in text.all], against.sources)
        also = f"also in {'; '.join(cite(s.article) for s in text.copies)} ({far.shown})"
    return Entry(
        article=article.key,
        headline=article.title or NO_HEADLINE,
        outlet=article.outlet or NO_OUTLET,
        published=article.published,
        date=published_by(text.lead),
        page=article.page,
        credit=article.credit,
        byline=article.byline,
        kind=article.kind,
        abridged=article.abridged,
        url=article.url,
        synopsis=_synopsis(article),
        takeaways=tuple(Told(words) for words in article.synopsis) or tuple(_takeaways(list(told), against)),
        also=also,
    )


def _synopsis(article: Article) -> tuple[Told, ...]:
    if not article.paragraphs:
        return ()
    start, end = article.paragraphs[0]
    cut = end - start > SYNOPSIS
    end = max(article.text.rfind(" ", start, start + SYNOPSIS), start + 1) if cut else end
    words = one_line(article.text[start:end])
    return (Told(f"{words} …" if cut else words, (Place(article.key, start, end),)),)


def _takeaways(told: list[Telling[Any]], against: Context) -> Iterator[Told]:
    """Phases, positions, statements in the order of the text; never the same place twice, for a position is often the
    content of a statement."""
    taken: list[Place] = []
    for takeaway in chain(
        (_of_phase(t, against) for t in sorted(told, key=_place) if isinstance(t.content, Phase)),
        (_of_position(t, against) for t in sorted(told, key=_place) if isinstance(t.content, Position)),
        (_of_statement(t, against) for t in sorted(told, key=_place) if isinstance(t.content, Statement)),
    ):
        if takeaway is None or len(taken) >= TAKEAWAYS:
            continue
        place = takeaway.places[0]
        if not any(t.start < place.end and place.start < t.end for t in taken):
            taken.append(place)
            yield takeaway


def _place(told: Telling[Any]) -> tuple[int, str]:
    return (told.passages[0].start, told.key)


def _of_phase(told: Telling[Phase], against: Context) -> Told:
    words = against.words(told)
    act = against.act_around(told, words)
    return _told(f"Talks {called('phase', told.content.status)}{f' [{act}]' if act else ''}: {words}", told)


def _of_position(told: Telling[Position], against: Context) -> Told:
    words = against.words(told)
    act = against.act_around(told, words)
    about = f"{against.party(told.content.party)} on {against.issue(told.content.issue)}"
    return _told(f"{about}{f' [{act}]' if act else ''}: {words}", told)


def _of_statement(told: Telling[Statement], against: Context) -> Told | None:
    if told.content.kind != "speech" or told.content.speaker is None or told.who(told.content.speaker) is None:
        return None
    spoken = against.said(told)
    return _told(spoken.sentence, told) if spoken else None


def _told(words: str, told: Telling[Any]) -> Told:
    main = told.passages[0]
    return Told(one_line(words), (Place(main.article, main.start, main.end),))
