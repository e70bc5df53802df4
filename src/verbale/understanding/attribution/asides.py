"""Asides and leads: cues beside their content rather than above it.

An aside is a short clause set off by commas or after a quotation: “A,” the envoy said; the talks, said the envoy, will
go on. A lead announces a quotation: the envoy said: “A.” Both are read off the surface, as parsers err most here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.attribution.frames import extent
from verbale.understanding.attribution.layout import QUOTE_MARKS, Layout, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ".", ";", ":", "?", "!", "—", "–", "-", "--", "…"}) | QUOTE_MARKS
_INTRODUCES = frozenset({"but", "and", "however", "yet", "so", "still", "nevertheless", "meanwhile"})


def is_finite(verb: Token) -> bool:
    """Whether a verb stands in a clause of its own: said, has said, is saying; not saying, to say."""
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def subject_beside(verb: Token) -> Token | None:
    """The subject in the verb's own clause, before it or, inverted, right after it."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ not in (
            "there",
            "this",
            "that" if child.tag_ == "DT" else "there",
        ):
            return child
    after = next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep")), None
    )
    if after is not None and after.pos_ in ("NOUN", "PROPN", "PRON") and after.left_edge.i == verb.i + 1:
        return after
    return None


def aside(verb: Token, layout: Layout) -> tuple[Token | None, tuple[Range, ...]] | None:
    """Speaker and content where the clause of `verb` is an aside to the rest of its sentence; None where it is none."""
    if not is_finite(verb) or verb.dep_ in ("xcomp", "acl", "relcl", "pcomp"):
        return None
    sentence = layout.sentence(verb.i)
    subject = subject_beside(verb)
    if subject is None:
        return None
    inverted = subject.i > verb.i
    first = min(verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg", "auxpass") and c.i < verb.i), verb.i)
    if not inverted:
        first = min(first, subject.left_edge.i)
    while first > sentence[0] and layout.doc[first - 1].dep_ == "advmod" and layout.doc[first - 1].head == verb:
        first -= 1
    if first <= sentence[0] + 1 or not _set_off(layout, first):
        return None
    last = _end_of_clause(verb, subject if inverted else None, layout, sentence)
    if last is None:
        return None
    left, right = _left(layout, sentence[0], first), _right(verb, layout, last, sentence[1])
    if left and right and _announces(layout, left, right, last):
        return None
    ranges = [r for r in (left, right) if r]
    if not ranges or (ranges[0][0] >= first and not _quoted_first(layout, ranges[0])):
        return None
    if not (inverted or _has_finite_verb(layout, ranges) or any(layout.quoted[r[0]] >= 0 for r in ranges)):
        return None
    return subject, tuple(ranges)


def _announces(layout: Layout, left: Range, right: Range, last: int) -> bool:
    """Whether the clause leads to the quotation after it, and what stands before is only its setting: In May, he said, “A.”"""
    if layout.quoted[right[0]] < 0 or any(q >= 0 for q in layout.quoted[slice(*left)]):
        return False
    opening = layout.doc[right[0] + 1] if right[0] + 1 < right[1] else layout.doc[right[0]]
    return opening.text[:1].isupper() or layout.doc[last].text in {":"} or layout.quoted[last] >= 0


def _quoted_first(layout: Layout, tokens: Range) -> bool:
    return layout.quoted[tokens[0]] >= 0


def _set_off(layout: Layout, first: int) -> bool:
    before = layout.doc[first - 1]
    return before.text in _STOPS and before.text not in {":", ";"}


def _end_of_clause(verb: Token, inverted: Token | None, layout: Layout, sentence: Range) -> int | None:
    """Where the aside ends: at the next comma, mark or full stop; None where the verb's content begins before."""
    at = verb.i + 1
    if inverted is not None:
        at = max(at, inverted.right_edge.i + 1)
    contents = {c.left_edge.i for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp")}
    for i in range(verb.i + 1, sentence[1]):
        token = layout.doc[i]
        if i in contents and layout.doc[i - 1].text not in _STOPS:
            return None
        if i >= at and token.text in _STOPS:
            return i
    return sentence[1]


def _left(layout: Layout, start: int, first: int) -> Range | None:
    at = start
    while at < first and (layout.doc[at].lower_ in _INTRODUCES or layout.doc[at].text in {",", "—", "–"}):
        at += 1
    return layout.trimmed((at, first)) if at < first else None


def _right(verb: Token, layout: Layout, last: int, end: int) -> Range | None:
    """What goes on after the aside: a quotation, or more of the clause that the aside interrupts."""
    at = last
    while at < end and layout.doc[at].text in {",", "—", "–", "--", ":"}:
        at += 1
    if at >= end or (at == last and layout.quoted[at] < 0):
        return None
    token = layout.doc[at]
    if layout.quoted[at] >= 0 and token.text in QUOTE_MARKS:
        return layout.trimmed((at, end))
    if layout.doc[last].text not in {",", "—", "–", "--"}:
        return None
    above = token
    while above != above.head and above.head != verb:
        above = above.head
    own = above.head == verb and above != above.head
    if (own and above.dep_ != "ccomp") or (not own and verb.dep_ == "ROOT"):
        return None
    if token.tag_ == "VBG" or token.lower_ in ("who", "which"):
        return None
    return layout.trimmed((at, end))


def _has_finite_verb(layout: Layout, ranges: list[Range]) -> bool:
    return any(layout.doc[i].tag_ in FINITE for first, last in ranges for i in range(first, last))


def lead(verb: Token, layout: Layout) -> Range | None:
    """The quotation that `verb` announces: it stands after the verb, its addressee, time and place."""
    sentence = layout.sentence(verb.i)
    paragraph = layout.paragraph_of[verb.i]
    end = sentence[1]
    for i in range(verb.i + 1, end):
        token = layout.doc[i]
        if layout.quoted[i] >= 0 and layout.quoted[verb.i] < 0:
            return _announced(verb, layout, i)
        if (token.tag_ in FINITE and token.head != verb) or token.text in {".", ";", "?", "!"}:
            return None
    after = paragraph + 1
    if (
        layout.quoted[verb.i] < 0
        and layout.doc[_last_word(layout, end)].text in {":", ","}
        and 0 <= after < len(layout.paragraphs)
    ):
        start = layout.paragraphs[after][0]
        if start < len(layout.doc) and layout.quoted[start] >= 0 and end == layout.paragraphs[paragraph][1]:
            return layout.part_at(start)
    return None


def _last_word(layout: Layout, end: int) -> int:
    at = end - 1
    while at > 0 and layout.doc[at].is_space:
        at -= 1
    return at


def _announced(verb: Token, layout: Layout, start: int) -> Range | None:
    """The quotation at `start` where the verb announces it as a whole: after a comma, a colon, that, or at once."""
    before = layout.doc[start - 1]
    part = layout.part_at(start)
    if part is None or not (
        before.text in {",", ":"} or before.lower_ == "that" or before == verb or _is_adjunct(before, verb)
    ):
        return None
    after = layout.doc[part[1]] if part[1] < len(layout.doc) else None
    goes_on = (
        after is not None
        and part[1] < layout.sentence(start)[1]
        and after.text not in {".", ",", ";"}
        and not after.is_space
    )
    if goes_on and before.text not in {",", ":"}:
        return None
    return part


def _is_adjunct(token: Token, verb: Token) -> bool:
    first, last = extent(verb)
    return first <= token.i < last and token.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADV")
