"""Whether a sentence looks back or ahead at a time: from the verb or noun that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from verbale.model.text import Span
from verbale.understanding.times.tables import toml

Words: TypeAlias = dict[str, dict[str, Any]]  # Any: numbers, and words that must stand beside

if TYPE_CHECKING:
    from spacy.tokens import Span as Words_
    from spacy.tokens import Token

    from verbale.understanding.analysis import Analysis

SURE, LIKELY, WEAK = 2.0, 0.8, 0.5
_STEPS = 12
MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def direction_of(analysis: Analysis, span: Span) -> float | None:
    """-1 where the time at `span` (article offsets) lies back, 1 where it lies ahead, None where nothing tells.

    Times `LIKELY` where the word that tells does not govern the time itself. `WEAK` is a plan told in the past: for a
    weekday still ahead, for a month either way.
    """
    tokens = analysis.tokens(span)
    if tokens is None:
        return None
    words = toml("direction")
    token = _root(tokens)
    told = _told_after(tokens[-1], words)
    if told is not None:
        return told
    modifier, direct, led = False, True, False
    for _ in range(_STEPS):
        modifier = modifier or token.dep_ in MODIFIERS
        if _resumes(token, tokens):
            token = token.doc[tokens.end]
        if token.lemma_.lower() in words["planned"] and _is_arranged(token, words):
            return LIKELY
        found = _of(token, words, modifier)
        if found is not None or token.head == token:
            found = -1 if found and found > 0 and _was_foreseen(token) else found
            found = WEAK if found is not None and found < 0 and _reaches(token, tokens, words) else found
            return found if (direct and led) or found in (None, WEAK) else found * LIKELY
        outside = token.i < tokens.start or token.i >= tokens.end
        if modifier and outside and token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in words["planned"]:
            return _past_alone(token.head, words)
        if token.lower_ == "of" and token.head.pos_ in ("NOUN", "PROPN") and outside:
            return _of_thing(token.head, words)
        led = led or token.pos_ == "ADP"  # "in May" hangs on its verb more surely than a bare "May 3" does
        direct = direct and (token.pos_ == "ADP" or tokens.start <= token.i < tokens.end)
        token = token.head
    return None


def _root(time: Words_) -> Token:
    """The word that governs the time; where the parse takes a month that opens the sentence for a person's first name
    ("In March Mia Holt swore ..."), the verb of the sentence."""
    opens = time.start == time.sent.start + 1 and time.doc[time.start - 1].pos_ == "ADP"
    return time.sent.root if opens and time.root.dep_ == "compound" else time.root


def _reaches(token: Token, time: Words_, words: Words) -> bool:
    """Whether a past verb reaches a date ahead of it: "had been arranging for late May", "moved from May 3 to 5"."""
    lead = time.root.head
    moved = lead.lower_ in ("from", "to") and token.lemma_ in words["moves"]
    planned = lead.lower_ == "for" and time.root.pos_ == "PROPN"  # "earned more for the first quarter" looks back
    return lead.dep_ == "prep" and lead.head == token and (planned or moved)


def _resumes(token: Token, time: Words_) -> bool:
    """Whether the main clause goes on right behind the time, which the parse hangs on the relative clause before it:
    "the investors who hold the bonds on Friday turned it down"."""
    if token.dep_ != "relcl" or token.i > time.start or time.end >= len(token.doc):
        return False
    following = token.doc[time.end]
    return following.tag_ in ("VBD", "MD") and token.tag_ in ("VBZ", "VBP")


def _is_arranged(event: Token, words: Words) -> bool:
    """Whether what is planned is the object of a word of arranging: "invited them to a meeting on Thursday"."""
    governor = event.head.head if event.head.lower_ in ("to", "for") else event.head
    return event.dep_ in ("dobj", "pobj") and governor.lemma_ in words["arranging"]


def _told_after(last: Token, words: Words) -> float | None:
    """What a clause right after the time tells: "the forum in September, where he is to meet the president"."""
    following = [t for t in last.doc[last.i + 1 : last.i + 3] if t.lower_ != ","]
    relative = following[0] if following and following[0].lower_ in ("where", "when") else None
    return None if relative is None else _of(relative.head, words, modifier=True)


def _of_thing(thing: Token, words: Words) -> float | None:
    """Which way "the vote of 6 October" lies: either, of what is planned; nothing is told of another thing."""
    lemma = thing.lemma_.lower()
    return words["nouns"].get(lemma, WEAK if lemma in words["planned"] else None)


def _past_alone(token: Token, words: Words) -> float | None:
    """What governs "Friday's ruling" tells only that it is past: "will appeal Friday's ruling" puts nothing ahead."""
    return -LIKELY if _of(token, words, modifier=True) == -1 else None


def _was_foreseen(token: Token) -> bool:
    """Whether what lay ahead did so in the past perfect: "had been due to expire on Friday"."""
    planning = toml("direction")["ahead"]
    while token.head != token and token.dep_ in ("xcomp", "acomp"):
        if token.head.pos_ == "VERB" and token.head.lemma_ not in planning:
            return False
        if any(c.lower_ == "had" and c.dep_.startswith("aux") for c in token.head.children):
            return True
        token = token.head
    return any(c.lower_ == "had" and c.dep_.startswith("aux") for c in token.children)


def _in_the_past(token: Token, auxiliaries: list[Token]) -> bool:
    """Whether a plan is told in the past: "was scheduled for June", "planned for June, was put off", "once due"."""
    if any(c.lower_ in toml("direction")["formerly"] for c in token.children):
        return True
    verb = token.head if not auxiliaries and token.tag_ == "VBN" else token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_.startswith("aux"))


def told_of(analysis: Analysis, span: Span) -> float | None:
    """The direction in which the text itself puts a time; None where it only describes a thing: "the 2030 strategy"."""
    tokens = analysis.tokens(span)
    if tokens is None or tokens.root.dep_ in MODIFIERS:
        return None
    return direction_of(analysis, span)


def is_verbless(analysis: Analysis, span: Span) -> bool:
    """Whether the sentence at `span` has no verb that could tell a direction: a headline, a line of an agenda."""
    tokens = analysis.tokens(span)
    return tokens is None or not any(t.tag_[:2] in ("VB", "MD") for t in tokens[0].sent)


def _is_condition(token: Token, words: Words) -> bool:
    """Whether the verb stands in a condition, where the past tells of nothing past: "unless it was given by Friday"."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    return bool(marks & words["conditions"].keys())


def _of_plan(token: Token, words: Words, auxiliaries: list[Token], names: set[str]) -> float | None:
    """The direction of a verb that plans, defers, wishes or sets a condition; None for one that only tells."""
    lemma = token.lemma_.lower()
    particle = words["deferred"].get(lemma)
    if particle is not None and (not particle or any(c.lower_ == particle for c in token.children)):
        return LIKELY
    if _is_condition(token, words):
        return LIKELY
    if lemma in words["ahead"] or any(c.lower_ == words["ahead_with"].get(lemma) for c in token.children):
        return WEAK if _in_the_past(token, auxiliaries) else 1
    if (
        token.tag_ in ("VBN", "VB")
        and any(c.tag_ == "VB" and c.lower_ == "be" for c in auxiliaries)
        and "to" not in names
    ):
        return LIKELY  # "on condition that it be signed by June"
    if {"to", "have"} <= names and token.head.lemma_ == "be":
        return WEAK  # "was to have come on March 20"
    if token.tag_ == "VB" and "to" in names:
        return None if token.dep_ == "advcl" else LIKELY
    if (
        token.dep_ == "ccomp"
        and not auxiliaries
        and token.tag_ in ("VB", "VBP")
        and token.head.lemma_ in words["wishes"]
    ):
        return 1
    if lemma == "be" and any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in token.children):
        return WEAK if token.tag_ == "VBD" else 1
    return None


def _of(token: Token, words: Words, modifier: bool) -> float | None:
    """The direction that one governing word gives; a present tense tells nothing of "Tuesday's vote"."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        return words["nouns"].get(lemma)
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    names = {c.lower_ for c in auxiliaries} | ({token.lower_} if token.pos_ == "AUX" else set())
    modal = next((words["modals"][n] for n in sorted(names) if n in words["modals"]), None)
    if modal is not None:
        denied = any(c.dep_ == "neg" for c in token.children)
        return -1 if "have" in names else None if denied and modal < 1 else modal or None
    planned = _of_plan(token, words, auxiliaries, names)
    if planned is not None:
        return planned
    past = token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries)
    if past or (token.tag_ == "VBN" and (not auxiliaries or names & {"have", "has", "'ve", "having"})):
        return -1
    present = token.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in auxiliaries)
    return LIKELY if present and not modifier else None
