"""The articles of a dossier in memory as listings ask for them: see the views of `verbale.store.base.Store`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from verbale.model.record import Source
from verbale.model.times import bounds
from verbale.store.queries import SHORTEST, ArticleQuery, OutletTold


def _is_placed(source: Source) -> bool:
    return any(bounds(days)[1] for days in (source.article.published, source.article.published_bounds))


class MemoryHoldings:
    """What there is of articles, by key in order of publication."""

    def __init__(self, sources: Mapping[str, Source], parties: Mapping[str, Collection[str]]) -> None:
        """`parties` are those that each article tells of."""
        self._sources = sources
        self._parties = parties

    def texts(self, query: ArticleQuery) -> tuple[str, ...]:
        """The keys of the first articles of texts, a page of them, newest first."""
        by_text: dict[str, list[Source]] = {}
        for source in self.between(query).values():
            by_text.setdefault(source.origin or source.article.key, []).append(source)
        order = {
            key: (
                min((s.known_from for s in of if _is_dated(s)), default=""),
                min(s.known_from for s in of),
                key,
            )
            for key, of in by_text.items()
            if len(of) > 1 or not query.copied
        }
        return tuple(sorted(order, key=order.__getitem__, reverse=True)[query.offset :][: query.limit])

    def between(self, query: ArticleQuery) -> dict[str, Source]:
        """All articles that are asked for, by key."""
        since, until = query.since, query.until
        return {
            key: s
            for key, s in self._sources.items()
            if (since is None or s.known_from >= since.isoformat())
            and (until is None or s.known_from <= until.isoformat())
            and (query.outlet is None or s.article.outlet == query.outlet)
            and (query.party is None or query.party in self._parties.get(key, ()))
        }

    def last_news(self, known_on: date | None) -> date | None:
        """The last day from which a dated article is known, else any."""
        by = known_on.isoformat() if known_on else "9999"
        known = [s for s in self._sources.values() if s.known_from <= by]
        days = [s.known_from for s in known if _is_dated(s)] or [s.known_from for s in known]
        return date.fromisoformat(max(days)) if days else None

    def outlets(self, query: ArticleQuery) -> list[OutletTold]:
        """The outlets of the articles that are asked for, by name."""
        by_outlet: dict[str | None, list[Source]] = {}
        for source in self.between(query).values():
            by_outlet.setdefault(source.article.outlet, []).append(source)
        found = []
        for outlet, of in by_outlet.items():
            own = sum(s.origin in ("", s.article.key) for s in of)
            days = [date.fromisoformat(s.known_from) for s in of if _is_placed(s)]
            found.append(OutletTold(outlet, len(of), own, min(days, default=None), max(days, default=None)))
        return sorted(found, key=OutletTold.place)

    def houses(self) -> set[tuple[str, str]]:
        """The newsrooms of articles, each with that of a text which it published."""
        return {(s.newsroom, s.origin_newsroom) for s in self._sources.values() if s.newsroom}

    def relatives(self, keys: Collection[str]) -> dict[str, Source]:
        """Articles with those of the same text or the same address, and so on from these."""
        found = {key: s for key, s in self._sources.items() if key in keys}
        while near := {
            key: s for key, s in self._sources.items() if key not in found and any(_akin(s, f) for f in found.values())
        }:
            found |= near
        return found

    def called(self, name: str) -> tuple[str, ...]:
        """The keys of the articles that go by a name; who says a whole key means that one."""
        return (name,) if name in self._sources else tuple(key for key, s in self._sources.items() if _goes_by(s, name))


def _is_dated(source: Source) -> bool:
    return bounds(source.article.published)[0] is not None


def _akin(a: Source, b: Source) -> bool:
    addresses = [s.article.url.partition("#")[0] if s.article.url else None for s in (a, b)]
    return (a.origin != "" and a.origin == b.origin) or (addresses[0] is not None and addresses[0] == addresses[1])


def _goes_by(source: Source, name: str) -> bool:
    of = source.article
    whole = name in (of.name, of.key) or of.name.endswith(f"/{name}")
    return whole or (len(name) >= SHORTEST and of.key.startswith(name))
