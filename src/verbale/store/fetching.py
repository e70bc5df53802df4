"""How articles, readings and statements are fetched: in batches, each in a short transaction of its own.

So a reader that takes its time holds nothing open, and the dossier may be written to meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Select, select

from verbale.errors import DossierDamaged
from verbale.model.evidence import Finding, Reading
from verbale.model.negotiation import Actor, Statement
from verbale.store import codec
from verbale.store.base import Redating, StatementQuery, StoredArticle, StoredReading, StoredStatement
from verbale.store.dialect import Dialect
from verbale.store.filters import Moved, fitting, known
from verbale.store.packing import Packed, unpacked
from verbale.store.rows import days_of, fits, statement_row, stored
from verbale.store.schema import article, reading, redating, statement

T = TypeVar("T")

_BATCH = 200
"""How many articles are fetched at once."""


class Snapshot:
    """The dossier in one transaction, as known on a day where one is given."""

    def __init__(self, connection: Connection, on: date | None = None) -> None:
        self.connection = connection
        self._on = on

    def rows(self, query: Select[Any]) -> Sequence[RowMapping]:  # Any: the columns differ by query
        """All rows of a query."""
        return self.connection.execute(query).mappings().all()

    @cached_property
    def moved(self) -> Moved:
        """The articles whose date a person gave after the day: as they counted then."""
        if self._on is None:
            return {}
        later = select(redating.c.article).where(redating.c.made_on > self._on)
        return self.stored([r["id"] for r in self.rows(select(article.c.id).where(article.c.key.in_(later)))])

    def ids(self) -> list[int]:
        """The ids of the articles in order of publication."""
        columns = select(article.c.id, article.c.known_from, article.c.key)
        rows = self.rows(columns.where(*known(self._on, self.moved)).order_by(article.c.known_from, article.c.key))
        return self._in_order(rows)

    def ids_of(self, key: str) -> list[int]:
        """The id of the article with that key, if it is there."""
        return [row["id"] for row in self.rows(select(article.c.id).where(article.c.key == key))]

    def _in_order(self, rows: Iterable[RowMapping]) -> list[int]:
        """The ids of rows that are in the order they are filed in, in the order of the days they counted from."""
        if not self.moved:
            return [row["id"] for row in rows]
        filed = {row["id"]: (row["known_from"], row["key"]) for row in rows}
        moved = {i: (s.known_from, s.article.key) for i, s in self.moved.items() if i in filed}
        return sorted(filed, key=(filed | moved).__getitem__)

    def stored(self, ids: Sequence[int]) -> dict[int, StoredArticle]:
        """The articles `ids` that are there, in that order."""
        rows = {row["id"]: row for row in self.rows(select(article).where(article.c.id.in_(ids)))}
        redated = self.redated([row["key"] for row in rows.values()])
        return {i: stored_article(rows[i], redated.get(rows[i]["key"])) for i in ids if i in rows}

    def readings(self, ids: Sequence[int], kinds: Collection[str] = ()) -> Iterator[StoredReading]:
        """The readings of the articles `ids`, in that order, with the findings of some kinds or of all."""
        held = self.held(ids)
        for i, one in self.stored(ids).items():
            found = codec.findings_from(held[i], one.article, kinds)
            yield StoredReading(Reading(one.article, found), one.added_on, one.known_from, one.redated)

    def held(self, ids: Sequence[int]) -> dict[int, Packed]:
        """The packed readings of the articles `ids`."""
        packed = select(reading.c.article_id, reading.c.findings).where(reading.c.article_id.in_(ids))
        return {row["article_id"]: unpacked(row["findings"]) for row in self.rows(packed)}

    def articles_with(self, query: StatementQuery) -> list[int]:
        """The ids of the articles that have statements that fit, in order of publication."""
        found = fitting(query, self.moved).with_only_columns(statement.c.article_id)
        columns = select(article.c.id, article.c.known_from, article.c.key)
        either = article.c.id.in_(found) | article.c.id.in_(list(self.moved))
        return self._in_order(self.rows(columns.where(either).order_by(article.c.known_from, article.c.key)))

    def statements(self, query: StatementQuery, ids: Sequence[int]) -> Iterator[StoredStatement]:
        """The statements of the articles `ids` that fit."""
        places: dict[int, set[int]] = {i: set() for i in ids}
        for row in self.rows(fitting(query, self.moved).where(statement.c.article_id.in_(ids))):
            places[row["article_id"]].add(row["place"])
        for i in places.keys() & self.moved.keys():
            places[i] = self.fitting_then(i, query)
        yield from self.stated(places)

    def stated(self, places: Mapping[int, Collection[int]]) -> Iterator[StoredStatement]:
        """The statements at some places in the readings of articles, in the order of the text in each."""
        ids = [i for i, some in places.items() if some]
        held = self.held(ids)
        for i, one in self.stored(ids).items():
            found = _of_last_reading(held[i], one, places[i])
            said: list[Finding[Statement]] = [f for f in found.values() if isinstance(f.content, Statement)]
            speakers = {s.content.speaker for s in said}
            wanted = [place for place, key in enumerate(held[i].keys) if key in speakers]
            actors = {f.key: f for f in _of_last_reading(held[i], one, wanted).values()}
            for s in sorted(said, key=lambda f: (f.content.content[:1], f.key)):
                speaker = actors.get(s.content.speaker or "")
                yield StoredStatement(s, speaker if speaker and isinstance(speaker.content, Actor) else None, one)

    def redated(self, keys: Sequence[str]) -> dict[str, Redating]:
        """The dates that people gave to articles by the day, the last one each."""
        given = select(redating).where(redating.c.article.in_(keys))
        if self._on is not None:
            given = given.where(redating.c.made_on <= self._on)
        rows = self.rows(given.order_by(redating.c.made_on, redating.c.number))
        return {row["article"]: codec.redating_from(row) for row in rows}

    def fitting_then(self, i: int, query: StatementQuery) -> set[int]:
        """The places of the statements of an article that fit as it counted then."""
        one = self.moved[i]
        if query.known_on is not None and one.known_from > query.known_on:
            return set()
        held = self.held([i])[i]
        whole = Reading(one.article, codec.findings_from(held, one.article, ("statement", "actor")))
        days = days_of(one.article, one.added_on)
        said = {s.key for s in whole.findings.statements if fits(statement_row(s, whole, days), query)}
        return {place for place, key in enumerate(held.keys) if key in said}


class Fetching:
    """What is read from a dossier, in batches."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    @contextmanager
    def at(self, on: date | None = None) -> Iterator[Snapshot]:
        """The dossier as it is now, as known on a day; what does not fit the model was damaged outside Verbale."""
        with self._dialect.reading() as connection:
            try:
                yield Snapshot(connection, on)
            except (ValueError, LookupError, TypeError) as error:
                raise DossierDamaged(
                    f"{self._dialect.where}: a row cannot be read; `verbale check` says which"
                ) from error

    def rows(self, query: Select[Any]) -> Sequence[RowMapping]:  # Any: the columns differ by query
        """All rows of a query, in a transaction of their own."""
        with self.at() as now:
            return now.rows(query)

    def articles(self, on: date | None = None) -> Iterator[StoredArticle]:
        """Articles in order of publication."""
        for batch in self._batches(on):
            with self.at(on) as now:
                found = list(now.stored(batch).values())
            yield from found

    def readings(self, on: date | None = None, ids: Iterable[int] | None = None) -> Iterator[StoredReading]:
        """Readings in order of publication, or those of the articles `ids` in that order."""
        for batch in self._batches(on) if ids is None else batches(ids):
            with self.at(on) as now:
                found = list(now.readings(batch))
            yield from found

    def findings(self, kind: str | None, on: date | None) -> Iterator[Finding[Any]]:
        """The findings of all readings, of one kind where it is given."""
        for batch in self._batches(on):
            with self.at(on) as now:
                found = list(now.readings(batch, () if kind is None else (kind,)))
            for one in found:
                yield from one.reading.findings

    def statements(self, query: StatementQuery) -> Iterator[StoredStatement]:
        """The statements that fit, in order of publication and of the text."""
        with self.at(query.known_on) as now:
            ids = now.articles_with(query)
        for batch in batches(ids):
            with self.at(query.known_on) as now:
                found = list(now.statements(query, batch))
            yield from found

    def _batches(self, on: date | None) -> Iterator[list[int]]:
        with self.at(on) as now:
            ids = now.ids()
        return batches(ids)


def stored_article(row: RowMapping, redated: Redating | None) -> StoredArticle:
    """The stored article of a row, with the date that a person gave it."""
    return stored(codec.article_from(row), row["added_on"], redated)


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of a few hundred."""
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _of_last_reading(held: Packed, of: StoredArticle, places: Collection[int]) -> dict[int, Finding[Any]]:
    """Some findings of the last reading by place, each as it was first observed."""
    found: dict[int, Finding[Any]] = {}
    for seen in held.last:
        if seen.place in places and seen.place not in found:
            found[seen.place] = codec.finding_at(held, seen.place, of.article, codec.observation_of(seen))
    return found
