"""Where content begins and ends: what the parse of a clause leaves out or takes in by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.attribution.cues import cues
from verbale.understanding.attribution.layout import Layout, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BREAKS = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "--", "-", "(", ")", "…", "―"})
_TURNS = frozenset({"while", "as", "after", "when", "before", "and", "but", "or", "since", "during"})


def whole_clause(tokens: Range, verb: Token, clause: Token, layout: Layout) -> Range:
    """A finite clause as far as it goes: back to its subject, on to the next break, short of the next attribution."""
    first, last = tokens
    first = _back_to_subject(first, verb, clause)
    last = _on_to_break(last, verb, layout)
    last = _short_of_next(first, last, verb, clause)
    return first, last


def _back_to_subject(first: int, verb: Token, clause: Token) -> int:
    """A clause without a subject has lost it to the cue as its object: he believes the talks | will fail."""
    if any(c.dep_ in _SUBJECTS for c in clause.children) or (
        clause.tag_ not in _FINITE and not _has_finite_auxiliary(clause)
    ):
        return first
    for child in verb.children:
        if child.dep_ in ("dobj", "nmod", "npadvmod") and verb.i < child.i < first and child.right_edge.i < first:
            return min(first, child.left_edge.i)
    return first


def _has_finite_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in (*_FINITE, "MD") for c in verb.children)


def _on_to_break(last: int, verb: Token, layout: Layout) -> int:
    """What follows without a comma belongs to the clause, whatever the parser hangs it on."""
    end = layout.sentence(verb.i)[1]
    at = last
    if at < end and layout.doc[at].lower_ in ("and", "but", "or") and _own_clause_follows(at, verb):
        at += 1
    elif at < end and layout.doc[at].lower_ in _TURNS:
        return last
    while at < end and layout.doc[at].text not in _BREAKS and layout.quoted[at] == layout.quoted[last - 1]:
        if layout.doc[at].lower_ in ("and", "but") and layout.doc[at].head == verb:
            break
        at += 1
    return at


def _own_clause_follows(at: int, verb: Token) -> bool:
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.i > at), None)
    if joined is None or (joined.lemma_ in cues("verb") and _is_report(joined)):
        return False
    return any(c.dep_ in _SUBJECTS and at < c.i < joined.i for c in joined.children)


def _is_report(verb: Token) -> bool:
    return any(cue.prior("clause") >= 0.7 for cue in cues("verb").get(verb.lemma_, ()))


def _short_of_next(first: int, last: int, verb: Token, clause: Token) -> int:
    """Clip before a verb that the cue's subject goes on with: he said he would stay | and warned of …, | adding that …"""
    doc = verb.doc
    for i in range(first + 1, last):
        token = doc[i]
        if (
            token.tag_ == "VBG"
            and doc[i - 1].text == ","
            and _is_report(token)
            and any(c.kind == "speech" for c in cues("verb")[token.lemma_])
        ):
            return i - 1
        if token.dep_ == "conj" and token.tag_ in _FINITE and token.head == clause and _is_report(token):
            bare = clause.tag_ in ("VB", "VBN", "VBG") and any(c.dep_ == "aux" for c in clause.children)
            if bare and not any(c.dep_ in _SUBJECTS | {"aux"} for c in token.children):
                start = i
                while start > first and doc[start - 1].dep_ in ("cc", "advmod", "punct"):
                    start -= 1
                return start
    return last
