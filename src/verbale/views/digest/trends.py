"""Terms that more texts have than had them in the four weeks before: words of news, not of the grammar or the talks.

A term is one to three words between which nothing stands. Texts are counted, copies once. The measure is the
log-likelihood ratio of two rates (Dunning 1993), here with 10.83, which chance passes once in a thousand terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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
FORMS = 50
"""As many places of a term are looked at to tell how it is written."""

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
    read = [_words(article) for article in now]
    often = frozenset(_often(map(frozenset, read))) - word_set("function") - {BREAK}
    counts = _often(_terms(words, often) for words in read)
    wanted = {t for t in counts if not _is_known(t, known)}
    earlier = Counter(t for article in before for t in _terms(_words(article), often) & wanted)
    rated = {t: _surprise(counts[t], len(now), earlier[t], len(before)) for t in wanted}
    rising = [t for t in wanted if rated[t] >= SURE and counts[t] / len(now) >= TIMES * earlier[t] / len(before)]
    whole = [t for t in rising if not any(_is_part(t, o) and counts[o] >= 0.7 * counts[t] for o in rising)]
    in_order = sorted(whole, key=lambda t: (-rated[t], t))
    each = texts / len(before) / WEEKS
    return tuple(Trend(_written(t, now), counts[t], round(earlier[t] * each, 2)) for t in in_order[:MOST])


def _often(texts: Iterable[Collection[str]]) -> dict[str, int]:
    """The terms that enough texts have, with how many."""
    counts: Counter[str] = Counter()
    for terms in texts:
        counts.update(terms)
    return {t: n for t, n in counts.items() if n >= LEAST}


def _surprise(a: int, of_a: int, b: int, of_b: int) -> float:
    """Twice the log-likelihood ratio of `a` in `of_a` and `b` in `of_b` having one rate or two."""
    rate = (a + b) / (of_a + of_b)

    def fits(hits: int, of: int, p: float) -> float:
        return (hits * log(p) if hits else 0.0) + ((of - hits) * log(1 - p) if of > hits else 0.0)

    return 2 * (fits(a, of_a, a / of_a) + fits(b, of_b, b / of_b) - fits(a, of_a, rate) - fits(b, of_b, rate))


def _words(article: Article) -> list[str]:
    """The words of an article's headline and beginning in small letters, and what parts them."""
    start, end = article.body or (0, 0)
    text = f"{article.title or ''}.{article.text[start : min(end, start + BEGINNING)]}".casefold()
    words = (w[:-2] if w[-2:] in ("’s", "'s") else w for w in _WORD.findall(text))
    return [w if (w.isalpha() and len(w) > 2) or len(w) > 3 else BREAK for w in words]


def _terms(words: Sequence[str], of: Collection[str]) -> set[str]:
    """The terms that stand in a text and are made of some words alone."""
    found: set[str] = set()
    one = two = ""  # the word, and the two words, that the next one follows
    for word in words:
        if word not in of:
            one = two = ""
            continue
        found.add(word)
        if two:
            found.add(f"{two} {word}")
        two = f"{one} {word}" if one else ""
        if two:
            found.add(two)
        one = word
    return found


def _known(brief: Brief, articles: Iterable[Article]) -> frozenset[str]:
    """What is no news: the names of parties, issues, talks and outlets, days and months, the words of credits."""
    names = [brief.title, *brief.talks, *(i.name for i in brief.issues)]
    for party in brief.parties:
        names += [party.name, party.code, *party.aliases, *party.demonyms, *party.seats]
    for outlet in brief.outlets:
        names += [outlet.name, *outlet.aliases]
    for article in articles:
        names += [n for n in (article.outlet, article.credit, article.byline, *article.section) if n]
    words = {w for name in names for w in map(str.casefold, _WORD.findall(name))}
    return frozenset(words | word_set("calendar") | word_set("common"))


def _is_known(term: str, known: Collection[str]) -> bool:
    return all(word in known for word in term.split())


def _is_part(term: str, other: str) -> bool:
    return term != other and f" {term} " in f" {other} "


def _written(term: str, articles: Iterable[Article]) -> str:
    """A term as the texts write it most often."""
    pattern = re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE)
    forms: Counter[str] = Counter()
    for article in articles:
        forms.update(m[0] for a, b in article.paragraphs for m in pattern.finditer(article.text, a, b))
        if forms.total() > FORMS:
            break
    return min(forms, key=lambda f: (-forms[f], f), default=term)
