"""Readings turned into the input of the bench scorers. Nothing else knows the scorers' formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evaluation.pairs import type_between
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.negotiation import Event, Linkage
from verbale.model.text import Article, Span
from verbale.understanding.events.places import host_of
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.language import analyse, load
from verbale.understanding.lexicon import lexicon
from verbale.understanding.pipeline import Pipeline

Json = dict[str, Any]  # Any: JSON


def quotes_of(reading: Reading, *, relays: bool = True) -> list[Json]:
    """Statements as score_quotes.py takes them: source, cue and content spans.

    Without `relays` a statement within another is left out, for corpora that mark outermost attributions alone.
    """
    return [
        {
            "source": list(s.speaker_span) if s.speaker_span else None,
            "cue": list(s.cue) if s.cue else None,
            "content": [list(span) for span in s.content],
            "type": s.manner,
            "confidence": f.observation.confidence,
            "rule": f.observation.rule,
        }
        for f in reading.findings.statements
        for s in (f.content,)
        if relays or s.within is None
    ]


_CLAUSES = frozenset({"quote", "clause", "wh", "aside", "according", "label"})


def quotes(reading: Reading) -> Json:
    """Statements whose content is a clause or a quotation, relays included, for GUM.

    Its attributions are derived from discourse trees, whose units are clauses: a noun phrase or an infinitive that is
    credited to somebody ("rejected the offer", "plans to leave") is never marked there. `every_quote` leaves nothing
    out; docs/explanation/statements.md gives the figures of both.
    """
    return {"quotes": [q for q in quotes_of(reading) if q["rule"].split(":")[0] in _CLAUSES]}


def every_quote(reading: Reading) -> Json:
    """All statements, relays included, whatever the form of their content."""
    return {"quotes": quotes_of(reading)}


def outermost_quotes(reading: Reading) -> Json:
    """The statements within no other, for PolNeAR, which marks outermost attributions alone."""
    return {"quotes": quotes_of(reading, relays=False)}


_BODIES = frozenset({"UN", "EU", "NATO", "AU", "ASEAN", "OSCE", "IAEA", "G7", "G20"})
_MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})


def events_of(reading: Reading) -> list[Json]:
    """Events as score_events.py takes them: codes of the parties as source and target, and the PLOVER type.

    An actor without a party counts for the state that its words name, and the place for a recipient that is not named.
    PLOVER keeps no bare speech but blame: a statement that accuses is ACCUSE here, and so is one that tells of another
    state's violence, from its speaker to whom it names.
    """
    found = []
    for event in (f.content for f in reading.findings.events):
        sources = _sides(reading, event.actors, event.actor_spans)
        targets = _sides(reading, event.recipients, event.recipient_spans)
        if not event.recipients and not event.actor_spans:
            sources = _codes(reading, event.actors)
        place = host_of(event.where) if event.where else None
        if not targets and place and (len(sources) < 2 or event.type not in _MUTUAL):
            targets = [place]
        if targets and place and not sources:
            sources = [place]
        told = event.type in _VIOLENT and event.status in ("occurred", "ongoing")
        teller = _teller(reading, event.trigger) if told else []
        if teller and sources and not set(teller) & set(sources):
            sources, targets, kind = teller, sources, "ACCUSE"
        else:
            kind = _as_intended(event)
        found.append({"source": sources, "target": targets, "type": kind})
    mentions = Mentions(reading.findings.actors)
    for statement in (f.content for f in reading.findings.statements):
        if statement.act == "accuse" and statement.speaker:
            sources = _codes(reading, [statement.speaker])
            named = [a.key for span in statement.content for _, a in mentions.within(span)]
            targets = [c for c in _codes(reading, named) if c not in sources]
            found += [{"source": sources, "target": targets[:1], "type": "ACCUSE"}] if targets else []
    return [e for e in found if e["source"] or e["target"]]


def _as_intended(event: Event) -> str:
    """PLOVER's type of what is yet to come: a promise of cooperation is AGREE, one of conflict THREATEN."""
    if event.status in ("planned", "proposed", "hypothetical"):
        if event.type in ("SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"):
            return "AGREE"
        if event.type in ("PROTEST", "SANCTION", "COERCE", "ASSAULT"):
            return "THREATEN"
    return event.type


def _teller(reading: Reading, trigger: Span) -> list[str]:
    """The codes of whoever is said to tell of what happens at the trigger."""
    for statement in (f.content for f in reading.findings.statements):
        if statement.speaker and any(a <= trigger[0] < b for a, b in statement.content):
            return _codes(reading, [statement.speaker])
    return []


def _sides(reading: Reading, keys: Iterable[str], spans: Iterable[Span]) -> list[str]:
    """Codes of the actors named in the phrases, else of the states that the words of a phrase name."""
    keys, mentions = set(keys), Mentions(reading.findings.actors)
    codes: list[str] = []
    for span in spans:
        named = [a for _, a in mentions.within(span) if a.key in keys or keys & set(a.content.members)]
        own = [c for a in named for c in _codes(reading, a.content.members or [a.key])]
        if not own:
            words = reading.article.text[slice(*span)]
            names = [f for f in lexicon(Brief()).find(words) if f.entry.party and f.entry.sense in _NAMING]
            own = [f.entry.party for f in names[:1] if f.entry.party]
        codes = [*codes, *_coordinated(reading.article.text[slice(*span)]), *own]
    return list(dict.fromkeys("IGO" if c in _BODIES else c for c in codes))


def _coordinated(words: str) -> list[str]:
    """Both states of "US and British activists"."""
    names = [f for f in lexicon(Brief()).find(words) if f.entry.party and f.entry.sense in _NAMING][:2]
    if len(names) > 1 and words[names[0].end : names[1].start] == " and ":
        return [f.entry.party for f in names if f.entry.party]
    return []


_NAMING = frozenset({"state", "capital", "adjective", "people", "body", "seat", "person"})


def events(reading: Reading) -> Json:
    """Every event of a sentence."""
    return {"events": events_of(reading)}


def typed_events(row: Json, pipeline: Pipeline | None = None) -> list[Json]:
    """The events of a row whose sources and targets are given, with the type that the lexicon finds between them."""
    text = row["text"]
    analysis = analyse(Article(name="row", text=text, paragraphs=((0, len(text)),)), load())
    if analysis is None:
        return list(row["events"])
    grammar = grammar_of(analysis)
    return [{**e, "type": type_between(grammar, e["source"], e["target"])} for e in row["events"]]


def _codes(reading: Reading, keys: Iterable[str]) -> list[str]:
    found = [reading.findings.get(key) for key in keys]
    parties = [f.content.party for f in found if f is not None and f.content.party]
    return list(dict.fromkeys("IGO" if party in _BODIES else party for party in parties))


def causes_of(reading: Reading) -> list[Json]:
    """Linkages as score_causal.py takes them: cause, effect and signal spans.

    Independence is no cause. An aim is the cause of the act that serves it, so leverage turns round; a condition is a
    hypothetical cause.
    """
    linkages = [found.content for found in reading.findings.linkages]
    return [_relation(linkage) for linkage in linkages if linkage.kind != "independence"]


def causes(reading: Reading) -> Json:
    """What the text says brings what about, one entry a tie."""
    return {"relations": causes_of(reading)}


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


def timex_of(reading: Reading) -> list[Json]:
    """Times as score_times.py takes them: the expressions that TIMEX3 would mark, other times included."""
    return [
        {"start": start, "end": end, "type": kind, "value": value}
        for f in reading.findings.times
        for start, end, kind, value in f.content.timex3_parts
    ]


def times(reading: Reading) -> Json:
    """Every time expression, as a row of the predictions."""
    return {"timex": timex_of(reading)}
