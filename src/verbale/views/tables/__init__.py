"""How codes and dates of the record read to people: the tables that views word their lines with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word of a text, as the lists of words have it."""
BREAK = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"]|\n\s*\n|[“”\"«»;]")
"""Where a sentence or a quotation ends or begins."""


@cache
def wording() -> dict[str, Any]:  # Any: TOML; read it, never change it
    """The table `wording.toml`."""
    return tomllib.loads((files(__name__) / "wording.toml").read_text(encoding="utf-8"))


def called(table: str, code: str) -> str:
    """What people call a code of one of the plain tables; the code with blanks where the table does not know it."""
    return str(wording()[table].get(code, code.replace("_", " ").replace("-", " ")))


@cache
def word_set(table: str) -> frozenset[str]:
    """The words of one of the lists."""
    return frozenset(str(wording()["words"][table]).split())


@cache
def has_just() -> re.Pattern[str]:
    """What stands before the verb of a deed that has just been done: "has", "have now"."""
    words = wording()["just"]
    return re.compile(
        rf"\b(?:{'|'.join(words['verbs'])})(?: (?:{'|'.join(words['between'])}|\w+ly)){{0,2}} $", re.IGNORECASE
    )
