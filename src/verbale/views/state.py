"""Where the talks stand: the phase with its evidence, the last statements, the last changes, the next dates."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.negotiation import Event, Position, Statement
from verbale.record.assembly import Line, Record
from verbale.record.course import Stretch, dates_due, stretches
from verbale.views import lines
from verbale.views.lines import Json
from verbale.views.statements import by_day

LAST = 6


@dataclass(frozen=True)
class State:
    """The state of play as known on a day. `before` are earlier phases, latest first."""

    today: str
    articles: int
    phase: Stretch | None
    before: tuple[Stretch, ...]
    statements: tuple[Line[Statement], ...]
    positions: tuple[Line[Position], ...]
    contradictions: tuple[tuple[Line[Statement], Line[Statement]], ...]
    due: tuple[Line[Event], ...]


def state(record: Record, today: str) -> State:
    """The state of play on the ISO day `today` from a record as known on it.

    Of the statements the last ones by speakers with a party are given, newest first, relayed ones once, as relayed.
    Of the positions the newest of each party and issue, of the contradictions the last.
    """
    phases = stretches(record)
    spoken = [s for s in record.statements if s.content.kind == "speech" and not s.content.within]
    placed = [s for s in spoken if (actor := record.actor(s.content.speaker)) and actor.party]
    newest: dict[tuple[str, str], Line[Position]] = {}
    for position in record.positions:
        newest[position.content.party, position.content.issue] = position
    return State(
        today,
        len(record.articles),
        phases[-1] if phases else None,
        tuple(reversed(phases[:-1]))[:LAST],
        tuple(by_day(placed)[:LAST]),
        tuple(newest[k] for k in sorted(newest)),
        tuple(reversed(_accounts(record)[-LAST:])),
        tuple(dates_due(record, today)),
    )


def _accounts(record: Record) -> list[tuple[Line[Statement], Line[Statement]]]:
    """The two statements of each contradiction, by the day it was known; one that was rejected leaves none."""
    pairs = ((record.by_key.get(c.content.a), record.by_key.get(c.content.b)) for c in record.contradictions)
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def as_json(shown: State, record: Record) -> Json:
    """The state of play as JSON."""
    return {
        "as_known_on": shown.today,
        "articles": shown.articles,
        "phase": _stretch_as_json(shown.phase, record) if shown.phase else None,
        "before": [_stretch_as_json(s, record) for s in shown.before],
        "statements": [lines.statement_as_json(s, record) for s in shown.statements],
        "positions": [lines.position_as_json(p) for p in shown.positions],
        "contradictions": [[lines.statement_as_json(s, record) for s in pair] for pair in shown.contradictions],
        "next_dates": [lines.event_as_json(e, record) for e in shown.due],
    }


def _stretch_as_json(stretch: Stretch, record: Record) -> Json:
    told = [lines.phase_as_json(t, record) for t in stretch.tellings]
    return {"status": stretch.last.content.status, "since": stretch.since, "tellings": told}
