"""What to take away from an article: what its statements and its own sentences tell, the weightiest, nothing twice.

What is wanted or how the talks stand is told by the statement that says so, else by the sentence of the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from verbale.model.edition import Place, Told
from verbale.model.negotiation import Phase, Position, Statement
from verbale.model.record import Telling
from verbale.model.text import Span
from verbale.views.context import Context
from verbale.views.digest.sentences import Sentence, alike, around, terms_in
from verbale.views.digest.spoken import LENGTH, Spoken, cue_tells, statement_told
from verbale.views.digest.synopsis import SHORT, is_background
from verbale.views.digest.whole import asks, is_paired, points, speaks
from verbale.views.tables import wording
from verbale.views.wording import acts_around, is_hanging, name_of

MOST = 4
"""Most takeaways of a story."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be taken away: where it stands, what it weighs, and the sentence that tells it."""

    span: Span
    weight: float
    told: Callable[[], Spoken | Told | None]


def takeaways(
    told: Sequence[Telling[Any]], text: tuple[Sentence, ...], taken: Sequence[Span], against: Context
) -> Iterator[Told]:
    """What to take away from an article, in the order of its text; `taken` are the places that are told already."""
    words = against.sources[told[0].article].article.text if told else ""
    chosen: list[tuple[Span, Spoken | Told]] = []
    known = [s.terms for s in text if s.span in taken]
    for found in sorted(_found(told, text, against), key=lambda c: (-c.weight, c.span)):
        spans = [*taken, *(span for span, _ in chosen)]
        if found.weight <= 0 or _meets(found.span, spans):
            continue
        worded = found.told()
        if worded is None:
            continue
        where, terms = (
            _hull(worded.places),
            frozenset(t for p in worded.places for t in terms_in(words[p.start : p.end])),
        )
        if not _meets(where, spans) and not any(alike(terms, other) for other in known):
            chosen.append((where, worded))
            known.append(terms)
        if len(chosen) == MOST:
            break
    names: set[str] = set()
    for _, worded in sorted(chosen, key=lambda c: c[0]):
        if isinstance(worded, Told):
            yield worded
        else:
            name = name_of(worded.who)
            yield worded.told(against, again=name in names)
            names.add(name)


def _found(told: Sequence[Telling[Any]], text: tuple[Sentence, ...], against: Context) -> Iterator[Candidate]:
    wanted = [t for t in told if isinstance(t.content, Position | Phase) and t.passages]
    for telling in told:
        said = telling.content
        if isinstance(said, Statement) and said.kind == "speech" and said.content and telling.who(said.speaker):
            span = (min(a for a, _ in said.content), max(b for _, b in said.content))
            yield Candidate(span, _weight(telling, wanted, span, against), partial(_told_of, telling, text, against))
    for telling in wanted:
        place = (telling.passages[0].start, telling.passages[0].end)
        if not any(True for _ in acts_around(place, against.statements.get(telling.article, ()))):
            weight = 0.3 if is_background(telling, against.sources[telling.article].article) else 1.5
            yield Candidate(place, weight, partial(_whole, place, text, telling.article))


def _told_of(told: Telling[Statement], text: tuple[Sentence, ...], against: Context) -> Spoken | Told | None:
    """A statement as a sentence, else the sentence of the article around it, unless nobody can say what it means."""
    spoken = statement_told(told, against)
    if spoken and points(spoken.rest):
        return None
    if spoken or is_hanging(told) or points(told.words):
        return spoken
    return _whole(told.content.content[0], text, told.article)


def _whole(place: Span, text: tuple[Sentence, ...], article: str) -> Told | None:
    """The sentence around a place, where it can stand alone and is not too long."""
    found = around(place, text)
    if (
        found is None
        or asks(found.words)
        or len(found.words) > LENGTH
        or len(found.tokens) < SHORT
        or points(found.words)
    ):
        return None
    leans = found.leans or found.goes_on or speaks(found.words) or not is_paired(found.words)
    return None if leans else sentence_told(found, article)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _hull(places: Sequence[Place]) -> Span:
    return (min(p.start for p in places), max(p.end for p in places))


def _weight(told: Telling[Statement], wanted: Sequence[Telling[Any]], span: Span, against: Context) -> float:
    """What a statement weighs: most where it says what is wanted or how the talks stand."""
    who, act = told.who(told.content.speaker), wording()["act"][told.content.act]
    weight = 0.2 + (1.0 if who and who.party else 0.0) + (0.8 if told.content.act != "state" else 0.0)
    weight += (2.0 if any(span[0] <= t.passages[0].start < span[1] for t in wanted) else 0.0) - 0.4 * len(told.relays)
    weight -= 0.6 if act["tag"] and not cue_tells(told, act) else 0.0
    article = against.sources[told.article].article
    weight -= 5.0 if who and who.kind == "outlet" and article.kind == "interview" else 0.0  # it asks
    return weight - (2.5 if is_background(told, article) else 0.0)


def sentence_told(sentence: Sentence, article: str, line: str | None = None) -> Told:
    """A sentence of an article as it stands there."""
    return Told(sentence.words, (Place(article, *sentence.span),), line)
