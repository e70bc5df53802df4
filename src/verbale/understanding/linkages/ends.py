"""The ends of a tie: whole clauses and noun phrases, as tokens, without what else hangs on them."""

from __future__ import annotations

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import extent_of, outside
from verbale.understanding.grammar.trimming import trimmed
from verbale.understanding.linkages.rows import names

_VERBAL = frozenset({"finite", "infinitive", "gerund", "participle"})
_APART = frozenset({"relcl", "advcl", "appos", "acl", "parataxis", "prep"})
_OPENING = frozenset({"to", "and", "but", "or", "that", "which", "who", ",", "so", "then", "only", "yet"})


def is_verbal(clause: Clause) -> bool:
    """Whether the clause has a verb, not a noun or an attribute, for its predicate."""
    return clause.form in _VERBAL


def joined_to(grammar: Grammar, clause: Clause, cue: int) -> tuple[Clause, Clause]:
    """The first and the last of the joined clauses that a phrase at the token `cue` bears on.

    In front it bears on all that follow ("if not, we leave and they pay"), at the end on those before that share their
    subject ("will leave and report if …").
    """
    w, members = grammar.words, grammar.joined(clause)
    if cue < clause.head:
        last = clause
        for one in members:
            if one.head > clause.head and not any(
                w.dep[c] == "cc" and w.text[c - 1] == "," for c in range(last.head, one.head)
            ):
                last = one
        return clause, last
    first = clause
    while first.joined is not None and first.surface is not None and first.surface.how == "shared":
        above = grammar.at(first.joined)
        if above is None or "," in w.text[above.head : first.head] or not above.modality or above.head > cue:
            break
        first = above
    return first, clause


def end_of(grammar: Grammar, clause: Clause, cut: Extent) -> Extent:
    """The whole clause, or the phrase of a noun, without the run `cut` and what stands apart at its edges."""
    if not is_verbal(clause):
        return shortened(grammar, outside(grammar.whole(clause.head), cut, clause.head))
    full, short = extent_of(grammar, clause), extent_of(grammar, clause, adverbial=False)
    first, after = trimmed(grammar.words, full) or full
    return opened(grammar, shortened(grammar, outside((max(first, short[0]), after), cut, clause.head)))


def with_gerund(grammar: Grammar, extent: Extent) -> Extent:
    """With what somebody is to do behind a preposition: "conditional on Lima | signing the pact"."""
    w, (first, after) = grammar.words, extent
    goes_on = after < len(w) and w.tag[after] == "VBG" and w.head[after] < first
    does = goes_on and w.lower[after] not in names("prepositions")
    return (first, grammar.whole(after)[1]) if does else extent


def opened(grammar: Grammar, extent: Extent) -> Extent:
    """Without what joins the clause to another at its front: "that", "to", an adverb and its comma."""
    w, (first, after) = grammar.words, extent
    if first + 1 < after and w.pos[first] == "ADV" and w.text[first + 1] == ",":
        first += 2
    while first < after - 1 and w.lower[first] in _OPENING:
        first += 1
    return (first, after)


def shortened(grammar: Grammar, extent: Extent) -> Extent:
    """Without a remark, a further circumstance or who says it, which stand behind a comma at the end."""
    w, (first, after) = grammar.words, extent
    for at in range(first + 1, after):
        if w.text[at - 1] != "," or w.dep[at] == "punct":
            continue
        top = at
        while first <= w.head[top] < after and w.head[top] != top and grammar.whole(w.head[top])[0] >= at:
            top = w.head[top]
        begin, end = grammar.whole(top)
        remark = w.lower[at] == "according" or (end >= after and w.dep[top] in _APART)
        if begin >= at - 1 and remark:
            return (first, at - 1)
    return extent


def joined_end(grammar: Grammar, clause: Clause, before: int = 0) -> Extent:
    """The clause with those that are joined to it under one marker or preposition: "if they sign and pay".

    Of a clause that stands in front also those with a subject of their own, as far as they stand before the token
    `before`: "if they sign and Lima pays, …".
    """
    if clause.form == "gerund" or (clause.form == "infinitive" and clause.relation != "content"):
        return grammar.whole(clause.head)
    w, (first, after) = grammar.words, extent_of(grammar, clause)
    for one in grammar.joined(clause):
        own = any(w.lower[c] == "that" and w.dep[c] == "mark" for c in w.children[one.head])
        shares = own or (one.marker is not None and one.marker == clause.marker) or one.head < before
        apart = any(w.dep[c] == "cc" and w.text[c - 1] == "," for c in range(after, one.head))
        if one.head > clause.head and shares and not (apart and not own):
            after = max(after, extent_of(grammar, one)[1])
    return (first, after)
