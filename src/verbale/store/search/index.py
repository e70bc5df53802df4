"""What a search index does for the store, whatever database keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Column, ColumnElement, Connection, Table

from verbale.model.text import Span
from verbale.store.held import Damage
from verbale.store.queries import SearchKind
from verbale.store.schema import article, statement
from verbale.store.words import Wanted


@dataclass(frozen=True, slots=True)
class Searched:
    """Rows that are searched: their table, its key, and the name of their index."""

    table: Table
    key: Column[int]
    index: str


SEARCHED: dict[SearchKind, Searched] = {
    "article": Searched(article, article.c.id, "article_text"),
    "statement": Searched(statement, statement.c.id, "statement_text"),
}

Pieces = tuple[str, Sequence[Span]]
"""The text of an article, and what of it a row holds."""


class TextIndex(Protocol):
    """The index over the texts of articles and the words of statements of one kind of database."""

    sure: bool
    """Whether all rows that it gives as the best fit, be they marked or not."""

    def put(self, connection: Connection, article_id: int) -> None:
        """Index an article and its statements, which are in their tables and not in the index."""

    def take(self, connection: Connection, article_id: int) -> None:
        """Take an article and its statements out of the index, before their rows change or go."""

    def best(
        self,
        connection: Connection,
        kind: SearchKind,
        wanted: Wanted,
        conditions: Sequence[ColumnElement[bool]],
        page: tuple[int, int],
    ) -> list[tuple[int, float]]:
        """The ids of the rows that fit best and their ranks, lowest first: at most so many, after so many others.

        It may give rows that do not fit, but leaves out none that does. Conditions may concern `article`.
        """

    def marks(
        self, connection: Connection, kind: SearchKind, wanted: Wanted, rows: Mapping[int, Pieces]
    ) -> dict[int, list[Span]]:
        """Where in the articles' texts the wanted words stand, in order, for each of the rows that fit."""

    def damage(self, connection: Connection) -> Iterator[Damage]:
        """Where the index does not agree with what it indexes."""
