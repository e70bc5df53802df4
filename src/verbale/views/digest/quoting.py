"""What the record says with the words of the article behind it, and who tells it.

Nothing is quoted of an outlet whose rights allow the link alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verbale.model.edition import Note, Place, Told
from verbale.model.record import Telling
from verbale.model.text import Span
from verbale.views.cited import (
    cite_all,
    cite_source,
    is_dated,
    listed,
    spread,
)
from verbale.views.context import Context
from verbale.views.digest.sentences import around, sentences
from verbale.views.digest.spoken import closed, in_quotes, statement_told
from verbale.views.digest.takeaways import sentence_told
from verbale.views.digest.whole import asks, is_paired, speaks
from verbale.views.pointing import points_back
from verbale.views.rights import rights_of
from verbale.views.wording import acts_around

QUOTED = 320
"""Most characters of a sentence that is quoted."""


def with_words(head: str, told: Telling[Any], line: str, against: Context, party: str | None = None) -> Told:
    """What the record says, and behind it the words of the article: of whoever says so, else its own sentence.

    Of a `party` whose matter it is, no other is heard.
    """
    if told.passages and may_quote(told, against):
        ends = told.passages[: 2 if told.kind == "linkage" else 1]
        place = (min(p.start for p in ends), max(p.end for p in ends))
        for said in acts_around(place, against.statements.get(told.article, ())):
            spoken = statement_told(said, against)
            if spoken and spoken.who and party in (None, spoken.who.party) and _covers(spoken.places, place):
                sentence = spoken.told(against)
                return Told(f"{head}. {sentence.words}", sentence.places, line)
        quoted = sentence_of(told, against, line)
        if quoted:
            return replace(quoted, words=f"{head}{'. ' if ':' in head else ': '}{in_quotes(quoted.words)}")
    return Told(closed(head), (), line)


def _covers(places: Sequence[Place], span: Span) -> bool:
    """Whether words that are shown hold a place, but for marks at its ends."""
    return places[0].start <= span[0] + 2 and span[1] - 2 <= places[-1].end


def sentence_of(told: Telling[Any], against: Context, line: str) -> Told | None:
    """The sentence of an article that tells something; None where it cannot stand alone, or must not be shown."""
    if not told.passages or not may_quote(told, against):
        return None
    article = against.sources[told.article].article
    found = around((told.passages[0].start, 0), sentences(article))
    if found is None or found.leans or found.goes_on or len(found.words) > QUOTED or points_back(found.words):
        return None
    if not is_paired(found.words) or asks(found.words) or speaks(found.words):
        return None
    return sentence_told(found, article.key, line)


def may_quote(told: Telling[Any], against: Context) -> bool:
    """Whether any word of the article of a telling may be shown."""
    return rights_of(against.sources[told.article].article.outlet, against.brief) != "link"


def noted(kind: str, day: str, told: Told, articles: Sequence[str], against: Context) -> Note:
    """A sentence with the articles that tell it, that of its words first: `Kyodo, 7 May 2020; also in Asahi`."""
    sources = against.sources
    quoted = [p.article for p in told.places if is_dated(sources[p.article].article)][:1]
    keys = list(dict.fromkeys([*quoted, *articles]))
    if not quoted:
        return Note(kind, day, told, cite_all(keys, sources), spread(keys, sources).origins)
    cited, far = cite_source(sources[keys[0]]), spread(keys, sources)
    others = [o for o in far.outlets if o != sources[keys[0]].article.outlet]
    also = f"; also in {listed(others)}" if others else f"; told in {len(keys)} articles" if keys[1:] else ""
    return Note(kind, day, told, f"{cited}{also}{f' ({far.shown})' if keys[1:] else ''}", far.origins)
