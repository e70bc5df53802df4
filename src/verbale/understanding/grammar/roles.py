"""Who does what to whom: arguments by role, through control, joining, relatives, passives and light verbs."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.grammar.clause import Argument, How
from verbale.understanding.grammar.governing import first_of, is_infinitive, verb_above
from verbale.understanding.grammar.subjects import RELATIVES, Subjects
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import Words, is_verb

_PREPOSITIONS = frozenset({"prep", "agent", "dative", "prt", "advmod"})


class Roles:
    """The arguments of verbs and nouns of one article; `firsts` and `lasts` are the edges of each token's phrase."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.subjects = Subjects(words)
        self.firsts, self.lasts = _edges(words)

    def argument(self, role: str, head: int, how: How = "own") -> Argument:
        """The phrase round `head` in a role, with the heads of the list that it may be."""
        return Argument(role, head, (self.firsts[head], self.lasts[head] + 1), self.members(head), how)

    def antecedent(self, role: str, head: int, clause: int) -> Argument:
        """The noun that a relative or reduced clause stands after, without that clause."""
        cut, at = clause, clause
        while self.words.head[at] not in (at, head):
            at = self.words.head[at]
            cut = min(cut, at)
        cut = min(cut, self.firsts[at])
        return Argument(role, head, (self.firsts[head], max(head + 1, cut)), self.members(head), "relative")

    def members(self, head: int) -> tuple[int, ...]:
        """The heads of a list of nouns: "Lima and Quito" gives both; of anything else the head alone."""
        found = [head]
        for member in found:
            found += [
                c for c in self.words.children[member] if self.words.dep[c] == "conj" and not is_verb(self.words, c)
            ]
        return tuple(found)

    def of_verb(self, i: int) -> list[Argument]:
        """The arguments of the verb in order of place, the taken over subject first."""
        w = self.words
        passive = self.subjects.is_passive(i)
        found: list[Argument] = []
        surface = self.subjects.surface(i)
        for c in w.children[i]:
            dep = w.dep[c]
            if dep in ("dobj", "obj") and (surface is None or c != surface[0]):
                found.append(self._relative("object", c, i))
            elif dep == "dative" and w.pos[c] != "ADP":
                found.append(self._relative("indirect", c, i))
            elif dep in ("ccomp", "xcomp") and w.pos[c] != "ADP":
                found.append(self.argument("clause", c))
            elif dep in ("acomp", "attr", "oprd") and (surface is None or c != surface[0]):
                found.append(
                    self.argument("complement" if dep != "attr" or w.lemma[i] in of_class("copula") else "object", c)
                )
                found += self.inner(c)
            if dep in _PREPOSITIONS:
                found += self._prepositional(c, passive)
        if surface is not None:
            role = "subject" if not passive else "indirect" if any(a.role == "object" for a in found) else "object"
            head, how = surface
            within = how != "own" and self.firsts[head] < i <= self.lasts[head]
            one = self.antecedent(role, head, i) if within else self.argument(role, head, how)
            found.insert(0, replace(one, how=how))
        self._add_contact(i, found)
        held = next((a for a in found if a.role == "object"), None)
        if held is not None and w.lemma[i] in of_class("light"):
            found += self.inner(held.head)
        return found

    def _relative(self, role: str, c: int, verb: int) -> Argument:
        w = self.words
        first = first_of(self.words, verb)
        if (w.tag[c] in RELATIVES or w.lower[c] == "that") and w.dep[first] == "relcl" and c < verb:
            return self.antecedent(role, w.head[first], verb)
        return self.argument(role, c)

    def _prepositional(self, c: int, passive: bool) -> list[Argument]:
        """What stands under a preposition, "out of" and "back to" included, by the last preposition."""
        w = self.words
        role = w.lower[c]
        found = []
        for p in self.subjects.governed(c):
            agent = passive and role == "by" and w.dep[p] == "pobj" and not self._is_time(p)
            one = self._relative("subject" if agent else role, p, verb_above(self.words, c) or c)
            found.append(replace(one, role="clause") if one.role == "to" and is_verb(w, p) else one)
        for p in w.children[c]:
            if w.dep[p] == "prep":
                inner = self._prepositional(p, passive)
                found += inner if w.tag[c] != "VBG" else []  # "according to Lima": nothing is done to it
                found += [replace(a, role=f"{role} {w.lower[p]}") for a in inner]
        return found

    def _is_time(self, i: int) -> bool:
        """ "agreed by the end of the year": a time, no doer."""
        return self.words.lemma[i] in of_class("time") or self.words.text[i].isdigit()

    def inner(self, noun: int) -> list[Argument]:
        """What completes a light verb's noun or a copula's complement: "held talks with Quito", "ready to pay"."""
        w = self.words
        found = []
        for c in w.children[noun]:
            dep = w.dep[c]
            if dep == "prep":
                found += [replace(a, how="noun") for a in self._prepositional(c, passive=False)]
            elif dep in ("xcomp", "ccomp") or (dep in ("acl", "advcl") and self._completes(c)):
                found.append(self.argument("clause", c, "noun"))
        return found

    def _completes(self, c: int) -> bool:
        """A clause that says what the noun is about ("the offer to pay", "the claim that …"), not which one it is."""
        return is_infinitive(self.words, c) or any(self.words.dep[m] == "mark" for m in self.words.children[c])

    def _add_contact(self, i: int, found: list[Argument]) -> None:
        """ "the treaty Lima signed", "the talks they left": the noun before the clause fills the empty place."""
        w = self.words
        first = first_of(self.words, i)
        if w.dep[first] != "relcl" or any(a.how == "relative" for a in found) or self.subjects.own(i) is None:
            return
        before = [c for k in w.children[first] if k < first for c in (k, *w.children[k])]
        if any(w.tag[c] in ("WRB", "WP$") or (first == i and w.tag[c] in RELATIVES) for c in before):
            return
        after = range(i + 1, self.lasts[i] + 1)
        stranded = next((c for c in after if w.dep[c] == "prep" and not self._governs(c)), None)
        if stranded is not None:
            found.append(self.antecedent(w.lower[stranded], w.head[first], i))
        elif not any(a.role in ("object", "clause", "complement") for a in found):
            found.append(self.antecedent("object", w.head[first], i))

    def _governs(self, preposition: int) -> bool:
        """Whether something stands under the preposition, a further preposition ("out of") included."""
        w = self.words
        further = [c for c in w.children[preposition] if w.dep[c] == "prep" and w.lower[c] in ("of", "from", "to")]
        return bool(further) or any(w.dep[c] in ("pobj", "pcomp") for c in w.children[preposition])

    def of_noun(self, i: int) -> list[Argument]:
        """The arguments of a noun that tells what is done: "Lima's suspension of the talks with Quito"."""
        w = self.words
        found: list[Argument] = []
        for c in w.children[i]:
            dep = w.dep[c]
            if dep == "poss":
                found.append(self.argument("owner", c))
            elif dep in ("compound", "nmod", "amod") and c < i and (w.pos[c] == "PROPN" or dep == "compound"):
                found.append(self.argument("beside", c))
            elif dep == "prep":
                found += [
                    replace(a, role="subject") if a.role == "by" else a for a in self._prepositional(c, passive=False)
                ]
            elif dep in ("acl", "ccomp", "xcomp", "advcl") and self._completes(c):
                found.append(self.argument("clause", c))
        verb = w.head[i]
        if w.dep[i] in ("dobj", "nsubjpass") and is_verb(w, verb) and not any(a.role == "subject" for a in found):
            doer = self.subjects.doer(verb)
            found += [self.argument("subject", doer, "noun")] if doer is not None and doer != i else []
        return found


def _edges(words: Words) -> tuple[list[int], list[int]]:
    """The first and the last token at or below each token."""
    firsts, lasts = list(range(len(words))), list(range(len(words)))
    for i in range(len(words)):
        above = words.head[i]
        while firsts[above] > i or lasts[above] < i:
            firsts[above], lasts[above] = min(firsts[above], i), max(lasts[above], i)
            above = words.head[above]
    return firsts, lasts
