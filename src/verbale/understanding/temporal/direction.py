"""Whether a sentence looks back or ahead at a time: from the verb or noun that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model.text import Span
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.understanding.pipeline import Analysis

_STEPS = 12
_MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def direction_of(analysis: Analysis, span: Span) -> int | None:
    """-1 where the time at `span` (article offsets) lies back, 1 where it lies ahead, None where nothing tells."""
    tokens = analysis.tokens(span)
    if tokens is None:
        return None
    words = toml("times_direction")
    token = tokens.root
    modifier = False
    for _ in range(_STEPS):
        modifier = modifier or token.dep_ in _MODIFIERS
        found = _of(token, words, modifier)
        if found is not None or token.head == token:
            return -1 if found == 1 and _was_foreseen(token) else found
        if modifier and token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in words["planned"]:
            return _past_alone(token.head, words)
        token = token.head
    return None


def _past_alone(token: Token, words: dict[str, dict[str, int]]) -> int | None:
    """What governs "Friday's ruling" tells only that it is past; "will appeal Friday's ruling" does not put it ahead."""
    return -1 if _of(token, words, modifier=True) == -1 else None


def _was_foreseen(token: Token) -> bool:
    """Whether what lay ahead did so in the past perfect: "had been due to expire on Friday"."""
    while token.head != token and token.dep_ in ("xcomp", "acomp", "ccomp"):
        if any(c.lower_ == "had" and c.dep_.startswith("aux") for c in token.head.children):
            return True
        token = token.head
    return any(c.lower_ == "had" and c.dep_.startswith("aux") for c in token.children)


def told_of(analysis: Analysis, span: Span) -> int | None:
    """The direction in which the text itself puts a time; None where it only describes a thing: "the 2030 strategy"."""
    tokens = analysis.tokens(span)
    if tokens is None or tokens.root.dep_ in _MODIFIERS:
        return None
    return direction_of(analysis, span)


def is_verbless(analysis: Analysis, span: Span) -> bool:
    """Whether the sentence at `span` has no verb that could tell a direction: a headline, a line of an agenda."""
    tokens = analysis.tokens(span)
    return tokens is None or not any(t.tag_[:2] in ("VB", "MD") for t in tokens[0].sent)


def _of(token: Token, words: dict[str, dict[str, int]], modifier: bool) -> int | None:
    """The direction that one governing word gives; a present tense tells nothing of "Tuesday's vote"."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        return words["nouns"].get(lemma)
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    names = {c.lower_ for c in auxiliaries} | ({token.lower_} if token.pos_ == "AUX" else set())
    modal = next((words["modals"][n] for n in sorted(names) if n in words["modals"]), None)
    if modal is not None:
        return -1 if "have" in names else modal or None
    if lemma in words["ahead"] or (lemma in words["ahead_for"] and any(c.lower_ == "for" for c in token.children)):
        return 1
    if token.tag_ == "VB" and "to" in names:
        return None if token.dep_ == "advcl" else 1
    past = token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries)
    if past or (token.tag_ == "VBN" and (not auxiliaries or names & {"have", "has", "'ve", "having"})):
        return -1
    present = token.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in auxiliaries)
    return 1 if present and not modifier else None
