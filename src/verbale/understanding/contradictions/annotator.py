"""Contradictions: two statements of one article, of which one at most is true or one is set against the other.

A statement opposes by what it is (`signs.py`): it denies or corrects, or it is set against another account in so many
words. What a denial opposes is chosen among the statements round it (`rivals.py`): the report that it spells out, else
the likeliest candidate. Two sides that want different things do not contradict each other; nor does a changed mind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Contradiction
from verbale.understanding.analysis import Analysis
from verbale.understanding.contradictions.rivals import Opposed, is_told_again, opposed
from verbale.understanding.contradictions.told import Told, told
from verbale.understanding.grammar.issues import Issues
from verbale.understanding.pipeline import Annotator, annotator


@annotator("contradictions", needs={"statements", "times"}, gives={"contradiction"}, version="17")
def contradictions(brief: Brief) -> Annotator:
    """Yields a Contradiction for each two statements that the article sets against each other, in order of place."""
    issues = Issues(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        every = told(analysis, findings)
        for later, rival in _once([(later, opposed(later, every)) for later in every.told]):
            one, other = sorted((rival.target, later), key=lambda t: t.at)
            about = [issues.of(" ".join(analysis.words(s) for s in t.statement.content)) for t in (one, other)]
            yield analysis.finding(_contradiction(one, other, about), rule=rival.rule, confidence=rival.confidence)

    return annotate


def _once(found: list[tuple[Told, Opposed | None]]) -> list[tuple[Told, Opposed]]:
    """Each pair once, of a sentence that sets two accounts apart the first."""
    pairs: dict[frozenset[str], tuple[Told, Opposed]] = {}
    accounts: set[int] = set()
    for later, rival in found:
        if rival is None:
            continue
        if rival.rule == "account":
            if later.sentence in accounts or is_told_again(later, rival.target):
                continue
            accounts.add(later.sentence)
        same = (t for t, r in pairs.values() if r.rule == rival.rule == "denial.such" and r.target is rival.target)
        if any(is_told_again(later, t) for t in same):
            continue  # "nothing of the kind", passed on by several
        pairs.setdefault(frozenset({later.found.key, rival.target.found.key}), (later, rival))
    return list(pairs.values())


def _contradiction(earlier: Told, later: Told, about: list[tuple[str, ...]]) -> Contradiction:
    shared = sorted(set(about[0]) & set(about[1]) - {"other"})
    evidence = tuple(sorted({*earlier.statement.content, *later.statement.content}))
    return Contradiction(
        a=earlier.found.key, b=later.found.key, about=", ".join(shared) or "the same question",
        cue=later.statement.cue, evidence=evidence,
    )  # fmt: skip
