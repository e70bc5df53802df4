"""Which issue a stance is about: one of the brief's, else one of the default ones.

Those are the issues of `understanding/tables/issues.toml`, with the words of `tables/positions.toml` over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.model.brief import Brief
from verbale.understanding.grammar.clauses import is_verb, subject_of
from verbale.understanding.positions.tables import toml
from verbale.understanding.positions.ways import Taken, issue_terms, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_ABOUT = frozenset({"on", "about", "over", "of", "regarding", "concerning"})


class Topics:
    """Which issue a clause is about: the brief's by its terms, else the default ones."""

    def __init__(self, brief: Brief) -> None:
        self._terms = issue_terms()
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
        topic = self._topic(taken)
        return topic or next((issue for group in _nearest(taken) for issue in self._named(group)), "other")

    def _topic(self, taken: Taken) -> str | None:
        """What is to be talked about, where that names an issue: "talks on fishing quotas" is about the economy."""
        talk = taken.wanted if taken.wanted.lemma_.lower() in words_of("talking") else None
        if talk is None:
            return None
        under = [g for c in talk.children if c.dep_ == "prep" and c.lower_ in _ABOUT for g in c.children]
        under += [c for c in talk.children if c.dep_ == "dobj" and is_verb(talk)]
        words = [t for top in under for t in top.subtree if not _in_condition(t, taken.wanted)]
        words.sort(key=lambda t: (_depth(t, talk), t.i))
        accords = words_of("accords") if is_verb(talk) else frozenset()
        words = [t for t in words if t.lemma_.lower() not in accords]
        return next((issue for issue in self._named(words) if issue != "talks"), None)

    def _named(self, tokens: list[Token]) -> Iterator[str]:
        """The issues that the words name; nouns, then verbs that go with any issue ("guarantee", "sign") come last."""
        named = [(self._weakness(token, term), term) for token in tokens if (term := self._term(token)) is not None]
        for weakness in range(3):
            yield from (self._terms[term] for weak, term in named if weak == weakness)

    def _weakness(self, token: Token, term: str) -> int:
        nominal = token.pos_ in ("NOUN", "PROPN", "ADJ")
        if not nominal and term in words_of("noun_only"):
            return 3
        if not nominal and term in words_of("any_deed"):
            return 2
        return 1 if term in words_of("any_issue") else 0

    def _term(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        forms = (lemma, lemma.removesuffix("s"), re.sub("ies$", "y", lemma)) if token.pos_ == "PROPN" else (lemma,)
        return next((form for form in forms if form in self._terms), None)


def _nearest(taken: Taken) -> Iterator[list[Token]]:
    """The words that may name what is wanted, the likeliest group first."""
    wanted, doc = taken.wanted, taken.wanted.doc
    subject = subject_of(wanted) if is_verb(wanted) else None
    passive = any(c.dep_ == "auxpass" for c in wanted.children)
    tokens = [t for t in wanted.subtree if not _in_condition(t, wanted)]
    tokens.sort(key=lambda t: (_depth(t, wanted), t.dep_ == "amod", t.i))
    if wanted.dep_ == "acl":
        tokens = [wanted.head, *tokens]
    if subject is not None and passive:
        tokens = [*subject.subtree, *tokens]
    yield [t for t in tokens if t.dep_ not in ("compound", "poss")]
    yield tokens
    named = [wanted, *(c for c in wanted.children if c.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass"))]
    named += [t for t in wanted.subtree if t.lower_ == "them"]
    if wanted.sent.start and any(_is_taken_up(t) for t in named):
        yield list(doc[wanted.sent.start : taken.evidence[0]])
        yield list(doc[wanted.sent.start - 1].sent)
    yield list(doc[taken.evidence[0] : taken.evidence[1]])


def _is_taken_up(token: Token) -> bool:
    return bool({token.lemma_.lower(), token.lower_} & words_of("anaphors")) and token.dep_ != "mark"


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
