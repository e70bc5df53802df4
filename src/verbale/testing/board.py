"""A board over a dossier in memory; see `verbale.model.board.Board` for what each method does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from verbale.model.board import Met, New, Opposed, Placed, RunsAsked, Stretches, Unsettled, WordsAsked, WordsDone, Worth
from verbale.model.evidence import Judgement
from verbale.model.record import Source, Telling
from verbale.testing.record import MemoryRecord

if TYPE_CHECKING:
    from verbale.testing import MemoryStore


class MemoryBoard:
    """The record of a store in memory while it is settled."""

    def __init__(self, store: MemoryStore, record: MemoryRecord) -> None:
        self._store = store
        self._record = record
        self.finished: set[str] = set()

    def unsettled(self, limit: int, among: Collection[str] | None = None) -> list[Unsettled]:
        """Readings added, read again or judged since they were settled, by `known_from` and key."""
        waiting = (u for u in self._store.unsettled() if u.key not in self.finished)
        return [u for u in waiting if among is None or u.key in among][:limit]

    def judgements(self) -> list[Judgement]:
        """All judgements."""
        return list(self._store.judgements())

    def take_out(self, articles: Collection[str]) -> set[str]:
        """Remove what articles tell; the components that lost a telling."""
        return self._record.take_out(articles)

    def put(self, tellings: Iterable[New], _: Mapping[str, object | None] | None = None) -> None:
        """Keep tellings; they are in no component and line yet."""
        self._record.put(tellings)

    def sharing(self, kind: str, asked: Sequence[Stretches], _: Worth | None = None) -> list[list[Met]]:
        """For each of what is asked the tellings of a kind in lines that are kept within one of the stretches."""
        return self._record.sharing(kind, asked)

    def components_of(self, kind: str, signatures: Collection[str]) -> set[str]:
        """The components of signatures that the board gave."""
        return self._record.components_of(kind, signatures)

    def done_after(self, asked: Sequence[WordsAsked]) -> list[list[Placed]]:
        """For each of what is asked the events in lines in which it is done."""
        return [self._record.done_after(one) for one in asked]

    def asked_before(
        self,
        done: Sequence[WordsDone],
        asks: Callable[[Telling[Any]], WordsAsked | None],  # noqa: ARG002 - nothing here is older # Any: of any kind
        /,
    ) -> list[list[Placed]]:
        """For each of what is done the demands in lines of which it does enough."""
        return [self._record.asked_before(one) for one in done]

    def read_demands(self, *_: object) -> tuple[int, str]:
        """Nothing is left to be read: all that demands ask for is held."""
        return 0, ""

    def of_components(self, components: Collection[str]) -> list[Placed]:
        """The tellings in components, one for each signature."""
        return self._record.of_components(components)

    def of_articles(self, articles: Collection[str]) -> list[Placed]:
        """Every telling of some articles, each under its own signature, placed or not."""
        return self._record.of_articles(articles)

    def place(
        self, kind: str, component: str, line: str, signatures: Collection[str], loose: float | None = None
    ) -> None:
        """Put all tellings of a kind with these signatures into a component and a line."""
        self._record.place(kind, component, line, signatures, loose)

    def contradict(self, pairs: Iterable[Opposed]) -> None:
        """Keep pairs of tellings that contradict each other; one that is there already stays."""
        self._record.contradict(pairs)

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the articles that hold so many of its runs."""
        return self._store.texts_sharing(asked, enough)

    def keep_runs(self, article: str, runs: Collection[int], *, dated: bool) -> None:
        """Keep the sampled runs of an article; the runs of one that is not dated are found whatever the days."""
        self._record.runs[article] = (frozenset(runs), dated)

    def set_origin(self, articles: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        """Say which text articles go back to, which house published them, and which that text."""
        self._record.origins |= dict.fromkeys(articles, (origin, newsroom, origin_newsroom))

    def sources(self, articles: Collection[str]) -> list[Source]:
        """Articles with their origin ("" where not yet set)."""
        there = (self._store.article(key) for key in sorted(articles))
        return [self._record.source(one) for one in there if one is not None]

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        """The articles that go back to some texts, in the order of their keys."""
        return self.sources([key for key, (origin, *_) in self._record.origins.items() if origin in origins])

    def finish(self, articles: Collection[str]) -> None:
        """Mark articles as settled."""
        self.finished |= set(articles)
