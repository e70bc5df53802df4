"""What a rebuild has prepared: what articles bring, made in other processes before it is their turn to be settled.

Preparing and weighing are pure, so the record is the same to the byte, however many processes there are.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from itertools import cycle, islice
from multiprocessing import parent_process
from multiprocessing.reduction import ForkingPickler
from operator import attrgetter
from threading import Thread
from typing import TYPE_CHECKING, Any

from verbale.errors import WorkerLost
from verbale.model.board import New, Stretches, Waiting
from verbale.model.evidence import Judgement, Observation
from verbale.model.negotiation import CONTENT_TYPES, Event, Linkage, Statement
from verbale.model.record import Relay, Telling, Who
from verbale.model.text import Passage
from verbale.record.preparing import Brought, Prepared, all_prepared, prepared
from verbale.record.weighing import Pair, Weighed, look_at, weighed

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_AT_ONCE = 8
"""Articles that a process prepares in one go."""
_WEIGHED = (Statement, Event, Linkage)
"""The kinds of content whose pairs are weighed elsewhere: nearly all."""
_LATELY = 65_000
"""How many tellings a process remembers that it prepared: those of some four thousand articles."""

_held: OrderedDict[str, Telling[Any]] = OrderedDict()  # what this process prepared lately, where it prepares


class Ahead:
    """Has what articles bring prepared in other processes before they are settled, in their order (a `Preparer`).

    An article whose rows or judgements are others by then than those it was prepared from is prepared anew. Pairs of
    what a process prepared lately are weighed there (a `Weigher`), while this one puts tellings into the record.
    """

    def __init__(self, executors: Sequence[Executor], waiting: Iterator[Waiting], decided: Sequence[Judgement]) -> None:
        self._executors = executors
        self._next = cycle(range(len(executors)))
        self._waiting = waiting
        self._decided = decided
        self._made: dict[str, tuple[Waiting, Future[list[Prepared]], int, int]] = {}
        self._lately: OrderedDict[str, tuple[Telling[Any], int]] = OrderedDict()
        self._most = 0

    def fill(self, count: int) -> None:
        """Have articles prepared until the results of so many lie ready or are under way."""
        self._most = count
        while len(self._made) < count and (some := list(islice(self._waiting, _AT_ONCE))):
            by = next(self._next)
            future = self._executors[by].submit(_prepared, some, self._decided)
            self._made |= {one.key: (one, future, at, by) for at, one in enumerate(some)}

    def __call__(self, waiting: Sequence[Waiting], decided: Sequence[Judgement], /) -> list[Prepared]:
        """What each article brings by the judgements that stand, in the same order; raises WorkerLost."""
        fits = decided == self._decided
        return [self._taken(one, decided, fits=fits) for one in waiting]

    def _taken(self, one: Waiting, decided: Sequence[Judgement], *, fits: bool) -> Prepared:
        was, future, at, by = self._made.pop(one.key, (None, None, 0, 0))
        if not (future and fits and one == was):
            return prepared(one, decided)
        made = future.result()[at]
        self._lately |= {
            told.key: (told, by) for b in made.brought if isinstance((told := b.new.telling).content, _WEIGHED)
        }
        while len(self._lately) > _LATELY:
            self._lately.popitem(last=False)
        return made

    def weigh(self, pairs: Sequence[Pair], /) -> Callable[[], Iterable[Weighed]]:
        """Has pairs weighed by the processes that prepared both tellings as they are, and more articles prepared."""
        theirs: dict[int, list[int]] = {}
        for at, (a, b) in enumerate(pairs):
            one, two = self._lately.get(a.key), self._lately.get(b.key)
            if one and two and one[0] is a and two[0] is b and one[1] == two[1]:
                theirs.setdefault(one[1], []).append(at)
        asked = {by: [(pairs[at][0].key, pairs[at][1].key) for at in places] for by, places in theirs.items()}
        futures = {by: self._executors[by].submit(_weighed, keys) for by, keys in asked.items()}
        self.fill(self._most)

        def had() -> Iterable[Weighed]:
            found: list[Weighed | None] = [None] * len(pairs)
            for by, future in futures.items():
                for at, one in zip(theirs[by], future.result(), strict=True):
                    found[at] = one
            return (one or weighed(*pair) for one, pair in zip(found, pairs, strict=True))

        return had


def _prepared(waiting: Sequence[Waiting], decided: Sequence[Judgement]) -> list[Prepared]:
    made = all_prepared(waiting, decided)
    for told in (b.new.telling for one in made for b in one.brought):
        if isinstance(told.content, _WEIGHED):
            _held[told.key] = told
            look_at(told)
    while len(_held) > _LATELY:
        _held.popitem(last=False)
    return made


def _weighed(pairs: Sequence[tuple[str, str]]) -> list[Weighed | None]:
    """Pairs of what this process prepared lately, by their keys; None for those of which it has forgotten one."""
    both = ((_held.get(a), _held.get(b)) for a, b in pairs)
    return [weighed(a, b) if a and b else None for a, b in both]


@contextmanager
def ahead_of(waiting: Iterator[Waiting], decided: Sequence[Judgement], workers: int) -> Iterator[Ahead]:
    """What articles bring, prepared in `workers` processes; raises WorkerLost where one of them is ended."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # One each, so that what a process prepared can be weighed there.
    executors = [ProcessPoolExecutor(1, get_context("spawn"), _begin_preparing) for _ in range(workers)]
    try:
        yield Ahead(executors, waiting, decided)
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a process that prepares was ended, perhaps for want of memory; go on with fewer --workers"
        ) from error
    finally:
        for executor in executors:
            executor.shutdown(cancel_futures=True)


def _begin_preparing() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is made is handed on and holds nothing in circles
    Thread(target=_end_with_the_writer, daemon=True).start()
    for kind in _HANDED_ON:
        ForkingPickler.register(kind, partial(_by_fields, attrgetter(*(f.name for f in fields(kind)))))


def _end_with_the_writer() -> None:
    """Go when the process goes for which this one prepares: where that was killed it ends no other."""
    if (writer := parent_process()) is not None:
        writer.join()
        os._exit(1)


_HANDED_ON: tuple[type[Any], ...] = (Brought, New, Stretches, Telling, *CONTENT_TYPES, Passage, Who, Relay, Observation)
"""What there is most of in what is handed on: Python takes twice as long to pickle a dataclass with slots."""
_KEPT_BY = {kind: tuple(getattr(kind, f.name).__set__ for f in fields(kind)) for kind in _HANDED_ON}


def _by_fields(
    values: Callable[[Any], Any], one: Any
) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # Any: dataclasses
    return (_of_fields, (type(one), values(one)))


def _of_fields(kind: type[Any], values: Iterable[Any]) -> Any:
    made = object.__new__(kind)
    for keep, value in zip(_KEPT_BY[kind], values, strict=True):
        keep(made, value)
    return made
