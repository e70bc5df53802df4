"""The ends of ties that a noun or an attribute makes, and of those that look back to the sentence before."""

from __future__ import annotations

from collections.abc import Iterable
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
from verbale.understanding.linkages.verbs import kind_of, whole

if TYPE_CHECKING:
    from spacy.tokens import Token


def attribute(match: Match) -> Tie | None:
    """ "A is vital for B", "the prerequisite for B is A", "to have B, it is crucial to do A"."""
    token = match.doc[match.start]
    if token.dep_ in ("attr", "acomp") and token.head.lemma_ in ("be", "become", "remain", "constitute", "prove"):
        return _predicated(match, token)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        target = _after_preposition(token)
        told = next(
            (c for c in token.head.children if c.dep_ in ("attr", "ccomp", "xcomp", "advcl") and c.i > token.head.i),
            None,
        )
        if target is not None and told is not None:
            return _attributed(match, token, _content_of(told), whole(target))
    if token.dep_ == "pobj" and token.head.lower_ == "as" and is_verb(token.head.head):
        target = _after_preposition(token)
        given = next((c for c in token.head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
        verb = token.head.head
        if target is not None and given is not None and verb.lemma_ in words_of("regarding"):
            return _attributed(match, token, without(given, [token.head]), whole(target))
        if target is not None:
            act = bare(verb, clause_round(verb, (token.head.i, token.right_edge.i + 1)))
            return _attributed(match, token, act, whole(target))
    return None


def _predicated(match: Match, token: Token) -> Tie | None:
    be = token.head
    subject = subject_of(be) or next((c for c in be.children if c.dep_ in ("nsubj", "expl")), None)
    target = _after_preposition(token)
    if subject is not None and subject.tag_ in ("WDT", "WP"):
        return None
    if subject is not None and subject.lower_ not in ("it", "there"):
        return _attributed(match, be, whole(subject), whole(target)) if target is not None else None
    told = next((c for at in (token, be) for c in at.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i), None)
    aim = next((c for c in be.children if c.dep_ == "advcl" and c.i < be.i), None)
    if told is None or aim is None:
        return None
    return _attributed(match, be, bare(told, whole(told)), bare(aim, without(aim, [])))


def _attributed(match: Match, verb: Token, source: Extent, target: Extent) -> Tie:
    return Tie(match.cue, kind_of(match, verb, match.cue.kind), source, target, match.place, verb, match.cue.polarity)


def _content_of(token: Token) -> Extent:
    low, high = whole(token)
    return (low + 1, high) if token.doc[low].lower_ in ("that", "to") else (low, high)


def _after_preposition(token: Token) -> Token | None:
    for child in token.children:
        joints = ("for", "to") if token.pos_ == "ADJ" else ("for", "to", "of")
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in joints:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if child.i > token.i and child.dep_ in ("relcl", "acl", "xcomp", "advcl") and child.tag_ == "VB":
            return child
    return None


def noun(match: Match) -> Tie | None:
    """ "B is the answer to A"."""
    token = match.doc[match.start]
    last = match.doc[match.after - 1]
    source = next((c for c in last.children if c.dep_ in ("pobj", "pcomp")), None)
    if source is None or source.lemma_ in words_of("query") or token.dep_ not in ("attr", "pobj"):
        return None
    subject = subject_of(token.head) if token.dep_ == "attr" else None
    if subject is None:
        return None
    return Tie(match.cue, match.cue.kind, whole(source), whole(subject), match.place, token.head)


def pair(match: Match) -> Tie | None:
    """ "A and B run on separate tracks": the two halves of the subject."""
    verb = clause_above(match.doc[match.start])
    subject = subject_of(verb)
    second = next((c for c in subject.children if c.dep_ == "conj"), None) if subject is not None else None
    if subject is None or second is None:
        return None
    return Tie(
        match.cue,
        match.cue.kind,
        without(subject, [second, *(c for c in subject.children if c.dep_ == "cc")]),
        whole(second),
        match.place,
        verb,
    )


def hinge(match: Match) -> Tie | None:
    """ "B is conditional on A", "made B conditional on A"."""
    word, last = match.doc[match.start], match.doc[match.after - 1]
    condition = next((c for c in last.children if c.dep_ in ("pobj", "pcomp")), None)
    verb = clause_above(word)
    held = next(
        (c for at in (word, verb) for c in at.children if c.dep_ in ("nsubj", "dobj", "nsubjpass") and c.i < word.i),
        None,
    )
    held = next(
        (c for at in (word, verb) for c in at.children if c.dep_ in ("nsubj", "dobj") and verb.i < c.i < word.i), held
    )
    if condition is None or held is None:
        return None
    low, high = whole(held)
    first, after = whole(condition)
    if after < len(match.doc) and match.doc[after].tag_ == "VBG":
        after = match.doc[after].right_edge.i + 1  # on Norway signing the pact
    return Tie(match.cue, match.cue.kind, (first, after), (low, min(high, match.start)), match.place, verb)


def effect(match: Match) -> Tie | None:
    """ "A will have an effect on B"; no effect or a small one makes the two independent."""
    token = match.doc[match.start]
    noun = next((c for c in token.children if c.dep_ == "dobj" and c.lemma_ in words_of("effect")), None)
    on = next(
        (
            c
            for at in (noun, token)
            if at is not None
            for c in at.children
            if c.dep_ == "prep" and c.lower_ in ("on", "upon", "for")
        ),
        None,
    )
    other = next((c for c in on.children if c.dep_ in ("pobj", "pcomp")), None) if on is not None else None
    subject = subject_of(token)
    if noun is None or on is None or other is None or subject is None:
        return None
    none = any(c.lower_ in ("no", "any") or c.lemma_ in words_of("small") for c in noun.children)
    kind: LinkageKind = "independence" if none else "concern" if has_modal(token) else "cause"
    ends = (whole(subject), whole(other))
    return Tie(match.cue, kind, *ends, (token.i, on.i + 1), token, "negative" if is_negated(token) else "positive")


def impact(match: Match) -> Tie | None:
    """ "The impact of A on B will be limited"."""
    noun = match.doc[match.start]
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    cause = (
        next((c for c in of.children if c.dep_ == "pobj"), None)
        if of is not None
        else next((c for c in noun.children if c.dep_ == "poss"), None)
    )
    on = next(
        (
            c
            for at in (noun, cause)
            if at is not None
            for c in at.children
            if c.dep_ == "prep" and c.lower_ in ("on", "upon")
        ),
        None,
    )
    other = next((c for c in on.children if c.dep_ == "pobj"), None) if on is not None else None
    if cause is None or on is None or other is None or noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verb = noun.head
    small = next((t for t in (verb, *verb.children) if t.lemma_ in words_of("small") or t.lemma_ == "limit"), None)
    if small is None:
        return None
    first = next((c.i for c in verb.children if c.dep_ in ("aux", "auxpass")), verb.i)
    return Tie(match.cue, match.cue.kind, without(cause, [on]), whole(other), (first, max(small.i, verb.i) + 1), verb)


def back(match: Match) -> Tie | None:
    """ "A. In retaliation, B": the clause or sentence before, and the clause that the cue stands in."""
    doc, cue = match.doc, match.cue
    verb = clause_above(doc[match.start])
    if match.after < len(doc) and doc[match.after].lower_ in ("to", "for", "of"):
        return None
    target = clause_round(verb, match.place)
    top = verb
    while top.dep_ == "xcomp" and is_verb(top.head):
        top = top.head
    if top.dep_ == "conj" and is_verb(top.head) and top.head.i < match.start:
        low, high = clause_round(top.head, (top.left_edge.i, top.right_edge.i + 1))
        before = _answered(match, top.head.subtree, (low, min(high, target[0])))
        return Tie(cue, cue.kind, *_traded(match, before, target, verb), match.place, verb)
    sentence = verb.sent
    leading = all(not t.is_alpha or t.tag_ == "CC" for t in doc[sentence.start : match.start])
    if not leading or sentence.start == 0 or "\n" in doc[sentence.start - 1].text_with_ws:
        return None
    sentence_before = doc[sentence.start - 1].sent
    told = _answered(match, sentence_before, (sentence_before.start, sentence_before.end))
    return Tie(cue, cue.kind, *_traded(match, told, target, verb), match.place, verb)


def _traded(match: Match, before: Extent, target: Extent, verb: Token) -> tuple[Extent, Extent]:
    """The ends in order: what is given in return for what was told before, or told before for what is got."""
    gets = verb.lemma_ in words_of("getting")
    return (target, before) if match.cue.kind == "leverage" and not gets else (before, target)


def _answered(match: Match, before: Iterable[Token], otherwise: Extent) -> Extent:
    """What a reprisal answers: the hostile act told before, its noun where the act is only thought of."""
    if match.cue.kind != "reprisal":
        return otherwise
    act = next((t for t in before if t.i < match.start and t.lemma_.lower() in words_of("measure")), None)
    if act is None:
        return otherwise
    verb = clause_above(act)
    if act.pos_ == "NOUN" and has_modal(verb):
        return whole(act)
    low, high = clause_round(verb, match.place)
    further = [c.left_edge.i for c in verb.children if c.i > verb.i and c.left_edge.lower_ in words_of("further")]
    return (low, min([high, *further]))


def only(match: Match) -> Tie | None:
    """ "Only A can do B": the subject that alone can bring the rest about."""
    token, doc = match.doc[match.start], match.doc
    if match.after >= len(doc) or token.dep_ not in ("advmod", "amod") or doc[match.after].pos_ in ("NUM", "SYM"):
        return None
    subject = token.head if token.head.dep_ in ("nsubj", "nsubjpass") else token.head.head
    verb = subject.head
    able = any(c.dep_ == "aux" and c.lower_ in ("can", "could", "will", "would", "may", "might") for c in verb.children)
    if subject.dep_ not in ("nsubj", "nsubjpass") or not able or subject.i in match.actors or subject.i < match.after:
        return None
    inner = (match.after, subject.right_edge.i + 1)
    return Tie(match.cue, match.cue.kind, inner, bare(verb, clause_round(verb, inner)), match.place, verb)
