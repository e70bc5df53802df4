"""The words of a stance, whole: a clause that the parse cuts off would say less, or the opposite."""

from __future__ import annotations

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.taking import Taken, negation

_MARKS = frozenset(",”\"’'»")


def whole(grammar: Grammar, taken: Taken) -> Extent:
    """The evidence from its own clause on, with its negation and a condition right behind it."""
    w = grammar.words
    first, after = taken.evidence
    first = _own_start(grammar, taken.clause, first)
    first -= first > 0 and w.lower[first - 1] == "nor"
    at, head = negation(grammar, taken.clause), taken.clause.head
    turning = grammar.at(at) if at is not None and w.dep[head] != "conj" else None  # "stopped short of agreeing"
    between = range(at + (turning is not None), first) if at is not None else range(0)
    if at is not None and at < first <= head and not any(grammar.at(i) is not None for i in between):
        first = at if turning is None else min(at, extent_of(grammar, turning)[0])
    cut = taken.party is not None and not (taken.clause.relation in ("relative", "subject") or taken.wanted < head)
    while cut and after == head + 1 < len(w) and w.pos[after] not in ("PUNCT", "CCONJ", "SPACE"):
        head, after = after, after + 1  # "turned | it down": what the parse hangs elsewhere
    return (first, _with_condition(grammar, first, after))


def _own_start(grammar: Grammar, clause: Clause, first: int) -> int:
    """Behind another clause that a comma or a colon alone parts: "Lima has answered, Quito turned it down"."""
    subject = clause.surface
    if subject is None or subject.how != "own" or not first < subject.extent[0] <= clause.head:
        return first
    start = subject.extent[0]
    told = [c for c in grammar.of_sentence(clause.sentence) if first <= c.head < start and c.form == "finite"]
    bound = clause.lemma in names("telling") or any(c.relation in ("condition", "time") for c in told)
    apart = (c.relation == "main" or (c.relation == "content" and grammar.words.head[c.head] >= start) for c in told)
    return start if not bound and any(apart) else first


def _with_condition(grammar: Grammar, first: int, after: int) -> int:
    """To the end of "…, but only if they pay", "…, unless it is signed", and of a verb that has lost its clause."""
    w, at = grammar.words, after
    while at < len(w) and w.text[at] in _MARKS:
        at += 1
    at += at < len(w) and w.lower[at] == "but"
    only = at < len(w) and w.lower[at] == "only"
    at += only
    if at >= len(w) or w.sentence[at] != w.sentence[first]:
        return after
    if w.lower[at] in names("conditions" if only else "bounds"):
        opened = (c for c in grammar.of_sentence(w.sentence[at]) if c.marker == at)
        end = max((extent_of(grammar, c)[1] for c in opened), default=after)
        source = (i - 1 for i in range(at, end) if w.lower[i] == "according" and w.text[i - 1] == ",")
        return next(source, end)
    return after
