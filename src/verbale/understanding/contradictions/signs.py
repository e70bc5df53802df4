"""By what a statement opposes another: a denial, words that set two accounts apart."""

from __future__ import annotations

import re

from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.told import Told, vocabulary

_WORD = re.compile(r"[\w’'-]+")


def denies(told: Told) -> bool:
    """Whether a statement denies a claim: by its act, by what it sweeps away, or by what it calls the claim.

    A refusal or a rejected proposal denies nothing, nor does who would neither confirm nor deny, or does not think so.
    """
    if told.cue and told.grammar.words.lower[told.cue[0] - 1] == "nor":
        return False
    act, held = told.statement.act, told.statement.kind == "attitude"
    return (
        (act == "deny" and not held) or (act == "reject" and told.pointing == "report")
        or told.judged or told.says_no or told.pointing == "such" or _never_was(told)
    )  # fmt: skip


def counters(told: Told) -> bool:
    """Whether what is told as a fact is negated: not one coin came, no file has reached us, it was not read."""
    w = told.grammar.words
    negations = (i for i in told.opening if w.dep[i] == "neg" or w.lower[i] in vocabulary("negation"))
    return any((c := told.grammar.over(i)) is not None and c.told == "past" for i in negations)


def counts(told: Told) -> bool:
    """Whether somebody puts a thing at a bare figure: puts the number at twelve; not the age at twelve years."""
    w = told.grammar.words
    bare = any(w.lower[w.head[i]] == "at" and w.pos[i] == "NUM" and w.dep[i] == "pobj" for i in told.opening)
    return bare and bool(told.lemmas(told.cue) & vocabulary("figure"))


def sets_apart(told: Told) -> bool:
    """Whether the writer sets an account against the one before: by contrast, it contradicts him, but no coin came."""
    words = tables.toml("contradictions")["account"]
    bare = len(told.tokens) == 1 and told.grammar.words.lower[told.tokens[0]] in words["contents"]
    outside = f" {' '.join(_WORD.findall(told.outside))} "
    return bare or any(f" {phrase} " in outside for phrase in words["phrases"]) or _corrects(told)


def is_set_apart(told: Told) -> bool:
    """Whether any word of the writer sets a statement against the one before it: but, however, on the other hand."""
    words, lower = tables.toml("contradictions")["adversative"], told.grammar.words.lower
    opens = bool(told.around) and lower[told.around[0]] in words["opening"]
    turned = any(f" {phrase} " in f" {told.outside} " for phrase in words["turning"])
    return opens or turned or any(lower[i] in words["aside"] for i in told.around) or sets_apart(told)


def but_not(told: Told, story: Told) -> bool:
    """Whether what did not happen is set against a story by "but" or "however", or by "whereas" or ";" behind it."""
    words, lower = tables.toml("contradictions")["adversative"], told.grammar.words.lower
    opens = bool(told.around) and lower[told.around[0]] in words["opening"]
    set_against = opens or any(lower[i] in words["aside"] for i in told.around)
    if not set_against and told.sentence == story.sentence:
        between = range(max((*story.tokens, *story.cue)) + 1, min((*told.tokens, *told.cue)))
        set_against = any(lower[i] in words["between"] for i in between)
    return told.statement.act == "state" and set_against and counters(told)


def _corrects(told: Told) -> bool:
    """Whether a statement's own sentence, or the one before it, says that it contradicts another."""
    verbs = (i for i in (*told.lead, *told.around) if told.grammar.words.pos[i] == "VERB")
    return bool(told.lemmas(verbs) & vocabulary("correction"))


def _never_was(told: Told) -> bool:
    """Whether something is said never to have been or happened; what will never be is a refusal."""
    never = (c for c in told.clauses if c.negator is not None and told.grammar.words.lower[c.negator] == "never")
    return any(c.told == "past" and not c.modality for c in never)
