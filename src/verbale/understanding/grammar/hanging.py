"""Hanging a token on another head: what every repair of the parse does, and never so that a sentence is torn."""

from __future__ import annotations

from verbale.understanding.grammar.words import Words


class Hanging:
    """The parse of one article as it is mended; `words.children` stay as they were until all is done."""

    def __init__(self, words: Words) -> None:
        self.w = words

    def child(self, i: int, deps: frozenset[str]) -> int | None:
        """The first child of a token in one of the relations, or None."""
        return next((c for c in self.w.children[i] if self.w.dep[c] in deps), None)

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a token on another head, unless that one hangs on it."""
        if i not in self.w.upward(head):
            self.w.head[i], self.w.dep[i] = head, dep
