"""Where content stops short: what the parse takes in of the cue's own sentence, of its writer, of its occasion."""

from __future__ import annotations

from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.words import Words, is_finite
from verbale.understanding.statements.cues import speaking, takes, uttered
from verbale.understanding.statements.page import QUOTE_MARKS, Page
from verbale.understanding.statements.setting import occasions
from verbale.understanding.statements.tables import settings

BREAKS = frozenset({",", ";", ":", ".", "?", "!", "—", "–", "--", "-", "(", ")", "…", "―"})


class Clips:
    """What ends the contents of one cue, at the token `at` and in its clause, before their parse does."""

    def __init__(self, page: Page, clause: Clause, at: int) -> None:
        self._page = page
        self._words = page.words
        self._clause = clause
        self._at = at
        self._end = page.sentence(at)[1]

    def short_of_next(self, first: int, last: int, content: Clause | None) -> int:
        """Clip where the cue's own subject goes on: he said he would stay | and warned of …, | adding that …"""
        w = self._words
        for i in range(first + 1, last):
            ends = "," not in w.text[i:last] or self._page.grammar.whole(w.head[i])[1] >= last
            if w.text[i] == ";" and self._page.quoted[i] < 0 and not self._lists(i):
                return i
            comma = i - 1 if w.text[i - 1] not in QUOTE_MARKS else i - 2
            if w.text[comma] == "," and content is not None and content.head < i and self._sets(i, last):
                return comma if comma == i - 1 else i
            if w.text[comma] == "," and (self._adds(i) or (ends and comma == i - 1 and self._comments(i, content))):
                return i - 1 if comma == i - 1 else i
            joined = self._page.grammar.at(i) if w.dep[i] == "conj" else None
            if joined is not None and self._goes_back(content, joined):
                return self._before_joint(first, joined)
        return last

    def _sets(self, i: int, last: int) -> bool:
        """What opens, after a comma, whose word all that is, or when it fell: ", according to", ", as Lima left".

        What comes after "that" is said as a whole; what "after" opens tells of what is said as often as of saying it.
        """
        w, over = self._words, self._page.grammar.at(self._words.head[i])
        if self._page.quoted[i] != self._page.quoted[self._at]:
            return False
        as_ = w.lower[i] == "as" and w.dep[i] in ("mark", "advmod") and over is not None and _has_own(over)
        if as_ and over is not None and over.lemma in speaking() and self._page.grammar.whole(over.head)[1] >= last:
            return True  # "denied that it had paid, as Lima had alleged"
        when = as_ and over is not None and w.tag[self._at] == "VBD" and w.tag[over.head] == "VBD"
        return w.lower[i] == "according" or when

    def _lists(self, at: int) -> bool:
        """Whether a semicolon parts what is said into points: "that A; that B"; "(a) …; and (b) …"."""
        w, after = self._words, at + 1
        after += w.lower[after : after + 1] in (["and"], ["or"], ["but"])
        points = w.lower[after : after + 1] == ["that"] and w.dep[after] == "mark"  # not "; that move …"
        return points or w.lower[after : after + 1] == ["("] or w.text[after + 1 : after + 2] == [")"]

    def _adds(self, i: int) -> bool:
        """What opens, after a comma, what the speaker says besides, or another side: ", adding …", ", while Lima …"."""
        w = self._words
        while_ = w.lower[i] in settings("edges", "against") and i + 1 < self._end
        speaks = any(w.tag[j] == "VBG" and w.lemma[j] in speaking() for j in ((i, i + 1) if while_ else (i,)))
        against = w.lower[i] in settings("edges", "against") and w.dep[i] in ("mark", "advmod")
        over = self._page.grammar.at(w.head[i]) if against else None
        return speaks or (over is not None and _has_own(over))

    def _comments(self, i: int, content: Clause | None) -> bool:
        """What opens, after a comma, a comment on all that was said: ", which is true", ", a step that Oslo fears".

        What a whole clause tells of its last noun stays in: said that it would go to the port, which shut in May.
        """
        w, noun = self._words, self._words.head[i]
        if relates(i, self._words):
            over = self._page.grammar.over(i)
            return content is None or over is None or self._judges(i, over)
        below = (self._page.grammar.at(c) for c in w.children[noun] if w.dep[c] in ("relcl", "acl"))
        described = any(c is None or self._is_others(c, content) for c in below)  # not "a sum that would be held"
        return w.lower[i] in ("a", "an") and w.pos[noun] == "NOUN" and w.dep[noun] != "conj" and described

    def _is_others(self, below: Clause, content: Clause | None) -> bool:
        """Whether what hangs on a noun names who did it: "a step that Oslo fears", "a charge made by Oslo".

        What is no word of saying may be what the words are about: "the text, a draft made by Oslo".
        """
        w = self._words
        by = any(w.dep[c] == "agent" for c in w.children[below.head]) and w.lemma[w.head[below.head]] in uttered()
        return _has_own(below) or (below.relation == "relative" and content is None) or by

    def _judges(self, i: int, over: Clause) -> bool:
        """Whether a relative is about a whole clause: no noun stands before it, or its verb is one of judgement."""
        w, meant = self._words, over.meaning
        whole = w.pos[i - 2] not in ("NOUN", "PROPN", "PRON", "NUM") and self._page.quoted[i - 2] < 0
        names = {over.lemma, *(f"{over.lemma} {word}" for word in (over.particle, *self._page.grammar.beside(over)))}
        defines = over.lemma == "be" and any(w.lower[c] == "the" for c in w.children[meant])  # "which is the capital"
        judging = settings("edges", "judging") | takes("clause") | takes("complement")
        return whole or (not names.isdisjoint(judging) and not defines)

    def _before_joint(self, first: int, joined: Clause) -> int:
        w, own = self._words, joined.surface
        start = min(joined.head, own.extent[0]) if own is not None and own.how == "own" else joined.head
        while start > first and w.dep[start - 1] in ("cc", "advmod", "punct", "aux", "neg"):
            start -= 1
        return start

    def _goes_back(self, content: Clause | None, joined: Clause) -> bool:
        """Whether a joined verb goes on from the cue: worries about A | and fears B; said it will wait | and left."""
        w, grammar = self._words, self._page.grammar
        finite = w.tag[joined.head] in ("VBD", "VBZ", "VBP")
        if any(w.lower[c] == "that" and w.dep[c] == "mark" and c < joined.head for c in w.children[joined.head]):
            return False  # "said there was no vote, and that Lima …"
        if self._clause.form != "noun" and joined in grammar.joined(self._clause):
            goes_on = finite or (is_finite(w, joined.head) and not _has_own(joined))
            return goes_on and w.tag[self._at] in ("VBD", "VBZ", "VBP")
        if content is not None and takes_up(self._page, self._at, content, joined):
            return True
        if content is None or not finite or w.tag[joined.head] != w.tag[self._at]:
            return False
        own, of_content = _has_own(joined), w.head[joined.head] == content.head
        if joined.lemma in speaking():
            tells = joined in grammar.joined(content) or content.lemma in speaking()
            named = own and joined.surface is not None and w.pos[joined.surface.head] != "PRON"
            return (named and of_content) if own else not tells
        bare = not own and not any(w.dep[c] in ("aux", "auxpass", "mark") for c in w.children[joined.head])
        return bare and of_content and w.tag[content.head] != w.tag[joined.head]

    def short_of_setting(self, first: int, last: int) -> int:
        """Clip the occasion of speaking that the parse hangs on the content: agreed to wait | at their meeting."""
        w = self._words
        for i in range(last - 1, first, -1):
            if self._page.quoted[i] >= 0 or w.text[i] in BREAKS or w.pos[i] in ("VERB", "AUX", "CCONJ"):
                return last
            if w.lower[i] in ("at", "in", "during", "on", "by", "over") and w.dep[i] == "prep":
                if w.tag[i - 1] == "VBN" and w.dep[i - 1] == "acl":
                    return last  # "agreed to hold talks based | on the declaration"
                inner = next(iter(w.objects(i)), i)
                definite = any(w.dep[c] == "poss" or w.lower[c] in ("a", "an", "the") for c in w.children[inner])
                if w.lemma[inner] in occasions() and (definite or w.lower[i] in ("on", "by", "over")):
                    return i
        return last


def takes_up(page: Page, cue: int, content: Clause, joined: Clause) -> bool:
    """Whether a verb without a subject can only be the cue's: what is said is quoted, or is in the passive."""
    w, quoted, verb = page.words, page.quoted, joined.head
    bare = not any(w.dep[c] in ("aux", "auxpass", "mark", "nsubj", "nsubjpass") for c in w.children[verb])
    if not bare or quoted[verb] != quoted[cue] or w.head[verb] != content.head:
        return False
    if quoted[content.head] != quoted[cue]:  # "says it “answers a question” | and rules out a retreat"
        return w.tag[verb] == w.tag[cue]
    does = w.tag[verb] == "VBN" and any(w.dep[c] == "dobj" for c in w.children[verb])
    breaks = content.perfect and joined.lemma in speaking() and "," in w.text[verb - 3 : verb]
    # "regretted that it was shut | and expected them to come"; "had kept its word, | and instructed them to go"
    return does and w.tag[cue] == "VBD" and (content.voice == "passive" or breaks)


def relates(i: int, words: Words) -> bool:
    """Whether a relative that only adds opens at a token: ", which …"."""
    return words.text[i - 1] == "," and words.lower[i] in ("which", "who", "whose")


def _has_own(clause: Clause) -> bool:
    return clause.surface is not None and clause.surface.how == "own"
