"""Who and what stands at the places that a frame names, beyond subject and object: what is counted, who attends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.understanding.events.fitting import infinitive
from verbale.understanding.grammar import arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRAVELLING = frozenset({"travel", "go", "come", "fly", "head", "arrive", "visit", "return", "gather", "leave", "meet"})
_ATTENDED = frozenset({"in", "during", "at", "after", "following", "before"})


def attending(noun: Token, own: list[Token], lent: list[Token]) -> list[Token]:
    """Who "asked" in "in a call with the king the premier asked": the subject of the clause that the noun opens."""
    head, dep = noun.head, noun.dep_
    while head.lower_ == "of" and head.head.pos_ == "NOUN":  # "two days of talks with them"
        dep, head = head.head.dep_, head.head.head
    if lent or not arguments.under(noun, "with") or len(own) > len(arguments.under(noun, "with")):
        return []
    bound_for = head.lower_ == "for" and head.head.lemma_ in _TRAVELLING
    if dep == "pobj" and (head.lower_ in _ATTENDED or bound_for) and head.head.pos_ in ("VERB", "AUX"):
        return arguments.doers(head.head)
    return []


def on_the_way(noun: Token) -> list[Token]:
    """Who "said" in "on a visit to the island the premier said", or whom the visit stands beside."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("on", "during"):
        return []
    above = noun.head.head
    return arguments.doers(above) if above.pos_ in ("VERB", "AUX") else [above]


def measured(noun: Token) -> list[Token]:
    """What an amount is of: "aid" in "a million in aid", beside the amount itself."""
    what = counted(noun)
    amount = noun.pos_ in ("NUM", "SYM") or noun.lemma_ in ("million", "billion", "dollar", "euro")
    return [what, *(arguments.under(noun, "in") if amount else [])]


_COUNTS = frozenset(
    {
        "series",
        "number",
        "set",
        "package",
        "wave",
        "spate",
        "dozen",
        "couple",
        "part",
        "level",
        "degree",
        "measure",
        "some",
        "hundred",
        "thousand",
        "most",
        "many",
        "all",
        "batch",
        "lot",
        "shipment",
        "type",
        "form",
        "kind",
        "group",
    }
)


def counted(noun: Token) -> Token:
    """What is counted: "talks" in "a round of talks"; the noun itself otherwise."""
    if noun.lemma_ in _COUNTS:
        inside = arguments.under(noun, "of")
        if inside:
            return inside[0]
    return noun


def at_role(head: Token, objects: Iterable[Token], role: str) -> Iterator[Token]:
    """The tokens at a place that a frame names: "object", "dative", a preposition, or what hangs on one of these."""
    first, _, second = role.partition(".")
    if first == "that-subject":
        for clause in (c for c in head.children if c.dep_ == "ccomp"):
            yield from arguments.doers(clause)
        return
    if first == "object":
        starts = list(objects)
        if not second and head.pos_ == "VERB":
            starts += [t for c in head.children if c.dep_ == "ccomp" and infinitive(c) for t in arguments.doers(c)]
    else:
        starts = arguments.datives(head) if first == "dative" else arguments.under(head, first)
    for start in starts:
        if not second:
            yield start
        elif second in ("poss", "compound"):
            yield from arguments.owners(start)
        else:
            yield from arguments.under(start, second)
