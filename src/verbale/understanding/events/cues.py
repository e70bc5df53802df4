"""The words that tell whether an event happened, as `plover_status.toml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from verbale.model.negotiation import EventStatus
from verbale.understanding.events.tables import toml

Verdict = EventStatus | Literal["drop", "refused"]
"""A status; "drop" for what is no event (opinion, failure, negation); "refused" for "will not" with an agent."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What each word says of the status of what it bears on."""

    governor: Mapping[str, Verdict]
    modifier: Mapping[str, Verdict]
    preposition: Mapping[str, Verdict]
    subordinator: Mapping[str, Verdict]
    speech: frozenset[str]
    implicative: frozenset[str]
    factive: frozenset[str]
    """Prepositions whose gerund happened: "by meeting"."""


@cache
def cues() -> Cues:
    """The shipped cues."""
    table = toml("plover_status")

    def of(kind: str) -> dict[str, Verdict]:
        return {word: cast(Verdict, group["status"]) for group in table[kind] for word in group["words"]}

    return Cues(
        governor=of("governor"),
        modifier=of("modifier"),
        preposition=of("preposition"),
        subordinator=of("subordinator"),
        speech=frozenset(table["speech"]["words"]),
        implicative=frozenset(table["implicative"]["words"]),
        factive=frozenset(table["implicative"]["prepositions"]),
    )
