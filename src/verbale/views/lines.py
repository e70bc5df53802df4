"""The pieces that every view shows of a line: who, what in which words, on whose word, where and when."""

from __future__ import annotations

from typing import Any

from verbale.model.negotiation import Actor, Event, Phase, Position, Statement
from verbale.model.text import Article
from verbale.model.times import written
from verbale.record.assembly import Line, Record

Json = dict[str, Any]  # Any: JSON


def statement_as_json(line: Line[Statement], record: Record) -> Json:
    """One statement with its speaker, its words, its dates, and the chain of relays it stands in, outermost last."""
    content = line.content
    return {
        "key": line.finding.key,
        "speaker": actor_as_json(record.actor(content.speaker)),
        "addressee": actor_as_json(record.actor(content.addressee)),
        "relay": [actor_as_json(record.actor(outer.content.speaker)) for outer in relay(line, record)],
        "kind": content.kind,
        "manner": content.manner,
        "act": content.act,
        "issues": list(content.issues),
        "said_on": content.said_on,
        "medium": content.medium,
        "hedge": content.hedge,
        "words": words(line),
        **source_as_json(line),
    }


def relay(line: Line[Statement], record: Record) -> list[Line[Statement]]:
    """The statements that this one stands within, innermost first."""
    outer: list[Line[Statement]] = []
    within = line.content.within
    while within and (found := record.by_key.get(within)) and found not in outer:
        outer.append(found)
        within = found.content.within
    return outer


def words(line: Line[Statement]) -> str:
    """The exact words of a statement's content, without a leading "that"; an ellipsis parts several pieces."""
    return " … ".join(p.words for p in line.finding.passages[: len(line.content.content)]).removeprefix("that ")


def actor_as_json(actor: Actor | None) -> Json | None:
    """Name, kind, party and role of an actor."""
    return None if actor is None else {"name": actor.name, "kind": actor.kind, "party": actor.party, "role": actor.role}


PLAIN: dict[str, str] = {
    "CONSULT": "meeting",
    "CONSULT-visit": "visit",
    "CONSULT-phone": "call",
    "CONSULT-third-party": "meeting",
    "CONSULT-multilateral": "multilateral meeting",
    "AGREE": "agreement or offer",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "CONCEDE": "concession",
    "RETREAT": "retreat",
    "RETREAT-ceasefire": "ceasefire",
    "RETREAT-withdraw": "withdrawal",
    "RETREAT-release": "release",
    "RETREAT-resign": "resignation",
    "REQUEST": "demand",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "MOBILIZE": "mobilisation",
    "SANCTION": "sanction",
    "SANCTION-discontinue": "sanction or suspension",
    "SANCTION-expel": "expulsion",
    "COERCE": "coercion",
    "COERCE-seize": "seizure",
    "ASSAULT": "attack",
}
"""What people call a PLOVER type and mode; a mode that is not here goes by its type."""


def plain(event: Event) -> str:
    """An event's type and mode in plain words."""
    return PLAIN.get(f"{event.type}-{event.mode}", PLAIN[event.type])


def event_as_json(line: Line[Event], record: Record) -> Json:
    """One event with its parties and the sentence's own trigger word."""
    event = line.content
    return {
        "key": line.finding.key,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": [actor_as_json(record.actor(a)) for a in event.actors],
        "recipients": [actor_as_json(record.actor(a)) for a in event.recipients],
        "when": event.when,
        "where": event.where,
        "historical": event.historical,
        "words": sentence(line),
        **source_as_json(line),
    }


def phase_as_json(line: Line[Phase], record: Record) -> Json:
    """One phase with its evidence."""
    phase = line.content
    by = actor_as_json(record.actor(phase.by))
    return {"status": phase.status, "since": phase.since, "by": by, "words": line.words, **source_as_json(line)}


def position_as_json(line: Line[Position]) -> Json:
    """One position with its evidence."""
    position = line.content
    return {
        "party": position.party,
        "issue": position.issue,
        "stance": position.stance,
        "as_of": position.as_of,
        "change": position.change,
        "words": line.words,
        **source_as_json(line),
    }


def source_as_json(line: Line[Any]) -> Json:  # Any: a line of any kind
    """Where a line comes from: outlet, date, page, article and the exact place of its passages."""
    article, seen = line.article, line.finding.observation
    return {
        "outlet": article.outlet,
        "published": article.published,
        "published_bounds": article.published_bounds,
        "page": article.page,
        "title": article.title,
        "article": article.name,
        "passages": [{"start": p.start, "end": p.end, "words": p.words} for p in line.finding.passages],
        "rule": seen.rule,
        "confidence": round(seen.confidence, 3),
    }


def source(article: Article) -> str:
    """An article's origin on one line, as a press officer writes it: `Sankei, 15 October 2015, p. 1`."""
    parts = [article.outlet or "outlet unknown", _published(article)]
    return ", ".join(parts + ([_page(article.page)] if article.page else []))


def _published(article: Article) -> str:
    """The date of publication as people write it; where it is not known, the days that bound it."""
    if article.published:
        return written(article.published)
    return f"undated ({written(article.published_bounds)})" if article.published_bounds else "undated"


def _page(page: str) -> str:
    """A locator as printed: `p. 1`, `pp. 1, 4-7`; anything but page numbers (a clock time) as it stands."""
    if not page[0].isdigit() or ":" in page:
        return page
    return f"p. {page}" if page.isalnum() else f"pp. {page}"


def sentence(line: Line[Event]) -> str:
    """The sentence that tells of an event, or its trigger where the annotator gave no sentence."""
    return line.finding.passages[-1 if line.content.sentence else 0].words
