"""What an agent is given: what was found for the desk, without the words that the rights of outlets keep back.

Who reads at the desk sits in the unit that was given the texts to read. Where an agent sends what it reads nobody here
can know, so what it is given has left, and holds what an export would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from verbale.api.asking import Asked
from verbale.api.searching import Found, Search
from verbale.model.record import Line
from verbale.views import article
from verbale.views.calendar import Appointment
from verbale.views.cited import Sources
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.exports.guarding import Guard
from verbale.views.listing import Page
from verbale.views.news import News
from verbale.views.positions import Course
from verbale.views.rights import EXCERPT, allowed
from verbale.views.showing import Showing
from verbale.views.standing import Demand
from verbale.views.state import State

Entry = Any  # a line, or what a view makes of some


def withheld(found: Any, of: Asked) -> Any:  # Any: what a resource finds
    """What a resource found, as far as it may be shown outside."""
    guard = Guard(of.brief)
    if isinstance(found, Search):
        return _search(found, guard, of)
    if isinstance(found, Page):
        sources = found.against.sources
        events = {key: guard.line(event, sources) for key, event in found.events.items()}
        entries = _entries(found.entries, guard, sources)
        return replace(found, entries=entries, events=events, against=guard.context(found.against))
    if isinstance(found, State):
        return _state(found, guard, of.showing)
    page, against = found
    return _article(page, against, guard)


def _entries(entries: Iterable[Entry], guard: Guard, sources: Sources) -> tuple[Entry, ...]:
    return tuple(_entry(one, guard, sources) for one in entries)


def _entry(entry: Entry, guard: Guard, sources: Sources) -> Entry:
    if isinstance(entry, Course):
        thread = guard.line(entry.thread, sources)
        steps = {step.telling.key: step for step in thread.course}
        return Course(thread, tuple(steps[step.telling.key] for step in entry.steps))
    if isinstance(entry, Accounts):
        return replace(entry, a=guard.account(entry.a, sources), b=guard.account(entry.b, sources))
    if isinstance(entry, Appointment):
        return Appointment(guard.line(entry.line, sources), entry.announced)
    if isinstance(entry, Demand):
        return Demand(guard.line(entry.line, sources), tuple(guard.line(one, sources) for one in entry.before))
    return guard.line(entry, sources)


def _state(found: State, guard: Guard, showing: Showing) -> State:
    sources = found.context.sources
    shown: dict[str, Any] = {
        name: _entries(getattr(found, name), guard, sources)
        for name in ("before", "positions", "demands", "contradictions", "due", "slipped", "statements")
    }
    return replace(
        found,
        **shown,
        news=tuple(_open(found.news, guard, showing)),
        phase=found.phase and guard.line(found.phase, sources),
        events={key: guard.line(event, sources) for key, event in found.events.items()},
        context=guard.context(found.context),
    )


def _open(news: Iterable[News], guard: Guard, showing: Showing) -> Iterator[News]:
    """The news that sources tell of which all may be shown: their words are set and cannot be taken out."""
    for one in news:
        record, _ = showing.line(one.key)
        told = (t for line in record.lines() if line.key == one.key for t in line.tellings)
        if all(guard.rights(record.sources[t.article]) == "full" for t in told):
            yield one


def _article(page: article.Page, against: Context, guard: Guard) -> tuple[article.Page, Context]:
    shown = guard.context(against)
    source = page.source if guard.rights(page.source) == "full" else guard.bare(page.source)
    lines: dict[str, Line[Any]] = {p.line.key: guard.line(p.line, against.sources) for p in page.places}
    places = []
    for place in page.places:
        line = lines[place.line.key]
        telling = next(t for t in line.tellings if t.key == place.telling.key)
        told = article.told_of(line, telling, shown) if telling.words else None
        places.append(replace(place, line=line, telling=telling, told=told or ""))
    return replace(page, source=source, places=tuple(places)), shown


def _search(found: Search, guard: Guard, of: Asked) -> Search:
    facets = tuple(facet for facet in found.facets if facet.operator != "speaker")
    known = of.showing.known(tuple({hit.source.article.key for hit, _ in found.hits}))
    shown: Counter[str] = Counter()
    return replace(found, hits=tuple(_hit(one, guard, known, shown) for one in found.hits), facets=facets)


def _hit(found: Found, guard: Guard, known: Sources, shown: Counter[str]) -> Found:
    """A hit with the words that may be shown, and without those who speak where only the link may be.

    `shown` counts the characters of each article that hits before it show, and is carried on.
    """
    hit, told = found
    key = hit.source.article.key
    rights = guard.rights(known[key])
    (words,) = allowed(rights, [hit.passage.words], at_most=max(0, EXCERPT - shown[key]))
    shown[key] += len(words)
    if words == hit.passage.words:
        return found
    return replace(hit, passage=replace(hit.passage, words=words), marks=()), None if rights == "link" else told
