"""The table of connectives: by which words, what they open, and how what they bear on must be told.

Guards are those of frames (`frames/table.py`).

    [[row]]
    name = "without"
    words = ["without", "absent"]
    kind = "precondition"                    # "" ties nothing, and keeps shorter words out of their place
    opens = ["noun", "gerund"]               # clause, noun, act, absolute, gerund, infinitive, aim, subject, …
    inside = "from"                          # the end that the words open; "to" where it is the other
    bears = "clause"                         # what the phrase hangs on; "noun" where that may be an end of its own
    of = "turn"                              # a class of words, one of which must be what it bears on
    about = "table"                          # … one of which must be what they open
    besides = "appointment"                  # … one of which neither clause may be
    when = { polarity = "negative" }         # guards of what it bears on; without any, none
    inner = { told = ["present", "ahead"] }  # guards of the clause that it opens
    threat = "words"                         # where words of threat make it leverage, from the threat to the demand;
                                             # "ever" where any deed that is not negated does
    example = "There will be no truce without a guarantee."
    counter = "Lima signed without a word."
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal

from verbale.model.negotiation import LinkageKind
from verbale.understanding.frames.table import Guard, guard_of
from verbale.understanding.linkages.tables import toml, words_in
from verbale.understanding.linkages.tie import Threat

Opens = Literal[
    "clause", "noun", "act", "absolute", "gerund", "infinitive", "aim", "subject", "inversion", "back", "state"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connective:
    """One row of the table; its fields are explained above."""

    name: str
    words: tuple[tuple[str, ...], ...]
    kind: LinkageKind | None
    opens: tuple[Opens, ...] = ()
    inside: Literal["from", "to"] = "from"
    bears: Literal["clause", "noun"] = "clause"
    of: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    when: Guard | None = None
    inner: Guard | None = None
    threat: Threat = ""
    confidence: float = 0.7
    example: str
    counter: str


names = partial(words_in, "connectives", "names")
"""A class of words of `tables/connectives.toml`."""


@cache
def connectives() -> tuple[Connective, ...]:
    """The rows of the table; raises ValueError or TypeError where one does not keep to the format."""
    return tuple(_row(given) for given in toml("connectives")["row"])


def _row(given: Mapping[str, Any]) -> Connective:  # Any: TOML
    guards = {k: guard_of(f"connectives, row {given['name']!r}", given[k]) for k in ("when", "inner") if k in given}
    fields: dict[str, Any] = {k: v for k, v in given.items() if k not in ("words", "kind", "opens")}
    words = tuple(tuple(w.split()) for w in given["words"])
    classes = {k: names(given[k]) for k in ("of", "about", "besides") if k in given}
    return Connective(
        words=words, kind=given["kind"] or None, opens=tuple(given.get("opens", ())), **(fields | classes | guards)
    )


@cache
def by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], Connective], ...]]:
    """By the first of their words the rows with the words, longer ones first."""
    found: dict[str, list[tuple[tuple[str, ...], Connective]]] = {}
    for row in connectives():
        for words in row.words:
            found.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}
