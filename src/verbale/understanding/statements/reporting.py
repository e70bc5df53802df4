"""Reports: every attribution that the clauses of an article make, by the frames of `tables/` verbs, nouns, adjectives.

A row says which argument of a predicate is the content. Two kinds of argument are read off the page and not off the
parse (`asides.py`): a quotation that stands beside the clause (`quote`), and what the clause interrupts (`aside`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from verbale.model.negotiation import Act
from verbale.understanding.frames.engine import Fills, Frames, Match
from verbale.understanding.frames.table import Table
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.vocabulary import governor, modals, of_class
from verbale.understanding.statements import tables
from verbale.understanding.statements.according import according, in_view
from verbale.understanding.statements.apart import cited, clear_of_asides, taken_up
from verbale.understanding.statements.asides import aside, lead
from verbale.understanding.statements.attributed import Attribution, Cue, Kind
from verbale.understanding.statements.cues import CONTENT, FRAMES, takes
from verbale.understanding.statements.edges import Content, settled, settled_after
from verbale.understanding.statements.layout import Range
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.sources import addressee_of, holder_of, is_source, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = 0.6
"""How much less sure a noun credits content when nobody is named who holds it: rumours that …"""
_LEAST = 0.5
"""The confidence below which an attribution is not told."""


def attributions(page: Page) -> list[Attribution]:
    """All attributions of an article in the order of their cues, where a word is one of several the surest."""
    reports = Reports(page)
    found = {a.at.i: a for a in reversed(list(reports.all())) if a.at is not None}
    views = tables.toml("settings")["views"]["nouns"]
    for token in page.doc:
        held = according(token, page) if token.lower_ == "according" else None
        held = in_view(token, page) if token.lower_ in views else held
        if held is not None:
            found[token.i] = held
    kept = [found[i] for i in sorted(found) if is_source(found[i], page)]
    return cited(taken_up(clear_of_asides(kept, page), page))


class Reports:
    """The clauses of one article that credit content to somebody."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._grammar = page.grammar
        self._beside: dict[int, tuple[Token | None, tuple[Range, ...]]] = {}
        """What stands beside a clause, by its verb: the subject where an aside has it, and the tokens."""

    def all(self) -> Iterator[Attribution]:
        """Attributions of verbs, then nouns, then adjectives; the first row that a clause fills tells."""
        for frames in FRAMES:
            for clause in self._clauses(frames):
                if frames.table.name != "verbs" or self._is_told(clause):
                    seen = self._seen(clause) if frames.table.name == "verbs" else self._seen_word(clause)
                    matches = frames.of(self._grammar, seen, fills(self._page))
                    told = next((a for m in matches if (a := self._of(m, frames.table)) is not None), None)
                    if told is not None:
                        yield told

    def _clauses(self, frames: Frames) -> Iterator[Clause]:
        """The clauses that a table may know; of adjectives also those beside a noun: "Lima, wary of Quito"."""
        yield from (clause for clause, _ in frames.candidates(self._grammar))
        if frames.table.name == "adjectives":
            w = self._grammar.words
            known = {words[1] for row in frames.table.rows for words in row.words if len(words) > 1}
            for i, word in enumerate(w.lower):
                if word in known and w.dep[i] in ("amod", "appos", "acl", "advcl", "relcl", "oprd", "conj"):
                    said = self._grammar.attribute(i)
                    holder = replace(said.arguments[0], role="subject")
                    itself = Argument("complement", i, (i, i + 1), (i,))
                    yield replace(said, lemma="be", form="participle", arguments=(holder, itself, *said.arguments[1:]))

    def _is_told(self, clause: Clause) -> bool:
        """Not "known" in "let it be known", which is told by "let"."""
        above = self._grammar.parent(clause)
        return clause.lemma != "know" or above is None or above.lemma != "let"

    def _seen(self, clause: Clause) -> Clause:
        """A clause as a report, with what stands beside it; open by its own modals alone."""
        inside = self._page.quoted
        if clause.negator is not None and inside[clause.negator] != inside[clause.head]:
            clause = replace(clause, negated=False)  # “Never,” the envoy said
        if clause.form == "finite" and clause.relation != "condition":
            w = self._grammar.words
            own = {
                modals()[w.lower[c]] for c in w.children[clause.head] if w.dep[c] == "aux" and w.lower[c] in modals()
            }
            clause = replace(clause, modality=frozenset(own))
        verb = self._page.doc[clause.head]
        more = self._torn(verb)
        if {clause.lemma, f"{clause.lemma} {clause.particle}"} & (takes("quote") | takes("aside")):
            more += self._quoted(verb, [*more, *clause.all("clause")])
        known = [
            a.head
            for a in clause.all("clause")
            if clause.lemma == "let" and self._grammar.words.lemma[a.head] == "know"
        ]
        more += [a for i in known for a in (self._grammar.at(i) or clause).all("clause")]
        kept = [a for a in clause.arguments if a.role != "clause" or (a.head > clause.head and a.head not in known)]
        return replace(clause, arguments=(*kept, *more))

    def _seen_word(self, clause: Clause) -> Clause:
        """A noun with what hangs on its verb or its holder: "drew attention | to it", "fear in Riga | that"."""
        w, noun = self._grammar.words, clause.head
        if clause.form != "noun":
            return clause
        more: list[Argument] = []
        for c in w.children[noun]:
            holders = [p for p in w.children[c] if w.dep[c] == "prep" and w.dep[p] == "pobj"]
            more += [_clause(self._grammar, r) for h in holders for r in w.children[h] if self._is_whole(r)]
            more += [_clause(self._grammar, c)] if self._is_whole(c) else []
            more += (
                [_clause(self._grammar, c)]
                if w.dep[c] == "relcl" and any(w.tag[t] == "TO" for t in w.children[c])
                else []
            )
        over = self._grammar.at(w.head[noun])
        if over is not None and w.dep[noun] in ("dobj", "nsubj", "nsubjpass"):
            beside = [
                a
                for a in over.arguments
                if a.how == "own" and a.extent[0] > noun and a.role not in ("object", "subject", "complement")
            ]
            near = w.dep[noun] == "dobj"
            more += [
                a for a in beside if self._is_whole(a.head) or (near and a.extent[0] <= noun + 1 + (a.role != "clause"))
            ]
        return replace(clause, arguments=(*clause.arguments, *more)) if more else clause

    def _quoted(self, verb: Token, clauses: list[Argument]) -> list[Argument]:
        beside = aside(verb, self._page)
        if beside is not None:
            self._beside[verb.i] = beside
            inside = self._page.quoted[verb.i]
            quoted = any(self._page.quoted[r[0]] >= 0 > inside for r in beside[1])
            return [_argument("quote" if quoted else "aside", beside[1][0])]
        announced = lead(verb, self._page)
        clauses = [a for a in clauses if (at := self._grammar.at(a.head)) is None or at.form != "gerund"]
        if announced is None or any(
            not (announced[0] <= a.extent[0] and a.extent[1] <= announced[1] + 1) for a in clauses
        ):
            return []
        self._beside[verb.i] = (None, (announced,))
        return [_argument("quote", announced)]

    def _torn(self, verb: Token) -> list[Argument]:
        """Content that hangs elsewhere: said at the time | that A; offered on Monday | to pay; what B said was | C."""
        w = self._grammar.words
        names = {
            verb.lemma_,
            *(f"{verb.lemma_} {w.lower[c]}" for c in w.children[verb.i] if w.dep[c] in ("prep", "prt")),
        }
        found: list[int] = []
        more: list[Argument] = []
        for c in w.children[verb.i]:
            found += [c] if w.lower[c] in ("so", "otherwise") and w.dep[c] == "advmod" and c == verb.i + 1 else []
            if w.dep[c] == "dobj":
                hung = [
                    p
                    for a in w.children[c]
                    if w.lower[a] == "as"
                    for p in w.children[a]
                    if w.dep[p] in ("pobj", "amod", "pcomp")
                ]
                more += [Argument("as", p, self._grammar.whole(p), (p,)) for p in hung]
            adjective = [
                r for r in w.children[c] if w.lower[c] == "as" and w.dep[r] in ("amod", "acomp", "advmod", "dep")
            ]
            more += [Argument("as", r, self._grammar.whole(r), (r,)) for r in adjective]
            if c > verb.i and w.dep[c] in ("npadvmod", "prep", "dobj"):
                nouns = [c, *(p for p in w.children[c] if w.dep[p] == "pobj")] if w.dep[c] != "dobj" else []
                found += [r for n in nouns for r in w.children[n] if self._is_whole(r)]
            elif c > verb.i and w.dep[c] == "advcl":
                asked = any(w.dep[o] in ("dobj", "dative") for o in w.children[verb.i])
                laid = governor(verb.lemma_, frozenset(w.lower[p] for p in w.children[verb.i]))
                heard = {name for role in ("on", "upon", "to", "with") for name in takes("clause", hearer=role)}
                fit = takes("clause", hearer="object") if asked else takes("clause") if laid is not None else heard
                wanted = bool(names & fit)
                cites = w.lower[c] in ("citing", "quoting")
                found += [r for r in w.children[c] if cites and w.dep[r] == "ccomp" and self._opens_with_that(r)]
                found += [c] if w.tag[c] == "VB" and w.lower[self._grammar.whole(c)[0]] == "to" and wanted else []
        copula = w.head[verb.i]
        if (
            w.dep[verb.i] in ("csubj", "nsubj", "advcl")
            and w.lower[self._grammar.whole(verb.i)[0]] == "what"
            and w.lemma[copula] == "be"
        ):
            found += [c for c in w.children[copula] if c > copula and w.dep[c] in ("ccomp", "xcomp")][:1]
        return more + [_clause(self._grammar, c) for c in found]

    def _opens_with_that(self, clause: int) -> bool:
        return self._grammar.words.lower[self._grammar.whole(clause)[0]] == "that"

    def _is_whole(self, clause: int) -> bool:
        """A clause with "that" that lacks nothing, whatever the parse takes it for: "at the time | that he fled"."""
        w = self._grammar.words
        if w.dep[clause] not in ("relcl", "acl", "ccomp") or not self._opens_with_that(clause):
            return False
        that = self._grammar.whole(clause)[0]
        own = [w.dep[c] for c in w.children[clause] if c != that]
        lacks = (
            w.dep[that] == "dobj"
            and "dobj" not in own
            and w.lemma[clause] in tables.toml("settings")["claims"]["taken"]
        )
        return bool({"nsubj", "nsubjpass", "expl"} & set(own)) and not lacks

    def _of(self, match: Match, table: Table) -> Attribution | None:
        """The attribution that a match makes; None where its content comes to nothing or nobody can be its source."""
        clause, doc = match.clause, self._page.doc
        said = next(match.slots[slot] for slot in CONTENT if slot in match.slots)
        hearer = match.slots.get("hearer")
        at = doc[clause.meaning if table.name == "adjectives" else clause.head]
        cue = Cue(
            " ".join(match.words),
            cast(Kind, match.row.gives["kind"]),
            cast(Act, match.row.gives.get("act", "state")),
            table.name == "nouns",
        )
        frame = self._frame(match, said)
        own = self._own_subject(said) if frame == "other_to" else None
        listener = doc[hearer.head] if hearer is not None else own
        subject, beside = self._beside.get(clause.head, (None, ())) if said.role in ("quote", "aside") else (None, ())
        content = beside or self._content(match, said, frame, at, cue, listener)
        confidence = match.row.confidence
        if table.name == "nouns":
            speaker = holder_of(clause, said, self._page)
            confidence *= 1.0 if speaker is not None else _HELD if said.role == "clause" else 0.0
            cue = self._uttered(match, cue)
        else:
            moved = (clause.surface or clause.subject) if table.name == "adjectives" else None
            speaker = doc[moved.head] if moved is not None else source_of(at, self._page, subject)
            if speaker is None and not (clause.voice == "passive" and frame in ("clause", "wh", "other_to", "aside")):
                return None
        if not content or confidence < _LEAST:
            return None
        return Attribution(
            cue, at, self._cue_range(match, at), frame, confidence, speaker, content,
            addressee_of(listener, clause, said, self._page), f"{frame}:{match.rule}",
        )  # fmt: skip

    def _uttered(self, match: Match, cue: Cue) -> Cue:
        """A noun's cue as speech, with the act that it then is, where its verb utters what it names: voiced concern."""
        w, noun = self._grammar.words, match.clause
        verb = w.head[noun.head]
        utters = (
            w.dep[noun.head] in ("dobj", "nsubjpass") and w.lemma[verb] in tables.toml("settings")["light"]["utters"]
        )
        return replace(cue, kind="speech", act=cast(Act, match.row.gives.get("uttered", cue.act))) if utters else cue

    def _frame(self, match: Match, said: Argument) -> str:
        """How the sentence ties content to its cue, as `docs/reference/statements.md` has it."""
        if {"name", "named"} & set(match.slots):
            return "as" if said.role == "as" else "name"
        content = self._grammar.at(said.head)
        if content is not None and said.role == "clause":
            w = self._grammar.words
            if content.form == "gerund":
                return "ing"
            if content.form == "infinitive" and any(w.tag[c] == "TO" for c in w.children[content.head]):
                others = "hearer" in match.slots or self._own_subject(said) is not None
                return "other_to" if others else "to"
            first = w.lower[said.extent[0]]
            asks = (
                w.tag[said.extent[0]].startswith("W")
                or first in ("whether", "how")
                or (first == "if" and match.words[0] in ("ask", "wonder"))
            )
            return "wh" if asks and first != "that" else "clause"
        return f"person_{said.role}" if "whom" in match.slots else said.role

    def _own_subject(self, said: Argument) -> Token | None:
        content = self._grammar.at(said.head)
        own = content.surface if content is not None else None
        return self._page.doc[own.head] if own is not None and own.how == "own" else None

    def _content(
        self, match: Match, said: Argument, frame: str, at: Token, cue: Cue, listener: Token | None
    ) -> tuple[Range, ...]:
        thing = match.slots.get("thing")
        if thing is not None:
            first, last = sorted((thing.extent, said.extent))
            between = first[1] < last[0] and (first == said.extent or match.clause.voice == "passive")
            pieces = (first, last) if between else ((first[0], last[1]),)
            return pieces if between else settled(Content(frame, pieces), at, cue, self._page)
        extent = said.extent
        if frame == "other_to" and listener is not None:
            if cue.kind == "attitude":
                extent = (min(extent[0], listener.left_edge.i), extent[1])
            elif extent[0] <= listener.i < extent[1]:
                extent = (min(listener.right_edge.i + 1, extent[1] - 1), extent[1])
        head = self._page.doc[said.head] if frame in ("clause", "wh") else None
        content = Content(frame, (extent,), self._page.doc[said.head] if frame == "object" else listener, head)
        if at.pos_ in ("VERB", "AUX"):
            return settled(content, at, cue, self._page)
        return settled_after(content, at, self._page)

    def _cue_range(self, match: Match, at: Token) -> Range:
        follows = (
            len(match.words) > 1
            and at.i + 1 < len(self._page.doc)
            and self._page.doc[at.i + 1].lower_ == match.words[1]
        )
        return at.i, at.i + 1 + (follows and match.clause.form != "noun")


def _clause(grammar: Grammar, head: int) -> Argument:
    return Argument("clause", head, grammar.whole(head), (head,))


def _argument(role: str, tokens: Range) -> Argument:
    return Argument(role, tokens[0], tokens, (tokens[0],))


@dataclass(frozen=True, slots=True)
class _Slots:
    """What the slots take in one article."""

    page: Page

    def claim(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        if argument.role == "clause":
            return content is None or not self._is_bare(content)
        return self.content(argument, clause)

    def fact(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        is_doing = argument.role == "clause" and content is not None and content.form == "gerund"
        return self.claim(argument, clause) and not is_doing

    def move(self, argument: Argument, clause: Clause) -> bool:
        """What one is to do, save to speak: "declined to comment" says nothing."""
        return self.deed(argument, clause) and not self._is_speaking(argument.head)

    def _is_speaking(self, verb: int) -> bool:
        return self.page.grammar.words.lemma[verb] in tables.toml("settings")["refusals"]["verbs"]

    def aim(self, argument: Argument, clause: Clause) -> bool:
        content = self.page.grammar.at(argument.head)
        return self.content(argument, clause) and (
            content is None or argument.role != "clause" or content.relation != "question"
        )

    def others(self, argument: Argument, clause: Clause) -> bool:
        """What somebody else is to do or give: a thing, or a clause with a subject of its own or under an object."""
        content = self.page.grammar.at(argument.head)
        if argument.role == "object" or content is None:
            return self.content(argument, clause)
        own = content.surface is not None and content.surface.how == "own"
        return content.tense not in ("future", "present") and (own or clause.object is not None)

    def _is_bare(self, content: Clause) -> bool:
        """An infinitive that is no "that it be done": "said to be old", "let them go"."""
        if self._is_to(content.head):
            return True
        return content.form == "infinitive" and content.marker is None and content.voice == "active"

    def deed(self, argument: Argument, _: Clause) -> bool:
        return argument.role == "clause" and self._is_to(argument.head)

    def _is_to(self, verb: int) -> bool:
        w = self.page.grammar.words
        return any(w.tag[c] == "TO" for c in w.children[verb])

    def content(self, argument: Argument, clause: Clause) -> bool:
        if argument.role in ("clause", "quote", "aside"):
            return True
        token = self.page.doc[argument.head]
        if argument.role == "object":
            done = clause.voice == "active" or (argument.how == "own" and clause.subject is not None)
            return (
                done
                and argument.how != "relative"
                and (token.pos_ not in ("PRON", "DET") or token.lower_ in ("this", "it"))
            )
        asks = token.tag_ in ("WP", "WDT") or token.lemma_ == "part"  # "what we ask for"; "lauded them for their part"
        return not (asks or self.page.dated[argument.head] or token.lemma_ in of_class("time"))

    def named(self, argument: Argument, _: Clause) -> bool:
        """What points back and its name, which the parse takes for one phrase: called that “fiction”."""
        words = [t for t in self.page.doc[argument.extent[0] : argument.head + 1] if not t.is_punct]
        return len(words) > 1 and words[0].lower_ in ("this", "that", "it", "them", "him", "her")

    def thing(self, argument: Argument, clause: Clause) -> bool:
        return argument.head > clause.head or clause.voice == "passive"

    def name(self, _: Argument, clause: Clause) -> bool:
        """What something is called, not under "what": "what it calls a trap" is the writer's."""
        called = clause.object
        if clause.voice == "passive" and clause.subject is None:
            return False  # "a group called the Front"
        return called is None or self.page.doc[called.head].tag_ != "WP"


def fills(page: Page) -> Fills:
    """By slot, whether an argument of a clause is what the slot is for."""
    slots = _Slots(page)
    return {
        "claim": slots.claim,
        "fact": slots.fact,
        "move": slots.move,
        "content": slots.content,
        "aim": slots.aim,
        "deed": slots.deed,
        "thing": slots.thing,
        "name": slots.name,
        "named": slots.named,
        "others": slots.others,
    }
