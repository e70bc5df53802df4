"""Verbs and nouns that tie one thing to another: "A led to B", "B depends on A", "A is a prerequisite for B".

The rows of `tables/predicates.toml` are frames. Slots: `from` and `to` take anything but a time, `act` is a `from` that
no person or state fills ("caused"), `of` and `on` of a noun give one end, and what the noun is said of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from verbale.model.negotiation import LinkageKind
from verbale.understanding.frames.engine import Fills, Frames, Match
from verbale.understanding.frames.table import table_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.grammar.vocabulary import governor, of_class
from verbale.understanding.linkages.borne import acted_before, complete
from verbale.understanding.linkages.ends import end_of, is_verbal, joined_end, opened, shortened, with_gerund
from verbale.understanding.linkages.rows import names
from verbale.understanding.linkages.tables import toml
from verbale.understanding.linkages.tie import Polarity, Tie

TABLE = table_of("linkages", toml("predicates"))
_FRAMES = Frames(TABLE)
_ALONG = frozenset({"participle"})
_OPEN = frozenset({"possibility", "condition", "intention", "ability", "fear", "plan", "pending"})


class Predicates:
    """The ties that verbs and nouns of one article make. `actors` and `times` are tokens of their mentions."""

    def __init__(self, grammar: Grammar, actors: frozenset[int], times: frozenset[int]) -> None:
        self._grammar = grammar
        self._actors, self._times = actors, times

    def fills(self) -> Fills:
        """By slot, whether an argument of a clause is what the slot is for."""
        lower = self._grammar.words.lower
        bare = {"it": lambda argument, _: lower[argument.head] == "it"}  # "made it harder to sign"
        told = {"talks": self._is_talks, "act": self._is_act, "way": self._is_way, **bare}
        return {"from": self._is_thing, "to": self._is_thing, **told}

    def ties(self) -> Iterator[Tie]:
        """Every tie, in order of place; of one predicate the first row that fits."""
        for match in _FRAMES.first(self._grammar, self.fills()):
            tie = self._tie(match)
            if tie is not None:
                yield tie

    def _tie(self, match: Match) -> Tie | None:
        source, target = self._ends(match)
        place = self._place(match)
        if source is None or target is None or source[0] >= source[1]:
            return None
        kind = self._kind(match)
        polarity = cast(Polarity, match.row.gives.get("polarity", "positive"))
        confidence = match.row.confidence
        return Tie(kind, source, target, place, place, match.clause, match.rule, confidence, polarity)

    def _kind(self, match: Match) -> LinkageKind:
        """A cause that is only expected is a concern: "may trigger", "triggering" beside "will leave"."""
        kind = cast(LinkageKind, match.row.gives["kind"])
        above = self._grammar.parent(match.clause) if match.clause.relation in _ALONG else match.clause
        ahead = above is not None and above.told == "ahead" and bool(above.modality & _OPEN)
        return "concern" if kind == "cause" and ahead else kind

    def _ends(self, match: Match) -> tuple[Extent | None, Extent | None]:
        grammar, slots, clause = self._grammar, match.slots, match.clause
        along = match.row.gives.get("along")
        if along == "own":
            return self._answered(clause, slots.get("from"), slots.get("way"))
        if along == "deed":
            deed = (clause.head, max(clause.head + 1, extent_of(grammar, clause)[1]))
            return self._end(slots["act"], clause, None), shortened(grammar, deed)
        if along is not None:
            return self._along(clause, str(along), next(iter(slots.values()), None))
        said = said_of(grammar, clause.head) if clause.form == "noun" else None
        said = shortened(grammar, said) if said is not None else None
        source, target = next((slots[s] for s in ("from", "act", "talks") if s in slots), None), slots.get("to")
        return (
            self._end(source, clause, target) if source is not None else said,
            self._end(target, clause, source, slots.get("done")) if target is not None else said,
        )

    def _answered(self, clause: Clause, act: Argument | None, way: Argument | None) -> tuple[Extent | None, Extent]:
        """What is answered, in the clause or before it ("They seized it. Lima retaliated with …"), and the answer."""
        grammar = self._grammar
        if act is not None:
            if grammar.words.lemma[act.head] in names("query") | names("unanswerable"):
                return None, act.extent  # "responded to the question"
            behind = way is not None and act.head < way.head
            answer = way.extent if way is not None and behind else end_of(grammar, clause, act.extent)
            return self._end(act, clause, way), shortened(grammar, answer)
        before = acted_before(grammar, clause)
        cut = grammar.whole(before.head) if before is not None else (len(grammar.words),) * 2
        own = end_of(grammar, clause, cut)
        return (end_of(grammar, before, own) if before is not None else None), own

    def _along(self, clause: Clause, end: str, held: Argument | None) -> tuple[Extent | None, Extent | None]:
        """A clause that goes along with another, or what fills its slot, is an end: "left, demanding water"."""
        grammar = self._grammar
        above = grammar.parent(clause)
        if above is None or above.lemma in of_class("saying"):
            return None, None
        told = governor(above.lemma, grammar.beside(above) | {"to"})
        if clause.relation == "purpose" and told is not None and told.modality == "request":
            return None, None  # "called on both to stop"; not "offered a loan to stop the strike"
        own = held.extent if held is not None else opened(grammar, joined_end(grammar, clause))
        own = shortened(grammar, own)
        main = end_of(grammar, complete(grammar, above), grammar.whole(clause.head))
        return (main, own) if end == "to" else (own, main)

    def _end(self, argument: Argument, clause: Clause, other: Argument | None, done: Argument | None = None) -> Extent:
        """The words of an argument without the `other` end; of a clause that it comments on, that whole clause."""
        grammar = self._grammar
        above = self._goes_along_with(argument, clause)
        if above is not None:
            return end_of(grammar, above, grammar.whole(clause.head))
        below = grammar.at(argument.head)
        if below is not None and is_verbal(below):
            return opened(grammar, shortened(grammar, joined_end(grammar, below)))
        first, after = argument.extent
        joint = grammar.words.head[argument.head]
        if grammar.words.pos[joint] == "ADP" and argument.how in ("own", "noun"):
            first, after = with_gerund(grammar, (first, max(after, grammar.whole(joint)[1])))
        if argument.role == "object" and (given := clause.get("indirect")) is not None:
            first = min(first, given.extent[0])
        if other is not None and argument.head < other.extent[0] < after:
            after = grammar.whole(grammar.words.head[other.head])[0]  # "blamed the strike | for the delay"
        return (first, max(after, done.extent[1])) if done is not None else shortened(grammar, (first, after))

    def _goes_along_with(self, argument: Argument, clause: Clause) -> Clause | None:
        """The clause whose telling is the subject: "A left, prompting …", "A left the fund, which led to …"."""
        grammar, w = self._grammar, self._grammar.words
        above = grammar.parent(clause)
        start = grammar.whole(clause.head)[0]
        if above is None or start == 0 or w.text[start - 1] != "," or above.head > clause.head:
            return None
        if clause.relation in _ALONG and argument.how == "controlled":
            return above
        comments = clause.relation == "relative" and argument.how == "relative" and w.lower[start] == "which"
        return above if comments and argument.head > above.head else None

    def _is_thing(self, argument: Argument, clause: Clause) -> bool:
        w = self._grammar.words
        if argument.role == "in" and w.pos[argument.head] == "PROPN" and w.tag[argument.extent[1]] != "VBG":
            return False  # "ended in Lima"
        if w.lower[argument.head] in ("it", "there"):
            return False
        early = w.dep[argument.head] == "pobj" and argument.how == "own" and argument.head < clause.head
        return argument.head not in self._times and w.pos[argument.head] not in ("NUM", "SYM") and not early

    def _is_way(self, argument: Argument, _: Clause) -> bool:
        """What may answer an act: no day by which it is done, and no "with a shrug"."""
        return argument.head not in self._times and self._grammar.words.lemma[argument.head] not in names("gesture")

    def _is_talks(self, argument: Argument, clause: Clause) -> bool:
        """What one sits down to, and may have another aim with."""
        return self._grammar.words.lemma[argument.head] in names("talks") and self._is_thing(argument, clause)

    def _is_act(self, argument: Argument, clause: Clause) -> bool:
        w = self._grammar.words
        if self._goes_along_with(argument, clause) is not None:
            return True
        head = argument.head
        acts = (
            head in self._actors or w.tag[head] == "PRP" or w.pos[head] == "PROPN" or w.lower[head] in names("anybody")
        )
        return not acts and self._is_thing(argument, clause)

    def _place(self, match: Match) -> Extent:
        """The predicate with the preposition of its slot where that stands near."""
        w, head = self._grammar.words, match.clause.head
        if len(match.words) > 1 or match.clause.form == "noun":
            joints = [w.head[a.head] for a in match.slots.values() if w.pos[w.head[a.head]] == "ADP"]
            return (head, next((j + 1 for j in joints if head < j < head + 5), head + 1))
        return (head, head + 1)


def said_of(grammar: Grammar, noun: int) -> Extent | None:
    """What a noun is said of: "A is a condition", "the condition is A", "A, a condition", "set A as a condition"."""
    w = grammar.words
    dep, above = w.dep[noun], w.head[noun]
    clause = grammar.at(above)
    found: Argument | None = None
    if dep in ("attr", "acomp") and clause is not None and clause.lemma in of_class("copula"):
        found = clause.surface
        if found is not None and w.lower[found.head] in ("it", "this", "that", "there"):
            found = clause.get("clause")
    elif dep == "oprd" and clause is not None:
        found = clause.object
    elif dep == "nsubj" and clause is not None and clause.lemma == "be":
        found = clause.get("complement", "clause")
    elif dep == "pobj" and w.lower[above] == "as" and (clause := grammar.over(above)) is not None:
        found = clause.object
    if found is None or found.head == noun:
        return None
    below = grammar.at(found.head)
    first, after = extent_of(grammar, below) if below is not None else found.extent
    start = grammar.whole(noun)[0]
    return opened(grammar, (first, min(after, start) if first < start else after))
