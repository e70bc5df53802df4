"""What is shown of a record: pages of listings, the state of play, a digest, articles; here of one that is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from verbale.model.brief import Brief
from verbale.model.edition import Digest
from verbale.model.record import Record, Source
from verbale.views import article, articles, digest, record, state
from verbale.views.articles import Newsroom, Text
from verbale.views.cited import Json, Sources, Spread, spread
from verbale.views.context import Context, context
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.listing import LISTINGS, Page

EACH = {
    "utterances": "statement",
    "events": "event",
    "actors": "actor",
    "positions": "position",
    "phases": "phase",
    "linkages": "linkage",
    "preconditions": "linkage",
    "contradictions": "contradiction",
}
"""The parts of a record that are gone through one after another, by the kind of what their lines tell."""

Counts = Mapping[str, Mapping[str, int]]
"""How many lines of each kind the articles tell, by their keys."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A page of texts, how many lines their articles tell, and whether other texts follow."""

    texts: tuple[Text, ...]
    counts: Counts
    more: bool


class Showing(Protocol):
    """A record as views take it. Entries are counted from 0: from `first` on, up to but not including `last`.

    Where nobody asks to `explain` them, lines need not know what joins their tellings, unless a person did.
    """

    def page(
        self, name: str, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, explain: bool = True
    ) -> Page:
        """The entries of a listing (see `LISTINGS`)."""

    def day_of_last(self, wanted: Wanted, count: int) -> str | None:
        """The ISO day from which on about so many events are told of, those that lie ahead too; None where all do."""

    def doubtful(self, name: str, wanted: Wanted, first: int, last: int) -> Page:
        """The entries of a listing among which a person looks for what to decide, from one number to another.

        Where they come from tables these are the least sure of all, but for positions, phases and contradictions.
        """

    def state(self, *, explain: bool = True, since: str | None = None) -> state.State:
        """The state of play, with what changed last or since an ISO day."""

    def digest(self, title: str, wanted: Wanted, printed: Collection[str] = ()) -> Digest:
        """The digest of the days asked for; what has a key among the `printed` is told again only where it changed."""

    def last_day(self) -> str | None:
        """The last ISO day from which a dated article is known, else any."""

    def texts(
        self, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, copied: bool = False
    ) -> Texts:
        """The texts of which articles were asked for; `copied` gives those alone that have copies."""

    def newsrooms(self, wanted: Wanted = EVERYTHING) -> list[Newsroom]:
        """The outlets of the articles asked for."""

    def known(self, keys: tuple[str, ...]) -> Sources:
        """Those of some articles that are known."""

    def article(self, key: str) -> tuple[article.Page, Context]:
        """The page of one article."""

    def line(self, key: str) -> tuple[Record, Context]:
        """A part of the record that holds the line with that key, if there is one, with what joins its tellings."""

    def each(self, kind: str, *, around: bool = True) -> Iterator[tuple[Record, Context]]:
        """All lines of a kind (see `EACH`), some at a time, with what they are read against.

        The first known come first, positions by party and issue. The statements `around` them may be left out where
        nobody asks for these. A part holds what its lines refer to beside them: events that met preconditions, both
        sides of contradictions.
        """

    def every_source(self) -> Iterator[Source]:
        """Every article in order of publication."""

    def counted(self) -> tuple[Spread, list[tuple[str, int, int]]]:
        """How far all was told, and each kind of line with how many there are and how many several articles tell."""

    def parts(self, wanted: Wanted = EVERYTHING) -> Iterator[tuple[str, Iterator[Json]]]:
        """What is asked for of the record as JSON, kind by kind."""


class Whole:
    """A record that was added up, dates due as of an ISO day; `brief` names what codes mean."""

    def __init__(self, of: Record, on: str, brief: Brief | None = None) -> None:
        self._record = of
        self._on = on
        self._brief = brief

    @cached_property
    def _against(self) -> Context:
        return context(self._record, self._brief)

    def page(
        self,
        name: str,
        wanted: Wanted = EVERYTHING,
        first: int = 0,
        last: int | None = None,
        *,
        explain: bool = True,  # noqa: ARG002 - what was added up knows what joins it
    ) -> Page:
        """The entries of a listing."""
        found = list(LISTINGS[name].find(self._record, self._against, wanted))
        events = {e.key: e for e in self._record.events}
        return Page(tuple(found[first:last]), last is not None and len(found) > last, self._against, events)

    def day_of_last(self, wanted: Wanted, count: int) -> str | None:
        """The ISO day from which on so many events are told of; None where all do."""
        days: list[str] = [entry.day for entry in LISTINGS["dated"].find(self._record, self._against, wanted)]
        if len(days) <= count:
            return None
        reach, near = days[-count - 1], days[-count // 3]
        return next(day for day in days if day > reach) if near > reach else reach

    def doubtful(self, name: str, wanted: Wanted, first: int, last: int) -> Page:
        """The entries of a listing, in its order."""
        return self.page(name, wanted, first, last)

    def state(self, *, explain: bool = True, since: str | None = None) -> state.State:  # noqa: ARG002 - as above
        """The state of play, with what changed last or since an ISO day."""
        return state.state(self._record, self._on, self._brief, since)

    def digest(self, title: str, wanted: Wanted, printed: Collection[str] = ()) -> Digest:
        """The digest of the days asked for; what has a key among the `printed` is told again only where it changed."""
        return digest.digest_of(self._record, title, wanted, self._brief, printed)

    def last_day(self) -> str | None:
        """The last ISO day from which a dated article is known, else any."""
        return digest.last_day(self._record.sources.values())

    def texts(
        self, wanted: Wanted = EVERYTHING, first: int = 0, last: int | None = None, *, copied: bool = False
    ) -> Texts:
        """The texts of which articles were asked for; `copied` gives those alone that have copies."""
        found = [t for t in articles.texts(self._sources(wanted), wanted) if t.copies or not copied]
        told = ((line.key, t) for line in self._record.lines() for t in line.tellings)
        return Texts(tuple(found[first:last]), article.counts(told), last is not None and len(found) > last)

    def newsrooms(self, wanted: Wanted = EVERYTHING) -> list[Newsroom]:
        """The outlets of the articles asked for."""
        return articles.newsrooms(self._sources(wanted), wanted, self._brief)

    def _sources(self, wanted: Wanted) -> list[Source]:
        """The articles, those alone that tell of a party where one is asked for."""
        sources = self._record.sources
        if wanted.party is None:
            return list(sources.values())
        told = ((line.key, t) for line in self._record.lines() for t in line.tellings)
        return [sources[key] for key in sorted(articles.telling_of(wanted.party, told))]

    def known(self, keys: tuple[str, ...]) -> Sources:
        """Those of some articles that are known."""
        return {key: self._record.sources[key] for key in keys if key in self._record.sources}

    def article(self, key: str) -> tuple[article.Page, Context]:
        """The page of one article."""
        return article.article(self._record, key, self._against), self._against

    def line(self, key: str) -> tuple[Record, Context]:  # noqa: ARG002 - it holds every line
        """A part of the record that holds the line with that key: the whole."""
        return self._record, self._against

    def each(
        self,
        kind: str,  # noqa: ARG002 - the whole holds every kind
        *,
        around: bool = True,  # noqa: ARG002 - and every statement
    ) -> Iterator[tuple[Record, Context]]:
        """All lines of a kind: the whole record at once."""
        by_side = sorted(self._record.positions, key=lambda thread: (thread.party, thread.issue))
        yield replace(self._record, positions=tuple(by_side)), self._against

    def every_source(self) -> Iterator[Source]:
        """Every article in order of publication."""
        yield from sorted(self._record.sources.values(), key=lambda s: (s.known_from, s.article.key))

    def counted(self) -> tuple[Spread, list[tuple[str, int, int]]]:
        """How far all was told, and each kind of line with how many there are and how many several articles tell."""
        return spread(self._record.sources, self._record.sources), record.counted(self._record)

    def parts(self, wanted: Wanted = EVERYTHING) -> Iterator[tuple[str, Iterator[Json]]]:
        """What is asked for of the record as JSON, kind by kind."""
        if wanted == EVERYTHING:
            return ((kind, of(self._record)) for kind, of in record.KINDS.items())
        part = record.limited(self._record, wanted)
        articles_of = {s.article.key: s for s in self._sources(wanted) if articles.asked_for(s, wanted)}
        of_kind = {"articles": Record(articles_of)}
        return ((kind, of(of_kind.get(kind, part))) for kind, of in record.KINDS.items())
