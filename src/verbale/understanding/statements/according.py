"""According to: a preposition that credits the rest of its clause to a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution, Cue
from verbale.understanding.statements.layout import Layout, Range, extent

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCORDING = Cue("according to", "speech", "state")


def _end_of_source(source: Token, layout: Layout) -> int:
    """Where the source after according to ends: at a comma, or past a name or participle that a second closes."""
    end = layout.sentence(source.i)[1]
    commas = [i for i in range(source.i + 1, end) if layout.doc[i].text == ","]
    if not commas or commas[0] > source.right_edge.i:
        return source.right_edge.i + 1
    if len(commas) > 1:
        between = layout.doc[commas[0] + 1 : commas[1]]
        named = all(t.pos_ in ("PROPN", "DET", "ADJ") or t.is_punct for t in between)
        if named or between[0].tag_ == "VBG" or between[0].lower_ in ("which", "who"):
            return commas[1]
    return commas[0]


def according(token: Token, layout: Layout) -> Attribution | None:
    """The attribution that `token`, the word according, makes with to; None where it makes none."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return None
    first, last = token.i, _end_of_source(source, layout)
    sentence = layout.sentence(token.i)
    clause = token.head
    if clause.dep_ in ("relcl", "conj", "ccomp", "advcl") and clause.pos_ in ("VERB", "AUX") and first > sentence[0]:
        left, right = extent(clause)
        if left < first < right:
            subject = next(
                (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WP", "WDT")), None
            )
            if subject is not None:
                left = last
    else:
        left, right = sentence
    if last < right and layout.doc[last].text == ";":
        left, right = sentence[0], last
    pieces = [layout.trimmed(r) if r[0] < r[1] else None for r in ((left, first), (last, right))]
    ranges = tuple(r for r in pieces if r and any(layout.doc[i].is_alpha for i in range(*r)))
    if len(ranges) == 2 and not any(layout.doc[i].pos_ in ("VERB", "AUX") for i in range(*ranges[1])):
        ranges = ranges[:1]
    if len(ranges) == 2 and layout.doc[ranges[1][0]].lower_ in ("but", "while", "although", "though"):
        ranges = ranges[:1]
    if len(ranges) == 2 and _only_adds(ranges, layout):
        ranges = ranges[:1]
    if not ranges:
        return None
    return Attribution(ACCORDING, token, (first, to.i + 1), "according", 0.9, _maker(source, layout), ranges)


def _maker(source: Token, layout: Layout) -> Token:
    """Whose a paper or figures are: according to figures compiled by the port, a report from the port; else itself."""
    if source.lemma_.lower() not in tables.toml("settings")["source"]["nouns"]:
        return source
    made = (c for c in source.children if c.tag_ == "VBN" and c.dep_ == "acl")
    by = (layout.grammar.at(c.i) for c in made)
    held = next((a for c in by if c is not None and (a := c.subject)), None)
    held = held or layout.grammar.noun(source.i).get("by", "from")
    return layout.doc[held.head] if held is not None else source


VIEW = Cue("in the view", "attitude", "state", is_noun=True)


def in_view(noun: Token, layout: Layout) -> Attribution | None:
    """The attribution that in somebody's view, opinion or eyes makes; None where `noun` stands in no such phrase."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "to", "by"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    source = owner if owner is not None else next((c for c in of.children if c.dep_ == "pobj"), None) if of else None
    if source is None:
        return None
    first, last = preposition.i, max(noun.right_edge.i + 1, noun.i + 1)
    sentence = layout.sentence(noun.i)
    left = _piece(layout, (_clause_start(layout, sentence[0], first), first))
    right = _piece(layout, (last, sentence[1]))
    ranges = tuple(r for r in (left, right) if r is not None)
    if not ranges or (left is not None and layout.doc[first - 1].text not in (",", "—", "–")):
        return None
    return Attribution(VIEW, noun, (first, noun.i + 1), "according", 0.9, source, ranges)


def _clause_start(layout: Layout, start: int, first: int) -> int:
    """Where the clause round a phrase at `first` begins: after that, a semicolon or a conjunction that opens it."""
    for i in range(first - 2, start, -1):
        if layout.doc[i].lower_ in ("that", "because", "since", "but", "while") or layout.doc[i].text in (";", ":"):
            return i + 1
    return start


def _piece(layout: Layout, tokens: Range) -> Range | None:
    trimmed = layout.trimmed(tokens) if tokens[0] < tokens[1] else None
    return (
        trimmed
        if trimmed and any(layout.doc[i].is_alpha for i in range(*trimmed)) and trimmed[1] - trimmed[0] > 1
        else None
    )


def _only_adds(ranges: tuple[Range, ...], layout: Layout) -> bool:
    """Whether what follows the source is about the source, the clause before being whole: according to Ana, who …"""
    whole = any(layout.doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(*ranges[0]))
    return whole and layout.doc[ranges[1][0]].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ")
