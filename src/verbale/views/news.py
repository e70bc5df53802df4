"""What changed in the record, newest first: phases, positions, dates, preconditions, contradictions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Step, Thread
from verbale.views.cited import Json, articles_of, cite_all, cite_source, first_day, news_day
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.phases import phase_told
from verbale.views.positions import change, headed, step_told
from verbale.views.ties import precondition_told, tie_words
from verbale.views.wording import event_telling, event_told, history


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
    """A change before it is worded: the ISO day it was known ("" where no dated article tells it) and its lines."""

    day: str
    key: str
    lines: tuple[Line[Any], ...]
    worded: Callable[[Context], tuple[str, str, str]]
    """What it is, the words that tell it, and who tells them."""

    def news(self, against: Context) -> News:
        """The change as people read it."""
        return News(self.day, self.key, *self.worded(against))


def changes(record: Record, accounts: Iterable[Accounts]) -> list[Change]:
    """The changes that dated articles tell, newest first."""
    of_lines = (_phases(record), _positions(record), _dates(record), _preconditions(record))
    found = chain(*of_lines, _contradictions(accounts, record))
    return sorted((c for c in found if c.day), key=lambda c: (c.day, c.key), reverse=True)


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
    for event in record.events:
        if event.announced and (event.announced.outcome != "open" or len(event.announced.dates) > 1):
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
    return (told, tie_words(line.first, against), cite_source(against.sources[(met or line).first.article]))


def _contradictions(accounts: Iterable[Accounts], record: Record) -> Iterator[Change]:
    for found in accounts:
        days = [first_day(x.line, record.sources) for x in (found.a, found.b)]
        lines = (found.a.line, found.b.line)
        yield Change(max(days) if all(days) else "", found.line.key, lines, partial(_contradiction, found))


def _contradiction(found: Accounts, against: Context) -> tuple[str, str, str]:
    told = found.headed
    cited = cite_all([x.telling.article for x in (found.a, found.b)], against.sources)
    return (told, f"{found.a.told} / {found.b.told}", cited)
