"""Whether a sentence looks back or ahead at a time: from the verb or noun that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model.text import Span
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.understanding.pipeline import Analysis


def direction_of(analysis: Analysis, span: Span) -> int | None:
    """-1 where the time at `span` (article offsets) lies back, 1 where it lies ahead, None where nothing tells."""
    tokens = analysis.tokens(span)
    if tokens is None:
        return None
    words = toml("times_direction")
    token = tokens.root
    for _ in range(12):
        head = token.head
        if head == token:
            break
        found = _of(head, words)
        if found is not None:
            return found
        token = head
    return _of(token, words)


def _of(token: Token, words: dict[str, dict[str, int]]) -> int | None:
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return words["nouns"].get(lemma)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if lemma in words["ahead"] and token.tag_ in ("VBN", "VBG", "VBD", "VBZ", "VBP", "JJ"):
        return 1
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    names = {c.lemma_.lower() for c in auxiliaries} | {c.lower_ for c in auxiliaries}
    if names & words["modals"].keys():
        return 1 if "have" not in names else -1
    if token.tag_ == "VB" and "to" in names:
        return 1
    if token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries) or (token.tag_ == "VBN" and "have" in names):
        return -1
    if token.tag_ == "VBN" and not auxiliaries:
        return -1
    if token.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in auxiliaries):
        return 1
    return None
