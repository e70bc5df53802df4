"""A synopsis: one to three whole sentences of an article, chosen for what they tell, in the order of the text.

A sentence is weighed by the lines of the record that it carries, by how much of the headline and of the whole text it
speaks of, and by where it stands. None is taken that stood in an earlier article, or that leans on one that is not
taken. The choice avoids saying a thing twice (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from verbale.model.negotiation import Event, Phase, Position, Statement
from verbale.model.record import Telling
from verbale.model.text import Article
from verbale.model.times import bounds
from verbale.views.digest.sentences import Sentence, around, terms_in
from verbale.views.digest.whole import is_paired, speaks

MOST = 3
"""Most sentences of a synopsis."""
LENGTH = 600
"""Most characters of it, unless a single sentence has more."""
LINES = 2.5
"""What the lines of a sentence weigh at most."""
ENOUGH = 0.4
"""How much of the best sentence's weight another one must have."""
CANDIDATES = 12
"""Sentences among which the choice is made, the weightiest."""
OLD = 45
"""Days before the publication after which what was said or done is no news."""
BACKGROUND = -1.0
"""What such a thing weighs."""
SHORT, LONG = 6, 45
"""Words of a sentence that tells too little, and of one that is hard to read."""


def synopsis(
    article: Article, text: Sequence[Sentence], told: Iterable[Telling[Any]], stood: Collection[int] = ()
) -> tuple[Sentence, ...]:
    """The sentences to print; `stood` are the numbers of paragraphs that earlier articles have."""
    lines = list(told)
    unnamed = {s.number for t in lines if (s := _by_nobody(t, article, text))}
    own = [s for s in text if s.paragraph not in stood and not s.words.endswith("?")]
    weights = _weights(article, own, lines)
    first = own or list(text)
    own = sorted(own, key=lambda s: (-weights[s.number], s.number))[:CANDIDATES]
    chosen: list[Sentence] = []
    while len(chosen) < MOST:
        worth = {s: weights[s.number] - _said_already(s, chosen) for s in own if s not in chosen}
        in_turn = sorted(worth, key=lambda s: (-worth[s], s.number))
        best = next((s for s in in_turn if _fits(s, chosen, unnamed)), None)
        if best is None or (chosen and worth[best] < ENOUGH * weights[chosen[0].number]):
            break
        chosen.append(best)
    if not chosen:
        chosen = [next((s for s in first if is_paired(s.words)), *first[:1])] if first else []
    return tuple(sorted(chosen, key=lambda s: s.number))


def _by_nobody(told: Telling[Any], article: Article, text: Sequence[Sentence]) -> Sentence | None:
    """The sentence in which somebody speaks who is named elsewhere: "the minister said"."""
    if not isinstance(told.content, Statement) or told.content.speaker_span is None:
        return None
    start, end = told.content.speaker_span
    if not (article.text[start:end].casefold().startswith("the ") and article.text[start:end][4:].islower()):
        return None
    found = around((start, end), tuple(text))
    return found if found and not found.names_anyone else None


def _alone(sentence: Sentence, unnamed: Collection[int]) -> bool:
    """Whether a sentence leans on none before it."""
    goes_on = sentence.number > 0 and sentence.goes_on
    return not (goes_on or sentence.number in unnamed or sentence.leans)


def _fits(sentence: Sentence, chosen: Sequence[Sentence], unnamed: Collection[int]) -> bool:
    """Whether a sentence can be added: it is not too long beside the others, and what it leans on is there."""
    if chosen and sum(len(s.words) for s in (*chosen, sentence)) > LENGTH:
        return False
    if speaks(sentence.words) or not is_paired(sentence.words):
        return False
    before = sentence.number - 1
    follows = any(s.number == before and s.paragraph == sentence.paragraph for s in chosen)
    return follows or _alone(sentence, unnamed)


def _said_already(sentence: Sentence, chosen: Sequence[Sentence]) -> float:
    terms = sentence.terms
    shared = [len(terms & s.terms) / (1 + min(len(terms), len(s.terms))) for s in chosen]
    return 2.5 * max(shared, default=0.0) ** 2


def _weights(article: Article, text: Sequence[Sentence], told: Sequence[Telling[Any]]) -> dict[int, float]:
    """What each sentence weighs, by its number."""
    body = Counter(chain.from_iterable(s.terms for s in text))
    headline = terms_in(article.title or "")
    lines = _lines(article, text, told)
    central = {s.number: _central(s, body) for s in text}
    most = max(central.values(), default=0.0) or 1.0
    return {
        s.number: min(LINES, lines.get(s.number, 0.0))
        + central[s.number] / most
        + 2.0 * len(s.terms & headline) / max(3, len(headline))
        + (1.5 if s.number == 0 else 0.4 if s.paragraph == 0 else 0.0)
        - (2.0 if len(s.tokens) < SHORT else 0.03 * max(0, len(s.tokens) - LONG))
        for s in text
    }


def _central(sentence: Sentence, body: Counter[str]) -> float:
    terms = sentence.terms
    return float(sum(map(body.__getitem__, terms)) - len(terms)) / (8 + len(terms))


def _lines(article: Article, text: Sequence[Sentence], told: Sequence[Telling[Any]]) -> dict[int, float]:
    """What the lines that a sentence carries weigh, by its number; less than nothing where none of them is news."""
    every = tuple(text)
    found: dict[int, list[float]] = {}
    for telling in told:
        sentence = around((telling.passages[0].start, 0), every) if telling.passages else None
        if sentence:
            found.setdefault(sentence.number, []).append(_weight(telling, article))
    return {n: sum(w for w in of if w > 0) if max(of) > 0 else min(of) for n, of in found.items()}


def _weight(told: Telling[Any], article: Article) -> float:
    content = told.content
    if is_background(told, article):
        return BACKGROUND
    if isinstance(content, Phase):
        return 1.2
    if isinstance(content, Position):
        return 0.9
    if isinstance(content, Statement):
        who = told.who(content.speaker)
        party = who is not None and who.party is not None and content.kind == "speech"
        return (0.6 if party else 0.1) + (0.4 if party and content.act != "state" else 0.0)
    if isinstance(content, Event):
        return 0.9 if bounds(content.when)[0] else 0.3
    return 0.0


def is_background(told: Telling[Any], article: Article) -> bool:
    """Whether an article tells of something that was no news any more: said, wanted or done long before."""
    content = told.content
    if isinstance(content, Event) and content.historical:
        return True
    when = {Event: "when", Statement: "said_on", Position: "as_of", Phase: "since"}.get(type(content))
    last, day = bounds(getattr(content, when))[1] if when else None, bounds(article.published)[0]
    if last is None or day is None:
        return False
    return (date.fromisoformat(day) - date.fromisoformat(last)).days > OLD
