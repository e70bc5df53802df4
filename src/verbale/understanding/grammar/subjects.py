"""Whose clause it is: the grammatical subject of each verb, its own or the one that it takes over, and the voice.

A verb without a subject takes it from the verb it is joined to, from what controls it ("urged Lima to pay": Lima;
"promised Lima to pay": who promised), from the noun that it describes, or from who holds the noun ("Lima's offer to").
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.grammar.clause import How
from verbale.understanding.grammar.governing import first_of, is_infinitive, verb_above
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import SUBJECTS, Words, is_verb

RELATIVES = frozenset({"WDT", "WP"})
_OF_OBJECT = frozenset({"of", "from", "against", "for", "into", "with", "to", "as"})
Filler = tuple[int, How]
"""The head of what fills a role, and whence the clause has it."""


class Subjects:
    """The voices and subjects of the verbs of one article, each worked out once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._passive: dict[int, bool] = {}
        self._surface: dict[int, Filler | None] = {}

    def is_passive(self, i: int) -> bool:
        """Whether the verb is passive, bare participles included ("talks held in May", "opened and broken off")."""
        if i not in self._passive:
            self._passive[i] = self._is_passive(i)
        return self._passive[i]

    def _is_passive(self, i: int) -> bool:
        w = self.words
        deps = {w.dep[c] for c in w.children[i]}
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        if w.tag[i] not in ("VBN", "VBD") or "aux" in deps:
            return False
        if "agent" in deps:
            return True
        if w.tag[i] == "VBD" or "dobj" in deps:
            return False
        if w.dep[i] == "conj" and is_verb(w, w.head[i]):
            return w.tag[w.head[i]] == "VBN" and self.is_passive(w.head[i])
        return w.dep[i] in ("acl", "relcl", "advcl", "amod", "acomp", "oprd", "attr") or not deps & SUBJECTS

    def surface(self, i: int) -> Filler | None:
        """The grammatical subject of the verb, its own or the one that it takes over, and whence."""
        if i not in self._surface:
            self._surface[i] = self.own(i) or self._taken_over(i)
        return self._surface[i]

    def own(self, i: int) -> Filler | None:
        """The subject that stands in the verb's own clause, a relative pronoun replaced by what it stands for."""
        w = self.words
        there = False
        for c in w.children[i]:
            if w.dep[c] in SUBJECTS:
                if w.tag[c] in RELATIVES or (w.lower[c] == "that" and w.dep[first_of(self.words, i)] == "relcl"):
                    first = first_of(self.words, i)
                    return (self._antecedent(first, i), "relative") if w.dep[first] in ("relcl", "acl") else (c, "own")
                return (c, "own")
            there = there or w.dep[c] == "expl"
            if there and w.dep[c] in ("attr", "dobj"):
                return (c, "own")
        return None

    def _antecedent(self, first: int, verb: int) -> int:
        """What a relative clause describes: of "Lima and Quito, which have paid", for the plural of its verb, both."""
        w = self.words
        noun = w.head[first]
        plural = any(w.tag[c] == "VBP" or w.lower[c] == "were" for c in (verb, *w.children[verb]) if w.pos[c] != "NOUN")
        while plural and w.dep[noun] == "conj" and w.tag[noun] in ("NN", "NNP") and not is_verb(w, w.head[noun]):
            noun = w.head[noun]
        return noun

    def _taken_over(self, i: int) -> Filler | None:
        w = self.words
        dep, head = w.dep[i], w.head[i]
        if head == i:
            return None
        if dep == "conj":
            return self._as(self.surface(head), "shared") if is_verb(w, head) else None
        if dep in ("relcl", "acl"):
            return self._of_noun_clause(i, head)
        if dep == "pcomp" or (dep == "pobj" and w.tag[i] == "VBG"):
            return self._after_preposition(head)
        if dep in ("xcomp", "oprd", "acomp", "attr"):
            return self._controlled(i, head)
        if dep in ("advcl", "ccomp", "dobj", "dep"):
            if dep == "advcl" and is_infinitive(w, i) and (called := self._called_on(head, i)) is not None:
                return (called, "controlled")
            return self._as(self.surface(head), "controlled") if is_verb(w, head) else None
        return None

    def _as(self, filler: Filler | None, how: How) -> Filler | None:
        return (filler[0], how) if filler is not None else None

    def _of_noun_clause(self, i: int, noun: int) -> Filler | None:
        """ "talks held in May", "the decision to leave", "a statement announcing the halt"."""
        w = self.words
        if not is_infinitive(w, i) or self.is_passive(i):
            above = verb_above(self.words, noun)
            if w.tag[i] == "VBG" and w.lemma[noun] in of_class("utterance") and above is not None:
                return self._as(self.surface(above), "controlled")
            return (noun, "relative")
        return self._owner(noun)

    def _owner(self, noun: int) -> Filler | None:
        """Of "Lima's decision to leave": Lima; of "took the decision to leave": who took it."""
        w = self.words
        for c in w.children[noun]:
            if w.dep[c] == "poss":
                return (c, "controlled")
        verb = w.head[noun]
        if w.dep[noun] in ("dobj", "attr", "nsubjpass") and is_verb(w, verb):
            doer = self.doer(verb)
            return (doer, "controlled") if doer is not None and doer != noun else None
        of = next((p for c in w.children[noun] if w.lower[c] in ("of", "by") for p in self.governed(c)), None)
        return (of, "controlled") if of is not None else None

    def _after_preposition(self, preposition: int) -> Filler | None:
        """ "accused Lima of lying", "cited Lima as saying": Lima; "left without signing": who left."""
        w = self.words
        above = w.head[preposition]
        if is_verb(w, above):
            held = next((c for c in w.children[above] if w.dep[c] == "dobj" and c < preposition), None)
            if held is not None and w.lower[preposition] in _OF_OBJECT and w.lemma[above] not in of_class("light"):
                return (held, "controlled")
            return self._as(self.surface(above), "controlled")
        if w.pos[above] in ("NOUN", "PROPN"):
            return self._owner(above)
        verb = verb_above(self.words, above)
        return self._as(self.surface(verb), "controlled") if verb is not None else None

    def _controlled(self, i: int, head: int) -> Filler | None:
        w = self.words
        if not is_verb(w, head):
            verb = verb_above(self.words, i)
            return self._as(self.surface(verb), "controlled") if verb is not None else None
        if not self.is_passive(head) and w.lemma[head] not in of_class("subject_control"):
            called = self._called_on(head, i)
            held = called if called is not None else self._object_before(head, i)
            if held is not None:
                return (held, "controlled")
        return self._as(self.surface(head), "controlled")

    def _object_before(self, verb: int, i: int) -> int | None:
        w = self.words
        return next(
            (c for c in w.children[verb] if w.dep[c] in ("dobj", "dative") and c < i and w.pos[c] != "ADP"), None
        )

    def _called_on(self, verb: int, i: int) -> int | None:
        w = self.words
        if w.lemma[verb] not in of_class("oblique_control"):
            return None
        for c in w.children[verb]:
            if w.dep[c] in ("prep", "prt") and c < i and w.lower[c] in ("on", "upon", "to", "for", "with"):
                return next(self.governed(c), None)
        return None

    def doer(self, i: int) -> int | None:
        """Who does it: the subject, or in the passive the agent."""
        if not self.is_passive(i):
            found = self.surface(i)
            return found[0] if found is not None else None
        w = self.words
        by = (p for c in w.children[i] if w.lower[c] == "by" for p in self.governed(c))
        return next((p for p in by if w.lemma[p] not in of_class("time")), None)

    def governed(self, preposition: int) -> Iterator[int]:
        """What stands under a preposition."""
        w = self.words
        return (c for c in w.children[preposition] if w.dep[c] in ("pobj", "pcomp"))
