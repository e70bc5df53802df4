"""Clauses as reports: with the content that stands beside them on the page or that the parse hangs elsewhere."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.grammar.vocabulary import governor, modals, negations, of_class
from verbale.understanding.statements.asides import aside, lead, listed
from verbale.understanding.statements.cues import takes
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.sources import acts
from verbale.understanding.statements.tables import settings


class Seen:
    """The clauses of one article as reports."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._grammar = page.grammar
        self.beside: dict[int, tuple[int | None, tuple[Extent, ...]]] = {}
        """What stands beside a clause seen, by its verb: the subject where an aside has it, and the tokens."""

    def verb(self, clause: Clause) -> Clause:
        """A clause as a report, with what stands beside it; open by its own modals alone."""
        inside = self._page.quoted
        if clause.negator is not None and inside[clause.negator] != inside[clause.head]:
            clause = replace(clause, negated=False)  # “Never,” the envoy said
        if clause.form == "participle":
            clause = replace(clause, modality=clause.modality - {"condition"})  # "Asked if the gate was shut, …"
        if clause.form == "finite" and clause.relation != "condition":
            w = self._grammar.words
            own = {
                modals()[w.lower[c]] for c in w.children[clause.head] if w.dep[c] == "aux" and w.lower[c] in modals()
            }
            says = clause.lemma == "say" and any(w.lower[i] == "only" for i in (clause.head - 1, clause.head + 1))
            clause = replace(clause, modality=frozenset(own))
            if says and own == {"condition"}:
                clause = replace(clause, modality=frozenset(), told="past")  # "would say only that"
        elif clause.form == "infinitive" and self._is_hearsay(clause):
            left = clause.modality - {"possibility", "condition"}  # "is thought to favour it, provided that …"
            clause = replace(clause, modality=left, told="present")
        more = self._torn(clause.head)
        beside = (clause.particle, *self._grammar.beside(clause))
        if {clause.lemma, *(f"{clause.lemma} {word}" for word in beside)} & (takes("quote") | takes("aside")):
            more += self._quoted(clause, [*more, *clause.all("clause")])
        lemma, let = self._grammar.words.lemma, clause.all("clause") if clause.lemma == "let" else ()
        known = [
            a.head
            for a in let
            if lemma[a.head] in settings("verbs", "made_known") and self._is_said(clause.head, a.head)
        ]
        bare = not known and all(lemma[a.head] not in settings("verbs", "slips") for a in let)  # "let them go"
        lets = {a.head for a in let if bare and not self._opens_with_that(a.head)}
        more += [a for i in known for a in (self._grammar.at(i) or clause).all("clause")]
        lower = self._grammar.words.lower
        cites = {a.head for a in clause.all("clause") if lower[a.head] in settings("verbs", "citing")}
        other = cites.union(known, lets)
        kept = [a for a in clause.arguments if a.role != "clause" or (a.head > clause.head and a.head not in other)]
        if clause.lemma in takes("complement") and not any(a.role in ("complement", "as") for a in kept):
            named = self._named(clause)
            kept = [a for a in kept if a.role != "object"] if len(named) > 1 else kept
            more += named
        return replace(clause, arguments=(*kept, *more))

    def _is_said(self, let: int, made: int) -> bool:
        """Whether what slips is "it", or stands behind: not "let the chance slip that Oslo gave"."""
        w = self._grammar.words
        return w.lemma[made] not in settings("verbs", "slips") or w.lower[let + 1 : made] in ([], ["it"])

    def _is_hearsay(self, clause: Clause) -> bool:
        """What somebody is said or thought to hold or say: "is believed to hope", not "is not"."""
        above = self._grammar.parent(clause)
        if above is None or above.voice != "passive" or above.negated or clause.negated:
            return False
        few = above.surface is not None and self._grammar.words.lower[above.surface.head] in negations("few")
        return not few and above.lemma in settings("verbs", "hearsay")

    def _named(self, clause: Clause) -> list[Argument]:
        """What an object is called, taken for a part of it: the vote | “a farce”, the vote | good news."""
        w, quoted = self._grammar.words, self._page.quoted
        thing = next((a for a in clause.all("object") if a.how == "own" and a.head > clause.head), None)
        if thing is None:
            return []
        first, after = self._grammar.whole(thing.head)
        mark = next((i for i in range(first + 1, after) if quoted[i] >= 0 > quoted[i - 1]), None)
        part = self._page.part_at(mark) if mark is not None and quoted[clause.head] < 0 else None
        if part is not None and w.pos[part[0] - 1] in ("NOUN", "PROPN", "PRON") and part[1] >= after - 1:
            return [Argument("complement", part[1] - 1, part, (part[0],))]
        after_it = (c for c in w.children[thing.head] if c > thing.head and w.dep[c] == "amod" and w.pos[c] == "ADJ")
        if (judged := next(after_it, None)) is not None:  # "held the mayor | responsible for it"
            it = Argument("object", thing.head, (first, judged), (thing.head,))
            return [it, Argument("complement", judged, (judged, after), (judged,))]
        split = next((i for i in range(first + 1, thing.head) if w.tag[i] not in ("NN", "NNS")), thing.head)
        definite = w.lower[first] in ("the", "this", "that") and split > first + 1
        if definite and split < thing.head and w.pos[split] == "ADJ" and not acts(w.lemma[thing.head]):
            it = Argument("object", split - 1, (first, split), (split - 1,))
            return [it, Argument("complement", thing.head, (split, after), (thing.head,))]
        return []

    def word(self, clause: Clause) -> Clause:
        """A noun with what hangs on its verb or its holder: "drew attention | to it", "fear in Riga | that"."""
        w, noun = self._grammar.words, clause.head
        if clause.form != "noun":
            return clause
        more: list[Argument] = []
        for c in w.children[noun]:
            holders = [p for p in w.children[c] if w.dep[c] == "prep" and w.dep[p] == "pobj"]
            more += [self._clause(r) for h in holders for r in w.children[h] if self._is_whole(r)]
            more += [self._clause(c)] if self._is_whole(c) else []
            more += [self._clause(c)] if w.dep[c] == "relcl" and any(w.tag[t] == "TO" for t in w.children[c]) else []
        over = self._grammar.at(w.head[noun])
        if over is not None and w.dep[noun] in ("dobj", "nsubj", "nsubjpass"):
            behind = (a for a in over.arguments if a.how == "own" and a.extent[0] > noun)
            beside = [a for a in behind if a.role not in ("object", "subject", "complement")]
            near = w.dep[noun] == "dobj"
            more += [
                a for a in beside if self._is_whole(a.head) or (near and a.extent[0] <= noun + 1 + (a.role != "clause"))
            ]
        return replace(clause, arguments=(*clause.arguments, *more)) if more else clause

    def _quoted(self, clause: Clause, clauses: list[Argument]) -> list[Argument]:
        w, verb = self._grammar.words, clause.head
        over = self._grammar.at(w.head[w.head[verb]]) if w.lower[w.head[verb]] == "as" else None
        quoted_as = over is not None and over.lemma in settings("verbs", "quotes")  # “A,” a daily quoted him as saying
        beside = aside(over if over is not None and quoted_as else clause, self._page)
        if beside is not None:
            self.beside[verb] = (None if quoted_as else beside[0], beside[1])
            inside = self._page.quoted[verb]
            quoted = any(self._page.quoted[r[0]] >= 0 > inside for r in beside[1])
            return [_argument("quote" if quoted else "aside", beside[1][0])]
        if not clauses and (points := listed(verb, self._page)):
            self.beside[verb] = (None, points)
            return [_argument("quote", points[0])]
        announced = lead(verb, self._page)
        clauses = [a for a in clauses if (at := self._grammar.at(a.head)) is None or at.form != "gerund"]
        if announced is None or any(
            not (announced[0] <= a.extent[0] and a.extent[1] <= announced[1] + 1) for a in clauses
        ):
            return []
        if self._has_thing(clause, announced):
            return []
        self.beside[verb] = (None, (announced,))
        return [_argument("quote", announced)]

    def _has_thing(self, clause: Clause, announced: Extent) -> bool:
        """Whether a verb has another object than a quotation behind it: ruled out a swap “against a timetable”.

        What a colon announces is said all the same: posted a note: “Gone”.
        """
        names = {clause.lemma, f"{clause.lemma} {clause.particle}"}
        if names.isdisjoint(takes("object")) or names & takes("quote", hearer="object"):
            return False
        if ":" in self._grammar.words.text[max(clause.head, announced[0] - 2) : announced[0]]:
            return False
        things = (a for a in clause.arguments if a.role in ("object", "clause") and a.how == "own")
        return any(clause.head < a.head < announced[0] and self._page.quoted[a.head] < 0 for a in things)

    def _torn(self, verb: int) -> list[Argument]:
        """What the parse hangs elsewhere: said at the time | that A; offered on Monday | to pay."""
        w = self._grammar.words
        found: list[Argument] = []
        for c in w.children[verb]:
            if w.dep[c] == "advmod" and w.lower[c] in ("so", "otherwise") and c == verb + 1:
                found.append(self._clause(c))
            elif w.dep[c] == "dobj":
                found += [a for p in w.children[c] for a in (*self._taken_for(p, verb), *self._after_hearer(p, verb))]
            elif c > verb and w.dep[c] in ("npadvmod", "prep"):
                nouns = [c, *(p for p in w.children[c] if w.dep[p] == "pobj" and w.lower[c] != "to")]
                found += [self._clause(r) for n in nouns for r in w.children[n] if self._is_whole(r)]
                done = [
                    p for p in w.children[c] if w.dep[p] == "pcomp" and w.tag[p] == "VBG"
                ]  # "promised in writing | to"
                found += [
                    a for p in done for r in w.children[p] if w.dep[r] == "advcl" for a in self._in_adverbial(r, verb)
                ]
                found += self._taken_for(c, verb)
            elif c > verb and w.dep[c] == "advcl":
                found += self._in_adverbial(c, verb)
        return found + self._cleft(verb)

    def _after_hearer(self, below: int, verb: int) -> list[Argument]:
        """What the parse hangs on an object: told the site | he had sold a boat; called the ballot | “a farce”."""
        w = self._grammar.words
        hearer, first = w.head[below], self._grammar.whole(below)[0]
        if w.dep[below] == "appos" and w.quote[below] and not w.quote[hearer]:
            return [Argument("complement", below, self._grammar.whole(below), (below,))]
        own = {w.dep[c] for c in w.children[below]}
        whole = "nsubj" in own and own & {"dobj", "attr", "acomp", "ccomp", "xcomp"} and w.dep[first] != "mark"
        tells = w.lemma[verb] in takes("clause", hearer="object") and first == hearer + 1 and w.tag[first][0] != "W"
        return [self._clause(below)] if w.dep[below] == "relcl" and whole and tells else []

    def _taken_for(self, preposition: int, verb: int) -> list[Argument]:
        """What stands under "as" that the grammar does not give: on the object, or no noun ("as lawful")."""
        w = self._grammar.words
        if w.lower[preposition] != "as":
            return []
        if w.lemma[verb] in settings("verbs", "quotes"):  # "quoted the envoy as saying | that A"
            inner = [k for r in w.children[preposition] for k in w.children[r] if w.dep[k] == "ccomp"]
            return [self._clause(k) for k in inner]
        kinds = ("amod", "acomp", "advmod", "dep", *(("pobj", "pcomp") if w.head[preposition] != verb else ()))
        return [Argument("as", r, self._grammar.whole(r), (r,)) for r in w.children[preposition] if w.dep[r] in kinds]

    def _in_adverbial(self, clause: int, verb: int) -> list[Argument]:
        """ "reported, citing B, | that A"; "offered on Monday | to pay", which is taken for a purpose."""
        w = self._grammar.words
        if w.lower[clause] in settings("verbs", "citing"):
            return [self._clause(r) for r in w.children[clause] if w.dep[r] == "ccomp" and self._opens_with_that(r)]
        first = self._grammar.whole(clause)[0]
        alone = not any(
            w.dep[c] in ("dobj", "ccomp", "xcomp") for c in w.children[verb]
        )  # not "denied it, having slept"
        if alone and first > verb and w.lower[first] == "having" and w.lemma[verb] in settings("verbs", "disowns"):
            return [self._clause(clause)]  # "denied before the council | having said so"
        if w.lemma[verb] in settings("verbs", "asks") and (w.lower[first] == "if" or w.tag[first][0] == "W"):
            return [self._clause(clause)]  # "Asked when it would end, she …"
        if first == verb + 1 and w.lower[first : first + 2] == ["only", "that"] and w.lemma[verb] in takes("clause"):
            return [Argument("clause", clause, (first + 1, self._grammar.whole(clause)[1]), (clause,))]
        if w.tag[clause] != "VB" or w.lower[self._grammar.whole(clause)[0]] != "to":
            return []
        beside = frozenset(w.lower[p] for p in w.children[verb])
        heard = {name for role in ("on", "upon", "to", "with") for name in takes("clause", hearer=role)}
        laid = governor(w.lemma[verb], beside) is not None
        asked = any(w.dep[o] in ("dobj", "dative") for o in w.children[verb])
        fit = takes("clause", hearer="object") if asked else takes("clause") if laid else heard
        names = {w.lemma[verb], *(f"{w.lemma[verb]} {word}" for word in beside)}
        return [self._clause(clause)] if names & fit else []

    def _cleft(self, verb: int) -> list[Argument]:
        """ "What the envoy said was | that …"."""
        w, copula = self._grammar.words, self._grammar.words.head[verb]
        opens = w.lower[self._grammar.whole(verb)[0]] == "what" and w.lemma[copula] == "be"
        if w.dep[verb] not in ("csubj", "nsubj", "advcl") or not opens:
            return []
        found = [c for c in w.children[copula] if c > copula and w.dep[c] in ("ccomp", "xcomp")]
        return [self._clause(c) for c in found[:1]]

    def _clause(self, head: int) -> Argument:
        return Argument("clause", head, self._grammar.whole(head), (head,))

    def _opens_with_that(self, clause: int) -> bool:
        return self._grammar.words.lower[self._grammar.whole(clause)[0]] == "that"

    def _is_whole(self, clause: int) -> bool:
        """A clause with "that" that lacks nothing, whatever the parse takes it for: "at the time | that he fled"."""
        w = self._grammar.words
        if w.dep[clause] not in ("relcl", "acl", "ccomp") or not self._opens_with_that(clause):
            return False
        that = self._grammar.whole(clause)[0]
        own = [w.dep[c] for c in w.children[clause] if c != that]
        lacks = w.dep[that] == "dobj" and "dobj" not in own and w.lemma[clause] in of_class("takes_up")
        return bool({"nsubj", "nsubjpass", "expl"} & set(own)) and not lacks


def _argument(role: str, tokens: Extent) -> Argument:
    return Argument(role, tokens[0], tokens, (tokens[0],))
