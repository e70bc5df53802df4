"""What one who speaks for a party lays down in its own words: what must be, what it will not do, on what condition."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.grammar.vocabulary import Modality
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.taking import Taken, is_undecided, negation, stated

_STATED = frozenset({"main", "content", "aside"})
_FORBIDDING = frozenset({"intention", "condition", "ability", "obligation", "commitment", "possibility"})
_OPEN = frozenset({"intention", "condition", "possibility", "ability"})
_ABLE = frozenset({"ability", "possibility"})
_CONDITIONS = frozenset({"condition", "time"})


class Own:
    """The clauses of an article that lay something down, whoever speaks."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def all(self) -> Iterator[Taken]:
        """Every such clause, in order of place."""
        for clause in self._grammar.clauses:
            if self._is_set(self._grammar.joined(clause)[0]):
                yield self._set(clause)
                continue
            if self._lets(clause):
                yield self._taken(clause, "let")
                continue
            first = self._first(clause)
            rule = self._rule(first) if not is_undecided(self._grammar, first) else None
            if rule is not None and (first is clause or rule in ("refuses", "cannot")):
                yield self._taken(clause, rule)

    def _first(self, clause: Clause) -> Clause:
        """The clause, or for the second part of "neither raise its offer nor walk away" the first."""
        joined = clause.form == "infinitive" and clause.conjunction == "nor"
        return self._grammar.joined(clause)[0] if joined else clause

    def _is_set(self, clause: Clause) -> bool:
        """ "paid on condition that the text be signed": what is asked for what is given."""
        w = self._grammar.words
        that = clause.marker
        return that is not None and w.lower[max(0, that - 2) : that] == ["on", "condition"]

    def _lets(self, clause: Clause) -> bool:
        """ "let them write it down first"; not "let me add", "let us see"."""
        w, at = self._grammar.words, clause.head
        opens = (
            clause.lemma == "let" and w.tag[at] == "VB" and (at == 0 or w.pos[at - 1] in ("PUNCT", "SPACE", "CCONJ"))
        )
        return opens and at + 1 < len(w) and w.lower[at + 1] not in ("me", "us", "'s", "’s")

    def _set(self, clause: Clause) -> Taken:
        above = self._grammar.parent(self._grammar.joined(clause)[0])
        return Taken(
            clause=clause, wanted=clause.meaning, evidence=stated(self._grammar, clause),
            party=above.subject if above is not None else None, rule="positions.set", confidence=0.7, refuses=False,
            speech=True,
        )  # fmt: skip

    def _rule(self, clause: Clause) -> str | None:
        if clause.form != "finite" or self._is_withheld(clause):
            return None
        doer = self._grammar.words.lower[clause.surface.head] if clause.surface is not None else ""
        if clause.relation not in _STATED or clause.mood == "question" or doer in names("anybody"):
            return None
        if clause.lemma in names("idle") and clause.voice == "active":
            return None
        own = clause.modality | self._has_to(clause)
        if "plan" in own and clause.voice == "passive" and not clause.negated:
            return "must"
        if self._is_judged(clause) or doer == "i":  # "I would advise you": what the speaker does, not the party
            return None
        if clause.negated and self._is_absent(clause):
            return "refuses"
        if self._is_past_or_bare(clause):
            return None
        if clause.negated and own & _FORBIDDING:
            return "refuses" if own - _ABLE else "cannot"
        coming = clause.progressive and clause.relation == "content"  # "is leaving unless they sign"
        bound = self._has_condition(clause, "conditions" if own & _OPEN else "bounds")
        if bound and (coming or own & _OPEN) and not self._may_happen(clause, own):
            return "on-condition"
        if "obligation" in own and not clause.perfect:
            return "must"
        idle = names("states") | names("journey")
        sure = own & {"intention", "condition"} and "possibility" not in own
        if sure and not clause.perfect and clause.lemma not in idle:
            return "will"
        return None

    def _may_happen(self, clause: Clause, own: frozenset[Modality]) -> bool:
        """ "troops might be sent if they leave", "may be hurt only if"; "may be sent only if" lays it down."""
        passive = clause.voice == "passive" and own & _OPEN - {"condition"} == {"possibility"}
        only = any("only" in words for words in self._conditions(clause)) and clause.lemma not in names("mishaps")
        return passive and not only

    def _is_past_or_bare(self, clause: Clause) -> bool:
        """ "would have promised no aid", "they may not be": what did not come about, and what is said of nothing."""
        bare = clause.lemma == "be" and clause.meaning == clause.head and len(clause.arguments) < 2
        return bare or (clause.perfect and bool(clause.modality & {"condition", "intention"}))

    def _has_to(self, clause: Clause) -> frozenset[Modality]:
        """ "we have to agree", "the stocks need to be shared": what the infinitive below must be."""
        inner = self._grammar.content(clause)
        if inner is None or inner.form != "infinitive" or inner.surface is None or clause.tense == "past":
            return frozenset()
        same = clause.surface is not None and inner.surface.head == clause.surface.head
        return inner.modality & {"obligation"} if same else frozenset()

    def _is_absent(self, clause: Clause) -> bool:
        """ "there is no question of a change"."""
        w = self._grammar.words
        there = any(w.dep[c] == "expl" for c in w.children[clause.head])
        return there and clause.subject is not None and w.lemma[clause.subject.head] in names("absent")

    def _is_withheld(self, clause: Clause) -> bool:
        """ "does not say that it will pay", "hopes that the rain will end"."""
        above = self._grammar.parent(clause)
        if above is None or clause.relation != "content" or self._grammar.words.head[clause.head] != above.head:
            return False
        return above.negated or above.lemma in names("hoping")

    def _has_condition(self, clause: Clause, kind: str) -> bool:
        bare = any(c.relation == "condition" and c.marker is None for c in self._grammar.below(clause))
        return bare or any(words & names(kind) for words in self._conditions(clause))  # bare: "should they be shot at"

    def _conditions(self, clause: Clause) -> Iterator[set[str]]:
        """The words that open each clause of condition or time: "only if", "as long as"."""
        w = self._grammar.words
        for c in self._grammar.below(clause):
            if c.relation in _CONDITIONS and c.marker is not None:
                first = extent_of(self._grammar, c, marker=True)[0]
                yield {w.lower[i] for i in range(max(0, first - 1), c.marker + 1)}

    def _is_judged(self, clause: Clause) -> bool:
        """ "would not be easy": how things will be, where "would not be acceptable" lays it down."""
        w = self._grammar.words
        said = clause.get("complement") if clause.lemma == "be" else None
        return said is not None and w.pos[said.head] == "ADJ" and w.lemma[said.head] not in names("laid_down")

    def _taken(self, clause: Clause, rule: str) -> Taken:
        surface = clause.surface
        plain = rule in ("refuses", "cannot", "on-condition", "will") and clause.voice == "active"
        return Taken(
            clause=clause, wanted=clause.meaning, evidence=stated(self._grammar, clause),
            party=surface if plain and clause.lemma not in ("be", "there") else None, rule=f"positions.{rule}",
            confidence=0.7, refuses=clause.negated or negation(self._grammar, clause) is not None, voice=True,
        )  # fmt: skip
