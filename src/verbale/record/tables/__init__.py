"""The tables of the record, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, frozenset[str]]:
    """The word sets of `words.toml` by name: single words, or phrases where the table lists them in quotes."""
    text = (files(__name__) / "words.toml").read_text(encoding="utf-8")
    return {
        name: frozenset(value.split() if isinstance(value, str) else value)
        for name, value in tomllib.loads(text).items()
    }
