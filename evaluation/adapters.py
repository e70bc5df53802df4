"""Readings turned into the input of the bench scorers: their format, and nothing that a reading does not hold.

Nothing else knows the scorers' formats. A bench's own conventions are named where they are followed: PolNeAR marks
outermost attributions alone, TIMEX3 marks times that name no calendar time too, PLOVER counts blame as ACCUSE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from verbale.model.evidence import Reading
from verbale.model.negotiation import EventType, Linkage, Statement
from verbale.model.text import Span

Json = dict[str, Any]  # Any: JSON


def quotes(reading: Reading, row: Json) -> Json:
    """Every statement as score_quotes.py takes it: source, cue and content spans."""
    return {"quotes": _quotes(reading, relays=True)}


def outermost_quotes(reading: Reading, row: Json) -> Json:
    """The statements within no other, for PolNeAR, which marks outermost attributions alone."""
    return {"quotes": _quotes(reading, relays=False)}


def _quotes(reading: Reading, *, relays: bool) -> list[Json]:
    return [
        {
            "source": list(s.speaker_span) if s.speaker_span else None,
            "cue": list(s.cue) if s.cue else None,
            "content": [list(span) for span in s.content],
            "type": s.manner,
        }
        for s in (f.content for f in reading.findings.statements)
        if relays or s.within is None
    ]


_BODIES = frozenset({"UN", "EU", "NATO", "AU", "ASEAN", "OSCE", "IAEA", "G7", "G20"})
"""Codes that the bench writes as one, IGO."""


def events(reading: Reading, row: Json) -> Json:
    """Events as score_events.py takes them: codes of the parties as source and target, and the PLOVER type.

    PLOVER keeps no bare speech but blame: a statement that accuses is ACCUSE, by its speaker, of the party named in it.
    """
    found = [
        {"source": _codes(reading, e.actors), "target": _codes(reading, e.recipients), "type": e.type}
        for e in (f.content for f in reading.findings.events)
    ]
    for statement in _accusations(reading):
        source = _codes(reading, [statement.speaker or ""])
        others = [code for code in _codes(reading, _named(reading, statement.content)) if code not in source]
        found += [{"source": source, "target": others[:1], "type": "ACCUSE"}] if others else []
    return {"events": [e for e in found if e["source"] or e["target"]]}


def _accusations(reading: Reading) -> list[Statement]:
    statements = [f.content for f in reading.findings.statements]
    return [s for s in statements if s.act == "accuse" and s.speaker]


def _named(reading: Reading, spans: Iterable[Span]) -> list[str]:
    """Keys of the actors with a mention in the spans, in the order of the text."""
    mentions = sorted((m, f.key) for f in reading.findings.actors for m in f.content.mentions)
    return [key for (start, end), key in mentions if any(a <= start and end <= b for a, b in spans)]


def _codes(reading: Reading, keys: Iterable[str]) -> list[str]:
    found = [reading.findings.get(key) for key in keys]
    parties = [f.content.party for f in found if f is not None and f.content.party]
    return list(dict.fromkeys("IGO" if party in _BODIES else party for party in parties))


def typed_events(reading: Reading, row: Json) -> Json:
    """The events of a row whose sources and targets are given, with the type of what the reading has between them."""
    moves = [_Move(e.type, e.actor_spans, e.recipient_spans) for e in (f.content for f in reading.findings.events)]
    moves += [
        _Move(_TYPES[s.act], (s.speaker_span,) if s.speaker_span else (), s.content)
        for s in (f.content for f in reading.findings.statements)
        if s.act in _TYPES
    ]
    return {"events": [{**given, "type": _type_between(given, moves, row["text"])} for given in row["events"]]}


_TYPES: Mapping[str, EventType] = {
    "accuse": "ACCUSE", "support": "SUPPORT", "agree": "AGREE", "promise": "AGREE", "propose": "AGREE",
    "request": "REQUEST", "reject": "REJECT", "threaten": "THREATEN",
}  # fmt: skip
"""What the acts of statements are called there, where bare speech is coded too."""


class _Move(NamedTuple):
    type: EventType
    by: tuple[Span, ...]
    upon: tuple[Span, ...]


def _type_between(given: Json, moves: list[_Move], text: str) -> EventType | None:
    """The type of the move that touches the given source and target best, the earlier among equals."""
    source, target = (_place(given[side], text) for side in ("source", "target"))
    best = max(moves, key=lambda m: 2 * _touches(source, m.by) + _touches(target, m.upon), default=None)
    return best.type if best else None


def _place(words: str, text: str) -> Span:
    start = text.casefold().find(words.casefold())
    return (start, start + len(words)) if start >= 0 else (0, 0)


def _touches(place: Span, spans: Iterable[Span]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in spans)


def causes(reading: Reading, row: Json) -> Json:
    """Linkages as score_causal.py takes them: cause, effect and signal spans.

    Independence is no cause. An aim is the cause of the act that serves it, so leverage turns round; a condition is a
    hypothetical cause.
    """
    linkages = [found.content for found in reading.findings.linkages]
    return {"relations": [_relation(linkage) for linkage in linkages if linkage.kind != "independence"]}


_BENCH_KINDS = {"leverage": "Purpose", "reprisal": "Motivation"}


def _relation(linkage: Linkage) -> Json:
    cause, effect = linkage.antecedent, linkage.consequent
    if linkage.kind == "leverage":
        cause, effect = effect, cause
    return {
        "cause": [list(cause)],
        "effect": [list(effect)],
        "signal": [list(linkage.cue)],
        "kind": _BENCH_KINDS.get(linkage.kind, "Consequence"),
        "hypothetical": linkage.kind == "precondition",
    }


def times(reading: Reading, row: Json) -> Json:
    """Times as score_times.py takes them: the expressions that TIMEX3 would mark, other times included."""
    marked = [part for f in reading.findings.times for part in f.content.timex3_parts]
    return {"timex": [{"start": start, "end": end, "type": kind, "value": value} for start, end, kind, value in marked]}
