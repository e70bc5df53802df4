"""How alike two pieces of text are in what they say: their telling words, folded and stemmed.

Stems are Porter's (Snowball's "english"); scripts are folded by anyascii. All measures lie between 0 and 1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock

from anyascii import anyascii
from snowballstemmer import stemmer

from verbale.record.tables import words as table

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_QUOTED = re.compile(r"[“\"«„]([^”\"»“«„]{3,}?)[”\"»“]|(?<!\w)['‘]([^‘]{3,}?)['’](?!\w)")
_NAMES = re.compile(r"\b[A-Z][\w’'-]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
"""`U.S.` is one word, as `US` is."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
"""What `anyascii` has to look up: it does so sign by sign, for all that it is given."""
_STEMS = stemmer("english")
_ONE = Lock()
"""A stemmer holds the word that it takes apart: two threads at once would each get something of the other's."""
FEW = 2
"""Words of a quotation that may be but a name or a term, unless the other text quotes them too."""


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """The text in lower-case Latin letters without accents, whatever its script."""
    latin = text if text.isascii() else _FOREIGN.sub(lambda m: anyascii(m[0]), text)
    return latin.casefold()


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    with _ONE:
        stem: str = _STEMS.stemWord(word.removesuffix("'s"))
    return stem


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """The stem of a word that tells something, else nothing: no more does "doesn't" or "we're"."""
    empty = table()["empty"]
    return "" if word in empty or word.endswith("n't") or word.partition("'")[0] in empty else _stem(word)


@lru_cache(maxsize=1 << 13)
def plain_words(text: str) -> tuple[str, ...]:
    """All words of the text as they stand there, folded, in order."""
    plain = folded(text)
    if plain.count(".") > 1:  # as initials have: looking for them takes longer than taking the words apart
        plain = _INITIALS.sub(lambda m: m[0].replace(".", ""), plain)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=1 << 14)
def tokens(text: str) -> tuple[str, ...]:
    """The stems of the words that tell something, in order."""
    return tuple(filter(None, map(_telling, plain_words(text))))


@lru_cache(maxsize=1 << 14)
def bag(text: str) -> frozenset[str]:
    """The stems as a set."""
    return frozenset(tokens(text))


@lru_cache(maxsize=1 << 13)
def but_for_names(text: str) -> frozenset[str]:
    """The stems but for those of names: of words with a capital, of which one often opens a sentence."""
    return bag(text) - bag(" ".join(_NAMES.findall(text)))


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard: what two sets share of all they hold; 0 where both are empty."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if a or b else 0.0


def held(a: frozenset[str], b: frozenset[str]) -> float:
    """Containment: what the smaller set shares with the larger one; 0 where it is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


SAME_TEXT = 0.8
"""Two sentences that share so much are one text, copied or edited."""


def one_text(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sentences, given as their stems, are one text, copied or lightly edited."""
    few, many = len(one), len(two)
    if few > many:
        few, many = many, few
    return few >= SAME_TEXT * many and shared(one, two) >= SAME_TEXT


@lru_cache(maxsize=1 << 13)
def quotations(text: str) -> tuple[tuple[str, ...], ...]:
    """The stems of each quotation in the text that has at least two of them; the whole where it is one."""
    found = (tokens(a or b) for a, b in _QUOTED.findall(text))
    return tuple(q for q in found if len(q) > 1)


def quoted_again(a: str, b: str, least: int = 0) -> bool:
    """Whether a quotation of the one, of so many telling words at `least`, stands in the other, word for word."""
    return _quotes(a, b, least) or _quotes(b, a, least)


def _quotes(a: str, b: str, least: int) -> bool:
    if not (quoted := quotations(a)):
        return False
    text = f" {' '.join(tokens(b))} "
    return any(
        len(q) >= least and f" {' '.join(q)} " in text and (len(q) > FEW or _holds(q, quotations(b))) for q in quoted
    )


def _holds(words: tuple[str, ...], quoted: tuple[tuple[str, ...], ...]) -> bool:
    return any(f" {' '.join(words)} " in f" {' '.join(q)} " for q in quoted)


@lru_cache(maxsize=1 << 15)
def turned(text: str) -> bool:
    """Whether the text says no: an odd number of words that turn a clause into its opposite."""
    turning = table()["turning"]
    return bool(sum(w in turning or w.endswith("n't") for w in plain_words(text)) % 2)


@lru_cache(maxsize=1 << 15)
def figures(text: str) -> frozenset[str]:
    """The months, ordinals and numbers of the text, by which of several like things is told apart."""
    counting = table()["counting"]
    return frozenset(w[:3] if w.isalpha() else w for w in plain_words(text) if w[0].isdigit() or w in counting)


@lru_cache(maxsize=16)
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of the table `name`."""
    return frozenset(_stem(w) for w in table()[name])


@lru_cache(maxsize=1 << 15)
def tells_of(name: str, text: str) -> bool:
    """Whether a phrase of the table `name` stands in the text."""
    plain = f" {' '.join(plain_words(text))} "
    return any(map(plain.__contains__, _phrases(name)))


@lru_cache(maxsize=16)
def _phrases(name: str) -> tuple[str, ...]:
    """The phrases of the table `name`, each as it begins a word."""
    return tuple(f" {phrase}" for phrase in table()[name])
