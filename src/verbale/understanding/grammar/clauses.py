"""Where clauses and phrases begin and end, read off the parse: what linkages, positions and phases share.

Extents are half-open runs of token numbers of one doc, `(first, after)`; `place` turns one into an article span.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Extent = tuple[int, int]

MODALS = frozenset({"may", "might", "could", "can", "would", "will", "'ll", "’ll", "wo", "ca", "shall", "'d", "’d"})

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_APART = frozenset({"cc", "mark", "parataxis", "preconj", "meta", "dep"})
_EDGE = frozenset(",;:.–—-…") | {"--", "..."}
_OPENING, _CLOSING = frozenset("“\"‘'«(["), frozenset("”\"’'»)]")
_VERBAL = frozenset({"VERB", "AUX"})


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or an auxiliary used as one."""
    return token.pos_ in _VERBAL


def phrase_at(doc: Doc, start: int, opening: int) -> Token:
    """The largest phrase that begins no earlier than token `opening` and holds token `start`: its head."""
    token = doc[start]
    while token.head.i != token.i and token.head.left_edge.i >= opening:
        token = token.head
    return token


def clause_above(token: Token) -> Token:
    """The nearest verb at or above the token, or the token where there is none."""
    at = token
    while not is_verb(at):
        if at.head.i == at.i:
            return token
        at = at.head
    while at.dep_ in ("aux", "auxpass") and at.head.i != at.i:
        at = at.head
    return at


def subject_of(verb: Token) -> Token | None:
    """The verb's subject: its own, else that of the verb it is joined to or controlled by, else what it describes."""
    at = verb
    for _ in range(6):
        own = next((c for c in at.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
        if own is not None:
            relative = own.tag_ in ("WDT", "WP") and at.dep_ == "relcl"
            return at.head if relative else own
        if at.dep_ in ("acl", "relcl"):
            return at.head
        controller = _controller(at)
        if controller is not None:
            return controller
        if at.dep_ not in ("conj", "xcomp", "aux", "auxpass", "acomp", "attr", "prep", "pcomp") or at.head.i == at.i:
            return None
        at = at.head.head if at.dep_ == "conj" and at.head.dep_ == "parataxis" else at.head
    return None


def _controller(verb: Token) -> Token | None:
    """The object that is to do it: "urged Oslo to pay", "accused Oslo of lying"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ not in ("promise", "use"):
        return next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.lower_ in ("of", "from", "against"):
        return next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
    return None


def without(token: Token, left_out: list[Token]) -> Extent:
    """The run of the token's phrase round the token, with the phrases of `left_out` cut off."""
    first, after = token.left_edge.i, token.right_edge.i + 1
    for out in left_out:
        if out.right_edge.i < token.i:
            first = max(first, out.right_edge.i + 1)
        elif out.left_edge.i > token.i:
            after = min(after, out.left_edge.i)
    return (first, after)


def clause_round(verb: Token, cut: Extent) -> Extent:
    """The verb's own clause: subject to last complement, without conjunctions, joined clauses and the run `cut`."""
    left_out = [
        c
        for c in verb.children
        if c.dep_ in _APART
        or (c.dep_ == "conj" and is_verb(c))
        or (c.dep_ == "advcl" and (c.right_edge.i < verb.i or c.doc[c.left_edge.i - 1].text == ","))
        or (c.dep_ in ("advmod", "npadvmod") and c.right_edge.i < verb.i and c.right_edge.nbor().text == ",")
        or (c.dep_ == "ccomp" and c.right_edge.i < verb.i and c.right_edge.nbor().text == ";")
        or (c.dep_ == "prep" and c.right_edge.i + 1 < verb.i and c.right_edge.nbor().text == ",")
    ]
    return outside(without(verb, left_out), cut, verb.i)


def outside(extent: Extent, cut: Extent, kept: int) -> Extent:
    """What is left of `extent` on the side of token `kept` when the run `cut` is taken out."""
    first, after = extent
    if cut[1] <= kept:
        return (max(first, cut[1]), after)
    if cut[0] > kept:
        return (first, min(after, cut[0]))
    return extent


def bare(verb: Token, extent: Extent) -> Extent:
    """The clause from its verb on, for wishes and plans: subject, auxiliaries and "not" cut off.

    A passive keeps its subject, without which it says nothing.
    """
    if any(c.dep_ in ("nsubjpass", "csubjpass") for c in verb.children) or verb.pos_ == "AUX":
        return extent
    passive = next((c.i for c in verb.children if c.dep_ == "auxpass"), None)
    return (max(extent[0], verb.i if passive is None else passive), extent[1])


def trimmed(doc: Doc, extent: Extent) -> Extent | None:
    """The extent without conjunctions and punctuation at its edges and quote marks left single; None if empty."""
    first, after = extent
    while first < after:
        head, tail = doc[first], doc[after - 1]
        text = doc[first:after].text
        if head.is_space or head.text in _EDGE or head.tag_ == "CC" or _unpaired(head.text, text, _OPENING | _CLOSING):
            first += 1
        elif (
            tail.is_space or tail.text in _EDGE or tail.tag_ == "CC" or _unpaired(tail.text, text, _CLOSING | _OPENING)
        ):
            after -= 1
        else:
            return (first, after)
    return None


def _unpaired(mark: str, text: str, marks: frozenset[str]) -> bool:
    if mark not in marks:
        return False
    if mark in "\"'":
        return text.count(mark) % 2 == 1
    pairs = {"“": "”", "”": "“", "‘": "’", "’": "‘", "«": "»", "»": "«", "(": ")", ")": "(", "[": "]", "]": "["}
    return pairs[mark] not in text


def place(analysis: Analysis, extent: Extent | None) -> Span | None:
    """The article span of an extent, trimmed; None where nothing is left."""
    kept = extent and trimmed(analysis.doc, extent)
    return analysis.span(analysis.doc[kept[0] : kept[1]]) if kept else None


def ancestors_within(token: Token, limit: int = 8) -> Iterator[Token]:
    """The token and what governs it, upwards, at most `limit` of them."""
    for _ in range(limit):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def is_negated(verb: Token) -> bool:
    """Whether the clause says that something is not, by "not" on the verb or a negative subject or object."""
    for at in (verb, verb.head) if verb.dep_ in ("xcomp", "acomp") else (verb,):
        for child in at.children:
            if child.dep_ == "neg" or child.lower_ in (
                "no",
                "nothing",
                "never",
                "nobody",
                "none",
                "neither",
                "cannot",
                "hardly",
            ):
                return True
            if any(g.lower_ == "no" and g.dep_ in ("det", "neg") for g in child.children):
                return True
    return verb.lemma_ in ("refuse", "reject", "rule") or verb.head.lemma_ in ("refuse", "unwilling", "decline")


def has_modal(verb: Token) -> bool:
    """Whether the verb stands under a modal that leaves it open; "could have" and "may have" tell of the past."""
    auxiliaries = [
        c
        for at in (verb, *([verb.head] if verb.dep_ in ("xcomp", "conj", "acomp", "attr") else []))
        for c in at.children
        if c.dep_ == "aux"
    ]
    past = any(c.lemma_ == "have" and c.text.lower() in ("have", "'ve", "’ve") for c in auxiliaries)
    return any(c.lower_ in MODALS for c in auxiliaries) and not (past and verb.tag_ == "VBN")
