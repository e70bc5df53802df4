"""What findings and judgements add up to: the record, a pure function of both.

Lines are partitions of tellings (see `components`); what follows from lines (announced dates, contradictions, what met
a precondition) is worked out from them. The order in which articles come in cannot matter, for nothing here knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from verbale.model.brief import Brief
from verbale.model.evidence import Judgement, Reading
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Join, Line, Record, Source, Telling
from verbale.record import origins
from verbale.record.components import candidates, partition
from verbale.record.contradictions import contradictions_of
from verbale.record.course import phase_lines, threads_of
from verbale.record.judgements import standing
from verbale.record.lines import actor_line, event_line, utterance_line
from verbale.record.matching import join_of, may_be_one
from verbale.record.preconditions import linkage_lines, preconditions_of
from verbale.record.tellings import tellings_of

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
    sources = sources_of(counted, brief or Brief())
    cut: list[str] = []
    utterances = _in_order(utterance_line(*g) for g in _groups(_of(tellings, Statement), cut))
    events = _in_order(event_line(*g, today) for g in _groups(_of(tellings, Event), cut))
    linkages = _groups(_of(tellings, Linkage), cut)
    return Record(
        sources=sources,
        actors=_in_order(actor_line(*g) for g in _groups(_of(tellings, Actor), cut)),
        utterances=utterances,
        events=events,
        positions=_in_order(threads_of(_of(tellings, Position), sources)),
        phases=_in_order(phase_lines(_of(tellings, Phase))),
        contradictions=tuple(contradictions_of(utterances, events)),
        preconditions=_in_order(preconditions_of(linkages, events)),
        linkages=_in_order(linkage_lines(linkages)),
        cut=tuple(sorted(cut)),
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


def _groups(tellings: Sequence[Telling[C]], cut: list[str]) -> list[tuple[list[Telling[C]], tuple[Join, ...]]]:
    joins = [j for a, b in candidates(tellings, cut) if (j := join_of(a, b))]
    return partition(tellings, joins, lambda a, b: not may_be_one(a, b))


def _in_order(lines: Iterable[L]) -> tuple[L, ...]:
    return tuple(sorted(lines, key=lambda line: (line.tellings[0].known_from, line.key)))
