"""Connectives: conjunctions, prepositions and adverbs that tie the clause or phrase they open to what they hang on.

Which words do so, and when, stands in `tables/connectives.toml`. The longest words at a place are tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.extent import predicate_of
from verbale.understanding.grammar.vocabulary import governor, of_class
from verbale.understanding.linkages.ends import (
    complete,
    content_of,
    end_of,
    is_open,
    is_verbal,
    joined_end,
    joined_to,
    last_before,
    negated_above,
    opened,
    shortened,
    told_before,
    willed,
    with_gerund,
)
from verbale.understanding.linkages.rows import Connective, Opens, by_first_word, names
from verbale.understanding.linkages.tie import Tie

_POINTING = frozenset({"that", "this", "which", "it", "these", "those"})
_ADVERBIAL = frozenset({"time", "condition", "comparison", "contrast", "relative"})
_INDEFINITE = frozenset({"a", "an", "any", "no", "another"})
_OPEN_ENDED = frozenset({"precondition", "leverage", "independence"})


class Connectives:
    """The ties that the connectives of one article make. `actors` and `times` are tokens of their mentions."""

    def __init__(self, grammar: Grammar, actors: frozenset[int], times: frozenset[int]) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._actors, self._times = actors, times

    def ties(self) -> Iterator[Tie]:
        """Every tie, in order of place; longer words keep shorter ones out of their place."""
        free = 0
        for i, word in enumerate(self._words.lower):
            longest = 0
            for words, row in by_first_word().get(word, ()) if i >= free else ():
                after = i + len(words)
                if len(words) < longest or tuple(self._words.lower[i:after]) != words:
                    continue
                longest = len(words)
                tie = self._tie(row, words, (i, after))
                free = after if tie is not None or row.kind is None else free
                if tie is not None:
                    yield tie
                    break

    def _tie(self, row: Connective, words: tuple[str, ...], cue: Extent) -> Tie | None:
        head = self._opened(row, cue)
        if row.kind is None or head is None or (self._grammar.at(head) is None and self._is_predicate(cue[0], head)):
            return None
        looks_back = "back" in row.opens
        borne = self._holding(cue) if looks_back else self._borne(row, cue, head)
        opened_clause = self._grammar.at(head)
        if row.besides and opened_clause is not None and self._lemmas(opened_clause) & row.besides:
            return None
        if borne is None or not self._admits(row, borne) or (looks_back and not self._leads(borne, cue)):
            return None
        inner = self._before(borne, cue, saying=row.kind != "leverage") if looks_back else self._inner(cue, head, borne)
        if inner is None:
            return None
        outer = predicate_of(self._grammar, borne) if "subject" in row.opens else None
        outer = outer or self._outer(borne, cue, inner)
        if any(self._words.lemma[i] in names("anonymous") for end in (inner, outer) for i in range(*end)):
            return None  # why a source is not named
        ends = (inner, outer) if row.inside == "from" else (outer, inner)
        rule = f"linkages.{row.name}.{'-'.join(words)}"
        return Tie(
            row.kind, *ends, cue, (cue[0], max(cue[1], inner[1])), borne, rule, row.confidence, threatens=row.threatens
        )

    def _is_predicate(self, i: int, head: int) -> bool:
        """ "was provided help", "is independent of the vote", "was due to end": what tells something by itself."""
        w = self._words
        helped = any(w.dep[c] in ("aux", "auxpass") for c in w.children[i])
        bare = (
            w.lower[i] == "due"
            and w.lemma[i - 1] == "be"
            and all(c > head or w.dep[c] == "aux" for c in w.children[head])
        )
        joint = w.dep[i] in ("acl", "relcl", "amod", "conj", "xcomp", "acomp", "oprd", "attr")
        return bare or (w.tag[i] in ("VBN", "JJ") and (helped or joint) and w.lower[i] != "due")

    # what the words open

    def _opened(self, row: Connective, cue: Extent) -> int | None:
        """The head of the clause or phrase that the words open, where it is of the sort that the row wants."""
        w, (start, after) = self._words, cue
        if "back" in row.opens:
            return start
        while after < len(w) and w.pos[after] == "PUNCT" and w.text[after] != ",":
            after += 1
        if w.text[after : after + 1] == [","]:
            return None
        if after >= len(w) or w.sentence[after] != w.sentence[start]:
            return None
        if "inversion" in row.opens:
            clause = self._grammar.at(w.head[start])
            is_open = clause is not None and clause.relation == "condition" and clause.marker is None
            return clause.head if is_open and clause is not None and clause.head > start else None
        at = after
        while not self._ends_at(at, cue):
            at = w.head[at]
        sorts = self._sorts(at, cue)
        return at if sorts & set(row.opens) and self._suits(row, cue, at) else None

    def _ends_at(self, at: int, cue: Extent) -> bool:
        w = self._words
        above = w.head[at]
        if above == at or cue[0] <= above < cue[1] or any(cue[0] <= c < cue[1] for c in w.children[at]):
            return True
        return self._grammar.whole(above)[0] < cue[0] and not any(cue[0] <= c < cue[1] for c in w.children[above])

    def _sorts(self, head: int, cue: Extent) -> set[Opens]:
        """What is opened, by the names of the table: an `act` is a noun that is no actor, occasion or name."""
        w = self._words
        clause = self._grammar.at(head)
        if clause is not None:
            own = any(w.dep[c] in ("nsubj", "nsubjpass", "expl") for c in w.children[head])
            if clause.form == "finite" or own:
                found: set[Opens] = {"clause"}
                found |= {"absolute"} if own and (w.dep[head] == "pcomp" or clause.marker is None) else set()
                return found | ({"state"} if self._is_state(clause) else set())
            if clause.form == "participle":
                return {"clause"} if clause.marker is not None else set()
            return {"gerund"} if clause.form == "gerund" else {"infinitive"}
        if any(cue[0] <= c < cue[1] and w.dep[c] in ("advmod", "amod") for c in w.children[head]):
            opens = w.dep[head] in ("nsubj", "nsubjpass") and self._grammar.whole(head)[0] == cue[0]
            return {"subject"} if opens else set()
        if (w.pos[head] not in ("NOUN", "PROPN", "PRON") and w.tag[head] != "VBG") or head in self._times:
            return set()
        if any(w.dep[c] == "acl" and w.tag[c] in ("VBN", "VBG") for c in w.children[head]):
            return {"noun", "absolute"}
        return {"noun", "act"} if self._is_act(head) else {"noun"}

    def _is_act(self, noun: int) -> bool:
        w = self._words
        named = any(w.dep[c] == "compound" and w.pos[c] == "PROPN" for c in w.children[noun])
        some = any(w.lower[c] in _INDEFINITE for c in w.children[noun] if w.dep[c] == "det")
        known = named or w.lemma[noun] in of_class("time") or (w.lemma[noun] in names("occasion") and not some)
        return w.pos[noun] in ("NOUN", "VERB") and noun not in self._actors and not known

    def _is_state(self, clause: Clause) -> bool:
        """How things are, which may be a reason: not what goes on at the time."""
        if clause.lemma in of_class("speech") or not clause.arguments[1:]:
            return False  # "as the ministry had said", "as they had hoped"
        is_so = clause.lemma == "be" or clause.lemma in names("state")
        return is_so or clause.perfect or clause.progressive or clause.negated or bool(clause.modality)

    def _suits(self, row: Connective, cue: Extent, head: int) -> bool:
        w = self._words
        clause = self._grammar.at(head)
        if clause is None:
            return w.lemma[head] not in names("query")
        marker = w.lower[clause.marker] if clause.marker is not None else ""
        above = self._grammar.parent(clause)
        asked = above is not None and {above.lemma, w.lemma[above.meaning]} & (of_class("speech") | names("asking"))
        if (clause.relation == "question" and asked) or (cue[0] and w.lemma[cue[0] - 1] in names("asking")):
            return False
        return row.inner is None or row.inner.admits(clause, marker)

    def _inner(self, cue: Extent, head: int, borne: Clause) -> Extent | None:
        grammar, w = self._grammar, self._words
        clause = grammar.at(head)
        if any(w.lower[c] == "whose" for c in w.children[head]):
            return None
        pointing = w.lower[head] in _POINTING or any(w.lower[c] in ("that", "this") for c in w.children[head])
        if clause is None and pointing:
            return self._before(borne, cue)
        first, after = joined_end(grammar, clause, borne.head) if clause is not None else grammar.whole(head)
        joint = w.head[head]
        if clause is None and cue[0] <= joint < cue[1] and w.dep[head] == "pobj":
            first, after = with_gerund(grammar, (first, max(after, grammar.whole(joint)[1])))
        after = max(after, cue[1] + 1)
        kept = shortened(grammar, (max(first, cue[1]), after))
        return opened(grammar, kept) if clause is not None else kept

    def _holding(self, cue: Extent) -> Clause | None:
        """The clause that words which look back stand in."""
        over = self._grammar.over(cue[0])
        if over is None or over.head >= cue[1]:
            return over
        return next((c for c in self._grammar.clauses if c.head >= cue[1] and c.sentence == over.sentence), None)

    def _before(self, borne: Clause, cue: Extent, *, saying: bool = True) -> Extent | None:
        before = told_before(self._grammar, borne, cue[0], saying=saying)
        return end_of(self._grammar, before, cue) if before is not None else None

    # what they bear on

    def _borne(self, row: Connective, cue: Extent, head: int) -> Clause | None:
        """The clause that the words bear on, or the noun where the row has it so."""
        grammar, w = self._grammar, self._words
        at = head
        while at == head or cue[0] <= at < cue[1]:
            if w.head[at] == at:
                return last_before(grammar, cue[0])
            at = w.head[at]
        over = grammar.over(at)
        is_noun = w.pos[at] in ("NOUN", "PROPN")
        if is_noun and row.bears == "noun" and row.of and w.lemma[at] not in row.of:
            return None  # "suspended talks over a mine": what they are about
        if over is None or (is_noun and row.bears == "noun" and w.dep[at] != "dobj"):
            return grammar.noun(at) if is_noun or w.pos[at] == "PRON" else last_before(grammar, cue[0])
        if "subject" in row.opens:
            return over
        above = grammar.parent(over)
        barred = over.relation == "gerund" and above is not None and bool(above.modality)
        if barred or (over.relation == "complement" and over.form == "participle"):
            over = complete(grammar, over)  # "will be barred | from coming if", "keep the port | closed until"
        if "absolute" in row.opens and row.when is None and over.head < cue[0]:
            return None  # "left with two lorries damaged": only in front
        if over.head > cue[0] and ";" in w.text[cue[0] : over.head]:
            over = last_before(grammar, cue[0]) or over
        if over.marker is not None and w.lower[over.marker] == w.lower[cue[0]] and over.marker < cue[0]:
            over = grammar.parent(over) or over  # "once because A and once because B"
        while w.text[cue[0] - 1] == "," and over.relation in _ADVERBIAL and over.head < cue[0]:
            above = grammar.parent(over)
            if above is None:
                break
            over = above  # "more than they concede, because …"
        found = content_of(grammar, over, cue[0], saying=row.kind not in _OPEN_ENDED)
        asked = found.object or found.get("on")
        if row.kind == "precondition" and found.head < cue[0] and asked is not None and self._demands(found):
            return grammar.noun(asked.head)  # "demanded a pause before any talks"
        if row.when is not None and row.when.polarity == "negative":
            return negated_above(grammar, found)
        if row.kind == "precondition":
            above = grammar.parent(found)
            if found.relation == "complement" and above is not None and not is_open(grammar, above):
                found = complete(grammar, found)  # "begin to run once"
            return willed(grammar, found, cue[0])
        return complete(grammar, found) if row.kind != "leverage" else found

    def _demands(self, clause: Clause) -> bool:
        found = governor(clause.lemma, frozenset())
        return clause.get("clause") is None and found is not None and found.modality in ("request", "wish")

    def _outer(self, borne: Clause, cue: Extent, inner: Extent) -> Extent:
        cut = (cue[0], max(inner[1], cue[1]))
        first, last = joined_to(self._grammar, borne, cue[0]) if is_verbal(borne) else (borne, borne)
        return (end_of(self._grammar, first, cut)[0], end_of(self._grammar, last, cut)[1])

    def _leads(self, borne: Clause, cue: Extent) -> bool:
        """Whether the words stand at the front of their clause: "In return, Lima paid", "and in return Lima paid"."""
        w = self._words
        start = cue[0]
        while start and w.sentence[start - 1] == w.sentence[cue[0]] and w.pos[start - 1] in ("CCONJ", "PUNCT", "SPACE"):
            start -= 1
        first = start == 0 or w.sentence[start - 1] != w.sentence[cue[0]]
        subject = borne.surface.head if borne.surface is not None else borne.head
        if w.text[cue[0] - 1] == "," and cue[1] < len(w) and w.text[cue[1]] == "," and borne.head > cue[0]:
            return True  # "Quito, in return, would lower the toll"
        return borne.head > cue[0] and (first or (start < cue[0] and subject > cue[0]))

    def _admits(self, row: Connective, borne: Clause) -> bool:
        if borne.mood == "question" and borne.relation != "question" and row.kind == "precondition":
            return False
        lemmas = self._lemmas(borne) if row.of or row.besides else set()
        if (row.of and not lemmas & row.of) or lemmas & row.besides:
            return False
        if row.when is None:
            return True
        if row.when.polarity == "negative" and self._is_ruled_out(borne):
            return True
        marker = self._words.lower[borne.marker] if borne.marker is not None else ""
        return row.when.admits(borne, marker)

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
