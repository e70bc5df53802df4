"""Where the talks stand: phase, what changed last, positions, preconditions, contradictions, dates, statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verbale.model.record import EventLine, PhaseLine, Precondition, Record, Utterance
from verbale.model.times import bounds
from verbale.views import calendar, contradictions, news, phases, positions, statements, ties
from verbale.views.calendar import Appointment
from verbale.views.cited import Json, Spread, is_dated, spread
from verbale.views.context import Context, context
from verbale.views.contradictions import Accounts
from verbale.views.news import News
from verbale.views.positions import Course

LAST = 6
"""How many of a kind are shown where only the last ones matter."""


@dataclass(frozen=True)
class State:
    """The state of play as known on a day. `before` are earlier phases, latest first; `context` is what lines are read
    against, `events` the events that met preconditions."""

    today: str
    articles: Spread
    news: tuple[News, ...]
    phase: PhaseLine | None
    before: tuple[PhaseLine, ...]
    positions: tuple[Course, ...]
    preconditions: tuple[Precondition, ...]
    contradictions: tuple[Accounts, ...]
    due: tuple[Appointment, ...]
    slipped: tuple[Appointment, ...]
    statements: tuple[Utterance, ...]
    events: Mapping[str, EventLine]
    context: Context


def state(record: Record, today: str) -> State:
    """The state of play on the ISO day `today` from a record as known on it.

    Statements are speech by speakers with a party, dated and readable by themselves. Dates due are open and lie ahead,
    those that slipped were moved, cancelled or passed without word, the last ones since the last article.
    """
    against = context(record)
    course = phases.in_course(record.phases)
    accounts = contradictions.contradictions(record.contradictions, contradictions.lines_of(record), against)
    dates = calendar.calendar(record.events, record.sources)
    return State(
        today=today,
        articles=spread(record.sources, record.sources),
        news=tuple(news.news(record, accounts, against)[:LAST]),
        phase=course[-1] if course else None,
        before=tuple(reversed(course[:-1]))[:LAST],
        positions=tuple(positions.positions(record.positions, record.sources)),
        preconditions=tuple(ties.preconditions(record.preconditions, record.sources, status="open")),
        contradictions=tuple(accounts[:LAST]),
        due=tuple(d for d in dates if d.ends == "open" and not _is_past(d, today)),
        slipped=tuple(d for d in dates if _is_past(d, today) or (d.ends != "open" and _slipped(d)))[:LAST],
        statements=tuple(_last_statements(record, against)),
        events={e.key: e for e in record.events},
        context=against,
    )


def _is_past(found: Appointment, today: str) -> bool:
    """Whether the last day set of what is open has passed: no article has come since."""
    last = bounds(found.last)[1]
    return found.ends == "open" and last is not None and last < today


def _slipped(found: Appointment) -> bool:
    return found.announced.outcome in ("moved", "cancelled", "lapsed")


def _last_statements(record: Record, against: Context) -> list[Utterance]:
    speech = [
        u
        for u in record.utterances
        if u.speaker
        and u.speaker.party
        and any(t.content.kind == "speech" and not t.relays for t in u.tellings)
        and any(is_dated(record.sources[t.article].article) for t in u.tellings)
    ]
    last: list[Utterance] = []
    for line in statements.statements(speech, record.sources):
        if against.spoken(line):
            last.append(line)
        if len(last) == LAST:
            break
    return last


def as_json(shown: State) -> Json:
    """The state of play as JSON."""
    against = shown.context
    return {
        "as_known_on": shown.today,
        "articles": shown.articles.articles,
        "outlets": list(shown.articles.outlets),
        "origins": shown.articles.origins,
        "news": news.as_json(list(shown.news)),
        "phase": phases.phases_as_json([shown.phase], against)[0] if shown.phase else None,
        "before": phases.phases_as_json(shown.before, against),
        "positions": positions.as_json(shown.positions, against),
        "preconditions": ties.preconditions_as_json(shown.preconditions, shown.events, against),
        "contradictions": contradictions.as_json(shown.contradictions, against),
        "due": calendar.as_json(shown.due, against),
        "slipped": calendar.as_json(shown.slipped, against),
        "statements": statements.as_json(shown.statements, against),
    }
