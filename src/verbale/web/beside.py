"""A process beside the desk that makes pages of its dossier, and the pipe between the two.

Each has a pipe of its own and shares no lock: whatever becomes of one, even that it ends in the middle of a page, holds
up nobody. (The processes of a pool share one pipe: where one was killed as it wrote, the pool waited for ever for the
other half of its page.)
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from traceback import format_exc

from verbale.api.asking import Served
from verbale.errors import VerbaleError
from verbale.web.ordering import Order, made
from verbale.web.warming import common

Opens = Callable[[], Served]
"""Opens a dossier that is served once more, in another process."""
Answer = bytes | VerbaleError | RuntimeError
"""A page, or what is wrong with it."""
WHOLE = 64
"""So many pages are made before garbage is looked for in all that is held."""
LONGEST = 120
"""Seconds after which a process that makes a page is held to hang, and is ended."""
PATIENCE = 5
"""Seconds that a process has to end when it is told to."""


class Ended(Exception):
    """The other process is gone."""


class Other:
    """One other process, begun at once: it opens the dossier, makes its commonest pages in vain, and is ready.

    Raises OSError where the system gives no process.
    """

    def __init__(self, opens: Opens) -> None:
        context = get_context("spawn")
        self._pipe, there = context.Pipe()
        self._ready = False
        self._process = context.Process(target=_make, args=(there, opens), daemon=True)
        try:
            with _uninterrupted():
                self._process.start()
        except OSError:
            self._pipe.close()
            raise
        finally:
            there.close()  # none but the other process holds that end: where it goes, the pipe tells

    def ready(self) -> bool:
        """Whether it has begun. Raises Ended where it could not: a server may have no connection left for it, or the
        dossier's file moved."""
        if not self._ready and self._pipe.poll():
            self._ready = self._received() is not None
        return self._ready

    def page(self, order: Order) -> bytes:
        """The page that is ordered, of a process that is ready. Raises what is wrong with it, or Ended."""
        try:
            self._pipe.send(order)
            hangs = not self._pipe.poll(LONGEST)
        except OSError as error:
            raise Ended from error
        if hangs:
            self.end()
            raise Ended
        answer = self._received()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _received(self) -> Answer:
        try:
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise Ended from error
        return answer

    def end(self) -> None:
        """End it, whatever it does: it writes nothing."""
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(PATIENCE)
        self._pipe.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process begun meanwhile hears of no Ctrl-C, not even as it begins: the desk does, and ends it.

    It takes over what this thread holds back; no other thread could have the signal ignored.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # as it begins it lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _make(pipe: Connection, opens: Opens) -> None:
    """Make pages, one at a time, as long as the desk is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        served = opens()
    except (VerbaleError, OSError, MemoryError):
        return  # the desk sees that the pipe is closed
    for order in common(served):
        _answer(served, order)
    gc.disable()  # garbage is looked for when a page is on its way and nobody waits
    gc.collect()
    gc.freeze()  # all pages are made of this
    with suppress(EOFError, OSError):  # the desk is gone
        pipe.send(b"")
        for number in count(1):
            pipe.send(_answer(served, pipe.recv()))
            gc.collect(1 if number % WHOLE else 2)


def _answer(served: Served, order: Order) -> Answer:
    try:
        return made(served, order)
    except VerbaleError as error:
        return error
    except Exception:  # noqa: BLE001 - told by the desk: not each of them can be handed on
        return RuntimeError(format_exc())
