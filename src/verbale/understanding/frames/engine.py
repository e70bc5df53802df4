"""The engine of frames: it goes over the clauses of an article and says which rows of a table they fill.

    frames = Frames(table_of("phases", toml("phases")))
    for match in frames.first(grammar_of(analysis), {"talks": is_talks}):
        match.row.gives["status"], match.slots["talks"], match.clause, match.rule

A slot asks the test of its own name, which the layer gives; a slot without a test takes any argument. One argument
fills one slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from verbale.understanding.frames.table import Form, Roles, Row, Table
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause

ANY = "*"
"""As the first word of a row: whatever the verb is. Such rows come after all that name it."""

Fills = Mapping[str, Callable[[Argument, Clause], bool]]
"""By slot: whether an argument of a clause is the kind of thing that the slot is for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A clause that fills a row: `words` are those of the row that stand there, `slots` the arguments by slot."""

    row: Row
    clause: Clause
    words: tuple[str, ...]
    slots: Mapping[str, Argument]

    @property
    def rule(self) -> str:
        """How a finding names what found it: `phases.suspended.break-off`."""
        return f"{self.row.table}.{self.row.name}.{'-'.join(self.words)}"


class Frames:
    """The rows of a table by form and first word, longer words first and else in the order of the table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._index: dict[Form, dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Row]]]] = {
            "verb": {},
            "noun": {},
            "attribute": {},
        }
        for row in table.rows:
            for form in row.form:
                for words in row.words:
                    self._index[form].setdefault(words[0], []).append((words, words[1:], row))
        for index in self._index.values():
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def matches(self, grammar: Grammar, fills: Fills) -> Iterator[Match]:
        """Every row that a clause fills, in order of place; of one clause longer words first, then as in the table."""
        for clause, lemmas in self.candidates(grammar):
            yield from self._of(grammar, clause, lemmas, fills)

    def of(self, grammar: Grammar, clause: Clause, fills: Fills) -> Iterator[Match]:
        """The rows that one clause fills, in the order of `matches`."""
        return self._of(grammar, clause, grammar.lemmas(clause), fills)

    def _of(self, grammar: Grammar, clause: Clause, lemmas: tuple[str, ...], fills: Fills) -> Iterator[Match]:
        index = self._index[clause.form if clause.form in ("noun", "attribute") else "verb"]
        beside: frozenset[str] | None = None
        for lemma in (*lemmas, ANY):
            for words, further, row in index.get(lemma, ()):
                if further and beside is None:
                    beside = grammar.beside(clause)
                if beside is None or not further or _stand_there(further, beside):
                    match = _match(grammar, clause, words, row, fills)
                    if match is not None:
                        yield match

    def first(self, grammar: Grammar, fills: Fills) -> Iterator[Match]:
        """The first row that each clause fills."""
        last = None
        for match in self.matches(grammar, fills):
            if match.clause.head != last:
                last = match.clause.head
                yield match

    def candidates(self, grammar: Grammar) -> Iterator[tuple[Clause, tuple[str, ...]]]:
        """The clauses whose predicate some row begins with, in order of place, with the words it goes by."""
        w, clauses = grammar.words, grammar.by_head
        verbs, nouns, attributes = self._index["verb"], self._index["noun"], self._index["attribute"]
        for i in grammar.predicates:
            if (clause := clauses.get(i)) is not None:
                lemmas = grammar.lemmas(clause)
                if ANY in verbs or any(one in verbs for one in lemmas):
                    yield clause, lemmas
            elif w.dep[i] == "amod" and (w.lemma[i] in attributes or w.lower[i] in attributes):
                yield grammar.attribute(i), tuple(dict.fromkeys((w.lemma[i], w.lower[i])))
            elif w.pos[i] == "NOUN":
                known = tuple(one for one in grammar.meant_by(i) if one in nouns) if nouns else ()
                if known:
                    yield grammar.noun(i), known[:1]
            elif "be" in verbs and (absolute := grammar.absolute(i)) is not None:
                yield absolute, ("be",)


def _match(grammar: Grammar, clause: Clause, words: tuple[str, ...], row: Row, fills: Fills) -> Match | None:
    marker = grammar.words.lower[clause.marker] if clause.marker is not None else ""
    if not row.when.admits(clause, marker):
        return None
    slots = _filled(grammar, clause, row, fills)
    return Match(row, clause, words, slots) if slots is not None else None


def _stand_there(words: tuple[str, ...], beside: frozenset[str]) -> bool:
    """Whether the words stand beside the predicate, a preposition and its noun as one: "bring" … "to halt"."""
    if len(words) < 2:
        return not words or words[0] in beside
    if words[0] in beside and _stand_there(words[1:], beside):
        return True
    return f"{words[0]} {words[1]}" in beside and _stand_there(words[2:], beside)


def _filled(grammar: Grammar, clause: Clause, row: Row, fills: Fills) -> dict[str, Argument] | None:
    slots: dict[str, Argument] = {}
    for slot, roles in row.needs.items():
        found = _filler(grammar, clause, slot, roles, slots, fills)
        if found is None:
            return None
        slots[slot] = found
    for slot, roles in row.may.items():
        found = _filler(grammar, clause, slot, roles, slots, fills)
        if found is not None:
            slots[slot] = found
    return slots


def _filler(
    grammar: Grammar, clause: Clause, slot: str, roles: Roles, taken: Mapping[str, Argument], fills: Fills
) -> Argument | None:
    """The argument in the first of the roles that is there, where it is what the slot is for."""
    test = fills.get(slot)
    heads = {a.head for a in taken.values()}
    for role in roles:
        there = [a for a in _in_role(grammar, clause, role) if a.head not in heads]
        if there:
            return next((a for a in there if test is None or test(a, clause)), None)
    return None


def _in_role(grammar: Grammar, clause: Clause, role: str) -> tuple[Argument, ...]:
    """The arguments in a role; in `object.for` those that the object has under "for"."""
    if "." not in role:
        return clause.all(role)
    outer, _, inner = role.rpartition(".")
    return tuple(one for held in clause.all(outer) for one in grammar.noun(held.head).all(inner))
