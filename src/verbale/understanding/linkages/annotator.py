"""Linkages: what the text ties together, by which words, and who holds the tie.

Cues and their frames come from `tables/linkages.toml`; `phrases.py`, `verbs.py` and `nouns.py` find the two
ends in the parse. Here a tie becomes a linkage: its kind is settled by what stands round it (a threat, a worry), its
ends are kept within the statement that holds the cue, and that statement's speaker holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Linkage, Statement
from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.clauses import has_modal, is_negated, is_verb, place
from verbale.understanding.grammar.reported import statements_round
from verbale.understanding.linkages import marked, nouns, phrases, verbs
from verbale.understanding.linkages.cues import Frame, Match, Tie, ties, words_of
from verbale.understanding.pipeline import Annotator, annotator

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "PRON"})
_SAME_END, _SAME_TIE = 0.6, 0.9
"""Shares of content words from which on two ends, or a tie by its better end, are the same told again."""


def lookalike(match: Match) -> Tie | None:
    """ "as well as": words that only look like a cue tie nothing."""
    return None


FRAMES: Mapping[str, Frame] = {
    frame.__name__: frame
    for frame in (
        *(
            phrases.inside,
            marked.inverted,
            nouns.only,
            verbs.verb,
            verbs.link,
            verbs.purpose,
            verbs.use,
            verbs.blame,
        ),
        *(verbs.participle, verbs.absolute, nouns.attribute, nouns.noun, nouns.pair),
        *(nouns.effect, nouns.hinge, nouns.impact, nouns.back, lookalike),
    )
}


@annotator("linkages", needs={"statements"}, gives={"linkage"}, version="1")
def linkages(brief: Brief) -> Annotator:
    """Preconditions, causes, concerns, independence, leverage and reprisals, each held by a speaker or the writer."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        actors = _heads(analysis, (m for a in findings.actors for m in a.content.mentions))
        times = _tokens(analysis, (t.content.span for t in findings.times if t.content.calendar))
        seen: list[Linkage] = []
        for tie in ties(analysis.doc, grammar_of(analysis), FRAMES, actors, times):
            linkage = _linkage(analysis, findings, tie)
            if linkage is not None and not any(_restates(analysis, linkage, before) for before in seen):
                seen.append(linkage)
                yield analysis.finding(linkage, rule=tie.cue.rule, confidence=tie.cue.confidence)

    return annotate


def _heads(analysis: Analysis, spans: Iterator[Span]) -> frozenset[int]:
    """The head token of each span."""
    found = (analysis.tokens(s) for s in spans)
    return frozenset(tokens.root.i for tokens in found if tokens is not None and len(tokens))


def _tokens(analysis: Analysis, spans: Iterator[Span]) -> frozenset[int]:
    found = (analysis.tokens(s) for s in spans)
    return frozenset(t.i for tokens in found if tokens is not None for t in tokens)


def _linkage(analysis: Analysis, findings: Findings, tie: Tie) -> Linkage | None:
    cue = place(analysis, tie.place)
    source, target = place(analysis, tie.antecedent), place(analysis, tie.consequent)
    if cue is None or source is None or target is None:
        return None
    round_it = statements_round(findings, cue)
    source, target = _kept(source, target, round_it)
    if min(source[1], target[1]) > max(source[0], target[0]):
        return None
    tie = _settled(analysis, tie, round_it)
    if tie.cue.threats and tie.kind == "leverage":
        source, target = target, source
    return Linkage(
        kind=tie.kind, antecedent=source, consequent=target, cue=cue, holder=_holder(round_it), polarity=tie.polarity
    )


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


def _settled(analysis: Analysis, tie: Tie, round_it: list[Statement]) -> Tie:
    """The tie with its kind as the context has it: a worry, a threat."""
    worry = next((s for s in round_it[:1] if s.cue and _lemmas(analysis, s.cue) & words_of("worry")), None)
    if worry is not None and tie.kind in ("precondition", "cause") and not is_negated(tie.governor):
        return replace(tie, kind="concern")
    if tie.cue.threats and _is_threat(analysis, tie, round_it):
        return replace(tie, kind="leverage")
    if tie.cue.threats and any(c.lower_ in ("may", "might") for c in tie.governor.children):
        return replace(tie, kind="concern")
    return tie


def _lemmas(analysis: Analysis, span: Span) -> set[str]:
    """The lemmas of the content words at a span."""
    tokens = analysis.tokens(span)
    return {t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT} if tokens is not None else set()


def _is_threat(analysis: Analysis, tie: Tie, round_it: list[Statement]) -> bool:
    """Whether the conditional act is one that threatens: by its words, or by the act of whoever says it."""
    governor = tie.governor
    if any(c.lower_ in ("may", "might") for c in governor.children):
        return any(s.act in ("threaten", "warn") for s in round_it[:1])
    said = {t.lemma_.lower() for t in analysis.doc[tie.consequent[0] : tie.consequent[1]]}
    not_ruled_out = governor.lemma_ == "rule" and any(c.dep_ == "neg" for c in governor.children)
    if is_negated(governor) and not not_ruled_out:
        return tie.cue.words == ("if",) and any(s.act in ("threaten", "warn") for s in round_it[:1])
    if not_ruled_out or has_modal(governor) or (is_verb(governor.head) and has_modal(governor.head)):
        return bool(said & words_of("threat")) or any(s.act == "threaten" for s in round_it[:1])
    return any(s.act == "threaten" for s in round_it[:1])


def _restates(analysis: Analysis, told: Linkage, before: Linkage) -> bool:
    """Whether a tie says again, in much the same words, what one of the same kind has said."""
    if (told.kind, told.polarity) != (before.kind, before.polarity):
        return False
    same = [
        _alike(_lemmas(analysis, a), _lemmas(analysis, b))
        for a, b in ((told.antecedent, before.antecedent), (told.consequent, before.consequent))
    ]
    return min(same) >= _SAME_END or (max(same) >= _SAME_TIE and min(same) >= _SAME_END / 2)


def _alike(a: set[str], b: set[str]) -> float:
    """Shared content words over those of the shorter end; the words for "circumstances" are one."""
    ours, theirs = ({"circumstance" if w in words_of("circumstances") else w for w in s} for s in (a, b))
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0
