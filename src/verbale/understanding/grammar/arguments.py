"""The grammar of a clause, read off the parse: who does it, to whom, under which prepositions, in which voice.

Works on spaCy's English labels (ClearNLP style). Nothing here knows what a word means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"which", "who", "that", "whom"})
_RAISING = frozenset({"xcomp", "advcl", "pcomp", "conj", "ccomp"})
_UTTERANCES = frozenset(
    {"statement", "speech", "letter", "report", "address", "decree", "announcement", "note", "message"}
)
"""What speaks for its author: "a statement announcing the suspension, the ministry said"."""
_OBJECT_CONTROL = frozenset(
    {
        "ask", "urge", "tell", "order", "force", "persuade", "allow", "invite", "press", "pressure", "push", "warn",
        "help", "get", "want", "expect", "let", "permit", "encourage", "convince", "instruct", "call", "stimulate",
        "lead", "enable", "require", "request", "cause", "prompt", "drive",
    }
)  # fmt: skip


def both(token: Token) -> list[Token]:
    """The token and what is coordinated with it: "Ann" in "Ann, Bea and Cleo" gives all three."""
    found = [token]
    for member in found:
        found += [c for c in member.children if c.dep_ == "conj" or (c.dep_ == "appos" and _listed(c))]
    return found


def _listed(token: Token) -> bool:
    """A name that the parse takes for an apposition though it stands in a list: "Bea" in "Ann, Bea and Cleo"."""
    return token.pos_ == "PROPN" and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in token.children)


def is_passive(verb: Token) -> bool:
    """True for a passive verb and for a bare participle after a noun ("talks scheduled for May")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = not _has(verb, "aux") and not _has(verb, "nsubj") and not objects(verb, own=True)
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and bare and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not _has(verb, "aux") and not _has(verb, "nsubj")


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)


def doers(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: the subject, or the agent in the passive, followed through control and conjunction."""
    if is_passive(verb):
        return [t for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for t in _pobj(c)]
    own = [t for c in verb.children if c.dep_ in _SUBJECTS for t in both(c)]
    if own:
        return [_antecedent(t, verb) for t in own]
    return inherited(verb, depth)


def inherited(verb: Token, depth: int = 0) -> list[Token]:
    """The subject that a verb without one takes from the clause above it."""
    head = verb.head
    if depth > 6 or head == verb:
        return []
    if verb.dep_ in ("acl", "relcl"):
        if head.lemma_ in _UTTERANCES and (above := _verb_above(verb)) is not None:
            return doers(above, depth + 1)
        return both(head) if verb.tag_ != "VB" else _owner(head)
    if _has(verb, "expl") or (verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG")):
        return []
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
        patients = objects(head) or [
            t for c in head.children if c.dep_ == "nsubj" and is_passive(head) for t in both(c)
        ]
        if patients:
            return patients
    if verb.dep_ == "advcl" and head.lemma_ == "call":
        called = [t for c in head.children if c.dep_ == "prep" and c.lower_ in ("on", "upon") for t in _pobj(c)]
        if called:
            return called
    if verb.dep_ in _RAISING:
        above = _verb_above(verb)
        if above is None:
            return []
        if is_passive(above):
            patients = [t for c in above.children if c.dep_ == "nsubjpass" for t in both(c)]
            return patients or (doers(above.head, depth + 1) if above.dep_ == "conj" else [])
        return doers(above, depth + 1)
    return []


def _owner(noun: Token) -> list[Token]:
    """Of "Japan's decision to withdraw": Japan; of "took the decision to withdraw": who took it."""
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners
    if noun.dep_ in _OBJECTS and noun.head.pos_ in ("VERB", "AUX"):
        return doers(noun.head, 3)
    return []


def _verb_above(verb: Token) -> Token | None:
    head = verb.head
    while (head.pos_ not in ("VERB", "AUX") or head.dep_ == "prep") and head.head != head:
        if head.pos_ in ("NOUN", "PROPN") and verb.dep_ != "pcomp" and head.lemma_ not in _UTTERANCES:
            return None
        head = head.head
    return head if head.pos_ in ("VERB", "AUX", "ADJ") else None


def _antecedent(token: Token, verb: Token) -> Token:
    relative = token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "IN", "DT")
    return verb.head if relative and verb.dep_ == "relcl" else token


def objects(verb: Token, *, own: bool = False) -> list[Token]:
    """What the verb is done to: its object, or its subject in the passive, or the noun a participle stands after."""
    found = [t for c in verb.children if c.dep_ in _OBJECTS or c.dep_ in _PASSIVE for t in both(c)]
    if own:
        return found
    if verb.dep_ == "relcl" and any(t.lower_ in _RELATIVE for t in found):
        return [verb.head if t.lower_ in _RELATIVE else t for t in found]
    if not found and verb.dep_ == "acl" and is_passive(verb):
        return both(verb.head)
    if not found and verb.dep_ == "conj" and is_passive(verb):
        return objects(verb.head)
    if not found and verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN") and not _subject_relative(verb):
        return [verb.head]
    return found


def _subject_relative(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS and c.lower_ in _RELATIVE for c in verb.children) or any(
        c.lower_ in ("where", "when", "whereby", "why") for c in verb.children
    )


def _pobj(preposition: Token) -> list[Token]:
    return [t for c in preposition.children if c.dep_ in ("pobj", "pcomp") for t in both(c)]


def under(head: Token, preposition: str) -> list[Token]:
    """What stands under a preposition of the verb or noun: "Oslo" in "met in Oslo" for `in`."""
    found = []
    for child in head.children:
        if child.dep_ in ("prep", "dative", "agent", "prt", "advmod") and child.lower_ == preposition:
            found += _pobj(child)
        if child.lower_ in ("out", "away", "back", "ahead", "instead") and child.lower_ != preposition:
            found += [t for c in child.children if c.dep_ == "prep" and c.lower_ == preposition for t in _pobj(c)]
    return found


def anywhere_under(noun: Token, preposition: str) -> list[Token]:
    """As `under`, for a preposition anywhere in the noun's phrase: "talks on a treaty with Ann" for `with`."""
    return [t for d in noun.subtree if d.dep_ == "prep" and d.lower_ == preposition for t in _pobj(d)]


def datives(verb: Token) -> list[Token]:
    """The indirect object: "the rebels" in "gave the rebels a pledge"."""
    found = [t for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in both(c)]
    return found + [t for c in verb.children if c.dep_ == "dative" and c.pos_ == "ADP" for t in _pobj(c)]


def owners(noun: Token) -> list[Token]:
    """Who stands before the noun: possessors, and names and adjectives in a compound ("U.S.-Russia talks")."""
    found: list[Token] = []
    for child in noun.lefts:
        if child.dep_ == "poss":
            found += both(child)
        elif child.dep_ in ("compound", "nmod", "amod") and (child.pos_ == "PROPN" or child.text[:1].isupper()):
            found += [t for t in child.subtree if t.pos_ == "PROPN" or t.text[:1].isupper()]
    return found


def modifiers(noun: Token) -> frozenset[str]:
    """Lemmas and words that stand before the noun or beside it: "planned" in "a planned visit"."""
    before = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "det", "advmod", "npadvmod", "nummod")]
    words = {w for c in before for w in (c.lemma_.lower(), c.lower_)}
    if noun.i > 0:
        words.add(noun.nbor(-1).lower_)
    return frozenset(words)


def negated(token: Token) -> bool:
    """True where "not", "never", "no", "without" bear on the verb or noun itself."""
    for child in token.children:
        if child.dep_ == "neg" or (
            child.dep_ in ("det", "advmod") and child.lower_ in ("no", "neither", "never", "nor")
        ):
            return True
        if child.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in child.children):
            return True
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def auxiliaries(verb: Token) -> frozenset[str]:
    """The lower-case auxiliaries of the verb, those that it shares with a verb before it included."""
    found = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not found and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VB", "VBN", "VBG"):
        return auxiliaries(verb.head)
    return frozenset(found)


def upwards(token: Token) -> Iterator[Token]:
    """The heads above the token, nearest first."""
    while token.head != token:
        token = token.head
        yield token
