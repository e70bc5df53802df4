"""Positions: what a party wants or refuses on an issue, by its own word or as the writer tells it.

A stance found by `ways.py` becomes a position where whoever takes it speaks for a party (a state, a government, a
ministry, an office; not an anonymous official, an analyst, a former minister) and not only another party tells of it.
Conditions come from the linkages. One demand told twice is one position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Change, Linkage, Position, Statement
from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clauses import clause_above, is_verb, place, subject_of
from verbale.understanding.grammar.dates_of import calendar_times
from verbale.understanding.grammar.dating import date_of
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.pipeline import Annotator, annotator
from verbale.understanding.positions.frames import FRAMES
from verbale.understanding.positions.topics import Topics
from verbale.understanding.positions.voices import Scene, party_of
from verbale.understanding.positions.ways import Stance, Taken, stances, words_of

_QUOTES = re.compile(r"[“”\"«»]")

_ADVERBIAL = frozenset({"advmod", "neg", "aux", "prt", "acomp", "xcomp", "npadvmod", "amod", "det"})
_SOON = 300
"""Characters within which an answer such as "rejected the demand" is spelled out, if it is."""


@annotator("positions", needs={"statements", "actors", "times", "linkages"}, gives={"position"}, version="1")
def positions(brief: Brief) -> Annotator:
    """One position for each thing that a party wants or refuses on an issue."""
    issues = Topics(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        scene = Scene(analysis, findings, Mentions(findings.actors))
        seen: list[tuple[Position, Taken]] = []
        every = (each for taken in (*_conditional(scene), *stances(analysis.doc, FRAMES)) for each in _each(taken))
        for taken in every:
            position = _position(scene, issues, taken)
            if position is not None and not any(_same(analysis, position, taken, s, t) for s, t in seen):
                seen.append((position, taken))
        seen.sort(key=lambda pair: pair[0].evidence)
        for position, taken in _answers_resolved(seen):
            yield analysis.finding(position, rule=taken.stance.rule, confidence=taken.stance.confidence)

    return annotate


def _each(taken: Taken) -> Iterator[Taken]:
    """The stance once for each of those who take it together: "Oslo and Bern want …"."""
    at = taken.subject
    yield taken
    while at is not None:
        at = next((c for c in at.children if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
        if at is not None:
            yield replace(taken, subject=at)


def _position(scene: Scene, issues: Topics, taken: Taken) -> Position | None:
    analysis = scene.analysis
    party = party_of(scene, taken)
    evidence = place(analysis, taken.evidence)
    if party is None or evidence is None or _is_asked_of_own(scene, taken, party):
        return None
    round_it = scene.round(taken.token)
    evidence = _within(analysis, evidence, round_it[:1], open_end=taken.stance.frame == "condition")
    words = analysis.words(evidence)
    issue = issues.of(taken, words)
    if issue == "other" and taken.stance.frame == "refusal" and taken.token.lemma_ in words_of("course"):
        return None
    said = _cued(scene, taken) or (round_it[0] if round_it else None)
    return Position(
        party=party,
        issue=issue,
        stance=" ".join(_QUOTES.sub("", words).split()),
        evidence=evidence,
        as_of=_as_of(scene, taken, said),
        change=_change(scene, taken, round_it),
    )


def _is_asked_of_own(scene: Scene, taken: Taken, party: str) -> bool:
    """Whether it is asked of one's own people: "had asked his minister to see to it"."""
    if not taken.stance.speech:
        return False
    asked = [c for at in (taken.token, taken.wanted) for c in at.children if c.dep_ in ("dobj", "nsubj", "dative")]
    actors = [scene.actor_at(c) for c in asked if c.i > taken.token.i]
    return any(a is not None and a.kind == "person" and a.party == party for a in actors)


def _answers_resolved(seen: list[tuple[Position, Taken]]) -> Iterator[tuple[Position, Taken]]:
    """Answers to "the demand", "the idea" take the issue of what the other side said; those spelled out are left."""
    for i, (position, taken) in enumerate(seen):
        if not _is_answer(taken):
            yield position, taken
            continue
        after = [p for p, _ in seen[i + 1 : i + 3] if p.party == position.party]
        if any(p.evidence[0] - position.evidence[1] < _SOON for p in after):
            continue
        before = [p for p, _ in seen[:i] if p.party != position.party]
        yield (replace(position, issue=before[-1].issue) if before and position.issue == "other" else position), taken


def _is_answer(taken: Taken) -> bool:
    wanted = taken.wanted
    plain = all(c.dep_ in ("det", "poss", "punct") for c in wanted.children)
    return wanted.pos_ == "NOUN" and wanted.lemma_ in words_of("anaphors") and plain


def _as_of(scene: Scene, taken: Taken, said: Statement | None) -> str | None:
    """The day it was said, else the time of the act that takes the stance, else the day of publication."""
    if said is not None and said.said_on:
        return said.said_on
    times = calendar_times(scene.findings)
    cue = scene.analysis.tokens(said.cue) if said is not None and said.cue else None
    told = date_of(scene.analysis, times, cue.root) if cue is not None and len(cue) else None
    if (
        told is None
        and taken.stance.frame in ("verb", "announced", "noun")
        and clause_above(taken.token).tag_ in ("VBD", "VBN")
    ):
        told = date_of(scene.analysis, times, taken.token)
    return told or scene.analysis.article.published


def _within(analysis: Analysis, evidence: Span, round_it: list[Statement], *, open_end: bool) -> Span:
    """The evidence cut to the statement that the stance stands in; with `open_end` a condition may follow it."""
    for statement in round_it:
        low, high = statement.content[0][0], statement.content[-1][1]
        if low < evidence[1] and evidence[0] < high:
            content = analysis.tokens(statement.content[0])
            if content is not None and len(content) and content[0].tag_ in ("TO", "VBG"):
                low = evidence[0]
            return (max(low, evidence[0]), evidence[1] if open_end else min(high, evidence[1]))
    return evidence


def _cued(scene: Scene, taken: Taken) -> Statement | None:
    """The statement whose cue is the word that takes the stance."""
    span = scene.analysis.span(taken.token)
    return next(
        (
            s.content
            for s in scene.findings.statements
            if s.content.cue and s.content.cue[0] <= span[0] < s.content.cue[1]
        ),
        None,
    )


def _change(scene: Scene, taken: Taken, round_it: list[Statement]) -> Change | None:
    """What words of the clause and of its cue say about whether the stance is new."""
    verb = clause_above(taken.token)
    near = [taken.token, verb, *(c for at in (verb, verb.head) for c in at.children if c.dep_ in _ADVERBIAL)]
    cue = scene.analysis.tokens(round_it[0].cue) if round_it and round_it[0].cue else None
    if cue is not None:
        near += [*cue, *(c for c in cue.root.children if c.dep_ in _ADVERBIAL)]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    if lemmas & words_of("shift"):
        return "shifted"
    told = (
        " ".join(scene.analysis.words(c) for c in round_it[0].content).lower() if round_it else verb.sent.text.lower()
    )
    if lemmas & words_of("again") or any(p in told for p in words_of("again_phrases")):
        return "reaffirmed"
    if taken.stance.change is None and round_it and round_it[0].act == "propose":
        return "new"
    return taken.stance.change


def _same(analysis: Analysis, a: Position, of_a: Taken, b: Position, of_b: Taken) -> bool:
    """Whether two positions are one demand: evidence that overlaps, or the same words for or against one issue."""
    if a.party != b.party:
        return False
    if min(a.evidence[1], b.evidence[1]) > max(a.evidence[0], b.evidence[0]):
        return a.issue == b.issue or not any(t.token.dep_ == "relcl" for t in (of_a, of_b))
    if a.issue != b.issue:
        return False
    if a.issue == "sovereignty" and "sovereignty" in (of_a.stance.issue, of_b.stance.issue):
        return True
    if of_a.stance.tone != of_b.stance.tone:
        return False
    x, y = (
        {t.lemma_.lower() for t in analysis.tokens(p.evidence) or () if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ")}
        for p in (a, b)
    )
    return len(x & y) * 3 >= min(len(x), len(y)) if x and y else False


_CONDITION = Stance(words=("condition",), frame="condition", tone="want", quoted=True, confidence=0.7)


def _conditional(scene: Scene) -> Iterator[Taken]:
    """What an official will do on a condition, and what is to be got by a threat or a trade."""
    for found in scene.findings.linkages:
        linkage: Linkage = found.content
        ends = [scene.analysis.tokens(s) for s in (linkage.antecedent, linkage.consequent)]
        if (
            not found.observation.rule.startswith("linkage.inside")
            or linkage.kind not in ("precondition", "leverage", "independence")
            or any(e is None or not len(e) for e in ends)
        ):
            continue
        source, target = (e for e in ends if e is not None)
        head, first, after = target.root, target.start, target.end
        if linkage.kind == "leverage":
            if scene.analysis.words(linkage.cue).lower() == "in return for":
                first, after = min(first, source.start), max(after, source.end)
            elif source.start > target.start or not is_verb(source.root):
                continue
            yield Taken(_CONDITION, head, None, head, (first, after))
            continue
        verb = clause_above(head)
        subject = subject_of(verb)
        if (
            scene.analysis.words(linkage.cue).lower() == "whenever"
            or source.start < first
            or verb.lemma_ in ("be", "happen")
            or not is_verb(head)
            or (subject is not None and subject.lower_ in ("you", "who"))
        ):
            continue
        if (
            subject is not None
            and subject.left_edge.i < first
            and subject.head.i in (verb.i, verb.head.i)
            and verb.dep_ != "conj"
        ):
            first = subject.left_edge.i
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
        yield Taken(_CONDITION, head, None if passive or subject is None else subject, head, (first, source.end))
