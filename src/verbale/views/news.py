"""What changed in the record, newest first: phases, deeds, dates, positions, preconditions, contradictions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from verbale.model.negotiation import Event, EventType
from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Step, Telling, Thread
from verbale.model.times import written
from verbale.record.when import apart, width
from verbale.views.cited import Json, Sources, articles_of, cite_all, cite_source, first_day, news_day
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.phases import phase_told
from verbale.views.positions import change, headed, step_told
from verbale.views.tables import has_just, word_set
from verbale.views.ties import precondition_told, tie_words
from verbale.views.wording import acts_around, event_telling, event_told, history, own_name

DEEDS: tuple[EventType, ...] = ("RETREAT", "CONCEDE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "AID")
"""PLOVER types of what is done and not merely said; a signing is a deed too."""
LATELY = 100
"""Among so many events that took place, those told last, deeds are looked for."""
FRESH = 14
"""Days within which a deed is the news of an article that tells it."""


@dataclass(frozen=True, slots=True)
class News:
    """One change: the ISO day on which it was known, what it is, the words that tell it, and who tells them."""

    day: str
    key: str
    told: str
    words: str
    cited: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change before it is worded: the ISO day it was known ("" where no dated article tells it) and its lines.

    Of one day what has the greater `weight` comes first.
    """

    day: str
    key: str
    lines: tuple[Line[Any], ...]
    worded: Callable[[Context], tuple[str, str, str]]
    """What it is, the words that tell it, and who tells them."""
    weight: int = 0
    stands: Callable[[Context], bool] = lambda _: True
    """Whether what it is read against makes it news."""

    def news(self, against: Context) -> News:
        """The change as people read it."""
        return News(self.day, self.key, *self.worded(against))


def changes(record: Record, accounts: Iterable[Accounts]) -> list[Change]:
    """The changes that dated articles tell, newest first."""
    kinds = (_contradictions(accounts, record), _preconditions(record), _positions(record), _dates(record))
    found = (
        replace(change, weight=weight)
        for weight, kind in enumerate((*kinds, _deeds(record), _phases(record)))
        for change in kind
    )
    return sorted((c for c in found if c.day), key=lambda c: (c.day, c.weight, c.key), reverse=True)


def as_json(found: Iterable[News]) -> list[Json]:
    """Changes as JSON."""
    return [{"day": n.day, "line": n.key, "told": n.told, "words": n.words, "cited": n.cited} for n in found]


def _phases(record: Record) -> Iterator[Change]:
    for line in record.phases:
        yield Change(first_day(line, record.sources), line.key, (line,), partial(_phase, line))


def _phase(line: PhaseLine, against: Context) -> tuple[str, str, str]:
    words = against.words(line.first)
    act = against.act_around(line.first, words)
    return (f"{phase_told(line)}{f' [{act}]' if act else ''}", words, cite_all(articles_of(line), against.sources))


def _deeds(record: Record) -> Iterator[Change]:
    """What a party did, or two signed, by the first article that tells it as the news of its days."""
    done = [e for e in record.events if any(t.content.status == "occurred" for t in e.tellings)]
    done.sort(key=lambda e: (max(t.known_from for t in e.tellings), e.key.rpartition(":")[2]), reverse=True)
    stages = [(t.article, p.start, p.end) for line in record.phases for t in line.tellings for p in t.passages]
    for event in done[:LATELY]:
        days = (news_day(record.sources[t.article]) for t in event.tellings if t.content.status == "occurred")
        day = min(filter(None, days), default="")
        new = day and _is_deed(event) and (_is_fresh(event, day) or _is_reported(event, record.sources))
        if new and not any(_within(t, stages) for t in event.tellings):
            yield Change(day, event.key, (event,), partial(_deed, event), stands=partial(_is_vouched, event))


def _is_deed(event: EventLine) -> bool:
    doers, to = ({w.party for w in side} - {None} for side in (event.actors, event.recipients))
    if event.status != "occurred" or event.announced or not doers or doers == to:
        return False  # nobody punishes or arms oneself
    return event.type in DEEDS or bool(own_name(event))


def _is_vouched(event: EventLine, against: Context) -> bool:
    """Whether the press itself tells it, or they who did it: what another side says of them is but its word."""
    doers = {w.party for w in event.actors} - {None}

    def is_word_of_others(told: Telling[Event]) -> bool:
        place = (told.passages[0].start, told.passages[0].end)
        for around in acts_around(place, against.statements.get(told.article, ())):
            who = around.who(around.content.speaker)
            if around.content.act != "state" or who is None or who.party not in doers:
                return True
        return False

    return not all(is_word_of_others(t) for t in event.tellings if t.content.status == "occurred")


def _is_fresh(event: EventLine, day: str) -> bool:
    """Whether it was done in the days before it was told; where its own day is not known, on a day of its sentence.

    That day is not of what is but named there: "said on Monday that it was over the raid".
    """
    told = [t for t in event.tellings if not _is_named(t)]
    days = [event.when] if event.when else [d for t in told for d in t.days if (width(d) or FRESH) < FRESH]
    gaps = [gap for d in days if (gap := apart(d, day)) is not None]
    return bool(gaps) and min(gaps) <= FRESH and not any(t.content.historical for t in event.tellings)


def _is_named(told: Telling[Event]) -> bool:
    """Whether a noun names it as known, as "its raid" does; "had raided" and "carried out a raid" do not."""
    before = told.sentence.partition(told.words)[0].split()[-1:]
    return any(w.casefold() in word_set("known_by") or w.endswith(("'s", "’s")) for w in before)


def _is_reported(event: EventLine, sources: Sources) -> bool:
    """Whether an article opens with it as what has just been done, without a day: "Norland has left the pact"."""
    told = [t for t in event.tellings if t.content.status == "occurred" and news_day(sources[t.article])]
    first = min(told, key=lambda t: (t.known_from, t.key))
    article = sources[first.article].article
    if event.when or first.days or first.content.historical or not article.paragraphs:
        return False
    opening = article.text[slice(*article.paragraphs[0])]
    before = first.sentence[: first.sentence.find(first.words)]
    return opening.startswith(first.sentence) and bool(has_just().search(before))


def _within(told: Telling[Event], stages: Iterable[tuple[str, int, int]]) -> bool:
    """Whether some words tell it that tell of a phase, which is news already."""
    at = told.passages[0].start
    return any(article == told.article and start <= at < end for article, start, end in stages)


def _deed(event: EventLine, against: Context) -> tuple[str, str, str]:
    told = event_telling(event)
    words, on = against.happening(event, told), f", {written(event.when)}" if event.when else ""
    done = [t.article for t in event.tellings if t.content.status == "occurred"]
    return (f"{event_told(event)}{on}", words, cite_all(done, against.sources))


def _positions(record: Record) -> Iterator[Change]:
    for thread in record.positions:
        for step in thread.course:
            if change(step) and step.change != "reaffirmed":
                day = news_day(record.sources[step.telling.article])
                yield Change(day, thread.key, (thread,), partial(_position, thread, step))


def _position(thread: Thread, step: Step, against: Context) -> tuple[str, str, str]:
    told = f"{headed(thread, against)} [{change(step)}]"
    return (told, step_told(step, against), cite_source(against.sources[step.telling.article]))


def _dates(record: Record) -> Iterator[Change]:
    """What came of days that were set, of meetings and of what a party takes part in: no yearly rally."""
    for event in record.events:
        weighs = event.type == "CONSULT" or any(w.party for w in (*event.actors, *event.recipients))
        if event.announced and weighs and (event.announced.outcome != "open" or len(event.announced.dates) > 1):
            day = news_day(record.sources[event_telling(event).article])
            yield Change(day, event.key, (event,), partial(_date, event))


def _date(event: EventLine, against: Context) -> tuple[str, str, str]:
    told = event_telling(event)
    words = against.happening(event, told)
    return (f"{event_told(event)}; {history(event)}", words, cite_source(against.sources[told.article]))


def _preconditions(record: Record) -> Iterator[Change]:
    events = {e.key: e for e in record.events}
    for line in record.preconditions:
        met = events.get(line.by or "")
        day = first_day(met or line, record.sources)
        yield Change(day, line.key, (line, *([met] if met else [])), partial(_precondition, line, met))


def _precondition(line: Precondition, met: EventLine | None, against: Context) -> tuple[str, str, str]:
    told = f"Precondition of {precondition_told(line, {met.key: met} if met else {}, against)}"
    cited = cite_source(against.sources[line.first.article])
    cited += f"; met: {cite_source(against.sources[met.first.article])}" if met else ""
    return (told, tie_words(line.first, against), cited)


def _contradictions(accounts: Iterable[Accounts], record: Record) -> Iterator[Change]:
    for found in accounts:
        days = [first_day(x.line, record.sources) for x in (found.a, found.b)]
        lines = (found.a.line, found.b.line)
        yield Change(max(days) if all(days) else "", found.line.key, lines, partial(_contradiction, found))


def _contradiction(found: Accounts, against: Context) -> tuple[str, str, str]:
    told = found.headed
    cited = cite_all([x.telling.article for x in (found.a, found.b)], against.sources)
    return (told, f"{found.a.told} / {found.b.told}", cited)
