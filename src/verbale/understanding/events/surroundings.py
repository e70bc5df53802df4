"""How the sightings of one text bear on each other: what a promise is about, who met those who agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verbale.understanding.events.triggers import Places, Sighting
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

MOVES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose complement is only promised, asked, refused or threatened."""

_WITHIN = frozenset({"in", "during", "with", "by"})


class Surroundings:
    """The sightings of one text, those left out that another tells already."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        spoken = list(sightings)
        every = [s for s in spoken if not s.frame.speech]
        self._moves = {t.i: s for s in spoken if s.type in MOVES for t in (s.token, s.verb) if t is not None}
        self._contents = self._by_move(every)
        self.sightings = [s for s in every if not _told_by_its_verb(s, every)]
        self._meetings = {s.token.i: s for s in self.sightings if s.symmetric}

    def _by_move(self, sightings: list[Sighting]) -> dict[int, Sighting]:
        found: dict[int, Sighting] = {}
        for inner in sightings:
            for head in arguments.upwards(carrier_of(inner)):
                move = self._moves.get(head.i)
                if move is not None and move is not inner:
                    found.setdefault(move.token.i, inner)
                    break
        return found

    def content_of(self, move: Sighting) -> Sighting | None:
        """The first sighting in the complement of a promise, request, refusal or threat."""
        return self._contents.get(move.token.i)

    def only_content(self, seen: Sighting) -> bool:
        """True for what is only promised, asked, refused or threatened; a meeting agreed on is an event of its own."""
        if seen.frame.owned:
            return False
        at = carrier_of(seen)
        for head in arguments.upwards(at):
            if at.dep_ in ("relcl", "nsubj") or (at.dep_ == "advcl" and at.tag_ != "VB"):
                return False
            move = self._moves.get(head.i)
            if move is not None and move is not seen and at.dep_ not in ("conj", "prep"):
                meeting = seen.type == "CONSULT" and seen.frame.family != "mediation"
                return not meeting or move.type in ("REJECT", "THREATEN")
            at = head
        return False

    def partners_before(self, seen: Sighting) -> Places:
        """With whom the subject "agreed" in "met with the king on Monday and agreed": whom the clause before names."""
        verb = carrier_of(seen)
        if verb.dep_ in ("conj", "pcomp", "advcl"):
            for head in arguments.upwards(verb):
                if head.i in self._meetings:
                    return self._meetings[head.i].recipients
                if head.dep_ in ("relcl", "ccomp"):
                    break
        return ()


def carrier_of(seen: Sighting) -> Token:
    """The verb that carries tense and subject, else the trigger itself."""
    return seen.verb if seen.verb is not None else seen.token


def _told_by_its_verb(noun: Sighting, sightings: list[Sighting]) -> bool:
    """True for the firefight of "engaged them in a firefight", which the verb tells already."""
    head = noun.token.head
    if noun.token.pos_ != "NOUN" or noun.token.dep_ != "pobj" or head.lower_ not in _WITHIN:
        return False
    return any(s.token == head.head and s.type == noun.type and s.token.pos_ == "VERB" for s in sightings)
