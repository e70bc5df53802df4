"""From a sighting to an event as one place tells it: status, then type and mode, parties, place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from verbale.model.evidence import Findings
from verbale.model.negotiation import EventStatus, EventType
from verbale.understanding.analysis import Analysis
from verbale.understanding.events.lexicon import classes, listed, words_of
from verbale.understanding.events.merging import Draft
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.roles import doers
from verbale.understanding.events.setting import Setting
from verbale.understanding.events.sides import MOVES, Keys, Sides
from verbale.understanding.events.sightings import Sighting, sightings
from verbale.understanding.events.status import status_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.dates_of import start_of

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

_TOLD_AS_CONTENT = frozenset({"CONSULT", "RETREAT"})
"""Types that count although they are only promised or asked for."""

_PAIR = 2
_AHEAD = frozenset({"planned", "proposed", "hypothetical"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What is settled of an event before its parties: type, mode, CAMEO root, status."""

    type: EventType
    mode: str | None
    cameo: str
    status: EventStatus


class Drafting:
    """Drafts of the events of one article."""

    def __init__(self, analysis: Analysis, grammar: Grammar, findings: Findings, known: frozenset[str]) -> None:
        self._analysis = analysis
        self._grammar = grammar
        every = sightings(grammar)
        self._seen = [s for s in every if not s.row.gives.get("speech")]
        self._moves = {s.told.head: s for s in every if s.type in MOVES}
        self._contents = self._by_move()
        self.parties = Parties(grammar, findings, known)
        self._sides = Sides(grammar, self.parties, self._seen)
        self._setting = Setting(grammar, findings)

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
        at = seen.carrier if seen.carrier is not None else seen.told
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
            if w.dep[i] in ("relcl", "nsubj", "advcl") or (
                w.dep[i] == "prep" and w.lower[i] in ("in", "at", "after", "during")
            ):
                return
            i = w.head[i]
            yield i

    def drafts(self) -> Iterator[Draft]:
        """A draft for each sighting that tells of an event."""
        for seen in self._seen:
            told = self._told(seen)
            draft = self._draft(seen, told) if told is not None else None
            if draft is not None:
                yield draft

    def _told(self, seen: Sighting) -> _Told | None:
        status = status_of(self._grammar, seen)
        gives = seen.row.gives
        if status == "drop" or self._only_content(seen) or self._is_told_by_content(seen):
            return None
        kind, mode = cast(EventType, seen.type), cast("str | None", gives.get("mode"))
        if status == "refused" and kind == "CONSULT" and self._setting.when(seen, happened=True) is not None:
            return _Told(kind, mode, str(gives["cameo"]), "cancelled")  # "will not travel to Oslo on Monday"
        if status == "refused":
            return _Told("REJECT", _REFUSED[kind], "12", "occurred") if kind in _REFUSED else None
        if kind in _THREATENED and self._move_over(seen) is None and self._is_threatened(seen, status):
            return _Told("THREATEN", _THREATENED[kind], "13", "occurred")
        if seen.row.name == "arrest" and self.parties.rebel(self.parties.at(doers(self._grammar, seen))):
            return _Told("ASSAULT", "abduct", "18", status)
        if mode == "demo" and self.parties.governs(self.parties.at(doers(self._grammar, seen))):
            return _Told("ACCUSE", "disapprove", "11", status)
        content = self._contents.get(seen.token)
        if mode is None and kind in ("REQUEST", "REJECT", "THREATEN"):
            mode = self._mode_by_content(seen, content)
        return _Told(kind, mode, str(gives["cameo"]), status)

    def _is_told_by_content(self, seen: Sighting) -> bool:
        content = self._contents.get(seen.token)
        return seen.row.name == "promise" and content is not None and content.type in _REFUSED

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
        if move.row.name == "promise" and seen.type in _REFUSED:
            return False  # what is promised is planned, and is told by what is to be done
        counts = seen.type in _TOLD_AS_CONTENT and seen.row.gives.get("family") != "mediation"
        return not counts or move.type == "REJECT"

    def _is_threatened(self, seen: Sighting, status: EventStatus) -> bool:
        """Whether a speaker says that their own side will do it on a condition: "said it would leave if …"."""
        told = seen.told
        above = self._grammar.parent(told)
        if status not in ("hypothetical", "planned") or told.relation != "content" or above is None:
            return False
        if not {"condition", "intention"} <= told.modality and "condition" not in told.modality:
            return False
        ours, theirs = (
            self.parties.sides(self.parties.of(m for a in c.all("subject") for m in a.members)) for c in (told, above)
        )
        return bool(ours & theirs)

    def _draft(self, seen: Sighting, told: _Told) -> Draft | None:
        actors, recipients, places = self._sides.of(seen, told.type)
        gives, noun = seen.row.gives, seen.token if seen.nominal else None
        if not self._sides.are_plausible(seen, told.type, actors, recipients):
            return None
        if told.mode == "multilateral" and not actors and noun is not None and _by_name(self._grammar, noun):
            return None  # a summit by its name alone points to no meeting told before
        where, mode = self._setting.where(seen), told.mode
        if told.type == "CONSULT":
            where, mode, recipients = self._sides.held(seen, mode, where, actors, recipients)
        status, when, running = self._timed(seen, told)
        presumed: Keys = ()
        mutual = bool(gives.get("mutual"))
        if (
            not (actors or mode == "multilateral")
            and mutual
            and told.type == "CONSULT"
            and self._is_occasion(seen, when, status)
        ):
            presumed = self.parties.principal()
        everybody = [t for group in places[0] for t in group if self.parties.is_everybody(t)]
        if everybody and len(self.parties.sides(actors)) < _PAIR:
            actors, presumed = (), self.parties.principal()
        if (
            not actors
            and mutual
            and told.type == "CONSULT"
            and seen.nominal
            and status in ("proposed", "planned", "cancelled")
        ):
            presumed = self.parties.principal()
        if not actors and gives.get("presumed") and status == "occurred":
            presumed = self.parties.principal()
        if running and told.type == "CONSULT" and when is None and status != "planned":
            # one side of talks told in passing names no event of its own, but may point back to one
            actors = () if len(self.parties.sides(actors)) == 1 else actors
        w = self._grammar.words
        first, after = _sentence(self._grammar, seen.token)
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
            family=str(gives.get("family", told.type if told.type == gives["type"] else seen.row.name)),
            when=when,
            where=where,
            trigger=w.span(seen.token, seen.token + 1),
            sentence=w.span(first, after),
            actor_spans=self.parties.spans(places[0]),
            recipient_spans=self.parties.spans(places[1]),
            rule=seen.rule,
            contexts=listed(seen.row, "contexts"),
            confidence=_confidence(seen, status, both_sides=bool(recipients) or len(actors) > 1),
            nominal=seen.nominal,
            definite=noun is not None and (running or _is_definite(self._grammar, noun)),
            fresh=noun is not None and _is_fresh(self._grammar, noun),
            running=running,
            carried=seen.carrier is not None,
        )

    def _timed(self, seen: Sighting, told: _Told) -> tuple[EventStatus, str | None, bool]:
        """Status in the light of time, time, and whether the talks or measures run rather than took place once."""
        status, w = told.status, self._grammar.words
        free = seen.carrier is None or seen.carrier.lemma in words_of("light", "standing")
        lasting = w.lemma[seen.token] in classes()["talks"] | classes()["sanctions"]
        running = seen.nominal and lasting and free
        if running and not seen.ended and (status == "occurred" or (status in _AHEAD and self._stands(seen))):
            status = "ongoing"
        happened = status in ("occurred", "ongoing")
        when = self._setting.when(seen, happened=happened, running=running)
        if when is None and happened and not running:
            when = self._setting.spoken(seen)
        over = self._grammar.over(seen.token)
        rests = {w.lower[i] for i in range(*self._grammar.whole(over.head))} if over is not None else set()
        if running and over is not None and over.lemma == "be" and rests & words_of("cancelled", "rests"):
            return "occurred", None, running
        if when is not None and status == "occurred" and _later(when, self._analysis.article.published):
            when = None  # "accepted an invitation to a forum in September": what is dated is the forum
        if when is not None and when.endswith("/..") and status == "occurred":
            status = "ongoing" if seen.type in ("CONSULT", "SANCTION") else status
            when = when if status == "ongoing" else start_of(when)
        if when is not None and "/" not in when and status == "occurred" and self._goes_on(seen):
            status, when = "ongoing", f"{when}/.."
        return status, when, running

    def _stands(self, seen: Sighting) -> bool:
        """Whether talks are told as running, whatever is to become of them: "agreed to speed up the talks"."""
        return seen.carrier is None and _is_definite(self._grammar, seen.token)

    def _goes_on(self, seen: Sighting) -> bool:
        """Whether running talks are told by their beginning: "talks opened in May", not "the round opened in May"."""
        w = self._grammar.words
        nouns = [a.head for a in seen.slots]
        begun = bool(seen.row.gives.get("begins")) and len(self._grammar.joined(seen.told)) == 1
        return begun and any(w.lemma[n] in classes()["talks"] for n in nouns)

    def _is_occasion(self, seen: Sighting, when: str | None, status: EventStatus) -> bool:
        """True for talks that are told as held at some time, called off, or begun."""
        return bool(when) or status == "cancelled" or bool(seen.row.gives.get("begins"))


def _by_name(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return w.pos[noun] == "PROPN" or any(
        w.dep[c] in ("compound", "nmod") and w.pos[c] == "PROPN" for c in w.children[noun]
    )


def _sentence(grammar: Grammar, token: int) -> tuple[int, int]:
    number, w = grammar.words.sentence, grammar.words
    first = after = token
    while first > 0 and number[first - 1] == number[token]:
        first -= 1
    while after < len(w) and number[after] == number[token]:
        after += 1
    while after > first + 1 and w.text[after - 1].isspace():
        after -= 1
    while first < after - 1 and w.text[first].isspace():
        first += 1
    return first, after


def _later(when: str, published: str | None) -> bool:
    """True for a time that begins after the day of the article."""
    start = when.split("/")[0].strip("~?%")
    return bool(published) and start[:4].isdigit() and start > str(published) and "X" not in str(published)


def _is_definite(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return any(w.dep[c] == "poss" or (w.dep[c] == "det" and w.lower[c] in _POINTING) for c in w.children[noun])


def _is_fresh(grammar: Grammar, noun: int) -> bool:
    w = grammar.words
    return any(w.dep[c] == "det" and w.lower[c] in ("a", "an", "another") for c in w.children[noun])


def _confidence(seen: Sighting, status: EventStatus, *, both_sides: bool) -> float:
    """From 0.35 to 0.9: how narrowly the row fits, whether both sides are known, how plain the status is."""
    sure = 0.6 + 0.05 * min(seen.fit, 4) + (0.1 if both_sides else 0.0)
    unsure = 0.1 if status in ("hypothetical", "proposed") else 0.0
    return round(sure - unsure - (0.15 if seen.row.gives.get("weak") else 0.0), 2)
