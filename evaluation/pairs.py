"""Which PLOVER type a sentence tells between two given parties: the lexicon without actors, statuses or articles.

Bare speech counts here (praise is SUPPORT, blame is ACCUSE), and intentions are typed as PLOVER has it: a cooperative
act in the future is AGREE, a conflictual one THREATEN, a refused one REJECT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model.negotiation import EventType
from verbale.understanding.events.lexicon import lexicon
from verbale.understanding.events.triggers import Sighting, sightings
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_CONFLICTUAL = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})


def type_between(doc: Doc, source: str, target: str) -> EventType | None:
    """The type of what `source` does to `target` (their words as they stand in the text), or None where nothing is."""
    first, second = _tokens(doc, source), _tokens(doc, target)
    found = sightings(doc, lexicon())
    best = max(found, key=lambda s: (_nearness(s, first, second), -s.token.i), default=None)
    return _as_intended(_outermost(best, found, first)) if best is not None else None


def _outermost(seen: Sighting, found: list[Sighting], source: frozenset[int]) -> Sighting:
    """The promise, refusal, threat or demand by `source` of which the sighting is only the content."""
    moves = {t.i: s for s in found if s.type in _MOVES for t in (s.token, s.verb) if t is not None}
    at = seen.verb if seen.verb is not None else seen.token
    for head in arguments.upwards(at):
        if at.dep_ not in _CONTENT:
            break
        outer = moves.get(head.i)
        if outer is not None and outer is not seen and _touches([t for g in outer.actors for t in g], source):
            return _outermost(outer, found, source)
        at = head
    return seen


_MOVES = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
_CONTENT = frozenset({"xcomp", "ccomp", "dobj", "pcomp", "pobj", "prep", "acl", "advcl", "conj", "attr", "nsubjpass"})


def _tokens(doc: Doc, words: str) -> frozenset[int]:
    start = doc.text.find(words)
    start = doc.text.lower().find(words.lower()) if start < 0 else start
    span = doc.char_span(start, start + len(words), alignment_mode="expand") if start >= 0 and words else None
    return frozenset(t.i for t in span) if span is not None else frozenset()


def _nearness(seen: Sighting, source: frozenset[int], target: frozenset[int]) -> float:
    actors = [t for group in seen.actors for t in group]
    others = [t for group in seen.recipients for t in group]
    score = 0.0
    score += 4.0 * _touches(actors, source)
    score += 2.0 * _touches(others, target)
    if seen.symmetric:
        score += 2.0 * _touches(actors, target)
    below = {t.i for t in (seen.verb or seen.token).subtree}
    score += 1.0 * bool(below & target) + 0.5 * bool(below & source)
    score += 0.2 * seen.fit - 0.1 * (len(list(seen.token.ancestors)))
    if seen.token.i in source or seen.token.i in target:
        score -= 2.0
    return score - 1.5 * seen.frame.weak


def _touches(tokens: list[Token], wanted: frozenset[int]) -> float:
    if any(t.i in wanted for t in tokens):
        return 1.0
    return 0.7 if any(d.i in wanted for t in tokens for d in t.subtree) else 0.0


def _as_intended(seen: Sighting) -> EventType:
    verb = seen.verb or seen.token
    helped = arguments.auxiliaries(verb)
    if arguments.negated(verb) and seen.type not in ("ACCUSE", "REJECT", "THREATEN"):
        return "REJECT"
    if helped & {"will", "would", "shall", "'ll"}:
        if seen.type in _COOPERATIVE:
            return "AGREE"
        if seen.type in _CONFLICTUAL:
            return "THREATEN"
    return seen.type
