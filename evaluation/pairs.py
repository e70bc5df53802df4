"""Which PLOVER type a sentence tells between two given parties: the lexicon without actors, statuses or articles.

Bare speech counts here (praise is SUPPORT, blame is ACCUSE), and intentions are typed as PLOVER has it: a cooperative
act in the future is AGREE, a conflictual one THREATEN, a refused one REJECT.
"""

from __future__ import annotations

from typing import cast

from verbale.model.negotiation import EventType
from verbale.understanding.events.roles import doers, partners, together
from verbale.understanding.events.sightings import Sighting, sightings
from verbale.understanding.events.status import status_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.vocabulary import Modality

_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_CONFLICTUAL = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_MOVES = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_CONTENT = frozenset({"xcomp", "ccomp", "dobj", "pcomp", "pobj", "prep", "acl", "advcl", "conj", "attr", "nsubjpass"})
_WILLED: frozenset[Modality] = frozenset({"intention", "condition"})


def type_between(grammar: Grammar, source: str, target: str) -> EventType | None:
    """The type of what `source` does to `target` (their words as they stand in the text), or None where nothing is."""
    first, second = _tokens(grammar, source), _tokens(grammar, target)
    found = sightings(grammar)
    best = max(found, key=lambda s: (_nearness(grammar, s, first, second), -s.token), default=None)
    return _as_intended(grammar, _outermost(grammar, best, found, first)) if best is not None else None


def _outermost(grammar: Grammar, seen: Sighting, found: list[Sighting], source: frozenset[int]) -> Sighting:
    """The promise, refusal, threat or demand by `source` of which the sighting is only the content."""
    moves = {i: s for s in found if s.type in _MOVES for i in (s.token, s.told.head)}
    w = grammar.words
    at = seen.carrier.head if seen.carrier is not None else seen.token
    while w.head[at] != at and w.dep[at] in _CONTENT:
        at = w.head[at]
        outer = moves.get(at)
        if outer is not None and outer is not seen and _touches(grammar, doers(grammar, outer), source):
            return _outermost(grammar, outer, found, source)
    return seen


def _tokens(grammar: Grammar, words: str) -> frozenset[int]:
    text = grammar.analysis.article.text
    start = text.find(words)
    start = text.lower().find(words.lower()) if start < 0 else start
    return frozenset(range(*grammar.tokens((start, start + len(words))))) if start >= 0 and words else frozenset()


def _nearness(grammar: Grammar, seen: Sighting, source: frozenset[int], target: frozenset[int]) -> float:
    mutual = bool(seen.row.gives.get("mutual"))
    actors = (together(grammar, seen),) if mutual else doers(grammar, seen)
    others = partners(grammar, seen)
    if seen.row.gives.get("reversed"):
        actors, others = others, actors
    score = 4.0 * _touches(grammar, actors, source)
    score += 2.0 * _touches(grammar, actors if mutual else others, target)
    head = seen.carrier.head if seen.carrier is not None else seen.token
    below = set(range(*grammar.whole(head)))
    score += 1.0 * bool(below & target) + 0.5 * bool(below & source)
    score += 0.2 * seen.fit - 0.1 * _depth(grammar, seen.token)
    if seen.token in source or seen.token in target:
        score -= 2.0
    return score - 1.5 * bool(seen.row.gives.get("weak"))


def _depth(grammar: Grammar, i: int) -> int:
    depth = 0
    while grammar.words.head[i] != i:
        i, depth = grammar.words.head[i], depth + 1
    return depth


def _touches(grammar: Grammar, places: tuple[tuple[int, ...], ...], wanted: frozenset[int]) -> float:
    heads = [i for group in places for i in group]
    if any(i in wanted for i in heads):
        return 1.0
    return 0.7 if any(wanted & set(range(*grammar.whole(i))) for i in heads) else 0.0


def _as_intended(grammar: Grammar, seen: Sighting) -> EventType:
    clause = seen.carrier if seen.carrier is not None else seen.told
    kind = cast(EventType, seen.type)
    if kind == "CONSULT" and status_of(grammar, seen) == "cancelled":
        return "REJECT"
    if clause.negated and kind not in ("ACCUSE", "REJECT", "THREATEN") and not seen.row.gives.get("asserted"):
        return "REJECT"
    if clause.modality & _WILLED and clause.told == "ahead":
        return "AGREE" if kind in _COOPERATIVE else "THREATEN" if kind in _CONFLICTUAL else kind
    return kind
