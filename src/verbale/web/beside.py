"""A process beside the desk that makes pages of its dossier, one at a time."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from multiprocessing.connection import Connection

from verbale.api.asking import Served
from verbale.errors import VerbaleError
from verbale.process import PARTS, Ended, Parted, Process, outcome, part, unpacked
from verbale.web.ordering import Made, Order, made
from verbale.web.warming import common

_PART = None
"""What one is sent that is to part, in the place of an order."""
Opens = Callable[[], Served]
"""Opens a dossier that is served once more, in another process."""
WHOLE = 64
"""So many pages are made before garbage is looked for in all that is held."""
LONGEST = 120
"""Seconds after which a process that makes a page is held to hang, and is ended."""


class Other:
    """One other process, begun at once: it opens the dossier, makes its commonest pages in vain, and is ready.

    It is parted from `like`, one that is ready and makes no page, where that is given: what that made in vain, it need
    not. Raises OSError where the system gives no process.
    """

    def __init__(self, opens: Opens, like: Other | None = None) -> None:
        self._ready = False
        self.process: Process | Parted = Parted(like.process, _PART) if like else Process(partial(_make, opens))

    @property
    def parts(self) -> bool:
        """Whether others can be parted from it."""
        return PARTS and self._ready

    def ready(self) -> bool:
        """Whether it has begun. Raises Ended where it could not: a server may have no connection left for it, or the
        dossier's file moved."""
        if not self._ready and self.process.has_sent():
            self.process.receive()
            self._ready = True
        return self._ready

    def page(self, order: Order) -> Made:
        """The page that is ordered, of a process that is ready. Raises what is wrong with it, or Ended."""
        self.process.send(order)
        if not self.process.has_sent(LONGEST):
            self.end()
            raise Ended
        page: Made = unpacked(self.process.receive())
        return page

    def end(self) -> None:
        """End it, whatever it does: it writes nothing."""
        self.process.end()


def _make(opens: Opens, pipe: Connection) -> None:
    """Make pages, one at a time, as long as the desk is there."""
    try:
        served = opens()
    except (VerbaleError, OSError):
        return  # the desk sees that the pipe is closed
    for order in common(served):
        outcome(partial(made, served, order))  # one that fails is told to whoever asks for it
    gc.disable()  # garbage is looked for when a page is on its way and nobody waits
    gc.collect()
    gc.freeze()  # all pages are made of this
    with suppress(EOFError, OSError):  # the desk is gone
        pipe.send(os.getpid())
        for number in count(1):
            while (order := pipe.recv()) is _PART:
                pipe = part(pipe, served.store.close)
            pipe.send(outcome(partial(made, served, order)))
            gc.collect(1 if number % WHOLE else 2)
