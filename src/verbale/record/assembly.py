"""What findings and judgements add up to: the record, a pure function of both.

Lines are partitions of tellings (see `components`); what follows from lines (announced dates, contradictions, what met
a precondition) is worked out from them. The order in which articles come in cannot matter, for nothing here knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from verbale.model.board import Opposed
from verbale.model.brief import Brief
from verbale.model.evidence import Judgement, Reading
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Decision, Join, Line, Record, Source, Telling
from verbale.model.times import bounds
from verbale.record.components import candidates
from verbale.record.contradictions import contradictions_of, events_opposed, opposed
from verbale.record.course import phase_lines, threads_of
from verbale.record.grouping import groups_of
from verbale.record.judgements import standing, tying
from verbale.record.lines import actor_line, event_line, utterance_line
from verbale.record.origins import regrouped
from verbale.record.preconditions import earliest, linkage_lines, met_among, preconditions_of
from verbale.record.tellings import set_against, tellings_of
from verbale.record.versions import chains_of, newest_of

C = TypeVar("C", bound=Content)
L = TypeVar("L", bound=Line[Any])


@dataclass(frozen=True, slots=True)
class Known:
    """A reading, the ISO day from which it counts as known, the day it was added, and who dated it if a person did."""

    reading: Reading
    known_from: str
    added_on: str = ""
    dated: Decision | None = None


def assemble(
    known: Iterable[Known],
    judgements: Iterable[Judgement] = (),
    on: str | None = None,
    brief: Brief | None = None,
) -> Record:
    """The record as known on the ISO day `on` (everything where None)."""
    decided = standing(judgements, on)
    counted = sorted((k for k in known if on is None or k.known_from <= on), key=lambda k: k.reading.article.key)
    today = on or max((k.known_from for k in counted), default="")
    tellings = [
        told
        for k in counted
        for told in tellings_of(
            k.reading, k.known_from, [j for j in decided if j.passage.article == k.reading.article.key]
        )
    ]
    ties = tying(decided, tellings)
    grouped = Grouped(
        statements=groups_of(_of(tellings, Statement), ties),
        events=groups_of(_of(tellings, Event), ties),
        actors=groups_of(_of(tellings, Actor), ties),
        linkages=groups_of(_of(tellings, Linkage), ties),
        positions=_of(tellings, Position),
        phases=_of(tellings, Phase),
        opposed=list(_opposed(counted, tellings)),
        met=list(met_among(_of(tellings, Linkage), _of(tellings, Event))),
    )
    return added_up(grouped, sources_of(counted, brief or Brief()), decided, today)


Group = tuple[list[Telling[C]], tuple[Join, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Tellings by line, and the pairs of them that contradict each other or say which event met which demand."""

    statements: Sequence[Group[Statement]] = ()
    events: Sequence[Group[Event]] = ()
    actors: Sequence[Group[Actor]] = ()
    linkages: Sequence[Group[Linkage]] = ()
    positions: Sequence[Telling[Position]] = ()
    phases: Sequence[Telling[Phase]] = ()
    opposed: Sequence[Opposed] = ()
    met: Sequence[tuple[str, str]] = ()


def added_up(
    grouped: Grouped,
    sources: Mapping[str, Source],
    decided: Sequence[Judgement],
    today: str,
    heard: str | None = None,
) -> Record:
    """The record that grouped tellings make, dates then due as of the ISO day `today`.

    Of a day that came after the last article nobody could tell: it has not passed without a word. `heard` is the day of
    that article where `sources` are not all there are.
    """
    heard = heard or last_news(sources.values()) or today
    utterances = in_order(utterance_line(*g) for g in grouped.statements)
    events = in_order(event_line(*g, min(heard, today)) for g in grouped.events)
    return Record(
        sources=sources,
        actors=in_order(actor_line(*g) for g in grouped.actors),
        utterances=utterances,
        events=events,
        positions=in_order(threads_of(grouped.positions, sources)),
        phases=in_order(phase_lines(grouped.phases, sources)),
        contradictions=tuple(contradictions_of((*utterances, *events), grouped.opposed, decided)),
        preconditions=in_order(preconditions_of(grouped.linkages, earliest(grouped.met, events))),
        linkages=in_order(linkage_lines(grouped.linkages)),
        newest=newest_of(chains_of(sources.values())),
    )


def sources_of(known: Sequence[Known], brief: Brief) -> dict[str, Source]:
    """The articles as lines cite them, by key: each with the text and the newsroom that it goes back to."""
    alone = {
        k.reading.article.key: Source(k.reading.article, k.known_from, k.added_on, "", "", "", k.dated) for k in known
    }
    return {
        key: replace(alone[key], origin=g.origin, newsroom=g.newsroom, origin_newsroom=g.origin_newsroom)
        for g in regrouped(alone, brief)
        for key in g.articles
    }


def last_news(sources: Iterable[Source]) -> str | None:
    """The last ISO day from which a dated article is known, else any."""
    known = list(sources)
    dated = [s.known_from for s in known if bounds(s.article.published)[0]]
    return max(dated or [s.known_from for s in known], default=None)


def _of(tellings: Iterable[Telling[Any]], kind: type[C]) -> list[Telling[C]]:
    return [t for t in tellings if isinstance(t.content, kind)]


def _opposed(known: Iterable[Known], tellings: Sequence[Telling[Any]]) -> Iterator[Opposed]:
    for k in known:
        yield from set_against(k.reading)
    statements, events = _of(tellings, Statement), _of(tellings, Event)
    for a, b in candidates(statements):
        if found := opposed(a, b):
            yield found
    for one, two in candidates(events):
        if found := events_opposed(one, two):
            yield found
    by_key = {t.key: t for t in statements}
    for inner in statements:
        outer = by_key.get(inner.relays[0].key) if inner.relays else None
        if outer is not None and (found := opposed(outer, inner)):
            yield found


def in_order(lines: Iterable[L]) -> tuple[L, ...]:
    """Lines by the day from which their first telling was known, then by key."""
    return tuple(sorted(lines, key=lambda line: (line.tellings[0].known_from, line.key)))
