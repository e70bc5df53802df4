"""What a sighting comes to before its parties: status, then type and mode, also of what is promised, asked or refused.

A move (a promise, request, refusal, threat) has a content. Most contents are no events of their own; of some the move
is told by its content, and what somebody "will not" do is a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from verbale.model.negotiation import EventStatus, EventType
from verbale.understanding.events.lexicon import words_of
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.roles import doers
from verbale.understanding.events.sides import MOVES
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.events.status import status_of
from verbale.understanding.grammar.article import Grammar

_REFUSED: dict[str, str | None] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield", "AGREE": None,
    "SUPPORT": None,
}  # fmt: skip
"""What "will not" makes of a cooperative act: REJECT with this mode. Of others it makes no event."""

_THREATENED: dict[str, str | None] = {
    "SANCTION": None, "COERCE": "restrict", "ASSAULT": "violence", "MOBILIZE": None, "PROTEST": None,
}  # fmt: skip
"""What "would do so if …" makes of a conflictual act: THREATEN with this mode."""

_CONTENT_MODES: dict[str, str] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
"""The mode of a demand or refusal by what is demanded or refused."""

_TOLD_AS_CONTENT = frozenset({"CONSULT", "RETREAT", "REQUEST", "CONCEDE"})
"""Types that count although they are only promised or asked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is settled of an event before its parties: type, mode, CAMEO root, status."""

    type: EventType
    mode: str | None
    cameo: str
    status: EventStatus
    doubt: str = ""
    """Why it may be no event after all; "" for no reason."""


def as_told(seen: Sighting, status: EventStatus) -> Told:
    """What a sighting comes to by its row alone, at a status."""
    gives = seen.row.gives
    return Told(cast(EventType, seen.type), cast("str | None", gives.get("mode")), str(gives["cameo"]), status)


class Moves:
    """What the sightings of one article come to, and which of them are the content of which move."""

    def __init__(self, grammar: Grammar, parties: Parties, sightings: Iterable[Sighting]) -> None:
        self._grammar = grammar
        self._parties = parties
        self._seen = tuple(sightings)
        self._moves = {s.told.head: s for s in self._seen if s.type in MOVES}
        self._contents = self._by_move()

    def _by_move(self) -> dict[int, Sighting]:
        """The first sighting in the complement of each promise, request, refusal or threat."""
        found: dict[int, Sighting] = {}
        for inner in self._seen:
            move = self._move_over(inner)
            if move is not None:
                found.setdefault(move.token, inner)
        return found

    def _move_over(self, seen: Sighting) -> Sighting | None:
        """The promise, request, refusal or threat of which a sighting is the content, or None."""
        at = seen.clause
        w = self._grammar.words
        for i in self._above(seen.token if seen.nominal else at.head):
            move = self._moves.get(i)
            if move is not None and move.token != seen.token:
                return move
            clause = self._grammar.at(i)
            if clause is not None and clause.relation not in ("complement", "content", "main", "gerund", "purpose"):
                return None
            if clause is not None and clause.relation == "main" and i != seen.token and w.dep[i] == "ROOT":
                return None
        return None

    def _above(self, i: int) -> Iterator[int]:
        w = self._grammar.words
        while w.head[i] != i:
            while w.dep[i] == "conj":
                i = w.head[i]  # "demanded a seat and proposed a date": the one is not told by the other
            sets = w.dep[i] == "prep" and w.lower[i] in ("in", "at", "after", "during")
            if sets or w.head[i] == i or w.dep[i] in ("relcl", "nsubj", "advcl"):
                return
            i = w.head[i]
            yield i

    def told(self, seen: Sighting) -> Told | None:
        """Type, mode and status of a sighting, or None where it tells of no event."""
        status, doubt = status_of(self._grammar, seen)
        gives = seen.row.gives
        if status == "drop":
            return None
        if status == "given up":
            return Told("CONCEDE", None, "08", "occurred")
        doubt = doubt or ("promise" if self._is_told_by_content(seen) else "")
        doubt = doubt or ("content" if status != "denied" and self._only_content(seen) else "")
        kind, mode = cast(EventType, seen.type), cast("str | None", gives.get("mode"))
        if status == "refused":
            return Told("REJECT", _REFUSED[kind], "12", "occurred", doubt) if kind in _REFUSED else None
        doing = self._parties.at(doers(self._grammar, seen))
        taken = seen.told.lemma in words_of("captives", "takes")
        held = taken and not doing and not seen.nominal and self._parties.of_captives
        if gives.get("rebels") and (held or self._parties.rebel(doing)):
            return Told("ASSAULT", str(gives["rebels"]), "18", status, doubt)
        if mode == "demo" and self._parties.governs(doing):
            return Told("ACCUSE", "disapprove", "11", status, doubt)
        if gives.get("thirds") and self._parties.mediated and self._parties.are_thirds(doing):
            return Told("REQUEST", None, "10", status, doubt)
        content = self._contents.get(seen.token)
        if mode is None and kind in ("REQUEST", "REJECT", "THREATEN"):
            mode = self._mode_by_content(seen, content)
        return Told(kind, mode, str(gives["cameo"]), status, doubt)

    def _is_told_by_content(self, seen: Sighting) -> bool:
        content = self._contents.get(seen.token)
        return bool(seen.row.gives.get("promised")) and content is not None and content.type in _REFUSED

    def _mode_by_content(self, seen: Sighting, content: Sighting | None) -> str | None:
        """The mode of a demand, refusal or threat by what is demanded, refused or threatened."""
        if seen.type == "THREATEN":
            return _THREATENED.get(content.type) if content is not None else None
        if content is not None and content.type in _CONTENT_MODES:
            return _CONTENT_MODES[content.type]
        inner = self._grammar.content(seen.told)
        return "change" if seen.type == "REQUEST" and inner is not None else None

    def _only_content(self, seen: Sighting) -> bool:
        """Whether it is only promised, asked, refused or threatened; a meeting agreed on is an event of its own."""
        move = self._move_over(seen)
        if move is None or seen.row.gives.get("owned"):
            return False
        if "denial" in move.told.modality:
            return True
        if move.type == "THREATEN":
            return seen.type not in _THREATENED
        if move.row.gives.get("promised") and seen.type in _REFUSED:
            return False  # what is promised is planned, and is told by what is to be done
        counts = seen.type in _TOLD_AS_CONTENT and seen.row.gives.get("family") != "mediation"
        return not counts or move.type == "REJECT"
