"""The ends of ties that a verb makes: its subject, its complement, the clause that it goes along with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.model.negotiation import LinkageKind
from verbale.understanding.grammar.clauses import (
    Extent,
    bare,
    clause_above,
    clause_round,
    has_modal,
    is_negated,
    is_verb,
    subject_of,
    without,
)
from verbale.understanding.linkages.cues import Match, Tie, words_of
from verbale.understanding.linkages.phrases import inside

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "oprd", "acomp", "attr", "dative"})
_PERSONAL = frozenset({"i", "he", "she", "we", "they", "you"})


def whole(token: Token) -> Extent:
    """A noun phrase or clause with all that belongs to it, but for a comma-parted relative clause."""
    apart = [
        c
        for c in token.children
        if c.dep_ in ("relcl", "appos", "cc", "punct") and c.i > token.i and token.doc[c.left_edge.i - 1].text == ","
    ]
    conjuncts = [c for c in token.children if c.dep_ == "conj" and is_verb(c) and token.tag_ != "VBG"]
    return without(token, [*apart, *conjuncts])


def kind_of(match: Match, verb: Token, kind: LinkageKind) -> LinkageKind:
    """A cause that is only expected is a concern."""
    along = verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_verb(verb.head) and has_modal(verb.head)
    if kind == "cause" and (has_modal(verb) or along):
        return "concern"
    return (
        "cause"
        if kind == "concern" and not match.cue.modal and not has_modal(verb) and match.cue.frame != "effect"
        else kind
    )


def verb(match: Match) -> Tie | None:
    """Subject and complement of a verb; a passive and a verb such as "stem from" turn the ends round."""
    cue, token = match.cue, match.doc[match.start]
    if cue.modal and not has_modal(token):
        return None
    if token.dep_ == "xcomp" and token.head.lemma_ in words_of("wish"):
        return None
    if match.cue.kind == "cause" and is_negated(token) and not has_modal(token):
        return None
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "advcl")
    )
    if passive and len(cue.words) == 1:
        return _passive(match, token)
    source = _source(match, token)
    target = _target(match, token)
    if source is None or target is None or source[0] >= source[1]:
        return None
    if cue.words == ("end", "in") and match.doc[match.after : target[1]].root.pos_ == "PROPN":
        return None
    ends = (target, source) if cue.turned else (source, target)
    return Tie(cue, kind_of(match, token, cue.kind), *ends, match.place, token, cue.polarity)


def _passive(match: Match, token: Token) -> Tie | None:
    agent = next((c for c in token.children if c.dep_ == "agent"), None)
    by = next((c for c in agent.children if c.dep_ in ("pobj", "pcomp")), None) if agent is not None else None
    done = subject_of(token)
    if by is None or done is None or by.i in match.actors:
        return None
    effect = without(done, [token]) if token.i > done.i else whole(done)
    kind = kind_of(match, token, match.cue.kind)
    ends = (effect, whole(by)) if match.cue.turned else (whole(by), effect)
    assert agent is not None  # noqa: S101 - for mypy: `by` comes from it
    return Tie(match.cue, kind, *ends, (token.i, agent.i + 1), token, match.cue.polarity)


def _source(match: Match, token: Token) -> Extent | None:
    """The subject's words; for an aim or a participle after a comma, the clause that it goes with."""
    subject = subject_of(token)
    own = (token.left_edge.i, token.right_edge.i + 1)
    if subject is None:
        above = clause_above(token.head)
        if _is_aim(token):
            if len(match.cue.words) == 1:
                return None
            return bare(above, clause_round(above, own))
        goes_along = token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i
        return clause_round(above, own) if goes_along and token.doc[own[0] - 1].text == "," else None
    if _comments(token, subject):
        return clause_round(clause_above(subject.head), own)
    acts = subject.i in match.actors or subject.lower_ in _PERSONAL or subject.pos_ == "PROPN"
    if acts and not match.cue.turned:
        return None
    if subject.i < token.i and token.dep_ in ("relcl", "acl"):
        return without(subject, [token])
    return whole(subject)


def _is_aim(token: Token) -> bool:
    return token.dep_ == "advcl" and token.i > token.head.i and any(c.tag_ == "TO" for c in token.children)


def _comments(token: Token, subject: Token) -> bool:
    """Whether ", which led to …" comments on the whole clause before it, not on the noun beside it."""
    if token.dep_ != "relcl" or token.doc[token.left_edge.i - 1].text != ",":
        return False
    which = token.left_edge
    return (
        which.lower_ == "which"
        and subject.dep_ == "pobj"
        and subject.i + 2 == which.i
        and is_verb(clause_above(subject.head))
    )


def _target(match: Match, token: Token) -> Extent | None:
    doc = match.doc
    if len(match.cue.words) > 1:
        last = doc[match.after - 1]
        inner = next((c for c in last.children if c.dep_ in ("pobj", "pcomp") and c.i > last.i), None)
        if inner is None or (inner.pos_ == "PROPN" and match.cue.turned) or inner.i in match.times:
            return None
        return (last.i + 1, last.right_edge.i + 1)
    parts = [c for c in token.children if c.dep_ in _COMPLEMENTS and c.i > token.i]
    clausal = [c for c in parts if c.dep_ in ("ccomp", "xcomp", "oprd", "acomp")]
    if not parts or (match.cue.object == "clause" and not clausal):
        return None
    if match.cue.kind == "leverage":
        return bare(clausal[0], whole(clausal[0])) if clausal else None
    first, last = parts[0], parts[-1]
    if first.pos_ in ("NUM", "SYM") or any(c.pos_ == "SYM" for c in first.children):
        return None
    kept_from = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "from" and c.i > last.i), None)
    if kept_from is not None and any(c.dep_ == "pcomp" for c in kept_from.children):
        return (first.left_edge.i, kept_from.right_edge.i + 1)
    return (first.left_edge.i, max(whole(last)[1], last.i + 1))


def link(match: Match) -> Tie | None:
    """ "ties A to B", "decouple A from B": the object and what it is tied to or parted from."""
    token, cue = match.doc[match.start], match.cue
    tied = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
    joint = next(
        (
            c
            for at in (token, tied)
            if at is not None
            for c in at.children
            if c.dep_ == "prep" and c.lower_ in ("to", "with", "from", "on") and c.i > token.i
        ),
        None,
    )
    other = next((c for c in joint.children if c.dep_ in ("pobj", "pcomp")), None) if joint is not None else None
    if tied is None or joint is None or other is None or other.i in match.actors or tied.i in match.actors:
        return None
    kind: LinkageKind = cue.kind
    if is_negated(token):
        kind = "independence" if kind == "precondition" else "precondition"
    return Tie(cue, kind, whole(other), without(tied, [joint, token]), match.place, token)


def purpose(match: Match) -> Tie | None:
    """ "froze the accounts to pressure the bank": an aim that is sought from a counterpart."""
    to = match.doc[match.start]
    aim = to.head
    if to.tag_ != "TO" or aim.i < to.i or aim.dep_ not in ("advcl", "acl", "xcomp", "relcl"):
        return None
    if aim.dep_ == "xcomp" and (aim.head.lemma_ in words_of("readiness") or aim.head.lemma_ not in words_of("move")):
        return None
    if aim.lemma_ not in words_of("aim") or aim.head.lemma_ in words_of("reporting"):
        return None
    tie = inside(replace(match, cue=replace(match.cue, bare=True)))
    if tie is None:
        return None
    return replace(tie, consequent=bare(aim, (match.after, aim.right_edge.i + 1)))


def use(match: Match) -> Tie | None:
    """ "used the inspections to gain time"."""
    token = match.doc[match.start]
    used = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if used is None:
        return None
    aims = [
        c
        for at in (token, used)
        for c in at.subtree
        if c.tag_ in ("VB", "VBG") and c.i > used.i and c.dep_ in ("xcomp", "advcl", "acl", "relcl", "pcomp")
    ]
    aim = next((c for c in aims if any(x.tag_ == "TO" for x in c.children) or c.head.lower_ in ("of", "for")), None)
    if aim is None:
        return None
    first = next((c.left_edge.i for c in aim.head.children if c.i == aim.i), aim.left_edge.i)
    low, high = without(used, [aim])
    as_means = next((c.i for c in match.doc[used.i : aim.i] if c.lower_ == "as" and c.dep_ == "prep"), high)
    return Tie(
        match.cue,
        match.cue.kind,
        (low, min(high, as_means, first)),
        bare(aim, (aim.i, aim.right_edge.i + 1)),
        match.place,
        token,
    )


def participle(match: Match) -> Tie | None:
    """ "blocked the road, demanding water": what goes along with an act says what it is for or against."""
    token, cue = match.doc[match.start], match.cue
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or token.left_edge.i != token.i:
        return None
    of_a_noun = token.dep_ == "acl" and token.doc[token.i - 1].text != ","
    if of_a_noun and token.lemma_ not in words_of("outcry") and token.head.lemma_ not in words_of("protest"):
        return None
    main = clause_above(token.head)
    if not is_verb(main) or main.lemma_ in words_of("reporting") or main.i > token.i or main.i == token.i:
        return None
    inner = (token.i, token.right_edge.i + 1)
    outer = clause_round(main, inner)
    ends = (outer, inner) if cue.inside == "to" else (inner, outer)
    return Tie(cue, cue.kind, *ends, match.place, main) if outer[0] < outer[1] else None


def absolute(match: Match) -> Tie | None:
    """ "With the border closed, the convoy turned back": a state that goes along with a thing explains it."""
    top = match.doc[match.start]
    small = next(
        (
            c
            for c in top.children
            if c.dep_ in ("pcomp", "advcl", "ccomp") and any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)
        ),
        None,
    )
    held = next(
        (
            c
            for c in top.children
            if c.dep_ == "pobj" and any(g.dep_ in ("acl", "amod") and g.i > c.i for g in c.children)
        ),
        None,
    )
    if (small is None and held is None) or top.dep_ != "prep" or not is_verb(top.head):
        return None
    if top.i > top.head.i:
        return None
    inner = (match.after, top.right_edge.i + 1)
    target = clause_round(top.head, (match.start, inner[1]))
    return Tie(match.cue, kind_of(match, top.head, match.cue.kind), inner, target, match.place, top.head)


def blame(match: Match) -> Tie | None:
    """ "Blamed A for B", "blamed B on A": A brought B about."""
    token = match.doc[match.start]
    given = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
    below = (c for at in (token, given) if at is not None for c in at.children)
    told = next((c for c in below if c.dep_ == "prep" and c.lower_ in ("for", "on") and c.i > token.i), None)
    other = next((c for c in told.children if c.dep_ in ("pobj", "pcomp")), None) if told is not None else None
    if given is None or told is None or other is None:
        return None
    held = without(given, [told])
    ends = (held, whole(other)) if told.lower_ == "for" else (whole(other), held)
    return Tie(match.cue, match.cue.kind, *ends, match.place, token)
