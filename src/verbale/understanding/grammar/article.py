"""The grammar of one article: its clauses, worked out once, and the way from tokens to code points.

grammar = grammar_of(analysis)
for clause in grammar.clauses:
    if clause.lemma == "sign" and clause.is_fact and clause.subject:
        print(grammar.words_of(clause.subject.extent), grammar.span(clause.subject.extent))
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.building import Building
from verbale.understanding.grammar.clause import Clause, Extent
from verbale.understanding.grammar.quotation import quotations_of
from verbale.understanding.grammar.repairs import parse_of
from verbale.understanding.grammar.trimming import trimmed
from verbale.understanding.grammar.vocabulary import of_class
from verbale.understanding.grammar.words import Words, is_verb

_POINTING = frozenset({"it", "them"})
_STATES = frozenset({"at", "on", "in", "under", "off"})


def grammar_of(analysis: Analysis) -> Grammar:
    """The grammar of an article, worked out at the first call and kept with the analysis."""
    return analysis.once(Grammar)


class Grammar:
    """The clauses of one article. Tokens are numbers in `words`; nothing here changes once it is worked out."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words: Words = analysis.once(parse_of)
        self._building = Building(self.words, self._depths())
        self._others: dict[int, Clause] = {}
        self._beside: dict[int, frozenset[str]] = {}

    def _depths(self) -> list[int]:
        depth = [0] * len(self.words)
        for quotation in self.analysis.once(quotations_of):
            for start, end in quotation.parts:
                first, after = self.tokens((start, end))
                for i in range(first, after):
                    depth[i] += 1
        return depth

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause with a verb, by the place of its head."""
        return tuple(self._building.of_verb(i) for i in self._building.heads())

    @cached_property
    def _heads(self) -> list[int]:
        return [c.head for c in self.clauses]

    @cached_property
    def by_head(self) -> dict[int, Clause]:
        """The clauses with a verb by the token that heads each."""
        return {c.head: c for c in self.clauses}

    @cached_property
    def predicates(self) -> tuple[int, ...]:
        """The tokens that may tell what is done: verbs, nouns, what stands before nouns, what "with" opens."""
        w = self.words
        return tuple(
            i
            for i, dep in enumerate(w.dep)
            if i in self.by_head or dep == "amod" or w.pos[i] == "NOUN" or (dep == "prep" and self.absolute(i))
        )

    @cached_property
    def _below(self) -> dict[int | None, list[Clause]]:
        return self._grouped(lambda c: c.parent)

    @cached_property
    def _joined_to(self) -> dict[int | None, list[Clause]]:
        return self._grouped(lambda c: c.joined)

    def _grouped(self, by: Callable[[Clause], int | None]) -> dict[int | None, list[Clause]]:
        found: dict[int | None, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(by(clause), []).append(clause)
        return found

    def at(self, token: int | None) -> Clause | None:
        """The clause with a verb whose head is `token`, or None; None of no token."""
        return None if token is None else self.by_head.get(token)

    def headed(self, extent: Extent) -> tuple[Clause, ...]:
        """The clauses with a verb whose head stands in an extent, in order of place."""
        return self.clauses[bisect_left(self._heads, extent[0]) : bisect_left(self._heads, extent[1])]

    def of_sentence(self, sentence: int) -> tuple[Clause, ...]:
        """The clauses with a verb of a sentence, by its number, in order of place."""
        return self.headed(self.sentence(sentence))

    def noun(self, token: int) -> Clause:
        """The noun `token` read as a clause: "the suspension of the talks by Lima"."""
        return self._other(token, self._building.of_noun)

    def absolute(self, token: int) -> Clause | None:
        """The preposition `token` read as "be" where it says how things are: "with the talks at an impasse"."""
        w = self.words
        noun = w.head[token]
        above = w.head[noun]
        if w.dep[token] != "prep" or w.dep[noun] != "pobj" or w.lower[above] != "with" or w.lower[token] not in _STATES:
            return None
        return self._other(token, self._building.of_absolute)

    def attribute(self, token: int) -> Clause:
        """The participle or adjective `token` before its noun read as a clause: "the suspended talks"."""
        return self._other(token, self._building.of_attribute)

    def _other(self, token: int, build: Callable[[int], Clause]) -> Clause:
        if token not in self._others:
            self._others[token] = build(token)
        return self._others[token]

    def over(self, token: int) -> Clause | None:
        """The clause that a token stands in: the one it heads, else that of the nearest verb above it."""
        verbs = (at for at in self.words.upward(token) if at in self.by_head and is_verb(self.words, at))
        return self.by_head.get(next(verbs, -1))

    def parent(self, clause: Clause) -> Clause | None:
        """The clause that this one belongs to; joined clauses have one parent."""
        return self.at(clause.parent)

    def below(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses whose parent this one is, in order of place."""
        return tuple(self._below.get(clause.head, ()))

    def joined(self, clause: Clause) -> tuple[Clause, ...]:
        """The list of joined clauses that this one is a member of, in order, itself included."""
        first = clause
        while first.joined is not None:
            first = self.by_head[first.joined]
        found = [first]
        last = -1
        while (one := next((c for c in self._joined_to.get(found[-1].head, ()) if c.head > last), None)) is not None:
            found.append(one)
            last = one.head
        return tuple(found)

    def content(self, clause: Clause) -> Clause | None:
        """The clause that is said, wanted or decided in this one: "to sign" in "agreed to sign"."""
        argument = clause.get("clause")
        return self.by_head.get(argument.head) if argument is not None else None

    def beside(self, clause: Clause) -> frozenset[str]:
        """What stands with the predicate, by which frames know it: particle, adverbs, prepositions, nouns by lemma.

        "brought the talks to a halt" gives `talk`, `to` and `to halt`; "remain on hold" gives `on` and `on hold`; of a
        noun also what stands before it: "a joint exercise" gives `joint`.
        """
        if clause.head not in self._beside:
            self._beside[clause.head] = frozenset(self._stands_beside(clause))
        return self._beside[clause.head]

    def _stands_beside(self, clause: Clause) -> set[str]:
        w = self.words
        found = {clause.particle} if clause.particle else set()
        for a in clause.arguments:
            if a.role in ("object", "complement"):
                found |= {w.lemma[a.head], w.lower[a.head]}
            elif a.how != "noun" and a.role not in ("subject", "clause"):
                named = self._called_so(a.head)
                found |= {f"{a.role} {w.lemma[named]}", f"{a.role} {w.lower[named]}"}
                found |= set() if self._tells_when(a.role, a.head) else {a.role}
        described = ("amod", "compound", "nmod") if clause.form == "noun" else ()
        for c in w.children[clause.head]:
            if w.dep[c] == "prep" and any(self._tells_when(w.lower[c], k) for k in w.children[c]):
                continue
            if w.dep[c] in ("advmod", "prt", "prep", "intj", *described):
                found |= {w.lower[c], w.lemma[c]}
            elif w.dep[c] == "npadvmod":
                found.add(" ".join(w.lower[slice(*self.whole(c))]))  # "every day"
        return found

    def _tells_when(self, preposition: str, noun: int) -> bool:
        """Whether what looks like a particle opens a time: "gave a concert in May" is no giving in.

        But one may insist on time, and call on Ms May; what "on" opens is a day.
        """
        w = self.words
        time = w.pos[noun] in ("NOUN", "PROPN") and w.lemma[noun].lower() in of_class("time")
        if not time or preposition != "on":
            return time and preposition == "in"
        dated = any(w.pos[c] == "NUM" for c in w.children[noun])
        return dated or w.lemma[noun].lower() in of_class("weekday")

    def _called_so(self, head: int) -> int:
        """The pause of "went on what the envoy called a pause", else the token itself."""
        w = self.words
        if not any(w.lower[c] == "what" for c in w.children[head]):
            return head
        below = (i for c in w.children[head] for i in (c, *w.children[c]))
        return next((i for i in below if i > head and w.pos[i] == "NOUN"), head)

    def antecedent(self, token: int) -> int | None:
        """What "it" or "them" stands for beside the verb of a further clause: what the clause before is about.

        "Lima ratified the treaty and Quito withdrew from it": the treaty. None for what only a longer text can tell.
        """
        w = self.words
        here = self.over(token)
        if w.lower[token] not in _POINTING or w.dep[token] not in ("dobj", "pobj") or here is None:
            return None
        plural = w.lower[token] == "them"
        for clause in reversed(self.of_sentence(here.sentence)):
            if clause.head < here.head and clause.form == "finite":
                things = [a.head for a in clause.all("object") if a.how == "own" and w.pos[a.head] == "NOUN"]
                return next((i for i in things if (w.tag[i] == "NNS") == plural), None)
        return None

    def meant_by(self, noun: int) -> tuple[str, ...]:
        """The lemma of a noun; of "the next one" what the sentence before is about, its verbs' objects first."""
        w = self.words
        told = w.lower[noun] == "one" and any(w.dep[c] == "amod" for c in w.children[noun])
        if not told:
            return (w.lemma[noun],)
        before = [c for c in self.of_sentence(w.sentence[noun] - 1) if c.form == "finite"]
        things = [*(c.object for c in before), *(c.surface for c in before)]
        return tuple(w.lemma[a.head] for a in things if a is not None and w.pos[a.head] == "NOUN")

    def lemmas(self, clause: Clause) -> tuple[str, ...]:
        """The words by which a table may know the predicate: its lemma, and "be" for every copula."""
        copula = (
            clause.lemma in of_class("copula") and clause.lemma != "be" and clause.form not in ("noun", "attribute")
        )
        return (clause.lemma, "be") if copula else (clause.lemma,)

    # places

    def span(self, extent: Extent) -> Span | None:
        """The article span of an extent, without blanks, stray marks and conjunctions at its edges; None if empty."""
        kept = trimmed(self.words, extent)
        return self.words.span(*kept) if kept is not None else None

    def words_of(self, extent: Extent) -> str:
        """The words of an extent as they stand in the article, blanks made single; "" if empty."""
        kept = trimmed(self.words, extent)
        return self.words.words(*kept) if kept is not None else ""

    def tokens(self, span: Span) -> Extent:
        """The tokens that touch an article span; empty where there are none."""
        w = self.words
        first = w.token_at(span[0])
        if w.ends and w.ends[first] <= span[0]:
            first += 1
        return (first, max(first, bisect_left(w.starts, span[1])))

    def sentence(self, number: int) -> Extent:
        """The tokens of the sentence of that number, blanks at its edges left out; empty where there is none."""
        w = self.words
        first, after = bisect_left(w.sentence, number), bisect_right(w.sentence, number)
        while after > first + 1 and w.text[after - 1].isspace():
            after -= 1
        while first < after - 1 and w.text[first].isspace():
            first += 1
        return first, after

    def head_of(self, extent: Extent) -> int:
        """The token of an extent that governs the others of it."""
        first, after, head = *extent, self.words.head
        return next(at for at in self.words.upward(first) if not first <= head[at] < after or head[at] == at)

    def whole(self, token: int) -> Extent:
        """All tokens at or below `token`."""
        return (self._building.roles.firsts[token], self._building.roles.lasts[token] + 1)
