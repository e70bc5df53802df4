"""The clause of saying at the end of a sentence, hung where it belongs: "The round will go on, two envoys indicated."

The parser often takes it for a part of what is said, an apposition or a further verb of the list. On the surface it is
plain: a comma, a noun phrase without a verb, a finite verb of saying, and no more than who was told, when and where.
"""

from __future__ import annotations

from itertools import groupby

from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import Words

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BEFORE_NOUN = {"DET": "det", "ADJ": "amod", "NUM": "nummod", "NOUN": "compound", "PROPN": "compound"}
_LONGEST = 14


def hang_trailing(words: Words) -> None:
    """Hangs each trailing clause of saying on the root of its sentence as an aside (`parataxis`), in place."""
    for _, sentence in groupby(range(len(words)), key=words.sentence.__getitem__):
        tokens = list(sentence)
        found = _clause_at_end(words, tokens[0], tokens[-1] + 1)
        if found is not None:
            _hang(words, tokens[0], tokens[-1] + 1, *found)


def _clause_at_end(w: Words, first: int, after: int) -> tuple[int, int, int] | None:
    """The comma, the noun that heads the subject and the verb of a trailing clause of saying; None without one."""
    end = after
    while end > first and (w.pos[end - 1] in ("PUNCT", "SPACE")):
        end -= 1
    for comma in range(end - 1, max(first, end - 3 * _LONGEST), -1):
        if w.text[comma] != ",":
            continue
        verb = next((i for i in range(comma + 1, min(end, comma + _LONGEST)) if w.pos[i] in ("VERB", "AUX")), None)
        if verb is None:
            continue
        return _read(w, first, comma, verb, end)
    return None


def _read(w: Words, first: int, comma: int, verb: int, end: int) -> tuple[int, int, int] | None:
    regular = w.tag[verb] == "VBN" and w.lower[verb].endswith("ed")
    says = w.lemma[verb] in of_class("saying") and (w.tag[verb] in _FINITE or regular)
    subject = range(comma + 1, verb)
    whole = any(w.tag[i] in _FINITE or w.tag[i] == "MD" for i in range(first, comma))
    if not says or not whole or not len(subject) or any(w.text[i] in (";", ":") for i in range(comma, end)):
        return None
    if w.pos[comma + 1] not in ("DET", "ADJ", "PROPN", "NOUN", "PRON", "NUM") or w.tag[comma + 1] in ("WDT", "WP"):
        return None
    if any(w.pos[i] in ("VERB", "AUX", "SCONJ") for i in range(verb + 1, end)) or w.lower[comma + 1] == "that":
        return None
    bound = next((i for i in subject if w.pos[i] in ("ADP", "PART") and w.text[i] not in ("'s", "’s")), verb)
    head = next((i for i in range(bound - 1, comma, -1) if w.pos[i] in _NOMINAL), None)
    return (comma, head, verb) if head is not None else None


def _hang(w: Words, first: int, after: int, comma: int, head: int, verb: int) -> None:
    root = next((i for i in range(first, comma) if w.dep[i] == "ROOT"), None)
    if w.dep[verb] == "ROOT" and not any(w.head[i] == verb and w.dep[i] == "nsubj" for i in range(comma, after)):
        w.head[head], w.dep[head], w.head[comma] = verb, "nsubj", verb
    if root is None or w.dep[verb] == "ROOT":
        return
    for i in range(comma + 1, after):
        if i == verb or (comma < w.head[i] < after and i != head):
            continue
        if i == head:
            w.head[i], w.dep[i] = verb, "nsubj"
        elif i < head:
            w.head[i], w.dep[i] = head, _BEFORE_NOUN.get(w.pos[i], "dep")
        elif w.pos[i] != "SPACE":
            w.head[i] = head if i < verb else root if w.pos[i] == "PUNCT" else verb
    w.head[comma], w.dep[comma] = root, "punct"
    w.head[verb], w.dep[verb] = root, "parataxis"
    w.tag[verb] = "VBD" if w.tag[verb] == "VBN" else w.tag[verb]
    _gather(w, first, comma, after, root)


def _gather(w: Words, first: int, comma: int, after: int, root: int) -> None:
    """What stood under the aside by mistake is hung on the last verb before it: "to salvage | the round"."""
    torn = [i for i in range(first, comma) if comma <= w.head[i] < after and i != root]
    if not torn:
        return
    last = torn[-1]
    clause = w.pos[last] in ("VERB", "AUX")  # "said in a note that work was halted": of no preposition
    kinds = ("VERB", "AUX") if clause else ("VERB", "AUX", "ADP")
    before = (i for i in range(torn[0] - 1, first - 1, -1) if w.pos[i] in kinds)
    governor = next((i for i in before if not any(above in torn for above in w.upward(i))), root)
    dep = "ccomp" if clause else "pobj" if w.pos[governor] == "ADP" else "dobj"
    for i in torn:
        w.head[i], w.dep[i] = (governor, dep) if i == last else (last, _BEFORE_NOUN.get(w.pos[i], "dep"))
