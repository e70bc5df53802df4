"""Linkages: what the text ties together, by which words, and who holds the tie.

`connectives.py` and `predicates.py` find the ties in the clauses of an article. Here a tie becomes a linkage: its kind
is settled by what stands round it (a threat, a worry), its ends are kept apart from each other's ties and within the
statement that holds the cue, and that statement's speaker holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Linkage, LinkageKind, Statement
from verbale.model.text import Covering, Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.mentions import statements_round
from verbale.understanding.grammar.trimming import trimmed
from verbale.understanding.grammar.vocabulary import governor
from verbale.understanding.linkages.connectives import Connectives
from verbale.understanding.linkages.ends import is_verbal
from verbale.understanding.linkages.predicates import Predicates
from verbale.understanding.linkages.rows import names
from verbale.understanding.linkages.tie import Tie
from verbale.understanding.pipeline import Annotator, annotator

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "PRON"})
_UPHELD = frozenset({"reject", "deny", "threaten"})
"""Acts without whose words an end would say the opposite, or less than is threatened."""
_HEDGED = frozenset({"may", "might"})
_WARNS = frozenset({"threaten", "warn"})
"""Acts of whoever tells what is to come of something, so that it be left undone."""
_SAME_END, _SAME_TIE = 0.6, 0.9
"""Shares of content words from which on two ends, or a tie by its better end, are the same told again."""


@annotator("linkages", needs={"statements"}, gives={"linkage"}, version="13")
def linkages(brief: Brief) -> Annotator:
    """Preconditions, causes, concerns, independence, leverage and reprisals, each held by a speaker or the writer."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        grammar = grammar_of(analysis)
        actors = _heads_of_actors(grammar, findings)
        telling, seen = _Telling(grammar, findings, actors), _Seen(grammar)
        for tie in _ties_of(grammar, findings, actors):
            linkage = telling.linkage(tie)
            if linkage is not None and seen.adds(linkage):
                yield analysis.finding(linkage, rule=tie.rule, confidence=tie.confidence)

    return annotate


def _ties_of(grammar: Grammar, findings: Findings, actors: frozenset[int]) -> list[Tie]:
    """Every tie of an article, in order of place."""
    times = frozenset(
        i for time in findings.times if time.content.calendar for i in range(*grammar.tokens(time.content.span))
    )
    found = [*Connectives(grammar, actors, times).ties(), *Predicates(grammar, actors, times).ties()]
    phrases, beside = Covering((tie.phrase, tie) for tie in found), dict[int, list[Tie]]()
    for tie in found:
        beside.setdefault(tie.clause.head, []).append(tie)
    kept = (tie for tie in found if tie.clause.form != "noun" or not _lies_in(tie, phrases))
    return sorted((_apart(tie, beside[tie.clause.head]) for tie in kept), key=lambda tie: tie.place)


def _heads_of_actors(grammar: Grammar, findings: Findings) -> frozenset[int]:
    mentions = (grammar.tokens(span) for actor in findings.actors for span in actor.content.mentions)
    return frozenset(grammar.head_of(tokens) for tokens in mentions if tokens[0] < tokens[1])


def _apart(tie: Tie, beside: list[Tie]) -> Tie:
    """The tie without what others open at the end of its ends: "was put off, first because A and then because B"."""
    head = tie.clause.head
    for one in beside if tie.phrase != tie.place else ():
        start = one.phrase[0]
        if one is not tie and head < start:
            source, target = (
                (a, start) if a <= head < start < b else (a, b) for a, b in (tie.antecedent, tie.consequent)
            )
            tie = replace(tie, antecedent=source, consequent=target)
    return tie


def _lies_in(tie: Tie, phrases: Covering[Tie]) -> bool:
    """Whether a tie between nouns only describes an end of another: "failed because of a quarrel over the map"."""
    low, high = min(tie.antecedent[0], tie.consequent[0]), max(tie.antecedent[1], tie.consequent[1])
    return any(one is not tie and high <= phrase[1] for phrase, one in phrases.at(low))


class _Telling:
    """Turns the ties of one article into linkages."""

    def __init__(self, grammar: Grammar, findings: Findings, actors: frozenset[int]) -> None:
        self._grammar = grammar
        self._findings = findings
        self._actors = actors

    def linkage(self, tie: Tie) -> Linkage | None:
        """The linkage that a tie makes; None where its ends run into each other."""
        cue, source, target = (self._grammar.span(e) for e in (tie.place, tie.antecedent, tie.consequent))
        if cue is None or source is None or target is None:
            return None
        round_it = statements_round(self._findings, cue)
        holder = _holder(round_it)
        refuses = bool(round_it) and round_it[0].act in _UPHELD
        if refuses and any(_holds(end, round_it[0].cue) for end in (source, target)):
            round_it = round_it[1:]  # "refused to come despite the calls": the refusal is what stands
        source, target = (self._bare(end) for end in _kept(source, target, round_it))
        if min(source[1], target[1]) > max(source[0], target[0]):
            return None
        if not (_lemmas(self._grammar, source) and _lemmas(self._grammar, target)):
            return None  # "that", left of a clause that the parse has lost
        if tie.judged and not any(s.act in _WARNS for s in round_it[:1]):
            return None
        kind = self._kind(tie, round_it)
        if tie.threat and kind == "leverage":
            source, target = target, source
        return Linkage(kind=kind, antecedent=source, consequent=target, cue=cue, holder=holder, polarity=tie.polarity)

    def _bare(self, end: Span) -> Span:
        """An end without the marks at its edges that belong to what stands round it."""
        kept = trimmed(self._grammar.words, self._grammar.tokens(end)) if end[0] < end[1] else None
        return end if kept is None else self._grammar.span(kept) or end

    def _kind(self, tie: Tie, round_it: list[Statement]) -> LinkageKind:
        """The kind as the context has it: within a worry it is a concern, a condition on a threat is leverage."""
        said = round_it[0].cue if round_it else None
        worried = said is not None and any(_is_fear(lemma) for lemma in _lemmas(self._grammar, said))
        if worried and tie.kind in ("precondition", "cause") and not tie.clause.negated:
            return "concern"
        if not tie.threat:
            return tie.kind
        threatened = any(s.act == "threaten" for s in round_it[:1])
        warned = any(s.act in _WARNS for s in round_it[:1])
        if self._is_threat(tie, threatened, warned):
            return "leverage"
        return "concern" if self._is_hedged(tie.clause) or self._comes_by_itself(tie) else tie.kind

    def _is_hedged(self, clause: Clause) -> bool:
        w = self._grammar.words
        return any(w.lower[c] in _HEDGED for c in w.children[clause.head])

    def _is_threat(self, tie: Tie, threatened: bool, warned: bool) -> bool:
        """Whether the conditional act is one that threatens: by its words, or by the act of whoever says it."""
        clause = tie.clause
        if self._is_hedged(clause):
            return warned
        told = self._told_by(clause)
        if tie.threat == "ever" and not clause.negated:
            after = self._grammar.words.lower[clause.head + 1 : clause.head + 2]
            lasts = clause.progressive or (clause.lemma in names("lasting") and not names("off").issuperset(after))
            return not (lasts or told & names("grant") or self._comes_by_itself(tie))
        forced = clause.lemma == "have" and bool(told & names("choice")) and self._is_by_somebody(clause)
        if clause.negated and not forced:
            return warned and tie.threat == "words"
        own = clause.surface is not None and self._grammar.words.tag[clause.surface.head] == "PRP"
        if forced or "threat" in clause.modality or (warned and own and "intention" in clause.modality):
            return True
        return threatened or (bool(clause.modality) and bool(told & names("threat")))

    def _comes_by_itself(self, tie: Tie) -> bool:
        """ "would run out unless", "will lapse if nothing is signed": what nobody does, and somebody fears."""
        clause, w = tie.clause, self._grammar.words
        if clause.surface is None:
            return False
        done = clause.lemma != "have" and (clause.object is not None or clause.negated)
        harmed = bool({clause.lemma, f"{clause.lemma} {clause.particle}"} & names("harm"))
        it = harmed and w.lower[clause.surface.head] == "it"
        if done or not is_verbal(clause) or (self._is_by_somebody(clause) and not it):
            return False
        return tie.threat == "ever" or harmed

    def _is_by_somebody(self, clause: Clause) -> bool:
        subject, tag = clause.surface.head if clause.surface is not None else -1, self._grammar.words.tag
        return subject >= 0 and (subject in self._actors or tag[subject] in ("PRP", "NNP", "WP"))

    def _told_by(self, clause: Clause) -> set[str]:
        """The lemmas of the predicate and of what stands right below it."""
        w = self._grammar.words
        heads = {w.lemma[i] for i in (clause.head, clause.meaning, *(a.head for a in clause.arguments))}
        return heads | {clause.particle} | {f"{clause.lemma} {a.role}" for a in clause.arguments}


class _Seen:
    """The linkages of one article so far by the words of their ends, found by kind and a word of the first end."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._told: list[tuple[set[str], set[str]]] = []
        self._sharing: dict[tuple[str, str, str], list[int]] = {}

    def adds(self, told: Linkage) -> bool:
        """Whether a linkage, noted from now on, does not say again in much the same words what one of its kind said."""
        ends = (_lemmas(self._grammar, told.antecedent), _lemmas(self._grammar, told.consequent))
        words = [(told.kind, told.polarity, word) for word in ends[0]]
        alike = {number for word in words for number in self._sharing.get(word, ())}
        if any(_restated(ends, self._told[number]) for number in alike):
            return False
        for word in words:
            self._sharing.setdefault(word, []).append(len(self._told))
        self._told.append(ends)
        return True


def _restated(told: tuple[set[str], set[str]], before: tuple[set[str], set[str]]) -> bool:
    same = [_alike(a, b) for a, b in zip(told, before, strict=True)]
    return min(same) >= _SAME_END or (max(same) >= _SAME_TIE and min(same) >= _SAME_END / 2)


def _lemmas(grammar: Grammar, span: Span) -> set[str]:
    """The lemmas of the content words at a span."""
    w = grammar.words
    return {w.lemma[i] for i in range(*grammar.tokens(span)) if w.pos[i] in _CONTENT}


def _is_fear(lemma: str) -> bool:
    found = governor(lemma, frozenset())
    return found is not None and found.modality == "fear"


def _holds(end: Span, cue: Span | None) -> bool:
    return cue is not None and end[0] <= cue[0] and cue[1] <= end[1]


def _holder(round_it: list[Statement]) -> str | None:
    """The speaker of the innermost speech, else of the innermost attitude, else nobody: the writer."""
    speech = next((s for s in round_it if s.kind == "speech"), None)
    chosen = speech or next(iter(round_it), None)
    return chosen.speaker if chosen else None


def _kept(source: Span, target: Span, round_it: list[Statement]) -> tuple[Span, Span]:
    """Both ends cut to the innermost statement that holds the cue, where they reach into it."""
    for statement in round_it[:1]:
        low, high = statement.content[0][0], statement.content[-1][1]
        source, target = ((max(a, low), min(b, high)) if a < high and b > low else (a, b) for a, b in (source, target))
    return source, target


def _alike(a: set[str], b: set[str]) -> float:
    """Shared content words over those of the shorter end."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
