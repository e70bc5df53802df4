"""Where texts come from: copies of one text, and the newsroom that it goes back to.

Two articles have one text where most five-word runs of the shorter stand in the longer: exact and trimmed copies, light
edits, a rewritten lead. A paragraph that stands in both while the rest shares nothing is background. Candidates come
from an inverted index of a fixed sample of runs, so that the cost grows with what is shared, not with the archive.
Source of the measure: Broder's containment (On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain

from verbale.model.board import Array
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
ENOUGH = 3
"""Sampled runs that two articles share at least to be compared."""

_WORD = re.compile(rb"[a-z0-9]+")
_EACH = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
"""By what the hash of each word of a run is multiplied before they are added: so its place in the run counts."""
_LEFT_OUT = 8
"""Of the 64 bits of a run the lowest are left out, as they hang on those of the words alone."""


@dataclass(frozen=True)
class Text:
    """A text as origins compare it: its article's key, the day it was known from, its runs of five words.

    `sample` is what the index keeps of the runs: those whose hash falls into one of `SAMPLE` classes, all of a short
    text. `whole` are numbers (negative, as many as `ENOUGH`) that all texts with the same runs have, and only they.
    `packed` are all runs by paragraph, eight bytes each, as few texts are near another and compared by them.
    """

    article: str
    known_from: str
    dated: bool
    sample: frozenset[int]
    whole: frozenset[int]
    packed: tuple[bytes, ...]

    @cached_property
    def paragraphs(self) -> tuple[frozenset[int], ...]:
        """The runs of each paragraph."""
        return tuple(frozenset(array("Q", some)) for some in self.packed)

    @cached_property
    def runs(self) -> frozenset[int]:
        """All runs."""
        return frozenset().union(*self.paragraphs)


def text_of(article: Article, known_from: str) -> Text:
    """The runs of an article's running text; the whole text where no paragraph is known."""
    import numpy as n  # as in `model.board.unfolded`

    spans = article.paragraphs or ((0, len(article.text)),)
    words = [_WORD.findall(folded(article.text[start:end]).encode("utf-8", "surrogatepass")) for start, end in spans]
    counts = [*map(len, words)]
    # Behind the last word are as many as a run may want; those of a short paragraph stand alone.
    hashed = n.array([*map(_of_word, chain.from_iterable(words)), *[0] * RUN], n.uint64)
    each = n.array(_EACH, n.uint64)
    added: Array = sum(hashed[at : at + sum(counts)] * each[at] for at in range(RUN)) >> n.uint64(_LEFT_OUT)
    paragraphs, first = [], 0
    for count in counts:
        if 0 < count < RUN:
            own = (hashed[first : first + count] * each[:count]).sum(keepdims=True)
            paragraphs.append(own >> n.uint64(_LEFT_OUT))
        else:
            paragraphs.append(added[first : max(first, first + count - RUN + 1)])
        first += count
    runs = n.unique(n.concatenate(paragraphs))
    whole = int.from_bytes(blake2b(runs.astype("<u8").tobytes(), digest_size=7).digest(), "big")
    sample = runs[runs % n.uint64(SAMPLE) == 0] if len(runs) >= SHORT else runs
    return Text(
        article=article.key,
        known_from=known_from,
        dated=article.published is not None,
        sample=frozenset(sample.tolist()),
        whole=frozenset([-1 - (whole ^ number) for number in range(ENOUGH)]),
        packed=tuple([some.tobytes() for some in paragraphs]),
    )


@lru_cache(maxsize=1 << 16)
def _of_word(word: bytes) -> int:
    return int.from_bytes(blake2b(word, digest_size=8).digest(), "big")


def is_copy(a: Text, b: Text) -> bool:
    """Whether two texts are one, copied, trimmed, edited or with a new lead.

    A paragraph that stands in both word for word while the rest shares nothing is background, no copy.
    """
    one, two = sorted((a, b), key=lambda t: (len(t.runs), t.article))
    if len(one.runs) < SHORTEST:
        return one.whole == two.whole and bool(one.runs)
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
    if not (a.dated and b.dated) or a.whole == b.whole:
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
