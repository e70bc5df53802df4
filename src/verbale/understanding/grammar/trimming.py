"""Runs of tokens without what does not belong to a phrase: conjunctions, punctuation and stray marks at the edges."""

from __future__ import annotations

from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.words import Words

_EDGE = frozenset(",;:.–—-…") | {"--", "...", "?", "!"}
_OPENING, _CLOSING = frozenset("“\"‘'«(["), frozenset("”\"’'»)]")
_PAIRS = {"“": "”", "”": "“", "‘": "’", "’": "‘", "«": "»", "»": "«", "(": ")", ")": "(", "[": "]", "]": "["}
_PAIRED = frozenset({"neither", "both", "either"})


def trimmed(words: Words, extent: Extent) -> Extent | None:
    """The extent without conjunctions, punctuation and unpaired quote marks at its edges; None if nothing is left."""
    first, after = extent
    while first < after:
        text = words.text[first:after]
        if _is_edge(words, first, text, _OPENING | _CLOSING):
            first += 1
        elif _is_edge(words, after - 1, text, _CLOSING | _OPENING):
            after -= 1
        else:
            return (first, after)
    return None


def _is_edge(words: Words, i: int, text: list[str], marks: frozenset[str]) -> bool:
    word = words.text[i]
    if not word.strip() or word in _EDGE or (words.tag[i] == "CC" and words.lower[i] not in _PAIRED):
        return True
    if word not in marks:
        return False
    return text.count(word) % 2 == 1 if word in "\"'" else _PAIRS[word] not in text
