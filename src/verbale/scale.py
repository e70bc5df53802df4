"""The mappers: articles in, readings out in the same order, in this process or in several.

Understanding is pure, so every mapper gives the same readings to the byte.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.text import Article

if TYPE_CHECKING:
    from concurrent.futures import Future

    from verbale.understanding.pipeline import Pipeline

AHEAD = 8
"""Articles a pool reads ahead of the one asked for, for each worker: bounds memory on endless input."""

_pipeline: Pipeline | None = None  # one for each worker process, set when it starts


class Mapper(Protocol):
    """Reads articles, in order."""

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Reading]:
        """One reading for each article, in the same order."""


def serial(brief: Brief, *, model: str | None = None) -> Mapper:
    """Reads in this process, one article after the other; the language model is loaded with the first."""

    def read(articles: Iterable[Article]) -> Iterator[Reading]:
        from verbale.understanding.pipeline import build

        pipeline = None
        for article in articles:
            pipeline = pipeline or build(brief, model=model)
            yield pipeline.read(article)

    return read


def pool(brief: Brief, *, workers: int | None = None, model: str | None = None) -> Mapper:
    """Reads in `workers` processes (as many as there are cores where None)."""
    count = workers or os.cpu_count() or 1

    def read(articles: Iterable[Article]) -> Iterator[Reading]:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        waiting: deque[Future[Reading]] = deque()
        with ProcessPoolExecutor(count, get_context("spawn"), _begin, (brief, model)) as executor:
            for article in articles:
                waiting.append(executor.submit(_read, article))
                if len(waiting) > AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    return read


def _begin(brief: Brief, model: str | None) -> None:
    global _pipeline  # a worker process has nowhere else to keep it
    from verbale.understanding.pipeline import build

    _pipeline = build(brief, model=model)


def _read(article: Article) -> Reading:
    assert _pipeline is not None  # noqa: S101 - the pool's initializer has run
    return _pipeline.read(article)
