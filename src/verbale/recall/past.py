"""The record as known on a day of the past, from the tables of today: no pair across components is compared anew.

Which tellings are one depends on all that were known; but whatever is told later only joins components, so what was
known by a day of each is parted anew, and that is all. What contradicts what, and what met what, two tellings tell by
themselves. Of texts that are one today those known by then are compared again. Where people decided anything after that
day, tellings are no longer what they were, and the record is added up from the readings (see `verbale.desk`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from verbale.model.brief import Brief
from verbale.model.record import Record, Source
from verbale.record.assembly import Group, Grouped, added_up
from verbale.record.grouping import groups_of
from verbale.record.judgements import standing, tying
from verbale.record.origins import regrouped
from verbale.store.base import Store

PAIRED = ("statement", "event", "actor", "linkage")
"""Kinds whose lines are joined pair by pair."""


def holds(store: Store, on: date) -> bool:
    """Whether the tables tell what was known on a past day: nothing waits, and nobody decided anything later."""
    decided = store.last_decision()
    return not store.waiting() and (decided is None or decided <= on)


def record_on(store: Store, on: date, brief: Brief) -> Record:
    """The record as known on a past day that the tables hold."""
    day, decided = on.isoformat(), standing(store.judgements())
    together = {kind: list(store.components(kind, on)) for kind in PAIRED}
    ties = tying(decided, [told for some in together.values() for one in some for told in one])

    def parted(kind: str) -> list[Group[Any]]:  # Any: what is told of that kind
        return [group for component in together[kind] for group in groups_of(component, ties)]

    grouped = Grouped(
        statements=parted("statement"),
        events=parted("event"),
        actors=parted("actor"),
        linkages=parted("linkage"),
        positions=list(store.tellings("position", known_on=on)),
        phases=list(store.tellings("phase", known_on=on)),
        opposed=[p.pair for p in store.contradictions(known_on=on)],
        met=[(p.pair.a, p.pair.b) for p in store.contradictions(known_on=on, met=True)],
    )
    return added_up(grouped, _sources(store, on, brief), decided, day)


def _sources(store: Store, on: date, brief: Brief) -> dict[str, Source]:
    """The articles known by a day, text by text; those of one text are compared without what came later."""
    texts: dict[str, dict[str, Source]] = defaultdict(dict)
    for key, source in store.sources([a.article.key for a in store.articles(known_on=on)]).items():
        texts[source.origin][key] = source
    found = [
        source
        for members in texts.values()
        for source in (members.values() if len(members) == 1 else _regrouped(members, brief))
    ]
    return {s.article.key: s for s in sorted(found, key=lambda s: (s.origin, s.newsroom, s.article.key))}


def _regrouped(members: Mapping[str, Source], brief: Brief) -> Iterator[Source]:
    for group in regrouped(members, brief):
        of = {"origin": group.origin, "newsroom": group.newsroom, "origin_newsroom": group.origin_newsroom}
        yield from (replace(members[key], **of) for key in group.articles)  # type: ignore[arg-type] # all of it is str
