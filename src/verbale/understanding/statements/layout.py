"""Where things stand in one article: which tokens are quoted, which sentence and paragraph each belongs to.

The parser breaks sentences inside quotations; here a sentence goes on until its quotation is closed, so that “A. B,” he
said. is one. Ranges of tokens are half open, `[first, last)`, and never cross a paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from spacy.tokens import Doc, Token

from verbale.model.text import Span
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.quotation import Quotation, quotations_of
from verbale.understanding.grammar.repairs import parse_of
from verbale.understanding.statements.cues import takes

if TYPE_CHECKING:
    from verbale.understanding.analysis import Analysis

Range: TypeAlias = tuple[int, int]
"""Tokens `[first, last)`."""

QUOTE_MARKS = frozenset("“”\"„«»‘’'`") | {"''", "``"}
_TURNING = frozenset({"?", "!", "—", "–", "--", "…"})
EDGES = frozenset(",;:—–-") | {"--", "---"}


def extent(token: Token) -> Range:
    """All tokens below a token of the parse, itself included."""
    return token.left_edge.i, token.right_edge.i + 1


def mended(analysis: Analysis) -> Doc:
    """The parsed article with the repaired parse of the grammar in it."""
    words, doc = analysis.once(parse_of), analysis.doc
    return Doc(
        doc.vocab,
        words=words.text,
        spaces=[bool(t.whitespace_) for t in doc],
        heads=words.head,
        deps=words.dep,
        tags=words.tag,
        pos=words.pos,
        lemmas=words.lemma,
        sent_starts=None,
    )


class Layout:
    """Quotations, sentences and paragraphs of one article, by token."""

    def __init__(self, analysis: Analysis, times: Iterable[Span] = ()) -> None:
        self.analysis = analysis
        self.doc: Doc = analysis.once(mended)
        self.shift = analysis.shift
        self.grammar = grammar_of(analysis)
        article = analysis.article
        self._starts = [t.idx + analysis.shift for t in self.doc]
        self.quotations: tuple[Quotation, ...] = analysis.once(quotations_of)
        self.dated = [False] * len(self.doc)
        """For each token whether it is part of a time expression."""
        for span in times:
            first, last = self.tokens(span)
            self.dated[first:last] = [True] * (last - first)
        self.quoted = [-1] * len(self.doc)
        """For each token the number of the outermost quotation that covers it, or -1."""
        self.parts: list[tuple[Range, int]] = []
        """Token ranges of the outermost quotations, one for each paragraph, with the quotation's number."""
        for number, quotation in enumerate(self.quotations):
            if quotation.depth == 0:
                for part in quotation.parts:
                    tokens = self.tokens(part)
                    self.parts.append((tokens, number))
                    self.quoted[tokens[0] : tokens[1]] = [number] * (tokens[1] - tokens[0])
        self.paragraphs = [self.tokens(p) for p in article.paragraphs]
        self.sentences: list[Range] = []
        self.sentence_of = [-1] * len(self.doc)
        self.paragraph_of = [-1] * len(self.doc)
        for number, paragraph in enumerate(self.paragraphs):
            self.paragraph_of[paragraph[0] : paragraph[1]] = [number] * (paragraph[1] - paragraph[0])
            self._split(paragraph)

    def tokens(self, span: Span) -> Range:
        """The tokens that begin inside an article span."""
        first = bisect_right(self._starts, span[0] - 1)
        return first, max(first, bisect_right(self._starts, span[1] - 1))

    def span(self, tokens: Range) -> Span:
        """The article span of a range of tokens."""
        last = self.doc[tokens[1] - 1]
        return self._starts[tokens[0]], self._starts[tokens[1] - 1] + len(last.text.rstrip())

    def sentence(self, i: int) -> Range:
        """The sentence of token `i`; the token alone where it stands in none."""
        number = self.sentence_of[i]
        return self.sentences[number] if number >= 0 else (i, i + 1)

    def trimmed(self, tokens: Range) -> Range | None:
        """The range without blanks, dashes and commas at its edges and without a final full stop outside quotes."""
        first, last = tokens
        while first < last and (self.doc[first].is_space or self.doc[first].text in EDGES):
            first += 1
        while first < last and self._falls_off(last - 1):
            last -= 1
        return (first, last) if first < last else None

    def _falls_off(self, i: int) -> bool:
        token = self.doc[i]
        if token.is_space or token.text in EDGES:
            return True
        return token.text == "."

    def part_at(self, i: int) -> Range | None:
        """The tokens of the outermost quotation round token `i`, in its paragraph, marks included."""
        if self.quoted[i] < 0:
            return None
        return next((r for r, _ in self.parts if r[0] <= i < r[1]), None)

    def _split(self, paragraph: Range) -> None:
        first, last = paragraph
        start = first
        openings = {tokens[0] for tokens, _ in self.parts}
        for i in range(first + 1, last):
            if self.doc[i].is_sent_start:
                at = i - 1 if i - 1 in openings else i
                if at > start and self._breaks(at, start):
                    self._sentence(start, at)
                    start = at
        if start < last:
            self._sentence(start, last)

    def _sentence(self, first: int, last: int) -> None:
        self.sentence_of[first:last] = [len(self.sentences)] * (last - first)
        self.sentences.append((first, last))

    def _names_speaker(self, i: int) -> bool:
        """Whether what begins at token `i` is no more than who spoke: “Why?” | Ana Petrova asked."""
        for token in self.doc[i : i + 10]:
            if token.lemma_ in takes("quote", "speech"):
                return True
            if (token.is_punct and token.text not in {",", "."}) or token.pos_ in ("VERB", "AUX"):
                return False
        return False

    def _breaks(self, i: int, start: int) -> bool:
        if self.quoted[i] >= 0 and self.quoted[i] == self.quoted[i - 1]:
            return False
        token, before = self.doc[i], self.doc[i - 1]
        if token.text in {",", ".", ";", ":", ")"} or token.text[:1].islower():
            return False
        if before.text in QUOTE_MARKS and self.doc[i - 2].text in _TURNING and self._names_speaker(i):
            return False
        if before.text in {",", ":", ";"} or (before.text in QUOTE_MARKS and i >= 2 and self.doc[i - 2].text == ","):
            return False
        return i > start
