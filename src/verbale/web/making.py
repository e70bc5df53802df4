"""Where pages are made: in this process, or, where several are asked for at once, in others beside it.

Python does one thing at a time: of pages made at once in one process each takes as long as all of them. Others make one
page each, and this one is left to those who decide.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Condition
from time import monotonic

from verbale import recall
from verbale.api.asking import Served, asked
from verbale.process import Ended
from verbale.web.beside import Opens, Other
from verbale.web.ordering import Made, Order, made

MOST = 4
"""Processes beside this one: more than forty readers keep busy, and as many as let a short page pass a long one."""
REST = 60.0
"""Seconds for which no other is begun where one ended or could not open the dossier; twice as long each next time."""
LONGEST_REST = 3_600.0
BEGINS = 300.0
"""Seconds after which one that is not ready is given up: the next begins only then."""

Make = Callable[[Order], Made]


def beside() -> int:
    """How many processes make pages beside this one; none where there is one core.

    They are more than two cores: the system gives each its turn, and a page that is soon made need not wait until two
    that take long are done.
    """
    return MOST if (os.cpu_count() or 1) > 1 else 0


class Makers:
    """Makes the pages of a dossier; in other processes from when two were first asked for at once.

    These are begun by then and not before, as most desks have one reader, and one after another, so that who asks
    meanwhile is left a core; `count` says how many. What the tables do not hold, as the record of a past day,
    is added up here, where it is held for all pages.
    """

    def __init__(self, served: Served, opens: Opens | None = None, count: int = 0) -> None:
        self._served = served
        self._opens = opens
        self._count = count
        self._changes = Condition()
        self._asked = 0
        self._begun: list[Other] = []  # not yet ready
        self._begun_at = monotonic()
        self._ready: list[Other] = []
        self._free: list[Other] = []  # of those that are ready
        self._queue: deque[object] = deque()  # of those who wait for one
        self._rests_until = monotonic()
        self._rest = REST

    @property
    def elsewhere(self) -> bool:
        """Whether other processes make pages by now."""
        self._look()
        with self._changes:
            return bool(self._ready)

    @contextmanager
    def turn(self, order: Order) -> Iterator[Make]:
        """Wait until a page can be begun; what makes it."""
        with self._changes:
            self._asked += 1
        try:
            other = self._other(order)
            if other is None:
                self._served.precedence.give()
                yield partial(made, self._served)
            else:
                try:
                    yield partial(self._made_by, other)
                finally:
                    self._give_back(other)
        finally:
            with self._changes:
                self._asked -= 1

    def close(self) -> None:
        """End the other processes, whatever they do: who waits for a page of theirs is given one made here."""
        with self._changes:
            others = self._begun + self._ready
            self._opens, self._begun, self._ready, self._free = None, [], [], []
            self._changes.notify_all()
        for other in others:
            other.end()

    def _other(self, order: Order) -> Other | None:
        """Another process that makes a page, once one is free; None where this one does."""
        with self._changes:
            if self._asked > 1:
                self._begin()
        if not self.elsewhere:
            return None
        if not _in_tables(self._served, order):
            return None
        with self._changes:
            mine = object()
            self._queue.append(mine)  # who has waited longest is next
            self._changes.wait_for(lambda: not self._ready or (self._free and self._queue[0] is mine))
            self._queue.remove(mine)
            self._changes.notify_all()
            return self._free.pop() if self._free else None

    def _begin(self) -> None:
        """Begin one more, unless one begins, or none is wanting or to be had for now."""
        if self._opens is None or self._begun or len(self._ready) >= self._count or monotonic() < self._rests_until:
            return
        try:
            self._begun.append(Other(self._opens))
            self._begun_at = monotonic()
        except OSError:  # no process is to be had
            self._rests()

    def _free_again(self, other: Other) -> None:
        """Have a process that is ready make whatever page is next."""
        self._free.append(other)
        self._changes.notify_all()

    def _look(self) -> None:
        """See whether those that were begun are ready; one that could not begin is gone."""
        gone: list[Other] = []
        with self._changes:
            for other in tuple(self._begun):
                try:
                    is_ready = other.ready()
                    is_lost = not is_ready and monotonic() - self._begun_at >= BEGINS
                except Ended:
                    is_ready, is_lost = False, True
                if is_ready:
                    self._ready.append(other)
                    self._rest = REST
                elif is_lost:
                    gone.append(other)
                    self._rests()
                else:
                    continue
                self._begun.remove(other)
                if is_ready:
                    self._free_again(other)
                self._changes.notify_all()
        for other in gone:
            other.end()

    def _rests(self) -> None:
        self._rests_until = monotonic() + self._rest
        self._rest = min(2 * self._rest, LONGEST_REST)

    def _give_back(self, other: Other) -> None:
        with self._changes:
            if other in self._ready:
                self._free_again(other)

    def _made_by(self, other: Other, order: Order) -> Made:
        """A page that another process made; this one where that ended."""
        try:
            return other.page(order)
        except Ended:
            with self._changes:
                if other in self._ready:
                    self._ready.remove(other)
                    self._rests_until = monotonic() + REST
                self._changes.notify_all()
            other.end()
            return made(self._served, order)


def _in_tables(served: Served, order: Order) -> bool:
    """Whether the tables hold the record of the day that is asked for."""
    return recall.answers(served.store, asked(served, order.request.query_params).known_on)
