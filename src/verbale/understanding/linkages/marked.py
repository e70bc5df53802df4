"""The ends of ties between two clauses: the whole clause that the cue opens, and the whole one that it bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.clauses import is_verb
from verbale.understanding.grammar.extent import extent_of, pieces_of
from verbale.understanding.linkages.cues import Match, Tie, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = frozenset({"finite", "infinitive", "gerund", "participle"})

_SUBJECT = 12
"""How many words the subject between an auxiliary and its verb may have."""
_OPEN = frozenset({"intention", "commitment", "willingness", "possibility", "ability", "plan", "proposal", "threat"})
"""What may lie on a clause that a condition bears on."""


def clause_ends(match: Match, inner_head: int) -> tuple[Extent, Extent, Clause] | None:
    """The clause after the cue, the clause it bears on, and that clause; None where one of them is no clause.

    A clause of saying passes on to what is said, one of readiness ("is ready to") to what it is readiness for.
    """
    grammar = match.grammar
    inner = _opened(match, inner_head)
    if inner is None:
        return None
    outer = _modified(match, inner)
    if outer is None or outer.head == inner.head:
        return None
    if match.cue.negated:
        outer = _negated(match, outer)
    opened = _from(extent_of(grammar, inner), match.after)
    whole = _apart(_told_piece(grammar, outer), match.start, opened, outer.head)
    return _shortened(match, opened), _bare(match, _shortened(match, whole), outer), outer


def clause_before(match: Match) -> tuple[Extent, Clause] | None:
    """The last clause before the cue in its sentence, up to the cue."""
    sentence = match.grammar.words.sentence[match.start]
    verbs = [c for c in match.grammar.clauses if c.sentence == sentence and c.form in _VERBAL and c.head < match.start]
    last = max(verbs, key=lambda c: c.head, default=None)
    if last is None:
        return None
    whole = extent_of(match.grammar, last, adverbial=False)
    return _bare(match, (whole[0], max(min(whole[1], match.start), last.head + 1)), last), last


def _opened(match: Match, head: int) -> Clause | None:
    """The clause that the cue opens."""
    grammar = match.grammar
    found = grammar.at(head) or grammar.over(head)
    if found is not None and found.head < match.after:
        below = (c for c in grammar.below(found) if c.head >= match.after and c.form in _VERBAL)
        found = min(below, key=lambda c: c.depth, default=None)
    return found


def _modified(match: Match, inner: Clause) -> Clause | None:
    grammar = match.grammar
    at = grammar.parent(inner)
    while at is not None and match.start <= at.head < match.after:
        at = grammar.parent(at)
    if at is None or at.form not in _VERBAL:
        at = _before(match, inner) if at is None else _verbal(match, at)
    return _told(match, _ahead(match, at)) if at is not None else None


def _ahead(match: Match, at: Clause) -> Clause:
    """The clause that a condition bears on, where the parser hangs it on a mere fact: one that is willed or possible.

    It is one above (whom it said it did not have, if …), or the last one before the cue (ruled out a veto, but said
    that a vote might be held if …).
    """
    reduced = match.grammar.words.dep[at.head] == "acl" and at.form == "participle"
    if match.cue.kind != "precondition" or match.cue.negated:
        return at
    if not reduced and (at.modality or at.told == "ahead"):
        return at
    above = at
    chain: list[Clause] = []
    while (up := match.grammar.parent(above)) is not None and len(chain) < 6:
        above = up
        chain.append(above)
    inner = [c for c in match.grammar.clauses if at.head < c.head < match.start and c.sentence == at.sentence]
    for clause in (*reversed(inner), *chain):
        if clause.form in _VERBAL and clause.modality & _OPEN:
            return clause
    return at


def _told_piece(grammar: Grammar, clause: Clause) -> Extent:
    """The clause without who says it in its middle, and without what is said of when and why before its subject."""
    full, short = extent_of(grammar, clause), extent_of(grammar, clause, adverbial=False)
    pieces = (p for p in pieces_of(grammar, clause) if p[0] <= clause.head < p[1])
    first, after = next(pieces, full)
    return (max(first, short[0]), after)


def _negated(match: Match, outer: Clause) -> Clause:
    """Up from what is not to be done to where the not stands: not ask them to touch it before …."""
    grammar = match.grammar
    for _ in range(3):
        first, after = extent_of(grammar, outer)
        above = grammar.parent(outer)
        if outer.negator is None or first <= outer.negator < after or above is None or not above.negated:
            return outer
        outer = above
    return outer


def _before(match: Match, inner: Clause) -> Clause | None:
    """The last clause before the cue in its sentence: is ready to ship, but only after …."""
    sentence = [c for c in match.grammar.clauses if c.sentence == inner.sentence and c.form in _VERBAL]
    return max((c for c in sentence if c.head < match.start), key=lambda c: c.head, default=None)


def _verbal(match: Match, at: Clause) -> Clause | None:
    above: Clause | None = at
    while above is not None and above.form not in _VERBAL:
        above = match.grammar.parent(above)
    return above


def _told(match: Match, at: Clause) -> Clause:
    """Down from who says it to what is said, and from being ready to what one is ready for."""
    grammar = match.grammar
    for _ in range(4):
        below = [c for c in grammar.below(at) if c.relation in ("content", "complement") and c.form in _VERBAL]
        below = [c for c in below if not match.start <= c.head < match.after and c.head != match.start]
        below = [c for c in below if c.head < match.start] or below
        ready = {at.lemma, at.meaning} & (words_of("readiness") | words_of("reporting"))
        if not below or not ready:
            return at
        nearest = max(below, key=lambda c: (c.head < match.start, c.head if c.head < match.start else -c.head))
        if nearest.marker is not None and match.start <= nearest.marker < match.after:
            return at
        at = nearest
    return at


def _from(extent: Extent, first: int) -> Extent:
    return (max(extent[0], first), max(extent[1], first + 1))


def _apart(extent: Extent, cue: int, opened: Extent, head: int) -> Extent:
    """What is left of the outer clause when cue and inner clause are cut out, on the side of its verb."""
    first, after = extent
    if head < cue:
        return (first, min(after, cue))
    return (max(first, opened[1]), after) if head >= opened[1] else extent


def _bare(match: Match, extent: Extent, clause: Clause) -> Extent:
    """Without the "to" of an infinitive, and without what only joins the clause to another."""
    w = match.grammar.words
    lower, (first, after) = w.lower, extent
    if clause.lemma == "rule" and clause.particle == "out" and clause.object is not None:
        return clause.object.extent  # did not rule out other measures
    if w.pos[first] == "ADV" and first + 1 < after and w.text[first + 1] == ",":
        first += 2
    while first < after - 1 and lower[first] in ("to", "and", "but", "or", "that", ",", "so", "then", "only"):
        first += 1
    return (first, after)


def _shortened(match: Match, extent: Extent) -> Extent:
    """Without a further reason, an added remark or who says it, which stand behind a comma at the end."""
    grammar, (first, after) = match.grammar, extent
    w = grammar.words
    for at in range(first + 1, after):
        if w.text[at - 1] != "," or w.dep[at] == "punct":
            continue
        top = at
        while first <= w.head[top] < after and w.head[top] != top and grammar.whole(w.head[top])[0] >= at:
            top = w.head[top]
        begin, end = grammar.whole(top)
        if begin >= at - 1 and end >= after and w.dep[top] in ("relcl", "advcl", "appos", "acl", "parataxis", "prep"):
            return (first, at - 1)
    return extent


def inverted(match: Match) -> Tie | None:
    """ "Should A fail, B would …", "B would …, should A fail": a condition told by its word order.

    The parser seldom sees it, so that words decide: a subject between the auxiliary and its verb.
    """
    doc, sentence = match.doc, match.doc[match.start].sent
    window = doc[match.after : min(match.after + _SUBJECT, sentence.end)]
    wanted = {"should": ("VB", "VBP"), "had": ("VBN",)}.get(match.cue.words[0], ("VBN", "VBG", "TO"))
    verb = next((t for t in window if t.tag_ in wanted), None)
    if verb is None or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[match.after : verb.i]):
        return None
    if any(t.tag_ in ("MD", "VBZ", "VBD") or t.is_punct for t in doc[match.after : verb.i]):
        return None
    fronted = not any(t.is_alpha for t in doc[sentence.start : match.start])
    comma = next((t.i for t in doc[verb.i : sentence.end] if t.text == ","), sentence.end - 1)
    inner: Extent = (match.after, comma)
    if fronted and comma < sentence.end - 1:
        main = max(doc[comma + 1 : sentence.end], key=lambda t: (t.tag_ == "MD", is_verb(t), -t.i))
        main = main.head if main.tag_ == "MD" and main.head.i > comma else main
        return Tie(match.cue, match.cue.kind, inner, (comma + 1, sentence.end), match.place, main)
    outer = None if fronted or match.cue.words[0] != "should" else clause_before(match)
    return Tie(match.cue, match.cue.kind, inner, outer[0], match.place, doc[outer[1].head]) if outer else None


def is_over(match: Match, top: Token, governor: Token) -> bool:
    """Whether the clause that the cue opens tells of a past that is over: said so under no will, would or not."""
    clause = match.grammar.at(top.i) or match.grammar.over(top.i)
    shifted = any(c.lower_ in ("would", "could", "might") for c in governor.children)
    aside = match.start > 0 and match.doc[match.start - 1].text == "," and match.start > governor.i
    only_when = match.cue.willed and aside and match.cue.words in (("when",), ("after",))
    shifted = shifted and match.cue.words != ("after",)
    return only_when or (clause is not None and clause.told == "past" and not shifted and match.cue.willed)


def asks(match: Match, governor: Token) -> bool:
    """Whether the clause that a condition bears on is itself a question."""
    clause = match.grammar.at(governor.i)
    return clause is not None and clause.mood == "question"


def is_anonymous(governor: Token) -> bool:
    """Whether it only gives the reason why a source is not named."""
    hidden = any(t.lemma_ in words_of("anonymous") for t in governor.subtree)
    return hidden and governor.lemma_ in words_of("asking") | words_of("anonymous") | {"speak", "request", "be"}
