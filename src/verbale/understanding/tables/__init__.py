"""The facts of the world that several layers share, as TOML and CSV files beside this one, and the loader of tables.

Each layer keeps the tables that it alone reads beside its own rooms and loads them in the same way. Each rule carries
an example sentence in a comment or an `example` field, each fact its source.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

Toml = dict[str, Any]  # Any: TOML; read it, never change it
Rows = tuple[dict[str, str], ...]


class Words(Protocol):
    """The words at a place of a TOML table: `words("names", "verbs", "personal")`."""

    def __call__(self, name: str, /, *place: str) -> frozenset[str]:
        """The list of words there, or that of the entry `words` there."""


def loaders(package: str) -> tuple[Callable[[str], Toml], Callable[[str], Rows], Words]:
    """What reads the TOML tables and the CSV tables that lie in `package`, by their names without the ending.

    The rows of a CSV table come by column; lines that begin with # are comments.
    """
    folder = files(package)

    @cache
    def toml(name: str) -> Toml:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))

    @cache
    def rows(name: str) -> Rows:
        lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))

    @cache
    def words_in(name: str, /, *place: str) -> frozenset[str]:
        found: Any = toml(name)
        for step in place:
            found = found[step]
        return frozenset(found["words"] if isinstance(found, dict) else found)

    return toml, rows, words_in


toml, rows, words_in = loaders(__package__)
