"""Negation, in one sense: whether the clause itself says that something is not so, and by which word.

What a governing word does to its complement ("failed to sign") is added by `bearing`. Words in `tables/negation.toml`.
"""

from __future__ import annotations

from verbale.understanding.grammar.vocabulary import negations, negative_phrases
from verbale.understanding.grammar.words import Words

_HOLDERS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "acomp", "agent", "dative"})


def negator_of(words: Words, i: int) -> int | None:
    """The token that negates the verb or noun `i` by itself ("not", "no", "nobody", "without"), or None."""
    for c in words.children[i]:
        found = _negates(words, i, c)
        if found is not None:
            return found
    if words.dep[i] in ("pcomp", "pobj") and words.lower[words.head[i]] in negations("preposition"):
        return words.head[i]
    return None


def _negates(words: Words, i: int, c: int) -> int | None:
    """The token in the phrase of child `c` that negates `i`, or None."""
    lower, dep = words.lower[c], words.dep[c]
    if dep == "neg" or (dep in ("advmod", "preconj", "cc") and lower in negations("particle")):
        return None if _is_bracketed(words, c) else c
    if dep in ("det", "cc"):
        return c if lower in negations("determiner") else None
    if dep in _HOLDERS:
        return _in_phrase(words, c)
    if dep == "prep" and words.lemma[i] == "be" and (noun := next(iter(words.children[c]), None)) is not None:
        return _in_phrase(words, noun)  # "is in no hurry"
    if dep in ("advmod", "prep"):
        return c if _opens_phrase(words, c) else None
    return c if dep == "mark" and lower == "than" and words.lower[c - 1] == "rather" else None


def _is_bracketed(words: Words, c: int) -> bool:
    """ "not only", "not just": what is added to, not denied; "whether or not": what is left open."""
    if words.lower[c] == "not" and words.lower[c - 1] == "or" and words.lower[c - 2] == "whether":
        return True
    following = words.lower[c + 1] if c + 1 < len(words.lower) else ""
    return following in ("only", "just", "merely", "least") and words.lower[c] == "not"


def _in_phrase(words: Words, noun: int) -> int | None:
    """ "no agreement", "none of them", "few countries", "neither side", under a noun or a list of nouns."""
    if words.text[noun].isdigit():
        return None  # "No 10 denied this": a number
    if words.lower[noun] in negations("pronoun") and words.pos[noun] != "PROPN":
        return noun
    for c in words.children[noun]:
        dep, lower = words.dep[c], words.lower[c]
        if dep in ("det", "cc", "preconj", "neg") and lower in negations("determiner"):
            return c
        if dep in ("neg", "preconj") and words.lower[c : c + 2] in (["not", "a"], ["not", "an"]):
            return c  # "not a cent was paid"
        # "a few" and "few" differ by the article alone
        bare = c == 0 or words.lower[c - 1] not in ("a", "the", "these", "those", "its", "their")
        if dep == "amod" and lower in negations("few") and bare:
            return c
        not_one = next((k for k in words.children[c] if words.dep[k] == "neg"), None) if dep == "nummod" else None
        if not_one is not None:
            return not_one
    return None


def _opens_phrase(words: Words, c: int) -> bool:
    """ "no longer", "not yet"; not "no longer than June", which only measures."""
    first = min([c, *(k for k in words.children[c] if k < c)])
    found = (first + len(p) for p in negative_phrases() if words.lower[first : first + len(p)] == list(p))
    return any(words.lower[end : end + 1] != ["than"] for end in found)


def shares_negation(words: Words, joined: int) -> bool:
    """Whether a joined verb stands under the negation of the first: "did not sign or pay", but not "… but paid"."""
    first = words.head[joined]
    between = {words.lower[c] for c in words.children[first] if words.dep[c] in ("cc", "advmod") and first < c < joined}
    plain = words.tag[joined] == words.tag[first] and words.tag[joined] in ("VB", "VBN", "VBG")
    return plain and not between & {"but", "yet", "instead", "rather"}
