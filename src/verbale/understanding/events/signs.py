"""What speaks for and against that a sighting is an event of the talks: named features, for the weighing of events."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.events.moves import Told
from verbale.understanding.events.parties import Parties
from verbale.understanding.events.sides import Keys
from verbale.understanding.events.sightings import Sighting
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.vocabulary import of_class

_FIRST = 3
"""Sentences of the lead."""
_FLAGS = ("weak", "light", "owned", "promised", "asserted", "mutual", "begins")


def signs(
    grammar: Grammar, seen: Sighting, told: Told, parties: Parties, sides: tuple[Keys, Keys], doubt: str
) -> frozenset[str]:
    """The signs of one sighting, with its actors and recipients and what speaks against it."""
    clause = seen.clause
    found = {f"type={told.type}", f"status={told.status}", f"row={seen.row.name}", f"doubt={doubt}"}
    found |= {f"{told.type}&{told.status}", f"doubt={doubt}&{told.type}"}
    found |= {flag for flag in _FLAGS if seen.row.gives.get(flag)}
    found |= set(_of_clause(grammar, seen, clause)) | set(_of_sides(parties, sides))
    if seen.nominal:
        found |= set(_of_noun(grammar, seen))
    return frozenset(found)


def _of_clause(grammar: Grammar, seen: Sighting, clause: Clause) -> Iterator[str]:
    yield f"form={clause.form}{'/noun' if seen.nominal else ''}"
    yield f"relation={clause.relation}"
    yield f"told={clause.told}"
    yield f"tense={clause.tense}{'/perfect' if clause.perfect else ''}"
    yield f"voice={clause.voice}"
    if clause.progressive:
        yield "progressive"
    if clause.negated:
        yield "negated"
    yield from (f"modality={kind}" for kind in sorted(clause.modality))
    yield f"fit={min(seen.fit, 4)}"
    if clause.depth:
        yield "quoted"
    if clause.mood != "assertion":
        yield f"mood={clause.mood}"
    above = grammar.parent(clause)
    if above is not None:
        yield "under=speech" if above.lemma in of_class("speech") else "under=other"
        yield from (f"above={kind}" for kind in sorted(above.modality))
        if above.relation in ("condition", "relative", "time"):
            yield f"above={above.relation}"
    if seen.carrier is None and seen.nominal:
        yield "uncarried"
    if grammar.words.sentence[seen.token] < _FIRST:
        yield "lead"


def _of_noun(grammar: Grammar, seen: Sighting) -> Iterator[str]:
    w = grammar.words
    children = w.children[seen.token]
    words = {w.lower[c] for c in children if w.dep[c] in ("det", "poss")}
    first = "the" if "the" in words else "a" if words & {"a", "an", "another"} else "none" if not words else "other"
    yield f"article={first}"
    yield f"number={w.tag[seen.token]}"
    yield f"dep={w.dep[seen.token]}"
    if w.dep[seen.token] == "pobj":
        yield f"after={w.lower[w.head[seen.token]]}"
    if any(w.dep[c] in ("acl", "relcl") for c in children):
        yield "noun=described"
    if any(w.dep[c] == "poss" for c in children):
        yield "noun=possessed"


def _of_sides(parties: Parties, sides: tuple[Keys, Keys]) -> Iterator[str]:
    own = parties.sides(parties.principal)
    for name, keys in zip(("actors", "recipients"), sides, strict=True):
        if not keys:
            yield f"{name}=none"
        for kind in sorted(parties.kinds(keys)):
            yield f"{name}={kind}"
        yield f"{name}={'affiliated' if parties.affiliated(keys) else 'unaffiliated'}"
        if parties.sides(keys) & own:
            yield f"{name}=principal"
        if len(parties.sides(keys)) > 1:
            yield f"{name}=several"
        if parties.of_talks(keys):
            yield f"{name}=brief"
