"""The predicates that credit content to a source: frames of verbs, nouns and adjectives, and which verbs do what."""

from __future__ import annotations

from functools import cache

from verbale.understanding.frames.engine import Frames
from verbale.understanding.frames.table import table_of
from verbale.understanding.statements import tables
from verbale.understanding.statements.tables import settings

TABLES = tuple(table_of(name, tables.toml(name)) for name in ("verbs", "nouns", "adjectives"))
FRAMES = tuple(Frames(table) for table in TABLES)
NOUNS = tuple(row for table in TABLES for row in table.rows if "noun" in row.form)
CONTENT = (
    "content", "fact", "claim", "aim", "move", "passed_on", "deed", "hearsay", "others", "terms",
    "name", "named", "judged", "count", "matter", "inquiry", "cause", "blamed", "dubbed",
)  # fmt: skip
"""The slots of content, the first that a row has."""


@cache
def speaking() -> frozenset[str]:
    """The first words of every verb of speech."""
    return frozenset(words[0] for row in TABLES[0].rows if row.gives["kind"] == "speech" for words in row.words)


@cache
def uttered() -> frozenset[str]:
    """The nouns of what is claimed, denied or held against others; not of what may be read out, as a statement."""
    held = (row for row in NOUNS if row.gives.get("act") in ("deny", "accuse"))
    return frozenset(words[0] for row in held for words in row.words) | settings("edges", "charges")


@cache
def known() -> frozenset[str]:
    """The first words of every verb that credits content."""
    return frozenset(words[0] for row in TABLES[0].rows for words in row.words)


@cache
def takes(role: str, kind: str | None = None, hearer: str | None = None) -> frozenset[str]:
    """Verbs, phrases too, whose content may fill a role: `quote`, `clause`, `object`; with a hearer in that role."""
    rows = [row for row in TABLES[0].rows if any(role in row.needs.get(slot, ()) for slot in CONTENT)]
    rows = [row for row in rows if kind in (None, row.gives["kind"])]
    heard = (r for r in rows if hearer in (None, *r.needs.get("hearer", ()), *r.may.get("hearer", ())))
    return frozenset(" ".join(words) for row in heard for words in row.words)


@cache
def act_named(noun: str) -> str:
    """The act that a noun names where a verb utters it, else state: support in "reiterated its support"."""
    rows = (row for row in NOUNS if any(words[0] == noun for words in row.words))
    return next((str(row.gives.get("uttered", row.gives.get("act", "state"))) for row in rows), "state")
