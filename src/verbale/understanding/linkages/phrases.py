"""The ends of ties that a subordinator or a preposition makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.understanding.grammar.clauses import (
    Extent,
    bare,
    clause_above,
    clause_round,
    has_modal,
    is_negated,
    is_verb,
    phrase_at,
    without,
)
from verbale.understanding.linkages.cues import Match, Tie, words_of
from verbale.understanding.linkages.marked import asks, clause_ends, is_anonymous, is_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBLIGED = frozenset({"must", "should", "shall"})
_STATIVE = frozenset(
    {"be", "have", "lack", "need", "know", "want", "remain", "mean", "seem", "feel", "consider", "fear", "believe"}
)


def inside(match: Match) -> Tie | None:
    """Frame of subordinators and prepositions: one end follows the cue, the other is what the phrase modifies."""
    cue, doc = match.cue, match.doc
    start = match.after - cue.keep
    if start >= len(doc) or doc[start].sent != doc[match.start].sent:
        return None
    top = _top(match)
    if top.right_edge.i < start or not _follows(match, top, start) or doc[start].pos_ == "NUM":
        return None
    inner: Extent = (_past_source(match, start), _inner_end(match, top))
    if any(i in match.times for i in range(start, min(inner[1], start + 3))) and not _has_clause(top):
        return None
    governor = _governor(match, top)
    ends = clause_ends(match, top.i) if cue.phrase == "clause" or (not cue.phrase and _has_clause(top)) else None
    if ends is not None and not cue.governor:
        governor = doc[ends[2].head]
    if governor is None or not _governs(match, governor) or is_anonymous(governor):
        return None
    if asks(match, governor) or (cue.ahead and ends is not None and is_over(match, top, governor)):
        return None
    if ends is not None:
        inner, outer = ends[:2]
    else:
        outer = _outer(match, governor, (match.start, max(inner[1], top.right_edge.i + 1)))
    if cue.states and not _is_state(top):
        return None
    if cue.eventful and not _is_event(match, top, governor):
        return None
    turned = cue.obliged and is_negated(governor)
    sides = (inner, outer) if cue.inside == "from" or turned else (outer, inner)
    if cue.phrase == "gerund":
        return _means(Tie(cue, cue.kind, *sides, match.place, governor, cue.polarity))
    return Tie(cue, cue.kind, *sides, match.place, governor, cue.polarity)


def _means(tie: Tie) -> Tie:
    """ "By doing A, it hopes to force B" is leverage; "it is vital to do B by doing A" makes A a condition of B."""
    governor = tie.governor
    aim = next((c for c in governor.children if c.dep_ == "xcomp" and c.lemma_ in words_of("aim")), None)
    if aim is not None:
        return replace(tie, kind="leverage", consequent=(aim.i, aim.right_edge.i + 1))
    ahead = governor.dep_ in ("xcomp", "ccomp") and any(c.tag_ == "TO" for c in governor.children)
    return replace(tie, kind="precondition") if ahead and governor.head.lemma_ in words_of("needed") else tie


def _past_source(match: Match, start: int) -> int:
    """ "when, according to officials, the pipe burst": where the end begins, past who says so."""
    doc = match.doc
    first = start + 1 if doc[start].text == "," else start
    if doc[first : first + 2].text.lower() != "according to":
        return start
    return next((t.i + 1 for t in doc[first : first + 12] if t.text == ","), start)


def _inner_end(match: Match, top: Token) -> int:
    """Where the end that the cue opens stops: before what gives a further reason, after a participle that goes on."""
    doc, after = match.doc, top.right_edge.i + 1
    heads = [top, *(c for c in top.children if c.dep_ in ("pcomp", "ccomp", "pobj"))]
    for child in (c for h in heads for c in h.children):
        first = child.left_edge
        if not match.after < first.i < after or child.right_edge.i + 1 != after:
            continue
        reason = first.lower_ in words_of("further") and (child.dep_ in ("prep", "advcl") or first.dep_ == "mark")
        before = doc[first.i - 2 if doc[first.i - 1].is_quote else first.i - 1].text
        if reason or (before.endswith(",") and child.dep_ in ("relcl", "advcl", "prep", "appos")):
            after = first.i
    aside = next((t for t in doc[match.after : after] if t.dep_ == "relcl" and t.right_edge.i + 1 == after), None)
    if aside is not None and match.after < aside.left_edge.i and doc[aside.left_edge.i - 1].text == ",":
        after = aside.left_edge.i
    after = min([after, *(_said_after(t) for t in doc[match.after + 1 : after])])
    going_on = doc[after] if after < len(doc) else None
    if going_on is not None and going_on.tag_ == "VBG" and going_on.dep_ == "advcl" and going_on.head.i < match.start:
        return going_on.right_edge.i + 1
    return after


def _said_after(token: Token) -> int:
    """Where ", a source revealed" begins behind what was said, if the token is its verb; else past every token."""
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
    beyond = len(token.doc)
    if subject is None or token.lemma_ not in words_of("reporting") or token.tag_ not in ("VBD", "VBZ"):
        return beyond
    first = subject.left_edge.i
    return first - 1 if token.doc[first - 1].text == "," and token.dep_ != "relcl" else beyond


def _top(match: Match) -> Token:
    """The head of the phrase that the cue opens: the marked verb of a clause, else the cue's topmost word."""
    doc = match.doc
    for i in range(match.after - 1, match.start - 1, -1):
        token = doc[i]
        if (token.dep_ == "mark" or token.tag_ == "WRB") and token.head.i >= match.after:
            return token.head
    top = doc[match.start]
    while match.start <= top.head.i < match.after and top.head.i != top.i:
        top = top.head
    if top.right_edge.i >= match.after:
        return top
    last = doc[match.after - 1]
    while match.start <= last.head.i < match.after and last.head.i != last.i and last.right_edge.i < match.after:
        last = last.head
    if last.right_edge.i >= match.after or match.after >= len(doc):
        return last
    return phrase_at(doc, match.after, match.after)


def _follows(match: Match, top: Token, start: int) -> bool:
    """Whether what follows the cue is of the sort that its entry asks for."""
    wanted, opening = match.cue.phrase, match.doc[match.start]
    if opening.tag_ == "VBN" and any(c.dep_ in ("auxpass", "aux", "prt") for c in opening.children):
        return False
    if match.cue.obliged and any(c.dep_ == "pobj" and c.pos_ == "PRON" for c in top.children):
        return False
    if match.cue.obliged and any(c.dep_ == "compound" and c.pos_ == "PROPN" for t in top.children for c in t.children):
        return False  # before the Oslo meeting: only when
    if match.cue.words == ("due", "to") and _is_bare_verb(match, top):
        return False
    if match.cue.things and any(c.i in match.actors for c in top.children):
        return False
    if top.lemma_ in words_of("query") or any(c.dep_ == "pobj" and c.lemma_ in words_of("query") for c in top.subtree):
        return False
    if wanted == "clause":
        return _has_clause(top) and not _is_question(match, top)
    if wanted == "gerund":
        return match.doc[start].tag_ == "VBG" and match.doc[start].dep_ == "pcomp"
    return wanted != "noun" or not (_has_clause(top) or match.doc[start].tag_ == "VB")


def _is_bare_verb(match: Match, top: Token) -> bool:
    """ "Was due to end": a verb that the parser may take for a noun, without a word of its own before it."""
    after_be = match.start > 0 and match.doc[match.start - 1].lemma_ == "be"
    return after_be and not any(c.i < top.i for t in top.children for c in t.children)


def _has_clause(top: Token) -> bool:
    heads = [top, *(c for c in top.children if c.dep_ in ("pcomp", "ccomp", "advcl"))]
    return any(is_verb(h) and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in h.children) for h in heads) or (
        is_verb(top) and top.dep_ in ("advcl", "pcomp") and any(c.dep_ == "mark" for c in top.children)
    )


def _is_question(match: Match, top: Token) -> bool:
    """Whether "if" opens a question ("asked if …"), not a condition."""
    if match.cue.words != ("if",):
        return False
    before = match.doc[match.start - 1] if match.start else None
    return top.dep_ in ("ccomp", "pcomp") or (before is not None and before.lemma_.lower() in words_of("asking"))


def _governor(match: Match, top: Token) -> Token | None:
    """What the phrase modifies: the content of a verb of saying rather than the saying, a named class if asked for."""
    if top.head.i == top.i:
        return None
    at = top.head
    while match.start <= at.i < match.after and at.head.i != at.i:
        at = at.head
    cue = match.cue
    if cue.governor:
        wanted = words_of(cue.governor)
        if (
            cue.phrase == "noun"
            and at.pos_ in ("NOUN", "PROPN")
            and at.lemma_.lower() not in wanted
            and at.dep_ == "dobj"
        ):
            return None  # suspended negotiations over a mine: their topic, not the reason
        found = _classed(at, wanted)
        found = clause_above(found) if found is not None and found.pos_ == "ADJ" else found
        return found if found is None or cue.governing != "clause" or is_verb(found) else None
    beside = cue.kind == "reprisal" and at.dep_ in ("pobj", "pcomp")
    if beside or cue.governing == "clause" or not (at.pos_ in ("NOUN", "PROPN") or is_verb(at)):
        at = clause_above(at.head if beside else at)
    return _content(at, match)


def _content(verb: Token, match: Match) -> Token:
    if verb.lemma_ in words_of("reporting"):
        said = next((c for c in verb.children if c.dep_ == "ccomp" and is_verb(c) and c.i < match.start), None)
        said = said or next((c for c in verb.children if c.dep_ == "ccomp" and is_verb(c)), None)
        if said is not None and not said.left_edge.i <= match.start <= said.right_edge.i:
            return said
    return verb


def _classed(token: Token, wanted: frozenset[str]) -> Token | None:
    at = token
    for _ in range(5):
        own = [at, *(c for c in at.children if c.dep_ in ("dobj", "xcomp", "prt", "attr", "acomp"))]
        if any(t.lemma_.lower() in wanted for t in own):
            return at
        if at.head.i == at.i or (is_verb(at) and at.dep_ not in ("xcomp", "conj", "acl")):
            return None
        at = at.head
    return None


def _governs(match: Match, governor: Token) -> bool:
    cue, clause = match.cue, match.grammar.at(governor.i)
    if cue.negated:
        return (
            is_negated(governor)
            or (clause is not None and clause.negated)
            or any(c.dep_ == "acomp" and c.lemma_ in words_of("ruled_out") for c in governor.children)
        )
    if cue.willed:
        ahead = {"intention", "plan", "commitment", "decision", "willingness", "possibility", "ability", "condition"}
        return has_modal(governor) or (clause is not None and bool(clause.modality & ahead))
    if cue.obliged:
        return any(
            (c.dep_ == "aux" and c.lemma_.lower() in _OBLIGED)
            or (t.lemma_ in ("have", "need") and c.dep_ == "xcomp" and any(x.tag_ == "TO" for x in c.children))
            for t in (governor, governor.head)
            for c in t.children
        ) or (clause is not None and "request" in clause.modality)
    return True


def _is_event(match: Match, top: Token, governor: Token) -> bool:
    """Whether what the preposition governs is an act, not an occasion, a person or a date that only says when."""
    held = next((c for c in top.children if c.dep_ == "pobj"), None)
    if held is None or held.pos_ != "NOUN" or held.i in match.actors | match.times or not is_verb(governor):
        return False
    if held.lemma_.lower() in words_of("occasion") or match.doc[match.start - 1].pos_ == "NOUN":
        return False
    return governor.lemma_ not in words_of("reporting") | words_of("meeting")


def _is_state(top: Token) -> bool:
    auxiliaries = [c for c in top.children if c.dep_ in ("aux", "auxpass", "neg")]
    return top.lemma_ in _STATIVE or any(
        c.dep_ == "neg" or c.lemma_ in ("have", "can", "could", "must", "will", "would") for c in auxiliaries
    )


def _outer(match: Match, governor: Token, cut: Extent) -> Extent:
    """The end that the cue's phrase modifies: the clause round a verb, the noun phrase round a noun."""
    if not is_verb(governor):
        low, high = without(governor, [])
        return (max(low, cut[1]), high) if cut[1] <= governor.i else (low, min(high, cut[0]))
    if match.cue.bare or match.cue.phrase == "gerund":
        governor = _conditional(governor) if match.cue.bare else governor
        infinitive = any(c.tag_ == "TO" for c in governor.children)
        whole = clause_round(governor, cut)
        return bare(governor, whole) if match.cue.bare or infinitive else whole
    if any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in governor.children):
        return bare(governor, clause_round(governor, cut))
    while governor.dep_ == "xcomp" and governor.head.i != governor.i and any(c.tag_ == "TO" for c in governor.children):
        governor = clause_above(governor.head)
    return clause_round(governor, cut)


def _conditional(verb: Token) -> Token:
    """Down from "is ready to go" to "go"."""
    at = verb
    for _ in range(4):
        if at.lemma_ not in words_of("readiness") and at.lemma_ != "be":
            return at
        below = next(
            (
                c
                for c in at.children
                if c.dep_ in ("xcomp", "acomp") and (is_verb(c) or c.lemma_ in words_of("readiness"))
            ),
            None,
        )
        if below is None:
            return at if is_verb(at) else verb
        at = below
    return at
