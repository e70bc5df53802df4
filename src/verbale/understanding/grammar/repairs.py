"""The parse with its systematic errors put right, in one place, before anything is read off it.

spaCy's small English model errs in kinds that the press is full of. Each repair below is one kind, with a sentence that
shows it; all of them only hang a token on another head, never cut it from its sentence.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.joining import Joining
from verbale.understanding.grammar.misplaced import Misplaced
from verbale.understanding.grammar.misread import Misread
from verbale.understanding.grammar.tables import toml
from verbale.understanding.grammar.trailing import hang_trailing
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import AUXILIARIES, FINITE, Words, is_verb, words_of


def parse_of(analysis: Analysis) -> Words:
    """The tokens of the analysed text with the repaired parse; `words_of` keeps the parse as it came."""
    words = analysis.once(words_of)
    repaired = replace(words, dep=list(words.dep), head=list(words.head), lemma=list(words.lemma), tag=list(words.tag))
    _Repairs(repaired).run()
    hang_trailing(repaired)
    children: list[list[int]] = [[] for _ in repaired.text]
    for i, head in enumerate(repaired.head):
        if head != i:
            children[head].append(i)
    return replace(repaired, children=children)


class _Repairs(Joining, Misread, Misplaced):
    """Goes once over the tokens of one article."""

    def run(self) -> None:
        """Mend every token that an error can begin at."""
        w, lemmas = self.w, toml("verbs")["lemmas"]["of"]
        for i, dep in enumerate(w.dep):
            if w.tag[i] in FINITE and dep not in ("ROOT", "aux", "auxpass"):
                self.lost_subject(i)
            if w.tag[i] in FINITE and dep not in ("aux", "auxpass"):
                self.caught(i)
            if w.tag[i] == "VB":
                self.bare_present(i)
            if dep == "conj" and is_verb(w, i):
                self.joined(i)
            elif dep == "acl" and w.tag[i] in FINITE and any(w.lower[c] == "that" for c in w.children[i]):
                self.taken_up(i)
            elif dep == "acl" and (w.tag[i] == "VBD" or (w.tag[i] == "VBN" and self.is_main(i))):
                self.finite_participle(i)
            elif dep == "csubj" and w.tag[i] == "VBD":
                self.reduced(i)
            elif dep == "ccomp" and is_verb(w, i):
                self.content(i)
            elif dep == "ccomp":
                self.verbless(i)
            elif dep == "appos" and w.pos[i] == "PROPN" and any(w.dep[c] == "conj" for c in w.children[i]):
                w.dep[i] = "conj"  # "Ann Lee, Bea Kim and Cleo Day": a list taken for an apposition
            elif dep == "relcl":
                self.reported(i)
            elif dep == "prep" and w.lower[i] == "due":
                self.due(i)
            elif dep == "prep" and w.head[i] > i and w.lower[i] in ("to", "until", "till"):
                self.set_before(i)
            elif dep == "prep" and w.lower[i] == "of" and w.lemma[w.head[w.head[i]]] in of_class("blame"):
                self.blamed_for(i)
            elif dep == "mark" and any(w.dep[c] == "pobj" for c in w.children[i]):
                self.hang(i, w.head[w.head[i]], "prep")  # "in talks since the spring to end the war"
            elif dep in ("csubj", "advcl") and w.lower[i] in of_class("guest"):
                self.guest(i)
            elif dep == "advcl" and w.tag[i] == "VB" and w.lower[i - 1] == "to":
                self.undertaken(i)
            elif dep == "xcomp" and w.tag[i] == "VB":
                self.proceeded(i)
            elif dep == "advcl" and w.tag[i] != "VBG":
                self.told_late(i)
            elif dep == "advcl" and "," in w.text[i - 2 : i] and w.lemma[i] in of_class("speech"):
                self.said_beside(i)
            if dep in ("ROOT", "parataxis") and w.text[i + 1 : i + 2] != ["."]:
                self.interrupted(i)
            if w.lower[i] in ("provided", "providing") and dep in ("prep", "acl", "advcl"):
                self.provided(i)
            if w.pos[i] == "VERB":
                w.lemma[i] = lemmas.get(w.lower[i], w.lemma[i])
            if w.tag[i] == "VBN" and dep != "acl" and self.child(i, frozenset({"nsubj"})) is not None:
                # "Its refusal to pay angered the bank": a past tense taken for a participle
                w.tag[i] = "VBN" if self.child(i, AUXILIARIES) is not None else "VBD"
