"""One article as a page of words: which are quoted, their sentences and paragraphs, the dialogue that it prints.

The parser breaks sentences inside quotations; here a sentence goes on until its quotation is closed, so that “A. B,” he
said. is one. Ranges of tokens are half open and never cross a paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.dialogue import Turn, turns_of
from verbale.understanding.grammar.quotation import quotations_of
from verbale.understanding.statements.cues import takes
from verbale.understanding.statements.documents import speaks_itself

QUOTE_MARKS = frozenset("“”\"„«»‘’'`") | {"''", "``"}
EDGES = frozenset(",;:—–―-") | {"--", "---"}


class Page:
    """Quotations, sentences, paragraphs and turns of one article, by token, and whether "we" are its authors."""

    def __init__(self, analysis: Analysis, times: Iterable[Span] = ()) -> None:
        self.analysis = analysis
        self.grammar = grammar_of(analysis)
        self.words = self.grammar.words
        self.paragraphs = self.words.paragraphs
        self.quotations = analysis.once(quotations_of)
        self.dated = [False] * len(self.words)
        """For each token whether it is part of a time expression."""
        for span in times:
            first, last = self.words.tokens(span)
            self.dated[first:last] = [True] * (last - first)
        self.quoted = [-1] * len(self.words)
        """For each token the number of the outermost quotation that covers it, marks included, or -1."""
        self.parts: list[tuple[Extent, int]] = []
        """Token ranges of the outermost quotations, one for each paragraph, with the quotation's number."""
        self.parts_of: dict[int, list[Extent]] = {}
        """The parts of each outermost quotation, by its number."""
        self._quoted_spans = sorted(part for quotation in self.quotations for part in quotation.parts)
        for number, quotation in enumerate(self.quotations):
            for first, last in map(self.words.tokens, quotation.parts) if quotation.depth == 0 else ():
                if first < last:  # none where its marks and what is in them are one token with what stands before
                    self.parts.append(((first, last), number))
                    self.parts_of.setdefault(number, []).append((first, last))
                    self.quoted[first:last] = [number] * (last - first)
        self._openings = {first for (first, _), _ in self.parts}
        self.sentences: list[Extent] = []
        self.sentence_of = [-1] * len(self.words)
        self.paragraph_of = [-1] * len(self.words)
        for number, paragraph in enumerate(self.paragraphs):
            self.paragraph_of[slice(*paragraph)] = [number] * (paragraph[1] - paragraph[0])
            self._split(paragraph)
        self.turns: tuple[Turn, ...] = analysis.once(turns_of)
        self._turn_of = {t.paragraph: t for t in self.turns}
        self.is_document = not self.turns and speaks_itself(self.words, self.quoted)

    def in_first_person(self, i: int) -> bool:
        """Whether I or we at token `i` is somebody else than the writer: quoted, an answer, a document's author."""
        turn = self._turn_of.get(self.paragraph_of[i])
        return self.quoted[i] >= 0 or self.is_document or (turn is not None and not turn.asks)

    def span(self, tokens: Extent) -> Span:
        """The article span of a range of tokens."""
        return self.words.span(*tokens)

    def line_before(self, i: int) -> str:
        """What stands before a token in its line of the article, marks of lists included."""
        text, start = self.analysis.article.text, self.words.starts[i] if i < len(self.words) else 0
        return text[text.rfind("\n", 0, start) + 1 : start]

    def sentence(self, i: int) -> Extent:
        """The sentence of token `i`; the token alone where it stands in none."""
        number = self.sentence_of[i]
        return self.sentences[number] if number >= 0 else (i, i + 1)

    def trimmed(self, tokens: Extent) -> Extent | None:
        """The range without blanks, dashes and commas at its edges and without a final full stop outside quotes."""
        first, last = tokens
        text = self.words.text
        while first < last and (text[first] in EDGES or not text[first].strip()):
            first += 1
        while first < last and (text[last - 1] in EDGES | {"."} or not text[last - 1].strip()):
            last -= 1
        return (first, last) if first < last else None

    def quoted_in(self, span: Span) -> list[Span]:
        """The parts of quotations that lie inside an article span, by place."""
        first, last = (bisect_left(self._quoted_spans, (at, 0)) for at in span)
        return [part for part in self._quoted_spans[first:last] if part[1] <= span[1]]

    def part_at(self, i: int) -> Extent | None:
        """The tokens of the outermost quotation round token `i`, in its paragraph, marks included."""
        return next((r for r in self.parts_of.get(self.quoted[i], ()) if r[0] <= i < r[1]), None)

    def _split(self, paragraph: Extent) -> None:
        start, after = paragraph
        for i in range(start + 1, after):
            if self.words.sentence[i] != self.words.sentence[i - 1]:
                at = i - 1 if i - 1 in self._openings else i
                if at > start and self._breaks(at):
                    self._add((start, at))
                    start = at
        if start < after:
            self._add((start, after))

    def _add(self, sentence: Extent) -> None:
        self.sentence_of[slice(*sentence)] = [len(self.sentences)] * (sentence[1] - sentence[0])
        self.sentences.append(sentence)

    def _breaks(self, i: int) -> bool:
        if self.quoted[i] >= 0 and self.quoted[i] == self.quoted[i - 1]:
            return False
        text = self.words.text
        if text[i] in {",", ".", ";", ":", ")"} or text[i][:1].islower():
            return False
        closed = text[i - 2] if text[i - 1] in QUOTE_MARKS and i >= 2 else ""
        return not (text[i - 1] in {",", ":", ";"} or closed == "," or (closed in {"?", "!"} and self._credits(i)))

    def _credits(self, i: int) -> bool:
        """Whether the sentence that begins at token `i` only says who spoke: “Why?” | Ana Petrova asked."""
        clause = next(iter(self.grammar.of_sentence(self.words.sentence[i])), None)
        starts = clause is not None and clause.surface is not None and clause.surface.extent[0] == i
        return clause is not None and starts and clause.lemma in takes("quote", "speech") and not clause.all("clause")
