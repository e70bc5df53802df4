"""The phases of the talks in their order, each with its interval and its evidence."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.record import PhaseLine
from verbale.model.times import bounds, written
from verbale.views.cited import Json, line_as_json, telling_as_json
from verbale.views.context import Context
from verbale.views.tables import called
from verbale.views.wording import sides_named, who_as_json


def in_course(phases: Iterable[PhaseLine]) -> list[PhaseLine]:
    """Phases in the order in which they came about, the one that the talks are in now last.

    One without a told beginning ends before what followed it, else counts from the day it was told; where no article
    that tells it has a day it comes first. What one article tells of one day comes in the order told.
    """
    return sorted(phases, key=lambda p: (_begins(p), p.first.known_from, p.first.article, p.first.passages[0].start))


def _begins(line: PhaseLine) -> tuple[str, bool]:
    since, until = bounds(line.since)[0], bounds(line.until)[0]
    known = min(t.known_from for t in line.tellings)
    if since:
        return (min(since, known), True)
    if not any(t.published[0] for t in line.tellings):
        return ("", False)
    return (min(until, known) if until else known, False)


def phase_told(line: PhaseLine, *, over: bool = False) -> str:
    """`Talks suspended by Norland since 21 March 2022`, `Talks under way, 15 May 2016 – March 2018`.

    Of one that is `over` `Talks resumed, from 29 April 2013`, where nobody tells to when.
    """
    by = f" by {sides_named(line.by)}" if line.by else ""
    return f"Talks {called('phase', line.status)}{by}{interval(line, over=over)}"


def interval(line: PhaseLine, *, over: bool = False) -> str:
    """From when to when, as people write it; "" where neither is told."""
    if line.since and line.since == line.until:
        return f", {written(line.since)}"
    if line.since and line.until:
        return f", {written(line.since)} – {written(line.until)}"
    if line.since and over:
        return f", from {written(line.since)}"
    if line.since:
        return f" since {written(line.since).removeprefix('since ')}"
    return f" until {written(line.until)}" if line.until else ""


def phases_as_json(lines: Iterable[PhaseLine], context: Context) -> list[Json]:
    """Phases as JSON."""
    return [
        {
            **line_as_json(p, context.sources, taken_back=context.taken_back(p.tellings)),
            "status": p.status,
            "since": p.since,
            "until": p.until,
            "by": [who_as_json(w) for w in p.by],
            "told": phase_told(p),
            "tellings": [
                {"since": t.content.since, "within": context.act_around(t) or None}
                | telling_as_json(t, context.sources)
                for t in p.tellings
            ],
        }
        for p in lines
    ]
