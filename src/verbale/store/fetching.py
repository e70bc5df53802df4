"""How articles, readings and statements are fetched: in batches, each in a short transaction of its own.

So a reader that takes its time holds nothing open, and the dossier may be written to meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import Engine, RowMapping, Select, select

from verbale.errors import DossierDamaged
from verbale.model.evidence import Finding, Findings, Reading
from verbale.store import codec
from verbale.store.base import StatementQuery, StoredArticle, StoredReading, StoredStatement
from verbale.store.filters import fitting
from verbale.store.schema import article, finding, observation
from verbale.store.sqlite import explained

T = TypeVar("T")

_BATCH = 200
"""How many articles are fetched at once."""


class Fetching:
    """What is read from the tables behind an engine; `where` names the dossier in messages."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def rows(self, query: Select[Any]) -> Sequence[RowMapping]:  # Any: the columns differ by query
        """All rows of a query, in a transaction of their own."""
        with explained(self._where), self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def articles(self, known_on: date | None = None) -> Iterator[StoredArticle]:
        """Articles in order of publication."""
        for batch in batches(self.ids(known_on)):
            yield from self.stored(batch).values()

    def readings(self, ids: Iterable[int]) -> Iterator[StoredReading]:
        """The readings of the articles `ids`, in that order."""
        for batch in batches(ids):
            found = self.found(batch)
            for number, stored in self.stored(batch).items():
                reading = Reading(stored.article, Findings(found[number]))
                yield StoredReading(reading, stored.added_on, stored.known_from)

    def findings(self, kind: str | None, known_on: date | None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given."""
        for batch in batches(self.ids(known_on)):
            found = self.found(batch, () if kind is None else (kind,))
            for number in batch:
                yield from found[number]

    def statements(self, query: StatementQuery) -> Iterator[StoredStatement]:
        """The statements that fit, in order of publication and of the text."""
        rows = self.rows(fitting(query))
        by_article = ((number, {row["key"] for row in of}) for number, of in groupby(rows, lambda r: r["article_id"]))
        for batch in batches(by_article):
            yield from self.stated(dict(batch))

    def stated(self, wanted: Mapping[int, set[str]]) -> Iterator[StoredStatement]:
        """The statements with the wanted keys, by article id."""
        found = self.found(list(wanted), ("statement", "actor"))
        for number, stored in self.stored(list(wanted)).items():
            findings = Findings({f.key: f for f in found[number]}.values())
            for said in sorted(findings.statements, key=lambda f: (f.content.content[:1], f.key)):
                if said.key in wanted[number]:
                    speakers = (a for a in findings.actors if a.key == said.content.speaker)
                    yield StoredStatement(said, next(speakers, None), stored)

    def ids(self, known_on: date | None = None) -> list[int]:
        """The ids of the articles in order of publication."""
        query = select(article.c.id).order_by(article.c.known_from, article.c.key)
        if known_on is not None:
            query = query.where(article.c.known_from <= known_on)
        return [row["id"] for row in self.rows(query)]

    def stored(self, ids: Sequence[int]) -> dict[int, StoredArticle]:
        """The articles `ids`, in that order."""
        rows = {row["id"]: row for row in self.rows(select(article).where(article.c.id.in_(ids)))}
        with self._trusted():
            return {i: stored_article(rows[i]) for i in ids}

    def found(self, ids: Sequence[int], kinds: Sequence[str] = ()) -> Mapping[int, list[Finding[Any]]]:
        """The findings of the last readings of the articles `ids`, each in the order found; of all `kinds` if empty."""
        query = (
            select(finding, observation, article.c.key.label("article_key"))
            .join(observation, observation.c.finding_id == finding.c.id)
            .join(article, article.c.id == finding.c.article_id)
            .where(finding.c.article_id.in_(ids), observation.c.place.is_not(None))
            .order_by(finding.c.article_id, observation.c.place)
        )
        if kinds:
            query = query.where(finding.c.kind.in_(kinds))
        found: dict[int, list[Finding[Any]]] = defaultdict(list)
        rows = self.rows(query)
        with self._trusted():
            for row in rows:
                found[row["article_id"]].append(codec.finding_from(row, row["article_key"]))
        return found

    @contextmanager
    def _trusted(self) -> Iterator[None]:
        """What does not fit the model was damaged outside Verbale."""
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            raise DossierDamaged(f"{self._where}: a row cannot be read; `verbale check` says which") from error


def stored_article(row: RowMapping) -> StoredArticle:
    """The stored article of a row."""
    return StoredArticle(codec.article_from(row), row["added_on"], row["known_from"])


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of a few hundred."""
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
