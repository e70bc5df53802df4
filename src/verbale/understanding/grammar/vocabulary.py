"""The tables of the grammar as sets and lookups: classes of verbs, negations, modals and governors, markers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, cast

from verbale.understanding.grammar.tables import toml, words_in

Modality = Literal[
    "ability", "obligation", "intention", "willingness", "decision", "commitment", "plan", "possibility", "condition",
    "pending", "wish", "request", "proposal", "attempt", "fear", "threat", "denial",
]  # fmt: skip
"""What leaves a clause open; the kinds of `tables/modality.toml`."""


of_class = partial(words_in, "verbs")
"""The lemmas of a class of `tables/verbs.toml`."""
negations = partial(words_in, "negation")
"""The words of a kind of `tables/negation.toml`."""


@cache
def negative_phrases() -> tuple[tuple[str, ...], ...]:
    """The phrases that stand for a "not", word by word."""
    return tuple(tuple(phrase.split()) for phrase in toml("negation")["particle"]["phrases"])


@cache
def modals() -> Mapping[str, Modality]:
    """The kind of each modal auxiliary, in lower case as written."""
    return {w: cast(Modality, kind) for kind, entry in toml("modality").items() for w in entry.get("auxiliaries", ())}


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word does to its complement: the modality that it lays on it, and whether it turns it round.

    `willed`: turned back ("did not refuse to sign") it leaves the complement to somebody's will.
    """

    modality: Modality | None = None
    turns: bool = False
    willed: bool = False


@cache
def _governing() -> Mapping[str, Governor]:
    found: dict[str, Governor] = {}
    for kind, entry in toml("modality").items():
        for words in (*entry.get("words", ()), *entry.get("phrases", ()), *entry.get("forms", ())):
            found.setdefault(words, Governor(cast(Modality, kind)))
    entry = toml("negation")["governor"]
    for words in (*entry["words"], *entry["phrases"]):
        modality = found[words].modality if words in found else None
        found[words] = Governor(modality, turns=True, willed=words in negations("willed"))
    return found


def governor(lemma: str, beside: frozenset[str]) -> Governor | None:
    """What a governing word with the words `beside` it does to its complement; None for one in no table."""
    table = _governing()
    phrases = [found for words in sorted(beside) if (found := table.get(f"{lemma} {words}")) is not None]
    turning = next((found for found in phrases if found.turns), None)  # "has yet to", before "has to"
    return turning or (phrases[0] if phrases else table.get(lemma))


@cache
def markers() -> Mapping[str, tuple[str, str | None]]:
    """By the word or phrase that opens a clause: what the clause is to the one above it, and whether it is open."""
    return {
        words: (kind, entry.get("open"))
        for kind, entry in toml("markers").items()
        for words in (*entry.get("words", ()), *entry.get("phrases", ()))
    }
