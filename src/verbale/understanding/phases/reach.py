"""One word that says how talks stand, the place where it says so, and the talks in its reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model.negotiation import PhaseStatus
from verbale.understanding.grammar.clauses import Extent, subject_of
from verbale.understanding.phases.talks import names

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One word of `tables/phases.toml` with what its entry says of it."""

    status: PhaseStatus
    words: tuple[str, ...]
    frame: str = "verb"
    of: str = "talks"
    intransitive: bool = False
    negated: bool = False
    ahead: bool = False
    weak: bool = False
    verbs: tuple[str, ...] = ()
    confidence: float = 0.8

    @property
    def name(self) -> str:
        """How a finding names the rule."""
        return f"phase.{self.status}.{self.frame}.{'-'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A place that says how the talks stand. `doer` heads the noun phrase of who does it, where one is named."""

    rule: Rule
    token: Token
    talks: Token
    evidence: Extent
    doer: Token | None = None


def is_reported(verb: Token) -> bool:
    """Whether "would" stands for "will" in what somebody said."""
    return verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def after_words(token: Token, words: tuple[str, ...]) -> int:
    """Where the words that go with a verb end ("off", "out of"), in a row or parted by its object; 0 if absent."""
    if len(words) == 1:
        return token.i + 1
    doc = token.doc
    if all(token.i + k < len(doc) and doc[token.i + k].lower_ == w for k, w in enumerate(words[1:], 1)):
        return token.i + len(words)
    for child in token.children:
        if child.i > token.i and child.lower_ == words[1] and child.dep_ in ("prt", "prep", "advmod"):
            rest = words[2:]
            if all(child.i + k < len(doc) and doc[child.i + k].lower_ == w for k, w in enumerate(rest, 1)):
                return child.i + 1 + len(rest)
    return 0


def objects_of(token: Token, after: int) -> list[Token]:
    """What the verb is done to: its object, its passive subject, or what the preposition of its words governs."""
    found = [_meant(c) for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    if after > token.i + 1:
        found += [c for c in token.doc[after - 1].children if c.dep_ == "pobj"]
    if not found and token.tag_ == "VBN" and token.dep_ in ("acl", "relcl"):
        found += holders(token.head)
    if not found and any(c.dep_ == "auxpass" for c in token.children):
        found += [s for s in [subject_near(token)] if s is not None]
    return found


def holders(noun: Token) -> list[Token]:
    """The noun and those whose complement it is: "talks with the rebels, broken off …" may mean the talks."""
    found = [noun]
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.i != noun.head.i:
        noun = noun.head.head
        found.append(noun)
    return found


def subject_near(verb: Token) -> Token | None:
    """The verb's subject, also where the parser makes the first of several predicates a clause of a later one."""
    own = subject_of(verb)
    if own is not None:
        return own
    at = verb
    while at.dep_ == "conj":
        at = at.head
    first = next((c for c in at.children if c.dep_ == "ccomp" and c.i < at.i and c.head.i == at.i), None)
    return subject_of(first) if first is not None else None


def _meant(token: Token) -> Token:
    """What a relative pronoun stands for, which is the noun right before its clause; another token is itself."""
    verb = token.head
    if token.tag_ not in ("WDT", "WP") or verb.dep_ != "relcl":
        return token
    before = next((t for t in reversed(token.doc[max(0, token.i - 3) : token.i]) if t.is_alpha), verb.head)
    return before if before.pos_ == "NOUN" else verb.head


def about(nouns: list[Token], own: frozenset[int], of: str) -> Token | None:
    """The noun among `nouns` that means the talks, their round or their text, as `of` asks."""
    for noun in nouns:
        if noun.i in own and of == "talks":
            return noun
        inner = [
            c
            for p in noun.children
            if p.dep_ == "prep" and p.lower_ in ("of", "on", "in")
            for c in p.children
            if c.dep_ == "pobj"
        ]
        lemma = noun.lemma_.lower()
        if (
            of == "talks"
            and lemma in ("pace", "date", "start", "course", "discussion", "participation", "involvement", "part")
            and any(i.i in own for i in inner)
        ):
            return noun
        if own and of == "work" and lemma in names("work"):
            return noun
        if own and of == "table" and lemma == "table" and any(c.dep_ == "det" for c in noun.children):
            return noun
        if own and of == "meeting" and lemma in names("meeting"):
            return noun
        if of == "round" and (
            lemma in names("round")
            or _is_another_round(noun)
            or (noun.i in own and any(c.lower_ in ("next", "first", "second", "new") for c in noun.children))
            or (own and lemma in names("meeting") and any(c.lower_ in names("more") for c in noun.children))
        ):
            return noun
        if (
            own
            and of == "text"
            and lemma in names("text")
            and any(c.lower_ in ("peace", "final", "comprehensive", "framework", "the") for c in noun.children)
        ):
            return noun
    return None


def _is_another_round(token: Token) -> bool:
    """ "The last round was held in May; another was put off"."""
    if token.lower_ not in ("another", "one", "next"):
        return False
    return any(t.lemma_ in names("round") for t in token.doc[token.sent.start : token.i])
