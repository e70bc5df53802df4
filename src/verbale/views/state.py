"""Where the talks stand: phase, what changed last, positions, preconditions, contradictions, dates, statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from verbale.model.brief import Brief
from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Utterance
from verbale.views import calendar, contradictions, news, phases, positions, statements, ties
from verbale.views.calendar import Appointment
from verbale.views.cited import Json, Spread, cite_line, is_dated, spread
from verbale.views.context import Context, context
from verbale.views.contradictions import Accounts
from verbale.views.filters import Wanted
from verbale.views.news import Change, News
from verbale.views.positions import Course
from verbale.views.standing import Demand, demands, in_force, of_the_talks, settled
from verbale.views.wording import Said, best

LAST = 6
"""How many of a kind are shown where only the last ones matter."""
OPEN = 10
"""How many open preconditions are shown, the last ones."""
CHANGED = 8
"""How many last changes are shown."""
NEWS = 2 * CHANGED
"""Among so many last changes those are looked for that are news as their articles tell them."""
MOST = 40
"""Changes since a day that are shown at most."""
ASKED = 3 * OPEN
"""Of so many open ones those are chosen that still stand."""
READABLE = 4 * LAST
"""Among so many last statements there are as many as are shown that can be read by themselves."""

BARE = 3
"""Words up to which what was said says nothing without its verb."""

Reading = Callable[[Iterable[Line[Any]]], Context]
"""What some lines are read against."""


@dataclass(frozen=True)
class State:
    """The state of play as known on a day. `before` are earlier phases, latest first; `context` is what lines are read
    against, `events` the events that met preconditions; `more_open` says that other preconditions are open, `more_news`
    that more changed since the day asked for than is shown, and `more_positions` that others are known, of other
    parties or on other issues than the brief's."""

    today: str
    articles: Spread
    news: tuple[News, ...]
    more_news: bool
    phase: PhaseLine | None
    before: tuple[PhaseLine, ...]
    positions: tuple[Course, ...]
    more_positions: bool
    demands: tuple[Demand, ...]
    more_open: bool
    contradictions: tuple[Accounts, ...]
    due: tuple[Appointment, ...]
    slipped: tuple[Appointment, ...]
    statements: tuple[Utterance, ...]
    events: Mapping[str, EventLine]
    context: Context


def state(record: Record, today: str, brief: Brief | None = None, since: str | None = None) -> State:
    """The state of play on the ISO day `today` from a whole record as known on it, with what changed `since` a day."""
    against = context(record, brief)
    accounts = contradictions.contradictions(record.contradictions, contradictions.lines_of(record), against)
    told = spread(record.sources, record.sources)
    return state_of(record, today, accounts, lambda _: against, told, brief or Brief(), since)


def state_of(
    whole: Record,
    today: str,
    accounts: Sequence[Accounts],
    reading: Reading,
    told: Spread,
    brief: Brief,
    since: str | None = None,
) -> State:
    """The state of play from what a record holds of each kind that is newest, `told` in so many articles.

    What changed are the last changes, or those known from the ISO day `since` on. Positions and preconditions are those
    of the brief's parties, on its issues; what is asked for again stands once.
    Statements are speech by speakers with a party, dated and readable by themselves. Dates due are open and lie ahead,
    those that slipped were moved, cancelled or passed without word, the last ones since the last article.
    """
    record = of_the_talks(whole, brief)
    course = phases.in_course(record.phases)
    shown = course[-LAST - 1 :]
    threads = positions.positions(record.positions, record.sources)
    open_ones = ties.preconditions(whole.preconditions, whole.sources, Wanted(status="open"))
    ours = {line.key for line in record.preconditions if not settled(line, record.phases)}
    asked = demands(line for line in open_ones[:ASKED] if line.key in ours)
    dates = calendar.calendar(record.events, record.sources)
    due = tuple(d for d in dates if d.ends == "open" and not calendar.is_past(d, today))
    slipped = tuple(d for d in dates if calendar.is_past(d, today) or (d.ends != "open" and _slipped(d)))[:LAST]
    changed = [c for c in news.changes(record, accounts) if since is None or c.day >= since]
    changed = _each_demand_once(changed) if since is None else changed
    shown_news, upto = (CHANGED, NEWS) if since is None else (MOST, MOST)
    last = accounts[:LAST]
    speech = statements.statements(filter(partial(is_speech, record), record.utterances), record.sources)[:READABLE]
    beside = [
        *(x.line for a in last for x in (a.a, a.b)),
        *(d.line for d in (*due, *slipped)),
        *(c.thread for c in threads),
        *shown,
        *(line for d in asked[:OPEN] for line in (d.line, d.first) if line),
        *speech,
    ]
    while True:  # as what is but the word of the other side may crowd out what is news
        against = reading((*(line for c in changed[:upto] for line in c.lines), *beside))
        standing = [c for c in changed[:upto] if c.stands(against)]
        if len(standing) > shown_news or upto >= len(changed):
            break
        upto *= 2
    return State(
        today=today,
        articles=told,
        news=tuple(c.news(against) for c in standing[:shown_news]),
        more_news=since is not None and len(standing) > MOST,
        phase=shown[-1] if shown else None,
        before=tuple(reversed(shown[:-1])),
        positions=tuple(in_force(c, against) for c in threads),
        more_positions=len(record.positions) < len(whole.positions),
        demands=tuple(asked[:OPEN]),
        more_open=len(open_ones) > sum(1 + len(d.before) for d in asked[:OPEN]),
        contradictions=tuple(last),
        due=due,
        slipped=slipped,
        statements=tuple(u for u in speech if is_named(u, record) and says_something(against.spoken(u)))[:LAST],
        events={e.key: e for e in record.events},
        context=against,
    )


def _each_demand_once(changed: Iterable[Change]) -> list[Change]:
    """Changes with what each holder asks for as it was asked for last: the rest stands among what is asked for."""
    asking: set[str | None] = set()
    found = []
    for change in changed:
        line = change.lines[0]
        if isinstance(line, Precondition) and line.status == "open":
            if line.holder in asking:
                continue
            asking.add(line.holder)
        found.append(change)
    return found


def _slipped(found: Appointment) -> bool:
    return found.announced.outcome in ("moved", "cancelled", "lapsed")


def says_something(spoken: Said | None) -> bool:
    """Whether an utterance is read by itself: "rejected a treaty" is, “No treaty” is; a treaty without a verb not."""
    if spoken is None:
        return False
    return spoken.worded or spoken.is_quoted or len(spoken.words.split()) > BARE


def is_named(line: Utterance, record: Record) -> bool:
    """Whether the telling by which an utterance is shown names who speaks."""
    told = best(line, record.sources)
    return told.who(told.content.speaker) is not None


def is_speech(record: Record, line: Utterance) -> bool:
    """Whether a party speaks, first hand, in an article whose day is known."""
    return bool(
        line.speaker
        and line.speaker.party
        and any(t.content.kind == "speech" and not t.relays for t in line.tellings)
        and any(is_dated(record.sources[t.article].article) for t in line.tellings)
    )


def as_json(shown: State) -> Json:
    """The state of play as JSON."""
    against = shown.context
    asked = [d.line for d in shown.demands]
    return {
        "as_known_on": shown.today,
        "articles": shown.articles.articles,
        "outlets": list(shown.articles.outlets),
        "origins": shown.articles.origins,
        "news": news.as_json(list(shown.news)),
        "more_news": shown.more_news,
        "phase": phases.phases_as_json([shown.phase], against)[0] if shown.phase else None,
        "before": phases.phases_as_json(shown.before, against),
        "positions": positions.as_json(shown.positions, against),
        "more_positions": shown.more_positions,
        "preconditions": [
            {**told, "first_asked": cite_line(d.first, against.sources) if d.first else None}
            for d, told in zip(shown.demands, ties.preconditions_as_json(asked, shown.events, against), strict=True)
        ],
        "more_preconditions_open": shown.more_open,
        "contradictions": contradictions.as_json(shown.contradictions, against),
        "due": calendar.as_json(shown.due, against),
        "slipped": calendar.as_json(shown.slipped, against),
        "statements": statements.as_json(shown.statements, against),
    }
