"""How articles, readings and statements are fetched: in batches, each in a short transaction of its own.

So a reader that takes its time holds nothing open, and the dossier may be written to meanwhile. A page, which is soon
made, is fetched in one (see `Dialect.steady`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, RowMapping, Select, bindparam, select

from verbale.errors import DossierDamaged
from verbale.model.board import New
from verbale.model.evidence import Finding, Judgement, Reading
from verbale.model.text import Article
from verbale.store import codec
from verbale.store.dialect import Dialect
from verbale.store.filing import Filed, filed
from verbale.store.filters import Moved, known
from verbale.store.held import Redating, StoredArticle, StoredReading, StoredStatement
from verbale.store.packing import Packed, unpacked
from verbale.store.queries import StatementQuery
from verbale.store.rows import fits, said_in, stored
from verbale.store.schema import article, judgement, reading, redating

T = TypeVar("T")

SPOKEN = ("statement", "actor")
"""The kinds of findings that statements are made of."""

# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_ARTICLES = select(article).where(article.c.id.in_(_SOME))
_REDATED = (
    select(redating)
    .where(redating.c.article.in_(_SOME), redating.c.made_on <= bindparam("until"))
    .order_by(redating.c.made_on, redating.c.number)
)

_BATCH = 200
"""How many articles are fetched at once."""


_held = lru_cache(maxsize=1)(unpacked)
"""A reading unpacked: whoever makes what an article tells of it packs that next."""


@dataclass(frozen=True)
class Kept:
    """An article with its reading as they are kept; both are decoded when they are asked for (see `Waiting`)."""

    row: Mapping[str, Any]  # Any: the columns of `article`
    findings: bytes
    redated: Redating | None

    @property
    def key(self) -> str:
        """The article's key."""
        key: str = self.row["key"]
        return key

    @property
    def known_from(self) -> str:
        """The ISO day from which the article counts."""
        return self.stored().known_from.isoformat()

    @property
    def added_on(self) -> str:
        """The ISO day on which it was added."""
        return self.stored().added_on.isoformat()

    @property
    def article(self) -> Article:
        """The article; raises as `reading` where it is damaged."""
        return self.stored().article

    @property
    def reading(self) -> Reading:
        """The reading; raises LookupError, TypeError or ValueError where it is damaged."""
        article = self.article
        return Reading(article, codec.PackedFindings(_held(self.findings), article))

    def filed(self, tellings: Collection[New]) -> Filed:
        """What is filed of the article where it tells this; raises as `reading` where it is damaged."""
        of_page = self.stored().of_page
        return filed(tellings, of_page or self.stored().article, self.findings, _held(self.findings))

    def stored(self) -> StoredArticle:
        """The article."""
        return self._stored

    @cached_property
    def _stored(self) -> StoredArticle:
        return stored_article(self.row, self.redated)


class Snapshot:
    """The dossier in one transaction, as known on a day where one is given."""

    def __init__(self, connection: Connection, on: date | None = None) -> None:
        self.connection = connection
        self._on = on

    def rows(
        self, query: Select[Any], **values: Any
    ) -> Sequence[RowMapping]:  # Any: columns and values differ by query
        """All rows of a query that takes some values."""
        return self.connection.execute(query, values).mappings().all()

    def judgements(self) -> list[Judgement]:
        """All judgements there are, whatever the day, in the order in which they were made."""
        return [codec.judgement_from(row) for row in self.rows(select(judgement).order_by(judgement.c.number))]

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
        rows = {row["id"]: row for row in self.rows(_ARTICLES, some=ids)}
        redated = self.redated([row["key"] for row in rows.values()])
        return {i: stored_article(rows[i], redated.get(rows[i]["key"])) for i in ids if i in rows}

    def readings(self, ids: Sequence[int], kinds: Collection[str] = ()) -> Iterator[StoredReading]:
        """The readings of the articles `ids`, in that order, with the findings of some kinds or of all."""
        held = self.held(ids)
        for i, one in self.stored(ids).items():
            found = codec.findings_from(held[i], one.article, kinds)
            yield StoredReading(Reading(one.article, found), one.added_on, one.known_from, one.redated, one.of_page)

    def kept(self, ids: Sequence[int]) -> list[Kept]:
        """The articles `ids` that are there with their readings as they are kept, in that order."""
        whole = select(article, reading.c.findings).join(reading, reading.c.article_id == article.c.id)
        rows = {row["id"]: dict(row) for row in self.rows(whole.where(article.c.id.in_(ids)))}
        redated = self.redated([row["key"] for row in rows.values()])
        return [Kept(rows[i], rows[i].pop("findings"), redated.get(rows[i]["key"])) for i in ids if i in rows]

    def unsettled(self, limit: int | None = None, among: Collection[str] | None = None) -> list[int]:
        """The ids of the articles that are to be settled, of all or among some, by `known_from` and key."""
        waiting = select(article.c.id).where(~article.c.settled).order_by(article.c.known_from, article.c.key)
        if among is not None:
            waiting = waiting.where(article.c.key.in_(among))
        return list(self.connection.scalars(waiting.limit(limit)))

    def held(self, ids: Sequence[int]) -> dict[int, Packed]:
        """The packed readings of the articles `ids`."""
        packed = select(reading.c.article_id, reading.c.findings).where(reading.c.article_id.in_(ids))
        return {row["article_id"]: unpacked(row["findings"]) for row in self.rows(packed)}

    def redated(self, keys: Sequence[str]) -> dict[str, Redating]:
        """The dates that people gave to articles by the day, the last one each."""
        rows = self.rows(_REDATED, some=keys, until=self._on or date.max)
        return {row["article"]: codec.redating_from(row) for row in rows}

    def fitting_then(self, i: int, query: StatementQuery) -> set[int]:
        """The places of the statements of an article that fit as it counted then."""
        if query.known_on is not None and self.moved[i].known_from > query.known_on:
            return set()
        said = {one.statement.key for stored in self.readings([i], SPOKEN) for one in saying(stored, query)}
        return {place for place, key in enumerate(self.held([i])[i].keys) if key in said}


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

    def unsettled(self) -> Iterator[Kept]:
        """What is to be settled as it is kept, in the order in which it will be."""
        with self.at() as now:
            ids = now.unsettled()
        for batch in batches(ids):
            with self.at() as now:
                found = now.kept(batch)
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
        for batch in self._batches(query.known_on):
            with self.at(query.known_on) as now:
                found = [one for stored in now.readings(batch, SPOKEN) for one in saying(stored, query)]
            yield from found

    def _batches(self, on: date | None) -> Iterator[list[int]]:
        with self.at(on) as now:
            ids = now.ids()
        return batches(ids)


def stored_article(row: RowMapping | Mapping[str, Any], redated: Redating | None) -> StoredArticle:
    """The stored article of a row, with the date that a person gave it."""
    return stored(codec.article_from(row), row["added_on"], redated)


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of a few hundred."""
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def saying(stored: StoredReading, query: StatementQuery) -> Iterator[StoredStatement]:
    """The statements of a reading that fit."""
    return (one for one, row in said_in(stored) if fits(row, query))
