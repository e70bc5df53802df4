"""What a connective bears on: the clause that its phrase hangs on, or the one that is meant above, below or before."""

from __future__ import annotations

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.grammar.vocabulary import governor, of_class
from verbale.understanding.linkages.ends import is_verbal
from verbale.understanding.linkages.rows import Connective, names

_PARTIAL = {"complement": ("infinitive", "participle"), "gerund": ("gerund",)}
"""Forms of a clause, by what it is to its parent, that do not stand by themselves."""
_READY = frozenset(
    {"intention", "commitment", "willingness", "ability", "plan", "proposal", "threat", "request", "decision", "wish"}
)
"""What leaves open whether a thing is done: a condition bears on the thing, not on the readiness."""
_WILLED = _READY | {"possibility", "condition"}
_ADVERBIAL = frozenset({"time", "condition", "comparison", "contrast", "relative"})


def bearer(grammar: Grammar, row: Connective, cue: Extent, head: int) -> Clause | None:
    """What the words at `cue`, which open the phrase of `head`, bear on: a clause, or a noun if the row has it so."""
    over = _hung_on(grammar, row, cue, head)
    if over is None or not is_verbal(over) or "subject" in row.opens:
        return over
    if "absolute" in row.opens and row.when is None and over.head < cue[0]:
        return None  # "left with two lorries damaged": only in front
    return _meant(grammar, row, cue, _host(grammar, cue, over))


def _hung_on(grammar: Grammar, row: Connective, cue: Extent, head: int) -> Clause | None:
    """What the phrase hangs on in the parse; the last clause before it where it hangs on nothing."""
    w, at = grammar.words, head
    while at == head or cue[0] <= at < cue[1]:
        if w.head[at] == at:
            return last_before(grammar, cue[0])
        at = w.head[at]
    over, is_noun = grammar.over(at), w.pos[at] in ("NOUN", "PROPN", "NUM")
    if is_noun and row.bears == "noun" and row.of and w.lemma[at] not in row.of:
        return None  # "suspended talks over a mine": what they are about
    if over is None or (is_noun and row.bears == "noun" and w.dep[at] != "dobj"):
        return grammar.noun(at) if is_noun or w.pos[at] == "PRON" else last_before(grammar, cue[0])
    return over


def _host(grammar: Grammar, cue: Extent, over: Clause) -> Clause:
    """The clause that stands by itself, where the parse hangs a phrase on a part of it or on a clause beside it."""
    w = grammar.words
    above = grammar.parent(over)
    barred = over.relation == "gerund" and above is not None and bool(above.modality)
    if barred or (over.relation == "complement" and over.form == "participle"):
        over = complete(grammar, over)  # "will be barred | from coming if", "keep the port | closed until"
    if over.relation == "aside" and over.head > cue[0]:
        over = above or over  # "if they sign, he said, Lima will pay"
    before = last_before(grammar, cue[0]) if over.head > cue[0] else None
    said = before is not None and over.lemma in of_class("speech") and over.head in w.upward(before.head)
    if before is not None and (said or ";" in w.text[cue[0] : over.head]):
        over = before  # "will go | if they sign, he said"; not "and if they refuse, report it"
    if over.marker is not None and w.lower[over.marker] == w.lower[cue[0]] and over.marker < cue[0]:
        over = grammar.parent(over) or over  # "once because A and once because B"
    while w.text[cue[0] - 1] == "," and over.relation in _ADVERBIAL and over.head < cue[0]:
        above = grammar.parent(over)
        if above is None:
            break
        over = above  # "more than they concede, because …"
    return over


def _meant(grammar: Grammar, row: Connective, cue: Extent, over: Clause) -> Clause:
    """From the clause to what the row's kind is about: what is said, what is to be done, where the "not" stands."""
    found = content_of(grammar, over, cue[0], saying=True)
    if row.kind == "independence":
        found = refused_above(grammar, found)
    asked = found.object or found.get("on")
    if row.kind == "precondition" and found.head < cue[0] and asked is not None and _demands(found):
        return grammar.noun(asked.head)  # "demanded a pause before any talks"
    if row.when is not None and row.when.polarity == "negative":
        return negated_above(grammar, found)
    if row.kind != "precondition":
        return complete(grammar, found) if row.kind != "leverage" else found
    above = grammar.parent(found)
    if found.relation == "complement" and above is not None and not is_open(grammar, above):
        found = complete(grammar, found)  # "begin to run once"
    return willed(grammar, found, cue[0])


def _demands(clause: Clause) -> bool:
    found = governor(clause.lemma, frozenset())
    return clause.get("clause") is None and found is not None and found.modality in ("request", "wish")


def holding(grammar: Grammar, cue: Extent) -> Clause | None:
    """The clause that words which look back stand in."""
    over = grammar.over(cue[0])
    if over is None or over.head >= cue[1]:
        return over
    return next((c for c in grammar.of_sentence(over.sentence) if c.head >= cue[1]), None)


def leads(grammar: Grammar, clause: Clause, cue: Extent) -> bool:
    """Whether the words stand at the front of their clause: "In return, Lima paid", "and in return Lima paid"."""
    w = grammar.words
    start = cue[0]
    while start and w.sentence[start - 1] == w.sentence[cue[0]] and w.pos[start - 1] in ("CCONJ", "PUNCT", "SPACE"):
        start -= 1
    first = start == 0 or w.sentence[start - 1] != w.sentence[cue[0]]
    subject = clause.surface.head if clause.surface is not None else clause.head
    if w.text[cue[0] - 1] == "," and cue[1] < len(w) and w.text[cue[1]] == "," and clause.head > cue[0]:
        return True  # "Quito, in return, would lower the toll"
    return clause.head > cue[0] and (first or (start < cue[0] and subject > cue[0]))


def last_before(grammar: Grammar, token: int) -> Clause | None:
    """The last clause of the sentence that has its verb before a token."""
    sentence = grammar.words.sentence[token]
    verbs = (c for c in grammar.of_sentence(sentence) if c.head < token and is_verbal(c))
    return max(verbs, key=lambda c: c.head, default=None)


def told_before(grammar: Grammar, clause: Clause, cue: int, *, saying: bool = True) -> Clause | None:
    """What "in return", "that crime", "without which" look back to: the clause, else the sentence before.

    None where nothing stands before it in its paragraph.
    """
    w = grammar.words
    start = cue
    while start and w.sentence[start - 1] == w.sentence[cue]:
        start -= 1
    if any(w.text[i].isalpha() and w.pos[i] != "CCONJ" for i in range(start, cue)):
        above = grammar.at(clause.joined) if clause.joined is not None else grammar.parent(clause)
        return above if above is not None and above.head < cue else last_before(grammar, cue)
    if start == 0 or "\n" in w.text[start - 1]:
        return None
    before = [c for c in grammar.of_sentence(w.sentence[cue] - 1) if c.relation == "main"]
    return content_of(grammar, before[0], start, saying=saying) if before else None


def acted_before(grammar: Grammar, clause: Clause) -> Clause | None:
    """What a clause answers: the last thing told before it in its sentence, else in the one before of its paragraph."""
    w = grammar.words
    at = clause.surface.head if clause.surface is not None and clause.surface.how == "own" else clause.head
    start = grammar.sentence(clause.sentence)[0]
    opens = start == 0 or "\n" in w.text[start - 1]
    sentences = (clause.sentence,) if opens else (clause.sentence - 1, clause.sentence)
    over = _governing(grammar, clause.head)
    told = (c for s in sentences for c in grammar.of_sentence(s) if c.head < at and _is_told(grammar, c))
    found = max((c for c in told if c.head not in over and not _says(grammar, c)), key=lambda c: c.head, default=None)
    return found if found is None or found.lemma not in names("asks") else None


def _governing(grammar: Grammar, head: int) -> set[int]:
    """What the verb hangs under, as in "decided to answer with a ban"; not what it only stands beside."""
    found, w = set[int](), grammar.words
    while w.dep[head] != "conj" and w.head[head] != head:
        head = w.head[head]
        found.add(head)
    return found


def _says(grammar: Grammar, clause: Clause) -> bool:
    """ "They seized it, the ministry said": who tells of the act did not do it."""
    return clause.lemma in of_class("speech") and any(
        grammar.parent(c) is clause for c in grammar.of_sentence(clause.sentence)
    )


def _is_told(grammar: Grammar, clause: Clause) -> bool:
    """Whether a clause tells of an act: finite and, if it describes a thing, of a day ("on Monday, when they left")."""
    dated = clause.relation != "relative" or grammar.words.lower[grammar.whole(clause.head)[0]] == "when"
    return clause.form == "finite" and dated


def content_of(grammar: Grammar, at: Clause, cue: int, *, saying: bool = False) -> Clause:
    """Down from who says it to what is said and, unless only the `saying` counts, from "is ready to" to the rest.

    Only to clauses that stand on the same side of the token `cue`.
    """
    for _ in range(4):
        sought = (c for c in grammar.below(at) if c.relation == "purpose" and is_open(grammar, at))
        below = grammar.content(at) or next(sought, None)  # "urged both on Monday to talk"
        if below is None or not is_verbal(below) or (at.head < cue) != (below.head < cue):
            return at
        says = (at.lemma in of_class("speech") and not at.modality) or below.depth > at.depth
        if not (says and below.relation == "content") and (saying or not is_open(grammar, at)):
            return at
        at = below
    return at


def is_open(grammar: Grammar, clause: Clause) -> bool:
    """Whether the predicate leaves its complement open: "is ready to", "plans to", "refuses to"."""
    beside = grammar.beside(clause) | {"to"}
    words = grammar.words
    found = (governor(lemma, beside) for lemma in (clause.lemma, words.lemma[clause.meaning]))
    return any(g is not None and (g.turns or g.modality in _READY) for g in found)


def refused_above(grammar: Grammar, clause: Clause) -> Clause:
    """Up from what is not done to who refuses it: "refused to come despite the calls" stands, and coming does not."""
    above = grammar.parent(clause)
    if above is None or clause.form == "finite" or clause.relation not in ("content", "complement", "gerund"):
        return clause
    found = governor(above.lemma, grammar.beside(above) | {"to"})
    return above if found is not None and found.turns else clause


def complete(grammar: Grammar, at: Clause) -> Clause:
    """Up from an infinitive or a gerund under a preposition to the clause that it completes: "was unable to agree"."""
    while at.form in _PARTIAL.get(at.relation, ()) and (above := grammar.parent(at)) is not None:
        at = above
    return at


def willed(grammar: Grammar, at: Clause, cue: int) -> Clause:
    """The clause that a condition bears on where the parse hangs it on a mere fact: one that is willed or possible.

    One above ("whom it said it did not have, if …"), or the last before the cue ("ruled out a veto, but said that a
    vote might be held if …"); with neither, what the fact was about ("approved a loan on condition that …").
    """
    reduced = grammar.words.dep[at.head] == "acl" and at.form == "participle"
    if not is_verbal(at) or (not reduced and (at.modality - {"condition"} or at.told == "ahead")):
        return at
    above: list[Clause] = []
    while (up := grammar.parent(above[-1] if above else at)) is not None and len(above) < 6:
        above.append(up)
    later = [c for c in grammar.of_sentence(at.sentence) if at.head < c.head < cue]
    for clause in (*reversed(later), *above):
        if is_verbal(clause) and clause.modality & _WILLED:
            return clause
    held = at.object
    about = held is not None and held.how == "own" and held.extent[1] == cue and at.form == "finite"
    return grammar.noun(held.head) if held is not None and about else at


def negated_above(grammar: Grammar, clause: Clause) -> Clause:
    """Up from what is not to be done to where the "not" stands: "did not ask them to sign before …"."""
    for _ in range(3):
        first, after = extent_of(grammar, clause)
        above = grammar.parent(clause)
        if clause.negator is None or first <= clause.negator < after or above is None or not above.negated:
            return clause
        clause = above
    return clause
