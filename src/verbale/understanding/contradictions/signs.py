"""By what a statement opposes another: a denial, words that set two accounts against each other, an adversative."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.told import Told, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[\w’'-]+")
_OPENING = 3
"""How many words of a sentence, outside what is told in it, may hold the adversative word."""


def denies(told: Told) -> bool:
    """Whether a statement denies a claim: by its act, by what it sweeps away, or by what it calls the claim.

    A refusal or a rejected proposal denies nothing, nor does who would neither confirm nor deny.
    """
    cue = told.cue[0] if told.cue else None
    if cue is not None and cue.i > 0 and cue.nbor(-1).lower_ == "nor":
        return False
    act = told.statement.act
    return (
        act == "deny" or (act == "reject" and told.pointing == "report")
        or told.judged or told.says_no or told.pointing == "such" or _unaware(told) or _never_was(told)
    )  # fmt: skip


def counters(told: Told) -> bool:
    """Whether what is told as a fact is negated: not one coin came, no file has reached us, it was not read."""
    return any(_past(verb) for n in told.opening if _is_negation(n) and (verb := _verb_over(n)) is not None)


def contrast(told: Told) -> str | None:
    """`account` where words before or round a statement say that it differs, `adversative` after but and however."""
    words = tables.toml("contradictions")
    outside = f" {' '.join(_WORD.findall(told.outside))} "
    if any(f" {phrase} " in outside for phrase in words["account"]["phrases"]) or any(
        t.lower_ in words["account"]["contents"] for t in told.tokens[:1] if len(told.tokens) == 1
    ):
        return "account"
    if not told.before_outer:
        return None
    inside = {t.i for t in told.tokens}
    opening = [t for t in told.before_outer if t.is_alpha and t.i not in inside]
    near = {t.lower_ for t in opening[-_OPENING * 2 :]} | {t.lower_ for t in opening[:_OPENING]}
    joined = told.cue[0].head.children if told.cue and told.cue[0].dep_ == "conj" else ()
    near |= {t.lower_ for t in joined if t.dep_ == "cc"}
    asides = {t.lower_ for t in told.around if t.lower_ in words["adversative"]["aside"]}
    return "adversative" if asides or near & set(words["adversative"]["words"]) else None


def corrects(told: Told) -> bool:
    """Whether a statement's own sentence, or the one before it, says that it contradicts another."""
    verbs = tables.toml("contradictions")["correction"]["verbs"]
    return any(t.lemma_ in verbs and t.pos_ == "VERB" for t in (*told.lead, *told.around, *told.tokens))


def _unaware(told: Told) -> bool:
    return any(
        t.lower_ in vocabulary("unaware") or (t.lower_ in ("aware", "heard") and told.negated) for t in told.opening
    )


def _never_was(told: Told) -> bool:
    """Whether something is said never to have been or happened; what will never be is a refusal."""
    return any(t.lower_ == "never" and _past(t.head) for t in told.opening)


@cache
def _negations() -> frozenset[str]:
    return vocabulary("negation")


def _is_negation(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in _negations()


def _verb_over(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _past(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return False
    auxiliaries = (c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return any(t.tag_ in ("VBD", "VBN") for t in (verb, *auxiliaries))
