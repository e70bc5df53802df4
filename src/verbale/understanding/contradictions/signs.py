"""By what a statement opposes another: a denial, words that set two accounts apart, a clash of what is told."""

from __future__ import annotations

import re
from functools import cache

from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.told import Claim, Told, vocabulary

CLAIMS = frozenset({"state", "accuse", "deny", "concede"})
"""What a statement does where it claims that something is so."""
_WORD = re.compile(r"[\w’'-]+")


def denies(told: Told) -> bool:
    """Whether a statement denies a claim: by its act, by what it sweeps away, or by what it calls the claim.

    A refusal or a rejected proposal denies nothing, nor does who would neither confirm nor deny.
    """
    if told.cue and told.grammar.words.lower[told.cue[0] - 1] == "nor":
        return False
    act = told.statement.act
    return (
        act == "deny" or (act == "reject" and told.pointing == "report")
        or told.judged or told.says_no or told.pointing == "such" or _unaware(told) or _never_was(told)
    )  # fmt: skip


def counters(told: Told) -> bool:
    """Whether what is told as a fact is negated: not one coin came, no file has reached us, it was not read."""
    w = told.grammar.words
    negations = (i for i in told.opening if w.dep[i] == "neg" or w.lower[i] in vocabulary("negation"))
    return any((c := told.grammar.over(i)) is not None and c.told == "past" for i in negations)


def sets_apart(told: Told) -> bool:
    """Whether the writer sets an account against the one before: by contrast, it contradicts him, but no coin came."""
    words = tables.toml("contradictions")["account"]
    bare = len(told.tokens) == 1 and told.grammar.words.lower[told.tokens[0]] in words["contents"]
    outside = f" {' '.join(_WORD.findall(told.outside))} "
    return bare or any(f" {phrase} " in outside for phrase in words["phrases"]) or _corrects(told) or _but_not(told)


def _but_not(told: Told) -> bool:
    """Whether a sentence that begins with "but" or has "however" says that something did not happen."""
    words, lower = tables.toml("contradictions")["adversative"], told.grammar.words.lower
    opens = bool(told.around) and lower[told.around[0]] in words["opening"]
    set_against = opens or any(lower[i] in words["aside"] for i in told.around)
    return told.statement.act == "state" and set_against and counters(told)


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
    verbs = (i for i in (*told.lead, *told.around) if told.grammar.words.pos[i] == "VERB")
    return bool(told.lemmas(verbs) & vocabulary("correction"))


def _unaware(told: Told) -> bool:
    words = {told.grammar.words.lower[i] for i in told.opening}
    return bool(words & vocabulary("unaware")) or (told.negated and bool(words & {"aware", "heard"}))


def _never_was(told: Told) -> bool:
    """Whether something is said never to have been or happened; what will never be is a refusal."""
    never = (c for c in told.clauses if c.negator is not None and told.grammar.words.lower[c.negator] == "never")
    return any(c.told == "past" and not c.modality for c in never)
