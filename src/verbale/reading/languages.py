"""Which language a page is in, as far as its letters and commonest words tell."""

from __future__ import annotations

import re
from functools import cache

from verbale.reading.tables import toml

ENOUGH = 12
"""Words of a language written in Latin or Cyrillic letters that a text must have to be told by them."""
SHARE = 0.12
"""The share of a text's words that must be among the commonest ones of a language."""
LETTERS = 0.3
"""The share of letters in a script that tells a language by itself."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def foreign_language(text: str) -> str | None:
    """The language of a text that is not in English, by its name; None for English and for what cannot be told."""
    sample = text[:20_000]
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(sample)]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return None
    script = _by_script(letters)
    if script and script not in _words():
        return script
    if len(words) < ENOUGH:
        return script
    counts = {name: sum(w in common for w in words) for name, common in _words().items()}
    best = max(counts, key=lambda name: (counts[name], name))
    if best == "English" or counts[best] < max(SHARE * len(words), 1.5 * counts["English"]):
        return script
    return best


def _by_script(letters: list[str]) -> str | None:
    for language, ranges in _letters().items():
        share = sum(any(low <= c <= high for low, high in ranges) for c in letters) / len(letters)
        if share >= (0.05 if language == "Japanese" else LETTERS):
            return language
    return None


@cache
def _letters() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[str]] = toml("languages")["letters"]
    pairs = {name: [r.split("-") for r in ranges] for name, ranges in table.items()}
    return {name: tuple((chr(int(a, 16)), chr(int(b, 16))) for a, b in ranges) for name, ranges in pairs.items()}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in toml("languages")["words"].items()}
