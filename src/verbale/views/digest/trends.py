"""Terms that more texts have than had them in the four weeks before: words of news, not of the grammar or the talks.

A term is one to three words between which nothing stands. Texts are counted, copies once; a longer term is counted
where what it is made of is frequent (Agrawal and Srikant 1994). The measure is the log-likelihood ratio of two rates
(Dunning 1993), here with 10.83, which chance passes once in a thousand terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from math import log

from verbale.model.brief import Brief
from verbale.model.edition import Trend
from verbale.model.text import Article
from verbale.views.tables import word_set

WEEKS = 4
LEAST = 3
"""Texts that must have a term."""
SURE = 10.83
TIMES = 2.0
"""How many times the rate before a term must have."""
MOST = 8
BEGINNING = 1_500
"""Characters of an article that are looked at: the press tells first what is new."""
BREAK = "."
LONGEST = 3
"""Words of a term at most."""
FORMS = 50
"""As many places of a term are looked at to tell how it is written."""

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]|\d+")
"""A word, or what parts two: a mark or a number."""


def trends(now: Sequence[Article], before: Sequence[Article], texts: int, brief: Brief) -> tuple[Trend, ...]:
    """The terms that these texts have more than those of the four weeks before, the surest first.

    `before` are as many as are looked at of all the `texts` of these weeks, for which they stand. There is no trend
    where no text is known from before, for then all is new.
    """
    if not before or len(now) < LEAST:
        return ()
    known = _known(brief, (*now, *before))
    counts = _often([_words(article) for article in now])
    wanted = {t for t in counts if not known.issuperset(t)}
    earlier = _standing(wanted, [_words(article) for article in before])
    rated = {t: _surprise(counts[t], len(now), earlier[t], len(before)) for t in wanted}
    rising = [t for t in wanted if rated[t] >= SURE and counts[t] / len(now) >= TIMES * earlier[t] / len(before)]
    whole = [t for t in rising if not any(_is_part(t, o) and counts[o] >= 0.7 * counts[t] for o in rising)]
    in_order = sorted(whole, key=lambda t: (-rated[t], t))
    each = texts / len(before) / WEEKS
    return tuple(Trend(_written(t, now), counts[t], round(earlier[t] * each, 2)) for t in in_order[:MOST])


def _often(texts: Sequence[Words]) -> dict[Words, int]:
    """The terms that enough texts have, with how many."""
    found: dict[Words, int] = {}
    often: frozenset[Words] = frozenset()
    for length in range(1, LONGEST + 1):
        counts = Counter(chain.from_iterable(_terms(words, length, often) for words in texts))
        nothing = word_set("function") | {BREAK} if length == 1 else ()
        often = frozenset([t for t, n in counts.items() if n >= LEAST and t[0] not in nothing])
        found |= {t: counts[t] for t in often}
    return found


def _terms(words: Words, length: int, shorter: Collection[Words]) -> set[Words]:
    """The terms of so many words that stand in a text, made of `shorter` ones with a word less."""
    terms = set(zip(*(words[at:] for at in range(length)), strict=False))
    return {t for t in terms if t[1:] in shorter and t[:-1] in shorter} if length > 1 else terms


def _standing(wanted: Collection[Words], texts: Sequence[Words]) -> Counter[Words]:
    """How many of these texts have each of the terms wanted."""
    found: Counter[Words] = Counter()
    for length in range(1, LONGEST + 1):
        these = {t for t in wanted if len(t) == length}
        for words in texts if these else ():
            found.update(these.intersection(zip(*(words[at:] for at in range(length)), strict=False)))
    return found


def _surprise(a: int, of_a: int, b: int, of_b: int) -> float:
    """Twice the log-likelihood ratio of `a` in `of_a` and `b` in `of_b` having one rate or two."""
    rate = (a + b) / (of_a + of_b)

    def fits(hits: int, of: int, p: float) -> float:
        return (hits * log(p) if hits else 0.0) + ((of - hits) * log(1 - p) if of > hits else 0.0)

    return 2 * (fits(a, of_a, a / of_a) + fits(b, of_b, b / of_b) - fits(a, of_a, rate) - fits(b, of_b, rate))


def _words(article: Article) -> Words:
    """The words of an article's headline and beginning in small letters, and what parts them."""
    start, end = article.body or (0, 0)
    return _words_of(f"{article.title or ''}.{article.text[start : min(end, start + BEGINNING)]}")


@lru_cache(maxsize=1 << 11)  # the weeks before a draft are the same from one look at it to the next
def _words_of(text: str) -> Words:
    return tuple(map(_word, _WORD.findall(text.casefold())))


@lru_cache(maxsize=1 << 16)  # the words of a language come again and again
def _word(found: str) -> str:
    """A word without the ending of a genitive; `BREAK` for what is none."""
    word = found[:-2] if found[-2:] in ("’s", "'s") else found
    return word if (word.isalpha() and len(word) > 2) or len(word) > 3 else BREAK


def _known(brief: Brief, articles: Iterable[Article]) -> frozenset[str]:
    """What is no news: the names of parties, issues, talks and outlets, days and months, the words of credits."""
    names = [brief.title, *brief.talks, *(i.name for i in brief.issues)]
    for party in brief.parties:
        names += [party.name, party.code, *party.aliases, *party.demonyms, *party.seats]
    for outlet in brief.outlets:
        names += [outlet.name, *outlet.aliases]
    for article in articles:
        names += [n for n in (article.outlet, article.credit, article.byline, *article.section) if n]
    words = {w for name in set(names) for w in map(str.casefold, _WORD.findall(name))}
    return frozenset(words | word_set("calendar") | word_set("common"))


def _is_part(term: Words, other: Words) -> bool:
    return term != other and f" {' '.join(term)} " in f" {' '.join(other)} "


def _written(term: Words, articles: Iterable[Article]) -> str:
    """A term as the texts write it most often."""
    pattern = re.compile(rf"\b{re.escape(' '.join(term))}\b", re.IGNORECASE)
    forms: Counter[str] = Counter()
    for article in articles:
        forms.update(m[0] for a, b in article.paragraphs for m in pattern.finditer(article.text, a, b))
        if forms.total() > FORMS:
            break
    return min(forms, key=lambda f: (-forms[f], f), default=" ".join(term))
