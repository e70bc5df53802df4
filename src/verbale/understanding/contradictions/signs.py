"""By what a statement opposes another: a denial, words that set two accounts apart, a clash of what is told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.told import Claim, Told, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAIMS = frozenset({"state", "accuse", "deny", "concede"})
"""What a statement does where it claims that something is so."""
_WORD = re.compile(r"[\w’'-]+")


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


def sets_apart(told: Told) -> bool:
    """Whether the writer sets an account against the one before: by contrast, it contradicts him, but no coin came."""
    words = tables.toml("contradictions")["account"]
    bare = len(told.tokens) == 1 and told.tokens[0].lower_ in words["contents"]
    outside = f" {' '.join(_WORD.findall(told.outside))} "
    return bare or any(f" {phrase} " in outside for phrase in words["phrases"]) or _corrects(told) or _but_not(told)


def _but_not(told: Told) -> bool:
    """Whether a sentence that begins with "but" or has "however" says that something did not happen."""
    words = tables.toml("contradictions")["adversative"]
    opens = bool(told.around) and told.around[0].lower_ in words["opening"]
    return (
        told.statement.act == "state"
        and (opens or any(t.lower_ in words["aside"] for t in told.around))
        and counters(told)
    )


def clashes(one: Told, other: Told) -> bool:
    """Whether of two claims one at most holds: verbs that exclude each other of one thing, or one told and denied."""
    if not {one.statement.act, other.statement.act} <= CLAIMS:
        return False
    pairs = ((a, b) for a in one.claims if a.of for b in other.claims if a.of & b.of)
    return any(
        a.negated == b.negated if b.lemma in opposites().get(a.lemma, ()) else _is_denied(a, b) for a, b in pairs
    )


def _is_denied(a: Claim, b: Claim) -> bool:
    """Whether one verb is told by one and denied by the other."""
    return a.lemma == b.lemma and a.verb and b.verb and a.negated != b.negated


@cache
def opposites() -> dict[str, set[str]]:
    """Words by the words that exclude them of one thing."""
    found: dict[str, set[str]] = {}
    for one, other in tables.toml("contradictions")["opposites"]["pairs"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _corrects(told: Told) -> bool:
    """Whether a statement's own sentence, or the one before it, says that it contradicts another."""
    verbs = vocabulary("correction")
    return any(t.lemma_ in verbs and t.pos_ == "VERB" for t in (*told.lead, *told.around))


def _unaware(told: Told) -> bool:
    return any(
        t.lower_ in vocabulary("unaware") or (t.lower_ in ("aware", "heard") and told.negated) for t in told.opening
    )


def _never_was(told: Told) -> bool:
    """Whether something is said never to have been or happened; what will never be is a refusal."""
    return any(t.lower_ == "never" and _past(t.head) for t in told.opening)


def _is_negation(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in vocabulary("negation")


def _verb_over(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _past(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return False
    auxiliaries = (c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return any(t.tag_ in ("VBD", "VBN") for t in (verb, *auxiliaries))
