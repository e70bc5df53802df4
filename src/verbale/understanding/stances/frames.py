"""Whose stance a word tells, what is wanted, and which clause says it: one frame a way of saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.clauses import clause_above, is_verb, subject_of
from verbale.understanding.stances.wanted import (
    clause,
    is_bare,
    negated,
    open_modal,
    progressive,
    taker_of,
    wanted_by,
    willing,
)
from verbale.understanding.stances.ways import Frame, Stance, Taken, words_of

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


def _modal(stance: Stance, token: Token) -> Taken | None:
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


def _predicate(stance: Stance, token: Token) -> Taken | None:
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


def _refusal(stance: Stance, token: Token) -> Taken | None:
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


def _nothing(verb: Token) -> bool:
    """ "would discuss nothing but the border", "will make no concession"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return any(o.lower_ in ("nothing", "none") or any(c.lower_ == "no" for c in o.children) for o in objects)


def _existential(stance: Stance, token: Token) -> Taken | None:
    there = next((c for c in token.children if c.dep_ == "expl"), None)
    what = next((c for c in token.children if c.dep_ == "attr"), None)
    if there is None or what is None:
        return None
    none = any(c.lower_ == "no" for c in what.children)
    ahead = willing(token) or open_modal(token)
    if not (ahead and (none or negated(token))) and not (none and what.lemma_ in words_of("point")):
        return None
    return Taken(stance, token, None, what, clause(token))


def _denial(stance: Stance, token: Token) -> Taken | None:
    if not is_verb(token) or not negated(token) or open_modal(token):
        return None
    what, subject = next((c for c in token.children if c.dep_ == "dobj"), None), subject_of(token)
    return Taken(stance, token, subject, what, clause(token)) if what is not None and subject is not None else None


def _pointless(stance: Stance, token: Token) -> Taken | None:
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


def _phrase(stance: Stance, token: Token) -> Taken | None:
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


def _announced(stance: Stance, token: Token) -> Taken | None:
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in ("declare", "announce") or verb.dep_ == "acl":
        return None
    subject = subject_of(verb)
    if subject is None and verb.dep_ in ("pcomp", "advcl"):
        subject = subject_of(clause_above(verb.head))
    return Taken(stance, token, subject, token, (verb.i, token.right_edge.i + 1)) if subject is not None else None


def _claim(stance: Stance, token: Token) -> Taken | None:
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


FRAMES: dict[str, Frame] = {
    "verb": _verb,
    "adjective": _adjective,
    "favour": _favour,
    "policy": _policy,
    "noun": _noun,
    "modal": _modal,
    "predicate": _predicate,
    "refusal": _refusal,
    "existential": _existential,
    "denial": _denial,
    "pointless": _pointless,
    "announced": _announced,
    "claim": _claim,
    "phrase": _phrase,
}
