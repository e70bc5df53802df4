"""Who takes part in what an article tells: those who do something or have something done or said to them.

A state that is only ever a place, an owner or a modifier ("waters off Chile", "the Chilean coast") is named in the
article and yet takes no part in it. The parse tells the two apart: some mention of one who takes part is the subject of
a verb that is not merely "be", its agent, or what a verb of telling, pressing or meeting is done to.
"""

from __future__ import annotations

from functools import partial

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.grammar.words import Words
from verbale.understanding.tables import words_in

_SUBJECTS = ("nsubj", "nsubjpass")

_lemmas = partial(words_in, "names", "parts")


def takes_part(who: Who, words: Words) -> bool:
    """Whether one of the mentions of `who` acts or is acted upon."""
    return any(_acts(m, words) or _acted_upon(m, words) for m in who.mentions)


def takes_word(who: Who, words: Words) -> bool:
    """Whether something is said to a newsroom or by it: "told the Herald", "a message to it", "as quoted by it"."""
    return any(words.preposition(m.head) in _lemmas("to_newsrooms") for m in who.mentions)


def _first(mention: Mention, words: Words) -> int:
    """The head of the first of those that the mention stands with: "Peru" for "Chile" in "Peru and Chile agreed"."""
    i = mention.head
    for _ in range(4):
        if words.dep[i] != "conj" or words.pos[words.head[i]] not in ("PROPN", "NOUN", "PRON"):
            break
        i = words.head[i]
    return i


def _acts(mention: Mention, words: Words) -> bool:
    i = _first(mention, words)
    if words.dep[i] in _SUBJECTS:
        return words.lemma[words.head[i]] not in _lemmas("being")
    return words.dep[i] == "pobj" and words.dep[words.head[i]] == "agent"


def _acted_upon(mention: Mention, words: Words) -> bool:
    i = _first(mention, words)
    governor = words.head[i]
    if words.dep[i] in ("dobj", "dative", "obj", "iobj"):
        return words.lemma[governor] in _lemmas("upon")
    if words.dep[i] != "pobj":
        return False
    above = words.lemma[words.head[governor]]
    together = words.lower[governor] in ("between", "among", "with") and above in _lemmas("together")
    return together or f"{above} {words.lower[governor]}" in _lemmas("phrasal")
