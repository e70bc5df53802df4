"""Months that are also people: an article on Theresa May that says "by May" rather means her."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.understanding.times.grammar import grammar
from verbale.understanding.times.phrases import Phrase
from verbale.understanding.times.tables import toml

_MONTHS = "|".join(name.capitalize() for name in toml("words")["words"]["homograph"] if "." not in name)
_NAME = re.compile(rf"\b([A-Z][\w.]+) ({_MONTHS})\b(?! \d)")


def without_surnames(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases without those bare months that the article also uses as a surname, "in May" and the like excepted."""
    surnames = _surnames(text)
    sure = toml("words")["names"]["sure"]
    return [p for p in phrases if not (surnames and _is_surname(text, p, surnames, sure))]


def _surnames(text: str) -> tuple[str, ...]:
    words = grammar().lexicon
    leads = ("lead", "function", "which", "follow", "third", "every")
    found = {m[2] for m in _NAME.finditer(text) if not any(words.has(m[1], name) for name in leads)}
    return tuple(sorted(found))


def _is_surname(text: str, phrase: Phrase, surnames: tuple[str, ...], sure: list[str]) -> bool:
    if not text.endswith(surnames, phrase.start, phrase.end):
        return False
    words = text[max(0, phrase.start - 20) : phrase.end].split()
    return len(words) > 1 and words[-2].lower() not in sure
