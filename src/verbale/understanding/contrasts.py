"""Contrasts: two statements of one article that cannot both be true, or that it sets against each other.

Three signs, each with its rule: a denial of what another statement asserts, a correction of what somebody said, and an
adversative word between two statements on one question. A change of one speaker's mind over time is no contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Contrast, Statement
from verbale.understanding import tables
from verbale.understanding.attribution.issues import Issues
from verbale.understanding.pipeline import Analysis, Annotator, annotator

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 3
"""How many paragraphs back a denial or correction may look for what it opposes."""
_SWEEPING = frozenset({"any", "such", "so", "it", "this", "anything", "ever"})
_LENGTH = 5
"""Letters of a word's beginning that are compared, so that an offer meets what was offered."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with what comparing it needs: key words, issues, place, tokens of its content and of its sentence."""

    found: Finding[Statement]
    words: frozenset[str]
    issues: frozenset[str]
    paragraph: int
    tokens: tuple[Token, ...]
    around: tuple[Token, ...]

    @property
    def outside(self) -> str:
        """The words of the sentence outside the content, in lower case."""
        return " ".join(t.lower_ for t in self.around)

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
            for earlier, rule, confidence in _opposed(later, told[:i]):
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
    tokens = tuple(t for span in statement.content for t in analysis.tokens(span) or ())
    words = frozenset(t.lemma_.lower()[:_LENGTH] for t in tokens if _tells(t.lemma_.lower(), t.pos_))
    at = (statement.cue or statement.content[0])[0]
    inside = {t.i for t in tokens}
    cue = analysis.tokens((at, at + 1))
    around = tuple(t for t in cue[0].sent if t.i not in inside) if cue else ()
    named = frozenset(issues.of(" ".join(analysis.words(s) for s in statement.content))) - {"other"}
    return _Told(found, words, named, analysis.paragraph_of(at), tokens, around)


def _tells(lemma: str, pos: str) -> bool:
    return pos in ("NOUN", "PROPN", "VERB", "ADJ") and lemma not in tables.toml("cues_contrasts")["common"]["words"]


def _opposed(later: _Told, before: list[_Told]) -> Iterator[tuple[_Told, str, float]]:
    """What `later` is set against, with the rule and the confidence."""
    reach = [t for t in before if 0 <= later.paragraph - t.paragraph <= REACH]
    near = [t for t in reach if not _nested(t, later) and _others(t, later)]
    if later.statement.act == "deny":
        denied = _denied(later, reach, near)
        if denied is not None:
            yield denied, "denial", 0.7
            return
    corrected = _corrected(later, near)
    if corrected is not None:
        yield corrected, "correction", 0.8
        return
    last = [t for t in near[-3:] if later.paragraph - t.paragraph <= 1]
    least = _least(later)
    for target in reversed(last):
        denies = target.statement.act == "deny"
        if least is not None and _kinship(target, later) >= (min(least, 0.4) if denies else least):
            yield target, "adversative", 0.6
            return
        if denies and later.statement.within is None and _kinship(target, later) >= 0.9:
            yield target, "denial", 0.5
            return


def _denied(later: _Told, reach: list[_Told], near: list[_Told]) -> _Told | None:
    """What a denial denies: a named report, what shares its words, or what its speaker is said to have said."""
    if near and any(_points_back(t) for t in later.tokens):
        return _innermost(near[-1], later, reach)
    target = max(near, key=lambda t: (_kinship(t, later), t.at), default=None)
    if target is not None and _kinship(target, later) >= 1.0:
        return _innermost(target, later, reach)
    if later.statement.within is not None or not any(t.lower_ in _SWEEPING for t in later.tokens):
        return None
    own = later.statement.speaker
    relayed = [
        t for t in reach if t.statement.within and t.statement.speaker == own is not None and not _nested(t, later)
    ]
    return relayed[-1] if relayed else None


def _points_back(noun: Token) -> bool:
    """Whether a noun points at what others reported: the report, these claims; not media reports that …"""
    named = tables.toml("cues_contrasts")["report"]["nouns"]
    return noun.lemma_.lower() in named and any(
        c.lower_ in ("the", "this", "these", "those", "such") for c in noun.children
    )


def _least(later: _Told) -> float | None:
    """How close a statement must be to what went before to stand against it: less after conversely than after but."""
    words = tables.toml("cues_contrasts")["adversative"]
    opening = set(later.outside.replace(",", " ").split()[:2])
    if opening & set(words["strong"]) or any(p in later.outside for p in words["phrases"]):
        return 0.4
    return 1.0 if opening & set(words["words"]) else None


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


def _innermost(target: _Told, later: _Told, reach: list[_Told]) -> _Told:
    """The statement that `target` passes on in the end, where that is as close: the claim, not its report."""
    inner = [t for t in reach if t.statement.within == target.found.key]
    best = max(inner, key=lambda t: _kinship(t, later), default=None)
    if best is not None and (_kinship(best, later) >= _kinship(target, later) or target.words <= best.words):
        return _innermost(best, later, reach)
    return target


def _corrected(later: _Told, near: list[_Told]) -> _Told | None:
    """The last statement of somebody else, where the same sentence says that it is contradicted or corrected."""
    verbs = tables.toml("cues_contrasts")["correction"]["verbs"]
    opposes = later.statement.kind == "speech" and any(t.lemma_ in verbs for t in later.around if t.pos_ == "VERB")
    return near[-1] if opposes and near and later.paragraph - near[-1].paragraph <= 1 else None
