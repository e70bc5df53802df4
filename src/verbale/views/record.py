"""The whole record as JSON, in the shape by which records are exchanged and measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from verbale.model.negotiation import Phase
from verbale.model.record import Line, Record, Telling
from verbale.model.text import Span
from verbale.views.cited import Json


def as_json(record: Record) -> Json:
    """Articles with their origins, and every line with its tellings as places in articles (code points, half open)."""
    name = {key: s.article.name for key, s in record.sources.items()}
    return {
        "articles": [{"article": name[key], "origin": s.origin} for key, s in record.sources.items()],
        "utterances": [
            {
                "key": u.key,
                "speaker": u.speaker.name if u.speaker else None,
                "said_on": u.said_on,
                "origins": record.origins(u),
                "tellings": [
                    {"article": name[t.article], "act": t.content.act, "content": _spans(t.content.content)}
                    for t in u.tellings
                ],
            }
            for u in record.utterances
        ],
        "events": [
            {
                "key": e.key,
                "type": e.type,
                "status": e.status,
                "when": e.when,
                "origins": record.origins(e),
                "tellings": [
                    {"article": name[t.article], "status": t.content.status, "trigger": list(t.content.trigger)}
                    for t in e.tellings
                ],
            }
            for e in record.events
        ],
        "actors": [
            {
                "key": a.key,
                "name": a.name,
                "party": a.party,
                "tellings": [{"article": name[t.article], "mentions": _spans(t.content.mentions)} for t in a.tellings],
            }
            for a in record.actors
        ],
        "contradictions": [{"key": c.key, "a": c.a, "b": c.b, "differ_in": c.differ_in} for c in record.contradictions],
        "announced": [
            {
                "event": e.key,
                "dates": [d.day for d in e.announced.dates],
                "outcome": e.announced.outcome,
                "then": e.announced.then,
            }
            for e in record.events
            if e.announced
        ],
        "positions": [
            {
                "key": p.key,
                "party": p.party,
                "issue": p.issue,
                "course": [
                    {
                        "article": name[s.telling.article],
                        "evidence": list(s.telling.content.evidence),
                        "change": s.change,
                    }
                    for s in p.course
                ],
            }
            for p in record.positions
        ],
        "phases": [
            {
                "key": p.key,
                "status": p.status,
                "since": p.since,
                "until": p.until,
                "tellings": [_evidence(t, name[t.article]) for t in p.tellings],
            }
            for p in record.phases
        ],
        "preconditions": [
            {
                "key": p.key,
                "holder": p.holder,
                "status": p.status,
                "by": p.by,
                "tellings": [
                    {
                        "article": name[t.article],
                        "from": list(t.content.antecedent),
                        "to": list(t.content.consequent),
                    }
                    for t in p.tellings
                ],
            }
            for p in record.preconditions
        ],
    }


def counted(record: Record) -> list[tuple[str, int, int]]:
    """Each kind of line with how many there are, and how many of them several articles tell."""
    kinds: dict[str, Sequence[Line[Any]]] = {
        "actors": record.actors,
        "utterances": record.utterances,
        "events": record.events,
        "announced dates": [e for e in record.events if e.announced],
        "positions": record.positions,
        "phases": record.phases,
        "preconditions": record.preconditions,
        "linkages": record.linkages,
    }
    told = [(kind, len(of), sum(len({t.article for t in x.tellings}) > 1 for x in of)) for kind, of in kinds.items()]
    return [*told, ("contradictions", len(record.contradictions), _across(record))]


def _across(record: Record) -> int:
    article_of = {t.key: t.article for u in record.utterances for t in u.tellings}
    return sum(any(article_of.get(a) != article_of.get(b) for a, b in c.tellings) for c in record.contradictions)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(s) for s in spans]


def _evidence(told: Telling[Phase], article: str) -> Json:
    place = told.passages[0]
    return {"article": article, "evidence": [place.start, place.end]}
