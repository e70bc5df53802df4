"""Review: one doubt after the other with its words in their paragraph, decided by one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verbale.api.asking import Asked
from verbale.api.reviewing import Queue, looked_at
from verbale.model.record import Telling
from verbale.views.cited import Sources
from verbale.web import highlights
from verbale.web.highlights import Block
from verbale.web.screen import Screen, Shown
from verbale.web.screens.lines import KINDS

FOLLOWING = 8
"""Doubts that are listed behind the one that is looked at."""


def paragraphs(told: Telling[Any], sources: Sources) -> list[Block]:
    """The paragraphs in which a telling stands, its place marked."""
    place = (told.passages[0].start, told.passages[0].end)
    return [block for block in highlights.blocks(sources[told.article].article, (), place) if block.sought]


def _shown(of: Asked, found: Queue) -> Shown:
    now, doubts = found.now, found.doubts
    around: Sequence[str | None] = [None, *(d.name for d in doubts), None]
    line, one = looked_at(of, now) if now else (None, None)
    return {
        "queue": found,
        "now": now,
        "line": line,
        "one": one,
        "before": around[found.at],
        "behind": around[found.at + 2] if now else None,
        "following": doubts[found.at + 1 : found.at + 1 + FOLLOWING],
        "paragraphs": paragraphs,
        "kinds": KINDS,
        "more": found.more,
    }


SCREEN = Screen("review", "Review", "review.html", _shown, "Nothing is left to decide here.")
