"""Where a clause begins and ends, as tokens: the whole of it, or what is left when another clause is cut out."""

from __future__ import annotations

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.words import AUXILIARIES, SUBJECTS, Words, is_verb

_ADVERBIAL = frozenset({"condition", "time", "cause", "contrast", "comparison", "purpose", "participle"})


def extent_of(grammar: Grammar, clause: Clause, *, marker: bool = False, adverbial: bool = True) -> Extent:
    """The whole clause: subject to last complement, relative and content clauses inside kept.

    Left out are clauses joined to it with their conjunction, asides ("the minister said"), and what opens it ("that",
    "because") unless `marker`. Without `adverbial`, clauses of condition, time, cause and the like are left out too: of
    "it would not sign unless they left" it is "it would not sign". A clause that shares its subject begins at its verb.
    """
    w = grammar.words
    head = clause.head
    first, after = _run(grammar, head)
    for c in w.children[head]:
        if _stands_apart(grammar, c, adverbial):
            start, end = grammar.whole(c)
            if end <= head + 1:
                between = any(w.dep[k] in SUBJECTS and first <= k < c for k in w.children[head])  # its subject and verb
                first = first if between else max(first, end)
            elif start > head:
                after = min(after, start)
    opening = _opening(w, clause, first)
    if opening is not None:
        first = max(first, opening) if marker else max(first, opening + 1)
    return (min(first, head), max(after, head + 1))


def _run(grammar: Grammar, head: int) -> Extent:
    """The tokens round the head that hang on it, up to the first on either side that does not: ‘"It is," he said’."""
    w = grammar.words
    first, after = grammar.whole(head)
    start, end = head, head + 1
    while start > first and _hangs_on(w, start - 1, head):
        start -= 1
    while end < after and _hangs_on(w, end, head):
        end += 1
    return (start, end)


def _hangs_on(w: Words, at: int, head: int) -> bool:
    return w.head[at] == head or w.pos[at] in ("PUNCT", "SPACE") or head in w.upward(at)


def _stands_apart(grammar: Grammar, c: int, adverbial: bool) -> bool:
    w = grammar.words
    dep = w.dep[c]
    if dep in ("cc", "preconj", "parataxis", "meta"):
        return True
    if dep == "conj":
        return is_verb(w, c)
    below = grammar.at(c)
    return not adverbial and dep == "advcl" and below is not None and below.relation in _ADVERBIAL


def _opening(w: Words, clause: Clause, first: int) -> int | None:
    """The last token of what opens the clause, where that stands before its subject and its verb."""
    if clause.marker is None or clause.marker < first:
        return None
    start = min([clause.head, *(c for c in w.children[clause.head] if w.dep[c] in SUBJECTS | AUXILIARIES)])
    return clause.marker if clause.marker < start else None


def predicate_of(grammar: Grammar, clause: Clause) -> Extent:
    """The clause from its verb group on, without the subject: "not sign the text"."""
    w = grammar.words
    first, after = extent_of(grammar, clause)
    group = [c for c in w.children[clause.head] if w.dep[c] in AUXILIARIES | {"neg"} and first <= c < clause.head]
    return (min([clause.head, *group]), after)


def outside(extent: Extent, cut: Extent, kept: int) -> Extent:
    """What is left of `extent` on the side of token `kept` when the run `cut` is taken out."""
    first, after = extent
    if cut[1] <= kept:
        return (max(first, cut[1]), after)
    if cut[0] > kept:
        return (first, min(after, cut[0]))
    return extent
