"""Whose stance a word tells, what is wanted, and which clause says it: one frame a way of saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.clauses import Extent, clause_above, clause_round, is_verb, subject_of
from verbale.understanding.stances import Frame, Stance, Taken, words_of
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "nsubjpass")
_CLAUSES = ("ccomp", "xcomp", "pcomp", "acl", "advcl", "relcl")
_NOWHERE: Extent = (1 << 30, 1 << 30)


def negated(verb: Token) -> bool:
    """Whether "not" or "never" stands on the verb."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly") for c in verb.children)


def open_modal(verb: Token) -> bool:
    """Whether a modal leaves it open whether the party takes the stance at all."""
    return any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in verb.children)


def _willing(verb: Token) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "'ll", "’ll", "'d", "’d") for c in verb.children
    )


def _clause(verb: Token) -> Extent:
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


def _wanted(stance: Stance, token: Token) -> Token | None:
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
            if clausal is not None and clausal.lemma_ not in words_of("motive") and not _is_bare(clausal)
            else None
        )
    if stance.needs == "move":
        return found[0] if clausal is None or clausal.tag_ in ("VB", "VBP", "VBG") or _should(clausal) else None
    if stance.needs == "demand":
        return next((f for f in found if f.dep_ == "dobj" and f.lemma_ in words_of("demands")), None)
    if stance.needs == "territory":
        return next(
            (
                f
                for f in found
                if f.dep_ == "dobj" and (f.pos_ == "PROPN" or f.lemma_ in toml("positions")["issues"]["sovereignty"])
            ),
            None,
        )
    if clausal is not None:
        return clausal
    return None if _is_goodwill(found[0]) else found[0]


def _should(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "should" for c in verb.children)


def _last_word(verb: Token, words: tuple[str, ...]) -> Token | None:
    """The preposition that ends "go ahead with", where its words follow the verb in a row."""
    row = verb.doc[verb.i + 1 : verb.i + 1 + len(words)]
    return row[-1] if len(row) == len(words) and all(t.lower_ == w for t, w in zip(row, words, strict=True)) else None


def _is_goodwill(noun: Token) -> bool:
    return noun.lemma_.lower() in words_of("goodwill") and not any(
        c.dep_ in ("relcl", "acl") or (c.dep_ == "prep" and c.lower_ in ("without", "for", "in")) for c in noun.children
    )


def _is_bare(verb: Token) -> bool:
    """ "hopes to make progress", "wants to conclude a treaty": an aim without terms."""
    objects = [c for c in verb.children if c.dep_ in (*_OBJECTS, "prep", "ccomp", "xcomp", "advcl")]
    return not objects or all(c.dep_ == "dobj" and _is_goodwill(c) for c in objects)


def _verb(stance: Stance, token: Token) -> Taken | None:
    if not is_verb(token) or open_modal(token) or (stance.would and not _willing(token)):
        return None
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return None
    if token.dep_ == "xcomp" and token.head.lemma_ not in words_of("going_on"):
        return None
    given_up = any(c.lower_ in ("longer", "anymore") for c in token.children)
    if not stance.would and negated(token) and not given_up:
        return None
    wanted = _wanted(stance, token)
    own = next((c for c in token.children if c.dep_ == "nsubj"), None)
    subject = own if own is not None and token.dep_ == "relcl" and own.tag_ not in ("WDT", "WP") else subject_of(token)
    if wanted is None or subject is None or subject.i == wanted.i:
        return None
    if token.head.lemma_ in ("deny", "rule") and token.dep_ in ("xcomp", "ccomp", "pcomp"):
        return None
    return Taken(stance, token, subject, wanted, _clause(token))


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
    if wanted is None or subject is None or (wanted.lemma_ in words_of("goodwill")):
        return None
    return Taken(stance, token, subject, wanted, _clause(be if is_verb(be) else clause_above(token)))


def _favour(stance: Stance, token: Token) -> Taken | None:
    """ "is in favour of new crossings"."""
    favour = next((c for c in token.children if c.lower_ in ("favour", "favor")), None)
    of = next((c for c in favour.children if c.lower_ == "of"), None) if favour is not None else None
    wanted = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
    verb = clause_above(token)
    subject = subject_of(verb)
    if wanted is None or subject is None or negated(verb) or verb.lemma_ not in ("be", "come", "speak", "remain"):
        return None
    return Taken(stance, token, subject, wanted, _clause(verb))


def _policy(stance: Stance, token: Token) -> Taken | None:
    """ "no change in its policy of seeking a vote"."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    wanted = next((c for c in of.children if c.dep_ == "pcomp"), None) if of is not None else None
    if wanted is None or token.pos_ != "NOUN" or _is_bare(wanted):
        return None
    return Taken(stance, token, None, wanted, (token.left_edge.i, token.right_edge.i + 1))


def _noun(stance: Stance, token: Token) -> Taken | None:
    if token.pos_ != "NOUN":
        return None
    wanted = next((c for c in token.children if c.dep_ in ("acl", "xcomp", "ccomp") and c.i > token.i), None)
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    verb = clause_above(token)
    if wanted is None or (
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
    ):
        return None
    subject = owner if owner is not None and owner.tag_ != "PRP$" else subject_of(verb) or owner
    if subject is None or negated(verb):
        return None
    return Taken(
        stance,
        token,
        subject,
        wanted,
        _clause(verb) if owner is None or verb.lemma_ == "declare" else (token.left_edge.i, token.right_edge.i + 1),
    )


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
    top = token if token.lemma_ in ("need", "have") and token.dep_ != "aux" else verb
    return Taken(stance, verb, None, verb, _clause(top))


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
        return Taken(stance, token, None, subject, _clause(be)) if subject is not None and prefixed else None
    if wanted is None or (negated(be) and stance.tone == "refuse") or _for(token):
        return None
    return Taken(stance, token, None, wanted, _clause(be))


def _for(token: Token) -> bool:
    """ "is vital for the talks" ties two things; "is unacceptable to Oslo" takes a stance."""
    return any(c.dep_ == "prep" and c.lower_ != "to" for c in token.children)


def _refusal(stance: Stance, token: Token) -> Taken | None:
    verb = token.head
    if token.dep_ != "aux" or not is_verb(verb) or not negated(verb):
        return None
    if verb.lemma_ == "be":
        able = next((c for c in verb.children if c.dep_ == "acomp" and c.lemma_ == "able"), None)
        verb = next((c for c in able.children if c.dep_ == "xcomp"), verb) if able is not None else verb
        if verb.lemma_ == "be":
            return None
    if verb.lemma_ in ("rule", "know", "deny"):
        return None
    if token.lower_ in ("can", "could", "ca") and verb.lemma_ not in words_of("granting"):
        return None
    subject = subject_of(verb)
    return Taken(stance, verb, subject, verb, _clause(token.head)) if subject is not None else None


def _existential(stance: Stance, token: Token) -> Taken | None:
    there = next((c for c in token.children if c.dep_ == "expl"), None)
    what = next((c for c in token.children if c.dep_ == "attr"), None)
    if there is None or what is None:
        return None
    none = any(c.lower_ == "no" for c in what.children)
    if not (_willing(token) and (none or negated(token))) and not (none and what.lemma_ in words_of("point")):
        return None
    return Taken(stance, token, None, what, _clause(token))


def _denial(stance: Stance, token: Token) -> Taken | None:
    if not is_verb(token) or not negated(token) or open_modal(token):
        return None
    what, subject = next((c for c in token.children if c.dep_ == "dobj"), None), subject_of(token)
    return Taken(stance, token, subject, what, _clause(token)) if what is not None and subject is not None else None


def _pointless(stance: Stance, token: Token) -> Taken | None:
    what = next(
        (c for c in token.children if c.dep_ == "dobj" and c.lemma_ in words_of("point")),
        None,
    )
    subject = subject_of(token)
    if what is None or subject is None or not any(c.lower_ == "no" for c in what.children):
        return None
    return Taken(stance, token, subject, what, _clause(token))


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
        Taken(stance, token, None, subject, _clause(verb))
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
}
