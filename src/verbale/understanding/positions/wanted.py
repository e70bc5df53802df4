"""What a stance is about, and the clause that states it: what the frames of stances share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.grammar.clauses import Extent, clause_round, subject_of
from verbale.understanding.positions.ways import Stance, issue_terms, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "nsubjpass")
_CLAUSES = ("ccomp", "xcomp", "pcomp", "acl", "advcl", "relcl")
_NOWHERE: Extent = (1 << 30, 1 << 30)


def negated(verb: Token) -> bool:
    """Whether "not" or "never" stands on the verb."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly", "longer", "neither") for c in verb.children)


def open_modal(verb: Token) -> bool:
    """Whether a modal leaves it open whether the party takes the stance at all."""
    return any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in verb.children)


def willing(verb: Token) -> bool:
    """Whether "will" or "would" stands on the verb."""
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "'ll", "’ll", "'d", "’d") for c in verb.children
    )


def clause(verb: Token) -> Extent:
    """The clause with what it hangs on, but for the conjunction that opens it."""
    first, after = clause_round(verb, _NOWHERE)
    leading = [
        c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i and any(m.dep_ == "mark" for m in c.children)
    ]
    return (min([first, *(c.left_edge.i for c in leading)]), min(after, _other_clause(verb, after)))


def _other_clause(verb: Token, after: int) -> int:
    """Where a second finite clause begins that the parser joined to an infinitive or a noun of this one."""
    for token in verb.doc[verb.i + 1 : after]:
        if token.dep_ == "conj" and _is_finite(token) and not _is_finite(token.head) and token.head.i != verb.i:
            joint = next((c for c in token.head.children if c.dep_ == "cc" and c.i > verb.i), None)
            return joint.i if joint is not None else token.left_edge.i
    return after


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(
        c.tag_ in ("MD", "VBZ", "VBP", "VBD") and c.dep_ in ("aux", "auxpass") for c in token.children
    )


def wanted_by(stance: Stance, token: Token) -> Token | None:
    """What the verb is about, if it is of the sort that its entry needs."""
    if len(stance.words) > 1:
        joint = next(
            (
                c
                for c in token.children
                if c.i > token.i and c.lower_ == stance.words[1] and c.dep_ in ("prep", "prt", "dative")
            ),
            None,
        )
        found = [c for c in joint.children if c.dep_ in ("pobj", "pcomp")] if joint is not None else []
        if joint is not None and not found:
            wanted = ("ccomp", "xcomp", "dobj") if joint.dep_ == "prt" else ("ccomp", "xcomp")
            found = [c for c in token.children if c.dep_ in wanted or (c.tag_ == "VBG" and c.i == joint.i + 1)]
        if stance.words[1] in ("on", "upon") and found:
            # "called on Oslo to pay": what is asked of it, which the parser hangs on the name or the verb
            asked = [c for f in (*found, token) for c in f.children if c.dep_ in ("xcomp", "acl", "relcl", "advcl")]
            found = [
                c for c in asked if c.i > token.i and any(m.dep_ == "aux" and m.lower_ == "to" for m in c.children)
            ][:1] or found
        if joint is not None and not found and token.dep_ == "relcl":
            found = [token.head]
        if token.lemma_ == "call" and any(c.dep_ in ("dobj", "oprd") for c in token.children):
            found = []
    else:
        found = [c for c in token.children if c.i > token.i and c.dep_ in ("ccomp", "xcomp", "dobj", "acl")]
        fronted = any(g.tag_ in ("WDT", "WP") for c in token.children if c.dep_ == "prep" for g in c.children)
        if token.dep_ == "relcl" and not found and not fronted:
            found = [token.head]
    if not found:
        return token if stance.needs == "any" else None
    clausal = next((f for f in found if f.dep_ in _CLAUSES), None)
    if stance.needs == "as":
        regarded = next((c for c in token.subtree if c.dep_ == "prep" and c.lower_ == "as"), None)
        return found[0] if regarded is not None else None
    if stance.needs == "object":
        return next((f for f in found if f.dep_ in ("dobj", "pobj") and not _is_goodwill(f)), None)
    if stance.needs == "deed":
        return (
            clausal
            if clausal is not None and clausal.lemma_ not in words_of("motive") and not is_bare(clausal)
            else None
        )
    if stance.needs == "act":
        return clausal
    if stance.needs == "modal":
        return clausal if clausal is not None and any(c.tag_ == "MD" for c in clausal.children) else None
    if stance.needs == "will" and clausal is not None and _is_told(clausal):
        return None
    if stance.needs == "talks":
        return next((f for f in found if f.lemma_ in words_of("broken")), None)
    if stance.needs == "thing" and (clausal or found[0]).lemma_ in words_of("claims") | words_of("idle"):
        return None
    if stance.needs == "move":
        return found[0] if clausal is None or clausal.tag_ in ("VB", "VBP", "VBG") or _should(clausal) else None
    if stance.needs == "demand":
        return next((f for f in found if f.dep_ == "dobj" and f.lemma_ in words_of("demands")), None)
    if stance.needs == "territory":
        return next(
            (
                f
                for f in found
                if f.dep_ == "dobj" and (f.pos_ == "PROPN" or issue_terms().get(f.lemma_) == "sovereignty")
            ),
            None,
        )
    if clausal is not None:
        return clausal
    return None if _is_goodwill(found[0]) else found[0]


def progressive(verb: Token) -> bool:
    """Whether "is" or "are" makes a course begun of it: "is suspending"."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def taker_of(verb: Token) -> Token | None:
    """Who takes the stance of a verb: its subject, or for a participle that of the clause it goes with."""
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None and verb.dep_ == "relcl" and own.tag_ not in ("WDT", "WP"):
        return own
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and own is None:
        return subject_of(verb.head)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "for" and own is None:
        return None
    return subject_of(verb)


def _is_told(verb: Token) -> bool:
    """Whether the clause tells what was: "insisted that it had not changed"."""
    return verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)


def _should(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "should" for c in verb.children)


def _is_goodwill(noun: Token) -> bool:
    return noun.lemma_.lower() in words_of("goodwill") and not any(
        c.dep_ in ("relcl", "acl")
        or (c.dep_ == "amod" and c.lower_ in words_of("terms"))
        or (c.dep_ == "prep" and c.lower_ in ("without", "for", "in"))
        for c in noun.children
    )


def is_bare(verb: Token) -> bool:
    """ "hopes to make progress", "wants to conclude a treaty": an aim without terms."""
    objects = [c for c in verb.children if c.dep_ in (*_OBJECTS, "prep", "ccomp", "xcomp", "advcl")]
    return not objects or all(c.dep_ == "dobj" and _is_goodwill(c) for c in objects)
