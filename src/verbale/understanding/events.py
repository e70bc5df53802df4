"""Events: what happened between parties, is planned, was cancelled or denied, in the terms of PLOVER 0.8.

The order of work: triggers by the lexicon (`happenings.triggers`), status before type (`happenings.status`), the
parties at the places that the frame names (`happenings.parties`), time and place (`happenings.setting`), and mentions
of one event joined (`happenings.merging`). Bare speech stays a statement; what is only refused, failed, wished as an
opinion or negated is no event. `docs/explanation/events.md` tells how well each step does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Event, EventStatus, EventType
from verbale.understanding.happenings import clauses
from verbale.understanding.happenings.lexicon import lexicon
from verbale.understanding.happenings.merging import Draft, merged, with_shared_settings
from verbale.understanding.happenings.pairs import type_between
from verbale.understanding.happenings.parties import Parties
from verbale.understanding.happenings.places import host_of
from verbale.understanding.happenings.setting import Setting, place_name
from verbale.understanding.happenings.status import status_of
from verbale.understanding.happenings.triggers import Sighting, sightings
from verbale.understanding.pipeline import Analysis, Annotator, annotator

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_REFUSED: dict[EventType, str | None] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield", "AGREE": None,
    "SUPPORT": None,
}  # fmt: skip
"""What "will not" makes of a cooperative act: REJECT with this mode."""

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_RUNNING = frozenset({"talk", "negotiation", "dialogue", "consultation", "discussion", "sanction", "tariff", "embargo"})


@annotator("events", needs={"times", "actors"}, gives={"event"}, version="1")
def events(brief: Brief) -> Annotator:
    """The events annotator; the brief adds nothing to it but the actors that it names."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        seen = [s for s in sightings(analysis.doc, lexicon()) if not s.frame.speech]
        parties, setting = Parties(analysis, findings), Setting(analysis, findings.times, (s.token for s in seen))
        over = {t.i: s for s in seen if s.type in _MOVES for t in (s.token, s.verb) if t is not None}
        below = _below(seen, over)
        seen = [s for s in seen if not _told_by_its_verb(s, seen)]
        met = {s.token.i: s for s in seen if s.symmetric}
        drafts = [d for s in seen for d in _drafts(s, analysis, parties, setting, _Around(over, met, below))]
        for draft in with_shared_settings(merged(drafts, parties.sides)):
            yield analysis.finding(_event(draft, analysis), rule=draft.rule, confidence=draft.confidence)

    return annotate


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands round a sighting: moves (promises, requests …) and meetings by token, and what each move is about."""

    moves: dict[int, Sighting]
    meetings: dict[int, Sighting]
    contents: dict[int, Sighting]


def type_of(text: str, source: str, target: str) -> EventType | None:
    """The PLOVER type of what `source` does to `target` in `text`, both given in the words of the text."""
    from verbale.understanding.language import load

    return type_between(load()(text), source, target)


def _drafts(
    seen: Sighting,
    analysis: Analysis,
    parties: Parties,
    setting: Setting,
    around: _Around,
) -> Iterator[Draft]:
    status = status_of(seen)
    if seen.frame.family == "mediation" and seen.token.dep_ == "acl":
        return
    if status == "drop" or _part_of_another(seen, around.moves):
        return
    kind, mode = seen.type, seen.mode
    if status == "refused":
        if kind not in _REFUSED:
            return
        kind, mode, status = "REJECT", _REFUSED[kind], "occurred"
    actors = parties.at(seen.actors)
    recipients = () if seen.symmetric else tuple(k for k in parties.at_or_belonging(seen.recipients) if k not in actors)
    if kind in _MOVES and not recipients and not seen.symmetric and seen.token.i in around.contents:
        told = around.contents[seen.token.i]
        recipients = tuple(k for k in parties.at((*told.recipients, *told.actors)) if k not in actors)
    if seen.symmetric:
        partners = parties.at(seen.recipients) or _partners(seen, around.meetings, parties)
        actors = tuple(dict.fromkeys((*actors, *partners)))
    if seen.frame.weak and seen.operator is None and not (actors and recipients):
        return
    if kind == "CONSULT" and ("outlet" in parties.kinds(actors) or parties.kinds(actors) == {"public"}):
        return
    if not recipients and seen.operator is not None and seen.operator.agentless == "note" and kind == "SANCTION":
        recipients = parties.counterpart(actors)
    where = setting.where(seen)
    if mode == "visit" and kind == "CONSULT":
        where = where or _destination(seen)
        host = parties.host(where)
        if host is not None and host not in actors:
            recipients = (host,)
    elif kind == "CONSULT" and mode is None:
        mode = _held_at(where, parties.sides(actors))
    mode = _content_mode(kind, mode, around.contents.get(seen.token.i))
    nominal = seen.token.pos_ in ("NOUN", "PROPN")
    standing = seen.verb is not None and seen.verb.lemma_ in ("remain", "continue", "be")
    running = nominal and seen.token.lemma_ in _RUNNING and (seen.verb is None or seen.operator is not None or standing)
    if running and status == "occurred" and seen.operator is None:
        status = "ongoing"
    happened = status in ("occurred", "ongoing")
    when = setting.when(seen, happened=happened, speaks=kind in _MOVES, running=running)
    if running and seen.verb is not None and _at_rest(seen.verb):
        status, when = "occurred", None
    if when is not None and when.endswith("/..") and status == "occurred":
        status = "ongoing"
    presumed = (
        not actors and seen.symmetric and kind == "CONSULT" and bool(when or status == "cancelled" or _begun(seen))
    )
    if running and kind == "CONSULT" and when is None and len(parties.sides(actors)) == 1 and status != "planned":
        actors = ()  # one side of talks told in passing names no event of its own, but may point back to one
    yield Draft(
        type=kind,
        mode=mode,
        cameo=seen.cameo,
        status=status,
        actors=actors,
        presumed=parties.principal() if presumed else (),
        recipients=recipients,
        sides=parties.sides((*actors, *recipients)),
        actor_sides=parties.sides(actors),
        family=seen.operator.name if seen.type != seen.frame.type and seen.operator else seen.frame.family or kind,
        when=when,
        where=where,
        trigger=analysis.span(seen.token),
        sentence=analysis.span(seen.token.sent),
        rule=seen.rule,
        contexts=seen.frame.contexts,
        confidence=_confidence(seen, status, bool(recipients) or len(actors) > 1),
        nominal=nominal,
        fresh=nominal and any(c.lower_ in ("a", "an", "another") for c in seen.token.children if c.dep_ == "det"),
        persons=parties.persons(actors),
        actor_spans=parties.spans(seen.actors),
        recipient_spans=parties.spans(seen.recipients),
        definite=nominal and (running or _definite(seen.token)),
        running=running,
    )


def _destination(seen: Sighting) -> str | None:
    """The place visited: "Sochi" in "visited Sochi" and in "a trip to Sochi"."""
    goals = [t for group in seen.recipients for t in group if t.pos_ == "PROPN"]
    return place_name(goals[0]) if goals else None


def _held_at(where: str | None, sides: frozenset[str]) -> str | None:
    """The mode of a meeting: third-party where the host is none of those who meet."""
    host = host_of(where) if where else None
    return "third-party" if host is not None and len(sides) > 1 and host not in sides else None


_CONTENT_MODES: dict[EventType, str] = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip


def _content_mode(kind: EventType, mode: str | None, content: Sighting | None) -> str | None:
    """The mode of a demand or refusal by what is demanded or refused."""
    if mode is None and content is not None and kind in ("REQUEST", "REJECT"):
        return _CONTENT_MODES.get(content.type)
    return mode


def _at_rest(verb: Token) -> bool:
    """Talks that "are on hold" or "at an impasse" no longer run."""
    return any(t.lower_ in _RESTING for t in verb.subtree)


_RESTING = frozenset(
    {"hold", "impasse", "standstill", "deadlock", "limbo", "stalled", "suspended", "frozen", "deadlocked"}
)


def _begun(seen: Sighting) -> bool:
    return seen.operator is not None and seen.operator.name == "begin" and seen.verb is not None


def _partners(seen: Sighting, met: dict[int, Sighting], parties: Parties) -> tuple[str, ...]:
    """Who "agreed" with the subject in "met with the king on Monday and agreed": whom the clause before names."""
    verb = seen.verb if seen.verb is not None else seen.token
    if verb.dep_ not in ("conj", "pcomp", "advcl"):
        return ()
    for head in clauses.upwards(verb):
        if head.i in met and met[head.i].symmetric:
            return parties.at(met[head.i].recipients)
        if head.dep_ in ("relcl", "ccomp"):
            break
    return ()


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _POINTING) for c in noun.children)


def _below(seen: list[Sighting], moves: dict[int, Sighting]) -> dict[int, Sighting]:
    """The first sighting in the complement of each move, by the move's trigger."""
    found: dict[int, Sighting] = {}
    for inner in seen:
        carrier = inner.verb if inner.verb is not None else inner.token
        for head in clauses.upwards(carrier):
            if head.i in moves and moves[head.i] is not inner:
                found.setdefault(moves[head.i].token.i, inner)
                break
    return found


def _told_by_its_verb(noun: Sighting, seen: list[Sighting]) -> bool:
    """True for the firefight of "engaged them in a firefight", which the verb tells already."""
    head = noun.token.head
    if noun.token.pos_ != "NOUN" or noun.token.dep_ != "pobj" or head.lower_ not in _WITHIN:
        return False
    return any(s.token == head.head and s.type == noun.type and s.token.pos_ == "VERB" for s in seen)


_WITHIN = frozenset({"in", "during", "with", "by"})


def _part_of_another(seen: Sighting, over: dict[int, Sighting]) -> bool:
    """True for what is only promised, asked, refused or threatened; a meeting agreed on is an event of its own."""
    at: Token = seen.verb if seen.verb is not None else seen.token
    for head in clauses.upwards(at):
        if at.dep_ in ("relcl", "nsubj") or (at.dep_ == "advcl" and at.tag_ != "VB"):
            return False
        if head.i in over and over[head.i] is not seen and at.dep_ not in ("conj", "prep"):
            return (
                seen.type != "CONSULT"
                or seen.frame.family == "mediation"
                or over[head.i].type in ("REJECT", "THREATEN")
            )
        at = head
    return False


def _confidence(seen: Sighting, status: EventStatus, both_sides: bool) -> float:
    sure = 0.55 + 0.05 * min(seen.fit, 4) + (0.1 if both_sides else 0.0)
    return round(
        sure - (0.1 if status in ("hypothetical", "proposed") else 0.0) - (0.15 if seen.frame.weak else 0.0), 2
    )


def _event(draft: Draft, analysis: Analysis) -> Event:
    return Event(
        type=draft.type,
        mode=draft.mode,
        cameo=draft.cameo,
        status=draft.status,
        actors=draft.actors,
        recipients=draft.recipients,
        when=draft.when,
        where=draft.where,
        trigger=draft.trigger,
        mentions=draft.mentions,
        contexts=draft.contexts,
        historical=_historical(draft.when, analysis.article.published),
        sentence=draft.sentence,
        actor_spans=draft.actor_spans,
        recipient_spans=draft.recipient_spans,
    )


def _historical(when: str | None, published: str | None) -> bool:
    """True for what lies more than a year before the article: background, not news."""
    if when is None or published is None or "X" in (when + published)[:4]:
        return False
    end = when.rsplit("/", 1)[-1]
    return end[:4].isdigit() and published[:4].isdigit() and int(end[:4]) < int(published[:4]) - 1
