"""Where content begins and ends: what the parse of a clause leaves out or takes in by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.words import FINITE, is_finite
from verbale.understanding.statements.attributed import Cue
from verbale.understanding.statements.clips import BREAKS, Clips, relates
from verbale.understanding.statements.cues import known, takes
from verbale.understanding.statements.page import QUOTE_MARKS
from verbale.understanding.statements.tables import settings

_STOPS = frozenset({".", "?", "!", ";", ":"})
_WITHIN = {"speech": ("as",), "attitude": ("as", "before", "until", "by", "after")}
"""What opens, after an object, more of what is said of it or wished for it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a frame found: its name, the tokens, who is told or asked beside them, the finite clause."""

    frame: str
    ranges: tuple[Extent, ...]
    object: int | None = None
    clause: Clause | None = None


class Edges(Clips):
    """The edges of the contents of one cue, at the token `at` and in its clause."""

    def settled(self, content: Content, cue: Cue) -> tuple[Extent, ...]:
        """The tokens of what a frame found, drawn as far as the sentence lets them go and no further."""
        *before, (first, last) = content.ranges
        if last <= self._at and content.frame == "object":
            return content.ranges  # the subject of a passive
        if self._lacks_predicate(first, last):
            last = self._to_predicate(last)
        if content.frame in ("clause", "wh"):
            first = self._back_to_subject(first, content.clause) if content.clause is not None else first
            last = self._resumed(self._on_to_break(last))
        elif content.frame == "object":
            last = self._object_end(first, last, cue, content)
        elif content.frame in ("to", "other_to", "ing") or not before:
            last = self._with_conditions(self._on_to_break(last, stop_at_times=True))
            last = self._with_members(last) if content.frame in ("to", "other_to") else last
        spelt = self._spelt_out(content.clause) if content.clause is not None else None
        last = self.short_of_next(first, last if spelt is None else spelt[0], content.clause)
        last = spelt[1] if spelt is not None and last == spelt[0] else last
        if content.clause is None and self._words.tag[self._at] == "VBD":
            last = self.short_of_setting(first, last)
        found = [*before, (first, self._out_of_quotation(self._through_quotation(last)))]
        return tuple(piece for r in found for piece in self._without_cue(r) if piece[0] < piece[1])

    def settled_after(self, content: Content) -> tuple[Extent, ...]:
        """The tokens of what a noun or adjective takes, with a condition that follows, short of what only adds."""
        *before, (first, last) = content.ranges
        if self._lacks_predicate(first, last):
            last = self._to_predicate(last)
        if content.frame == "for" and last < self._end and self._words.tag[last] == "TO":
            last = self._on_to_break(last, through=True)  # "a call for Lima | to open the gate"
        if self._words.tag[first] == "TO":
            first = self._who_is_to(first)
        if content.frame in ("clause", "to", "wh"):
            last = self._resumed(last)
        return (*before, (first, self.short_of_next(first, last, content.clause)))

    def _who_is_to(self, first: int) -> int:
        """Back to who is to do it, where the parse hangs them on the noun by itself: "a call for | Lima to open"."""
        w, whole = self._words, self._page.grammar.whole
        beside = (c for c in w.children[self._at] if w.lower[c] == "for" and whole(c)[1] == first)
        return next((c + 1 for c in beside), first)

    def _lacks_predicate(self, first: int, last: int) -> bool:
        """Whether a clause with "that" breaks off before its verb: "that the men wanted in Lima | be freed"."""
        w = self._words
        opens = w.lower[first] == "that" and w.tag[first] == "IN"
        verbs = (w.tag[i] in FINITE or (w.tag[i] == "VB" and w.tag[i - 1] != "TO") for i in range(first, last))
        return opens and not any(verbs)

    def _to_predicate(self, last: int) -> int:
        """On over the verb that a clause lacks, and the marks round it: "that Lima, as he saw it, | “would pay”."""
        w, at = self._words, last
        while at < self._end and (w.text[at] in QUOTE_MARKS or w.text[at] == "," or w.pos[at] == "SPACE"):
            at += 1
        over = self._page.grammar.over(at) if at < self._end else None
        if self._clause.form == "noun" and over is not None and over.head in w.upward(self._at):
            return last  # "the demand that the men be freed | was refused"
        if at < self._end and (w.tag[at] in FINITE or w.pos[at] in ("AUX", "VERB")):
            part = self._page.part_at(at) if self._page.quoted[at] != self._page.quoted[self._at] else None
            return part[1] if part is not None else self._on_to_break(at + 1)
        return last

    def _without_cue(self, tokens: Extent) -> Iterator[Extent]:
        """The tokens on both sides of a cue that stands in their midst, its own subject left out."""
        own = self._clause.surface
        if not tokens[0] < self._at < tokens[1]:
            yield tokens
            return
        starts = own is not None and own.how == "own" and tokens[0] < own.extent[0] < self._at
        yield (tokens[0], own.extent[0] if own is not None and starts else self._at)
        yield (self._at + 1, tokens[1])

    def _back_to_subject(self, first: int, content: Clause) -> int:
        """A clause without a subject has lost it to the cue as its object: he believes the talks | will fail."""
        own, held = content.surface, self._clause.object
        if (own is not None and own.how == "own") or not is_finite(self._words, content.head) or held is None:
            return first
        if self._words.lower[first] == "that" and self._words.dep[first] == "mark":
            return first  # "told parliament on Monday | that the mayor had “at last” paid"
        lost = held.how == "own" and self._at < held.head and held.extent[1] <= first
        return min(first, held.extent[0]) if lost else first

    def _through_quotation(self, last: int) -> int:
        """On over a quotation that the content leads into without a comma: to talk | “in good faith”."""
        quoted = self._page.quoted
        if not self._at + 1 < last < self._end or self._words.pos[last - 1] == "PUNCT" or quoted[last - 1] >= 0:
            return last
        part = self._page.part_at(last) if quoted[last] != quoted[self._at] else None
        if part is None or any(a.head >= last for a in self._clause.all("clause")):
            return last
        return max(last, min(part[1], self._end))

    def _out_of_quotation(self, last: int) -> int:
        """On past a quotation with what hangs on it: called it “a clear breach” | of five treaties."""
        w, quoted = self._words, self._page.quoted
        out = last < self._end and quoted[last - 1] >= 0 and quoted[last - 1] != quoted[self._at] and quoted[last] < 0
        hangs = out and w.pos[last] == "ADP" and self._at < w.head[last] < last and quoted[w.head[last]] >= 0
        return self._on_to_break(last + 1, stop_at_times=True) if hangs and not self._tells_when(last) else last

    def _object_end(self, first: int, last: int, cue: Cue, content: Content) -> int:
        """An object with what hangs on it, short of who is told and of a relative clause that only adds."""
        w = self._words
        if cue.lemma in settings("verbs", "passes_on") and content.object is not None:
            told = (i for i in range(content.object + 1, last) if w.lower[i] == "to" and w.dep[i] in ("prep", "dative"))
            if (listener := next(told, None)) is not None:
                return listener
        if (last - first == 1 and w.lower[first] in ("this", "it", "that", "so")) or w.text[last - 1] == ":":
            return last
        if (
            adds := next((i for i in range(first + 2, last) if relates(i, w) or self._follows_from(i)), None)
        ) is not None:
            return adds - 1
        if last < len(w) and w.lower[last] in _WITHIN[cue.kind] and w.dep[last] in ("prep", "mark"):
            last += 1  # "proposed Riga | as the place"; "wants a deal | before the winter"
        return self._with_more(self._on_to_break(last, stop_at_times=cue.kind == "speech"), cue)

    def _follows_from(self, i: int) -> bool:
        """Whether what came of saying it opens at a token: "announced a levy, | prompting the towns to sue"."""
        w = self._words
        return w.text[i - 1] == "," and w.tag[i] == "VBG" and w.lemma[i] in settings("edges", "judging")

    def _with_more(self, last: int, cue: Cue) -> int:
        """On over further members of a list, which the parse hangs on the verb: "offers a pool and | a court"."""
        w = self._words
        below = (c for c in w.children[self._at] if w.dep[c] in ("dobj", "conj") and w.lemma[c] not in known())
        nouns = (c for c in below if w.pos[c] in ("NOUN", "PROPN"))
        for first, after in map(self._page.grammar.whole, nouns):
            if first == last + 1 and (w.text[last] == "," or w.lower[last] in ("and", "or")):
                last = self._on_to_break(after, stop_at_times=cue.kind == "speech")
        return last

    def _on_to_break(self, last: int, *, stop_at_times: bool = False, through: bool = False) -> int:
        """What follows without a comma belongs to the content, whatever the parser hangs it on."""
        w, quoted, at = self._words, self._page.quoted, last
        told = stop_at_times and w.lower[at + 1 : at + 2] == ["that"]  # "never sought to pay | and that …"
        if at < self._end and w.lower[at] in ("and", "but", "or") and not told and self._own_clause_follows(at):
            at += 1
        elif at < self._end and self._turns(at):
            return last
        while at < self._end and not self._breaks(at) and (through or quoted[at] == quoted[last - 1]):
            joins = w.lower[at] in ("and", "but") and w.head[at] == self._at
            governs = not through and at != self._at and at in w.upward(self._at)
            if joins or governs or (stop_at_times and self._tells_when(at)):
                break
            at += 1
        return at

    def _tells_when(self, at: int) -> bool:
        """Whether the time of the cue follows; one that bounds what is done does not: "offered a truce | until May"."""
        w, dated = self._words, self._page.dated
        time = at if dated[at] or w.pos[at] != "ADP" else min(at + 1, self._end - 1)
        first = next(i for i in range(time, 0, -1) if not dated[i - 1])
        bound = not {w.lower[first], w.lower[first - 1]}.isdisjoint(settings("edges", "bounds"))
        beside = w.dep[time] in ("compound", "poss") and not dated[w.head[time]]  # "Sunday ferries"
        return self._turns(at) or (dated[time] and not bound and not beside)

    def _turns(self, at: int) -> bool:
        """Whether a clause beside what is said opens: "while"; not "or" in "whether or not", "as" in "as long as"."""
        w = self._words
        goes_on = w.pos[at - 1] in ("ADP", "SCONJ") or (w.lower[at] == "as" and w.lower[at - 2] in ("as", "so"))
        return w.lower[at] in settings("edges", "turns") and not goes_on

    def _with_conditions(self, last: int) -> int:
        """An infinitive or phrase with the condition that follows it: to leave, provided that they pay."""
        while last < self._end - 1 and self._words.text[last] == "," and self._depends(last + 1):
            last = self._on_to_break(last + 1)
        return last

    def _with_members(self, last: int) -> int:
        """An infinitive with those joined to it, which no finite cue can take back: to sign it, or even to read it."""
        w = self._words
        for clause in self._page.grammar.headed((last, self._end)) if w.tag[self._at] != "VB" else ():
            helpers = [c for c in w.children[clause.head] if w.dep[c] in ("aux", "auxpass") and w.tag[c] != "TO"]
            bare = w.tag[clause.head] == "VB" and w.dep[clause.head] == "conj" and not helpers
            if not bare or clause.joined is None or not self._at <= clause.joined < last:
                break
            last = self._on_to_break(self._page.grammar.whole(clause.head)[1], stop_at_times=True)
        return last

    def _breaks(self, at: int) -> bool:
        """Whether a token is a break of the sentence; a hyphen inside a word is none."""
        w, text = self._words, self._words.text[at]
        return text in BREAKS and not (text in ("-", "–") and at > 0 and w.ends[at - 1] == w.starts[at])

    def _resumed(self, last: int) -> int:
        """Past a break where the content cannot end, or goes on at once: because, as he put it, …; …, but that …"""
        w, quoted = self._words, self._page.quoted
        while last < self._end - 1 and w.text[last] in BREAKS - _STOPS:
            after = last + 1
            dangling = w.lower[last - 1] in settings("edges", "dangling") and last - 1 > self._at
            joins = w.lower[after] in ("and", "but", "or") and w.lower[after + 1 : after + 2] == ["that"]
            predicate = w.tag[after] in FINITE and after > self._at + 2 and not self._reports(after)
            predicate = predicate and not self._is_host(after)
            goes_on = dangling or (joins and after + 1 < self._end) or predicate or self._depends(after)
            part = self._page.part_at(after) if quoted[after] >= 0 > quoted[self._at] else None
            if (
                part is not None
                and part[0] == after
                and w.pos[after + 1] == "ADP"
                and w.lower[after + 1] == w.text[after + 1]
            ):
                return self._resumed(part[1])  # "that none was held, | “on Monday or on any other day”"
            shifted = not goes_on and self._shifted(after)
            if not (goes_on or shifted) or quoted[after] != quoted[self._at]:
                return last
            last = self._on_to_break(after + joins, through=shifted)
        return last

    def _is_host(self, after: int) -> bool:
        """Whether a verb is that of the sentence into which the cue is set: "Lima, noting that it is late, | asked"."""
        w = self._words
        return w.tag[self._at] == "VBG" and (w.text[self._at - 1] == "," or after in w.upward(self._at))

    def _shifted(self, after: int) -> bool:
        """Whether a joined clause is told in the past of what was said: said it was late, and there would be none."""
        w = self._words
        if w.lower[after] not in ("and", "but") or w.tag[self._at] != "VBD":
            return False
        verbs = [i for i in range(after + 1, self._end) if w.tag[i] in FINITE]
        first = verbs[0] if verbs else after
        state = w.lower[first] in settings("edges", "shifted")
        mine = w.head[first] if w.tag[first] == "MD" or w.dep[first] in ("aux", "auxpass") else first
        return (
            state and w.lemma[mine] not in settings("refusals", "verbs") and not any(map(self._reports, (mine, *verbs)))
        )

    def _spelt_out(self, content: Clause) -> Extent | None:
        """The colon after which a sentence spells out what is said, and the sentence's end; None without one."""
        w, own = self._words, self._page.quoted[self._at]
        colons = (i for i in range(content.head + 1, self._end - 1) if w.text[i] == ":" and self._page.quoted[i] == own)
        colon = next(colons, None)
        kept = self._page.trimmed((colon + 1, self._end)) if colon is not None else None
        if colon is None or kept is None or not any(w.tag[i] in FINITE for i in range(*kept)):
            return None
        below = self._page.grammar.whole(content.head)
        again = any(self._reports(i) and self._page.quoted[i] == own for i in range(*kept))
        again = again or any(self._reports(i) and not below[0] <= i < below[1] for i in range(content.head + 1, colon))
        return None if again else (colon, kept[1])

    def _depends(self, after: int) -> bool:
        """Whether what begins at a token, after a comma, is a condition or ground of what is said: but only after …"""
        w, word = self._words, self._words.lower[after]
        if word in settings("edges", "paired"):
            return word in settings("edges", "always") or " ".join(w.lower[after : after + 2]) in settings(
                "edges", "pairs"
            )
        hung = w.dep[after] in ("prep", "advmod") and w.head[after] == self._at  # "since" and "given" before a noun
        return word in settings("edges", "conditions") and not (word in ("since", "given") and hung)

    def _own_clause_follows(self, at: int) -> bool:
        """Whether and or but joins to the cue's clause one that can only go on from its content."""
        w = self._words
        below = (c for c in w.children[self._at] if w.dep[c] == "conj" and c > at)
        joined = next((clause for c in below if (clause := self._page.grammar.at(c)) is not None), None)
        if joined is None or self._reports(joined.head):
            return False
        bare = w.tag[joined.head] == "VB" and w.tag[self._at] != "VB"
        return bare or (joined.surface is not None and joined.surface.how == "own" and joined.surface.head > at)

    def _reports(self, verb: int) -> bool:
        """Whether a verb is a cue that takes clauses: said, warned, believes."""
        return self._words.lemma[verb] in takes("clause")
