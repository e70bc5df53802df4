"""The whole record as JSON, in the shape by which records are exchanged and measured, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from verbale.model.record import EventLine, Line, Record, Telling
from verbale.model.text import Span
from verbale.views.cited import Json
from verbale.views.filters import Wanted, wanted_lines

L = TypeVar("L", bound=Line[Any])


def as_json(record: Record) -> Json:
    """Articles with their origins, and every line with its tellings as places in articles (code points, half open)."""
    return {kind: list(of(record)) for kind, of in KINDS.items()}


def counted(record: Record) -> list[tuple[str, int, int]]:
    """Each kind of line with how many there are, and how many of them several articles tell."""
    kinds: dict[str, Iterable[Line[Any]]] = {
        "actors": record.actors,
        "utterances": record.utterances,
        "events": record.events,
        "positions": record.positions,
        "linkages": (*record.preconditions, *record.linkages),
    }
    told = [(kind, [{t.article for t in line.tellings} for line in lines]) for kind, lines in kinds.items()]
    return [(kind, len(articles), sum(len(a) > 1 for a in articles)) for kind, articles in told]


def limited(record: Record, wanted: Wanted) -> Record:
    """The record with the lines alone that are asked for; of contradictions those of which a side is."""

    def of(lines: Iterable[L]) -> tuple[L, ...]:
        return tuple(wanted_lines(lines, wanted, record.sources))

    part = replace(
        record,
        utterances=of(record.utterances), events=of(record.events), actors=of(record.actors),
        positions=of(record.positions), phases=of(record.phases), preconditions=of(record.preconditions),
    )  # fmt: skip
    kept = {u.key for u in part.utterances} | {e.key for e in part.events}
    return replace(part, contradictions=tuple(c for c in record.contradictions if {c.a, c.b} & kept))


def _articles(record: Record) -> Iterator[Json]:
    in_order = sorted(record.sources.values(), key=lambda s: (s.known_from, s.article.key))
    return ({"article": s.article.name, "origin": s.origin} for s in in_order)


def _utterances(record: Record) -> Iterator[Json]:
    for u in record.utterances:
        of = {"speaker": u.speaker.name if u.speaker else None, "said_on": u.said_on, "origins": record.origins(u)}
        yield _line(record, u, of, lambda t: {"act": t.content.act, "content": _spans(t.content.content)})


def _events(record: Record) -> Iterator[Json]:
    for e in record.events:
        of = {"type": e.type, "status": e.status, "when": e.when, "origins": record.origins(e)}
        yield _line(record, e, of, lambda t: {"status": t.content.status, "trigger": list(t.content.trigger)})


def _actors(record: Record) -> Iterator[Json]:
    for a in record.actors:
        of = {"name": a.name, "party": a.party}
        yield _line(record, a, of, lambda t: {"mentions": _spans(t.content.mentions)})


def _contradictions(record: Record) -> Iterator[Json]:
    return ({"key": c.key, "a": c.a, "b": c.b, "differ_in": c.differ_in} for c in record.contradictions)


def _announced(record: Record) -> Iterator[Json]:
    return (found for e in record.events if (found := _appointment(e)))


def _appointment(event: EventLine) -> Json | None:
    set_for = event.announced
    if set_for is None:
        return None
    days = [d.day for d in set_for.dates]
    return {"event": event.key, "dates": days, "outcome": set_for.outcome, "then": set_for.then}


def _positions(record: Record) -> Iterator[Json]:
    for p in record.positions:
        yield {
            "key": p.key,
            "party": p.party,
            "issue": p.issue,
            "course": [
                {
                    "article": _name(record, s.telling.article),
                    "evidence": list(s.telling.content.evidence),
                    "change": s.change,
                }
                for s in p.course
            ],
        }


def _phases(record: Record) -> Iterator[Json]:
    for p in record.phases:
        of = {"status": p.status, "since": p.since, "until": p.until}
        yield _line(record, p, of, lambda t: {"evidence": [t.passages[0].start, t.passages[0].end]})


def _preconditions(record: Record) -> Iterator[Json]:
    for p in record.preconditions:
        of = {"holder": p.holder, "status": p.status, "by": p.by}
        yield _line(record, p, of, lambda t: {"from": list(t.content.antecedent), "to": list(t.content.consequent)})


KINDS: Mapping[str, Callable[[Record], Iterator[Json]]] = {
    "articles": _articles,
    "utterances": _utterances,
    "events": _events,
    "actors": _actors,
    "contradictions": _contradictions,
    "announced": _announced,
    "positions": _positions,
    "phases": _phases,
    "preconditions": _preconditions,
}
"""What each part of the document is made of."""


def _line(record: Record, line: Line[Any], of: Json, told: Callable[[Telling[Any]], Json]) -> Json:
    """A line with its key, what it is, and of each telling the article and what is told there."""
    tellings = [{"article": _name(record, t.article), **told(t)} for t in line.tellings]
    return {"key": line.key, **of, "tellings": tellings}


def _name(record: Record, article: str) -> str:
    return record.sources[article].article.name


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(s) for s in spans]
