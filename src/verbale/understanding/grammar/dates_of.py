"""The one date of a clause: which time expression of its sentence tells when it is so.

A time belongs to what it hangs on: a noun ("talks in May") or the clause ("met in May"). A clause without one has that
of the clause that governs it ("agreed in May to resume"), that it goes with ("left in May, saying …"), or, where asked
for one occasion, that of a clause joined to it with the same subject ("met in May and signed").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from verbale.model.evidence import Findings
from verbale.model.text import Span
from verbale.model.times import bounds
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.words import is_verb

Dated = tuple[Span, str]
"""A time expression's span and its EDTF."""
_COUNTED = frozenset({"first", "only", "second", "third", "fourth", "fifth", "latest"})
_WITH_PARENT = frozenset({"complement", "purpose", "participle", "gerund"})


@dataclass(frozen=True, slots=True)
class ClauseDate:
    """When a clause is so: EDTF as the time has it, the time's span, and where the clause has it from.

    `how`: `own`, `noun` (the time hangs on one of its nouns), `governor`, `joined`.
    """

    edtf: str
    span: Span
    how: Literal["own", "noun", "governor", "joined"]


def calendar_times(findings: Findings) -> list[Dated]:
    """The times that could be placed, in the order found."""
    return [(t.content.span, t.content.edtf) for t in findings.times if t.content.calendar and t.content.edtf]


def is_ahead(edtf: str, published: str | None) -> bool:
    """Whether a date begins after the day of the article, and so is of nothing that it reports as done or said."""
    begins, day = bounds(edtf)[0], bounds(published)[1]
    return begins is not None and day is not None and begins > day


def start_of(edtf: str, words: str = "") -> str:
    """Where an open interval, or one that `words` tell from its start ("from May to July"), begins; else the date."""
    first, _, last = edtf.partition("/")
    opened = last == ".." or words.lower().startswith(("from ", "since ", "between "))
    return first if opened and first not in ("", "..") else edtf


class Dates:
    """The dates of the clauses of one article."""

    def __init__(self, grammar: Grammar, findings: Findings) -> None:
        self._grammar = grammar
        self._own: dict[int, list[Dated]] = {}
        self._of_noun: dict[int, list[Dated]] = {}
        self._told: dict[int, Dated] = {}
        for dated in calendar_times(findings):
            self._place(dated)

    def _place(self, dated: Dated) -> None:
        """Hang a time on its clause, or on the noun that it describes."""
        w = self._grammar.words
        tokens = self._grammar.tokens(dated[0])
        if tokens[0] >= tokens[1] or self.told_again(tokens[0]):
            return
        self._told |= dict.fromkeys(range(*tokens), dated)
        at = self._grammar.head_of(tokens)
        while w.head[at] != at:
            above = w.head[at]
            if w.lower[at] == "since" and not _COUNTED.isdisjoint(w.lower[c] for c in (above, *w.children[above])):
                return  # "their first since May", "the first round since May" tells of no time of its own
            if is_verb(w, above) and above not in range(*tokens):
                self._own.setdefault(above, []).append(dated)
                return
            if w.pos[above] in ("NOUN", "PROPN") and above not in range(*tokens):
                self._of_noun.setdefault(above, []).append(dated)
                return
            at = above

    def told_again(self, first: int) -> bool:
        """Whether a time at a token only tells the one before it once more: "on May 3 (early May 4, Lima time)"."""
        bracket = next((i for i in (first - 1, first - 2) if self._grammar.words.text[i] == "("), 0)
        return bracket > 0 and bracket - 1 in self._told

    def at(self, token: int) -> str | None:
        """The EDTF of the time that a token is part of, or None."""
        dated = self._told.get(token)
        return dated[1] if dated is not None else None

    def has_own(self, clause: Clause) -> bool:
        """Whether a time hangs on the clause's verb."""
        return clause.form != "noun" and clause.head in self._own

    def of(self, clause: Clause, *, nouns: Iterable[int] = (), occasion: bool = False) -> ClauseDate | None:
        """The date of a clause, or None where the sentence tells none.

        `nouns` are heads of nouns whose time counts as the clause's ("the talks in May collapsed"). With `occasion` a
        clause joined to this one lends its date too.
        """
        at: Clause | None = clause
        nouns = tuple(nouns)
        told = self._before_when(clause)
        if told is not None:
            return ClauseDate(start_of(told[1]), told[0], "governor")  # "since May, when they met"
        seen: set[int] = set()
        how: Literal["own", "governor"] = "own"
        while at is not None and at.head not in seen:
            seen.add(at.head)
            found = self._at(at, nouns, how)
            if found is not None:
                return found
            nouns, how = (), "governor"
            at = self._grammar.parent(at) if self._goes_with_parent(at) else None
        if occasion:
            return self._of_occasion(clause)
        return None

    def _before_when(self, clause: Clause) -> Dated | None:
        """The time that a relative clause describes, or one with "when" right behind it, whatever the parse has."""
        w = self._grammar.words
        first = next((c for c in w.children[clause.head] if w.lower[c] == "when"), 0)
        before = first - 2 if first > 1 and w.text[first - 1] == "," else first - 1
        if first and clause.relation == "time" and w.sentence[before] == w.sentence[first] and before in self._told:
            return self._told[before]
        return self._told.get(w.head[clause.head]) if clause.relation == "relative" else None

    def _at(self, clause: Clause, nouns: tuple[int, ...], how: Literal["own", "governor"]) -> ClauseDate | None:
        start = self._grammar.words.starts[clause.head]
        own = self._own.get(clause.head, []) if clause.form != "noun" else self._of_noun.get(clause.head, [])
        if own:
            span, edtf = min(own, key=lambda d: abs(d[0][0] - start))
            return ClauseDate(edtf, span, how)
        held = nouns if clause.meaning == clause.head else (*nouns, clause.meaning)
        w = self._grammar.words
        if w.dep[clause.head] == "acl" and w.tag[clause.head] == "VBG":
            held = (*held, w.head[clause.head])  # "a statement on May 3 announcing the suspension"
        lent = [d for noun in held for d in self._of_noun.get(noun, [])]
        if lent:
            span, edtf = min(lent, key=lambda d: abs(d[0][0] - start))
            return ClauseDate(edtf, span, "noun" if how == "own" else how)
        return None

    def _goes_with_parent(self, clause: Clause) -> bool:
        w = self._grammar.words
        if clause.form == "noun":
            return True
        if clause.relation == "relative":
            return any(w.lower[c] in ("where", "when") for c in w.children[clause.head])
        # "talks held …" has a time of its own
        return clause.relation in _WITH_PARENT and (w.dep[clause.head] != "acl" or clause.relation != "participle")

    def _of_occasion(self, clause: Clause) -> ClauseDate | None:
        """The date of the nearest clause before, else after, that is joined to this one and has its subject."""
        members = self._grammar.joined(clause)
        subject = clause.surface.head if clause.surface is not None else None
        shared = [m for m in members if m.surface is not None and m.surface.head == subject and m.head != clause.head]
        for member in sorted(shared, key=lambda m: (m.head > clause.head, abs(m.head - clause.head))):
            found = self._at(member, (), "own")
            if found is not None and not found.edtf.endswith("/.."):  # "run since May and have been broken off twice"
                return ClauseDate(found.edtf, found.span, "joined")
        return None
