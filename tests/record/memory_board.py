"""A board in memory, as simple as can be: what settling is tested on beside the stores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from verbale.model.board import Met, New, Opposed, Placed, RunsAsked, Stretches, Unsettled, WordsAsked, WordsDone, Worth
from verbale.model.evidence import Judgement
from verbale.model.record import Source, Telling
from verbale.testing.record import sharing_runs


class MemoryBoard:
    """Keeps everything in dictionaries; `waiting` are the readings to settle."""

    def __init__(self) -> None:
        self.waiting: dict[str, Unsettled] = {}
        self.articles: dict[str, Source] = {}
        self.decided: list[Judgement] = []
        self.tellings: dict[str, New] = {}
        self.placed: dict[str, tuple[str, str]] = {}
        self.pairs: dict[tuple[str, str, str], Opposed] = {}
        self.runs: dict[str, tuple[frozenset[int], bool]] = {}

    def add(self, unsettled: Unsettled) -> None:
        article = unsettled.reading.article
        self.waiting[article.key] = unsettled
        self.articles.setdefault(article.key, Source(article, unsettled.known_from, unsettled.added_on, "", "", ""))

    def unsettled(self, limit: int, among: Collection[str] | None = None) -> list[Unsettled]:
        waiting = [u for key, u in self.waiting.items() if among is None or key in among]
        return sorted(waiting, key=lambda u: (u.known_from, u.reading.article.key))[:limit]

    def judgements(self) -> list[Judgement]:
        return list(self.decided)

    def take_out(self, articles: Collection[str]) -> set[str]:
        gone = {k for k, n in self.tellings.items() if n.telling.article in articles}
        lost = {self.placed.pop(k)[0] for k in gone if k in self.placed}
        for key in gone:
            del self.tellings[key]
        self.pairs = {k: p for k, p in self.pairs.items() if p.a not in gone and p.b not in gone}
        for article in articles:
            self.runs.pop(article, None)
        return lost

    def put(self, tellings: Iterable[New], _: Mapping[str, object | None] | None = None) -> None:
        self.tellings |= {n.telling.key: n for n in tellings}

    def _one_each(self, news: Iterable[New]) -> list[Placed]:
        found: dict[str, Placed] = {}
        for n in sorted(news, key=lambda n: (n.telling.known_from, n.telling.key)):
            found.setdefault(n.signature, Placed(n.telling, n.signature, *self.placed.get(n.telling.key, ("", ""))))
        return list(found.values())

    def sharing(self, kind: str, asked: Sequence[Stretches], _: Worth | None = None) -> list[list[Met]]:
        there = [n for n in self.tellings.values() if n.telling.kind == kind and n.telling.key in self.placed]
        kept = [
            self._one_each(n for n in there if any(low <= key <= high for key in n.keys for low, high in stretches))
            for stretches in asked
        ]
        return [[Met(p.telling, p.signature) for p in some] for some in kept]

    def components_of(self, kind: str, signatures: Collection[str]) -> set[str]:
        there = (k for k, n in self.tellings.items() if n.telling.kind == kind and n.signature in signatures)
        return {self.placed[key][0] for key in there if key in self.placed}

    def done_after(self, asked: Sequence[WordsAsked]) -> list[list[Placed]]:
        there = [n for k, n in self.tellings.items() if k in self.placed]
        return [
            self._one_each(
                n
                for n in there
                if one.since < n.telling.known_from <= one.until and len(n.done & set(one.words)) >= one.enough
            )
            for one in asked
        ]

    def asked_before(
        self,
        done: Sequence[WordsDone],
        asks: Callable[[Telling[Any]], WordsAsked | None],  # noqa: ARG002 - nothing here is older
    ) -> list[list[Placed]]:
        there = [(n, n.asks) for k, n in self.tellings.items() if k in self.placed and n.asks]
        return [
            self._one_each(
                n
                for n, asks in there
                if one.since <= asks.since <= one.until and len(set(asks.words) & set(one.words)) >= asks.enough
            )
            for one in done
        ]

    def read_demands(self, *_: object) -> tuple[int, str]:
        return 0, ""

    def of_components(self, components: Collection[str]) -> list[Placed]:
        return self._one_each(n for k, n in self.tellings.items() if self.placed.get(k, ("",))[0] in components)

    def of_articles(self, articles: Collection[str]) -> list[Placed]:
        return [
            Placed(n.telling, n.signature, *self.placed.get(k, ("", "")))
            for k, n in self.tellings.items()
            if n.telling.article in articles
        ]

    def place(
        self,
        kind: str,
        component: str,
        line: str,
        signatures: Collection[str],
        loose: float | None = None,  # noqa: ARG002 - kept by stores
    ) -> None:
        wanted = set(signatures)
        for key, n in self.tellings.items():
            if n.telling.kind == kind and n.signature in wanted:
                self.placed[key] = (component, line)

    def contradict(self, pairs: Iterable[Opposed]) -> None:
        for p in pairs:
            self.pairs[(p.a, p.b, p.rule)] = p

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        known = {key: source.known_from for key, source in self.articles.items()}
        return [sharing_runs(self.runs, one, known, enough) for one in asked]

    def keep_runs(self, article: str, runs: Collection[int], *, dated: bool) -> None:
        self.runs[article] = (frozenset(runs), dated)

    def set_origin(self, articles: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        for key in articles:
            old = self.articles[key]
            self.articles[key] = replace(old, origin=origin, newsroom=newsroom, origin_newsroom=origin_newsroom)

    def sources(self, articles: Collection[str]) -> list[Source]:
        return [self.articles[k] for k in sorted(articles)]

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        return [s for s in self.articles.values() if s.origin in origins]

    def finish(self, articles: Collection[str]) -> None:
        for key in articles:
            self.waiting.pop(key, None)

    def lines(self) -> dict[str, list[Telling[Any]]]:
        """What stands in each line, in order."""
        found: dict[str, list[Telling[Any]]] = {}
        for key, (_, line) in self.placed.items():
            found.setdefault(line, []).append(self.tellings[key].telling)
        return {line: sorted(t, key=lambda t: (t.known_from, t.key)) for line, t in sorted(found.items())}
