"""Where pages are made: in this process, or, where several are asked for at once, in others beside it.

Python does one thing at a time: of pages made at once in one process each takes as long as all of them. Others make one
page each, and this one is left to those who decide.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache, partial
from multiprocessing import get_context, parent_process
from threading import Lock, Semaphore, Thread

from verbale import recall
from verbale.api.asking import Served, asked
from verbale.errors import VerbaleError
from verbale.web.ordering import Order, made

MOST = 4
"""Processes beside this one at most: more than forty readers keep busy."""
TRIES = 2
"""How often others are begun: where these die, or cannot open the dossier, this process does without them."""

Make = Callable[[Order], bytes]
Opens = Callable[[], Served]
"""Opens a dossier that is served once more, in another process."""


def beside() -> int:
    """How many processes make pages beside this one: as many as there are cores, none where there is one."""
    cores = min(os.cpu_count() or 1, MOST)
    return cores if cores > 1 else 0


class Makers:
    """Makes the pages of a dossier; in other processes from when two were first asked for at once.

    These are begun by then and not before, as most desks have one reader; `count` says how many, each opens the dossier
    anew. What the tables do not hold, as the record of a past day, is added up here, where it is held for all pages.
    """

    def __init__(self, served: Served, opens: Opens | None = None, count: int = 0) -> None:
        self._served = served
        self._opens = opens
        self._count = count
        self._tries = TRIES if count else 0
        self._turns = Semaphore(count)
        self._lock = Lock()
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None
        self._ready: list[Future[bool]] = []

    @property
    def elsewhere(self) -> ProcessPoolExecutor | None:
        """The other processes, once one has opened the dossier."""
        return self._pool if any(one.done() and not one.exception() and one.result() for one in self._ready) else None

    @contextmanager
    def turn(self, order: Order) -> Iterator[Make]:
        """Wait until a page can be begun; what makes it."""
        with self._lock:
            self._asked += 1
        try:
            pool = self._others()
            if pool is None or not _in_tables(self._served, order):
                self._served.precedence.give()
                yield partial(made, self._served)
            else:
                with self._turns:
                    yield partial(self._made_by, pool)
        finally:
            with self._lock:
                self._asked -= 1

    def close(self) -> None:
        """End the other processes."""
        with self._lock:
            pool, self._pool, self._ready = self._pool, None, []
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _others(self) -> ProcessPoolExecutor | None:
        with self._lock:
            if self._asked > 1:
                with suppress(OSError):  # no process is to be had: this one makes all pages
                    self._begin()
            return self.elsewhere

    def _begin(self) -> None:
        """Begin the other processes where there are none, or none that could open the dossier."""
        if self._pool and not self.elsewhere and all(one.done() for one in self._ready):
            self._let_go(self._pool)
        if self._pool is None and self._opens and self._tries:
            self._tries -= 1
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _begin_making, (self._opens,))
            with _uninterrupted():
                self._ready = [self._pool.submit(_is_open) for _ in range(self._count)]

    def _let_go(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool, self._ready = None, []
            pool.shutdown(wait=False)

    def _made_by(self, pool: ProcessPoolExecutor, order: Order) -> bytes:
        """A page that another process made; this one where that was ended, or cannot open the dossier."""
        answer: bytes | VerbaleError | None
        try:
            told = pool.submit(_told, order)
        except (RuntimeError, OSError):  # it was let go meanwhile, or no process is to be had
            return made(self._served, order)
        try:
            answer = told.result()
        except BrokenProcessPool:
            with self._lock:
                self._let_go(pool)
            answer = None
        if isinstance(answer, VerbaleError):
            raise answer
        return made(self._served, order) if answer is None else answer


def _in_tables(served: Served, order: Order) -> bool:
    """Whether the tables hold the record of the day that is asked for."""
    return recall.answers(served.store, asked(served, order.request.query_params).known_on)


_opens: list[Opens] = []  # of a process that makes pages, what opens its dossier


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes begun meanwhile hear of no Ctrl-C, not even as they begin: the desk does, and lets these go.

    They take over what this thread holds back; no other thread could have the signal ignored.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_making(opens: Opens) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_desk, daemon=True).start()
    _opens.append(opens)


def _end_with_the_desk() -> None:
    """Go when the desk goes: where that was killed it ends no other."""
    if (desk := parent_process()) is not None:
        desk.join()
        os._exit(1)


@cache
def _served() -> Served:
    return _opens[0]()


def _is_open() -> bool:
    """Whether this process has opened the dossier: a server may have no connection left for it, or its file moved."""
    with suppress(VerbaleError, OSError, MemoryError):
        _served()
        return True
    return False


def _told(order: Order) -> bytes | VerbaleError | None:
    """The page that is ordered, or what is wrong with it; None where the dossier cannot be opened."""
    if not _is_open():
        return None
    try:
        return made(_served(), order)
    except VerbaleError as error:
        return error
    except Exception as error:
        raise RuntimeError(f"{type(error).__name__}: {error}") from error  # of others not each can be handed on
