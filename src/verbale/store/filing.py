"""What an article tells as it is filed: packed, with the values of each telling's row.

It follows from the article, its reading and its tellings, so it is made where they are, be it in another process.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from verbale.model.board import New
from verbale.model.text import Article
from verbale.store.packing import Packed
from verbale.store.rows import telling_row
from verbale.store.told import packed_story

Values = tuple[int, str | None, str | None, str | None, str | None, str | None, int | None, int | None, int | None, int]
"""A telling's place in the reading, its parties, issues, status, manner and speaker (each one term), how sure it is,
and the numbers of its first and last day and of that from which it is known."""


class Filed(NamedTuple):
    """What an article tells, packed, and the values of the rows of its tellings by key."""

    told: bytes
    values: Mapping[str, Values]


class Row(NamedTuple):
    """The row of a telling but for its line; words by number."""

    number: int
    article_id: int
    place: int
    signature_id: int | None
    kind: int
    parties: int | None
    issues: int | None
    status: int | None
    manner: int | None
    speaker: int | None
    sure: int | None
    first_day: int | None
    last_day: int | None
    known_from: int

    def standing_in(self, line: int | None) -> tuple[int | None, ...]:
        """The values of the columns, in their order."""
        return (*self[:4], line, *self[4:])


def filed(news: Collection[New], article: Article, findings: bytes, held: Packed | None = None) -> Filed:
    """What is filed of an article that tells this and nothing else; `held` are its findings unpacked.

    Raises as `packed_story`.
    """
    told, story = packed_story([n.telling for n in news], article, findings, held)
    places = {t.key: place for place, t in story.tellings.items()}
    return Filed(told, {n.telling.key: _values(n, places[n.telling.key]) for n in news})


def _values(new: New, place: int) -> Values:
    row = telling_row(new.telling, new.demand)
    words = (set_term(row.parties), set_term(row.issues), row.status, row.manner, row.speaker)
    days = (row.first_day, row.last_day, date.fromisoformat(new.telling.known_from))
    first, last, known = (day.toordinal() if day else None for day in days)
    return (place, *words, row.sure, first, last, known or 0)


def set_term(words: Sequence[str]) -> str | None:
    """A set of words as one, None for the empty one."""
    return f"|{'|'.join(words)}|" if words else None
