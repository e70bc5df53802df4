"""Phases: how the talks of the article stand or stood, by its own words.

What words say of talks stands in the frames of `tables/phases.toml`; `talks.py` knows which noun phrases mean the
talks, their rounds, their text. One status told twice is one phase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Phase, PhaseStatus, Statement
from verbale.model.times import bounds
from verbale.understanding.analysis import Analysis
from verbale.understanding.frames.engine import Frames, Match
from verbale.understanding.frames.table import table_of
from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Argument, Clause
from verbale.understanding.grammar.dates_of import Dates, start_of
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.grammar.mentions import Mentions, statements_round
from verbale.understanding.phases.tables import toml
from verbale.understanding.phases.talks import Slots, Talks, names
from verbale.understanding.pipeline import Annotator, annotator

TABLE = table_of("phases", toml("phases"))
_FRAMES = Frames(TABLE)
_NO_NOUNS = frozenset({"by", "sides", "delegates", "day"})
_NEWS = 31
"""Days within which what was signed is news."""
_GOING_ON = ("under_way", "resumed", "scheduled")
_OPEN_ACTS = frozenset({"deny", "propose", "request", "threaten"})


@annotator("phases", needs={"times", "actors", "statements"}, gives={"phase"}, version="18")
def phases(brief: Brief) -> Annotator:
    """One phase for each change of status that the article tells of its talks."""
    talks = Talks(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        telling = _Telling(analysis, findings)
        own = talks.own(telling.grammar, telling.mentions)
        fills = Slots(telling.grammar, own, telling.days, telling.party_of(talks.parties), talks.topics).fills()
        matches = _standing(list(_FRAMES.first(telling.grammar, fills)))
        told = [one for match in matches if (one := telling.of(match)) is not None]
        if any(one.phase.status in _GOING_ON for one in told):
            told = [one for one in told if not one.match.row.gives.get("news")]  # what was signed did not end the talks
        for one in _once(told):
            yield analysis.finding(one.phase, rule=one.match.rule, confidence=one.match.row.confidence)

    return annotate


def _standing(matches: list[Match]) -> list[Match]:
    """The matches without a day set for what the same sentence says was put off or moved: "the round set for May"."""
    changed = (m for m in matches if m.row.gives["status"] == "suspended" or m.row.gives.get("moved"))
    put_off = {i for m in changed for a in m.slots.values() for i in range(*a.extent)}
    told = ((m, [a.head for a in m.slots.values()]) for m in matches)
    return [m for m, heads in told if not _sets_a_day(m) or put_off.isdisjoint(heads)]


def _sets_a_day(match: Match) -> bool:
    return match.row.gives["status"] == "scheduled" and not match.row.gives.get("moved")


@dataclass(frozen=True, slots=True)
class _Told:
    """A phase as one place tells it."""

    phase: Phase
    match: Match


def _once(told: list[_Told]) -> Iterable[_Told]:
    """Each status once for each date; a date or a doer told later goes to the first mention that lacks it."""
    kept: list[_Told] = []
    for one in told:
        twin = next((i for i, k in enumerate(kept) if _same(k.phase, one.phase)), None)
        if twin is None:
            kept.append(one)
            continue
        first = kept[twin].phase
        by = first.by if _of_several(kept[twin].match) else first.by or one.phase.by
        joined = replace(first, since=first.since or one.phase.since, by=by)
        kept[twin] = _Told(joined, kept[twin].match)
    changes = [k for k in kept if k.phase.since or not k.match.row.gives.get("weak")]
    return changes or kept[:1]


def _of_several(match: Match) -> bool:
    """Whether several are named as doing it, which is told by nobody's name alone."""
    return any(len(match.slots[slot].members) > 1 for slot in ("by", "sides", "delegates") if slot in match.slots)


def _same(a: Phase, b: Phase) -> bool:
    """One status of one year, but for two days on which two did the like: "called off … and suspended its part"."""
    apart = a.by is not None and b.by is not None and a.by != b.by
    return a.status == b.status and (
        a.since is None or b.since is None or (a.since if apart else a.since[:4]) == (b.since if apart else b.since[:4])
    )


class _Telling:
    """Turns what the frames matched in one article into phases: since when, by whom, in which words."""

    def __init__(self, analysis: Analysis, findings: Findings) -> None:
        self.analysis = analysis
        self.grammar: Grammar = grammar_of(analysis)
        self.mentions = Mentions(findings.actors)
        self._findings = findings
        self._dates = Dates(self.grammar, findings)
        spans = [time.content.span for time in findings.times if time.content.calendar]
        self.days = frozenset(i for span in spans for i in range(*self.grammar.tokens(span)))

    def party_of(self, parties: frozenset[str]) -> Callable[[int], str | None]:
        """Which of some parties a token names, or somebody of theirs."""

        def party(token: int) -> str | None:
            found = self.mentions.at(self.grammar.words.span(token, token + 1))
            return found[1].content.party if found and found[1].content.party in parties else None

        return party

    def of(self, match: Match) -> _Told | None:
        """The phase that a match tells; None where what stands round it leaves it open."""
        status = cast(PhaseStatus, match.row.gives["status"])
        place = self.grammar.words.span(match.clause.head, match.clause.head + 1)
        said = statements_round(self._findings, place)
        spoken = any(s.act in _OPEN_ACTS and (s.cue or s.act != "deny") for s in said[:1])  # "No. They meet in May."
        if status != "proposed" and (spoken or self._is_open(match)):
            return None
        evidence = self.grammar.span(self._evidence(match))
        if evidence is None:
            return None
        by = self._by(match, said)
        since = None if status == "scheduled" else self._since(match, said, by)
        if match.row.gives.get("news") and self._is_history(since):
            return None
        return _Told(Phase(status=status, since=since, by=by, evidence=evidence), match)

    def _is_history(self, since: str | None) -> bool:
        """Whether it came about long before the article: "the union treaty, which all three signed in 2009"."""
        last, told = bounds(since)[1], bounds(self.analysis.article.published)[0]
        return bool(last and told) and (date.fromisoformat(told or "") - date.fromisoformat(last or "")).days > _NEWS

    def _is_open(self, match: Match) -> bool:
        """A clause of what is awaited ("once it was signed"), or a noun in an open one: "the suspension could hurt"."""
        w, over = self.grammar.words, self.grammar.over(match.clause.head)
        if match.clause.marker is not None and w.lower[match.clause.marker] in names("awaited"):
            return True
        near = {w.lower[c] for c in w.children[match.clause.head]}
        if (match.row.gives["status"] != "stalled" and near & names("short_of")) or self._is_with_one(match):
            return True
        under = match.clause.form == "participle" or match.clause.relation == "relative"
        host = self.grammar.parent(match.clause) if under else None
        if host is not None and host.negated and match.row.gives["status"] == "scheduled":
            return True  # "The round, set for May, was never held"
        if match.clause.form != "noun" or over is None or match.row.when.polarity == "negative":
            return False
        if match.row.gives["status"] == "resumed" and w.preposition(match.clause.head) == "for":
            return True  # "cleared the way for a return to the talks"
        known = bool(match.row.gives.get("known")) and any(w.lower[c] == "the" for c in w.children[match.clause.head])
        return not over.is_fact and not known

    def _is_with_one(self, match: Match) -> bool:
        """ "concluded long talks with the mayor"."""
        ended = match.slots.get("ended")
        if ended is None or self.grammar.words.lemma[ended.head] not in names("spoken"):
            return False
        beside = (*match.clause.all("with"), *self.grammar.noun(ended.head).all("with"))
        found = (self.mentions.at(self.grammar.words.span(a.head, a.head + 1)) for a in beside)
        return any(f is not None and f[1].content.kind == "person" for f in found)

    def _evidence(self, match: Match) -> tuple[int, int]:
        """The clause, or the phrase of a noun; "agreed to resume talks" with the agreeing."""
        clause = match.clause
        if clause.form in ("noun", "attribute"):
            return self.grammar.whole(clause.head if clause.form == "noun" else self.grammar.words.head[clause.head])
        parent = self.grammar.parent(clause)
        top = parent if clause.relation == "complement" and parent is not None else clause
        first, after = extent_of(self.grammar, top, adverbial=False)
        return (first, max(after, clause.head + 1))

    def _by(self, match: Match, said: list[Statement]) -> str | None:
        """Whom the sentence names as doing it; for "there will be no talks" the speaker."""
        if match.clause.form == "noun" and match.row.when.polarity == "negative":
            return said[0].speaker if said else None
        by = next((match.slots[slot] for slot in ("by", "sides", "delegates") if slot in match.slots), None)
        return self._actor(by) if by is not None else None

    def _actor(self, argument: Argument) -> str | None:
        place = self.grammar.span(argument.extent)
        found = self.mentions.at(place) if place is not None else None
        head = self.grammar.words.span(argument.head, argument.head + 1)
        if len(argument.members) > 1:  # "Lima and Quito": both, and neither alone
            last = self.grammar.words.span(max(argument.members), max(argument.members) + 1)
            return found[1].key if found and found[0][0] <= head[0] and last[1] <= found[0][1] else None
        if found is None or not found[0][0] <= head[0] < found[0][1]:
            found = self.mentions.at(head)
        return found[1].key if found else None

    def _since(self, match: Match, said: list[Statement], by: str | None) -> str | None:
        """When the change came about: the date of the clause, of what is said to bring it, or by whom it is done."""
        date = self._date(match)
        if date is not None:
            return date
        denied = match.row.when.polarity == "negative"
        own = (s.said_on for s in said if denied or (by is not None and self._speaks_for(s.speaker, by)))
        return next((day for day in own if day is not None), None)

    def _speaks_for(self, speaker: str | None, doer: str) -> bool:
        """Whether who says it is who does it, or of one party with them, or nobody knows who says it."""
        party = {a.key: a.content.party for a in self._findings.actors}
        one, two = party.get(speaker or ""), party.get(doer)
        return speaker in (None, doer) or one is None or two is None or one == two

    def _date(self, match: Match) -> str | None:
        nouns = [a.head for slot, a in match.slots.items() if slot not in _NO_NOUNS]
        at: Clause | None = match.clause
        if match.clause.form in ("noun", "attribute"):
            found = self._dates.of(match.clause)
            return start_of(found.edtf, self.analysis.words(found.span)) if found else None
        while at is not None:
            found = self._dates.of(at, nouns=nouns)
            if found is not None:
                return start_of(found.edtf, self.analysis.words(found.span))
            above = self.grammar.parent(at) if at.relation in ("content", "complement") else None
            at, nouns = above if above is not None and above.lemma in names("doing") else None, []
        return None
