"""The tokens of an article as plain lists, read off spaCy's arrays in one go; get them by `analysis.once(words_of)`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.quotation import quotations_of

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INVERTING = frozenset({"should", "had", "were"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_LETTERS, _SHARE = 4, 0.57
"""How many letters, and what share of the longer word, two words of one family begin with: pirates, piracy."""


@dataclass(slots=True)
class Words:
    """Token by token: text, lower case, lemma, part of speech, fine tag, dependency, head, sentence, quotation.

    `starts` and `ends` are offsets in the article; `quote[i]` numbers the quotation that token i stands in, 0 for none;
    `children[i]` are the tokens that depend on i, in order; `paragraphs` are runs of tokens.
    """

    analysis: Analysis
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    quote: list[int]
    starts: list[int]
    ends: list[int]
    children: list[list[int]]
    paragraphs: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, end: int) -> Span:
        """The article span of tokens `first` to `end` (exclusive)."""
        return (self.starts[first], self.ends[end - 1])

    def words(self, first: int, end: int) -> str:
        """The words of the tokens `first` to `end` (exclusive) as they stand in the article, blanks made single."""
        return re.sub(r"\s+", " ", self.analysis.article.text[self.starts[first] : self.ends[end - 1]])

    def tokens(self, span: Span) -> tuple[int, int]:
        """The tokens that begin inside an article span."""
        return (bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))

    def token_at(self, offset: int) -> int:
        """The token at or before an article offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def upward(self, token: int) -> Iterator[int]:
        """The token, what it hangs on, and so on up to the root."""
        yield token
        while self.head[token] != token:
            token = self.head[token]
            yield token

    def preposition(self, token: int) -> str:
        """The preposition that a noun stands under, in lower case, or ""."""
        return self.lower[self.head[token]] if self.dep[token] == "pobj" else ""

    def governor(self, token: int) -> int:
        """What a noun hangs on, past the preposition that it stands under."""
        above = self.head[token]
        return self.head[above] if self.dep[token] == "pobj" else above

    def objects(self, preposition: int) -> list[int]:
        """The nouns that stand under a preposition."""
        return [c for c in self.children[preposition] if self.dep[c] == "pobj"]

    def right_edge(self, token: int) -> int:
        """The end (exclusive) of the tokens that depend on `token`, directly or not, and lie to its right."""
        edge, waiting = token, [token]
        while waiting:
            for child in self.children[waiting.pop()]:
                edge = max(edge, child)
                waiting.append(child)
        return edge + 1


def words_of(analysis: Analysis) -> Words:
    """The tokens of the analysed text."""
    doc = analysis.doc
    strings: Any = doc.vocab.strings  # Any: its stub knows no lookup by a plain list's numbers
    array = doc.to_array(["ORTH", "SPACY", "POS", "TAG", "DEP", "LEMMA", "SENT_START", "HEAD"])
    names = {value: strings[value] if value else "" for value in set(array[:, [0, 2, 3, 4, 5]].ravel().tolist())}
    orth, spaces, pos, tag, dep, lemma, opens, _ = array.T.tolist()
    heads = [i + ahead for i, ahead in enumerate(array[:, 7].astype("int64").tolist())]
    text = [names[value] for value in orth]
    starts, at = [], analysis.shift
    for word, space in zip(text, spaces, strict=True):
        starts.append(at)
        at += len(word) + space
    text = [
        analysis.article.text[start : start + len(word)] if "'" in word else word
        for start, word in zip(starts, text, strict=True)
    ]  # as they are printed, whatever apostrophe the model was given
    children: list[list[int]] = [[] for _ in text]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    sentence, number = [], 0
    for i, opening in enumerate(opens):
        number += i > 0 and opening == 1
        sentence.append(number)
    return Words(
        analysis=analysis, text=text, lower=[word.lower() for word in text],
        lemma=[names[value].lower() for value in lemma], pos=[names[value] for value in pos],
        tag=[names[value] for value in tag], dep=[names[value] for value in dep], head=heads, sentence=sentence,
        quote=_quotations(analysis, starts), starts=starts,
        ends=[s + len(t) for s, t in zip(starts, text, strict=True)], children=children,
        paragraphs=[(bisect_left(starts, a), bisect_left(starts, b)) for a, b in analysis.article.paragraphs],
    )  # fmt: skip


def _quotations(analysis: Analysis, starts: list[int]) -> list[int]:
    """The number of the outermost quotation that each token stands in, its closing mark left out."""
    quote = [0] * len(starts)
    for number, quotation in enumerate(analysis.once(quotations_of), start=1):
        for start, end in quotation.parts if quotation.depth == 0 else ():
            first, after = bisect_left(starts, start), bisect_left(starts, end - quotation.closed)
            quote[first:after] = [number] * (after - first)
    return quote


def is_verb(words: Words, i: int) -> bool:
    """Whether token `i` is a verb, or an auxiliary that stands as one ("is" in "is dead")."""
    return words.pos[i] in ("VERB", "AUX") and words.dep[i] not in AUXILIARIES


def is_finite(words: Words, verb: int) -> bool:
    """Whether the verb has a tense or a modal of its own; a bare "leave" after "demanded that they" has none."""
    tags = [words.tag[c] for c in words.children[verb] if words.dep[c] in AUXILIARIES]
    return "TO" not in tags and any(tag in FINITE for tag in (words.tag[verb], *tags))


def is_inverted(words: Words, i: int) -> bool:
    """ "Should they leave", "had they left": a verb whose auxiliary stands before its subject."""
    opening = (c for c in words.children[i] if words.dep[c] in AUXILIARIES and words.lower[c] in _INVERTING)
    helper, subject = next(opening, None), next((c for c in words.children[i] if words.dep[c] in SUBJECTS), None)
    return helper is not None and subject is not None and helper < subject


@lru_cache(maxsize=1 << 16)
def akin(one: str, other: str) -> bool:
    """Whether two words are of one family by their beginnings: walk and walkout, pirate and piracy."""
    if one == other:
        return True
    same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _LETTERS and same >= _SHARE * max(len(one), len(other))
