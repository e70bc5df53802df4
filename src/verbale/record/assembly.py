"""What findings and judgements add up to: the record, a pure function of both.

Lines are partitions of tellings (see `components`); what follows from lines (announced dates, contradictions, what met
a precondition) is worked out from them. The order in which articles come in cannot matter, for nothing here knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from verbale.model.brief import Brief
from verbale.model.evidence import Judgement, Reading
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Join, Line, Record, Source, Telling
from verbale.record import origins
from verbale.record.candidates import points_of
from verbale.record.components import LARGEST, candidates, components, pairs_under, partition
from verbale.record.contradictions import Opposed, contradictions_of, opposed
from verbale.record.course import phase_lines, threads_of
from verbale.record.judgements import Ties, standing, ties_of
from verbale.record.lines import actor_line, event_line, utterance_line
from verbale.record.matching import join_of, may_be_one
from verbale.record.preconditions import linkage_lines, preconditions_of
from verbale.record.tellings import set_against, tellings_of

C = TypeVar("C", bound=Content)
L = TypeVar("L", bound=Line[Any])


@dataclass(frozen=True, slots=True)
class Known:
    """A reading, the ISO day from which it counts as known, and the day it was added."""

    reading: Reading
    known_from: str
    added_on: str = ""


def assemble(
    known: Iterable[Known],
    judgements: Iterable[Judgement] = (),
    on: str | None = None,
    brief: Brief | None = None,
) -> Record:
    """The record as known on the ISO day `on` (everything where None, dates then due as of the last article)."""
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
    ties = ties_of(decided, (k.reading for k in counted))
    sources = sources_of(counted, brief or Brief())
    utterances = in_order(utterance_line(*g) for g in groups_of(_of(tellings, Statement), ties))
    events = in_order(event_line(*g, today) for g in groups_of(_of(tellings, Event), ties))
    linkages = groups_of(_of(tellings, Linkage), ties)
    return Record(
        sources=sources,
        actors=in_order(actor_line(*g) for g in groups_of(_of(tellings, Actor), ties)),
        utterances=utterances,
        events=events,
        positions=in_order(threads_of(_of(tellings, Position), sources)),
        phases=in_order(phase_lines(_of(tellings, Phase))),
        contradictions=tuple(contradictions_of(utterances, _opposed(counted, _of(tellings, Statement)))),
        preconditions=in_order(preconditions_of(linkages, events)),
        linkages=in_order(linkage_lines(linkages)),
    )


def sources_of(known: Sequence[Known], brief: Brief) -> dict[str, Source]:
    """The articles as lines cite them, by key: each with the text and the newsroom that it goes back to."""
    texts = [origins.text_of(k.reading.article, k.known_from) for k in known]
    origin = origins.groups_of(texts)
    members: dict[str, list[Known]] = {}
    for k in known:
        members.setdefault(origin[k.reading.article.key], []).append(k)
    families = {o.name: o.wire for o in brief.outlets if o.wire}
    newsrooms = {
        key: origins.newsroom_of([(k.reading.article, k.known_from) for k in group], families) or key
        for key, group in members.items()
    }
    return {
        (key := k.reading.article.key): Source(
            k.reading.article, k.known_from, k.added_on, origin[key], newsrooms[origin[key]]
        )
        for k in known
    }


def _of(tellings: Iterable[Telling[Any]], kind: type[C]) -> list[Telling[C]]:
    return [t for t in tellings if isinstance(t.content, kind)]


def groups_of(
    tellings: Sequence[Telling[C]], ties: Ties, joins: Iterable[Join] | None = None
) -> list[tuple[list[Telling[C]], tuple[Join, ...]]]:
    """Tellings of one kind by line, each group with what joins it; `joins` where the pairs are known already."""
    keys = {t.key for t in tellings}
    same = [j for j in ties.same if j.a in keys and j.b in keys]
    if joins is None:
        joins = joins_of(tellings)
    return partition(tellings, joins, lambda a, b: ties.parts(a.key, b.key) or not may_be_one(a, b), same)


def joins_of(tellings: Iterable[Telling[Any]]) -> list[Join]:
    """The accepted pairs of tellings of one kind; in a component that is too large, what is the same to the letter."""
    told = list(tellings)
    joins = [j for a, b in candidates(told) if (j := join_of(a, b))]
    large = {k for c in components(told, joins) if len(c) > LARGEST for k in c}
    return [j for j in joins if j.score >= TO_THE_LETTER or j.a not in large] if large else joins


TO_THE_LETTER = 0.95
"""The score of a pair that agrees in all its parts."""


def _opposed(known: Iterable[Known], tellings: Sequence[Telling[Statement]]) -> Iterator[Opposed]:
    for k in known:
        yield from set_against(k.reading)
    for a, b in pairs_under(tellings, points_of):
        if found := opposed(a, b):
            yield found
    by_key = {t.key: t for t in tellings}
    for inner in tellings:
        outer = by_key.get(inner.relays[0].key) if inner.relays else None
        if outer is not None and (found := opposed(outer, inner)):
            yield found


def in_order(lines: Iterable[L]) -> tuple[L, ...]:
    """Lines by the day from which their first telling was known, then by key."""
    return tuple(sorted(lines, key=lambda line: (line.tellings[0].known_from, line.key)))
