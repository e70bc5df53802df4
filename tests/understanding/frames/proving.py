"""Runs the example and the counter-example of every row of a table of frames."""

from __future__ import annotations

from collections.abc import Callable

from tests.understanding.staging import analysed

from verbale.understanding.frames.engine import Fills, Frames
from verbale.understanding.frames.table import Table
from verbale.understanding.grammar.article import Grammar, grammar_of


def failures(table: Table, fills_of: Callable[[Grammar], Fills] = lambda grammar: {}) -> list[str]:
    """Rows whose example they do not fire on, or whose counter-example they do; `fills_of` tests the slots."""
    frames = Frames(table)
    found = []
    for row in table.rows:
        if not _fires(frames, row.name, row.example, fills_of):
            found.append(f"{row.name} does not fire on its example: {row.example}")
        if _fires(frames, row.name, row.counter, fills_of):
            found.append(f"{row.name} fires on its counter-example: {row.counter}")
    return found


def _fires(frames: Frames, name: str, text: str, fills_of: Callable[[Grammar], Fills]) -> bool:
    grammar = grammar_of(analysed(text))
    return any(match.row.name == name for match in frames.matches(grammar, fills_of(grammar)))
