"""The statements in the order in which they are listed, of which the tables tell where nearly all stand.

A statement stands by the day on which it was said, those of one day by the articles that tell them. Both are known
without it where few tellings leave neither open; so a page far down is found without those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from verbale.model.record import Record, Utterance
from verbale.recall.parts import Parts
from verbale.store.queries import LineQuery, Said
from verbale.views.statements import order

LEAST = 60
"""Lines taken at once from the tables at least."""
Enough = Callable[[Record, tuple[str, str]], bool]
"""Whether a walk may end that reaches to an ISO day and, of the lines of that day, to one whose key ends so."""

Place = tuple[bool, str, str]
"""Whether a statement is dated, its ISO day, and its article: the greatest day stands first, the least article."""


def listed(parts: Parts, first: int, upto: int) -> tuple[Record, int]:
    """The statements from number `first` to number `upto` and some around them, and how many stand before these."""
    before, keys = 0, list[str]()
    for group in _groups(parts, upto):
        if not keys and before + len(group) <= first:
            before += len(group)
            continue
        keys += group
        if before + len(keys) > upto:
            break
    return parts.part({"statement": keys}), before


def first_of(parts: Parts, upto: int, counts: Callable[[Record, Utterance], bool]) -> Record:
    """The first statements, as many as it takes for `upto` of them to count, and some more."""
    keys = list[str]()
    asked = 0
    for group in _groups(parts, upto):
        keys += group
        if len(keys) - asked < upto:
            continue
        asked = len(keys)
        record = parts.part({"statement": keys})
        if sum(counts(record, u) for u in record.utterances) >= upto:
            return record
    return parts.part({"statement": keys})


def _groups(parts: Parts, upto: int) -> Iterator[list[str]]:
    """The keys of statements of one day and article, in the order in which these are listed."""
    places: list[tuple[Place, str]] = []
    seen: set[str] = set()
    at, size = 0, upto + LEAST
    while True:
        found = parts.store.said(size, at)
        places += _placed(parts, [one for one in found if one.key not in seen])
        seen.update(one.key for one in found)  # who writes meanwhile may move some further down
        at += len(found)
        whole = len(found) < size
        reach = "" if whole else found[-1].told_last.isoformat()
        # What is not yet taken was said before that day.
        sure = [(place, key) for place, key in places if whole or (place[0] and place[1] >= reach)]
        places = [] if whole else [(place, key) for place, key in places if not (place[0] and place[1] >= reach)]
        sure.sort(key=lambda one: one[0][2])
        sure.sort(key=lambda one: one[0][:2], reverse=True)
        for _, some in groupby(sure, key=lambda one: one[0]):
            yield [key for _, key in some]
        if whole:
            return
        size = max(at // 2, 8 * LEAST)


def _placed(parts: Parts, found: Sequence[Said]) -> Iterator[tuple[Place, str]]:
    """Where statements stand; those are looked at of which the tables do not tell."""
    yield from (((True, one.day.isoformat(), one.article), one.key) for one in found if one.day and one.article)
    record = parts.part({"statement": [one.key for one in found if one.day is None]})
    for line in record.utterances:
        yield (*order(line, record.sources), line.first.article), _key(line)


def _key(line: Utterance) -> str:
    """The key of a statement in the tables."""
    return f"statement:{line.key.partition(':')[2]}"


def said_last(parts: Parts, query: LineQuery, upto: int, enough: Enough) -> Record:
    """The statements of a query that may be those that were said last, until there are enough.

    Each was said between its first day and the day on which it was told first: so it is known without looking at them
    from which day on all must be looked at for `upto` and one to be sure, and which these are.
    """
    begun: dict[str, tuple[date, date]] = {}
    wanted, size = upto + 1, max(4 * upto, 8 * LEAST)
    while True:
        page = parts.store.lines(replace(query, offset=len(begun), limit=size))
        begun |= zip(page.keys, page.begun, strict=True)
        reach = page.reach if len(page.keys) == size and isinstance(page.reach, date) else date.min
        firsts = sorted((min(days) for days in begun.values()), reverse=True)
        while (floor := firsts[wanted - 1] if wanted <= len(firsts) else date.min) > reach or reach == date.min:
            record = parts.part({query.kind: [key for key, (_, known) in begun.items() if known >= floor]})
            if floor == date.min or enough(record, ((floor - timedelta(days=1)).isoformat(), "")):
                return record
            wanted *= 2
        size = len(begun)
