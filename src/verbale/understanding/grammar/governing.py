"""What governs a word: the verb, noun or adjective that it completes, and whether as clause, noun or joined member.

"to sign" is governed by "decided" in "decided to sign", by "decision" in "the decision to sign", by "ready" in "is
ready to sign"; "the resumption" by "wants" in "wants the resumption of talks".
"""

from __future__ import annotations

from typing import Literal

from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import AUXILIARIES, SUBJECTS, Words, is_finite, is_verb

Link = Literal["content", "infinitive", "noun", "joined"]
"""A clause with its own finite verb, one without, a noun, or a further member of a list of clauses."""

COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass", "oprd"})
_NOUNS = frozenset({"dobj", "pobj", "nsubjpass", "attr", "dative"})
_COMPLETING = frozenset({"for", "of", "to", "on", "about", "against", "from", "at", "with", "upon", "in"})
Governed = tuple[int, Link]


def first_of(words: Words, i: int) -> int:
    """The first of the joined verbs that `i` is one of."""
    while words.dep[i] == "conj" and words.head[i] != i and is_verb(words, words.head[i]):
        i = words.head[i]
    return i


def verb_above(words: Words, i: int) -> int | None:
    """The nearest verb above a token, or None."""
    for _ in range(4):
        if words.head[i] == i:
            return None
        i = words.head[i]
        if is_verb(words, i):
            return i
    return None


def helpers_of(words: Words, verb: int) -> list[int]:
    """The auxiliaries of a verb itself, "to" included."""
    return [c for c in words.children[verb] if words.dep[c] in AUXILIARIES]


def is_infinitive(words: Words, verb: int) -> bool:
    """Whether the verb stands with "to"."""
    return any(words.tag[c] == "TO" for c in helpers_of(words, verb))


def complement_of(words: Words, verb: int) -> int | None:
    """What the verb says of its subject: the adjective, noun or adverb after a copula ("ready", "over")."""
    copula = words.lemma[verb] in of_class("copula")
    for c in words.children[verb]:
        if words.dep[c] == "acomp" or (copula and words.dep[c] in ("attr", "oprd") and c > verb):
            return c
    return None


def governor_of(words: Words, i: int) -> Governed | None:
    """What governs token `i`, a verb or noun, and how; None at the top of a sentence or of what stands apart."""
    head, dep = words.head[i], words.dep[i]
    if head == i:
        return None
    if dep == "conj":
        return (head, "joined")
    if is_verb(words, i):
        return _above_verb(words, i, head, dep)
    if words.pos[i] in ("NOUN", "PROPN", "ADJ", "PRON") and dep in _NOUNS:
        return _above_noun(words, head, dep)
    if dep in SUBJECTS and is_verb(words, head) and complement_of(words, head) is not None:
        return (head, "noun")
    if dep in COMPLEMENTS or dep == "advmod":
        return (head, "noun") if dep in COMPLEMENTS else None
    return None


def _above_verb(words: Words, i: int, head: int, dep: str) -> Governed | None:
    link: Link = "content" if is_finite(words, i) else "infinitive"
    if dep == "acl" and words.tag[i] in ("VBN", "VBG") and link == "infinitive" and not is_infinitive(words, i):
        return None  # "talks held in May" stands apart
    if dep == "relcl" and is_infinitive(words, i) and words.lemma[head] not in of_class("utterance"):
        return (head, link)
    if dep == "advcl" and (is_infinitive(words, i) or words.tag[i] == "VB") and _is_completed(words, head, i):
        return (head, link)
    if dep not in _CLAUSES:
        return None
    if dep == "ccomp" and head > i and link == "content" and words.lemma[head] not in of_class("speech"):
        return None
    if dep == "pcomp" and words.pos[head] != "VERB":
        if words.lower[head] not in _COMPLETING or words.dep[head] not in ("prep", "prt", "advmod"):
            return None
        above = words.head[head]
        return (words.head[above] if words.dep[above] == "advmod" else above, link)  # "stopped short of signing"
    return (head, link)


def _is_completed(words: Words, head: int, i: int) -> bool:
    """ "called on Quito to pay", "is ready to pay": an infinitive that the parse takes for one of purpose."""
    from_call = words.lemma[head] in of_class("oblique_control")
    adjective = words.pos[head] == "ADJ" or complement_of(words, head) is not None
    return (from_call or adjective) and head < i


def _above_noun(words: Words, head: int, dep: str) -> Governed | None:
    if dep != "pobj":
        return (head, "noun") if is_verb(words, head) else None
    above = words.head[head]
    if words.lower[head] not in _COMPLETING or above == head:
        return None
    if words.dep[above] == "advmod" and words.lower[above] == "short":
        above = words.head[above]  # "stopped short of a warning", but "called off the strike ahead of talks"
    return (above, "noun") if words.dep[head] in ("prep", "dative", "prt") else None


def beside(words: Words, i: int) -> frozenset[str]:
    """The particles, prepositions and infinitive marks beside a governing word, by which some alone govern."""
    found = set()
    for c in words.children[i]:
        if words.dep[c] in ("prt", "prep", "advmod", "dative"):
            found.add(words.lower[c])
        elif words.dep[c] == "xcomp" and c > i and is_infinitive(words, c):
            found.add("to")
    return frozenset(found)
