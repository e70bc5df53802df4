"""How things went over time: positions as threads, phases as intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, takewhile

from verbale.model.negotiation import Phase, PhaseStatus, Position
from verbale.model.record import PhaseLine, Source, Step, Telling, Thread, Who
from verbale.model.times import bounds
from verbale.record.lines import line_key
from verbale.record.names import NAMELESS
from verbale.record.when import agree, apart, narrowest, width
from verbale.record.wording import bag, but_for_names, figures, held, shared, turned

AGAIN = 0.75
"""How alike the words of two tellings are when a copy or a background paragraph says one again."""
FEWEST = 3
"""Telling words that two papers share at least where they tell one stance."""
FREELY = 0.6
"""How much of its words but for names a stance shares that a paper tells in its own."""
AT_ONCE = 3
"""Days between two articles that may tell one stance as it was taken once."""
RECALLED = 0.5
"""How much of its words but for names a position shares that is told months later as it was taken then."""
NEW = 31
"""Days after which what was new when it was said is new no longer."""


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
        first = next((s for s in steps if _says_again(s[0], told, sources) or _told_at_once(s, told)), None)
        if first:
            first[1].append(told)
        else:
            steps.append((told, []))
    for told, again in steps:
        was_new = told.content.change == "new" and (apart(told.content.as_of, told.known_from) or 0) > NEW
        yield Step(told, None if was_new else told.content.change, restates=tuple(again))


def _says_again(earlier: Telling[Position], later: Telling[Position], sources: Mapping[str, Source]) -> bool:
    """Whether a telling only repeats another: in its article, in a copy, in a standing paragraph of its house."""
    if turned(earlier.words) != turned(later.words):
        return False
    alike = shared(bag(earlier.words), bag(later.words))
    one, two = sources[earlier.article], sources[later.article]
    if one.origin == two.origin:
        return alike >= AGAIN or (
            earlier.article == later.article and held(bag(earlier.words), bag(later.words)) >= AGAIN
        )
    if shared(bag(earlier.sentence), bag(later.sentence)) >= 0.9 and one.newsroom == two.newsroom:
        return True
    return _looks_back(earlier, later)


def _told_at_once(step: tuple[Telling[Position], list[Telling[Position]]], later: Telling[Position]) -> bool:
    """Whether another article tells within days, of the same day or of none, what a telling of the step has in words.

    A fee of five million is not one of nine, nor May August.
    """
    if (apart(step[0].known_from, later.known_from) or 0) > AT_ONCE:
        return False
    as_told, says_no, of_later = (step[0], *step[1]), turned(later.words), figures(later.words)
    if any((apart(told.content.as_of, later.content.as_of) or 0) > 1 for told in as_told):
        return False
    for told in as_told:
        counted = figures(told.words)
        if turned(told.words) != says_no or (counted and of_later and counted.isdisjoint(of_later)):
            continue
        if any(
            len(one & two) >= least and held(one, two) >= alike
            for one, two, least, alike in (
                (bag(told.words), bag(later.words), FEWEST, AGAIN),
                (but_for_names(told.words), but_for_names(later.words), FEWEST + 1, FREELY),
            )
        ):
            return True
    return False


def _looks_back(earlier: Telling[Position], later: Telling[Position]) -> bool:
    """Whether it tells months later what was told at the time: "Norland had announced in May that it would sell"."""
    as_of, words = later.content.as_of, [but_for_names(t.words) for t in (earlier, later)]
    if (apart(as_of, later.known_from) or 0) <= NEW or not agree(earlier.content.as_of, as_of):
        return False
    return len(words[0] & words[1]) > 1 and held(*words) >= RECALLED


def phase_lines(tellings: Sequence[Telling[Phase]], sources: Mapping[str, Source]) -> Iterator[PhaseLine]:
    """The phases the talks went through as intervals, the one they are in now last; what is told again is one.

    A phase whose beginning is told counts from then. Any other counts from its article's day, unless a later article
    tells of another phase that had begun by that day, and not of this: that one knew how the story went on. A copy
    stands beside its text. What says no more than how the talks stand already ("the talks had stalled", of suspended
    ones) is no phase of its own. Of one day, on which articles come in no order, one status is one phase, and talks
    that stalled and were broken off were broken off.
    """
    dated = [t for t in tellings if bounds(t.content.since)[0]]
    copies: dict[tuple[str, str, str], list[Telling[Phase]]] = {}
    for told in sorted(tellings, key=lambda t: (t.known_from, t.key)):
        copies.setdefault((sources[told.article].origin, told.words, told.content.status), []).append(told)
    came = {t.key: _came_about(t, dated) for t, *_ in copies.values()}
    in_order = sorted(copies.values(), key=lambda c: (*came[c[0].key], c[0].known_from, *_place(c[0])))
    stretches: list[list[Telling[Phase]]] = []
    for copied in in_order:
        told, last = copied[0], stretches[-1] if stretches else []
        near = chain([last] if last else [], _of_its_time(told, reversed(stretches[:-1]), came))
        going_on = next((s for s in near if _goes_on(s, told) or _ends_it(s[0], told, came)), None)
        if going_on is not None and not _is_anew(going_on, told, sources):
            going_on += copied
        elif last and _ends_it(told, last[0], came):
            last[:0] = copied
        else:
            stretches.append(list(copied))
    for stretch, following in zip(stretches, [*stretches[1:], []], strict=False):
        status = stretch[0].content.status
        known = sorted(stretch, key=lambda t: (t.known_from, t.key))
        own = [t for t in known if t.content.status == status]
        yield PhaseLine(
            key=line_key("phase", own),
            tellings=tuple(known),
            status=status,
            since=(since := _begun(stretch)),
            until=_ended(narrowest([s for t in following if (s := t.content.since)]), since, own),
            by=() if status in (*LASTING, "concluded") else _by(own),
        )


def _begun(stretch: Sequence[Telling[Phase]]) -> str | None:
    """When a phase began: the narrowest day told; of what lasts the first, unless an article told of it before."""
    told = [since for t in stretch if (since := t.content.since)]
    if not told or stretch[0].content.status not in LASTING:
        return narrowest(told)
    first = min(told, key=lambda since: (bounds(since)[0] or "", since))
    since = narrowest([day for day in told if agree(day, first)])
    begun = bounds(since)[0] if since else None
    return None if begun and any((t.published[1] or begun) < begun for t in stretch) else since


def _ended(until: str | None, since: str | None, told: Sequence[Telling[Phase]]) -> str | None:
    """The end of a phase, unknown where what followed is dated before it began or before an article that tells it."""
    end, begun = bounds(until)[1] if until else None, bounds(since)[0] if since else None
    begun = begun or min((day for t in told if (day := t.published[0])), default=None)
    return None if end and begun and end < begun else until


WITHIN: Mapping[PhaseStatus, tuple[PhaseStatus, ...]] = {
    "stalled": ("suspended", "broken_off"),
    "scheduled": ("under_way", "accelerated", "resumed"),
    "under_way": ("accelerated", "resumed"),
}
"""What is no change where talks stand so: suspended ones are stalled, those under way have their next round set."""
LASTING: tuple[PhaseStatus, ...] = ("under_way", "stalled")
"""How talks stand that nobody brings about: told again at any time it is the same."""
HALTED = 365
"""Days after the last word of resumed talks from which on those that are resumed had come to a halt in between."""
WEEK = 7
ANOTHER = 90
"""Days between two beginnings of another status from which on they are two."""


def _goes_on(stretch: Sequence[Telling[Phase]], told: Telling[Phase]) -> bool:
    """Whether a telling is of the phase that the stretch before it tells of, and no change."""
    status, since = stretch[0].content.status, told.content.since
    if told.content.status != status:
        return since is None and status in WITHIN.get(told.content.status, ())
    if status in LASTING:
        return True
    gaps = [gap for t in stretch if (gap := apart(t.content.since, since)) is not None]
    return not gaps or min(gaps) <= ANOTHER


def _of_its_time(
    told: Telling[Phase], latest: Iterable[list[Telling[Phase]]], came: Mapping[str, tuple[str, bool]]
) -> Iterator[list[Telling[Phase]]]:
    """The stretches, the latest first, back to the first that is not of the time of a telling."""
    return takewhile(lambda stretch: _of_one_time(stretch[0], told, came), latest)


def _ends_it(told: Telling[Phase], other: Telling[Phase], came: Mapping[str, tuple[str, bool]]) -> bool:
    """Whether talks that another telling calls stalled had ended at the time by the word of this."""
    ended = other.content.status == "stalled" and told.content.status in WITHIN["stalled"]
    return ended and _of_one_time(told, other, came)


def _of_one_time(a: Telling[Phase], b: Telling[Phase], came: Mapping[str, tuple[str, bool]]) -> bool:
    """Whether two phases count from one day, or came about on days or in weeks that touch."""
    one, two = a.content.since, b.content.since
    if one and two and max(width(one) or WEEK + 1, width(two) or WEEK + 1) <= WEEK:
        return apart(one, two) == 0
    return came[a.key][0] == came[b.key][0] != ""


def _is_anew(stretch: Sequence[Telling[Phase]], told: Telling[Phase], sources: Mapping[str, Source]) -> bool:
    """Whether an article opens, without a day, with talks that are resumed long after any that tells of it before.

    What is resumed again had come to a halt, whether or not anybody told of that.
    """
    if told.content.status != "resumed" or told.content.since or stretch[0].content.status != "resumed":
        return False
    last = max(day for t in stretch for day in (t.known_from, bounds(t.content.since)[0] or ""))
    paragraphs = sources[told.article].article.paragraphs
    opens = bool(paragraphs) and told.passages[0].start < paragraphs[0][1]
    return opens and bool(told.published[0]) and (apart(last, told.known_from) or 0) > HALTED


def _place(told: Telling[Phase]) -> tuple[str, int, str]:
    return (told.article, told.passages[0].start, told.key)


def _by(tellings: Iterable[Telling[Phase]]) -> tuple[Who, ...]:
    by = (t.who(t.content.by) for t in tellings)
    return tuple({w.name: w for w in by if w and (w.party or w.kind not in NAMELESS)}.values())


def _came_about(told: Telling[Phase], dated: Sequence[Telling[Phase]]) -> tuple[str, bool]:
    """The ISO day from which a phase counts, and whether its beginning is told."""
    since = bounds(told.content.since)[0]
    if since:
        return (min(since, told.known_from), True)
    if not told.published[0]:
        return ("", False)  # nobody knows when: it never stands for how things are now
    day = told.published[0]
    knew = {d.article for d in dated if d.content.status == told.content.status}
    others = (d for d in dated if d.known_from > told.known_from and d.article not in knew and not _goes_on([d], told))
    later = (bounds(d.content.since) for d in others)
    return (min([day, *(begun for begun, surely in later if begun and surely and surely <= day)]), False)
