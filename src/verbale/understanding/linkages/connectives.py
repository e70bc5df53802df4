"""Connectives: conjunctions, prepositions and adverbs that tie the clause or phrase they open to what they hang on.

Which words do so, and when, stands in `tables/connectives.toml`. The longest words at a place are tried; `opening.py`
finds what they open, `borne.py` what they bear on.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import predicate_of
from verbale.understanding.grammar.vocabulary import governor
from verbale.understanding.linkages.borne import bearer, holding, leads, told_before
from verbale.understanding.linkages.ends import end_of, is_verbal, joined_end, joined_to, opened, shortened, with_gerund
from verbale.understanding.linkages.opening import Opening
from verbale.understanding.linkages.rows import Connective, by_first_word, names
from verbale.understanding.linkages.tie import Tie

_POINTING = frozenset({"that", "this", "which", "it", "these", "those"})


class Connectives:
    """The ties that the connectives of one article make. `actors` and `times` are tokens of their mentions."""

    def __init__(self, grammar: Grammar, actors: frozenset[int], times: frozenset[int]) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._times = times
        self._opening = Opening(grammar, actors, times)

    def ties(self) -> Iterator[Tie]:
        """Every tie, in order of place; longer words keep shorter ones out of their place."""
        free, rows = 0, by_first_word()
        for i, word in enumerate(self._words.lower):
            longest = 0
            for words, row in rows.get(word, ()) if i >= free else ():
                after = i + len(words)
                if len(words) < longest or (len(words) > 1 and tuple(self._words.lower[i:after]) != words):
                    continue
                longest = len(words)
                tie = self._tie(row, words, (i, after))
                free = after if tie is not None or row.kind is None else free
                if tie is not None:
                    yield tie
                    break

    def _tie(self, row: Connective, words: tuple[str, ...], cue: Extent) -> Tie | None:
        grammar, back = self._grammar, "back" in row.opens
        head = self._opening.head(row, cue)
        if row.kind is None or head is None or self._dwells(cue):
            return None
        borne = holding(grammar, cue) if back else bearer(grammar, row, cue, head)
        if borne is None or not self._admits(row, borne, head) or (back and not leads(grammar, borne, cue)):
            return None
        inner = self._before(borne, cue, saying=row.kind != "leverage") if back else self._inner(cue, head, borne)
        if inner is None:
            return None
        outer = predicate_of(grammar, borne) if "subject" in row.opens else self._outer(borne, cue, inner)
        if any(self._hides(i) for end in (inner, outer) for i in range(*end)):
            return None
        source, target = (inner, outer) if row.inside == "from" else (outer, inner)
        opened = grammar.at(head)
        lacking = opened is not None and opened.negated and not self._lemmas(opened) & names("hitch")
        lacking = lacking and borne.told != "past"
        threat = "ever" if row.threat and lacking else row.threat  # "if nothing is signed" is "unless a thing is"
        return Tie(
            kind=row.kind, antecedent=source, consequent=target, place=cue, phrase=(cue[0], max(cue[1], inner[1])),
            clause=borne, rule=f"linkages.{row.name}.{'-'.join(words)}", confidence=row.confidence, threat=threat,
            judged=row.threat == "words" and self._is_judged(borne),
        )  # fmt: skip

    def _hides(self, i: int) -> bool:
        """ "asked not to be named because …": says why a source is hidden; not "put its name to"."""
        w = self._words
        return w.lemma[i] in names("anonymous") or (w.pos[i] == "VERB" and w.lemma[i] in names("naming"))

    def _dwells(self, cue: Extent) -> bool:
        """ "in May, when the fair opens": says more of a day, and asks for nothing."""
        at = cue[0]
        return at > 1 and self._words.lower[at] == "when" and at - 2 in self._times and self._words.text[at - 1] == ","

    def _inner(self, cue: Extent, head: int, borne: Clause) -> Extent | None:
        """The end that the words open; what "that crime" or "which" stands for; None for "without whose help"."""
        grammar, w = self._grammar, self._words
        clause = grammar.at(head)
        if clause is not None:
            first, after = joined_end(grammar, clause, borne.head)
            return opened(grammar, shortened(grammar, (max(first, cue[1]), max(after, cue[1] + 1))))
        below = {w.lower[c] for c in w.children[head]}
        if "whose" in below:
            return None
        if w.lower[head] in _POINTING or below & {"that", "this"}:
            return self._before(borne, cue)
        first, after = grammar.whole(head)
        joint = w.head[head]
        if cue[0] <= joint < cue[1] and w.dep[head] == "pobj":
            first, after = with_gerund(grammar, (first, max(after, grammar.whole(joint)[1])))
        return shortened(grammar, (max(first, cue[1]), max(after, cue[1] + 1)))

    def _before(self, borne: Clause, cue: Extent, *, saying: bool = True) -> Extent | None:
        before = told_before(self._grammar, borne, cue[0], saying=saying)
        return end_of(self._grammar, before, cue) if before is not None else None

    def _outer(self, borne: Clause, cue: Extent, inner: Extent) -> Extent:
        cut = (cue[0], max(inner[1], cue[1]))
        first, last = joined_to(self._grammar, borne, cue[0]) if is_verbal(borne) else (borne, borne)
        return (end_of(self._grammar, first, cut)[0], end_of(self._grammar, last, cut)[1])

    def _admits(self, row: Connective, borne: Clause, head: int) -> bool:
        """Whether what the words bear on, and the clause that they open, are told as the row wants them."""
        if borne.mood == "question" and borne.relation != "question" and row.kind == "precondition":
            return False
        w = self._words
        if row.kind == "precondition" and any(w.lower[c] in names("of_itself") for c in w.children[borne.head]):
            return False
        inner = self._grammar.at(head)
        opened = self._lemmas(inner) if inner is not None else {w.lemma[head]}
        beside = self._lemmas(borne) | opened if row.besides else set()
        if beside & row.besides or (row.about and not opened & row.about):
            return False
        if row.of and not self._lemmas(borne) & row.of:
            return False
        if row.when is None or (row.when.polarity == "negative" and self._is_ruled_out(borne)):
            return True
        told = [borne]
        if row.when.under and inner is not None and inner.modality & {"ability", "possibility"}:
            due = self._grammar.content(borne)  # "needs to pay before talks can go on" is "must pay before"
            told += [due] if due and due.relation == "complement" and due.modality == {"obligation"} else []
        return any(row.when.admits(c, w.lower[c.marker] if c.marker is not None else "") for c in told)

    def _is_judged(self, clause: Clause) -> bool:
        """ "it would be a pity", "it is not the end of the world": how something would be found."""
        w, thing = self._words, clause.surface
        judged = [c for c in w.children[clause.head] if w.dep[c] in ("attr", "acomp")]
        world = [o for c in judged for p in w.children[c] if w.lower[p] == "of" for o in w.objects(p)]
        named = {w.lemma[i].lower() for i in (*judged, *world)}
        return thing is not None and w.lower[thing.head] == "it" and bool(named & names("found"))

    def _lemmas(self, clause: Clause) -> set[str]:
        """The words that say what a clause is about: its predicate, and what stands right below it."""
        w = self._words
        held = [a.head for a in clause.arguments if a.role in ("object", "complement", "clause") and a.how == "own"]
        held += [clause.surface.head] if clause.surface is not None else []
        held += [
            p for i in held for c in w.children[i] if w.lower[c] == "of" for p in w.children[c]
        ]  # "sets of sanctions"
        return {w.lemma[i] for i in (clause.head, clause.meaning, *held)} | {clause.particle}

    def _is_ruled_out(self, clause: Clause) -> bool:
        """ "is impossible", "is hard to see"."""
        found = governor(self._words.lemma[clause.meaning], frozenset())
        return clause.meaning != clause.head and found is not None and found.turns
