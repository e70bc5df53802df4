"""How the talks went over time: the phase they are in, and the dates that are due.

A phase counts from the day on which it came about; where the article does not say, from the article's own day. So a
background paragraph that recalls an old round never hides a newer change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from verbale.model.negotiation import Event, Phase
from verbale.model.times import bounds
from verbale.record.assembly import Line, Record

PENDING = ("planned", "proposed")


def reported_on(line: Line[Phase] | Line[Event]) -> str:
    """The first ISO day on which the line can have been published, or the day from which it was known."""
    return bounds(line.article.published)[0] or line.known_from


def came_about(line: Line[Phase]) -> str:
    """The ISO day from which the phase of `line` counts."""
    since = bounds(line.content.since)[0]
    return min(since, line.known_from) if since else reported_on(line)


def phases_in_order(record: Record) -> list[Line[Phase]]:
    """All phases told, the one that the talks are in now last."""
    return sorted(record.phases, key=lambda p: (came_about(p), p.known_from, p.finding.key))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which the talks were in one phase: every telling of it, in the order of `phases_in_order`."""

    tellings: tuple[Line[Phase], ...]

    @property
    def since(self) -> str | None:
        """EDTF: the most exact date on which it came about, of those told; None where none is."""
        dated = [t for t in self.tellings if t.content.since]
        return max(dated, key=_exactness).content.since if dated else None

    @property
    def last(self) -> Line[Phase]:
        """The last telling."""
        return self.tellings[-1]


def stretches(record: Record) -> list[Stretch]:
    """The phases the talks went through, the one that they are in now last; what is told again is one."""
    in_order = groupby(phases_in_order(record), key=lambda line: line.content.status)
    return [Stretch(tuple(tellings)) for _, tellings in in_order]


def _exactness(line: Line[Phase]) -> tuple[int, str]:
    return (len((line.content.since or "").partition("/")[0].rstrip("~?%")), line.finding.key)


def dates_due(record: Record, today: str) -> list[Line[Event]]:
    """Announced events that may still come, soonest first, each once, in its latest telling.

    An announcement is dropped where a later article tells the same event otherwise (cancelled, denied, occurred).
    """
    latest: dict[str, Line[Event]] = {}
    for line in record.events:
        latest[line.cluster] = line
    due = [e for e in latest.values() if e.content.status in PENDING and _ahead(e.content.when, today)]
    return sorted(due, key=lambda e: (bounds(e.content.when), e.finding.key))


def by_date(lines: Iterable[Line[Event]]) -> list[Line[Event]]:
    """Events with a date, oldest first: by first day, then last day."""
    dated = [e for e in lines if bounds(e.content.when)[0]]
    return sorted(dated, key=lambda e: (bounds(e.content.when)[0], bounds(e.content.when)[1] or "9999", e.finding.key))


def _ahead(when: str | None, today: str) -> bool:
    _, upper = bounds(when)
    return upper is not None and upper >= today
