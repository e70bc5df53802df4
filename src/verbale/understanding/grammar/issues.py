"""Which issues of the talks a statement is about, by the terms of the brief or of the shared table `issues.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verbale.model.brief import Brief
from verbale.understanding import tables


class Issues:
    """The issues of a brief, found in text by their terms and the inflections of each term's last word."""

    def __init__(self, brief: Brief) -> None:
        named: Mapping[str, tuple[str, ...]] = {i.id: i.terms or (i.name,) for i in brief.issues}
        rows = tables.toml("issues")
        terms = named or {name: tuple(row["terms"]) for name, row in rows.items()}
        self._patterns = [(name, pattern_of(words)) for name, words in terms.items() if words]

    def of(self, text: str) -> tuple[str, ...]:
        """Ids of the issues that `text` names, in the brief's order."""
        return tuple(name for name, pattern in self._patterns if pattern.search(text))


def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """An expression that finds any of the terms as whole words, with plural, past and -ing forms of the last word."""
    return re.compile(
        r"\b(?:" + "|".join(_inflected(t) for t in sorted(terms, key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


def _inflected(term: str) -> str:
    words = [re.escape(w) for w in term.split()]
    last = words[-1]
    if re.search(r"[^aeiou]y$", last):
        last = last[:-1] + r"(?:y|ies|ied|ying)"
    elif last.endswith("e"):
        last = last[:-1] + r"(?:e|es|ed|ing)"
    elif not last.endswith("s"):
        last += r"(?:s|es|ed|ing)?"
    return r"[\s\xa0-]+".join([*words[:-1], last])
