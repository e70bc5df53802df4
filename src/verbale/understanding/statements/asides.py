"""Asides and leads: cues beside their content rather than above it.

An aside is a short clause set off by commas or after a quotation: “A,” the envoy said; the talks, said the envoy, will
go on. A lead announces a quotation: the envoy said: “A.” Both are read off the surface, as parsers err most here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.statements.cues import known, takes
from verbale.understanding.statements.layout import QUOTE_MARKS, Layout, Range, extent

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ".", ";", ":", "?", "!", "—", "–", "-", "--", "…", "―"}) | QUOTE_MARKS
_DASHES = frozenset({",", "—", "–", "--"})
_INTRODUCES = frozenset({"but", "and", "however", "yet", "so", "still", "nevertheless", "meanwhile"})
_ADDS = frozenset({"who", "which", "after", "although", "though", "while", "whereas", "when", "as"})
"""What opens, after an aside, what the writer adds to it: …, the envoy said, after a round of talks had failed."""
_GOES_ON = frozenset({"and", "then", "or", "but", "if", "unless", "provided", "only", "by", "with", "without", "to"})
"""What goes on, after an aside, with what is said: …, the envoy said, but only if the port opened."""
CITING = ("citing", "quoting")
"""What follows a report without a comma and is none of its content: …, the daily said citing two clerks."""
_RELATIVES = frozenset({"WDT", "WP", "WRB", "WP$"})
_NEAR = 6
"""How many tokens before an aside a relative may open that the aside interrupts."""
_OBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod", "dep", "appos"})
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")


def is_finite(verb: Token) -> bool:
    """Whether a verb stands in a clause of its own: said, has said, is saying; not saying, to say."""
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def subject_beside(verb: Token) -> Token | None:
    """The subject in the verb's own clause, before it or, inverted, right after it."""
    after = _inverted(verb)
    if after is not None:
        return after
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and not (
            child.lower_ in ("there", "this", "that") and child.tag_ != "WDT"
        ):
            return named_last(verb, child)
    return None


def named_last(verb: Token, subject: Token) -> Token:
    """The name where the parse tears a title from it and takes both for subjects: the army chief | Ana Petrova said."""
    last = next((c for c in reversed(list(verb.lefts)) if c.dep_ == subject.dep_), subject)
    between = verb.doc[subject.i + 1 : last.left_edge.i]
    beside = last.i > subject.i and all(t.is_punct for t in between)
    return last if beside and last.pos_ == "PROPN" else subject


def _inverted(verb: Token) -> Token | None:
    """A noun phrase right after the verb where a comma or a quotation stands right before it: …, said the envoy."""
    if verb.i == 0 or verb.tag_ not in FINITE or verb.doc[verb.i - 1].text not in _STOPS:
        return None
    left = any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in verb.children)
    if left and verb.lemma_ in takes("quote", hearer="object"):
        return None
    if left and verb.lemma_ not in takes("quote"):
        return None
    for child in verb.children:
        if child.i > verb.i and child.dep_ in _OBJECTS and child.pos_ in _NOUNS and child.left_edge.i == verb.i + 1:
            after = child.right_edge.i + 1
            return child if not left or (after < len(verb.doc) and verb.doc[after].text in _STOPS) else None
    return None


def aside(verb: Token, layout: Layout) -> tuple[Token, tuple[Range, ...]] | None:
    """Speaker and content where the clause of `verb` is an aside to the rest of its sentence; None where it is none."""
    subject = subject_beside(verb)
    if subject is None:
        return None
    if not is_finite(verb) or verb.dep_ in ("xcomp", "acl", "relcl", "pcomp"):
        return None
    first, sentence = _beginning(verb, subject, layout), layout.sentence(verb.i)
    if first <= sentence[0] + 1 or layout.doc[first - 1].text not in _STOPS - {":", ";"}:
        return None
    last = _end(verb, subject, layout, sentence)
    if last is None:
        return None
    left = _left(layout, sentence[0], first)
    right = _right(verb, layout, left, last, sentence[1])
    if left and right and _announces(layout, left, right, last):
        return None
    if (
        left
        and not right
        and subject.i < verb.i
        and layout.quoted[left[0]] < 0
        and _is_circumstance(layout, left, verb)
    ):
        return None
    ranges = tuple(r for r in (left, right) if r and layout.quoted[verb.i] in (-1, layout.quoted[r[0]]))
    if not ranges or not (ranges[0][0] < first or layout.quoted[ranges[0][0]] >= 0):
        return None
    inverted = subject.i > verb.i
    if inverted or _has_finite_verb(layout, ranges) or any(layout.quoted[r[0]] >= 0 for r in ranges):
        return subject, ranges
    return None


def _beginning(verb: Token, subject: Token, layout: Layout) -> int:
    first = min([verb.i] + [c.i for c in verb.children if c.dep_ in ("aux", "neg", "auxpass") and c.i < verb.i])
    if subject.i < verb.i:
        first = min(first, subject.left_edge.i)
    while first > 0 and layout.doc[first - 1].dep_ == "advmod" and layout.doc[first - 1].head == verb:
        first -= 1
    return first


def _is_circumstance(layout: Layout, left: Range, verb: Token) -> bool:
    """Whether what stands before the aside only tells when or why it was said: When asked, he said no."""
    if any(t.dep_ == "ROOT" for t in layout.doc[left[0] : left[1]]):
        return False
    roots = [t for t in layout.doc[left[0] : left[1]] if not left[0] <= t.head.i < left[1] and not t.is_punct]
    return bool(roots) and all(
        t.dep_ in ("advcl", "prep", "npadvmod", "advmod", "mark") and t.head == verb for t in roots
    )


def _announces(layout: Layout, left: Range, right: Range, last: int) -> bool:
    """Whether the clause leads to the quotation after it, what stands before being a setting: In May, he said, “A.”"""
    if layout.quoted[right[0]] < 0 or any(q >= 0 for q in layout.quoted[slice(*left)]):
        return False
    opening = layout.doc[right[0] + 1] if right[0] + 1 < right[1] else layout.doc[right[0]]
    return opening.text[:1].isupper() or layout.doc[last].text in {":"} or layout.quoted[last] >= 0


def _end(verb: Token, subject: Token, layout: Layout, sentence: Range) -> int | None:
    """Where the aside ends: at the next comma, mark or full stop; None where the verb's content begins before."""
    at = max(verb.i + 1, subject.right_edge.i + 1 if subject.i > verb.i else 0)
    after = [c for c in verb.children if c.i > verb.i and c.lower_ not in CITING]
    contents = {c.left_edge.i for c in after if c.dep_ in ("ccomp", "xcomp")}
    for i in range(verb.i + 1, sentence[1]):
        if i in contents and layout.doc[i - 1].text not in _STOPS:
            return None
        if i >= at and layout.doc[i].text in _STOPS:
            return i
    return sentence[1]


def _left(layout: Layout, start: int, first: int) -> Range | None:
    at = start
    while at < first and (layout.doc[at].lower_ in _INTRODUCES or layout.doc[at].text in _DASHES):
        at += 1
    end = first
    for i in range(end - 2, max(at, end - _NEAR), -1):
        if (
            layout.doc[i].tag_ in _RELATIVES
            and layout.doc[i].dep_ != "det"
            and not _has_finite_verb(layout, ((i, end),))
        ):
            return layout.trimmed((i - (layout.doc[i - 1].pos_ == "ADP"), end))  # "a strike | of which, he says, …"
    for i in range(end - 2, at, -1):
        if layout.doc[i].text == ";" and layout.quoted[i] < 0:
            return layout.trimmed((i + 1, end))
    for i in range(at + 1, end - 1):
        if layout.doc[i].text == ":" and layout.quoted[i] < 0 and _reports(layout, at, i):
            return layout.trimmed((i + 1, end))
        if layout.doc[i].text == ":" and layout.quoted[i] < 0 and _has_finite_verb(layout, ((at, i),)):
            at = i + 1 if _has_finite_verb(layout, ((i, end),)) else at
            break
    return layout.trimmed((at, end)) if at < end else None


def _reports(layout: Layout, first: int, last: int) -> bool:
    return any(t.lemma_ in takes("clause", "speech") and t.tag_ in FINITE for t in layout.doc[first:last])


def _right(verb: Token, layout: Layout, left: Range | None, last: int, end: int) -> Range | None:
    """What goes on after the aside: a quotation, or more of the clause that the aside interrupts."""
    at = last
    while at < end and layout.doc[at].text in _DASHES | {":"}:
        at += 1
    if at >= end or at == last or _is_next_report(layout, at + 1, end):
        return None
    if left is not None and left[1] - left[0] < 12 and layout.doc[left[1] - 1].pos_ in ("VERB", "AUX"):
        return layout.trimmed((at, end))  # "He carried, she recalls, a bag of salt": the predicate goes on
    token = layout.doc[at]
    if layout.quoted[at] >= 0 and token.text in QUOTE_MARKS:
        return layout.trimmed((at, end))
    if layout.doc[last].text not in _DASHES or token.tag_ == "VBG" or token.lower_ in _ADDS:
        return None
    if token.lower_ in _GOES_ON and left is not None:
        return layout.trimmed((at, end))
    whole = left is not None and _has_finite_verb(layout, (left,))
    if token.tag_ in FINITE and left is not None and not whole:
        return layout.trimmed((at, end))
    if whole and left is not None and layout.quoted[left[1] - 1] >= 0:
        return None
    above = token
    while above != above.head and above.head != verb:
        above = above.head
    own = above.head == verb and above != above.head
    if (own and above.dep_ != "ccomp") or (not own and verb.dep_ == "ROOT"):
        return None
    return layout.trimmed((at, end))


def _is_next_report(layout: Layout, first: int, end: int) -> bool:
    """Whether what is joined is what somebody else says: …, the envoy said, and the union insists that …"""
    verb = next((t for t in layout.doc[first:end] if t.tag_ in FINITE), None)
    head = next((t for t in layout.doc[first:end] if t.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is None or head is None or head.pos_ == "PRON" or layout.doc[first - 1].lower_ not in ("and", "but"):
        return False
    return head.i < verb.i and head.head.lemma_ in known()


def _has_finite_verb(layout: Layout, ranges: tuple[Range, ...]) -> bool:
    return any(layout.doc[i].tag_ in FINITE for first, last in ranges for i in range(first, last))


def lead(verb: Token, layout: Layout) -> Range | None:
    """The quotation that `verb` announces: it stands after the verb, its addressee, time and place."""
    end = layout.sentence(verb.i)[1]
    for i in range(verb.i + 1, end):
        token = layout.doc[i]
        if layout.quoted[i] >= 0 and layout.quoted[verb.i] < 0:
            return _announced(verb, layout, i)
        if (token.tag_ in FINITE and token.head != verb) or token.text in {".", ";", "?", "!"}:
            return None
    after = layout.paragraph_of[verb.i] + 1
    last = end - 1
    while last > verb.i and layout.doc[last].is_space:
        last -= 1
    if layout.quoted[verb.i] >= 0 or layout.doc[last].text not in {":", ","} or not 0 < after < len(layout.paragraphs):
        return None
    start = layout.paragraphs[after][0]
    if start < len(layout.doc) and layout.quoted[start] >= 0 and end == layout.paragraphs[after - 1][1]:
        return layout.part_at(start)
    return None


def _announced(verb: Token, layout: Layout, start: int) -> Range | None:
    """The quotation at `start` where the verb announces it as a whole: after a comma, a colon, that, or at once."""
    before = layout.doc[start - 1]
    part = layout.part_at(start)
    marked = before.text in {",", ":"}
    if part is None or not (marked or before.lower_ == "that" or before == verb or _is_adjunct(before, verb)):
        return None
    goes_on = part[1] < layout.sentence(start)[1] and layout.doc[part[1]].text not in {".", ",", ";"}
    return None if goes_on and not layout.doc[part[1]].is_space and not marked else part


def _is_adjunct(token: Token, verb: Token) -> bool:
    first, last = extent(verb)
    return first <= token.i < last and token.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADV")
