"""Phrases and clauses that the parse hangs elsewhere, each hung where it belongs.

"A report that Lima had asked for a delay": what is reported is a clause of its own, and no relative.
"""

from __future__ import annotations

from verbale.understanding.grammar.hanging import Hanging
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import AUXILIARIES, RELATIVES, SUBJECTS, is_verb

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

    def _is_told(self, i: int, noun: int) -> bool:
        """ "told a newspaper that Lima must pay": what somebody is told, taken for a relative of who is told."""
        w = self.w
        that = next((c for c in w.children[i] if w.lower[c] == "that" and noun < c < i), None)
        own = self.child(i, SUBJECTS)
        above = w.head[noun]
        told = w.dep[noun] in ("dobj", "dative") and w.lemma[above] in of_class("hearing")
        if w.dep[noun] == "pobj" and w.lower[above] == "to" and that is not None:
            above = w.head[above]  # "made clear to the paper that Lima must pay"
            above = w.head[above] if w.lower[above] == "clear" else above
            clear = any(w.lower[c] == "clear" for c in w.children[above])
            told = clear or (w.dep[that] == "mark" and w.lemma[above] in of_class("speech"))
        if not told or that is None or own is None or own <= that or w.text[that - 1] == ",":
            return False
        w.dep[that], w.tag[that] = "mark", "IN"
        self.hang(i, above, "ccomp")
        return True

    def relative(self, i: int) -> None:
        """ "a meeting on the talks, which were suspended": the noun that agrees with the verb is the one meant."""
        w = self.w
        noun = w.head[i]
        if self._is_told(i, noun):
            return
        pronoun = next((c for c in w.children[i] if w.lower[c] in RELATIVES and w.dep[c] in SUBJECTS), None)
        if pronoun is None or pronoun < 2:
            return
        verb = next((c for c in w.children[i] if w.dep[c] in AUXILIARIES), i)
        plural = {"were": True, "are": True, "have": True, "was": False, "is": False, "has": False}.get(w.lower[verb])
        if plural is None or (w.tag[noun] in ("NNS", "NNPS")) == plural:
            return
        near = pronoun - 1 if w.text[pronoun - 1] != "," else pronoun - 2
        over = w.head[w.head[noun]] if w.dep[noun] == "pobj" else noun  # "a meeting of the envoys, which was held"
        for meant in (near, over):
            if meant != noun and w.pos[meant] == "NOUN" and (w.tag[meant] == "NNS") == plural:
                self.hang(i, meant, "relcl")
                return

    def reported(self, i: int) -> None:
        """ "a report that Lima had asked for a delay": a clause that lacks nothing is what the noun tells."""
        w = self.w
        noun = w.head[i]
        that = next((c for c in w.children[i] if w.lower[c] == "that" and noun < c < i), None)
        if that is None or w.lemma[noun] not in of_class("allegation") or w.dep[that] in _SUBJECTS:
            return
        subject = next((c for c in w.children[i] if w.dep[c] in _SUBJECTS), None)
        whole = any(w.dep[c] in _OBJECTS and c > i for c in w.children[i]) or any(
            w.dep[c] == "prep" and w.lower[c] in _OF_VERB for c in w.children[i] if c > i
        )
        passive = subject is not None and w.dep[subject] == "nsubjpass"
        if subject is not None and subject > that and (whole or passive):
            w.dep[i], w.dep[that], w.tag[that] = "acl", "mark", "IN"
