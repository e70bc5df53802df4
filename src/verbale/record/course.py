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


def phases_in_order(record: Record) -> list[Line[Phase]]:
    """All phases told, the one that the talks are in now last.

    A phase whose beginning is told counts from then. Any other counts from its article's day, unless a later article
    tells of another phase that had begun by that day: that one knew how the story went on.
    """
    dated = [p for p in record.phases if _since(p)]
    return sorted(record.phases, key=lambda p: (*_came_about(p, dated), p.known_from, p.finding.key))


def _came_about(line: Line[Phase], dated: list[Line[Phase]]) -> tuple[str, bool]:
    """The ISO day from which a phase counts, and whether its beginning is told."""
    since = _since(line)
    if since:
        return (min(since, line.known_from), True)
    day = reported_on(line)
    later = (_since(d) for d in dated if d.known_from > line.known_from and d.content.status != line.content.status)
    return (min([day, *(d for d in later if d and d <= day)]), False)


def _since(line: Line[Phase]) -> str | None:
    return bounds(line.content.since)[0]


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
        """The telling that was known last."""
        return max(self.tellings, key=lambda t: (t.known_from, t.finding.key))


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
