"""Whose words they are: the noun phrase that a cue's clause names as its source, and who is spoken to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.statements import tables
from verbale.understanding.statements.asides import subject_beside
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.layout import Layout, Range
from verbale.understanding.statements.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUT = frozenset({"appos", "relcl", "punct", "parataxis", "advcl", "ccomp", "dep", "case", "intj"})
_WRITERS = frozenset({"i", "we", "us", "me"})


@cache
def light_verbs() -> frozenset[str]:
    """Verbs under which a noun of speech or attitude is its subject's own: voiced concern, took note."""
    row = tables.toml("settings")["light"]
    return frozenset((*row["utters"], *row["holds"]))


def is_source(attribution: Attribution, page: Page) -> bool:
    """Whether what a clause names as its source is one: not the writer, not a thing from which the writer infers."""
    speaker, at = attribution.speaker, attribution.at
    if at is not None and attribution.frame == "to" and _asks_to_be_unnamed(attribution, page):
        return False
    if speaker is None or at is None:
        return True
    if speaker.lower_ in _WRITERS and not page.in_first_person(at.i):
        return False
    settings = tables.toml("settings")
    if attribution.cue.lemma in settings["inference"]["verbs"] and attribution.frame not in ("quote", "aside"):
        if speaker.pos_ == "NOUN" and speaker.lemma_.lower() not in settings["source"]["nouns"] and not _acts(speaker):
            return False
        return speaker.lower_ not in ("it", "this", "that", "these", "which")
    impersonal = speaker.lower_ == "it" and at.pos_ == "ADJ" and attribution.frame in ("clause", "wh")
    points = speaker.lower_ in ("that", "this") and speaker.tag_ == "DT" and attribution.cue.kind == "speech"
    return speaker.lower_ != "there" and not points and not impersonal


def _asks_to_be_unnamed(attribution: Attribution, layout: Page) -> bool:
    """Whether all that is asked or wished is not to be named: a setting of other words, no words of their own."""
    words = [layout.doc[i].lower_ for a, b in attribution.content for i in range(a, b) if layout.doc[i].is_alpha]
    row = tables.toml("settings")["unnamed"]
    return " ".join(words[:3]) in row["infinitives"] and words[3:4] != [] and words[3] in row["participles"]


def _acts(noun: Token) -> bool:
    """Whether a noun looks like people or a body: an endings' test, as no list of roles is complete."""
    people = tables.toml("settings")["people"]
    return noun.lemma_.lower() in people["nouns"] or noun.lemma_.lower().endswith(tuple(people["endings"]))


def source_of(verb: Token, layout: Layout, beside: Token | None = None) -> Token | None:
    """The head of the noun phrase that says, holds or wants what `verb` does; `beside` is the subject of an aside."""
    clause = layout.grammar.at(verb.i)
    if clause is None or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
        return _of_participle(verb, layout) if verb.dep_ == "acl" else None
    subject = clause.subject
    if beside is not None and beside.dep_ == "nsubjpass":
        beside = None
    if beside is None and clause.voice == "passive" and _is_passive(verb):
        subject = clause.get("subject", "by", "from")
        return layout.doc[subject.head] if subject is not None else None
    if beside is not None and beside.i > verb.i:
        return beside
    subject = subject or clause.surface  # "was asked and replied": no passive, whatever the verb before is
    near = subject_beside(verb)
    if near is not None and (subject is None or subject.how == "own" or layout.doc[subject.head].pos_ == "VERB"):
        return near
    return layout.doc[subject.head] if subject is not None else beside


def _is_passive(verb: Token) -> bool:
    """Whether a passive is one by its own words: "was asked and replied" is none."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or verb.dep_ in ("acl", "advcl")


def _of_participle(participle: Token, layout: Layout) -> Token | None:
    """Who speaks in a reduced relative: a source saying …; a letter from the king stating … is the king's."""
    w, noun = layout.grammar.words, participle.head
    if participle.tag_ == "VBN":
        return None
    held = layout.grammar.noun(noun.i).get("owner", "from", "subject")
    if held is not None:
        return layout.doc[held.head]
    above = w.head[w.head[noun.i]]
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and w.pos[above] == "VERB":
        return source_of(layout.doc[above], layout)
    return noun


def holder_of(noun: Clause, said: Argument, layout: Layout) -> Token | None:
    """Who holds what a noun names: Oslo's view; concern within the cabinet; the envoy voiced concern."""
    roles = [r for r in ("owner", "by", "subject", "from", "among", "within", "inside", "of", "in") if r != said.role]
    own = [a for a in noun.arguments if a.how != "noun"]
    held = next((a for role in roles for a in own if a.role == role), None)
    if held is not None:
        return layout.doc[held.head]
    at = layout.doc[noun.head]
    while at.dep_ in ("conj", "appos") and at.head != at:
        at = at.head
    governor = at.head
    if at.dep_ in ("dobj", "attr") and governor.pos_ in ("VERB", "AUX") and governor.lemma_ in light_verbs():
        return source_of(governor, layout)
    if at.dep_ == "pobj" and governor.lower_ == "in" and governor.head.pos_ == "VERB":
        return source_of(governor.head, layout)
    over = layout.grammar.at(governor.i) if at.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    after = (
        over.get(*(r for r in ("by", "from", "among", "within", "in") if r != said.role)) if over is not None else None
    )
    return layout.doc[after.head] if after is not None and at.dep_ != "dobj" else None


def addressee_of(listener: Token | None, clause: Clause, said: Argument, layout: Layout) -> Token | None:
    """Who is spoken to: whom a slot names, else what stands after to."""
    if listener is not None:
        return listener
    to = next((a for a in clause.all("to") if a.head != said.head and a.how != "noun"), None)
    return layout.doc[to.head] if to is not None else None


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
