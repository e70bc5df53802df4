"""From a sighting to an event as one place tells it: status, then type and mode, parties, place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.model.evidence import Findings
from verbale.model.negotiation import EventStatus, EventType
from verbale.understanding.analysis import Analysis
from verbale.understanding.events.lexicon import lexicon
from verbale.understanding.events.merging import Draft
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.places import host_of
from verbale.understanding.events.setting import Setting, place_name
from verbale.understanding.events.status import conditional, own_words, status_of
from verbale.understanding.events.surroundings import MOVES, Surroundings, carrier_of
from verbale.understanding.events.triggers import Sighting
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

Keys = tuple[str, ...]

_REFUSED: dict[EventType, str | None] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield", "AGREE": None,
    "SUPPORT": None,
}  # fmt: skip
"""What "will not" makes of a cooperative act: REJECT with this mode. Of others it makes no event."""

_THREATENED: dict[EventType, str | None] = {
    "SANCTION": None, "COERCE": "restrict", "ASSAULT": "violence", "MOBILIZE": None, "PROTEST": None,
}  # fmt: skip
"""What "would do so if …" makes of a conflictual act: THREATEN with this mode."""

_ANSWERED = frozenset({*MOVES, "CONCEDE"})
"""What is done to the counterpart in the talks where the text names nobody."""

_CONTENT_MODES: dict[EventType, str] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
"""The mode of a demand or refusal by what is demanded or refused."""

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_RUNNING = frozenset({"talk", "negotiation", "dialogue", "consultation", "discussion", "sanction", "tariff", "embargo"})
_STANDING = frozenset({"remain", "continue", "be", "suspend", "freeze", "stall", "deadlock"})
_RESTING = frozenset(
    {"hold", "impasse", "standstill", "deadlock", "limbo", "stalled", "suspended", "frozen", "deadlocked"}
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is settled of an event before its parties: type, mode, CAMEO root, status."""

    type: EventType
    mode: str | None
    cameo: str
    status: EventStatus


class Drafting:
    """Drafts of the events of one article."""

    def __init__(self, analysis: Analysis, findings: Findings, around: Surroundings) -> None:
        self._analysis = analysis
        self._around = around
        self.parties = Parties(analysis, findings)
        self._setting = Setting(analysis, findings.times, (s.token for s in around.sightings))

    def drafts(self) -> Iterator[Draft]:
        """A draft for each sighting that tells of an event."""
        for seen in self._around.sightings:
            told = self._told(seen)
            draft = self._draft(seen, told) if told is not None else None
            if draft is not None:
                yield draft

    def _told(self, seen: Sighting) -> _Told | None:
        status = status_of(seen)
        if status == "drop" or self._around.only_content(seen):
            return None
        if seen.frame.family == "mediation" and seen.token.dep_ == "acl":
            return None  # "talks mediated by the king" are the talks
        if status == "refused":
            refusal = _Told("REJECT", _REFUSED.get(seen.type), "12", "occurred")
            return refusal if seen.type in _REFUSED else None
        verb = carrier_of(seen)
        if seen.type in _THREATENED and status != "occurred" and self._own_will(verb) and conditional(verb):
            return _Told("THREATEN", _THREATENED[seen.type], "13", "occurred")
        if seen.mode == "demo" and self.parties.governs(self.parties.at(seen.actors)):
            return _Told("ACCUSE", "disapprove", "11", status)
        mode, content = seen.mode, self._around.content_of(seen)
        if mode is None and content is not None and seen.type in ("REQUEST", "REJECT"):
            mode = _CONTENT_MODES.get(content.type)
        return _Told(seen.type, mode, seen.cameo, status)

    def _draft(self, seen: Sighting, told: _Told) -> Draft | None:
        actors, recipients = self._sides(seen, told.type)
        if not self._plausible(seen, told.type, actors, recipients):
            return None
        if told.mode == "multilateral" and not actors and _by_name(seen.token):
            return None  # a summit by its name alone points to no meeting told before
        where = self._setting.where(seen)
        mode = told.mode
        if told.type == "CONSULT":
            where, mode, recipients = self._held(seen, mode, where, actors, recipients)
        status, when, running = self._timed(seen, told)
        presumed: Keys = ()
        named = mode == "multilateral"
        if not (actors or named) and seen.symmetric and told.type == "CONSULT" and _occasion(seen, when, status):
            presumed = self.parties.principal()
        if not actors and seen.frame.acl_to and status == "occurred":
            presumed = self.parties.principal()
        if running and told.type == "CONSULT" and when is None and status != "planned":
            # one side of talks told in passing names no event of its own, but may point back to one
            actors = () if len(self.parties.sides(actors)) == 1 else actors
        return Draft(
            type=told.type,
            mode=mode,
            cameo=told.cameo,
            status=status,
            actors=actors,
            presumed=presumed,
            recipients=recipients,
            sides=self.parties.sides((*actors, *recipients)),
            actor_sides=self.parties.sides(actors),
            persons=self.parties.persons(actors),
            family=_family(seen, told.type),
            when=when,
            where=where,
            trigger=self._analysis.span(seen.token),
            sentence=self._analysis.span(seen.token.sent),
            actor_spans=self.parties.spans(seen.actors),
            recipient_spans=self.parties.spans(seen.recipients),
            rule=seen.rule,
            contexts=seen.frame.contexts,
            confidence=_confidence(seen, status, both_sides=bool(recipients) or len(actors) > 1),
            nominal=_nominal(seen),
            definite=_nominal(seen) and (running or _definite(seen.token)),
            fresh=_nominal(seen) and _fresh(seen.token),
            running=running,
        )

    def _happens(self, token: Token) -> bool:
        return token.pos_ == "NOUN" and any(s.token == token for s in self._around.sightings)

    def _declared(self, seen: Sighting, told: _Told) -> bool:
        """True for what is done by saying it, which the time of "said" dates too."""
        verb = carrier_of(seen)
        return told.type in _ANSWERED or (told.type == "SANCTION" and verb.tag_ == "VBG" and verb.dep_ == "ccomp")

    def _own_will(self, verb: Token) -> bool:
        """True for what a speaker says their own side will do."""
        sides = [self.parties.sides(self.parties.of(arguments.doers(v))) for v in (verb, verb.head)]
        return own_words(verb) and bool(sides[0] & sides[1] or any(d.pos_ == "PRON" for d in arguments.doers(verb)))

    def _sides(self, seen: Sighting, kind: EventType) -> tuple[Keys, Keys]:
        parties = self.parties
        actors = parties.at(seen.actors)
        if seen.symmetric:
            partners = parties.at(seen.recipients) or parties.at(self._around.partners_before(seen))
            everyone = tuple(dict.fromkeys((*actors, *partners)))
            return (*everyone, *self._unnamed_side(seen, kind, everyone)), ()
        recipients = _without(actors, parties.at_or_belonging(seen.recipients))
        if kind in _ANSWERED:
            recipients = parties.others(actors, recipients)
        content = self._around.content_of(seen)
        if not recipients and kind in MOVES and content is not None:
            recipients = _without(actors, parties.at((*content.recipients, *content.actors)))
        if not recipients and seen.frame.owned and seen.token.head.pos_ == "VERB":
            recipients = _without(actors, parties.at((tuple(arguments.doers(seen.token.head)),)))
        if not recipients and kind in _ANSWERED:
            recipients = parties.counterpart(actors)
        suspends = seen.operator is not None and seen.operator.agentless == "note"
        if not recipients and suspends and kind == "SANCTION":
            recipients = parties.counterpart(actors)
        return actors, recipients

    def _unnamed_side(self, seen: Sighting, kind: EventType, named: Keys) -> Keys:
        """Whose talks "talks with the rebels" are, where the article tells of two sides."""
        verb, begun = seen.verb, seen.operator is not None and seen.operator.name == "begin"
        if kind != "CONSULT" or seen.mode is not None or verb is None or not (begun or _nominal(seen)):
            return ()
        nouns = [*arguments.objects(verb), *arguments.doers(verb)] if begun else [seen.token]
        partners = [t for noun in nouns for t in arguments.under(noun, "with")]
        alone = bool(partners) and verb.lemma_ != "be"
        return self.parties.counterpart(named) if alone and set(named) <= set(self.parties.of(partners)) else ()

    def _plausible(self, seen: Sighting, kind: EventType, actors: Keys, recipients: Keys) -> bool:
        if seen.frame.weak and seen.operator is None and not (actors and recipients):
            return False
        if seen.frame.complement == "on-condition" and not self.parties.affiliated(actors):
            return False
        sides = self.parties.sides(recipients)
        if kind == "REQUEST" and sides and sides <= self.parties.sides(actors):
            return False  # what a minister tells his own officials
        if kind == "AGREE" and seen.verb is not None and any(self._happens(d) for d in arguments.doers(seen.verb)):
            return False  # "the trip, agreed in May": the trip agrees to nothing
        kinds = self.parties.kinds(actors)
        if kind == "CONSULT" and seen.symmetric and _press(seen):
            return False
        return kind != "CONSULT" or ("outlet" not in kinds and kinds != {"public"})

    def _held(
        self, seen: Sighting, mode: str | None, where: str | None, actors: Keys, recipients: Keys
    ) -> tuple[str | None, str | None, Keys]:
        """Place, mode and recipients of a meeting: a visitor's host receives, a third state lends its ground."""
        if mode == "visit":
            where = _destination(seen) or where
            host = self.parties.host(where)
            return where, mode, (host,) if host is not None and host not in actors else recipients
        if mode is None and where is not None:
            host, sides = host_of(where), self.parties.sides(actors)
            mode = "third-party" if host is not None and len(sides) > 1 and host not in sides else None
        return where, mode, recipients

    def _timed(self, seen: Sighting, told: _Told) -> tuple[EventStatus, str | None, bool]:
        """Status in the light of time, time, and whether the talks or measures run rather than took place once."""
        status = told.status
        standing = seen.verb is not None and seen.verb.lemma_ in _STANDING
        free = seen.verb is None or seen.operator is not None or standing
        running = _nominal(seen) and seen.token.lemma_ in _RUNNING and free
        if running and status == "occurred" and seen.operator is None:
            status = "ongoing"
        happened = status in ("occurred", "ongoing")
        when = self._setting.when(seen, happened=happened, speaks=self._declared(seen, told), running=running)
        if running and seen.verb is not None and any(t.lower_ in _RESTING for t in seen.verb.subtree):
            return "occurred", None, running
        if when is not None and status == "occurred" and _later(when, self._analysis.article.published):
            when = None  # "accepted an invitation to a forum in September": what is dated is the forum
        if when is not None and when.endswith("/..") and status == "occurred":
            if _begun_then(seen):
                return status, when[:-3], running
            status = "ongoing"
        return status, when, running


def _by_name(noun: Token) -> bool:
    return any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in noun.lefts) or noun.pos_ == "PROPN"


def _press(seen: Sighting) -> bool:
    """True for an interview: "spoke to the heads of news agencies"."""
    words = {t.lemma_.lower() for group in seen.recipients for token in group for t in token.subtree}
    return bool(words & lexicon().classes["press"].lemmas) and _nominal(seen) is False


def _later(when: str, published: str | None) -> bool:
    """True for a time that begins after the day of the article."""
    start = when.split("/")[0].strip("~?%")
    return bool(published) and start[:4].isdigit() and start > str(published) and "X" not in str(published)


def _begun_then(seen: Sighting) -> bool:
    """True for what is told of the time itself: "since February, when they met"."""
    verb = carrier_of(seen)
    return any(
        v.dep_ in ("relcl", "advcl", "acl") and any(c.lower_ == "when" for c in v.children)
        for v in (verb, *([verb.head] if verb.dep_ in ("conj", "dobj", "pobj") else []))
    )


def _without(taken: Keys, keys: Keys) -> Keys:
    return tuple(k for k in keys if k not in taken)


def _nominal(seen: Sighting) -> bool:
    return seen.token.pos_ in ("NOUN", "PROPN")


def _family(seen: Sighting, kind: EventType) -> str:
    if seen.operator is not None and seen.type != seen.frame.type:
        return seen.operator.name
    return seen.frame.family or kind


def _occasion(seen: Sighting, when: str | None, status: EventStatus) -> bool:
    """True for talks that are told as held at some time, called off, or begun."""
    begun = seen.operator is not None and seen.operator.name == "begin" and seen.verb is not None
    return bool(when) or status == "cancelled" or begun


def _destination(seen: Sighting) -> str | None:
    """The place visited: "Sochi" in "visited Sochi" and in "a trip to Sochi"."""
    visited = [t for group in seen.recipients for t in group]
    named = [t for noun in visited if noun.pos_ == "NOUN" for t in arguments.under(noun, "of")]
    goals = [t for t in (*visited, *named) if t.pos_ == "PROPN"]
    return place_name(goals[0]) if goals else None


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _POINTING) for c in noun.children)


def _fresh(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in noun.children)


def _confidence(seen: Sighting, status: EventStatus, *, both_sides: bool) -> float:
    """From 0.35 to 0.9: how narrowly the frame fits, whether both sides are known, how plain the status is."""
    sure = 0.55 + 0.05 * min(seen.fit, 4) + (0.1 if both_sides else 0.0)
    unsure = 0.1 if status in ("hypothetical", "proposed") else 0.0
    return round(sure - unsure - (0.15 if seen.frame.weak else 0.0), 2)
