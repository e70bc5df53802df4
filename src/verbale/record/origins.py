"""Where texts come from: copies of one text, and the newsroom that it goes back to.

Two articles have one text where most five-word runs of the shorter stand in the longer: exact and trimmed copies, light
edits, a rewritten lead. A paragraph that stands in both while the rest shares nothing is background. Candidates come
from an inverted index of a fixed sample of runs, so that the cost grows with what is shared, not with the archive.
Source of the measure: Broder's containment (On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from verbale.model.brief import Brief
from verbale.model.record import Source
from verbale.model.text import Article
from verbale.record.components import Groups
from verbale.record.wording import folded

RUN = 5
"""Words in a run."""
SAMPLE = 4
"""One run in so many is kept in the index."""
COPY, EDITED = 0.5, 0.3
"""How much of the shorter text must stand in the longer one; less where most of its paragraphs do in part."""
SHORTEST, SHORT = 12, 60
"""Runs that a text must have to be held a copy of another that is not the same to the letter; to be sampled at all."""
LONG = 1_000
"""Characters of a paragraph from which on its runs are not held: a text without a break is one paragraph."""
ENOUGH = 3
"""Sampled runs that two articles share at least to be compared."""

_BYTES = 7
"""Bytes of the hash of a run."""
_WORD = re.compile(rb"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as origins compare it: its article's key, the day it was known from, its runs of five words by paragraph.

    `runs` are all of them. `sample` is what the index keeps of these: those whose hash falls into one of `SAMPLE`
    classes, all of a short text. `whole` are numbers (negative, as many as `ENOUGH`) that all texts with the same runs
    have, and only they; they are made of `of_all`, a hash of all runs.
    """

    article: str
    known_from: str
    dated: bool
    paragraphs: tuple[frozenset[int], ...]
    runs: frozenset[int]
    sample: frozenset[int]
    whole: frozenset[int]
    of_all: int


def text_of(article: Article, known_from: str) -> Text:
    """The runs of an article's running text; the whole text where no paragraph is known."""
    spans = article.paragraphs or ((0, len(article.text)),)
    texts = (article.text[start:end] for start, end in spans)
    paragraphs = tuple(_runs_held(text) if len(text) <= LONG else _runs(text) for text in texts)
    runs = frozenset().union(*paragraphs)
    whole = _hashed(" ".join(map(str, sorted(runs))).encode())
    return text_with(article.key, known_from, article.published is not None, paragraphs, whole)


def text_with(article: str, known_from: str, dated: bool, paragraphs: tuple[frozenset[int], ...], whole: int) -> Text:
    """The text of an article that has these runs by paragraph; `whole` is a hash of all of them."""
    runs = frozenset().union(*paragraphs)
    sample = frozenset([run for run in runs if run % SAMPLE == 0]) if len(runs) >= SHORT else runs
    every = frozenset(-1 - (whole ^ n) for n in range(ENOUGH))
    return Text(article, known_from, dated, paragraphs, runs, sample, every, whole)


def _runs(paragraph: str) -> frozenset[int]:
    """The runs of a paragraph."""
    words = _WORD.findall(folded(paragraph).encode("utf-8", "surrogatepass"))
    if len(words) <= RUN:
        return frozenset([_hashed(b" ".join(words))] if words else ())
    runs = map(b" ".join, zip(*(words[at:] for at in range(RUN)), strict=False))
    return frozenset([int.from_bytes(blake2b(run, digest_size=_BYTES).digest(), "big") for run in runs])


_runs_held = lru_cache(maxsize=1 << 11)(_runs)
"""The same, held as a copy has the same ones and comes soon: some 15 MB where each is as long as may be."""


def _hashed(run: bytes) -> int:
    return int.from_bytes(blake2b(run, digest_size=_BYTES).digest(), "big")


def is_copy(a: Text, b: Text) -> bool:
    """Whether two texts are one, copied, trimmed, edited or with a new lead.

    A paragraph that stands in both word for word while the rest shares nothing is background, no copy.
    """
    one, two = sorted((a, b), key=lambda t: (len(t.runs), t.article))
    if len(one.runs) < SHORTEST:
        return one.runs == two.runs and bool(one.runs)
    shared = [len(p & two.runs) / len(p) for p in one.paragraphs if p]
    of_all = len(one.runs & two.runs) / len(one.runs)
    touched = sum(s >= EDITED for s in shared)
    if of_all >= COPY:
        return touched > 1 or len(shared) <= 1 or of_all >= 0.8
    return of_all >= EDITED and touched > 2 and touched >= 0.6 * len(shared)


def groups_of(texts: Sequence[Text], known: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The origin of each article: the key of the first known article with that text.

    `known` are origins found before, of articles whose text and day are what they were; two of these are not compared
    again.
    """
    by_article = {t.article: t for t in texts}
    known = {key: origin for key, origin in (known or {}).items() if key in by_article}
    index: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        for run in text.sample | text.whole:
            index[run].append(text.article)
    groups = Groups(by_article)
    first_of: dict[str, str] = {}
    for key, origin in known.items():
        groups.join(key, first_of.setdefault(origin, key))
    for a, b in sorted(_near(index, known)):
        if _soon(by_article[a], by_article[b]) and is_copy(by_article[a], by_article[b]):
            groups.join(a, b)
    origins: dict[str, str] = {}
    for group in groups.all():
        first = min(group, key=lambda k: (by_article[k].known_from, k))
        origins |= dict.fromkeys(group, first)
    return origins


WITHIN = 60
"""Days between two dated articles that are compared: a copy comes soon."""


def _near(index: Mapping[int, list[str]], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs that share runs enough, of which one at least is not known."""
    shared: Counter[tuple[str, str]] = Counter()
    for articles in index.values():
        if len(articles) < 2:
            continue  # as nearly always
        new = [a for a in articles if a not in known]
        old = [a for a in articles if a in known]
        shared.update((a, b) if a < b else (b, a) for a in new for b in old)
        shared.update((a, b) if a < b else (b, a) for i, a in enumerate(new) for b in new[i + 1 :])
    return (pair for pair, count in shared.items() if count >= ENOUGH)


def _soon(a: Text, b: Text) -> bool:
    if not (a.dated and b.dated) or a.runs == b.runs:
        return True
    return abs((date.fromisoformat(a.known_from) - date.fromisoformat(b.known_from)).days) <= WITHIN


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one text and one newsroom: their keys, the key of the text's first article, and both newsrooms."""

    articles: tuple[str, ...]
    origin: str
    newsroom: str
    origin_newsroom: str


def regrouped(
    members: Mapping[str, Source],
    brief: Brief,
    known: Mapping[str, str] | None = None,
    texts: Mapping[str, Text] | None = None,
) -> Iterator[Group]:
    """What articles go back to, each group of one text and one newsroom once; `members` by key hold whole texts.

    `known` as for `groups_of`; `texts` are those already made.
    """
    texts = texts or {}
    origin = groups_of([texts.get(key) or text_of(s.article, s.known_from) for key, s in members.items()], known)
    families = {o.name: o.wire for o in brief.outlets if o.wire}
    house = {key: newsroom_of(s.article, families) for key, s in members.items()}
    groups: dict[tuple[str, str], list[str]] = {}
    for key, first in sorted(origin.items()):
        groups.setdefault((first, house[key]), []).append(key)
    for (first, newsroom), keys in sorted(groups.items()):
        yield Group(tuple(keys), first, newsroom, house[first])


def newsroom_of(article: Article, families: Mapping[str, str]) -> str:
    """The house that published an article: its outlet, or what `families` says that belongs to; else itself."""
    return families.get(article.outlet, article.outlet) if article.outlet else article.key
