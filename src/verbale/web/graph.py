"""Ties as a drawing: who asks, what for, and what is granted for it, in three columns joined by lines.

What is told in the same words by several ties stands once. All is in units of its own width, drawn by a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTH = 1000
ROW = 30
"""Units from one node of a column to the next."""
COLUMNS = ((0, 150), (215, 355), (645, 355))
"""Where each column begins, and how wide it is."""
LETTER = 6.6
"""Units that a letter takes at most in the mean."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What is to be drawn: who ties, both ends, the cue between them, how it looks, its name in full, its address."""

    holder: str
    asked: str
    granted: str
    cue: str
    look: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Node:
    """Words in a box; `short` is what of them has room."""

    words: str
    short: str
    x: int
    y: float
    width: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie as two curves, from who ties to the one end and from there to the other, where an arrow points at it.

    `cue` is what of its cue has room over the second curve, at its middle: "unless" turns what the ends say.
    """

    tie: Tie
    curves: tuple[str, str]
    arrow: str
    cue: str
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing: nodes by column, edges, and how high it is."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int

    @property
    def by_holder(self) -> list[tuple[str, list[Tie]]]:
        """The same as a list, for where a drawing has no room: each who ties with what they tie, in the order drawn."""
        ties = [edge.tie for edge in self.edges]
        return [(who, [t for t in ties if t.holder == who]) for who in _ordered(t.holder for t in ties)]


def graph(ties: Sequence[Tie]) -> Graph:
    """The drawing of some ties, from above in their order."""
    columns = [_ordered(t.holder for t in ties), _ordered(t.asked for t in ties), _ordered(t.granted for t in ties)]
    rows = max(map(len, columns))
    placed = [_column(number, words, rows) for number, words in enumerate(columns)]
    edges = tuple(_edge(t, placed[0][t.holder], placed[1][t.asked], placed[2][t.granted]) for t in ties)
    return Graph(tuple(node for column in placed for node in column.values()), edges, rows * ROW)


def _ordered(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _column(number: int, every: Sequence[str], rows: int) -> dict[str, Node]:
    """The nodes of a column, spread over all rows."""
    x, width = COLUMNS[number]
    step = rows * ROW / max(len(every), 1)
    return {
        words: Node(words, _short(words, int((width - 16) / LETTER)), x, round((row + 0.5) * step, 1), width)
        for row, words in enumerate(every)
    }


def _edge(tie: Tie, holder: Node, asked: Node, granted: Node) -> Edge:
    x, y = granted.x, granted.y
    start = asked.x + asked.width
    return Edge(
        tie,
        (_curve(holder, asked), _curve(asked, granted)),
        f"M{x - 8} {y - 4.5:g}L{x} {y:g}L{x - 8} {y + 4.5:g}z",
        _short(tie.cue, int((x - start) / LETTER)),
        ((start + x) / 2, (asked.y + y) / 2 - 4),
    )


def _curve(a: Node, b: Node) -> str:
    start, end = a.x + a.width, b.x
    middle = (start + end) // 2
    return f"M{start} {a.y:g}C{middle} {a.y:g} {middle} {b.y:g} {end} {b.y:g}"


def _short(words: str, room: int) -> str:
    """As much of some words as has room; a wide letter (Unicode UAX 11) takes that of two."""
    taken = 0
    for at, letter in enumerate(words):
        taken += 2 if east_asian_width(letter) in "WF" else 1
        if taken > room:
            return words[: max(at - 1, 0)].rstrip() + "…"
    return words
