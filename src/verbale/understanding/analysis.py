"""The analysed text of an article: tokens, tags and parse, and the spans at which they stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from verbale.model.evidence import Finding, Observation, finding
from verbale.model.negotiation import Content
from verbale.model.text import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

C = TypeVar("C", bound=Content)
T = TypeVar("T")


@dataclass(frozen=True)
class Analysis:
    """An article with the tokens, tags and parse of its running text.

    `doc` covers the body with furniture blanked out, character for character, so that a token at `idx` in the doc
    stands at `idx + shift` in the article; an apostrophe within a word is a straight one in it. `sentences` never cross
    a paragraph.
    """

    article: Article
    doc: Doc
    shift: int
    _made: dict[Callable[[Analysis], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of the text once for every layer; Any: each maker has its own type."""

    def once(self, make: Callable[[Analysis], T]) -> T:
        """What the function `make` makes of this analysis, worked out at the first call and kept with it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @property
    def body(self) -> str:
        """The running text as it is printed, furniture blanked out: what `doc` holds, but for its apostrophes."""
        return re.sub("'", lambda sign: self.article.text[self.shift + sign.start()], self.doc.text)

    def span(self, tokens: Doc | Tokens | Token) -> Span:
        """The article span of a token or of a run of tokens, blanks at its edges left out."""
        first = tokens if hasattr(tokens, "idx") else tokens[0]
        start = first.idx + self.shift + len(tokens.text) - len(tokens.text.lstrip())
        return (start, start + len(tokens.text.strip()))

    def words(self, span: Span) -> str:
        """The exact words at an article span."""
        return self.article.text[span[0] : span[1]]

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds an article offset, or -1."""
        paragraphs = self.article.paragraphs
        number = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph[0]) - 1
        return number if number >= 0 and offset < paragraphs[number][1] else -1

    def finding(self, content: C, *, rule: str, confidence: float = 1.0) -> Finding[C]:
        """What an annotator yields: `content`, found by `rule` with `confidence` from 0 to 1."""
        return finding(self.article, content, Observation("", rule, confidence))
