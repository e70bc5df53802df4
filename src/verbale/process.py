"""A process beside this one, and the pipe between the two.

Each has a pipe of its own and shares no lock: whatever becomes of one, even that it ends in the middle of what it hands
on, holds up nobody. (The processes of a pool share one pipe, of which the pool itself holds both ends: where one was
killed as it wrote, the standard library's waited for ever for the rest, and those of others for its lock.)
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from threading import Thread
from traceback import format_exc
from typing import Any, TypeVar

from verbale.errors import VerbaleError

Made = TypeVar("Made")

PATIENCE = 5
"""Seconds that a process has to end when it is told to."""


class Ended(Exception):
    """The other process is gone."""


class Process:
    """Another process, begun at once: it does `does` with its end of the pipe.

    It hears of no Ctrl-C, and ends where this one does, or where memory is wanting. Raises OSError where the system
    gives no process.
    """

    def __init__(self, does: Callable[[Connection], None]) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        self._pipe = here
        self._outbox: Outbox | None = None
        self._process = context.Process(target=_do, args=(does, there), daemon=True)
        try:
            with _uninterrupted():
                self._process.start()
        except OSError:
            self._pipe.close()
            raise
        finally:
            there.close()  # none but the other process holds that end: where it goes, the pipe tells

    def has_sent(self, within: float = 0) -> bool:
        """Whether there is something to receive within so many seconds, be it that it is gone."""
        return self._pipe.poll(within)

    def send(self, what: Any) -> None:
        """Hand something on, which may last until the other takes it. Raises Ended."""
        try:
            self._pipe.send(what)
        except OSError as error:
            raise Ended from error

    def receive(self) -> bytes:
        """The next that it sent, for `unpacked`, once it is there. Raises Ended."""
        try:
            return self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise Ended from error

    def post(self, what: Any) -> None:
        """Have something handed on, whenever the other takes it; that it is gone is learnt by who receives."""
        self._outbox = self._outbox or Outbox(self._pipe)
        self._outbox.put(what)

    def stop(self) -> None:
        """Have it end at once, whatever it does, for a thread that waits for it: that learns so, and is to `end` it."""
        self._process.kill()

    def end(self) -> None:
        """End it, whatever it does: it writes nothing."""
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(PATIENCE)
        if self._outbox:
            self._outbox.close()
        self._pipe.close()


class Outbox:
    """Sends through a pipe what it is given, in a thread of its own: who gives it waits for nobody to take it.

    Two that give each other more than a pipe holds would else wait for each other.
    """

    def __init__(self, pipe: Connection, packed: Callable[[Any], memoryview] = ForkingPickler.dumps) -> None:
        self._pipe = pipe
        self._packed = packed
        self._waiting: SimpleQueue[memoryview | None] = SimpleQueue()
        self._thread = Thread(target=self._send, daemon=True)
        self._thread.start()

    def put(self, what: Any) -> None:
        """Have something sent, as it is now."""
        self._waiting.put(self._packed(what))

    def close(self) -> None:
        """Send what waits, and no more; where the other side is gone, nothing."""
        self._waiting.put(None)
        self._thread.join(PATIENCE)

    def _send(self) -> None:
        with suppress(OSError):  # the other side is gone
            while (some := self._waiting.get()) is not None:
                self._pipe.send_bytes(some)


def unpacked(received: bytes | memoryview) -> Any:
    """What was sent; where it is what went wrong with the other process, that is raised."""
    what = ForkingPickler.loads(received)
    if isinstance(what, Exception):
        raise what
    return what


def outcome(make: Callable[[], Made]) -> Made | VerbaleError | RuntimeError:
    """What is made, or what is wrong with it, as another process can be told."""
    try:
        return make()
    except VerbaleError as error:
        return error
    except MemoryError:
        raise  # this process ends, as it does where the system ends it for that
    except Exception:  # noqa: BLE001 - told by who ordered it: not each of them can be handed on
        return RuntimeError(format_exc())


def told(make: Callable[[], Any]) -> memoryview:  # Any: whatever is made
    """The outcome as it is sent, or that it cannot be, for `unpacked`."""
    what = outcome(make)
    try:
        return ForkingPickler.dumps(what)
    except Exception:  # noqa: BLE001 - what a stranger's annotator makes may hold anything
        return ForkingPickler.dumps(RuntimeError(format_exc()))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process begun meanwhile hears of no Ctrl-C, not even as it begins: this one does, and ends it.

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


def _do(does: Callable[[Connection], None], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()
    with suppress(MemoryError):
        does(pipe)


def _end_with_the_first() -> None:
    """Go when the process goes that began this one: where that was killed it ends no other."""
    if (first := parent_process()) is not None:
        first.join()
        os._exit(1)
