"""Frames of what is laid down: obligations, refusals and what is said of the matter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.grammar.clauses import clause_above, is_verb, subject_of
from verbale.understanding.positions.wanted import clause, is_bare, negated, open_modal, willing
from verbale.understanding.positions.ways import Stance, Taken, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def modal(stance: Stance, token: Token) -> Taken | None:
    """ "All prisoners must be freed"."""
    verb = token.head if token.dep_ == "aux" else token
    if token.lemma_ in ("need", "have"):
        verb = next((c for c in token.children if c.dep_ == "xcomp"), token)
        if verb is token or token.tag_ not in ("VBZ", "VBP", "VB"):
            return None
    elif token.dep_ != "aux" or token.lower_ == "shall":
        return None
    if not is_verb(verb) or any(c.lower_ in ("have",) and c.dep_ == "aux" for c in verb.children):
        return None
    subject = subject_of(token if verb is not token.head else verb) or subject_of(verb)
    if subject is None or subject.lower_ in ("who", "what"):
        return None
    if subject.pos_ in ("PRON", "PROPN") and any(c.lower_ in ("would", "will") for c in token.children):
        return None
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lemma_ in words_of("virtues") for c in verb.children):
        return None
    top = token if token.lemma_ in ("need", "have") and token.dep_ != "aux" else verb
    return Taken(stance, verb, None, verb, clause(top))


def predicate(stance: Stance, token: Token) -> Taken | None:
    """ "A ceasefire is essential", "this is impossible"."""
    if token.dep_ not in ("acomp", "attr") or token.head.lemma_ != "be":
        return None
    be = token.head
    subject = subject_of(be)
    wanted = next(
        (c for at in (token, be) for c in at.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > token.i), None
    )
    if subject is not None and subject.lower_ not in ("it", "this", "that"):
        wanted = subject
    if token.lemma_ == "negotiable":
        prefixed = any(t.lower_ in ("non", "not") for t in token.doc[be.i : token.i])
        return Taken(stance, token, None, subject, clause(be)) if subject is not None and prefixed else None
    if wanted is None or (negated(be) and stance.tone == "refuse") or _for(token):
        return None
    if stance.tone == "refuse" and (is_bare(wanted) if is_verb(wanted) else token.lemma_ in words_of("hard")):
        return None
    return Taken(stance, token, None, wanted, clause(be))


def _for(token: Token) -> bool:
    """ "is vital for the talks" ties two things; "is unacceptable to Oslo" takes a stance."""
    return any(c.dep_ == "prep" and c.lower_ != "to" for c in token.children)


def _nothing(verb: Token) -> bool:
    """ "would discuss nothing but the border", "will make no concession"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return any(o.lower_ in ("nothing", "none") or any(c.lower_ == "no" for c in o.children) for o in objects)


def refusal(stance: Stance, token: Token) -> Taken | None:
    """ "It will not sign", "would accept nothing but a vote"."""
    verb = token.head
    if token.dep_ != "aux" or not is_verb(verb) or not (negated(verb) or _nothing(verb)):
        return None
    if verb.lemma_ == "be":
        able = next((c for c in verb.children if c.dep_ == "acomp" and c.lemma_ == "able"), None)
        verb = next((c for c in able.children if c.dep_ == "xcomp"), verb) if able is not None else verb
        if verb.lemma_ == "be":
            return None
    if verb.lemma_ in words_of("idle"):
        return None
    if token.lower_ in ("can", "could", "ca") and verb.lemma_ not in words_of("granting") | words_of("course"):
        return None
    subject = subject_of(verb)
    return Taken(stance, verb, subject, verb, clause(token.head)) if subject is not None else None


def going(stance: Stance, token: Token) -> Taken | None:
    """ "We are not going to pay"."""
    verb = next((c for c in token.children if c.dep_ == "xcomp" and c.i > token.i), None)
    subject = subject_of(token)
    if token.tag_ != "VBG" or not negated(token) or verb is None or subject is None or not is_verb(verb):
        return None
    if verb.lemma_ == "be" or verb.lemma_ in words_of("idle"):
        return None
    return Taken(stance, token, subject, verb, clause(token))


def existential(stance: Stance, token: Token) -> Taken | None:
    """ "There will be no talks"."""
    there = next((c for c in token.children if c.dep_ == "expl"), None)
    what = next((c for c in token.children if c.dep_ == "attr"), None)
    if there is None or what is None:
        return None
    none = any(c.lower_ == "no" for c in what.children)
    ahead = willing(token) or open_modal(token)
    if not (ahead and (none or negated(token))) and not (none and what.lemma_ in words_of("point")):
        return None
    return Taken(stance, token, None, what, clause(token))


def pointless(stance: Stance, token: Token) -> Taken | None:
    """ "sees no point in a meeting", "has no intention of yielding", "does not see any basis for talks"."""
    names = words_of("intention" if token.lemma_ == "have" else "point")
    what = next((c for c in token.children if c.dep_ == "dobj" and c.lemma_ in names), None)
    subject = subject_of(token)
    if what is None or subject is None or not (negated(token) or any(c.lower_ == "no" for c in what.children)):
        return None
    below = [g for c in what.children for g in ([c] if c.dep_ == "acl" else c.children if c.dep_ == "prep" else [])]
    wanted = next((b for b in below if b.pos_ != "ADP" and not (is_verb(b) and negated(b))), None)
    if (wanted is None and (token.lemma_ == "have" or below)) or token.doc[
        what.i + 1 : what.i + 2
    ].text.lower() == "not":
        return None
    return Taken(stance, token, subject, wanted or what, clause(token))


def phrase(stance: Stance, token: Token) -> Taken | None:
    """ "is out of the question", "is in no hurry to"; with `negative` "is not on the table"."""
    row = token.doc[token.i : token.i + len(stance.words)]
    verb = clause_above(token)
    if [t.lower_ for t in row] != list(stance.words) or verb.lemma_ not in ("be", "remain", "stay", "become"):
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    if subject is None or subject.i > token.i or stance.negative != negated(verb) or open_modal(verb):
        return None
    if stance.needs == "clause":
        after = [c for t in (*row, verb) for c in t.children if c.i >= row.end]
        below = next((c for c in after if c.dep_ in ("acl", "xcomp", "advcl", "relcl")), None)
        return Taken(stance, token, subject, below, clause(verb)) if below is not None else None
    return Taken(stance, token, None, subject, clause(verb))


def denial(stance: Stance, token: Token) -> Taken | None:
    """ "It does not recognize the border"."""
    if not is_verb(token) or not negated(token) or open_modal(token):
        return None
    what, subject = next((c for c in token.children if c.dep_ == "dobj"), None), subject_of(token)
    return Taken(stance, token, subject, what, clause(token)) if what is not None and subject is not None else None


def claim(stance: Stance, token: Token) -> Taken | None:
    """ "Its sovereignty is beyond doubt"."""
    verb = clause_above(token)
    subject = subject_of(verb)
    if token.lemma_ in ("doubt", "dispute") and not (
        token.dep_ == "pobj" and token.head.lower_ in ("beyond", "without", "not")
    ):
        return None
    return (
        Taken(stance, token, None, subject, clause(verb))
        if subject is not None and verb.lemma_ in ("be", "remain")
        else None
    )
