"""The turns of a dialogue, told by the labels before its paragraphs: "Q:", "MS BERG:", "Harbour Review:"."""

from __future__ import annotations

from verbale.model.text import Article
from verbale.understanding.grammar.words import Words

_LONGEST_LABEL = 5
_FEWEST_TURNS = 3


def label_at(words: Words, start: int) -> int | None:
    """The colon that ends the label of a turn beginning at token `start`, None where there is none."""
    for i in range(start, min(start + _LONGEST_LABEL, len(words))):
        if words.text[i] == ":":
            return i if i > start else None
        if not words.text[i][:1].isupper() and words.text[i] != "-":
            return None
    return None


def turns_of(words: Words, article: Article) -> list[tuple[int, int, int]]:
    """The turns of a dialogue as tokens (start, colon, end); none where the article is no dialogue."""
    firsts = [words.token_at(start) for start, _ in article.paragraphs] if len(words) else []
    firsts = [f + 1 if words.text[f].isspace() and f + 1 < len(words) else f for f in firsts]
    labelled = [(f, colon) for f in firsts if (colon := label_at(words, f)) is not None]
    names = {words.words(f, colon) for f, colon in labelled}
    if len(labelled) < _FEWEST_TURNS or len(names) == len(labelled):
        return []
    ends = [f for f, _ in labelled[1:]] + [len(words)]
    return [(f, colon, end) for (f, colon), end in zip(labelled, ends, strict=True)]
