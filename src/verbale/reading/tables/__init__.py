"""What pages look like, as TOML files beside this one: markers of furniture, section names, outlets, datelined places.

Each pattern carries an example line of its own in `example`; a test proves that it matches.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml(name: str) -> dict[str, Any]:  # Any: TOML; read it, never change it
    """The TOML table `name` (without its ending)."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def patterns(group: str, table: str = "furniture") -> tuple[re.Pattern[str], ...]:
    """The compiled patterns of one group of a table; they ignore case unless the rule says `case = true`."""
    rules = toml(table)[group]
    return tuple(re.compile(r["pattern"], 0 if r.get("case") else re.IGNORECASE) for r in rules)


@cache
def words(group: str) -> frozenset[str]:
    """A list of `words.toml`, folded for comparison."""
    return frozenset(w.casefold() for w in toml("words")[group])
