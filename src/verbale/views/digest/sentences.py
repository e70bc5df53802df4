"""The sentences of an article's running text, and whether one can stand without the one before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from verbale.model.text import Article, Span
from verbale.views.digest.whole import of_several
from verbale.views.tables import word_set
from verbale.views.wording import one_line

LONGEST = 40
"""Characters of an abbreviation at most: no more is looked at, however long a word is."""
_END = re.compile(r"(?<![.!?…])[.!?…]+[”\"’')\]]*(?=\s+[“\"‘'(\[]?[A-Z0-9À-ÖØ-ÞА-Я])")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ABRIDGED = re.compile(r"(?<!\s)\s*\((?:Slightly )?[Aa]bridged\)\s*$")
_ASIDE = re.compile(r", (?:he|she|it|they) [a-z]+[,.]")
_SPOKEN = re.compile(r"[“‘\"][^”]*[,?!][”’\"] (?:he|she|it|they) [a-z]+")
_SUCH = re.compile(r"\b(?:any|no) such\b")
_APPOSED = re.compile(r"[^,;:“\"]{1,60}, (?:its|their|his|her) ")
SOON = 14
"""Within so many words of a pronoun the name comes that it looks forward to."""


FEW, SAME = 3, 0.75
"""Two sentences say one thing where this part of at least so many terms is the same."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence in its article: its place, the words on one line, its number and that of its paragraph.

    `tokens` are its words as written, `plain` those that the text writes in small letters.
    """

    span: Span
    words: str
    number: int
    paragraph: int
    tokens: tuple[str, ...]
    plain: Collection[str]

    @cached_property
    def terms(self) -> frozenset[str]:
        """What it speaks of: its words in small letters without those of the grammar."""
        return _terms(self.tokens)

    @cached_property
    def goes_on(self) -> bool:
        """Whether it begins by going on from the one before: "But", "In response"."""
        low = [t.casefold() for t in self.tokens[:4]]
        longer = {"-".join(low[:n]) for n in (2, 3, 4)}
        return bool(low) and (low[0] in word_set("connectives") or bool(longer & word_set("goes_on")))

    @cached_property
    def leans(self) -> bool:
        """Whether it says "he", "this" or "the two" before it has named anything."""
        low = [t.casefold() for t in self.tokens]
        told = named = False
        for at, word in enumerate(low):
            after = low[at + 1] if at + 1 < len(low) else ""
            if word in word_set("of_persons") and not named:
                return not self._looks_forward(at)
            if told:
                named = named or self._names(at)
                continue
            if word in word_set("pronouns") and not (word == "it" and after in word_set("pleonastic")):
                return not self._looks_forward(at)
            if word in word_set("demonstratives") and after not in word_set("spans_of_time"):
                return True
            if low[at - 1 : at] == ["the"] and word in word_set("sides"):
                return True
            told = word not in word_set("connectives") and word not in word_set("function")
            named = named or self._names(at)
        if _SPOKEN.match(self.words) or (not named and _ASIDE.search(self.words)):
            return True
        return bool(_SUCH.search(self.words) or _APPOSED.match(self.words)) or of_several(self.words)

    @property
    def names_anyone(self) -> bool:
        """Whether it holds a name."""
        return any(self._names(at) for at in range(len(self.tokens)))

    def _names(self, at: int) -> bool:
        """Whether a word is a name: written with a capital, and in this text never without."""
        word = self.tokens[at]
        low = word.casefold()
        return word[0].isupper() and low not in self.plain and low not in _nobody()

    def _looks_forward(self, at: int) -> bool:
        ahead = (n for n in range(at + 1, min(len(self.tokens), at + SOON)) if self._names(n))
        free = any(self.tokens[n - 1].casefold() not in word_set("function") for n in ahead)
        return free and self.tokens[0].casefold() in word_set("forward")


def alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether the terms of two sentences are so much the same that they say one thing twice."""
    least = min(len(one), len(other))
    return least >= FEW and len(frozenset(one) & frozenset(other)) >= SAME * least


def terms_in(words: str) -> frozenset[str]:
    """The words of a text that are no words of the grammar, in small letters, without the ending of a genitive."""
    return _terms(_WORD.findall(words))


def _terms(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset([term for word in tokens if (term := _term(word))])


@lru_cache(maxsize=1 << 16)  # the words of a language come again and again
def _term(word: str) -> str:
    """What a word speaks of; "" where it speaks of nothing."""
    low = word.casefold()
    bare = low[:-2] if low[-2:] in ("’s", "'s") else low
    return bare if len(bare) > 1 and bare not in word_set("function") else ""


@cache
def _nobody() -> frozenset[str]:
    """Words that name nobody, though they begin with a capital."""
    return word_set("calendar") | word_set("function")


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the running text in order, without the dateline before them."""
    found: list[Sentence] = []
    plain: set[str] = set()
    for paragraph, (start, end) in enumerate(article.paragraphs):
        for a, b in _split(article.text, _after_dateline(article, start, end), end):
            words = article.text[a:b]
            if "bridged)" in words and (marked := _ABRIDGED.search(words)):
                b = a + marked.start()
            if article.text[a:b].strip():
                line = one_line(article.text[a:b])
                tokens = tuple(_WORD.findall(line))
                plain.update([t for t in tokens if t[0].islower()])
                found.append(Sentence((a, b), line, len(found), paragraph, tokens, plain))
    return tuple(found)


def around(span: Span, all_of_it: tuple[Sentence, ...]) -> Sentence | None:
    """The sentence in which a place begins."""
    at = bisect_right(all_of_it, span[0], key=_start) - 1
    return all_of_it[at] if at >= 0 and span[0] < all_of_it[at].span[1] else None


def _start(sentence: Sentence) -> int:
    return sentence.span[0]


def _after_dateline(article: Article, start: int, end: int) -> int:
    if article.dateline_span and start <= article.dateline_span[0] and article.dateline_span[1] < end:
        start = article.dateline_span[1]
        start += len(article.text[start:end]) - len(article.text[start:end].lstrip(" \t\n-–—/.:"))
    return start


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    for mark in _END.finditer(text, start, end):
        if mark.end() >= end:
            break
        if text[mark.start()] == "." and _is_abbreviation(text, start, mark.start()):
            continue
        yield from _trimmed(text, start, mark.end())
        start = mark.end()
    yield from _trimmed(text, start, end)


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    word = re.search(r"[^\s(“\"]+$", text[max(start, dot - LONGEST) : dot])
    before = word[0].strip("(“\"'‘").casefold() if word else ""
    if before in word_set("numbered"):
        return text[dot + 1 : dot + 3].strip()[:1].isdigit()
    return before in word_set("abbreviations") or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", before) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield (start, end)
