"""The parse with its systematic errors put right, in one place, before anything is read off it.

spaCy's small English model errs in kinds that the press is full of. Each repair below is one kind, with a sentence that
shows it; all of them only hang a token on another head, never cut it from its sentence.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.misplaced import hang_misplaced
from verbale.understanding.grammar.trailing import hang_trailing
from verbale.understanding.grammar.vocabulary import governor, of_class
from verbale.understanding.grammar.words import Words, words_of

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HOSTS = frozenset({"ROOT", "ccomp", "xcomp", "conj", "advcl", "parataxis"})
_CLAUSE = 14
"""How many words may stand before the verb of a clause."""
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_MISREAD = {
    "ground": "grind", "wound": "wind", "hoped": "hope", "hoping": "hope", "hopes": "hope", "paced": "pace",
    "slated": "slate",
}  # fmt: skip
"""Forms that the lemmatizer reads as those of another verb."""


def parse_of(analysis: Analysis) -> Words:
    """The tokens of the analysed text with the repaired parse; `words_of` keeps the parse as it came."""
    words = analysis.once(words_of)
    repaired = replace(words, dep=list(words.dep), head=list(words.head), lemma=list(words.lemma), tag=list(words.tag))
    hang_misplaced(repaired)
    _Repairs(repaired).run()
    hang_trailing(repaired)
    children: list[list[int]] = [[] for _ in repaired.text]
    for i, head in enumerate(repaired.head):
        if head != i:
            children[head].append(i)
    return replace(repaired, children=children)


def is_verb(words: Words, i: int) -> bool:
    """Whether token `i` is a verb, or an auxiliary that stands as one ("is" in "is dead")."""
    return words.pos[i] in ("VERB", "AUX") and words.dep[i] not in AUXILIARIES


class _Repairs:
    """Goes once over the tokens of one article; `words.children` stay as they were until all is done."""

    def __init__(self, words: Words) -> None:
        self.w = words

    def run(self) -> None:
        """Mend every token that an error can begin at."""
        w = self.w
        for i, dep in enumerate(w.dep):
            if dep == "conj" and is_verb(w, i):
                self._joined(i)
            elif dep == "acl" and w.tag[i] == "VBD":
                self._finite_participle(i)
            elif dep == "ccomp" and is_verb(w, i):
                self._content(i)
            elif dep == "ccomp":
                self._verbless(i)
            elif dep == "appos" and w.pos[i] == "PROPN" and any(w.dep[c] == "conj" for c in w.children[i]):
                w.dep[i] = "conj"  # "Ann Lee, Bea Kim and Cleo Day": a list taken for an apposition
            elif dep == "relcl":
                self._relative(i)
            elif dep == "prep" and w.lower[i] == "due":
                self._due(i)
            elif dep == "prep" and w.lower[i] == "of" and w.lemma[w.head[w.head[i]]] in of_class("blame"):
                self._blamed_for(i)
            elif dep == "mark" and any(w.dep[c] == "pobj" for c in w.children[i]):
                self._hang(i, w.head[w.head[i]], "prep")  # "in talks since the spring to end the war"
            elif dep == "advcl" and w.tag[i] == "VB" and w.lower[i - 1] == "to":
                self._undertaken(i)
            elif dep == "advcl" and w.tag[i] == "VBG" and w.text[i - 1] == "," and w.lemma[i] in of_class("speech"):
                self._said_beside(i)
            if w.lower[i] in ("provided", "providing") and dep in ("prep", "acl", "advcl"):
                self._provided(i)
            if w.lower[i] in _MISREAD and w.pos[i] == "VERB":
                w.lemma[i] = _MISREAD[w.lower[i]]
            if w.tag[i] == "VBN" and dep != "acl" and self._child(i, frozenset({"nsubj"})) is not None:
                # "Its refusal to pay angered the bank": a past tense taken for a participle
                w.tag[i] = "VBN" if self._child(i, AUXILIARIES) is not None else "VBD"

    def _provided(self, i: int) -> None:
        """ "will pay provided the crew is freed": a conjunction taken for a participle or a preposition."""
        w = self.w
        if self._child(i, AUXILIARIES | {"mark"}) is not None or i + 1 >= len(w.text) or w.pos[i + 1] == "ADP":
            return
        before = range(i - 1, max(-1, i - 3 * _CLAUSE), -1)
        above = next(
            (v for v in before if is_verb(w, v) and w.dep[v] in _HOSTS and w.sentence[v] == w.sentence[i]), None
        )
        following = range(i + 2, min(i + 2 + _CLAUSE, len(w.text)))
        verb = next((v for v in following if self._is_finite_after(v, i)), None)
        if verb is None or above is None or w.sentence[verb] != w.sentence[i]:
            return
        held = [n for n in range(i + 1, verb) if w.pos[n] in ("NOUN", "PROPN", "PRON") and w.head[n] < i + 1]
        self._hang(verb, above, "advcl")
        if held and self._child(verb, SUBJECTS) is None:
            passive = self._child(verb, frozenset({"auxpass"})) is not None
            self._hang(held[0], verb, "nsubjpass" if passive else "nsubj")
        self._hang(i, verb, "mark")
        w.tag[verb] = "VBD" if w.tag[verb] == "VBN" and self._child(verb, AUXILIARIES) is None else w.tag[verb]

    def _is_finite_after(self, v: int, start: int) -> bool:
        """Whether `v` heads the clause that the word at `start` opens: finite, in no relative clause, past no comma."""
        w = self.w
        helped = any(w.tag[c] in _FINITE for c in w.children[v] if w.dep[c] in AUXILIARIES)
        finite = w.tag[v] in _FINITE or helped or (w.tag[v] == "VBN" and w.dep[v] == "acl" and w.head[v] == v - 1)
        return is_verb(w, v) and finite and w.dep[v] != "relcl" and "," not in w.text[start:v]

    def _blamed_for(self, i: int) -> None:
        """ "accused their neighbours of closing the gate": what somebody is accused of, taken for part of who is."""
        w = self.w
        blamed = w.head[i]
        if w.dep[blamed] in ("dobj", "pobj", "dative") and self._child(i, frozenset({"pcomp"})) is not None:
            w.head[i] = w.head[blamed]

    def _undertaken(self, i: int) -> None:
        """ "agreed in Oslo on 4 May to reopen the talks": what is agreed, taken for the purpose of agreeing."""
        w = self.w
        above = w.head[i]
        if w.lemma[above] == "go" and any(w.lower[c] == "on" for c in w.children[above]):
            w.dep[i], w.lemma[above] = "xcomp", "proceed"  # "went on to urge them": nothing intended
        laid = governor(w.lemma[above], frozenset())
        bare = self._child(above, frozenset({"dobj", "dative", "xcomp", "ccomp", "nsubjpass"})) is None
        agreed_on = any(
            w.pos[p] == "NOUN" and w.lemma[p] not in of_class("time")
            for c in w.children[above]
            if w.lower[c] in ("on", "to", "about", "upon")
            for p in w.children[c]
        )
        undertakes = laid is not None and laid.modality in ("decision", "commitment")
        if above < i and undertakes and bare and not agreed_on:
            w.dep[i] = "xcomp"

    def _said_beside(self, i: int) -> None:
        """ "said there was trust, adding that it would last": who said it adds, not what was said."""
        w = self.w
        host = w.head[i]
        saying = w.head[host]
        inside = w.dep[host] == "ccomp" and saying < host < i and w.quote[saying] == w.quote[i]
        if inside and is_verb(w, saying) and w.lemma[saying] in of_class("speech"):
            self._hang(i, saying, "advcl")

    def _child(self, i: int, deps: frozenset[str]) -> int | None:
        return next((c for c in self.w.children[i] if self.w.dep[c] in deps), None)

    def _hang(self, i: int, head: int, dep: str) -> None:
        """Hang a token on another head, unless that one hangs on it."""
        at = head
        while at != i and self.w.head[at] != at:
            at = self.w.head[at]
        if at != i:
            self.w.head[i], self.w.dep[i] = head, dep

    def _joined(self, i: int) -> None:
        """ "said it would not sign but demanded a truce": a joined verb hangs on the verb whose form it shares."""
        w = self.w
        if self._child(i, SUBJECTS) is not None:
            self._joined_with_subject(i)
            return
        first = w.head[i]
        if not is_verb(w, first):
            return
        fitting = first
        for _ in range(5):
            if self._same_form(fitting, i) and not self._speaks_again(fitting, i):
                break
            above = w.head[fitting]
            while above != w.head[above] and not is_verb(w, above):
                above = w.head[above]
            if above == fitting or not is_verb(w, above) or above > i:
                fitting = first
                break
            fitting = above
        if fitting != first:
            self._hang(i, fitting, "conj")
            self._hang_conjunction(first, fitting, i)
        elif w.tag[i] == "VBD" and w.tag[first] == "VBN" and self._child(i, AUXILIARIES) is None:
            w.tag[i] = "VBN"  # "have not signed the accord or released the prisoners"

    def _joined_with_subject(self, i: int) -> None:
        """ "It is dead," he said, "and nobody will revive it": what is said further on, joined to the saying."""
        w = self.w
        first = w.head[i]
        said = next((c for c in w.children[first] if w.dep[c] == "ccomp" and w.quote[c]), None)
        if w.quote[i] and not w.quote[first] and said is not None:
            self._hang(i, said, "conj")  # "It is dead," he said, "and nobody will revive it."

    def _hang_conjunction(self, old: int, new: int, joined: int) -> None:
        before = [c for c in self.w.children[old] if self.w.dep[c] in ("cc", "punct") and old < c < joined]
        for c in reversed(before):
            if c > max((k for k in self.w.children[old] if k < joined and k not in before), default=old):
                self._hang(c, new, self.w.dep[c])

    def _same_form(self, first: int, joined: int) -> bool:
        """Whether two verbs can be joined: finite with finite, participle with participle, bare with bare."""
        w = self.w
        helpers = [w.lower[c] for c in w.children[first] if w.dep[c] in AUXILIARIES]
        own = [w.tag[c] for c in w.children[joined] if w.dep[c] in AUXILIARIES]
        if "TO" in own:
            return "to" in helpers
        if own:
            return bool(helpers and helpers != ["to"]) or w.tag[first] in _FINITE
        tag = w.tag[joined]
        if tag == "VBD":
            had = w.tag[first] == "VBN" and bool({"have", "has", "had", "'ve"} & set(helpers))
            return (w.tag[first] in _FINITE and not helpers) or had or bool({"was", "were"} & set(helpers))
        if tag in ("VBZ", "VBP"):
            return w.tag[first] in ("VBZ", "VBP") or bool({"is", "are", "has", "have", "will"} & set(helpers))
        if tag == "VBN":
            return w.tag[first] in ("VBN", "VBD", "JJ") or w.pos[first] == "AUX"
        return w.tag[first] == tag or w.pos[first] == "AUX"

    def _speaks_again(self, first: int, joined: int) -> bool:
        """ "said it was useful but demanded more": a verb of saying without a subject, joined to what is said."""
        w = self.w
        saying = w.head[first]
        clause = w.dep[first] == "ccomp" and w.lemma[saying] in of_class("speech") and saying < first
        subject = self._child(first, SUBJECTS)
        itself = (
            subject is not None
            and w.pos[subject] == "PRON"
            and w.lower[first - 1] == w.lower[subject] != "it"
            and w.lemma[first] != "be"
        )
        held = next((c for c in w.children[joined] if w.dep[c] == "dobj"), None)
        speaks = w.lemma[joined] in of_class("speech") or (
            held is not None and w.lemma[held] in of_class("warning") and w.lemma[joined] in of_class("light")
        )
        perfect = any(w.lower[c] in ("has", "have") for c in w.children[joined] if w.dep[c] in AUXILIARIES)
        same = w.tag[joined] == w.tag[saying] or (perfect and w.tag[saying] in ("VBZ", "VBP", "VBN"))
        return clause and speaks and same and not itself

    def _finite_participle(self, i: int) -> None:
        """ "The delegation left without signing": a sentence taken for a noun with a participle."""
        w = self.w
        noun = w.head[i]
        if any(w.lower[c] == "whose" for c in w.children[noun]):
            # "Lima, whose envoy left in May, said …": the clause belongs to Lima
            self._hang(i, w.head[noun], "relcl")
            self._hang(noun, i, "nsubj")
        elif w.dep[noun] != "ROOT":
            w.tag[i] = "VBN"  # "the strike, called off in March, …"
        else:
            above = {c: w.dep[c] for c in w.children[noun] if w.dep[c] in ("punct", "advcl", "conj", "cc")}
            w.head[i], w.dep[i] = i, "ROOT"
            self._hang(noun, i, "nsubj")
            for c, dep in above.items():
                if c > i:
                    self._hang(c, i, dep)

    def _due(self, i: int) -> None:
        """ "the fourth round, due to open in May": said of the noun before it."""
        near = i - 1 if self.w.text[i - 1] != "," else i - 2
        if near >= 0 and self.w.pos[near] in ("NOUN", "PROPN") and "of" not in self.w.lower[i + 1 : i + 2]:
            self._hang(i, near, "amod")

    def _verbless(self, i: int) -> None:
        """ "declared the talks dead": what is said of an object, taken for a clause of its own."""
        be = self._child(i, frozenset({"auxpass"}))
        if be is not None and self.w.pos[i] == "ADJ":
            self._stands_as_verb(be, i)  # "said that Lima was prepared to pay"
            self._content(be)
            return
        subject = self._child(i, SUBJECTS)
        above = self.w.head[i]
        if subject is not None and above < subject < i and self.w.pos[i] in ("ADJ", "NOUN"):
            self._hang(subject, above, "dobj")
            self._hang(i, above, "oprd")

    def _stands_as_verb(self, be: int, adjective: int) -> None:
        """The copula of an adjective taken for a passive made the head of its clause."""
        w = self.w
        w.head[be], w.dep[be] = w.head[adjective], w.dep[adjective]
        w.head[adjective], w.dep[adjective] = be, "acomp"
        for c in w.children[adjective]:
            if c < be:
                self._hang(c, be, "nsubj" if w.dep[c] == "nsubjpass" else w.dep[c])

    def _content(self, i: int) -> None:
        w = self.w
        above = w.head[i]
        subject = self._child(i, SUBJECTS)
        held = next((c for c in w.children[above] if w.dep[c] == "attr" and above < c < i), None)
        if subject is not None and held is not None and w.lower[subject] in _RELATIVES and w.dep[subject] == "nsubj":
            self._hang(i, held, "relcl")  # "It was Lima that broke off the talks"
            w.tag[subject] = "WDT"
            return
        if (i < above or self._opens_with_should(i)) and self._is_inverted(i):
            w.dep[i] = (
                "advcl"  # "Had the text been signed, the war would have ended"; "it will lapse should they leave"
            )
            return
        if i < above and not self._is_reported(i, above):
            return
        if above < i:
            # "said on Monday it was leaving": a time before the subject belongs to the saying
            opening = self._child(i, SUBJECTS | {"mark", "expl"})
            for c in w.children[i]:
                early = opening is not None and above < c < opening and w.dep[c] in ("prep", "npadvmod")
                if early and "," not in w.text[above : c + 1]:
                    self._hang(c, above, w.dep[c])

    def _opens_with_should(self, i: int) -> bool:
        helper = self._child(i, AUXILIARIES)
        return helper is not None and self.w.lower[helper] == "should"

    def _is_inverted(self, i: int) -> bool:
        subject, helper = self._child(i, SUBJECTS), self._child(i, AUXILIARIES)
        opens = helper is not None and self.w.lower[helper] in ("had", "should", "were")
        return opens and subject is not None and helper is not None and helper < subject

    def _is_reported(self, i: int, above: int) -> bool:
        """Whether a clause before its verb is what that verb says; else it is the first of two joined predicates."""
        w = self.w
        if w.lemma[above] in of_class("speech") or governor(w.lemma[above], frozenset()) is not None or w.quote[i]:
            return True
        if self._child(i, SUBJECTS) is None or (
            self._child(above, SUBJECTS) is not None and not self._run_on(i, above)
        ):
            return True
        # "The talks began in May, stalled and, in June, collapsed", "Lima signed; Quito left": the last of several
        # clauses is made the head of the first
        dep, over = w.dep[above], w.head[above]
        w.head[i], w.dep[i] = (i, "ROOT") if dep == "ROOT" else (over, dep)
        self._hang(above, i, "conj")
        return False

    def _run_on(self, i: int, above: int) -> bool:
        return ";" in self.w.text[i:above]

    def _is_told(self, i: int, noun: int) -> bool:
        """ "told a newspaper that Lima must pay": what somebody is told, taken for a relative of who is told."""
        w = self.w
        that = next((c for c in w.children[i] if w.lower[c] == "that" and noun < c < i), None)
        own = self._child(i, SUBJECTS)
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
        self._hang(i, above, "ccomp")
        return True

    def _relative(self, i: int) -> None:
        """ "a meeting on the talks, which were suspended": the noun that agrees with the verb is the one meant."""
        w = self.w
        noun = w.head[i]
        if self._is_told(i, noun):
            return
        pronoun = next((c for c in w.children[i] if w.lower[c] in _RELATIVES and w.dep[c] in SUBJECTS), None)
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
                self._hang(i, meant, "relcl")
                return
