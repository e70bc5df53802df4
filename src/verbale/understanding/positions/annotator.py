"""Positions: what a party wants or refuses on an issue, by its own word or as the writer tells it.

Ways of telling it are the frames of `tables/positions.toml` (`taking.py`); what one who speaks for a party lays down in
its own words is known by the clause alone (`own.py`). Either becomes a position where whoever takes the stance speaks
for a party (`voices.py`). One demand told twice is one position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, cast

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Change, Position, Statement
from verbale.model.text import Covering
from verbale.model.times import bounds
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.dates_of import Dates
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.pipeline import Annotator, annotator
from verbale.understanding.positions.own import Own
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.taking import Taken, Taking
from verbale.understanding.positions.topics import Topics
from verbale.understanding.positions.voices import Scene, parties_of
from verbale.understanding.positions.whole import whole

_QUOTES = re.compile(r"[“”\"«»]")
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_NEWS = 3
"""Days within which an act is the news of the article that tells it."""
_KNOWN = frozenset({"the", "this", "that"})
_BARE = frozenset({"det", "amod", "compound", "punct"})
"""What may stand beside "the joint declaration" where it does not tell which that is."""
_TOLD_ON = frozenset({"IN", "RB", "WDT", "WP", "VBN", "VBG"})
"""With one of these behind it, a paper is told on: "the accord that they signed", "now on the table"."""
_DATED = 4
"""So many words above a year the paper stands that has it: "the Declaration of 1956"."""
_SOON = 300
"""Characters within which an answer such as "rejected the demand" is spelled out, if it is."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A position as one place tells it."""

    position: Position
    taken: Taken


@annotator("positions", needs={"statements", "actors", "times"}, gives={"position"}, version="15")
def positions(brief: Brief) -> Annotator:
    """One position for each thing that a party wants or refuses on an issue."""
    issues = Topics(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        telling = _Telling(analysis, findings, issues, tuple(party.code for party in brief.parties))
        seen: list[_Told] = []
        for told in telling.all():
            if not any(telling.same(told, one) for one in seen):
                seen.append(told)
        seen.sort(key=lambda told: told.position.evidence)
        for told in telling.answered(seen):
            yield analysis.finding(told.position, rule=told.taken.rule, confidence=told.taken.confidence)

    return annotate


class _Telling:
    """Turns the stances of one article into positions: whose, on which issue, since when, in which words."""

    def __init__(self, analysis: Analysis, findings: Findings, issues: Topics, known: tuple[str, ...]) -> None:
        self.analysis = analysis
        self.grammar: Grammar = grammar_of(analysis)
        self._scene = Scene(self.grammar, findings, Mentions(findings.actors), known)
        self._dates = Dates(self.grammar, findings)
        self._issues = issues
        self._cues = Covering((s.content.cue, s.content) for s in findings.statements if s.content.cue)
        self._about = issues.about(self.grammar)
        years = ((t.content.edtf, t.content.span) for t in findings.times if t.content.calendar)
        self._years = [
            (edtf, self.grammar.tokens(span)[0]) for edtf, span in years if edtf and len(edtf) == len("1956")
        ]

    def all(self) -> Iterator[_Told]:
        """What is told, the rows of the table before what is known by the clause alone."""
        for taken in (*Taking(self.grammar).all(), *Own(self.grammar).all()):
            for party in parties_of(self._scene, taken):
                told = self._of(taken, party)
                if told is not None:
                    yield told

    def _of(self, taken: Taken, party: str) -> _Told | None:
        evidence = self.grammar.span(whole(self.grammar, taken))
        if evidence is None or not self._is_news(taken):
            return None
        words = self.analysis.words(evidence)
        round_it = self._scene.round(taken.clause.head)
        position = Position(
            party=party, issue=self._issues.of(self.grammar, taken, self._about), evidence=evidence,
            stance=" ".join(_QUOTES.sub("", words).split()), as_of=self._as_of(taken, round_it),
            change=self._change(taken, round_it),
        )  # fmt: skip
        return _Told(position, taken)

    def _is_news(self, taken: Taken) -> bool:
        """Whether a stop told in the past ("suspended the talks on Monday") is what the article reports, no history."""
        clause = taken.clause
        if not taken.rule.startswith("positions.stopped") or clause.told != "past" or clause.progressive:
            return True
        days = (bounds(edtf)[0] for edtf in (self._day(clause), self.analysis.article.published) if edtf)
        known = [date.fromisoformat(day) for day in days if day]
        return len(known) > 1 and abs((known[1] - known[0]).days) <= _NEWS

    def _as_of(self, taken: Taken, round_it: list[Statement]) -> str | None:
        """The day it was said, else the time of the act that takes the stance, else the day of publication."""
        said = self._cued(taken) or (round_it[0] if round_it else None)
        if said is not None and said.said_on:
            return said.said_on
        if taken.voice or taken.clause.told != "past":
            return self.analysis.article.published
        told, published = self._day(taken.clause) or self._of_paper(taken.clause), self.analysis.article.published
        past = not (taken.speech or taken.clause.perfect or round_it)  # "the army wanted": at a time that is not told
        return told or (None if past else published)

    def _day(self, clause: Clause) -> str | None:
        """The date of a clause, of what was done on the same occasion, or of what it dates itself."""
        date = self._dates.of(clause, occasion=True)
        above = self.grammar.parent(clause) if clause.relation == "time" else None
        if date is None and above is not None:
            date = self._dates.of(above)
        return date.edtf if date is not None else None

    def _of_paper(self, clause: Clause) -> str | None:
        """ "In the declaration Lima undertook to pay": the year of the paper, where the article has it."""
        w = self.grammar.words
        at = [c for c in w.children[clause.head] if w.lower[c] in ("in", "under") and w.dep[c] == "prep"]
        papers = (i for c in at for i in w.objects(c) if w.lemma[i].lower() in names("papers") and self._is_bare(i))
        return next((edtf for paper in papers if (edtf := self._year_of(paper)) is not None), None)

    def _is_bare(self, paper: int) -> bool:
        """Whether a paper is the one known of: not "a pact", "the pact with Peru", "the pact, signed on Monday"."""
        w = self.grammar.words
        below = w.children[paper]
        then = w.tag[paper + 1 : paper + 3]
        plain = all(w.dep[c] in _BARE for c in below) and _TOLD_ON.isdisjoint(then[then[:1] == [","] :][:1])
        return plain and any(w.lower[c] in _KNOWN for c in below)

    def _year_of(self, paper: int) -> str | None:
        """The year that a paper told of before has, unless another of its kind came up since."""
        w = self.grammar.words
        years = {over: edtf for edtf, i in self._years for over in islice(w.upward(i), _DATED)}
        said: set[str] = set()
        for i in range(paper, -1, -1):
            if w.lemma[i].lower() != w.lemma[paper].lower():
                continue
            beside = {w.lower[c] for c in w.children[i] if w.dep[c] != "punct"}
            if i in years and i < paper:
                return years[i] if said <= beside else None
            if not self._is_bare(i):
                return None
            said |= beside - _KNOWN
        return None

    def _cued(self, taken: Taken) -> Statement | None:
        """The statement whose cue is the word that takes the stance."""
        start, _ = self.grammar.words.span(taken.clause.head, taken.clause.head + 1)
        return next((statement for _, statement in self._cues.at(start)), None)

    def _change(self, taken: Taken, round_it: list[Statement]) -> Change | None:
        """What words of the clause and of its cue say about whether the stance is new."""
        w = self.grammar.words
        near = {taken.clause.head, *w.children[taken.clause.head]}
        parent = self.grammar.parent(taken.clause)
        if parent is not None and parent.relation != "condition":
            near |= {parent.head, *w.children[parent.head]}
        if round_it and round_it[0].cue:
            first, after = self.grammar.tokens(round_it[0].cue)
            near |= set(range(first, after)) | {c for i in range(first, after) for c in w.children[i]}
        adverbial = {
            i for i in near if w.pos[i] not in ("NOUN", "PROPN") and w.dep[i] not in ("xcomp", "ccomp", "advcl")
            and w.lower[i + 1 : i + 2] != ["than"]  # "no longer than June"
        }  # fmt: skip
        words = {w.lemma[i].lower() for i in adverbial} | {w.lower[i] for i in adverbial}
        if taken.change == "shifted" or words & names("shift"):
            return "shifted"
        told = self.grammar.words_of(taken.evidence).lower()
        if words & names("again") or any(p in told for p in names("again_phrases")):
            return "reaffirmed"
        if taken.change is None and round_it and round_it[0].act == "propose":
            return "new"
        return cast(Change | None, taken.change)

    def same(self, one: _Told, other: _Told) -> bool:
        """Whether two positions are one demand: evidence that overlaps, or the same words for or against one issue."""
        a, b = one.position, other.position
        if a.party != b.party:
            return False
        if min(a.evidence[1], b.evidence[1]) > max(a.evidence[0], b.evidence[0]):
            return True
        if a.issue != b.issue:
            return False
        if a.issue == "sovereignty" and "sovereignty" in (one.taken.issue, other.taken.issue):
            return True
        if one.taken.refuses != other.taken.refuses:
            return False
        x, y = self._words(one), self._words(other)
        return len(x & y) * 2 >= min(len(x), len(y)) if x and y else False

    def _words(self, told: _Told) -> set[str]:
        w = self.grammar.words
        return {w.lemma[i].lower() for i in range(*told.taken.evidence) if w.pos[i] in _CONTENT}

    def answered(self, seen: list[_Told]) -> Iterator[_Told]:
        """Answers to "the demand", "the idea" take the issue of what the other side said; spelled-out ones go."""
        for i, told in enumerate(seen):
            if not self._is_answer(told.taken):
                yield told
                continue
            position = told.position
            later = seen[i + 1 : i + 3]
            spelled = [t for t in later if t.taken.refuses or t.taken.voice]
            after = [t.position for t in spelled if t.position.party == position.party]
            if any(p.evidence[0] - position.evidence[1] < _SOON for p in after):
                continue
            before = [t.position for t in seen[:i] if t.position.party != position.party]
            yield replace(told, position=replace(position, issue=before[-1].issue)) if before else told

    def _is_answer(self, taken: Taken) -> bool:
        w = self.grammar.words
        at = taken.wanted
        plain = all(w.dep[c] in ("det", "poss", "punct") for c in w.children[at])
        own = taken.voice and taken.clause.lemma not in names("answering")
        return not own and w.pos[at] == "NOUN" and w.lemma[at].lower() in names("anaphors") and plain
