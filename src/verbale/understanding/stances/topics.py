"""Which issue a stance is about: one of the brief's, else one of the default ones of `tables/positions.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.model.brief import Brief
from verbale.understanding.clauses import is_verb, subject_of
from verbale.understanding.stances.ways import Taken, words_of
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token


class Topics:
    """Which issue a clause is about: the brief's by its terms, else the default ones."""

    def __init__(self, brief: Brief) -> None:
        self._terms: dict[str, str] = {w: issue for issue, words in toml("positions")["issues"].items() for w in words}
        self._phrases = [(t.lower(), i.id) for i in brief.issues for t in (i.name, *i.terms)]
        self._order = re.compile(r"\b(?:" + "|".join(toml("positions")["classes"]["order"]) + r")\b")

    def of(self, taken: Taken, words: str) -> str:
        """The issue of what is wanted: by its head, by the clause without its conditions, by the sentence before."""
        if taken.stance.issue:
            return taken.stance.issue
        lowered = words.lower()
        own = [(lowered.find(phrase), issue) for phrase, issue in self._phrases if phrase in lowered]
        if own:
            return min(own)[1]
        if self._order.search(lowered):
            return "talks"
        return next((issue for group in _nearest(taken) for issue in self._named(group)), "other")

    def _named(self, tokens: list[Token]) -> Iterator[str]:
        for token in tokens:
            lemma = token.lemma_.lower()
            if lemma in self._terms and (token.pos_ in ("NOUN", "PROPN") or lemma not in words_of("noun_only")):
                yield self._terms[lemma]


def _nearest(taken: Taken) -> Iterator[list[Token]]:
    """The words that may name what is wanted, the likeliest group first."""
    wanted, doc = taken.wanted, taken.wanted.doc
    subject = subject_of(wanted) if is_verb(wanted) else None
    passive = any(c.dep_ == "auxpass" for c in wanted.children)
    tokens = [t for t in wanted.subtree if not _in_condition(t, wanted)]
    tokens.sort(key=lambda t: (_depth(t, wanted), t.dep_ == "amod", t.i))
    if subject is not None and passive:
        tokens = [*subject.subtree, *tokens]
    yield [t for t in tokens if t.dep_ not in ("compound", "poss")]
    yield tokens
    yield list(doc[taken.evidence[0] : taken.evidence[1]])
    named = [wanted, *(c for c in wanted.children if c.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass"))]
    if wanted.sent.start and any(t.lemma_.lower() in words_of("anaphors") and t.dep_ != "mark" for t in named):
        yield list(doc[wanted.sent.start - 1].sent)


def _depth(token: Token, top: Token) -> int:
    """How far below `top` the token stands; an adjective stands with its noun."""
    depth, at = 0, token.head if token.dep_ == "amod" else token
    while at.i != top.i and at.head.i != at.i:
        depth, at = depth + 1, at.head
    return depth


def _in_condition(token: Token, top: Token) -> bool:
    at = token
    while at.i != top.i and at.head.i != at.i:
        if at.dep_ in ("advcl", "prep") and any(c.lower_ in words_of("conditions") for c in (at, *at.children)):
            return True
        at = at.head
    return False
