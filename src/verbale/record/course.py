"""How things went over time: positions as threads, phases as intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from verbale.model.negotiation import Phase, Position
from verbale.model.record import PhaseLine, Source, Step, Telling, Thread, Who
from verbale.model.times import bounds
from verbale.record.lines import line_key
from verbale.record.when import narrowest
from verbale.record.wording import bag, held, shared

AGAIN = 0.75
"""How alike the words of two tellings are when a copy or a background paragraph says one again."""


def threads_of(tellings: Sequence[Telling[Position]], sources: Mapping[str, Source]) -> Iterator[Thread]:
    """Positions by party and issue, each as a course in order of time."""
    by_thread = sorted(tellings, key=lambda t: (t.content.party, t.content.issue))
    for (party, issue), told in groupby(by_thread, key=lambda t: (t.content.party, t.content.issue)):
        in_time = sorted(told, key=lambda t: (t.known_from, t.passages[0].start, t.key))
        yield Thread(
            key=f"position:{party}:{issue}",
            tellings=tuple(in_time),
            party=party,
            issue=issue,
            course=tuple(_steps(in_time, sources)),
        )


def _steps(tellings: Sequence[Telling[Position]], sources: Mapping[str, Source]) -> Iterator[Step]:
    steps: list[tuple[Telling[Position], list[Telling[Position]]]] = []
    for told in tellings:
        first = next((s for s in steps if _says_again(s[0], told, sources)), None)
        if first:
            first[1].append(told)
        else:
            steps.append((told, []))
    for told, again in steps:
        yield Step(told, told.content.change, restates=tuple(again))


def _says_again(earlier: Telling[Position], later: Telling[Position], sources: Mapping[str, Source]) -> bool:
    """Whether a telling only repeats another: in its article, in a copy, in a standing paragraph of its house."""
    alike = shared(bag(earlier.words), bag(later.words))
    one, two = sources[earlier.article], sources[later.article]
    if one.origin == two.origin:
        return alike >= AGAIN or (
            earlier.article == later.article and held(bag(earlier.words), bag(later.words)) >= AGAIN
        )
    return shared(bag(earlier.sentence), bag(later.sentence)) >= 0.9 and one.newsroom == two.newsroom


def phase_lines(tellings: Sequence[Telling[Phase]], sources: Mapping[str, Source]) -> Iterator[PhaseLine]:
    """The phases the talks went through as intervals, the one they are in now last; what is told again is one.

    A phase whose beginning is told counts from then. Any other counts from its article's day, unless a later article
    tells of another phase that had begun by that day: that one knew how the story went on. A copy stands beside its
    text.
    """
    dated = [t for t in tellings if bounds(t.content.since)[0]]
    copies: dict[tuple[str, str, str], list[Telling[Phase]]] = {}
    for told in sorted(tellings, key=lambda t: (t.known_from, t.key)):
        copies.setdefault((sources[told.article].origin, told.words, told.content.status), []).append(told)
    in_order = sorted(copies.values(), key=lambda c: (*_came_about(c[0], dated), c[0].known_from, c[0].key))
    by_status = groupby(in_order, key=lambda c: c[0].content.status)
    stretches = [[told for copied in group for told in copied] for _, group in by_status]
    for stretch, following in zip(stretches, [*stretches[1:], []], strict=False):
        known = sorted(stretch, key=lambda t: (t.known_from, t.key))
        yield PhaseLine(
            key=line_key("phase", known),
            tellings=tuple(known),
            status=known[0].content.status,
            since=narrowest([s for t in stretch if (s := t.content.since)]),
            until=narrowest([s for t in following if (s := t.content.since)]),
            by=_by(stretch),
        )


def _by(tellings: Iterable[Telling[Phase]]) -> tuple[Who, ...]:
    by = (t.who(t.content.by) for t in tellings)
    return tuple({w.name: w for w in by if w}.values())


def _came_about(told: Telling[Phase], dated: Sequence[Telling[Phase]]) -> tuple[str, bool]:
    """The ISO day from which a phase counts, and whether its beginning is told."""
    since = bounds(told.content.since)[0]
    if since:
        return (min(since, told.known_from), True)
    day = told.published[0] or told.known_from
    later = (
        bounds(d.content.since)[0]
        for d in dated
        if d.known_from > told.known_from and d.content.status != told.content.status
    )
    return (min([day, *(d for d in later if d and d <= day)]), False)
