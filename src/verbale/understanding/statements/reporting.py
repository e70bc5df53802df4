"""Reports: every attribution that the clauses of an article make, by the frames of `tables/` verbs, nouns, adjectives.

A row says which argument of a predicate is the content. Two kinds of argument are read off the page and not off the
parse (`asides.py`): a quotation that stands beside the clause (`quote`), and what the clause interrupts (`aside`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from verbale.model.negotiation import Act
from verbale.understanding.frames.engine import Frames, Match
from verbale.understanding.frames.table import Table
from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.statements import tables
from verbale.understanding.statements.according import according, at_wish, in_view
from verbale.understanding.statements.attributed import Attribution, Cue, Kind
from verbale.understanding.statements.cues import CONTENT, FRAMES, act_named
from verbale.understanding.statements.edges import Content, Edges
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.seen import Seen
from verbale.understanding.statements.slots import fills
from verbale.understanding.statements.sources import addressee_of, holder_of, is_source, source_of
from verbale.understanding.statements.tables import settings

_HELD = 0.6
"""How much less sure a noun credits content when nobody is named who holds it: rumours that …"""
_LEAST = 0.5
"""The confidence below which an attribution is not told."""


def attributions(page: Page) -> list[Attribution]:
    """All attributions of an article in the order of their cues, where a word is one of several the surest."""
    reports = Reports(page)
    found = {a.at: a for a in reversed(list(reports.all())) if a.at is not None}
    views, wishes = settings("views", "nouns"), settings("views", "wishes")
    for i, word in enumerate(page.words.lower):
        held = according(i, page) if word == "according" else in_view(i, page) if word in views else None
        held = at_wish(i, page) if word in wishes else held
        if held is not None:
            found[i] = held
    kept = [found[i] for i in sorted(found) if is_source(found[i], page)]
    uttered = {(a.at, a.speaker): a.cue.act for a in kept if a.frame == "object" and not a.cue.is_noun}
    verbs = {(a.speaker, a.content) for a in kept if not a.cue.is_noun}
    # a noun that only tells where its verb's words were said: "insisted in a statement that", "the report said"
    twice = {a.at for a in kept if a.cue.is_noun and verbs & {(a.speaker, a.content), (a.at, a.content)}}
    # and one that is all that its verb utters: "reiterated its support for the plan"
    named = (a for a in kept if a.cue.is_noun and a.at is not None and a.cue.act != "state")
    twice |= {a.at for a in named if uttered.get((page.words.head[a.at or 0], a.speaker)) == a.cue.act}
    return _cited([a for a in kept if a.at not in twice], page)


class Reports:
    """The clauses of one article that credit content to somebody."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._grammar = page.grammar
        self._seen = Seen(page)

    def all(self) -> Iterator[Attribution]:
        """Attributions of verbs, then nouns, then adjectives; the first row that a clause fills tells."""
        slots = fills(self._page)
        for frames in FRAMES:
            for clause in self._clauses(frames):
                verb = frames.table.name == "verbs" and clause.form != "noun"
                if not verb or self._is_told(clause):
                    seen = self._seen.verb(clause) if verb else self._seen.word(clause)
                    matches = frames.of(self._grammar, seen, slots)
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
        """Not "known" in "let it be known", which is told by "let"; not what "is not true"."""
        above = self._grammar.parent(clause)
        if above is None or (above.lemma == "be" and "denial" in clause.modality):
            return above is None
        return clause.lemma not in settings("verbs", "made_known") or above.lemma != "let"

    def _of(self, match: Match, table: Table) -> Attribution | None:
        """The attribution that a match makes; None where its content comes to nothing or nobody can be its source."""
        clause = match.clause
        said = next(match.slots[slot] for slot in CONTENT if slot in match.slots)
        if table.name == "adjectives" and said.role == "clause" and self._is_so_much(clause.meaning):
            return None  # "so blunt that the envoy left"
        if match.row.gives["kind"] == "attitude" and clause.relation == "condition":
            return None  # "if they want their houses back": it is left open whether they do
        hearer = match.slots.get("hearer")
        at = clause.meaning if table.name == "adjectives" else clause.head
        cue = Cue(
            " ".join(match.words),
            cast(Kind, match.row.gives["kind"]),
            cast(Act, match.row.gives.get("act", "state")),
            clause.form == "noun",
            bool(match.row.gives.get("against")),
        )
        frame = self._frame(match, said)
        own = self._own_subject(said) if frame == "other_to" else None
        listener = hearer.head if hearer is not None else own
        subject, beside = (
            self._seen.beside.get(clause.head, (None, ())) if said.role in ("quote", "aside") else (None, ())
        )
        content = beside or self._content(match, said, frame, at, cue, listener)
        confidence = match.row.confidence
        if clause.form == "noun":
            speaker = holder_of(clause, said, self._page)
            confidence *= 1.0 if speaker is not None else _HELD if said.role == "clause" else 0.0
            cue = self._uttered(match, cue)
        else:
            plain = cue.kind == "speech" and cue.act == "state" and not clause.negated
            if said.role == "object" and plain:
                cue = replace(cue, act=cast(Act, act_named(self._grammar.words.lemma[said.head])))
            moved = (clause.surface or clause.subject) if table.name == "adjectives" else None
            speaker = moved.head if moved is not None else source_of(at, self._page, subject)
            hidden = frame in ("clause", "wh", "other_to", "aside") or "hearsay" in match.slots
            asked = clause.form == "participle" and self._grammar.words.dep[clause.head] != "acl"
            asked = asked and clause.lemma in settings("verbs", "asks") and frame != "for"  # "Asked for comment, …"
            hidden = hidden or asked  # "Asked about the toll, Lima …"
            if speaker is None and not (clause.voice == "passive" and hidden):
                return None
        if not content or confidence < _LEAST:
            return None
        denied = clause.negated and not any(a <= cast(int, clause.negator) < b for a, b in content)
        denied = denied and (clause.form != "noun" or self._is_none(clause, match.row.gives["kind"] == "attitude"))
        if denied and clause.form == "noun" and cue.kind == "speech":
            return None  # "made no promise to pay"
        if (denied and not self._is_asked(said)) or self._is_taken_back(clause):
            cue = replace(cue, act=cast(Act, match.row.gives.get("turned", cue.act)))
        return Attribution(
            cue, at, self._cue_range(match, at), frame, confidence, speaker, content,
            addressee_of(listener, clause, said), f"{frame}:{match.rule}",
        )  # fmt: skip

    def _is_taken_back(self, noun: Clause) -> bool:
        """ "Withdrew its support for the plan"; not "never withdrew", "vowed to withdraw", "could lose its support"."""
        w, at = self._grammar.words, noun.head
        if noun.form != "noun" or w.dep[at] != "dobj":
            return False
        above = self._grammar.at(w.head[at])
        return above is not None and above.is_fact and above.lemma in tables.words_in("settings", "light", "takes_back")

    def _is_asked(self, said: Argument) -> bool:
        """Whether it is a question that is left open: "has not decided whether to go", "not sure how it will end"."""
        w, first, content = self._grammar.words, said.extent[0], self._grammar.at(said.head)
        opens = w.tag[first].startswith("W") or w.lower[first] in ("whether", "if", "how")
        return content is not None and (content.relation == "question" or (opens and w.lower[first] != "that"))

    def _is_none(self, noun: Clause, held: bool) -> bool:
        """Whether there is none of what a noun names: "no promise", "did not voice support", "short of warning that".

        "Rejected the demand", "nobody believed the claim": there is one.
        """
        w, at = self._grammar.words, noun.head
        if noun.negator in w.children[at]:
            return True
        if w.dep[at] == "pobj":
            return not any(w.dep[c] in ("det", "poss") for c in w.children[at])
        if self._is_there(at, held):
            return False
        said = tables.words_in("settings", "light", "utters") | tables.words_in("settings", "light", "holds")
        return w.lemma[w.head[at]] in said

    def _is_there(self, noun: int, held: bool) -> bool:
        """Whether a noun names what was said before: "Lima's threat", "its demand"; what one holds may be none."""
        w = self._grammar.words
        owner = next((c for c in w.children[noun] if w.dep[c] == "poss"), None)
        told = w.dep[noun] == "nsubjpass" and any(w.lower[c] in ("the", "this", "these") for c in w.children[noun])
        return told or (owner is not None and (not held or w.pos[owner] != "PRON"))

    def _is_so_much(self, adjective: int) -> bool:
        w = self._grammar.words
        return any(w.lower[c] == "so" and w.dep[c] == "advmod" and c < adjective for c in w.children[adjective])

    def _uttered(self, match: Match, cue: Cue) -> Cue:
        """A noun's cue as speech, with the act that it then is, where its verb utters what it names: voiced concern."""
        w, noun = self._grammar.words, match.clause
        verb = w.head[noun.head]
        utters = w.dep[noun.head] in ("dobj", "nsubjpass") and w.lemma[verb] in tables.words_in(
            "settings", "light", "utters"
        )
        return replace(cue, kind="speech", act=cast(Act, match.row.gives.get("uttered", cue.act))) if utters else cue

    def _frame(self, match: Match, said: Argument) -> str:
        """How the sentence ties content to its cue, as `docs/reference/statements.md` has it."""
        if {"name", "named", "judged"} & set(match.slots):
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
                w.tag[said.extent[0]].startswith("W") or first in ("whether", "how")
                or (first == "if" and match.words[0] in settings("verbs", "wonders"))
            )  # fmt: skip
            return "wh" if asks and first != "that" else "clause"
        return f"person_{said.role}" if "whom" in match.slots else said.role

    def _own_subject(self, said: Argument) -> int | None:
        content = self._grammar.at(said.head)
        own = content.surface if content is not None else None
        return own.head if own is not None and own.how == "own" else None

    def _content(
        self, match: Match, said: Argument, frame: str, at: int, cue: Cue, listener: int | None
    ) -> tuple[Extent, ...]:
        edges, grammar = Edges(self._page, match.clause, at), self._grammar
        thing = match.slots.get("thing")
        if thing is not None:
            first, last = sorted((thing.extent, said.extent))
            between = first[1] < last[0] and (first == said.extent or match.clause.voice == "passive")
            pieces = (first, last) if between else ((first[0], last[1]),)
            return pieces if between else edges.settled(Content(frame, pieces), cue)
        extent = said.extent
        if frame == "other_to" and listener is not None:
            if cue.kind == "attitude":
                extent = (min(extent[0], grammar.whole(listener)[0]), extent[1])
            elif extent[0] <= listener < extent[1]:
                extent = (min(grammar.whole(listener)[1], extent[1] - 1), extent[1])
        told = grammar.at(said.head) if frame in ("clause", "wh") else None
        content = Content(frame, (extent,), said.head if frame == "object" else listener, told)
        return edges.settled(content, cue) if grammar.words.pos[at] in ("VERB", "AUX") else edges.settled_after(content)

    def _cue_range(self, match: Match, at: int) -> Extent:
        follows = len(match.words) > 1 and self._grammar.words.lower[at + 1 : at + 2] == [match.words[1]]
        return at, at + 1 + (follows and match.clause.form != "noun")


def _cited(found: list[Attribution], page: Page) -> list[Attribution]:
    """The attributions with what those who are cited say; the report beside them is the verb above or the next one."""
    quotes = settings("verbs", "quotes")
    return [
        _of_main(a, a.at, found, page)
        if a.at is not None and page.words.tag[a.at] == "VBG" and a.cue.lemma in quotes and a.frame == "object"
        else a
        for a in found
    ]


def _of_main(citing: Attribution, verb: int, found: list[Attribution], page: Page) -> Attribution:
    w = page.words
    source = next((c for c in w.children[verb] if w.dep[c] == "dobj"), None)
    nouns = settings("source", "nouns") | settings("people", "nouns")
    beside = [
        (b.at, b) for b in found
        if b.at is not None and b.cue.kind == "speech" and not b.cue.is_noun and b is not citing
        and page.sentence(b.at) == page.sentence(verb)
    ]  # fmt: skip
    above = next((b for at, b in beside if at == w.head[verb]), None)
    main = above or next((b for at, b in beside if at > verb), None)
    if source is None or main is None or not (w.pos[source] == "PROPN" or w.lemma[source] in nouns):
        return citing
    rule = f"citing:{citing.rule.partition(':')[2]}"
    return replace(citing, frame="citing", speaker=source, content=main.content, rule=rule)
