"""The ends of ties that a verb, an attribute, a noun or a look back makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.model.negotiation import LinkageKind
from verbale.understanding.clauses import Extent, bare, clause_above, clause_round, is_verb, subject_of, without
from verbale.understanding.ties import Frame, Match, Tie, has_modal, inside, is_negated, words_of

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
    conjuncts = [c for c in token.children if c.dep_ in ("conj", "cc") and is_verb(c)]
    return without(token, [*apart, *conjuncts])


def kind_of(match: Match, verb: Token, kind: LinkageKind) -> LinkageKind:
    """A cause that is only expected is a concern."""
    if kind == "cause" and has_modal(verb):
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
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "advcl")
    )
    if passive and len(cue.words) == 1:
        return _passive(match, token)
    source = _source(match, token)
    target = _target(match, token)
    if source is None or target is None or source[0] >= source[1]:
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
    """The subject's words; for a participle after a comma, the clause that it comments on."""
    subject = subject_of(token)
    if subject is None:
        if (
            token.dep_ == "advcl"
            and token.tag_ == "VBG"
            and token.i > token.head.i
            and token.doc[token.left_edge.i - 1].text == ","
        ):
            above = clause_above(token.head)
            return clause_round(above, (token.left_edge.i, token.right_edge.i + 1))
        return None
    acts = subject.i in match.actors or subject.lower_ in _PERSONAL or subject.pos_ == "PROPN"
    if acts and match.cue.kind in ("cause", "concern") and len(match.cue.words) == 1:
        return None
    if subject.i < token.i and token.dep_ in ("relcl", "acl"):
        return without(subject, [token])
    return whole(subject)


def _target(match: Match, token: Token) -> Extent | None:
    doc = match.doc
    if len(match.cue.words) > 1:
        last = doc[match.after - 1]
        inner = next((c for c in last.children if c.dep_ in ("pobj", "pcomp") and c.i > last.i), None)
        return whole(inner) if inner is not None else None
    parts = [c for c in token.children if c.dep_ in _COMPLEMENTS and c.i > token.i]
    clausal = [c for c in parts if c.dep_ in ("ccomp", "xcomp", "oprd", "acomp")]
    if not parts or (match.cue.object == "clause" and not clausal):
        return None
    if match.cue.kind == "leverage":
        return bare(clausal[0], whole(clausal[0])) if clausal else None
    first, last = parts[0], parts[-1]
    return (first.left_edge.i, max(whole(last)[1], last.i + 1))


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
        if target is not None and given is not None:
            return _attributed(match, token, without(given, [token.head]), whole(target))
    return None


def _predicated(match: Match, token: Token) -> Tie | None:
    be = token.head
    subject = subject_of(be) or next((c for c in be.children if c.dep_ in ("nsubj", "expl")), None)
    target = _after_preposition(token)
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
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in ("for", "to", "of"):
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if child.i > token.i and child.dep_ in ("relcl", "acl", "xcomp", "advcl") and child.tag_ == "VB":
            return child
    return None


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
    doc = match.doc
    at = doc[match.start]
    verb = clause_above(at)
    if match.after < len(doc) and doc[match.after].lower_ in ("to", "for", "of"):
        return None
    target = clause_round(verb, match.place)
    sentence = at.sent
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.head.i < match.start:
        return Tie(
            match.cue,
            match.cue.kind,
            clause_round(verb.head, (verb.left_edge.i, verb.right_edge.i + 1)),
            target,
            match.place,
            verb,
        )
    leading = all(not t.is_alpha or t.tag_ == "CC" for t in doc[sentence.start : match.start])
    if (
        not leading
        or sentence.start == 0
        or "\n" in doc[sentence.start - 1].text_with_ws + doc[sentence.start - 1].text
    ):
        return None
    before = doc[sentence.start - 1].sent
    return Tie(match.cue, match.cue.kind, (before.start, before.end), target, match.place, verb)


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
    leading = top.i < top.head.i
    if not leading and match.doc[top.i - 1].text != ",":
        return None
    inner = (match.after, top.right_edge.i + 1)
    target = clause_round(top.head, (match.start, inner[1]))
    return Tie(match.cue, kind_of(match, top.head, match.cue.kind), inner, target, match.place, top.head)


def participle(match: Match) -> Tie | None:
    """ "blocked the road, demanding water": what goes along with an act says what it is for or against."""
    token, cue = match.doc[match.start], match.cue
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or token.left_edge.i != token.i:
        return None
    main = clause_above(token.head)
    if not is_verb(main) or main.lemma_ in words_of("reporting") or main.i > token.i or main.i == token.i:
        return None
    inner = (token.i, token.right_edge.i + 1)
    outer = clause_round(main, inner)
    ends = (outer, inner) if cue.inside == "to" else (inner, outer)
    return Tie(cue, cue.kind, *ends, match.place, main) if outer[0] < outer[1] else None


def lookalike(match: Match) -> Tie | None:
    """ "as well as": words that only look like a cue tie nothing."""
    return None


FRAMES: Mapping[str, Frame] = {
    frame.__name__: frame
    for frame in (
        *(inside, verb, attribute, link, pair, effect, impact),
        *(back, noun, purpose, use, absolute, participle, lookalike),
    )
}
