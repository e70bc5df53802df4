"""The articles of a dossier as listings ask for them: texts by page, outlets, houses, relatives, names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select

from verbale.model.record import Source
from verbale.store.base import SHORTEST, ArticleQuery, OutletTold
from verbale.store.fetching import Snapshot
from verbale.store.record_schema import settlement, term
from verbale.store.schema import article
from verbale.store.sourcing import Sources
from verbale.store.stories import Terms, batches

_SETTLED = article.outerjoin(settlement, settlement.c.article_id == article.c.id)
_TEXT = func.coalesce(settlement.c.origin_id, article.c.id)


class Holdings:
    """What there is of articles, in one transaction."""

    def __init__(self, now: Snapshot) -> None:
        self._now = now
        self._connection = now.connection
        self._sources = Sources(now, Terms(now.connection))

    def texts(self, query: ArticleQuery) -> tuple[str, ...]:
        """The keys of the first articles of texts, a page of them, newest first."""
        a = article.c
        dated = func.min(case((settlement.c.dated, a.known_from)))
        these = select(_TEXT.label("text"), dated.label("day"), func.min(a.known_from).label("known"))
        these = these.select_from(_SETTLED).where(*_between(query.since, query.until), *_published(query.outlet))
        grouped = these.group_by(_TEXT)
        if query.copied:
            grouped = grouped.having(func.count() > 1)
        of = grouped.subquery()
        ordered = (
            select(a.key)
            .join(of, of.c.text == a.id)
            .order_by(of.c.day.is_(None), of.c.day.desc(), of.c.known.desc(), a.key.desc())
        )
        return tuple(self._connection.scalars(ordered.offset(query.offset).limit(query.limit)))

    def between(self, since: date, until: date, outlet: str | None) -> dict[str, Source]:
        """The articles known between two days, by key."""
        keys = self._connection.scalars(select(article.c.key).where(*_between(since, until), *_published(outlet)))
        return self._by_key(keys.all())

    def last_news(self) -> date | None:
        """The last day from which a dated article is known, else any."""
        newest = select(func.max(article.c.known_from))
        dated = newest.join(settlement, settlement.c.article_id == article.c.id).where(settlement.c.dated)
        last: date | None = self._connection.scalar(dated) or self._connection.scalar(newest)
        return last

    def outlets(self, since: date | None, until: date | None) -> list[OutletTold]:
        """The outlets of the articles known between two days."""
        a = article.c
        own = func.sum(case((a.id == _TEXT, 1), else_=0))
        columns = (a.outlet, func.count(), own, func.min(a.known_from), func.max(a.known_from))
        counted = select(*columns).select_from(_SETTLED).where(*_between(since, until)).group_by(a.outlet)
        return [OutletTold(*row) for row in self._connection.execute(counted)]

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
        """The keys of the articles that go by a name."""
        a = article.c
        fitting = [a.name == name, a.name.endswith(f"/{name}", autoescape=True)]
        fitting.append(a.key.startswith(name, autoescape=True) if len(name) >= SHORTEST else a.key == name)
        return tuple(self._connection.scalars(select(a.key).where(or_(*fitting)).order_by(a.known_from, a.key)))

    def _by_key(self, keys: Collection[str]) -> dict[str, Source]:
        return {source.article.key: source for source in self._sources.of(keys)}

    def _at_addresses(self, urls: Collection[str | None]) -> list[str]:
        """The keys of the articles at some addresses, whatever place on the page these name."""
        a = article.c
        found: list[str] = []
        for some in batches(sorted({url.partition("#")[0] for url in urls if url})):
            inside = [(a.url > f"{url}#") & (a.url < f"{url}$") for url in some]
            found += self._connection.scalars(select(a.key).where(or_(a.url.in_(some), *inside)))
        return found


def _between(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    known = article.c.known_from
    return [*([] if since is None else [known >= since]), *([] if until is None else [known <= until])]


def _published(outlet: str | None) -> list[ColumnElement[bool]]:
    return [] if outlet is None else [article.c.outlet == outlet]
