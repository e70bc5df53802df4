"""Contrasts: two statements of one article that cannot both be true, or that it sets against each other.

Three signs, each with its rule: a denial of what another statement asserts, a correction of what somebody said, and an
adversative word between two statements on one question. A change of one speaker's mind over time is no contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Contrast, Statement
from verbale.model.text import Span
from verbale.understanding import tables
from verbale.understanding.attribution.issues import Issues
from verbale.understanding.pipeline import Analysis, Annotator, annotator

REACH = 3
"""How many paragraphs back a denial or correction may look for what it opposes."""
_LENGTH = 5
"""Letters of a word's beginning that are compared, so that an offer meets what was offered."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with what comparing it needs: its key words, issues, place, and the words round its cue."""

    found: Finding[Statement]
    words: frozenset[str]
    issues: frozenset[str]
    paragraph: int
    sentence: Span
    before: str

    @property
    def statement(self) -> Statement:
        return self.found.content

    @property
    def at(self) -> int:
        return (self.statement.cue or self.statement.content[0])[0]


@annotator("contrasts", needs={"statements"}, gives={"contradiction"}, version="1")
def contrasts(brief: Brief) -> Annotator:
    """Yields a Contrast for each pair of statements that the article sets against each other, in order of place."""
    issues = Issues(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        told = sorted((_told(f, analysis, issues) for f in findings.statements), key=lambda t: (t.at, t.found.key))
        seen: set[frozenset[str]] = set()
        for i, later in enumerate(told):
            for earlier, rule, confidence in _opposed(later, told[:i], told[i + 1 :]):
                pair = frozenset({earlier.found.key, later.found.key})
                if pair not in seen:
                    seen.add(pair)
                    yield analysis.finding(_contrast(earlier, later), rule=rule, confidence=confidence)

    return annotate


def _contrast(earlier: _Told, later: _Told) -> Contrast:
    shared = sorted(earlier.issues & later.issues)
    evidence = tuple(sorted({*earlier.statement.content, *later.statement.content}))
    return Contrast(
        a=earlier.found.key, b=later.found.key, about=", ".join(shared) or "the same question",
        cue=later.statement.cue, evidence=evidence,
    )  # fmt: skip


def _told(found: Finding[Statement], analysis: Analysis, issues: Issues) -> _Told:
    statement = found.content
    words: set[str] = set()
    for span in statement.content:
        words |= {t.lemma_.lower()[:_LENGTH] for t in analysis.tokens(span) or () if _tells(t.lemma_.lower(), t.pos_)}
    at = (statement.cue or statement.content[0])[0]
    sentence = _sentence(analysis, at)
    before = analysis.words((sentence[0], max(sentence[0] + 1, at)))
    text = " ".join(analysis.words(s) for s in statement.content)
    named = frozenset(issues.of(text)) - {"other"}
    return _Told(found, frozenset(words), named, analysis.paragraph_of(at), sentence, before.lower())


def _tells(lemma: str, pos: str) -> bool:
    return pos in ("NOUN", "PROPN", "VERB", "ADJ") and lemma not in tables.toml("cues_contrasts")["common"]["words"]


def _sentence(analysis: Analysis, at: int) -> Span:
    tokens = analysis.tokens((at, at + 1))
    return analysis.span(tokens[0].sent) if tokens else (at, at + 1)


def _opposed(later: _Told, before: list[_Told], after: list[_Told]) -> Iterator[tuple[_Told, str, float]]:
    """What `later` is set against, with the rule and the confidence."""
    reach = [t for t in before if 0 <= later.paragraph - t.paragraph <= REACH]
    near = [t for t in reach if not _nested(t, later) and _others(t, later)]
    if later.statement.act == "deny":
        target = max(near, key=lambda t: (_kinship(t, later), t.at), default=None)
        if target is not None and _kinship(target, later) >= 1.0:
            yield _innermost(target, later, before), "denial", 0.7
            return
        follows = [
            t for t in after[:2] if t.paragraph - later.paragraph <= 1 and _others(t, later) and t.issues & later.issues
        ]
        if follows and not _nested(follows[0], later):
            yield follows[0], "denial", 0.5
    corrected = _corrected(later, near)
    if corrected is not None:
        yield corrected, "correction", 0.8
        return
    words = tables.toml("cues_contrasts")["adversative"]
    opening = later.before.replace(",", " ").split()
    if set(opening[:2]) & set(words["words"]) or any(p in later.before for p in words["phrases"]):
        for target in reversed(near[-3:]):
            if later.paragraph - target.paragraph <= 1 and _kinship(target, later) >= 1.0:
                yield target, "adversative", 0.6
                return


def _others(one: _Told, other: _Told) -> bool:
    """Whether two statements have different speakers, as far as these are known."""
    a, b = one.statement, other.statement
    if a.speaker is None or b.speaker is None:
        return a.speaker_span != b.speaker_span or a.speaker_span is None
    return a.speaker != b.speaker


def _nested(one: _Told, other: _Told) -> bool:
    return other.statement.within == one.found.key or one.statement.within == other.found.key


def _kinship(one: _Told, other: _Told) -> float:
    """How far two contents are on one question: shared words over the fewer words, and shared issues."""
    shared = one.words & other.words
    least = min(len(one.words), len(other.words)) or 1
    share = len(shared) / least
    return (len(shared) >= 2) * 0.6 + share + 0.4 * bool(one.issues & other.issues)


def _innermost(target: _Told, later: _Told, before: list[_Told]) -> _Told:
    """The statement within `target` that holds what is denied, where it is as close: the claim, not its report."""
    inner = [t for t in before if t.statement.within == target.found.key and _others(t, later)]
    best = max(inner, key=lambda t: _kinship(t, later), default=None)
    return best if best is not None and _kinship(best, later) > _kinship(target, later) else target


def _corrected(later: _Told, near: list[_Told]) -> _Told | None:
    """The last statement of whoever the same sentence says is contradicted or corrected."""
    verbs = tables.toml("cues_contrasts")["correction"]["verbs"]
    text = later.before
    opposes = any(v in text for v in verbs[:4]) and later.statement.kind == "speech"
    return near[-1] if opposes and near and later.paragraph - near[-1].paragraph <= 1 else None
