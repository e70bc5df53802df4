"""The mappers: articles in, readings out in the same order, in this process or in several.

Understanding is pure, so every mapper gives the same readings to the byte.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Protocol

from verbale.errors import InputError, VerbaleError, WorkerLost
from verbale.model.board import Waiting
from verbale.model.brief import Brief
from verbale.model.evidence import Judgement, Reading
from verbale.model.text import Article
from verbale.record.preparing import Prepared, all_prepared, prepared

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from verbale.understanding.pipeline import Pipeline

SECONDS = 600.0
"""Of computing that one article may take where the process can be told; one of a million characters takes a third."""
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


class Ahead:
    """Has what articles bring prepared in other processes, in their order, before they are settled (a `Preparer`).

    An article whose rows or judgements are others by then than those it was prepared from is prepared anew.
    """

    def __init__(self, executor: Executor, waiting: Iterator[Waiting], decided: Sequence[Judgement]) -> None:
        self._executor = executor
        self._waiting = waiting
        self._decided = decided
        self._made: dict[str, tuple[Waiting, Future[list[Prepared]], int]] = {}

    def fill(self, count: int) -> None:
        """Have articles prepared until the results of so many lie ready or are under way."""
        while len(self._made) < count and (some := list(islice(self._waiting, AHEAD))):
            future = self._executor.submit(all_prepared, some, self._decided)
            self._made |= {one.key: (one, future, at) for at, one in enumerate(some)}

    def __call__(self, waiting: Sequence[Waiting], decided: Sequence[Judgement], /) -> list[Prepared]:
        """What each article brings by the judgements that stand, in the same order; raises WorkerLost."""
        fits = decided == self._decided
        return [self._taken(one, decided, fits=fits) for one in waiting]

    def _taken(self, one: Waiting, decided: Sequence[Judgement], *, fits: bool) -> Prepared:
        was, future, at = self._made.pop(one.key, (None, None, 0))
        return future.result()[at] if future and fits and one == was else prepared(one, decided)


@contextmanager
def ahead_of(waiting: Iterator[Waiting], decided: Sequence[Judgement], workers: int) -> Iterator[Ahead]:
    """What articles bring, prepared in `workers` processes; raises WorkerLost where one of them is ended."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    executor = ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        yield Ahead(executor, waiting, decided)
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a process that prepares was ended, perhaps for want of memory; go on with fewer --workers"
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


class _Late(BaseException):
    """An article has had its time. No annotator catches it."""


@contextmanager
def _limited() -> Iterator[None]:
    """Have _Late raised after SECONDS; only the main thread of a process can be told, and not on Windows."""
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(_number: int, _frame: object) -> None:
    raise _Late


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
        with _limited():
            return pipeline.read(article)
    except VerbaleError:
        raise
    except _Late:
        return InputError(f"{article.name} takes longer than {SECONDS / 60:g} minutes to understand; split it")
    except Exception as error:  # noqa: BLE001 - one article must not cost the others, and what broke is told
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}, line {at.lineno}"
        return InputError(f"{article.name} cannot be understood: {type(error).__name__} in {where}: {error}")
