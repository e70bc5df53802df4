"""What changed in the record, newest first: phases, positions, dates, preconditions, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.record import EventLine, Record
from verbale.views.cited import Json, cite_all, cite_source, first_day
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.phases import phase_told
from verbale.views.positions import change, step_told
from verbale.views.tables import called
from verbale.views.ties import precondition_told, tie_words
from verbale.views.wording import event_telling, event_told, event_words, history


@dataclass(frozen=True, slots=True)
class News:
    """One change: the ISO day on which it was known, what it is, the words that tell it, and who tells them."""

    day: str
    key: str
    told: str
    words: str
    cited: str


def news(record: Record, accounts: list[Accounts], against: Context) -> list[News]:
    """The changes that dated articles tell, newest first."""
    found = [*_phases(record, against), *_positions(record, against), *_dates(record, against),
             *_preconditions(record, against), *_contradictions(accounts, against)]  # fmt: skip
    return sorted((n for n in found if n.day), key=lambda n: (n.day, n.key), reverse=True)


def as_json(found: list[News]) -> list[Json]:
    """Changes as JSON."""
    return [{"day": n.day, "line": n.key, "told": n.told, "words": n.words, "cited": n.cited} for n in found]


def _phases(record: Record, against: Context) -> Iterator[News]:
    for line in record.phases:
        words = against.words(line.first)
        act = against.act_around(line.first, words)
        told = f"{phase_told(line)}{f' [{act}]' if act else ''}"
        cited = cite_all([t.article for t in line.tellings], record.sources)
        yield News(first_day(line, record.sources), line.key, told, words, cited)


def _positions(record: Record, against: Context) -> Iterator[News]:
    for thread in record.positions:
        for step in thread.course:
            if (changed := change(step)) and step.change != "reaffirmed":
                article = record.sources[step.telling.article]
                yield News(
                    article.known_from if first_day(thread, record.sources) else "",
                    thread.key,
                    f"{thread.party} on {thread.issue} [{changed}]",
                    step_told(step, against),
                    cite_source(article),
                )


def _dates(record: Record, against: Context) -> Iterator[News]:
    for event in record.events:
        if event.announced and (event.announced.outcome != "open" or len(event.announced.dates) > 1):
            yield _date(event, record)


def _date(event: EventLine, record: Record) -> News:
    told = event_telling(event)
    article = record.sources[told.article]
    return News(
        article.known_from if first_day(event, record.sources) else "",
        event.key,
        f"{event_told(event)}; {history(event)}",
        event_words(told, event.status),
        cite_source(article),
    )


def _preconditions(record: Record, against: Context) -> Iterator[News]:
    events = {e.key: e for e in record.events}
    for line in record.preconditions:
        met = events.get(line.by or "")
        day = first_day(met or line, record.sources)
        told = f"Precondition {precondition_told(line, events)}"
        cited = cite_source(record.sources[(met or line).first.article])
        yield News(day, line.key, told, tie_words(line.first, against), cited)


def _contradictions(accounts: list[Accounts], against: Context) -> Iterator[News]:
    for found in accounts:
        days = [first_day(x.line, against.sources) for x in (found.a, found.b)]
        yield News(
            max(days) if all(days) else "",
            found.line.key,
            f"Accounts that differ: {called('differ_in', found.line.differ_in)}",
            f"{found.a.told} / {found.b.told}",
            cite_all([x.telling.article for x in (found.a, found.b)], against.sources),
        )
