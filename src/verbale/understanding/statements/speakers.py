"""Whose words they are: the noun phrase that a cue's clause names as its source, and who is spoken to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.asides import named_last, subject_beside
from verbale.understanding.statements.cues import Cue
from verbale.understanding.statements.layout import Layout, Range

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_CUT = frozenset({"appos", "relcl", "punct", "parataxis", "advcl", "ccomp", "dep", "case", "intj"})


@cache
def light_verbs() -> frozenset[str]:
    """Verbs under which a noun of speech or attitude is its subject's own: voiced concern, took note."""
    row = tables.toml("settings")["light"]
    return frozenset((*row["utters"], *row["holds"]))


def source_of(verb: Token, layout: Layout) -> Token | None:
    """The head of the noun phrase that says, holds or wants what `verb` says, holds or wants."""
    clause = layout.grammar.at(verb.i)
    if clause is None or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
        return _of_noun(verb, layout) if verb.dep_ == "acl" else None
    subject = clause.subject
    if is_passive(verb):
        return layout.doc[subject.head] if subject is not None else None
    subject = subject or clause.surface  # "was asked and replied": no passive, whatever the verb before is
    beside = subject_beside(verb)
    if beside is not None and (subject is None or subject.how == "own" or layout.doc[subject.head].pos_ == "VERB"):
        return beside
    return layout.doc[subject.head] if subject is not None else None


def is_passive(verb: Token) -> bool:
    """Whether a past participle is passive: was told, when asked, a plan proposed by Oslo; not has told."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ == "aux" or c.dep_ == "nsubj" for c in verb.children) or verb.dep_ in ("conj", "ROOT", "ccomp"):
        return False
    return verb.dep_ in ("acl", "advcl") and not any(c.dep_ == "dobj" for c in verb.children)


def _subject(verb: Token) -> Token | None:
    first = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return named_last(verb, first) if first is not None else None


def _agent(verb: Token) -> Token | None:
    """Who does what a passive says is done: by Oslo; or from several sources."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > verb.i):
            found = next((g for g in child.children if g.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def _antecedent(verb: Token, subject: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if subject.lower_ in _RELATIVE and subject.tag_ in ("WP", "WDT"):
        at = verb
        while at.dep_ == "conj":
            at = at.head
        if at.dep_ == "relcl" and at.head.i < subject.i:
            return at.head
    return subject


def _controller(verb: Token) -> Token | None:
    """The object that an infinitive or participle belongs to: urged Ankara to promise; quoted the envoy as saying."""
    head = verb.head
    if verb.dep_ == "xcomp":
        return next((c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i), None)
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_ in ("quote", "cite"):
        quoted = head.head
        return next((c for c in quoted.children if c.dep_ in ("dobj", "nsubjpass")), None)
    return None


def _of_noun(participle: Token, layout: Layout) -> Token | None:
    """Who speaks in a reduced relative: a source saying …; a letter from the king stating … is the king's."""
    noun = participle.head
    if participle.tag_ == "VBN":
        return _agent(participle)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for child in [*noun.children, *noun.doc[noun.i + 1 : noun.i + 2]]:
        if child.dep_ == "prep" and child.lower_ in ("from", "by"):
            return next((g for g in child.children if g.dep_ == "pobj"), noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ == "VERB":
        return source_of(noun.head.head, layout)
    return noun


def holder_of(noun: Token, cue: Cue, layout: Layout) -> Token | None:
    """Who holds what a noun names: Oslo's view; concern within the cabinet; the envoy voiced concern."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    inside = _holder_after(noun, cue)
    if inside is not None:
        return inside
    at = noun
    while at.dep_ in ("conj", "appos", "oprd", "attr") and at.head != at and at.dep_ != "attr":
        at = at.head
    governor = at.head
    if at.dep_ in ("dobj", "attr") and governor.pos_ in ("VERB", "AUX") and governor.lemma_ in light_verbs():
        return source_of(governor, layout)
    if at.dep_ == "pobj" and governor.lower_ in ("with", "in") and governor.head.pos_ == "VERB":
        return source_of(governor.head, layout) if governor.lower_ == "in" else None
    if at.dep_ in ("nsubj", "nsubjpass", "dobj") and governor.pos_ in ("VERB", "AUX"):
        return _holder_after(governor, cue)
    return None


def _holder_after(token: Token, cue: Cue) -> Token | None:
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.i > token.i:
            taken = child.lower_ in cue.frames
            if child.lower_ in ("by", "from", "among", "within", "inside") or (
                child.lower_ in ("of", "in") and not taken
            ):
                found = next((g for g in child.children if g.dep_ == "pobj"), None)
                if found is not None and (child.lower_ != "in" or found.pos_ in ("NOUN", "PROPN")):
                    return found
    return None


def addressee_of(verb: Token, cue: Cue, spoken_to: Token | None) -> Token | None:
    """Who is spoken to: the object of tell or urge, what stands after to with say, the subject of was told."""
    if cue.hears and verb.tag_ == "VBN" and is_passive(verb):
        at = verb
        while at.dep_ in ("advcl", "conj", "xcomp") and _subject(at) is None and at.head != at:
            at = at.head
        passive = _subject(at)
        return _antecedent(at, passive) if passive is not None else None
    if cue.hears or cue.act == "request":
        if spoken_to is not None and spoken_to.i > verb.i:
            return spoken_to
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i and child.pos_ in _NOUNS:
                return child
            if child.dep_ in ("prep", "prt") and child.lower_ == (cue.particle or ""):
                return next((g for g in child.children if g.dep_ == "pobj"), None)
    if cue.act == "agree" and verb.dep_ == "conj" and verb.head.lemma_ == "meet":
        for child in verb.head.children:
            if child.dep_ == "prep" and child.lower_ == "with":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
    if cue.kind == "speech":
        for child in verb.children:
            if child.dep_ in ("prep", "dative") and child.lower_ == "to" and child.i > verb.i:
                found = next((g for g in child.children if g.dep_ == "pobj"), None)
                if found is not None:
                    return found
    return None


def noun_phrase(head: Token) -> Range:
    """The noun phrase of `head` without apposition, relative clause or 's; joint ones whole: Oslo and Lima."""
    first, last = head.left_edge.i, head.i + 1
    for child in sorted(head.children, key=lambda c: c.i):
        if child.i > head.i:
            if child.dep_ in _CUT or (child.dep_ == "acl" and child.tag_ == "VBG"):
                break
            last = max(last, child.right_edge.i + 1)
    while first < head.i and head.doc[first].is_punct:
        first += 1
    while last - 1 > head.i and head.doc[last - 1].is_punct:
        last -= 1
    return first, last
