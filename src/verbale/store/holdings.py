"""The articles of a dossier as listings ask for them: texts by page, outlets, houses, relatives, names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from verbale.model.record import Source
from verbale.store.dialect import listed
from verbale.store.fetching import Snapshot
from verbale.store.numbers import address_number
from verbale.store.queries import SHORTEST, ArticleQuery, OutletTold
from verbale.store.record_schema import settlement, telling, term
from verbale.store.schema import article
from verbale.store.sourcing import Sources
from verbale.store.stories import Terms, batches

_SETTLED = article.outerjoin(settlement, settlement.c.article_id == article.c.id)
_TEXT = func.coalesce(settlement.c.origin_id, article.c.id)
LEAST = 200
"""Articles that are looked at at least for a page of texts."""


class Holdings:
    """What there is of articles, in one transaction."""

    def __init__(self, now: Snapshot) -> None:
        self._now = now
        self._connection = now.connection
        self._terms = Terms(now.connection)
        self._sources = Sources(now, self._terms)

    def texts(self, query: ArticleQuery) -> tuple[str, ...]:
        """The keys of the first articles of texts, a page of them, newest first.

        The newest articles tell which texts may be the newest. A text of which none is among them stands below.
        """
        asked = self._asked(query)
        end = query.offset + query.limit
        size = max(LEAST, 2 * end)
        while True:
            newest = select(article.c.id, article.c.known_from).join(settlement).where(*asked)
            newest = newest.order_by(article.c.known_from.desc(), article.c.key.desc()).limit(size)
            rows = self._connection.execute(newest).all()
            texts = self._texts([row.id for row in rows], asked, copied=query.copied)
            sure = len(rows) < size or sum(day is not None and day > rows[-1].known_from for _, day in texts) >= end
            if sure:
                return tuple(key for key, _ in texts[query.offset : end])
            size *= 4

    def _texts(
        self, ids: Sequence[int], asked: Sequence[ColumnElement[bool]], *, copied: bool
    ) -> list[tuple[str, date | None]]:
        """The texts of some articles by the key of their first, newest first, with the day of the first dated one."""
        origins = self._all_of(select(_TEXT).select_from(_SETTLED), article.c.id, ids)
        back = self._all_of(select(settlement.c.article_id), settlement.c.origin_id, origins)
        a, some = article.c, listed(self._connection, origins | back)
        dated = func.min(case((settlement.c.dated, a.known_from)))
        these = select(_TEXT.label("text"), dated.label("day"), func.min(a.known_from).label("known"))
        grouped = these.select_from(_SETTLED).join(some, some.c.value == a.id).where(*asked).group_by(_TEXT)
        of = (grouped.having(func.count() > 1) if copied else grouped).subquery()
        rows = self._connection.execute(
            select(a.key, of.c.day)
            .join(of, of.c.text == a.id)
            .order_by(of.c.day.is_(None), of.c.day.desc(), of.c.known.desc(), a.key.desc())
        )
        return [(row.key, row.day) for row in rows]

    def _all_of(self, query: Select[tuple[int]], column: ColumnElement[int], numbers: Collection[int]) -> set[int]:
        """What a query gives for some numbers in a column."""
        some = listed(self._connection, numbers)
        return set(self._connection.scalars(query.join(some, some.c.value == column)))

    def between(self, query: ArticleQuery) -> dict[str, Source]:
        """All articles that are asked for, by key."""
        keys = self._connection.scalars(select(article.c.key).where(*self._asked(query)))
        return self._by_key(keys.all())

    def last_news(self, known_on: date | None) -> date | None:
        """The last day from which a dated article is known, else any."""
        newest = select(article.c.known_from).order_by(article.c.known_from.desc()).limit(1)
        newest = newest if known_on is None else newest.where(article.c.known_from <= known_on)
        dated = newest.join(settlement, settlement.c.article_id == article.c.id).where(settlement.c.dated)
        last: date | None = self._connection.scalar(dated) or self._connection.scalar(newest)
        return last

    def printed(self) -> dict[str | None, int]:
        """How many articles each outlet published."""
        counted = select(article.c.outlet, func.count()).group_by(article.c.outlet)
        return {row[0]: row[1] for row in self._connection.execute(counted)}

    def outlets(self, query: ArticleQuery) -> list[OutletTold]:
        """The outlets of the articles that are asked for, by name."""
        a, s = article.c, settlement.c
        known = self._asked(query)
        copied = a.id.in_(select(s.article_id).where(s.origin_id != s.article_id))  # an index holds both
        copies = {
            row[0]: row[1]
            for row in self._connection.execute(select(a.outlet, func.count()).where(copied, *known).group_by(a.outlet))
        }
        counted = select(a.outlet, func.count(), func.min(a.known_from), func.max(a.known_from)).where(*known)
        undated = set(self._connection.scalars(select(a.outlet).where(a.last_day.is_(None)).distinct()))
        found = (
            OutletTold(
                outlet,
                count,
                count - copies.get(outlet, 0),
                *(self._dated(outlet, known) if outlet in undated else days),
            )
            for outlet, count, *days in self._connection.execute(counted.group_by(a.outlet)).all()
        )
        return sorted(found, key=OutletTold.place)

    def _dated(self, outlet: str | None, known: Sequence[ColumnElement[bool]]) -> Sequence[Any]:  # Any: days
        """The first and the last day from which articles of an outlet are known that bear a date."""
        a = article.c
        its = a.outlet.is_(None) if outlet is None else a.outlet == outlet
        of = select(a.known_from).where(its, a.last_day.is_not(None), *known).limit(1)
        return [self._connection.scalar(of.order_by(order)) for order in (a.known_from, a.known_from.desc())]

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""
        one, two = term.alias(), term.alias()
        pairs = select(settlement.c.newsroom, settlement.c.origin_newsroom).distinct().subquery()
        named = select(one.c.text, two.c.text).join_from(pairs, one, one.c.id == pairs.c.newsroom)
        rows = self._connection.execute(named.join(two, two.c.id == pairs.c.origin_newsroom))
        return {(row[0], row[1]) for row in rows}

    def relatives(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles with those of the same text or the same address, and so on from these."""
        found = self._by_key(keys)
        new = list(found.values())
        while new:
            texts = self._sources.of_origins({s.origin for s in new if s.origin})
            near = {s.article.key: s for s in texts} | self._by_key(self._at_addresses({s.article.url for s in new}))
            new = [s for key, s in near.items() if key not in found]
            found |= near
        return found

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name; who says a whole key means that one."""
        a = article.c
        if self._connection.scalar(select(a.id).where(a.key == name)):
            return (name,)
        fitting = [a.name == name, a.name.endswith(f"/{name}", autoescape=True)]
        fitting.append(a.key.startswith(name, autoescape=True) if len(name) >= SHORTEST else a.key == name)
        return tuple(self._connection.scalars(select(a.key).where(or_(*fitting)).order_by(a.known_from, a.key)))

    def _asked(self, query: ArticleQuery) -> list[ColumnElement[bool]]:
        """What an article meets that is asked for."""
        known, told = article.c.known_from, telling.c
        asked = [*([] if query.since is None else [known >= query.since])]
        asked += [] if query.until is None else [known <= query.until]
        asked += [] if query.outlet is None else [article.c.outlet == query.outlet]
        if query.party is not None:
            of_party = told.parties.in_(self._terms.sets_with(query.party))
            asked.append(exists().where(told.article_id == article.c.id, of_party))
        return asked

    def _by_key(self, keys: Collection[str]) -> dict[str, Source]:
        return {source.article.key: source for source in self._sources.of(keys)}

    def _at_addresses(self, urls: Collection[str | None]) -> list[str]:
        """The keys of the articles at some addresses, whatever place on the page these name."""
        a = article.c
        wanted = {url.partition("#")[0] for url in urls if url}
        found: list[str] = []
        for some in batches(sorted(map(address_number, wanted))):
            rows = self._connection.execute(select(a.key, a.url).where(a.address.in_(some)))
            found += [row.key for row in rows if row.url.partition("#")[0] in wanted]
        return found
