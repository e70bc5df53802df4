"""Phrases and clauses that the parse hangs elsewhere, each hung where it belongs.

"A report that Lima had asked for a delay": what is reported is a clause of its own, and no relative.
"""

from __future__ import annotations

from verbale.understanding.grammar.hanging import Hanging
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import SUBJECTS, is_verb

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr"})
_OF_VERB = frozenset({"for", "with", "against", "into"})
"""Prepositions that complete a verb, so that nothing of it is left for a relative pronoun."""


class Misplaced(Hanging):
    """Repairs of what belongs to another word."""

    def due(self, i: int) -> None:
        """ "the fourth round, due to open in May": said of the noun before it."""
        near = i - 1 if self.w.text[i - 1] != "," else i - 2
        if near >= 0 and self.w.pos[near] in ("NOUN", "PROPN") and "of" not in self.w.lower[i + 1 : i + 2]:
            self.hang(i, near, "amod")

    def set_before(self, i: int) -> None:
        """ "The king put off his trip, due in May, to July, the palace said": of what is said, not of who says it."""
        w = self.w
        saying = w.head[i]
        said = self.child(saying, frozenset({"ccomp"}))
        subject = self.child(saying, _SUBJECTS)
        if said is not None and subject is not None and said < i < subject and is_verb(w, said):
            self.hang(i, said, "prep")

    def caught(self, i: int) -> None:
        """ "On 9 June Lima denied it", "fell after the king said it was over": a subject taken for part of a phrase."""
        w = self.w
        noun = i - 1
        while noun > 0 and w.dep[noun] == "advmod" and w.head[noun] == i:
            noun -= 1
        while w.dep[noun] in ("compound", "pobj") and w.head[noun] > noun and w.head[noun] < i:
            noun = w.head[noun]
        above = w.head[noun]
        while above > 0 and w.preposition(noun) == "of" and w.dep[w.head[above]] == "pobj":
            noun, above = w.head[above], w.head[w.head[above]]  # "after the head of the union | said"
        if (
            w.dep[noun] != "pobj"
            or not above < noun < i
            or "," in w.text[above:i]
            or self.child(i, SUBJECTS) is not None
            or above in w.upward(i)  # "on the Monday men left": said of that noun
        ):
            return
        days = [c for c in range(above + 1, noun) if w.lemma[c].lower() in of_class("time") and w.head[c] == noun]
        if w.lower[above] in ("on", "in", "since", "by") and days and w.pos[noun] in ("PROPN", "NOUN"):
            day = days[-1]
            for c in range(above + 1, day):
                if w.head[c] == noun:
                    self.hang(c, day, w.dep[c])
            w.head[day], w.dep[day] = above, "pobj"
            w.head[noun], w.dep[noun] = i, "nsubj"
            self.hang(above, i, "prep")
        elif w.lower[above] in ("after", "before") and w.lemma[i] in of_class("saying"):
            w.head[noun], w.dep[noun] = i, "nsubj"
            w.dep[i], w.head[above], w.dep[above] = "advcl", i, "mark"

    def guest(self, i: int) -> None:
        """ "Visiting envoy Ida Berg met the king": what is said of a guest, taken for a clause of its own."""
        above = self.w.head[i]
        named = self.child(i, frozenset({"dobj"})) or self.child(above, frozenset({"nsubj"}))
        if named is not None and i + 2 < named < above and "," not in self.w.text[i:above]:
            self.hang(named, above, "nsubj")
            self.hang(i, named, "amod")

    def interrupted(self, i: int) -> None:
        """ "Oslo, the officials said, had booked a hall": whose clause an aside breaks off, taken for who says it."""
        w = self.w
        two = [c for c in w.children[i] if w.dep[c] in _SUBJECTS and c < i]
        other = w.head[i] if w.dep[i] == "parataxis" else self.child(i, frozenset({"ccomp"})) or i
        if len(two) > 1 and other > i and self.child(other, _SUBJECTS) is None and w.lemma[i] in of_class("speech"):
            opens = min([two[-1], *w.children[two[-1]]])
            if w.text[opens - 1] == "," and "," in w.text[i:other]:
                passive = self.child(other, frozenset({"auxpass"})) is not None
                self.hang(two[0], other, "nsubjpass" if passive else "nsubj")

    def blamed_for(self, i: int) -> None:
        """ "accused their neighbours of closing the gate": what somebody is accused of, taken for part of who is."""
        w = self.w
        blamed = w.head[i]
        if w.dep[blamed] in ("dobj", "pobj", "dative") and self.child(i, frozenset({"pcomp"})) is not None:
            w.head[i] = w.head[blamed]

    def said_beside(self, i: int) -> None:
        """ "said there was trust, adding that it would last": who said it adds, not what was said."""
        w = self.w
        host = w.head[i]
        saying = w.head[host]
        inside = w.dep[host] == "ccomp" and saying < host < i and w.quote[saying] == w.quote[i]
        if inside and is_verb(w, saying) and w.lemma[saying] in of_class("speech"):
            self.hang(i, saying, "advcl")

    def taken_up(self, i: int) -> None:
        """ "a claim that Lima rejects": a relative taken for what is claimed; the verb lacks its object."""
        w = self.w
        that = next((c for c in w.children[i] if w.lower[c] == "that" and c == w.head[i] + 1), None)
        whole = any(w.dep[c] in _OBJECTS or w.dep[c] == "nsubjpass" for c in w.children[i] if c != that)
        if that is not None and not whole and w.lemma[i] in of_class("takes_up"):
            w.dep[i], w.dep[that], w.tag[that] = "relcl", "dobj", "WDT"

    def reported(self, i: int) -> None:
        """ "a report that Lima had asked for a delay", "told a paper that Lima must pay": a whole clause."""
        w = self.w
        noun = w.head[i]
        that = next((c for c in w.children[i] if w.lower[c] == "that" and noun < c < i), None)
        subject = next((c for c in w.children[i] if w.dep[c] in _SUBJECTS), None)
        if that is None or subject is None or subject <= that:
            return
        saying = w.head[noun]
        if w.dep[noun] in ("dobj", "dative") and w.lemma[saying] in of_class("hearing"):
            if self.child(saying, frozenset({"ccomp", "xcomp"})) is None:
                w.head[i], w.dep[i], w.dep[that], w.tag[that] = saying, "ccomp", "mark", "IN"
            return
        whole = any(w.dep[c] in _OBJECTS and c > i for c in w.children[i]) or any(
            w.dep[c] == "prep" and w.lower[c] in _OF_VERB for c in w.children[i] if c > i
        )
        if w.lemma[noun] in of_class("allegation") and (whole or w.dep[subject] == "nsubjpass"):
            w.dep[i], w.dep[that], w.tag[that] = "acl", "mark", "IN"
