"""The table of cues: which words credit content to a source, in which frames, and how surely.

Read from `verbs.toml`, `nouns.toml` and `adjectives.toml`, where each lemma has an example. A prior is the share of
uses in which the frame credits content, set by judgement of English usage, not counted from any corpus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from verbale.model.negotiation import Act
from verbale.understanding.statements import tables

WordClass = Literal["verb", "noun", "adjective"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that credits content. `frames` gives the prior of each frame it takes."""

    lemma: str
    word_class: WordClass
    kind: Literal["speech", "attitude"]
    act: Act
    frames: Mapping[str, float]
    particle: str | None = None
    hears: bool = False
    """Whether its object is who is spoken to."""
    document: bool = False
    """Whether the noun can itself be the source: the report says."""

    def prior(self, frame: str) -> float:
        """How surely the frame credits content; 0 where the cue does not take it."""
        return self.frames.get(frame, 0.0)


@cache
def cues(word_class: WordClass) -> Mapping[str, tuple[Cue, ...]]:
    """Cues of a word class by first lemma, phrasal ones before plain ones."""
    found: dict[str, tuple[Cue, ...]] = {}
    named = [(n, entry) for key, entry in tables.toml(f"{word_class}s").items() for n in entry.get("words", (key,))]
    for name, row in named:
        cue = _cue(name, word_class, row)
        lemma = name.split()[0]
        found[lemma] = (cue, *found.get(lemma, ())) if cue.particle else (*found.get(lemma, ()), cue)
    return found


def _cue(name: str, word_class: WordClass, row: Mapping[str, Any]) -> Cue:
    frames = {key: value for key, value in row.items() if isinstance(value, float)}
    particle = name.partition(" ")[2] or None
    return Cue(
        name, word_class, row["kind"], row.get("act", "state"), frames, particle,
        row.get("hears") == "object", bool(row.get("document")),
    )  # fmt: skip
