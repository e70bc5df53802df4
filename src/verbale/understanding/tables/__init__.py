"""The facts and rules of language that annotators need, as TOML and CSV files beside this one.

Each rule carries an example sentence in a comment or an `example` field, each fact its source.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml(name: str) -> dict[str, Any]:  # Any: TOML; read it, never change it
    """The TOML table `name` (without its ending)."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV table `name` (without its ending), by column; lines that begin with # are comments."""
    lines = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))
