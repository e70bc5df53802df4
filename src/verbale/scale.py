"""The mappers: articles in, readings out in the same order, in this process or in several.

Understanding is pure, so every mapper gives the same readings to the byte.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from logging import ERROR
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, Protocol
from warnings import catch_warnings

from verbale.errors import ClusterError, InputError, VerbaleError, WorkerLost
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.model.text import Article
from verbale.process import Ended, Process, told, unpacked

if TYPE_CHECKING:
    from verbale.understanding.pipeline import Pipeline

AHEAD = 8
"""Articles that are read ahead of the one asked for, for each worker: bounds memory on endless input."""
LIMIT = 600.0
"""Seconds after which a process that reads one article is ended; of computing, where it is this process."""
START = 600.0
"""Seconds that a process has to begin."""
TRIES = 2
"""Processes that read an article, where they are ended; and that are begun, where they end before they are ready."""
HELD = 2
"""Articles that a process has: one that it reads, and one that it goes on with."""
LOST = 10
"""Articles in a row that end the processes that read them, after which it is no fault of theirs."""

_LOST = (
    "the processes that read are ended one after the other, perhaps for want of memory; "
    "add the rest with fewer --workers"
)

Result = Reading | InputError
Answer = Result | VerbaleError
"""What a process says of an article; an error of another kind concerns all of them."""

_pipelines: dict[tuple[str, str | None], Pipeline | VerbaleError] = {}  # of a worker process, by brief and model


class Mapper(Protocol):
    """Reads articles, in order."""

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Result]:
        """For each article, in the same order, its reading, or why it could not be read."""


class Workers(Protocol):
    """Processes that read, `count` at once. One that is ended is replaced."""

    count: int

    def submit(self, article: Article, /) -> Any:  # Any: what `result` takes
        """Have an article read by whichever is free."""

    def result(self, submitted: Any, /) -> Answer | None:  # Any: what `submit` gave
        """What one said of an article; None where it ended two of them, or took too long."""

    def close(self) -> None:
        """End the processes."""


def mapper(brief: Brief, *, model: str | None = None, workers: int | None = 1, on: str | None = None) -> Mapper:
    """What reads for a brief: this process, several (as many as there are cores where None), or a cluster.

    `on` is `ray`, or the address of a Ray cluster, `ray://HOST:PORT`. Raises InputError for any other.
    """
    if on is None:
        return serial(brief, model=model) if workers == 1 else pool(brief, workers=workers, model=model)
    if on != "ray" and not on.startswith("ray://"):
        raise InputError(f"--on {on} names no cluster; give ray, or ray://HOST:PORT")
    return cluster(brief, address=None if on == "ray" else on, model=model)


def serial(brief: Brief, *, model: str | None = None) -> Mapper:
    """Reads in this process, one article after the other; the language model is loaded with the first."""

    def read(articles: Iterable[Article]) -> Iterator[Result]:
        from verbale.understanding.builtin import build

        pipeline = None
        for article in articles:
            pipeline = pipeline or build(brief, model=model)
            yield _told(article, _in_time(pipeline, article))

    return read


def pool(brief: Brief, *, workers: int | None = None, model: str | None = None) -> Mapper:
    """Reads in `workers` processes of this machine (as many as there are cores where None)."""

    def read(articles: Iterable[Article]) -> Iterator[Result]:
        return spread(articles, _Processes(brief, model, workers or os.cpu_count() or 1))

    return read


def cluster(brief: Brief, *, address: str | None = None, model: str | None = None) -> Mapper:
    """Reads on the Ray cluster at an address, or on one of this machine's own, one process a core.

    Raises ClusterError where Ray is not installed or the cluster cannot be reached.
    """

    def read(articles: Iterable[Article]) -> Iterator[Result]:
        return spread(articles, _Tasks(brief, model, address))

    return read


def spread(articles: Iterable[Article], workers: Workers) -> Iterator[Result]:
    """Have articles read by several processes at once. One that ends its process twice is set aside.

    Raises WorkerLost where one after the other does: then the machine is at fault, and what follows is not read.
    """
    waiting: deque[tuple[Article, Any]] = deque()  # Any: as Workers have it
    coming = iter(articles)
    lost = 0
    try:
        while True:
            for article in islice(coming, AHEAD * workers.count + 1 - len(waiting)):
                waiting.append((article, workers.submit(article)))
            if not waiting:
                return
            first, submitted = waiting.popleft()
            answer = workers.result(submitted)
            lost = lost + 1 if answer is None else 0
            if lost == LOST:
                raise WorkerLost(_LOST)
            yield _told(first, answer)
    finally:
        workers.close()


def _told(article: Article, answer: Answer | None) -> Result:
    """What is said of an article; raises what concerns all of them."""
    if answer is None:
        return InputError(
            f"{article.name} ended two processes that read it, or took more than {LIMIT / 60:.0f} minutes; "
            "it is set aside, and can be added again by itself"
        )
    if isinstance(answer, Reading | InputError):
        return answer
    raise answer


class _Processes:
    """Workers on this machine."""

    def __init__(self, brief: Brief, model: str | None, count: int) -> None:
        self.count = count
        self._reads = partial(answer, brief.hash, brief, model)
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._left = 0
        self._lock = Lock()

    def submit(self, article: Article, /) -> Future[bytes | None]:
        """Have an article read by whichever is free."""
        order = _Order(article)
        self._orders.put(order)
        if len(self._workers) < self.count:
            with self._lock:
                self._left += 1
            self._workers.append(_Worker(self._reads, self._orders, self._may_leave))
        return order.came

    def result(self, submitted: Future[bytes | None], /) -> Answer | None:
        """What one said of an article, or another where that was ended; None where it took too long.

        Raises what concerns all of them: WorkerLost where none begins.
        """
        received = submitted.result()
        try:
            found: Answer | None = None if received is None else unpacked(received)
        except InputError as error:
            return error
        return found

    def _may_leave(self) -> bool:
        """Whether a worker for which no process begins may leave what it was given to others; the last may not."""
        with self._lock:
            may = self._left > 1
            self._left -= may
        return may

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()
        self._orders.put(None)
        for worker in self._workers:
            worker.thread.join()


@dataclass
class _Order:
    """An article that is to be read, and what came of it, as it is sent by a process."""

    article: Article
    came: Future[bytes | None] = field(default_factory=Future)
    lost: int = 0
    """How many processes ended as they read it."""


class _Worker:
    """A process that reads what is ordered, and where it was ended another in its place; a thread looks after both.

    One article is handed on beforehand, so that the process waits for nobody when it is done with the one before.
    """

    def __init__(
        self, reads: Callable[[Article], Answer], orders: SimpleQueue[_Order | None], may_leave: Callable[[], bool]
    ) -> None:
        self._reads = reads
        self._may_leave = may_leave
        self._orders = orders
        self._held: deque[_Order] = deque()
        """What was handed on; the first is being read."""
        self._process: Process | None = None
        self._closed = False
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Have it end, whatever it does."""
        self._closed = True
        if process := self._process:
            process.stop()

    def _serve(self) -> None:
        """Have what is ordered read by one process after the other."""
        while not self._closed:
            if not self._held:
                if (first := self._orders.get()) is None:
                    self._orders.put(None)  # so that each hears of it
                    return
                self._held.append(first)
            try:
                self._have_read(self._begun())
            except Ended:
                self._held[0].lost += 1
                if self._held[0].lost == TRIES:
                    self._held.popleft().came.set_result(None)
            except Exception as error:  # noqa: BLE001 - whoever waits for an article is told
                if isinstance(error, WorkerLost) and self._may_leave():
                    while self._held:
                        self._orders.put(self._held.popleft())
                    return
                while self._held:
                    self._held.popleft().came.set_exception(error)
            finally:
                self._end()

    def _have_read(self, process: Process) -> None:
        """Have a process read on until no more is ordered or an article takes too long. Raises Ended."""
        for held in self._held:
            process.post(held.article)
        while self._held:
            received = process.receive() if process.has_sent(LIMIT) else None
            self._held.popleft().came.set_result(received)
            if received is None:
                return
            while len(self._held) < HELD and (order := self._next()):
                self._held.append(order)
                process.post(order.article)

    def _next(self) -> _Order | None:
        """The next order, waited for where none is held; None where there is no more, or not now."""
        with suppress(Empty):
            if order := self._orders.get(block=not self._held):
                return order
            self._orders.put(None)  # so that each hears of it
        return None

    def _begun(self) -> Process:
        """A process that is ready. Raises WorkerLost where none begins."""
        for _ in range(TRIES):
            with suppress(Ended, OSError):
                process = Process(partial(_read, self._reads))
                self._process = process
                if self._closed:
                    process.stop()
                if process.has_sent(START):
                    process.receive()
                    return process
            self._end()
        raise WorkerLost(_LOST)

    def _end(self) -> None:
        if self._process:
            self._process.end()
        self._process = None


class _Tasks:
    """Workers on a Ray cluster, as many as it had cores when it was reached.

    Every node has the same Verbale and language model. Ray keeps a process a core, and puts another in the place of one
    that was ended or lost with its node.
    """

    def __init__(self, brief: Brief, model: str | None, address: str | None) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
        try:
            import ray
        except ImportError as error:
            raise ClusterError("Ray is not installed; run: pip install 'verbale[ray]'") from error
        self._ray = ray
        try:
            with catch_warnings(action="ignore"):  # what Ray warns of is in the error
                ray.init(address, include_dashboard=False, log_to_driver=False, logging_level=ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            self.close()
            last = str(error).strip().splitlines()[-1:]  # a server's own traceback comes before
            raise ClusterError(f"there is no Ray cluster at {address}: {''.join(last).strip()}") from error
        resources = ray.cluster_resources()  # type: ignore[no-untyped-call]  # the library says nothing of it
        self.count = int(resources.get("CPU", 1))
        self._read = ray.remote(num_cpus=1, max_retries=1)(answer)
        self._given = (brief.hash, ray.put(brief), model)

    def submit(self, article: Article, /) -> Any:  # Any: Ray's reference
        """Have an article read by whichever process is free."""
        return self._read.remote(*self._given, article)

    def result(self, submitted: Any, /) -> Answer | None:  # Any: Ray's reference
        """What a process said of an article, or another where that was ended; None where it took too long."""
        try:
            found: Answer = self._ray.get(submitted, timeout=LIMIT)
        except self._ray.exceptions.GetTimeoutError:
            self._ray.cancel(submitted, force=True)
            return None
        except (self._ray.exceptions.WorkerCrashedError, self._ray.exceptions.OutOfMemoryError):
            return None
        except self._ray.exceptions.RayError as error:
            raise ClusterError(f"the Ray cluster is at fault: {error}") from error
        return found

    def close(self) -> None:
        """Leave the cluster."""
        self._ray.shutdown()


def _read(reads: Callable[[Article], Answer], pipe: Connection) -> None:
    """Say of each article that is handed on what is to be said of it, as long as the process that asks is there."""
    with suppress(EOFError, OSError):  # that is gone
        pipe.send(None)
        while True:
            pipe.send_bytes(told(partial(reads, pipe.recv())))


def answer(of: str, brief: Brief, model: str | None, article: Article) -> Answer:
    """What a worker process says of an article; `of` is the hash of the brief. The model is loaded with the first."""
    given = (of, model)
    if given not in _pipelines:
        from verbale.understanding.builtin import build

        try:
            _pipelines[given] = build(brief, model=model)
        except VerbaleError as error:
            _pipelines[given] = error  # told with an article; raised here it would be a traceback from each worker
    pipeline = _pipelines[given]
    return pipeline if isinstance(pipeline, VerbaleError) else _reading(pipeline, article)


class _Late(BaseException):
    """An article has had its time. No annotator catches it."""


def _in_time(pipeline: Pipeline, article: Article) -> Answer | None:
    """The reading, or None after LIMIT; only the main thread of a process can be told, and not on Windows."""
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        return _reading(pipeline, article)
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        return _reading(pipeline, article)
    except _Late:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(_number: int, _frame: object) -> None:
    raise _Late


def _reading(pipeline: Pipeline, article: Article) -> Answer:
    """The reading of an article; where an annotator breaks on it, which may be a stranger's, where and how it did."""
    try:
        return pipeline.read(article)
    except VerbaleError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one article must not cost the others, and what broke is told
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}, line {at.lineno}"
        return InputError(f"{article.name} cannot be understood: {type(error).__name__} in {where}: {error}")
