"""Statements, newest first."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.negotiation import Statement
from verbale.model.times import bounds
from verbale.record.assembly import Line


def by_day(found: Iterable[Line[Statement]]) -> list[Line[Statement]]:
    """Statements by the day they were made or else published, newest first; of one day in the order of the text."""
    in_text = sorted(found, key=lambda s: (s.article.key, s.content.content[0]))
    return sorted(in_text, key=made_on, reverse=True)


def made_on(line: Line[Statement]) -> str:
    """The first ISO day on which the statement can have been made: as said, else as published, else as known."""
    return bounds(line.content.said_on)[0] or bounds(line.article.published)[0] or line.known_from
