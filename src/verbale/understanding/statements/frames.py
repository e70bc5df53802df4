"""Frames: how a sentence ties a cue to its content, read off the dependency parse.

Each frame is a function from a cue in its sentence to the tokens of the content. The labels are those of spaCy's
English models (ClearNLP).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.statements.cues import Cue
from verbale.understanding.statements.layout import Layout, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "when", "where", "who", "which"})
HOLDERS = frozenset({"by", "from", "among", "within", "inside", "of", "in", "across"})
_TAKES_CLAIMS = frozenset(
    {"make", "have", "issue", "give", "raise", "share", "express", "voice", "hold", "receive", "send", "deny", "reject"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame found: the frame, the tokens of the content, and a noun phrase the frame names apart."""

    frame: str
    ranges: tuple[Range, ...]
    object: Token | None = None
    """Head of the noun phrase that the frame takes beside the content: who is asked, who is accused."""
    clause: Token | None = None
    """Head of a finite clause."""


def extent(token: Token) -> Range:
    """All tokens below a token of the parse, itself included."""
    return token.left_edge.i, token.right_edge.i + 1


def verb_contents(verb: Token, cue: Cue, layout: Layout) -> list[Content]:
    """What the clause of a verb offers as content, the likeliest frame first."""
    children = [c for c in verb.children if c.i > verb.i]
    objects = [
        c for c in children if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
    ]
    if cue.particle:
        objects += [
            g
            for c in children
            if c.dep_ in ("prep", "prt") and c.lower_ == cue.particle
            for g in c.children
            if g.dep_ == "pobj"
        ]
    found: list[Content] = []
    for child in children:
        if child.dep_ in ("ccomp", "xcomp") and not (cue.particle == child.lemma_ == "know"):
            found += _clause(verb, child, objects)
        elif child.dep_ in ("prep", "agent") and child.lower_ != cue.particle and not _dates(child, layout):
            found += _preposition(child, objects)
        elif child.dep_ == "oprd" and not objects and (_what_of_relative(verb) or _points(child)):
            found.append(Content("name", (extent(child),), None))  # "which the mayor called “a trap”"
        elif child.dep_ == "oprd" and objects:
            named = child if objects[0].lower_ in ("it", "this", "that") else objects[0]
            found.append(Content("name", ((named.left_edge.i, child.right_edge.i + 1),), objects[0]))
    found += _torn_away(cue, children, objects)
    for child in children:
        if cue.particle in (child.lower_, child.lemma_) and child.dep_ in ("acomp", "ccomp", "oprd", "advmod"):
            found += [x for g in child.children if g.dep_ in ("ccomp", "advcl") for x in _clause(verb, g, [])]
    if cue.particle and not objects:
        found += [
            x
            for c in children
            if c.lower_ == cue.particle
            for g in c.children
            if g.dep_ == "pcomp"
            for x in _clause(verb, g, [])
        ]
    found += _so(children) + _cleft(verb)
    if objects:
        found.append(Content("object", (extent(objects[-1]),), None))
        found += _named(objects[-1], cue)
    if verb.tag_ == "VBN" and (what := _passive_subject(verb)) is not None:
        found += _passive(verb, what, children, cue)
    return sorted(_past_names(found, verb), key=lambda content: -cue.prior(content.frame))


def _points(name: Token) -> bool:
    return name.left_edge.lower_ in ("this", "that") and name.left_edge.dep_ == "det"


def _what_of_relative(verb: Token) -> bool:
    return verb.dep_ == "relcl" or any(c.dep_ == "dobj" and c.i < verb.i for c in verb.children)


def _so(children: list[Token]) -> list[Content]:
    """What stands for a clause: said so, says otherwise, said the same."""
    return [
        Content("so", ((c.left_edge.i, c.i + 1),)) for c in children
        if c.lower_ in ("so", "otherwise", "same") and c.dep_ in ("advmod", "dobj") and c.right_edge == c
    ]  # fmt: skip


def _cleft(verb: Token) -> list[Content]:
    """What is said, set apart by a copula: What she said was | that …; what we ask for is | a word."""
    what = verb.left_edge
    copula = verb.head
    if verb.dep_ not in ("csubj", "nsubj", "advcl") or what.lower_ != "what" or copula.lemma_ != "be":
        return []
    for child in copula.children:
        if child.i > copula.i and child.dep_ in ("ccomp", "attr", "xcomp", "acl"):
            return [Content("clause", (extent(child),), None, child if child.dep_ == "ccomp" else None)]
    return []


def _named(thing: Token, cue: Cue) -> list[Content]:
    """An object and its name that the parse takes for one: call this appeasement; called the pause a trap."""
    words = list(thing.doc[thing.left_edge.i : thing.i + 1])
    points = words[0].lower_ in ("this", "that", "it", "them", "him", "her") and len(words) == 2
    turns = any(a.pos_ == "NOUN" and b.pos_ in ("ADJ", "DET") for a, b in pairwise(words))
    return [Content("name", (extent(thing),), None)] if cue.prior("name") >= 0.7 and (points or turns) else []


def _past_names(found: list[Content], verb: Token) -> list[Content]:
    """Without what only tells when or where, as a name before the infinitive does: agreed in Riga | to pay."""
    to = next((c.ranges[0][0] for c in found if c.frame == "to"), -1)
    return [
        c for c in found
        if not (c.frame in ("on", "in", "at") and c.ranges[0][0] < to and verb.doc[c.ranges[0][0]].pos_ == "PROPN")
    ]  # fmt: skip


def _dates(preposition: Token, layout: Layout) -> bool:
    """Whether a preposition only says when or how long: on Monday, for weeks."""
    inner = [c for c in preposition.children if c.dep_ == "pobj"]
    return bool(inner) and all(layout.dated[c.i] or c.lemma_ in of_class("time") for c in inner)


def _torn_away(cue: Cue, children: list[Token], objects: list[Token]) -> list[Content]:
    """Content that the parse hangs on what stands between: said at the time | that A; reported, citing B, | that A.

    An infinitive after a day is taken for a purpose (offered on Monday | to pay), a participle for a clause.
    """
    found: list[Content] = []
    for child in children:
        if child.dep_ in ("npadvmod", "prep"):
            nouns = [child, *(c for c in child.children if c.dep_ == "pobj")]
            clauses = [
                c
                for n in nouns
                for c in n.children
                if c.dep_ in ("relcl", "acl", "ccomp") and c.left_edge.lower_ == "that"
            ]
            found += [Content("clause", (extent(c),), None, c) for c in clauses if _has_all_it_needs(c, c.left_edge)]
            found += _past_circumstance(child, cue, objects)
        elif child.dep_ == "advcl" and child.lower_ in ("citing", "quoting"):
            clauses = [c for c in child.children if c.dep_ == "ccomp" and c.left_edge.lower_ == "that"]
            found += [Content("clause", (extent(c),), None, c) for c in clauses]
        elif child.dep_ == "advcl" and child.tag_ == "VB" and child.left_edge.tag_ == "TO":
            found += _purpose(child, cue, children, objects)
        elif (
            child.dep_ == "ccomp" and child.tag_ in ("VBN", "VBD") and cue.kind == "attitude" and cue.prior("other_to")
        ):
            subject = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < child.i), None)
            bare = not any(c.dep_ in ("aux", "auxpass", "mark") for c in child.children)
            found += [Content("other_to", (extent(child),), subject)] if bare and subject is not None else []
    return found


def _purpose(verb: Token, cue: Cue, children: list[Token], objects: list[Token]) -> list[Content]:
    """An infinitive taken for a purpose past a time: offered on Monday | to pay; pressed them for weeks | to go."""
    if objects and cue.prior("other_to") >= 0.7 and objects[-1].i < verb.i:
        return [Content("other_to", (extent(verb),), objects[-1])]
    between = [c for c in children if c.i < verb.i and c.dep_ in ("dobj", "xcomp", "ccomp")]
    return [Content("to", (extent(verb),))] if cue.prior("to") >= 0.9 and not between else []


def _past_circumstance(preposition: Token, cue: Cue, objects: list[Token]) -> list[Content]:
    """What a person is told for, hung on a noun between: accused Lima in a letter | of stalling."""
    inner = [g for c in preposition.children if c.dep_ == "pobj" for g in c.children if g.dep_ == "prep"]
    return [
        x for g in inner if objects and cue.prior(f"person_{g.lower_}") and any(c.dep_ == "pcomp" for c in g.children)
        for x in _preposition(g, objects)
    ]  # fmt: skip


def _clause(verb: Token, clause: Token, objects: list[Token]) -> list[Content]:
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < clause.i), None)
    infinitive = any(c.tag_ == "TO" and c.i < clause.i for c in clause.children)
    span = extent(clause)
    if clause.tag_ not in ("VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD"):
        if subject is not None and any(c.dep_ in ("aux", "auxpass", "mark") for c in clause.children):
            return [Content("clause", (span,), objects[0] if objects else None, clause)]
        if clause.dep_ == "ccomp" and subject is not None:
            return [Content("name", (span,), subject)]
        return [Content("name", ((objects[0].left_edge.i, span[1]),), objects[0])] if objects else []
    if infinitive:
        if subject is not None:
            return [Content("other_to", (span,), subject)]
        return [Content("other_to" if objects else "to", (span,), objects[0] if objects else None)]
    if clause.tag_ == "VBG" and subject is None and not any(c.dep_ in ("aux", "auxpass") for c in clause.children):
        return [Content("ing", (span,), objects[0] if objects else None)]
    first = verb.doc[span[0]]
    if first.lower_ in QUESTION_WORDS and not (
        first.lower_ == "if" and verb.lemma_ not in ("ask", "wonder", "question", "know")
    ):
        return [Content("wh", (span,), objects[0] if objects else None, clause)]
    return [Content("clause", (span,), objects[0] if objects else None, clause)]


def _preposition(preposition: Token, objects: list[Token]) -> list[Content]:
    name = "unto" if preposition.lower_ == "to" else preposition.lower_
    inner = next((c for c in preposition.children if c.i > preposition.i and not c.is_punct), None)
    if inner is None:
        return []
    span = (inner.left_edge.i, max(inner.right_edge.i + 1, preposition.right_edge.i + 1))
    found = [Content(name, (span,))]
    if objects:
        found.append(Content(f"person_{name}", (span,), objects[0]))
        if name == "as":
            found = [Content("as", ((objects[0].left_edge.i, span[1]),), objects[0])]
    return found


def _passive_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def _passive(verb: Token, subject: Token, children: list[Token], cue: Cue) -> list[Content]:
    """The subject of a passive as content: the offer was rejected by Oslo; the deal was described as a trick."""
    if cue.hears or (subject.pos_ == "PRON" and subject.lower_ != "this"):
        return []
    for child in children:
        if (child.dep_ == "prep" and child.lower_ == "as") or child.dep_ == "oprd":
            return [Content("as" if child.lower_ == "as" else "name", (extent(subject), extent(child)))]
    return [Content("object", (extent(subject),))] if any(c.dep_ == "agent" for c in children) else []


def complement_contents(word: Token, cue: Cue) -> list[Content]:
    """What a noun or adjective takes: a that-clause, an infinitive, or what stands after a preposition."""
    found: list[Content] = []
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ in ("acl", "ccomp", "xcomp", "relcl", "appos", "advcl"):
            found += _complement(word, child)
        elif child.dep_ == "prep":
            found += _preposition(child, [])
            found += _past_holder(word, child) if child.lower_ in HOLDERS else []
    governor = word.head
    if (
        cue.word_class == "noun"
        and word.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        and governor.pos_ in ("VERB", "AUX")
    ):
        for child in governor.children:
            if child.dep_ == "ccomp" and child.i > max(word.i, governor.i) and child.left_edge.lower_ == "that":
                found.append(Content("clause", (extent(child),)))
            elif child.dep_ == "prep" and word.dep_ == "dobj" and child.i == word.i + 1:
                found += _preposition(child, [])
    if cue.word_class == "adjective" and governor.pos_ in ("AUX", "VERB"):
        for child in governor.children:
            if child.i > word.i and child.dep_ in ("ccomp", "xcomp", "prep", "advcl"):
                found += _complement(word, child) if child.dep_ != "prep" else _preposition(child, [])
    return sorted(found, key=lambda content: -cue.prior(content.frame))


def _past_holder(word: Token, preposition: Token) -> list[Content]:
    """What the parse hangs on the holder rather than on the noun: concern in the cabinet | that …"""
    holder = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if holder is None:
        return []
    found: list[Content] = []
    for child in holder.children:
        if child.i > holder.i and child.dep_ in ("acl", "ccomp", "relcl"):
            found += _complement(word, child)
        elif child.i > holder.i and child.dep_ == "prep":
            found += _preposition(child, [])
    return found


def _has_all_it_needs(clause: Token, that: Token) -> bool:
    """Whether a clause after that is a content clause although the parse takes it for a relative: that he fled."""
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c != that and c.i < clause.i for c in clause.children)
    return subject and (
        that.dep_ != "dobj"
        or clause.lemma_ not in _TAKES_CLAIMS
        or any(c.dep_ == "dobj" and c != that for c in clause.children)
    )


def _complement(word: Token, clause: Token) -> list[Content]:
    first = clause.left_edge
    span = extent(clause)
    if any(c.tag_ == "TO" and c.i < clause.i for c in clause.children):
        return [Content("to", (span,))]
    if first.lower_ == "that" and (first.dep_ == "mark" or _has_all_it_needs(clause, first)):
        return [Content("clause", (span,))]
    if first.lower_ in ("whether", "if", "how", "why", "what") and clause.dep_ in ("ccomp", "acl"):
        return [Content("wh", (span,))]
    if clause.dep_ == "ccomp" and word.pos_ in ("ADJ", "VERB"):
        return [Content("clause", (span,))]
    return []
