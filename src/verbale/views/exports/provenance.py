"""Where every line comes from, as PROV-O (https://www.w3.org/TR/prov-o/) in JSON-LD.

A line is derived from its tellings, a telling is quoted from its article and attributed to who speaks, and where it is
a relay derived from the statement it stands within. A copy is derived from the article of its text. What a person
decided is an activity of that person, by which the telling was revised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.model.record import Decision, Relay, Source, Telling, Who
from verbale.views.cited import cite_source
from verbale.views.context import Context
from verbale.views.exports.ldjson import Json, address, without_nothing, write
from verbale.views.exports.material import LINES, Material
from verbale.views.exports.rows import told_of
from verbale.views.wording import event_told

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "verbale": "urn:verbale:",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "issued": "dcterms:issued",
    "cited": "dcterms:bibliographicCitation",
    "rights": "dcterms:rights",
    "act": "verbale:act",
    "field": "verbale:field",
    "set": "verbale:set",
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "atLocation": {"@id": "prov:atLocation", "@type": "@id"},
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasGeneratedBy", "wasAssociatedWith",
        )
    },
}  # fmt: skip


def write_prov(of: Material, out: BinaryIO) -> None:
    """The articles, then line by line."""
    write(out, CONTEXT, _nodes(of))


def _nodes(of: Material) -> Iterator[Json]:
    for source in of.sources():
        yield _article(source)
    for kind in LINES:
        for line, against in of.lines(kind, around=kind == "utterances"):
            yield {
                "id": address("line", line.key),
                "type": "prov:Entity",
                "label": told_of(line, against)
                if kind == "utterances"
                else event_told(line)
                if kind == "events"
                else None,
                "wasDerivedFrom": [address("finding", t.key) for t in line.tellings],
            }
            for told in line.tellings:
                yield from _telling(told, against)


def _article(source: Source) -> Json:
    article = source.article
    return {
        "id": address("article", article.key),
        "type": "prov:Entity",
        "title": article.title,
        "publisher": article.outlet,
        "issued": article.published,
        "rights": article.terms,
        "cited": cite_source(source),
        "atLocation": article.url,
        "wasDerivedFrom": address("article", source.origin) if source.origin not in ("", article.key) else None,
    }


def _telling(told: Telling[Any], against: Context) -> Iterator[Json]:
    content = told.content
    speaker = told.who(getattr(content, "speaker", None) or getattr(content, "holder", None))
    yield {
        "id": address("finding", told.key),
        "type": "prov:Entity",
        "act": getattr(content, "act", None),
        "wasQuotedFrom": address("article", told.article),
        "wasAttributedTo": _agent(speaker) if speaker else None,
        "wasDerivedFrom": address("finding", told.relays[0].key) if told.relays else None,
        "wasGeneratedBy": [address("judgement", f"{told.key}:{n}") for n in range(len(told.decided))],
    }
    yield from _agents(told, speaker)
    for n, relay in enumerate(told.relays):
        outer = told.relays[n + 1] if n + 1 < len(told.relays) else None
        yield _relay(relay, outer, told.article)
    for n, decision in enumerate(told.decided):
        yield from _decision(decision, address("judgement", f"{told.key}:{n}"))


def _agents(told: Telling[Any], speaker: Who | None) -> Iterator[Json]:
    for who in (speaker, *(r.speaker for r in told.relays)):
        if who:
            kind = "prov:Person" if who.kind == "person" else "prov:Organization"
            yield {"id": _agent(who), "type": ["prov:Agent", kind], "label": who.name}


def _relay(relay: Relay, outer: Relay | None, article: str) -> Json:
    return {
        "id": address("finding", relay.key),
        "type": "prov:Entity",
        "act": relay.act,
        "wasQuotedFrom": address("article", article),
        "wasAttributedTo": _agent(relay.speaker) if relay.speaker else None,
        "wasDerivedFrom": address("finding", outer.key) if outer else None,
    }


def _decision(decision: Decision, name: str) -> Iterator[Json]:
    person = address("person", _slug(decision.by or "someone"))
    yield {
        "id": name,
        "type": "prov:Activity",
        "field": decision.field,
        "set": str(decision.value) if decision.value is not None else None,
        "endedAtTime": f"{decision.made_on}T00:00:00Z" if decision.made_on else None,
        "wasAssociatedWith": person,
    }
    yield without_nothing({"id": person, "type": ["prov:Agent", "prov:Person"], "label": decision.by or "someone"})


def _agent(who: Who) -> str:
    return address("actor", f"{who.kind}:{_slug(who.name)}")


def _slug(name: str) -> str:
    """A name as part of a URN (RFC 8141)."""
    from urllib.parse import quote

    return quote(" ".join(name.split()), safe="")
