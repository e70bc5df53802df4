"""Time expressions of an article: found by the span grammar, placed in time in the order of the text.

Those that name or bound a calendar time are `calendar`; lengths of time, recurring times and vague references
("recently") are kept too, apart. The dateline is read with the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Literal

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Time, TimexType
from verbale.model.text import Article, Span
from verbale.model.times import bounds
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.words import SUBJECTS
from verbale.understanding.pipeline import Annotator, annotator
from verbale.understanding.times.direction import MODIFIERS, WEAK, direction_of, is_verbless, told_of
from verbale.understanding.times.grammar import grammar
from verbale.understanding.times.meaning import Bounded, Listed, Range
from verbale.understanding.times.phrases import Phrase
from verbale.understanding.times.placed import Placed
from verbale.understanding.times.resolution import Resolver
from verbale.understanding.times.setting import setting_of
from verbale.understanding.times.tables import toml, words_in

_OPENING = 2
"""Tokens before a time that opens its sentence: "In 1976, ..."."""

_MONTHS = "|".join(name.capitalize() for name in toml("words")["words"]["homograph"] if "." not in name)
_NAME = re.compile(rf"\b([A-Z][\w.]+) ({_MONTHS})\b(?! \d)")
"""Months that are also people: an article on Theresa May that says "by May" rather means her."""
_BESIDE = re.compile(r"\W{0,3}((just|only|barely|nearly|exactly|about) )?|\W{1,3}(when|where|as) [^.,;]{0,60}")
"""What may stand between a date and an expression that says again when that was: "on Friday, a day after the vote"."""
_NOUN_PHRASE = {"DT", "PRP$", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "CD", "VBN", "VBG"}


@annotator("times", gives={"time"}, version="7")
def times(brief: Brief) -> Annotator:
    """Times of the body and the dateline; fiscal years and the order of figures as the brief has them."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        article = analysis.article
        phrases = grammar().phrases(article.text, _regions(article))
        phrases = [_unbound(analysis, p) for p in _without_surnames(article.text, phrases)]
        phrases = [found for p in phrases for found in _days_apart(analysis, p)]
        resolver = Resolver(setting_of(article, phrases, brief))
        for phrase, following in zip_longest(phrases, phrases[1:]):
            yield from _found(analysis, resolver, phrase, following.start if following else len(article.text))

    return annotate


def _regions(article: Article) -> list[Span]:
    """The dateline, then each paragraph; a dateline that stands inside the first paragraph is read with it."""
    span = article.dateline_span
    inside = span is not None and any(a <= span[0] < b for a, b in article.paragraphs)
    return ([span] if span and not inside else []) + list(article.paragraphs)


def _found(analysis: Analysis, resolver: Resolver, phrase: Phrase, limit: int) -> Iterator[Finding[Time]]:
    span, article = (phrase.start, phrase.end), analysis.article
    resolver.direction = lambda: direction_of(analysis, span)
    resolver.verbless = lambda: is_verbless(analysis, span)
    focus_span, sentence = resolver.focus_span, _sentence(analysis, span)
    near = focus_span if focus_span and sentence and sentence == _sentence(analysis, focus_span) else None
    resolver.same_sentence = near is not None
    resolver.beside = near is not None and _BESIDE.fullmatch(article.text, near[1], phrase.start) is not None
    resolver.opening = sentence is not None and grammar_of(analysis).tokens(span)[0] - sentence[0] <= _OPENING
    placed = resolver.place(phrase.meaning)
    bound = phrase.meaning.end if isinstance(phrase.meaning, Bounded) else None
    ends = placed.ends or tuple(
        placed if leaf.meaning is bound else resolver.place(leaf.meaning) for leaf in phrase.parts
    )
    parts = tuple(_part(leaf, end) for leaf, end in zip(phrase.parts, ends, strict=True))
    if not parts:
        start, end = phrase.core or span
        parts = ((start, end, placed.timex_type, placed.timex3),)
    lower, upper = bounds(placed.edtf)
    stretch = placed.stretch
    content = Time(
        span=with_event(analysis, span, limit) if "Event" in phrase.classes else span, edtf=placed.edtf, lower=lower,
        upper=upper, granularity=_granularity(placed), modifier=placed.modifier, timex3=placed.timex3 or None,
        timex_type=placed.timex_type, calendar=placed.calendar, anchor=placed.anchor,
        anchor_span=focus_span if placed.anchor == "focus" else None, alternatives=placed.alternatives,
        timex3_parts=parts, zone=stretch.zone if stretch else None,
        told=_told(told_of(analysis, span)) if placed.calendar and stretch is not None else None,
    )  # fmt: skip
    if placed.timex3:
        yield analysis.finding(content, rule=phrase.rule, confidence=phrase.confidence)
    if stretch is not None:
        resolver.attend(placed, span)


def _part(leaf: Phrase, placed: Placed) -> tuple[int, int, TimexType, str]:
    start, end = leaf.core or (leaf.start, leaf.end)
    return (start, end, placed.timex_type, placed.timex3)


def _told(direction: float | None) -> Literal["past", "ahead"] | None:
    if direction is None or direction == WEAK:
        return None
    return "past" if direction < 0 else "ahead"


def _granularity(placed: Placed) -> str | None:
    if placed.stretch is None:
        return None
    part = placed.stretch.part
    return ("minute" if ":" in part else "part of day") if part else placed.stretch.unit


def with_event(analysis: Analysis, span: Span, limit: int) -> Span:
    """The span with the noun phrase that follows it, as far as its head: "two days after" + "the election".

    It stays as it is where the noun phrase goes beyond `limit`, the start of the next time.
    """
    grammar, last = grammar_of(analysis), None
    w, (first, after) = grammar.words, grammar.tokens(span)
    for i in range(after, min(after + 8, len(w))) if first < after else ():
        if w.tag[i] not in _NOUN_PHRASE or w.sentence[i] != w.sentence[first]:
            break
        if w.tag[i].startswith("NN"):
            last = i
        elif last is not None and w.tag[i] not in ("POS", "HYPH"):
            break
    if last is None or w.dep[last] in SUBJECTS or w.ends[last] > limit:
        return span
    return (span[0], w.ends[last])


def _unbound(analysis: Analysis, phrase: Phrase) -> Phrase:
    """The date alone where it only describes what bounds: "after Monday's debate", "since the 2015 accord"."""
    if not isinstance(phrase.meaning, Bounded) or len(phrase.parts) != 1:
        return phrase
    grammar, end = grammar_of(analysis), (phrase.parts[0].start, phrase.parts[0].end)
    w, (first, after) = grammar.words, grammar.tokens(end)
    root = grammar.head_of((first, after)) if first < after else None
    if root is None or w.dep[root] not in MODIFIERS or w.head[root] < after:
        return phrase
    return next((p for p in phrase.inner if (p.start, p.end) == end), phrase)


def _days_apart(analysis: Analysis, phrase: Phrase) -> tuple[Phrase, ...]:
    """The days of a list; the old and the new day, where something was moved; else the phrase as it is."""
    if isinstance(phrase.meaning, Listed):
        return tuple(replace(part, confidence=phrase.confidence) for part in phrase.parts)
    if not isinstance(phrase.meaning, Range):
        return (phrase,)
    grammar = grammar_of(analysis)
    w, (first, after) = grammar.words, grammar.tokens((phrase.start, phrase.end))
    if first == after or w.lower[first] != "from":
        return (phrase,)
    to = next((i for i in range(first, after) if w.lower[i] in ("to", "until") and w.dep[i] == "prep"), first)
    thing, mover = w.head[first], w.head[w.head[first]]
    if w.dep[thing] != "dobj" or w.lemma[thing] not in words_in("direction", "planned") or w.head[to] != mover:
        mover = thing  # but "put off the talks from May to July", where the parse hangs the one day on the thing
    if w.lemma[mover] not in words_in("direction", "moves"):
        return (phrase,)
    ends = tuple(p for part in phrase.parts for p in phrase.inner if (p.start, p.end) == (part.start, part.end))
    return ends if len(ends) == len(phrase.parts) else (phrase,)


def _sentence(analysis: Analysis, span: Span) -> Extent | None:
    """The tokens of the sentence in which a time begins; None outside the running text."""
    grammar = grammar_of(analysis)
    first, after = grammar.tokens(span)
    return grammar.sentence(grammar.words.sentence[first]) if first < after else None


def _without_surnames(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases without those bare months that the article also uses as a surname, "in May" and the like excepted."""
    surnames = _surnames(text)
    sure = toml("words")["names"]["sure"]
    return [p for p in phrases if not (surnames and _is_surname(text, p, surnames, sure))]


def _surnames(text: str) -> tuple[str, ...]:
    words = grammar().lexicon
    leads = ("lead", "function", "which", "follow", "third", "every")
    found = {m[2] for m in _NAME.finditer(text) if not any(words.has(m[1], name) for name in leads)}
    return tuple(sorted(found))


def _is_surname(text: str, phrase: Phrase, surnames: tuple[str, ...], sure: list[str]) -> bool:
    if not text.endswith(surnames, phrase.start, phrase.end):
        return False
    words = text[max(0, phrase.start - 20) : phrase.end].split()
    return len(words) > 1 and words[-2].lower() not in sure
