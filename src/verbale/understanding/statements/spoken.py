"""How a draft was spoken beside others: by whose voice, how far from them, whether its cue tells of one occasion."""

from __future__ import annotations

import re

from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings

REACH = 4
"""How many paragraphs one occasion goes on for without a word of its day."""
LEDE = 2
A_DAY = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d")
DAYS = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d(/(\d{4}|XXXX)-\d\d-\d\d)?")


def distance(one: Draft, other: Draft, page: Page) -> int:
    """How many paragraphs after the content of `one` that of `other` stands."""
    return page.paragraph_of[other.ranges[0][0]] - page.paragraph_of[one.ranges[0][0]]


def is_open(draft: Draft, page: Page) -> bool:
    """Whether the cue tells of no one occasion: says, has said, will say; what a noun names at some time."""
    verb = draft.attribution.at
    noun = draft.attribution.cue.is_noun and draft.attribution.frame not in ("label", "turn", "question")
    if noun and verb is not None and page.words.lemma[page.words.head[verb]] in settings("light", "utters"):
        verb = page.words.head[verb]  # "she voiced hope that …"
    clause = page.grammar.at(verb)
    if clause is None or clause.form != "finite":
        return noun
    return clause.tense != "past" or clause.told == "ahead"


def looks_back(draft: Draft, page: Page) -> bool:
    """Whether the cue tells of what was said before what is told: "in May he had said"."""
    clause = page.grammar.at(draft.attribution.at)
    return clause is not None and clause.perfect


def is_apart(at: int, page: Page) -> bool:
    """Whether what is said at a token came before or after what is told round it: "talks opened after they refused"."""
    w, marks, above = page.words, settings("occasions", "apart"), list(page.words.upward(at))
    joins = [i for i in above if w.dep[i] == "prep"] + [c for i in above for c in w.children[i] if w.dep[c] == "mark"]
    return any(w.lower[i] in marks for i in joins)
