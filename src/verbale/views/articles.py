"""The articles of a dossier, the outlets they are from, and the texts they go back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from verbale.model.brief import Brief, Outlet
from verbale.model.record import Source, Telling
from verbale.model.times import bounds
from verbale.views.cited import Json, is_dated, news_day, source_as_json
from verbale.views.filters import EVERYTHING, Wanted, within
from verbale.views.rights import Rights, outlet_in, rights_of


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its copies: the article that brought it first, and the others in order of the day they were known."""

    origin: str
    newsroom: str
    lead: Source
    copies: tuple[Source, ...]

    @property
    def all(self) -> tuple[Source, ...]:
        """The first article and its copies."""
        return (self.lead, *self.copies)

    @property
    def versions(self) -> tuple[Source, ...]:
        """The articles that one outlet published of it after another, or at one address."""
        seen: dict[str, list[Source]] = {}
        for source in self.all:
            for place in {source.article.outlet, source.article.url} - {None}:
                seen.setdefault(str(place), []).append(source)
        return tuple({s.article.key: s for same in seen.values() if len(same) > 1 for s in same}.values())


@dataclass(frozen=True, slots=True)
class Newsroom:
    """An outlet with what it published: articles, how many of them are texts of its own, and from when to when.

    The days are those of articles of which a day is known; "" where none is. `known` is what the brief has about the
    outlet, `rights` what may be shown of its texts.
    """

    outlet: str | None
    articles: int
    own: int
    first: str
    last: str
    known: Outlet | None = None
    rights: Rights = "full"

    @property
    def copies(self) -> int:
        """How many of its articles bring a text that another article brought first."""
        return self.articles - self.own


def texts(sources: Iterable[Source], wanted: Wanted = EVERYTHING) -> list[Text]:
    """The texts of which an article was asked for (by day and outlet), newest first, undated ones last."""
    by_origin: dict[str, list[Source]] = {}
    for source in sources:
        if asked_for(source, wanted):
            by_origin.setdefault(source.origin, []).append(source)
    found = []
    for origin, of in by_origin.items():
        lead, *copies = sorted(of, key=lambda s: (not is_dated(s.article), s.known_from, s.article.key))
        found.append(Text(origin, lead.origin_newsroom, lead, tuple(copies)))
    return sorted(found, key=lambda t: (news_day(t.lead), min(s.known_from for s in t.all), t.origin), reverse=True)


def telling_of(party: str | None, told: Iterable[tuple[str, Telling[Any]]]) -> set[str]:
    """The keys of the articles that tell of a party; `told` are the keys of lines with tellings."""
    return {t.article for _, t in told if party in t.parties}


def asked_for(source: Source, wanted: Wanted) -> bool:
    """Whether an article is of the outlet and days asked for."""
    return (wanted.outlet is None or source.article.outlet == wanted.outlet) and within(
        (source.known_from, source.known_from), wanted
    )


def newsrooms(sources: Iterable[Source], wanted: Wanted = EVERYTHING, brief: Brief | None = None) -> list[Newsroom]:
    """The outlets with what each published in the days asked for; a text is of the outlet that brought it first."""
    by_outlet: dict[str | None, list[Source]] = {}
    for source in sources:
        if asked_for(source, wanted):
            by_outlet.setdefault(source.article.outlet, []).append(source)
    found = (
        Newsroom(
            outlet,
            len(of),
            sum(s.origin == s.article.key for s in of),
            min(days := [s.known_from for s in of if _is_placed(s)], default=""),
            max(days, default=""),
        )
        for outlet, of in by_outlet.items()
    )
    return in_order(found, brief)


def _is_placed(source: Source) -> bool:
    """Whether the day from which an article counts is one of publication, and not that on which it was added."""
    return (bounds(source.article.published)[1] or bounds(source.article.published_bounds)[1]) is not None


def in_order(newsrooms: Iterable[Newsroom], brief: Brief | None = None) -> list[Newsroom]:
    """Outlets with what a brief has about them, those with most articles first, articles of unknown outlet last."""
    brief = brief or Brief()
    found = (replace(n, known=outlet_in(n.outlet, brief), rights=rights_of(n.outlet, brief)) for n in newsrooms)
    return sorted(found, key=lambda n: (n.outlet is None, -n.articles, n.outlet or ""))


def outlets_of(sources: Iterable[Source]) -> list[str]:
    """The outlets that there are, in order of the alphabet."""
    return sorted({s.article.outlet for s in sources if s.article.outlet})


def texts_as_json(found: Iterable[Text], counts: Mapping[str, Mapping[str, int]] | None = None) -> list[Json]:
    """Texts as JSON, each article with how many lines of each kind it tells where `counts` says so."""
    return [
        {
            "origin": t.origin,
            "newsroom": t.newsroom,
            "articles": [
                {
                    **source_as_json(s),
                    "added_on": s.added_on,
                    "lines": dict(sorted((counts or {}).get(s.article.key, {}).items())),
                }
                for s in t.all
            ],
            "versions": [s.article.name for s in t.versions],
        }
        for t in found
    ]


def newsrooms_as_json(found: Iterable[Newsroom]) -> list[Json]:
    """Outlets as JSON."""
    return [
        {
            "outlet": n.outlet,
            "articles": n.articles,
            "own": n.own,
            "copies": n.copies,
            "first": n.first or None,
            "last": n.last or None,
            "country": n.known and n.known.country,
            "wire": n.known and n.known.wire,
            "reliability": n.known and n.known.reliability,
            "language": n.known and n.known.language,
            "rights": n.rights,
        }
        for n in found
    ]
