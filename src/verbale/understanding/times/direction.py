"""Whether a sentence looks back or ahead at a time: from the clause that tells it, or a noun of what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from verbale.model.text import Span
from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.governing import helpers_of
from verbale.understanding.grammar.vocabulary import governor
from verbale.understanding.times.tables import toml, words_in

if TYPE_CHECKING:
    from verbale.understanding.analysis import Analysis

SURE, LIKELY, WEAK = 2.0, 0.8, 0.5
MODIFIERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_ASKED = frozenset({"request", "proposal", "wish", "attempt"})


def direction_of(analysis: Analysis, span: Span) -> float | None:
    """-1 where the time at `span` (article offsets) lies back, 1 where it lies ahead, None where nothing tells.

    Times `LIKELY` where the word that tells does not govern the time itself. `WEAK` is a plan told in the past: for a
    weekday still ahead, for a month either way.
    """
    grammar = grammar_of(analysis)
    tokens = grammar.tokens(span)
    return _Direction(grammar, tokens).told() if tokens[0] < tokens[1] else None


def told_of(analysis: Analysis, span: Span) -> float | None:
    """The direction in which the text itself puts a time; None where it only describes a thing: "the 2030 strategy"."""
    grammar = grammar_of(analysis)
    tokens = grammar.tokens(span)
    if tokens[0] >= tokens[1] or grammar.words.dep[grammar.head_of(tokens)] in MODIFIERS:
        return None
    return _Direction(grammar, tokens).told()


def is_verbless(analysis: Analysis, span: Span) -> bool:
    """Whether the sentence at `span` has no verb that could tell a direction: a headline, a line of an agenda."""
    grammar = grammar_of(analysis)
    w, (first, after) = grammar.words, grammar.tokens(span)
    told = range(*grammar.sentence(w.sentence[first])) if first < after else ()
    return not any(w.tag[i][:2] in ("VB", "MD") for i in told)


_names = partial(words_in, "direction")


def _weekdays() -> frozenset[str]:
    return frozenset(toml("words")["words"]["weekday"])


class _Direction:
    """What the sentence tells of one time, the tokens `[first, after)`."""

    def __init__(self, grammar: Grammar, tokens: tuple[int, int]) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._first, self._after = tokens
        self._root = grammar.head_of(tokens)

    def told(self) -> float | None:
        """The direction, by the nearest word above the time that tells one."""
        w = self._words
        following = self._relative_after()
        if following is not None:
            return following
        direct, led, describes = True, False, w.dep[self._root] in MODIFIERS
        for at in self._above():
            outside = not self._first <= at < self._after
            clause = self._grammar.at(at)
            if clause is not None:
                found = self._weighed(clause, describes)
                return found if (direct and led) or found in (None, WEAK) else found * LIKELY
            if outside and w.pos[at] in ("NOUN", "PROPN", "ADJ"):
                found = self._of_noun(at)
                if found is not None:
                    return found * LIKELY if abs(found) == 1 else found
                if describes and w.lemma[at] not in _names("planned"):
                    return self._past_alone(at)
            if outside and w.lower[at] == "of" and w.pos[w.head[at]] in ("NOUN", "PROPN"):
                thing = w.head[at]  # "the vote of 6 October" lies either way
                return self._of_noun(thing) or (WEAK if w.lemma[thing] in _names("planned") else None)
            describes = describes or w.dep[at] in MODIFIERS
            led = led or w.pos[at] == "ADP"  # "in May" hangs on its verb more surely than a bare "May 3" does
            direct = direct and (w.pos[at] == "ADP" or not outside)
        return None

    def _above(self) -> Iterator[int]:
        """The words that govern the time, upwards; past a relative clause that the main clause's verb follows."""
        w, at = self._words, self._root
        while True:
            yield at
            if w.head[at] == at:
                return
            at = w.head[at]
            resumed = w.dep[at] == "relcl" and at < self._first and self._after < len(w)
            if resumed and w.tag[self._after] in ("VBD", "MD") and w.tag[at] in ("VBZ", "VBP"):
                at = self._after  # "the investors who hold the bonds on Friday turned it down"

    def _relative_after(self) -> float | None:
        """What a clause right after the time tells: "the forum in September, where he is to meet the president"."""
        w = self._words
        following = [i for i in range(self._after, min(self._after + 2, len(w))) if w.text[i] != ","]
        if not following or w.lower[following[0]] not in ("where", "when"):
            return None
        clause = self._grammar.at(w.head[following[0]])
        return self._of_clause(clause, describes=True) if clause is not None else None

    def _of_noun(self, noun: int) -> float | None:
        """What a noun tells: "the deadline of May 3"; of what is planned, whether it is being asked for or arranged."""
        w = self._words
        known = toml("direction")["nouns"].get(w.lemma[noun])
        if known is not None:
            return float(known)
        sought = w.dep[noun] == "dobj" or w.lower[w.head[noun]] in ("to", "for")
        planned = w.lemma[noun] in _names("planned") and sought and self._grammar.noun(noun).modality & _ASKED
        return LIKELY if planned else None

    def _past_alone(self, noun: int) -> float | None:
        """What governs "Friday's ruling" tells only what is past: "will appeal Friday's ruling" puts nothing ahead."""
        over = self._grammar.over(noun)
        return -LIKELY if over is not None and self._of_clause(over, describes=True) == -1 else None

    def _weighed(self, clause: Clause, describes: bool) -> float | None:
        found = self._of_clause(clause, describes)
        return WEAK if found is not None and found < 0 and self._reaches(clause) else found

    def _reaches(self, clause: Clause) -> bool:
        """Whether a past verb reaches a date ahead of it: "had been arranging for May", "moved from May 3 to 5"."""
        w, lead = self._words, self._words.head[self._root]
        moved = w.lower[lead] in ("from", "to") and clause.lemma in _names("moves")
        if w.lower[w.head[lead]] == "from" and w.dep[w.head[lead]] == "prep":
            lead = w.head[lead]  # "brought forward from July 3 to June 20"
        planned = w.lower[lead] == "for" and w.pos[self._root] == "PROPN"
        return w.dep[lead] == "prep" and w.head[lead] == clause.head and (planned or moved)

    def _of_clause(self, clause: Clause, describes: bool) -> float | None:
        """What a clause tells; a present tense tells nothing of "Tuesday's vote"."""
        w = self._words
        modal = next((w.lower[c] for c in helpers_of(w, clause.head) if w.tag[c] == "MD"), None)
        if modal is not None:
            weight = toml("direction")["modals"].get(modal, 1)
            return -1 if clause.told == "past" else None if clause.negated and weight < 1 else weight or None
        if clause.relation == "condition" or self._is_deferred(clause):
            return LIKELY
        if self._plans(clause):
            if clause.perfect and clause.tense == "past":
                return self._gone()
            return WEAK if self._in_the_past(clause) else 1
        if clause.form == "infinitive":
            return self._of_infinitive(clause)
        if clause.told == "past":
            return -1
        if clause.told == "ahead":
            return LIKELY
        return LIKELY if clause.form == "finite" and not describes else None

    def _of_infinitive(self, clause: Clause) -> float | None:
        """ "is to meet in May", "was to have met in May"; "had been due to meet in May" looks back."""
        above = self._grammar.parent(clause)
        if clause.perfect:
            return WEAK if "plan" in clause.modality else -1
        if above is not None and above.perfect and above.tense == "past" and self._plans(above):
            return self._gone()
        bare = not helpers_of(self._words, clause.head)
        if bare and clause.modality & _ASKED:
            return 1
        return None if clause.relation == "purpose" else LIKELY

    def _gone(self) -> float:
        """ "Had been due on Monday" looks back; that of which the sentence says that it was dropped is still ahead."""
        w = self._words
        said = w.words(*self._grammar.sentence(w.sentence[self._first])).lower()
        weekday = any(w.lower[i] in _weekdays() for i in range(self._first, self._after))
        return WEAK if weekday and any(words in said for words in _names("dropped")) else -1

    def _is_deferred(self, clause: Clause) -> bool:
        """ "was put off until June"."""
        particle = toml("direction")["deferred"].get(clause.lemma)
        return particle is not None and (not particle or particle in self._grammar.beside(clause))

    def _plans(self, clause: Clause) -> bool:
        """Whether the predicate says that something is planned: "scheduled for May", "is due on Monday", "is to"."""
        content = self._grammar.content(clause)
        if clause.lemma == "be" and content is not None and content.form == "infinitive":
            return True
        found = governor(clause.lemma, frozenset()) or governor(self._words.lemma[clause.meaning], frozenset())
        beside = toml("direction")["ahead_with"].get(clause.lemma)
        if beside is not None:
            return beside in self._grammar.beside(clause)
        return found is not None and found.modality in ("plan", "intention")

    def _in_the_past(self, clause: Clause) -> bool:
        """Whether a plan is told in the past: "was scheduled for June", "planned for June, was put off", "once due"."""
        w = self._words
        if any(w.lower[c] in _names("formerly") for c in w.children[clause.head]):
            return True
        over = clause if clause.form == "finite" else self._grammar.parent(clause)
        return over is not None and over.tense == "past"
