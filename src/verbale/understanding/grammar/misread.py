"""Clauses taken for something else: a sentence for a noun with a participle, what is agreed for a purpose."""

from __future__ import annotations

from verbale.understanding.grammar.hanging import Hanging
from verbale.understanding.grammar.vocabulary import governor, of_class
from verbale.understanding.grammar.words import AUXILIARIES, RELATIVES, SUBJECTS, is_finite, is_inverted, is_verb

_HOSTS = frozenset({"ROOT", "ccomp", "xcomp", "conj", "advcl", "parataxis"})
_CLAUSE = 14
"""How many words may stand before the verb of a clause."""


class Misread(Hanging):
    """Repairs of clauses that are read as what they are not."""

    def finite_participle(self, i: int) -> None:
        """ "The delegation left without signing": a sentence taken for a noun with a participle."""
        w = self.w
        noun = w.head[i]
        if w.dep[noun] != "ROOT":
            w.tag[i] = "VBN"  # "the strike, called off in March, …"
        else:
            above = {c: w.dep[c] for c in w.children[noun] if w.dep[c] in ("punct", "advcl", "conj", "cc")}
            w.head[i], w.dep[i] = i, "ROOT"
            self.hang(noun, i, "nsubj")
            for c, dep in above.items():
                if c > i:
                    self.hang(c, i, dep)

    def is_main(self, i: int) -> bool:
        """ "The envoy, noting that it was late, called for a vote": the verb of a sentence as a participle."""
        w, noun = self.w, self.w.head[i]
        takes = self.child(i, frozenset({"dobj", "oprd", "ccomp", "xcomp", "prep"})) is not None
        if w.dep[noun] != "ROOT" or w.pos[noun] not in ("NOUN", "PROPN") or not takes or not w.lower[i].endswith("ed"):
            return False
        if self.child(i, frozenset({"agent", *AUXILIARIES})) is not None:
            return False
        main = w.text[i - 1] == "," and any(w.tag[c] == "VBG" and noun < c < i for c in w.children[noun])
        w.tag[i] = "VBD" if main else w.tag[i]
        return main

    def reduced(self, i: int) -> None:
        """ "The meeting set for Friday will not take place": a participle taken for a clause that is the subject."""
        w = self.w
        subject, above = self.child(i, frozenset({"nsubj"})), w.head[i]
        opened = self.child(i, AUXILIARIES | {"mark", "advmod", "dobj"}) is not None
        if subject is not None and subject < i < above and not opened and is_finite(w, above):
            self.hang(subject, above, "nsubj")
            self.hang(i, subject, "acl")
            w.tag[i] = "VBN"

    def bare_present(self, i: int) -> None:
        """ "Two advisers say": a plural's present tense taken for a bare infinitive; none in "let them go"."""
        w = self.w
        if self.child(i, AUXILIARIES | {"mark"}) is not None or w.dep[i] not in ("ROOT", "parataxis", "ccomp", "relcl"):
            return
        subject = next((c for c in w.children[i] if w.dep[c] == "nsubj" and c < i), None)
        said = w.dep[i] != "ccomp" or w.lemma[w.head[i]] in of_class("saying")
        plural = subject is not None and (
            w.tag[subject] in ("NNS", "NNPS") or w.lower[subject] in ("they", "we", "some")
        )
        w.tag[i] = "VBP" if said and plural else w.tag[i]

    def verbless(self, i: int) -> None:
        """ "declared the talks dead": what is said of an object, taken for a clause of its own."""
        be = self.child(i, frozenset({"auxpass"}))
        if be is not None and self.w.pos[i] == "ADJ":
            self._stands_as_verb(be, i)  # "said that Lima was prepared to pay"
            self.content(be)
            return
        subject = self.child(i, SUBJECTS)
        above = self.w.head[i]
        if subject is None and i == above + 1 and self.w.pos[i] == "ADJ":
            self.w.dep[i] = "oprd"  # "made clear that it would strike"
        elif subject is not None and above < subject < i and self.w.pos[i] in ("ADJ", "NOUN"):
            self.hang(subject, above, "dobj")
            self.hang(i, above, "oprd")

    def _stands_as_verb(self, be: int, adjective: int) -> None:
        """The copula of an adjective taken for a passive made the head of its clause."""
        w = self.w
        w.head[be], w.dep[be] = w.head[adjective], w.dep[adjective]
        w.head[adjective], w.dep[adjective] = be, "acomp"
        for c in w.children[adjective]:
            if c < be:
                self.hang(c, be, "nsubj" if w.dep[c] == "nsubjpass" else w.dep[c])

    def content(self, i: int) -> None:
        """A clause that is no content of the one above it, or has taken of that what is not its own."""
        w = self.w
        above = w.head[i]
        subject = self.child(i, SUBJECTS)
        quoted = w.dep[above] == "ROOT" and w.quote[above] and above < i
        if quoted and not w.quote[i] and w.lower[i] in of_class("said"):
            w.head[i], w.dep[i] = i, "ROOT"  # "'We wait,' the envoy said": the quotation taken for what says it
            self.hang(above, i, "ccomp")
            return
        held = next((c for c in w.children[above] if w.dep[c] == "attr" and above < c < i), None)
        if subject is not None and held is not None and w.lower[subject] in RELATIVES and w.dep[subject] == "nsubj":
            self.hang(i, held, "relcl")  # "It was Lima that broke off the talks"
            w.tag[subject] = "WDT"
            return
        helper = self.child(i, AUXILIARIES)
        if helper is not None and (i < above or w.lower[helper] == "should") and is_inverted(w, i):
            w.dep[i] = "advcl"  # "Had the text been signed, the war would be over"; "it will lapse should they leave"
            return
        if i < above and not self._is_reported(i, above):
            return
        if above < i and is_finite(w, i):
            self._part_subject(i, above, subject)
        if above < i:
            # "said on Monday it was leaving": a time before the subject belongs to the saying
            opening = self.child(i, SUBJECTS | {"mark", "expl"})
            for c in w.children[i]:
                early = opening is not None and above < c < opening and w.dep[c] in ("prep", "npadvmod")
                if early and "," not in w.text[above : c + 1]:
                    self.hang(c, above, w.dep[c])

    def _part_subject(self, i: int, above: int, subject: int | None) -> None:
        """ "told Reuters Israel would wait", "said on Friday peace talks went on": two nouns taken for one name."""
        w = self.w
        if subject is not None:
            day = next(iter(w.children[subject]), above)
            if above < day < subject and w.lower[day] in of_class("weekday") and w.dep[day] == "compound":
                self.hang(day, above, "npadvmod")  # "said Friday talks went on"
            return
        over = next((c for c in w.children[above] if w.dep[c] in ("dobj", "prep") and above < c < i), above)
        last = over if w.dep[over] == "dobj" else self.child(over, frozenset({"pobj"})) or over
        over, cut = (above, last - 1) if last == over else (over, over + 1)
        hears = w.lemma[above] in of_class("hearing") and all(w.pos[k] == "PROPN" for k in range(above + 1, last + 1))
        if over < cut < last < i and (hears if over == above else w.lower[cut] in of_class("time")):
            self.hang(cut, over, w.dep[last])
            self.hang(last, i, "nsubj")
            for k in range(over + 1, cut):
                self.hang(k, cut, "compound")

    def told_late(self, i: int) -> None:
        """ "said after the round she would not sign": content that a time before its subject makes adverbial."""
        w, above = self.w, self.w.head[i]
        subject, opening = self.child(i, SUBJECTS), self.child(i, frozenset({"prep", "npadvmod"}))
        held = self.child(above, frozenset({"ccomp", "xcomp", "dobj"})) is not None or "," in w.text[above : i + 1]
        if held or opening is None or subject is None or self.child(i, frozenset({"mark", "advmod"})) is not None:
            return
        if w.lemma[above] in of_class("saying") and opening == above + 1 < subject and is_finite(w, i):
            w.dep[i] = "ccomp"
            self.content(i)

    def _is_reported(self, i: int, above: int) -> bool:
        """Whether a clause before its verb is what that verb says; else it is the first of two joined predicates."""
        w = self.w
        if w.lemma[above] in of_class("speech") or governor(w.lemma[above], frozenset()) is not None or w.quote[i]:
            return True
        if self.child(i, SUBJECTS) is None or (self.child(above, SUBJECTS) is not None and ";" not in w.text[i:above]):
            return True
        # "The talks began in May, stalled and, in June, collapsed", "Lima signed; Quito left": the last of several
        # clauses is made the head of the first
        dep, over = w.dep[above], w.head[above]
        w.head[i], w.dep[i] = (i, "ROOT") if dep == "ROOT" else (over, dep)
        self.hang(above, i, "conj")
        return False

    def provided(self, i: int) -> None:
        """ "will pay provided the crew is freed": a conjunction taken for a participle or a preposition."""
        w = self.w
        if self.child(i, AUXILIARIES | {"mark"}) is not None or i + 1 >= len(w.text) or w.pos[i + 1] == "ADP":
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
        self.hang(verb, above, "advcl")
        if held and self.child(verb, SUBJECTS) is None:
            passive = self.child(verb, frozenset({"auxpass"})) is not None
            self.hang(held[0], verb, "nsubjpass" if passive else "nsubj")
        self.hang(i, verb, "mark")
        w.tag[verb] = "VBD" if w.tag[verb] == "VBN" and self.child(verb, AUXILIARIES) is None else w.tag[verb]

    def _is_finite_after(self, v: int, start: int) -> bool:
        """Whether `v` heads the clause that the word at `start` opens: finite, in no relative clause, past no comma."""
        w = self.w
        finite = is_finite(w, v) or (w.tag[v] == "VBN" and w.dep[v] == "acl" and w.head[v] == v - 1)
        return is_verb(w, v) and finite and w.dep[v] != "relcl" and "," not in w.text[start:v]

    def undertaken(self, i: int) -> None:
        """ "agreed in Oslo on 4 May to reopen the talks": what is agreed, taken for the purpose of agreeing."""
        w = self.w
        above = w.head[i]
        self.proceeded(i)
        laid = governor(w.lemma[above], frozenset())
        bare = self.child(above, frozenset({"dobj", "dative", "xcomp", "ccomp", "nsubjpass"})) is None
        on = (p for c in w.children[above] if w.lower[c] in ("on", "to", "about", "upon") for p in w.children[c])
        agreed_on = any(w.pos[p] == "NOUN" and w.lemma[p] not in of_class("time") for p in on)
        undertakes = laid is not None and laid.modality in ("decision", "commitment")
        if above < i and undertakes and bare and not agreed_on:
            w.dep[i] = "xcomp"

    def proceeded(self, i: int) -> None:
        """ "went on to urge them": nothing intended."""
        w = self.w
        above = w.head[i]
        if w.lemma[above] == "go" and any(w.lower[c] == "on" for c in w.children[above]):
            w.dep[i], w.lemma[above] = "xcomp", "proceed"

    def lost_subject(self, i: int) -> None:
        """ "came on Monday and the king signed it": a subject taken for a further member of the list before it."""
        w, at = self.w, i - 2 if self.w.text[i - 1] == "," else i - 1
        lost = next((c for c in range(w.head[i], i) if w.text[c - 1] == ":" and w.dep[c] == "appos"), None)
        if lost is not None and self.child(i, SUBJECTS) is None:
            self.hang(lost, i, "nsubj")  # "denied the report: all of these tales, she said, are old"
            w.dep[i] = "conj"
        if at < 2 or w.pos[at] not in ("NOUN", "PROPN", "PRON", "VERB", "NUM") or self.child(i, SUBJECTS) is not None:
            return
        while w.dep[at] != "conj" and w.head[at] != at and w.head[at] < at + 1:
            at = w.head[at]
        above, first = w.head[i], w.head[at]
        listed = w.dep[at] == "conj" and w.pos[at] in ("NOUN", "PROPN", "PRON") and w.dep[first] in ("pobj", "npadvmod")
        joint = min([at, *(c for c in w.children[at] if c < at)]) - 1
        if listed and is_verb(w, above) and above < first and w.lower[joint] in ("and", "but") and w.dep[i] != "relcl":
            self.hang(at, i, "nsubj")
            w.dep[i] = "conj"
            self.hang(joint, above, "cc")
