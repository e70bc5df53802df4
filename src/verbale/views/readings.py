"""One reading as JSON, in the shape of `reading.schema.json`.

Actors and statements are named `a1`, `s1` … in the order of their first place in the text; these ids mean nothing
outside the one document.
"""

from __future__ import annotations

from typing import Any

from verbale.model.evidence import Finding, Findings, Reading
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Remark, Statement, Time
from verbale.model.text import Article, Span

Json = dict[str, Any]  # Any: JSON
OTHER_TIMES = {"DURATION": "duration", "SET": "set"}
"""Kinds of the times that name no calendar time; the rest are vague references."""

SURE, MERELY_NAMED = 0.8, 0.5
"""From this confidence on a person, state, body or newsroom is shown though nothing refers to it: a person named with
a title or in the tables; a state or a body of the tables that acts or is acted upon. A nameless one is shown above the
other: one who is told of once and does nothing is not."""


def as_json(reading: Reading) -> Json:
    """The reading in the published shape; `source_text` is added where the text was extracted from HTML or PDF."""
    article, findings = reading.article, reading.findings
    actors = sorted(involved(findings), key=lambda f: (f.content.mentions[:1], f.key))
    statements = sorted(findings.statements, key=lambda f: (f.content.content[0], f.content.cue or (0, 0), f.key))
    ids = {f.key: f"a{i}" for i, f in enumerate(actors, 1)} | {f.key: f"s{i}" for i, f in enumerate(statements, 1)}
    out: Json = {"text": article.name, "name": _short(article.name), "article": article_as_json(article)}
    if article.extracted:
        out["source_text"] = article.text
    out["actors"] = [_observed(f, {"id": ids[f.key], **_actor(f.content, ids)}) for f in actors]
    times = sorted(findings.times, key=lambda f: f.content.span)
    out["times"] = [_observed(f, _time(f.content)) for f in times if f.content.calendar]
    out["other_times"] = [
        _observed(f, {"kind": OTHER_TIMES.get(f.content.timex_type, "reference"), **_time(f.content)})
        for f in times
        if not f.content.calendar
    ]
    out["statements"] = [_observed(f, {"id": ids[f.key], **_statement(f.content, ids)}) for f in statements]
    out["events"] = [_observed(f, _event(f.content, ids)) for f in findings.events]
    out["linkages"] = [_observed(f, _linkage(f.content, ids)) for f in findings.linkages]
    out["positions"] = [_observed(f, _position(f.content)) for f in findings.positions]
    out["contradictions"] = [
        _observed(f, {"a": ids[f.content.a], "b": ids[f.content.b], "about": f.content.about})
        for f in findings.contradictions
    ]
    out["phases"] = [_observed(f, _phase(f.content, ids)) for f in findings.phases]
    remarks = [_observed(f, _remark(f.content)) for f in findings.of(Remark)]
    return out | ({"remarks": remarks} if remarks else {})


def involved(findings: Findings) -> list[Finding[Actor]]:
    """The actors who take part: who speak, are spoken to, act or are acted upon, hold a tie, change the talks' course.

    A group takes its members with it. Beside them stand those who are in the article to take part, whatever the later
    annotators made of it: governments and ministries, unnamed sources, persons told by their office, states and bodies
    that do something.
    """
    keys = {key for f in findings for key in _referred(f.content)}
    keys |= {m for f in findings.actors if f.key in keys for m in f.content.members}
    return [f for f in findings.actors if f.key in keys or _takes_part(f)]


def _takes_part(found: Finding[Actor]) -> bool:
    kind = found.content.kind
    if kind in ("person", "state", "organisation", "outlet"):
        return found.observation.confidence >= SURE
    return kind in ("government", "ministry") or (kind == "anonymous" and found.observation.confidence > MERELY_NAMED)


def _referred(content: Content) -> tuple[str | None, ...]:
    match content:
        case Statement():
            return (content.speaker, content.addressee)
        case Event():
            return (*content.actors, *content.recipients)
        case Linkage():
            return (content.holder,)
        case Phase():
            return (content.by,)
        case _:
            return ()


def article_as_json(article: Article) -> Json:
    """The page as understood, without its text."""
    dateline = article.dateline
    return {
        "title": article.title,
        "section": list(article.section),
        "published": article.published,
        "published_basis": article.published_basis,
        "published_bounds": article.published_bounds,
        "outlet": article.outlet,
        "page": article.page,
        "credit": article.credit,
        "byline": article.byline,
        "dateline": {"place": dateline.place, "date": dateline.date} if dateline else None,
        "abridged": article.abridged,
        "kind": article.kind,
        "synopsis": list(article.synopsis),
        "body": list(article.body) if article.body else None,
    }


def _short(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or name


def _observed(found: Finding[Any], fields: Json) -> Json:  # Any: findings of every kind
    seen = found.observation
    return {**fields, "annotator": seen.annotator, "rule": seen.rule, "confidence": round(seen.confidence, 3)}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(s) for s in spans]


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _actor(actor: Actor, ids: dict[str, str]) -> Json:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "party": actor.party,
        "role": actor.role,
        "mentions": _spans(actor.mentions),
    } | ({"members": [ids[m] for m in actor.members]} if actor.members else {})


def _time(time: Time) -> Json:
    return {
        "span": list(time.span),
        "edtf": time.edtf,
        "lower": time.lower,
        "upper": time.upper,
        "granularity": time.granularity,
        "modifier": time.modifier,
        "timex3": time.timex3,
        "timex_type": time.timex_type,
        "anchor": time.anchor,
        "anchor_span": _span(time.anchor_span),
        "alternatives": list(time.alternatives),
        "told": time.told,
        "zone": time.zone,
    }


def _statement(statement: Statement, ids: dict[str, str]) -> Json:
    return {
        "kind": statement.kind,
        "speaker": ids.get(statement.speaker or ""),
        "speaker_span": _span(statement.speaker_span),
        "addressee": ids.get(statement.addressee or ""),
        "cue": _span(statement.cue),
        "content": _spans(statement.content),
        "manner": statement.manner,
        "act": statement.act,
        "said_on": statement.said_on,
        "within": ids.get(statement.within or ""),
        "issues": list(statement.issues),
        "medium": statement.medium,
        "hedge": statement.hedge,
        "on_record": statement.on_record,
    }


def _event(event: Event, ids: dict[str, str]) -> Json:
    return {
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "status": event.status,
        "actors": [ids[a] for a in event.actors],
        "recipients": [ids[a] for a in event.recipients],
        "when": event.when,
        "where": event.where,
        "trigger": list(event.trigger),
        "mentions": _spans(event.mentions),
        "contexts": list(event.contexts),
        "historical": event.historical,
    }


def _linkage(linkage: Linkage, ids: dict[str, str]) -> Json:
    return {
        "kind": linkage.kind,
        "from": list(linkage.antecedent),
        "to": list(linkage.consequent),
        "cue": list(linkage.cue),
        "holder": ids.get(linkage.holder or ""),
        "polarity": linkage.polarity,
    }


def _position(position: Position) -> Json:
    return {
        "party": position.party,
        "issue": position.issue,
        "stance": position.stance,
        "evidence": list(position.evidence),
        "as_of": position.as_of,
        "change": position.change,
    }


def _phase(phase: Phase, ids: dict[str, str]) -> Json:
    return {
        "status": phase.status,
        "since": phase.since,
        "by": ids.get(phase.by or ""),
        "evidence": list(phase.evidence),
    }


def _remark(remark: Remark) -> Json:
    return {"label": remark.label, "places": _spans(remark.places), "values": dict(remark.values)}
