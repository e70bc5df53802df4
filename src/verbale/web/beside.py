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
from verbale.process import Ended, Process, outcome, unpacked
from verbale.web.ordering import Made, Order, made
from verbale.web.warming import common

Opens = Callable[[], Served]
"""Opens a dossier that is served once more, in another process."""
WHOLE = 64
"""So many pages are made before garbage is looked for in all that is held."""
LONGEST = 120
"""Seconds after which a process that makes a page is held to hang, and is ended."""


class Other:
    """One other process, begun at once: it opens the dossier, makes its commonest pages in vain, and is ready.

    Raises OSError where the system gives no process. (It is begun anew and not parted from another by a fork: SQLite
    does not bear that, and pages of such a process were of a state before the last decisions.)
    """

    def __init__(self, opens: Opens) -> None:
        self._ready = False
        self.process = Process(partial(_make, opens))

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
            pipe.send(outcome(partial(made, served, pipe.recv())))
            gc.collect(1 if number % WHOLE else 2)
