"""The mappers: articles in, readings out in the same order, in this process or in several.

Understanding is pure, so every mapper gives the same readings to the byte.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from verbale.errors import InputError, VerbaleError, WorkerLost
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.text import Article

if TYPE_CHECKING:
    from concurrent.futures import Future

    from verbale.understanding.pipeline import Pipeline

AHEAD = 8
"""Articles a pool reads ahead of the one asked for, for each worker: bounds memory on endless input."""

_pipeline: Pipeline | VerbaleError | None = None  # one for each worker process, set when it starts


class Mapper(Protocol):
    """Reads articles, in order."""

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Reading | InputError]:
        """For each article, in the same order, its reading, or why an annotator could not deal with it."""


def serial(brief: Brief, *, model: str | None = None) -> Mapper:
    """Reads in this process, one article after the other; the language model is loaded with the first."""

    def read(articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        from verbale.understanding.builtin import build

        pipeline = None
        for article in articles:
            pipeline = pipeline or build(brief, model=model)
            yield _reading(pipeline, article)

    return read


def pool(brief: Brief, *, workers: int | None = None, model: str | None = None) -> Mapper:
    """Reads in `workers` processes (as many as there are cores where None); raises WorkerLost where one is ended."""
    count = workers or os.cpu_count() or 1

    def read(articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        waiting: deque[Future[Reading | InputError]] = deque()
        executor = ProcessPoolExecutor(count, get_context("spawn"), _begin, (brief, model))
        try:
            for article in articles:
                waiting.append(executor.submit(_read, article))
                if len(waiting) > AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerLost(
                "a process that reads was ended, perhaps for want of memory; add the rest with fewer --workers"
            ) from error
        finally:
            executor.shutdown(cancel_futures=True)

    return read


def _begin(brief: Brief, model: str | None) -> None:
    global _pipeline  # a worker process has nowhere else to keep it
    from verbale.understanding.builtin import build

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that adds is interrupted, and lets its workers go
    try:
        _pipeline = build(brief, model=model)
    except VerbaleError as error:
        _pipeline = error  # told with the first article; raised here it would be a traceback from each worker


def _read(article: Article) -> Reading | InputError:
    if isinstance(_pipeline, VerbaleError):
        raise _pipeline
    assert _pipeline is not None  # noqa: S101 - the pool's initializer has run
    return _reading(_pipeline, article)


def _reading(pipeline: Pipeline, article: Article) -> Reading | InputError:
    """The reading of an article; where an annotator breaks on it, which may be a stranger's, where and how it did."""
    try:
        return pipeline.read(article)
    except VerbaleError:
        raise
    except Exception as error:  # noqa: BLE001 - one article must not cost the others, and what broke is told
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}, line {at.lineno}"
        return InputError(f"{article.name} cannot be understood: {type(error).__name__} in {where}: {error}")
