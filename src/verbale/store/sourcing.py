"""Where texts come from: the runs of words by which copies are found, and the origin of each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, func, select, update

from verbale.model.record import Source
from verbale.store.dialect import insert_new
from verbale.store.fetching import Snapshot
from verbale.store.numbers import run_number
from verbale.store.record_schema import run, settlement
from verbale.store.schema import article
from verbale.store.stories import Terms, batches


class Sources:
    """Articles as lines cite them, and the index of their runs."""

    def __init__(self, now: Snapshot, terms: Terms) -> None:
        self._now = now
        self._connection: Connection = now.connection
        self._terms = terms

    def sharing(self, runs: Collection[int], since: date | None, until: date | None) -> dict[str, int]:
        """How many of some runs each article holds that is known between two days or undated."""
        shared: Counter[str] = Counter()
        between = [article.c.known_from >= since] if since else []
        between += [article.c.known_from <= until] if until else []
        for some in batches(sorted(map(run_number, runs))):
            held = (
                select(article.c.key, func.count())
                .select_from(run)
                .join(article, article.c.id == run.c.article_id)
                .join(settlement, settlement.c.article_id == article.c.id)
                .where(run.c.run.in_(some), *((~settlement.c.dated) | condition for condition in between))
                .group_by(article.c.key)
            )
            for key, count in self._connection.execute(held):
                shared[key] += count
        return dict(shared)

    def keep_runs(self, key: str, runs: Collection[int], *, dated: bool) -> None:
        """Keep the runs of an article."""
        (number,) = self._now.ids_of(key)
        self._settlements([number])
        self._connection.execute(update(settlement).where(settlement.c.article_id == number).values(dated=dated))
        insert_new(self._connection, run, [{"run": run_number(r), "article_id": number} for r in runs])

    def set_origin(self, keys: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        """Say where articles come from."""
        (first,) = self._now.ids_of(origin)
        ids = self._ids(keys)
        self._settlements(ids)
        values = {
            "origin_id": first,
            "newsroom": self._terms.number(newsroom),
            "origin_newsroom": self._terms.number(origin_newsroom),
        }
        for some in batches(ids):
            self._connection.execute(update(settlement).where(settlement.c.article_id.in_(some)).values(values))

    def of(self, keys: Collection[str]) -> list[Source]:
        """Articles by key, in that order; of no origin where none is set."""
        return self._sources(self._ids(keys))

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        """The articles that go back to some texts."""
        found: list[int] = []
        for some in batches(self._ids(origins)):
            these = select(settlement.c.article_id).where(settlement.c.origin_id.in_(some))
            found += self._connection.scalars(these)
        return self._sources(found)

    def _ids(self, keys: Collection[str]) -> list[int]:
        return [
            i
            for some in batches(sorted(keys))
            for i in self._connection.scalars(
                select(article.c.id).where(article.c.key.in_(some)).order_by(article.c.key)
            )
        ]

    def _settlements(self, ids: Collection[int]) -> None:
        insert_new(self._connection, settlement, [{"article_id": i, "dated": True} for i in ids])

    def _sources(self, ids: Collection[int]) -> list[Source]:
        found: list[Source] = []
        for some in batches(list(ids)):
            rows = self._now.rows(select(settlement).where(settlement.c.article_id.in_(some)))
            keys = self._keys({row["origin_id"] for row in rows if row["origin_id"] is not None})
            houses = self._terms.texts(
                n for row in rows for n in (row["newsroom"], row["origin_newsroom"]) if n is not None
            )
            origins = {
                row["article_id"]: (
                    keys.get(row["origin_id"], ""),
                    houses.get(row["newsroom"], ""),
                    houses.get(row["origin_newsroom"], ""),
                )
                for row in rows
            }
            for i, one in self._now.stored(some).items():
                days = (one.known_from.isoformat(), one.added_on.isoformat())
                dated = one.redated.decision if one.redated else None
                found.append(Source(one.article, *days, *origins.get(i, ("", "", "")), dated))
        return found

    def _keys(self, ids: Collection[int]) -> dict[int, str]:
        rows = self._now.rows(select(article.c.id, article.c.key).where(article.c.id.in_(ids)))
        return {row["id"]: row["key"] for row in rows}
