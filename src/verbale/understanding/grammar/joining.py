"""Joined verbs, hung on the verb whose form they share: the parse takes the nearest one before them."""

from __future__ import annotations

from verbale.understanding.grammar.hanging import Hanging
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import AUXILIARIES, FINITE, SUBJECTS, is_verb


class Joining(Hanging):
    """Repairs of lists of verbs."""

    def joined(self, i: int) -> None:
        """ "said it would not sign but demanded a truce": a joined verb hangs on the verb whose form it shares."""
        w, first = self.w, self.w.head[i]
        if self.child(i, SUBJECTS) is not None or not is_verb(w, first):
            return
        bare = w.tag[i] in ("VB", "VBP") and w.tag[first] in ("VBD", "VBZ") and self.child(i, AUXILIARIES) is None
        willed = [c for c in w.children[first] if bare and w.dep[c] == "xcomp" and w.tag[c] == "VB" and c < i]
        if willed:  # "declined to name it or even directly blame it"
            self.hang(i, willed[-1], "conj")
            self._hang_conjunction(first, willed[-1], i)
            w.tag[i] = "VB"
            return
        fitting = first
        for _ in range(5):
            if self._same_form(fitting, i) and not self._speaks_again(fitting, i):
                break
            above = next((at for at in w.upward(w.head[fitting]) if is_verb(w, at)), fitting)
            if above == fitting or above > i:
                fitting = first
                break
            fitting = above
        if fitting != first:
            self.hang(i, fitting, "conj")
            self._hang_conjunction(first, fitting, i)
        elif w.tag[i] == "VBD" and w.tag[first] == "VBN" and self.child(i, AUXILIARIES) is None:
            w.tag[i] = "VBN"  # "have not signed the accord or released the prisoners"

    def _hang_conjunction(self, old: int, new: int, joined: int) -> None:
        before = [c for c in self.w.children[old] if self.w.dep[c] in ("cc", "punct") and old < c < joined]
        for c in reversed(before):
            if c > max((k for k in self.w.children[old] if k < joined and k not in before), default=old):
                self.hang(c, new, self.w.dep[c])

    def _same_form(self, first: int, joined: int) -> bool:
        """Whether two verbs can be joined: finite with finite, participle with participle, bare with bare."""
        w = self.w
        helpers = [w.lower[c] for c in w.children[first] if w.dep[c] in AUXILIARIES]
        own = [w.tag[c] for c in w.children[joined] if w.dep[c] in AUXILIARIES]
        if "TO" in own:
            return "to" in helpers
        if own:
            return bool(helpers and helpers != ["to"]) or w.tag[first] in FINITE
        tag = w.tag[joined]
        if tag == "VBD":
            had = w.tag[first] == "VBN" and bool({"have", "has", "had", "'ve"} & set(helpers))
            return (w.tag[first] in FINITE and not helpers) or had or bool({"was", "were"} & set(helpers))
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
        subject = self.child(first, SUBJECTS)
        itself = subject is not None and w.pos[subject] == "PRON" and w.lower[first - 1] == w.lower[subject] != "it"
        held = next((c for c in w.children[joined] if w.dep[c] == "dobj"), None)
        speaks = w.lemma[joined] in of_class("speech") or (
            held is not None and w.lemma[held] in of_class("warning") and w.lemma[joined] in of_class("light")
        )
        perfect = any(w.lower[c] in ("has", "have") for c in w.children[joined] if w.dep[c] in AUXILIARIES)
        same = w.tag[joined] == w.tag[saying] or (perfect and w.tag[saying] in ("VBZ", "VBP", "VBN"))
        return clause and speaks and same and not itself
