"""What a connective opens: the head of the clause or noun phrase behind its words, and of what sort that is."""

from __future__ import annotations

from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.linkages.borne import last_before
from verbale.understanding.linkages.ends import with_gerund
from verbale.understanding.linkages.rows import Connective, Opens, names

_INDEFINITE = frozenset({"a", "an", "any", "no", "another"})


class Opening:
    """What the words of one article may open. `actors` and `times` are tokens of their mentions."""

    def __init__(self, grammar: Grammar, actors: frozenset[int], times: frozenset[int]) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._actors, self._times = actors, times

    def head(self, row: Connective, cue: Extent) -> int | None:
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
            if clause is None or clause.head < start or clause.marker is not None:
                return None
            return clause.head if clause.relation == "condition" or self._is_inverted(clause, start) else None
        at = after
        while not self._ends_at(at, cue):
            at = w.head[at]
        if self._grammar.at(at) is None and self._is_predicate(start, at):
            return None
        return at if self._sorts(at, cue) & set(row.opens) and self._suits(row, cue, at) else None

    def _is_inverted(self, clause: Clause, auxiliary: int) -> bool:
        """ "It will lapse should either side pay": the subject behind the auxiliary, a clause before it.

        Not "nor should they pay", "whom should they pay": another word turns the verb round.
        """
        w, subject = self._words, clause.surface
        before = last_before(self._grammar, auxiliary)
        behind = subject is not None and auxiliary < subject.extent[0] and subject.head < clause.head
        plain = w.dep[auxiliary] == "aux" and clause.mood == "assertion" and w.pos[auxiliary - 1] != "PUNCT"
        turned = w.lower[auxiliary - 1] in names("turning") or w.tag[auxiliary - 1].startswith(("W", "CC"))
        return behind and plain and not turned and before is not None and before.told == "ahead"

    def _ends_at(self, at: int, cue: Extent) -> bool:
        w = self._words
        above = w.head[at]
        opens = any(cue[0] <= c < cue[1] and w.dep[c] not in ("cc", "neg") for c in w.children[at])  # "or not anyone"
        if above == at or cue[0] <= above < cue[1] or opens:
            return True
        return self._grammar.whole(above)[0] < cue[0] and not any(cue[0] <= c < cue[1] for c in w.children[above])

    def _sorts(self, head: int, cue: Extent) -> set[Opens]:
        """What is opened, by the names of the table: an `act` is a noun that is no actor, occasion or name."""
        w = self._words
        clause = self._grammar.at(head)
        if clause is not None:
            own = any(w.dep[c] in ("nsubj", "nsubjpass", "expl") for c in w.children[head])
            if clause.form == "finite" or own:
                found: set[Opens] = {"clause", "noun"} if self._names_what(head) else {"clause"}
                found |= {"absolute"} if own and (w.dep[head] == "pcomp" or clause.marker is None) else set()
                return found | ({"state"} if self._is_state(clause) else set())
            if clause.form == "participle":
                return {"clause"} if clause.marker is not None else set()
            if clause.form == "gerund":
                return {"gerund"}
            return {"infinitive", "aim"} if self._is_first(cue[0]) else {"infinitive"}
        if any(cue[0] <= c < cue[1] and w.dep[c] in ("advmod", "amod") for c in w.children[head]):
            opens = w.dep[head] in ("nsubj", "nsubjpass") and self._grammar.whole(head)[0] == cue[0]
            return {"subject"} if opens else set()
        if (w.pos[head] not in ("NOUN", "PROPN", "PRON") and w.tag[head] != "VBG") or head in self._times:
            return set()
        if any(w.dep[c] == "acl" and w.tag[c] in ("VBN", "VBG") for c in w.children[head]):
            return {"noun", "absolute"}
        whole = self._grammar.whole(head)
        if with_gerund(self._grammar, whole) != whole:
            return {"noun", "gerund"}  # "prior to Lima signing the text"
        return {"noun", "act"} if self._is_act(head) else {"noun"}

    def _is_first(self, i: int) -> bool:
        """Whether a word is the first of its sentence, but for a quotation mark."""
        w = self._words
        first = self._grammar.sentence(w.sentence[i])[0]
        return all(w.pos[k] in ("PUNCT", "SPACE") for k in range(first, i))

    def _names_what(self, head: int) -> bool:
        """ "in retaliation for what it called theft": a clause that stands for a thing."""
        return self._words.lower[self._grammar.whole(head)[0]] == "what"

    def _is_act(self, noun: int) -> bool:
        w = self._words
        some = any(w.lower[c] in _INDEFINITE for c in w.children[noun] if w.dep[c] == "det")
        known = w.lemma[noun] in of_class("time") or (w.lemma[noun] in names("occasion") and not some)
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
            turn = w.lower[head] == "part" and any(w.dep[c] == "poss" for c in w.children[head])  # "for his part"
            return not turn and w.lemma[head] not in names("query")
        if (
            w.lower[cue[0]] == "whether"
            and cue[0]
            and (w.pos[cue[0] - 1] == "ADP" or w.lemma[cue[0] - 1] in of_class("copula"))
        ):
            return False  # "depends on whether or not he signs", "the question is whether or not he signs"
        marker = w.lower[clause.marker] if clause.marker is not None else ""
        above = self._grammar.parent(clause)
        words = {above.lemma, w.lemma[above.meaning]} if above is not None else set()
        asked: set[str] | None = words & (of_class("speech") | names("asking"))
        if above is not None and above.head > cue[0]:
            asked = None  # "will go on whether or not he signs, the ministry said"
        alone = cue[1] - cue[0] == 1  # "only if" asks nothing
        if (clause.relation == "question" and asked and alone) or (cue[0] and w.lemma[cue[0] - 1] in names("asking")):
            return False
        return row.inner is None or row.inner.admits(clause, marker)

    def _is_predicate(self, i: int, head: int) -> bool:
        """ "was provided help", "is independent of the vote", "was due to end": what tells something by itself."""
        w = self._words
        helped = any(w.dep[c] in ("aux", "auxpass") for c in w.children[i])
        alone = all(c > head or w.dep[c] == "aux" for c in w.children[head])
        joint = w.dep[i] in ("acl", "relcl", "amod", "conj", "xcomp", "acomp", "oprd", "attr")
        if w.lower[i] == "due":
            return alone and w.lemma[i - 1] == "be"
        return w.tag[i] in ("VBN", "JJ") and (helped or joint)
