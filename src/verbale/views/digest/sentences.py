"""The sentences of an article's running text, and whether one can stand without the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from verbale.model.text import Article, Span
from verbale.views.tables import word_set
from verbale.views.wording import one_line

_END = re.compile(r"[.!?…]+[”\"’')\]]*(?=\s+[“\"‘'(\[]?[A-Z0-9À-ÖØ-ÞА-Я])")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ABRIDGED = re.compile(r"\s*\((?:Slightly )?[Aa]bridged\)\s*$")
SOON = 14
"""Within so many words of a pronoun the name comes that it looks forward to."""


@dataclass(frozen=True)
class Sentence:
    """A sentence in its article: its place, the words on one line, its number and whether it opens the text."""

    span: Span
    words: str
    number: int
    paragraph: int

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words as written."""
        return tuple(_WORD.findall(self.words))

    @cached_property
    def terms(self) -> frozenset[str]:
        """What it speaks of: its words in small letters without those of the grammar."""
        return frozenset(terms_in(self.words))

    @property
    def goes_on(self) -> bool:
        """Whether it begins by going on from the one before: "But", "Also"."""
        return bool(self.tokens) and self.tokens[0].casefold() in word_set("connectives")

    @cached_property
    def leans(self) -> bool:
        """Whether it says "he" or "this" before it has named anything."""
        low = [t.casefold() for t in self.tokens]
        for at, word in enumerate(low):
            after = low[at + 1] if at + 1 < len(low) else ""
            if word in word_set("pronouns") and not (word == "it" and after in word_set("pleonastic")):
                return not self._looks_forward(at)
            if word in word_set("demonstratives") and after not in word_set("spans_of_time"):
                return True
            if word not in word_set("connectives") and word not in word_set("function"):
                return False
        return False

    def _looks_forward(self, at: int) -> bool:
        return self.tokens[0].casefold() in word_set("forward") and any(
            t[0].isupper() and t.casefold() not in word_set("calendar") for t in self.tokens[at + 1 : at + SOON]
        )


def terms_in(words: str) -> Iterator[str]:
    """The words of a text that are no words of the grammar, in small letters, without the ending of a genitive."""
    for word in _WORD.findall(words):
        low = word.casefold().removesuffix("’s").removesuffix("'s")
        if len(low) > 1 and low not in word_set("function"):
            yield low


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the running text in order, without the dateline before them."""
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(article.paragraphs):
        for a, b in _split(article.text, _after_dateline(article, start, end), end):
            words = article.text[a:b]
            if marked := _ABRIDGED.search(words):
                b = a + marked.start()
            if article.text[a:b].strip():
                found.append(Sentence((a, b), one_line(article.text[a:b]), len(found), paragraph))
    return tuple(found)


def around(span: Span, all_of_it: tuple[Sentence, ...]) -> Sentence | None:
    """The sentence in which a place begins."""
    return next((s for s in all_of_it if s.span[0] <= span[0] < s.span[1]), None)


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
    word = re.search(r"[^\s(“\"]+$", text[start:dot])
    before = word[0].strip("(“\"'‘").casefold() if word else ""
    return before in word_set("abbreviations") or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", before) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield (start, end)
