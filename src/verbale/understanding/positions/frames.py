"""Whose stance a word tells, what is wanted, and which clause says it: one frame a way of saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.grammar.clauses import clause_above, is_verb, subject_of
from verbale.understanding.positions import assertions
from verbale.understanding.positions.wanted import (
    clause,
    is_bare,
    negated,
    open_modal,
    progressive,
    taker_of,
    wanted_by,
    willing,
)
from verbale.understanding.positions.ways import Frame, Stance, Taken, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def _verb(stance: Stance, token: Token) -> Taken | None:
    if not is_verb(token) or open_modal(token) or (stance.would and not willing(token)):
        return None
    if stance.coming and not (willing(token) or progressive(token) or token.dep_ == "xcomp"):
        return None
    if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
        return _passive(stance, token)
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return None
    if token.dep_ == "xcomp" and token.head.lemma_ not in words_of("going_on"):
        return None
    given_up = any(c.lower_ in ("longer", "anymore") for c in token.children)
    if not stance.would and negated(token) and not given_up:
        return None
    wanted = wanted_by(stance, token)
    subject = taker_of(token)
    if wanted is None or subject is None or subject.i == wanted.i:
        return None
    if stance.tone == "refuse" and wanted.lemma_ in words_of("attendance") and _is_background(token):
        return None
    if token.head.lemma_ in ("deny", "rule") and token.dep_ in ("xcomp", "ccomp", "pcomp"):
        return None
    return Taken(stance, token, subject, wanted, clause(_stated(token)))


def _passive(stance: Stance, token: Token) -> Taken | None:
    """ "The idea was rejected by Lima"."""
    by = next((g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    wanted = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    if by is None or wanted is None or len(stance.words) > 1 or stance.needs not in ("", "thing", "object", "will"):
        return None
    if negated(token) or wanted.lemma_ in words_of("claims"):
        return None
    return Taken(stance, token, by, wanted, clause(token))


def _is_background(verb: Token) -> bool:
    """ "collapsed after Oslo refused to attend": an event that dates another, no stance of today."""
    return (
        verb.tag_ == "VBD"
        and verb.dep_ == "advcl"
        and any(c.lower_ in ("after", "when") for c in verb.children if c.i < verb.i)
    )


def _stated(verb: Token) -> Token:
    """The verb that states the stance: "promised to keep urging" over "urging"."""
    at = verb
    while at.dep_ == "xcomp" and is_verb(at.head) and not any(c.dep_ == "nsubj" for c in at.children):
        at = at.head
    return at


def _adjective(stance: Stance, token: Token) -> Taken | None:
    if token.dep_ not in ("acomp", "ROOT", "ccomp", "conj", "attr", "oprd") and token.head.lemma_ not in (
        "be",
        "appear",
        "seem",
        "remain",
    ):
        return None
    be = token.head if token.head.lemma_ in ("be", "appear", "seem", "remain", "stand") else token
    if open_modal(be) or negated(be):
        return None
    wanted: Token | None = None
    if stance.needs == "about":
        wanted = next(
            (
                g
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("about", "on", "to", "toward")
                for g in c.children
            ),
            None,
        )
    else:
        wanted = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl")), None)
        wanted = wanted or next((c for c in be.children if c.dep_ == "xcomp" and c.i > token.i), None)
        wanted = wanted or next(
            (g for c in token.children if c.dep_ == "prep" and c.lower_ in ("to", "for") for g in c.children), None
        )
    subject = subject_of(be)
    if wanted is None or subject is None or (stance.tone == "want" and wanted.lemma_ in words_of("goodwill")):
        return None
    return Taken(stance, token, subject, wanted, clause(be if is_verb(be) else clause_above(token)))


def _favour(stance: Stance, token: Token) -> Taken | None:
    """ "is in favour of new crossings"."""
    favour = next((c for c in token.children if c.lower_ in ("favour", "favor")), None)
    of = next((c for c in favour.children if c.lower_ == "of"), None) if favour is not None else None
    wanted = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
    verb = clause_above(token)
    subject = subject_of(verb)
    if wanted is None or subject is None or negated(verb) or verb.lemma_ not in ("be", "come", "speak", "remain"):
        return None
    return Taken(stance, token, subject, wanted, clause(verb))


def _against(stance: Stance, token: Token) -> Taken | None:
    """ "is against the dam"."""
    be = token.head
    wanted = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
    subject = subject_of(be) if be.lemma_ in ("be", "remain", "come", "speak") and is_verb(be) else None
    if wanted is None or subject is None or negated(be) or open_modal(be):
        return None
    return Taken(stance, token, subject, wanted, clause(be))


def _policy(stance: Stance, token: Token) -> Taken | None:
    """ "no change in its policy of seeking a vote"."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    wanted = next((c for c in of.children if c.dep_ == "pcomp"), None) if of is not None else None
    if wanted is None or token.pos_ != "NOUN" or is_bare(wanted):
        return None
    return Taken(stance, token, None, wanted, (token.left_edge.i, token.right_edge.i + 1))


def _noun(stance: Stance, token: Token) -> Taken | None:
    if token.pos_ != "NOUN":
        return None
    wanted = next((c for c in token.children if c.dep_ in ("acl", "xcomp", "ccomp") and c.i > token.i), None)
    if wanted is None and stance.needs == "for":
        preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("for", "to", "on", "against")]
        wanted = next((g for c in preps for g in c.children if g.dep_ in ("pobj", "pcomp")), None)
    owner = _owner(token)
    verb = clause_above(token)
    if (
        wanted is None
        or (wanted.pos_ == "NOUN" and wanted.lemma_ in words_of("goodwill"))
        or (stance.needs == "for" and owner is None)
        or (
            owner is None
            and verb.lemma_
            not in (
                "show",
                "express",
                "declare",
                "voice",
                "reiterate",
                "convey",
                "state",
                "have",
                "signal",
                "confirm",
                "make",
            )
        )
    ):
        return None
    subject = owner if owner is not None and owner.tag_ != "PRP$" else subject_of(verb) or owner
    if subject is None or negated(verb) or any(c.lower_ == "no" for c in token.children):
        return None
    return Taken(
        stance,
        token,
        subject,
        wanted,
        clause(verb) if owner is None or verb.lemma_ == "declare" else (token.left_edge.i, token.right_edge.i + 1),
    )


def _owner(noun: Token) -> Token | None:
    """Whose demand it is: "Oslo's demand", "an EU proposal", "a call by Oslo"."""
    by = [g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from") for g in c.children]
    beside = [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    return next((c for c in noun.children if c.dep_ == "poss"), None) or next(iter([*by, *beside]), None)


def _announced(stance: Stance, token: Token) -> Taken | None:
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in ("declare", "announce") or verb.dep_ == "acl":
        return None
    subject = subject_of(verb)
    if subject is None and verb.dep_ in ("pcomp", "advcl"):
        subject = subject_of(clause_above(verb.head))
    return Taken(stance, token, subject, token, (verb.i, token.right_edge.i + 1)) if subject is not None else None


FRAMES: dict[str, Frame] = {
    "verb": _verb,
    "adjective": _adjective,
    "favour": _favour,
    "against": _against,
    "policy": _policy,
    "noun": _noun,
    "modal": assertions.modal,
    "predicate": assertions.predicate,
    "refusal": assertions.refusal,
    "going": assertions.going,
    "existential": assertions.existential,
    "denial": assertions.denial,
    "pointless": assertions.pointless,
    "announced": _announced,
    "claim": assertions.claim,
    "phrase": assertions.phrase,
}
