"""What a digest of some days is made of: what their texts tell, and of the record what may stand above these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from verbale.model.brief import Brief
from verbale.model.negotiation import Event, Linkage, Statement
from verbale.model.record import Record, Telling
from verbale.recall.parts import ALL, Parts, batches, together
from verbale.recall.walks import PHASES, Walks, days_of
from verbale.record.announced import days_set
from verbale.store.base import Store
from verbale.store.queries import ArticleQuery, LineQuery
from verbale.views import digest
from verbale.views.articles import texts
from verbale.views.cited import Sources
from verbale.views.context import Context, context_of
from verbale.views.digest.changes import asked_weight, event_weight, sided_weight, widely
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.listing import LISTINGS

TOLD = ("phase", "position", "statement", "event", "linkage")
"""What a digest is told from."""
OPPOSED = 200
"""Pairs of tellings that contradict each other, and of demands with what met them, that it knows: the last by then."""
ASKED = 200
"""Ties among which it finds what changed; where there are more, those that weigh most by what its texts tell."""
EVENTS = 200
"""Events among which it finds what changed; where there are more, those that weigh most by what its texts tell of them,
or may weigh most by what others do."""
DATED = 60
"""Days that were set and passed before that a digest knows at least."""
SET = 300
"""Events of its days for which a day was set, those that were to take place last."""

Told = list[tuple[str, Telling[Any]]]
"""What some articles tell, each with the key of its line."""


def material(parts: Parts, wanted: Wanted, brief: Brief | None) -> digest.Material:
    """What the digest of the days asked for is made of; of copies nothing is read but where they stand."""
    store = parts.store
    since, until = days_of(wanted)
    known = store.asked_for(ArticleQuery(since=since, until=until, outlet=wanted.outlet))
    parts.know(known)
    leads = sorted(text.lead.article.key for text in texts(known.values(), wanted))
    told = [pair for some in batches(leads) for pair in store.told_in(some, TOLD, accepted=False)]
    strangers = {key for key, source in known.items() if source.origin not in known}
    sources = {**store.relatives(strangers), **known}
    accounts, among = _opposed(parts, known, wanted)
    weeks = digest.weeks_before(wanted)
    between = weeks and ArticleQuery(since=weeks[0], until=weeks[1], outlet=wanted.outlet, limit=ALL)
    before = store.texts(between) if between else ()
    earlier = store.sources(digest.sampled(before))
    return digest.Material(
        sources=sources,
        told=(t for _, t in told),
        against=context_of(sources, (t for _, t in told if isinstance(t.content, Statement)), brief=brief),
        record=_changed(parts, known, told, wanted),
        accounts=list(LISTINGS["contradictions"].find(accounts, among, EVERYTHING)),
        reading=parts.context,
        earlier=[earlier[key] for key in sorted(earlier)],
        texts=len(set(before)),
    )


def _opposed(parts: Parts, known: Sources, wanted: Wanted) -> tuple[Record, Context]:
    """The accounts that came to contradict each other by the last of some days; of one outlet, where one is asked for.

    A pair is known from the day on which the later of the two was told.
    """
    lines = parts.store.lines_in(known, ("statement", "event")) if wanted.outlet else None
    pairs = parts.store.contradictions(known_on=days_of(wanted)[1], lines=lines, limit=OPPOSED)
    accounts = parts.of_accounts({p.a for p in pairs if p.a})
    return accounts, parts.context([*accounts.utterances, *accounts.events])


def _changed(parts: Parts, known: Sources, told: Told, wanted: Wanted) -> Record:
    """Lines that the articles known tell, of events and preconditions some; what these met, every phase, and days that
    were set."""
    met = parts.store.contradictions(known_on=days_of(wanted)[1], met=True, limit=OPPOSED)
    asked = parts.store.lines_in(known, ("linkage",))
    if len(asked) > ASKED:
        asked = _weightiest(told, lambda _, t: asked_weight(t.content), Linkage, ASKED)
    keys = {
        "phase": list(parts.store.lines(LineQuery(kind="phase", until=days_of(wanted)[1], limit=PHASES)).keys),
        "position": sorted(parts.store.lines_in(known, ("position",))),
        "linkage": sorted(asked.union(p.a for p in met if p.a)),
        "event": sorted(_events(parts.store, known, told, wanted) | _set(told)),
    }
    own = parts.part(keys, articles=list(known))
    return together([own, Walks(parts).candidates("calendar", EVERYTHING, DATED)[0]])


def _events(store: Store, known: Sources, told: Told, wanted: Wanted) -> set[str]:
    """The events among which a digest finds what changed: what its texts leave open, others may tell of them.

    That is the day of a visit, told when it was announced, or by a copy that is longer.
    """
    every = store.lines_in(known, ("event",))
    if len(every) <= EVENTS:
        return every
    since = days_of(wanted)[0]
    elsewhere = store.lines_in(known.keys() - {t.article for _, t in told}, ("event",))
    if since and since > date.min:
        before = LineQuery(kind="event", told_by=since - timedelta(days=1), told_since=since, limit=ALL)
        elsewhere.update(store.lines(before).keys)

    def weight(line: str, telling: Telling[Event]) -> float:
        sure = event_weight(telling.content, telling.cast, wanted)
        return sure or (sided_weight(telling.content, telling.cast) if line in elsewhere else 0.0)

    return _weightiest(told, weight, Event, EVENTS)


def _weightiest(told: Told, weight: Callable[[str, Telling[Any]], float], kind: type[Any], most: int) -> set[str]:
    """The lines of a kind that weigh most, by what these texts tell of them and how many of them do."""
    of: dict[str, list[Telling[Any]]] = {}
    for key, telling in told:
        if isinstance(telling.content, kind):
            of.setdefault(key, []).append(telling)
    first = {key: min(t.known_from for t in tellings) for key, tellings in of.items()}
    weights = {key: max(weight(key, t) for t in tellings) for key, tellings in of.items()}
    weighty = {key: widely(heavy, len({t.article for t in of[key]})) for key, heavy in weights.items() if heavy}
    return set(sorted(weighty, key=lambda k: (-weighty[k], first[k], k))[:most])


def _set(told: Told) -> set[str]:
    """The events for which these texts say that a day was set, those that were to take place last."""
    days = {
        key: max(days)
        for key, telling in told
        if isinstance(telling.content, Event) and (days := list(days_set(telling)))
    }
    return set(sorted(days, key=lambda key: (days[key], key), reverse=True)[:SET])
