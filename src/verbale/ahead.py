"""What a rebuild has prepared: what articles bring, made in other processes before it is their turn to be settled.

Preparing and weighing are pure, so the record is the same to the byte, however many processes there are.
"""

from __future__ import annotations

import gc
from array import array
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from verbale.errors import WorkerLost
from verbale.handing import handed_on, handed_on_open
from verbale.model.board import Waiting
from verbale.model.evidence import Judgement
from verbale.model.negotiation import Event, Linkage, Statement
from verbale.model.record import Telling
from verbale.process import PATIENCE, Ended, Outbox, Process, outcome, unpacked
from verbale.record.preparing import Prepared, all_prepared, prepared
from verbale.record.weighing import NOTHING, Pair, Weighed, weighed

Made = TypeVar("Made")

_AT_ONCE = 8
"""Articles that a process prepares in one go."""
_WEIGHED = (Statement.KIND, Event.KIND, Linkage.KIND)
"""The kinds of content whose pairs are weighed elsewhere: nearly all."""
_BEGUN, _MORE = 20, 4
"""So many goes are ordered of a process at first: what it has to do while the one that writes puts into tables.

So many more or less from then on, each time that it had nothing more to do before the next transaction, or too much.
"""
_NEXT = 2
"""So many while that one prepares as well."""
_LEAST = 4
"""So many are always ordered."""
_NUMBER = 8
"""Bytes of the number of what was ordered, before the answer."""
_LATELY = 60_000
"""How many tellings a process remembers that it prepared: those of some 3,400 articles, or two months."""

_held: OrderedDict[int, Telling[Any]] = OrderedDict()
"""What this process prepared or was told of lately, where it prepares, by number."""
_PLACES = 24
"""Bits of a number that tell which it is of the tellings of its article that may be weighed.

Before them stands which article it is of those prepared.
"""


class Ahead:
    """Has what articles bring prepared in other processes before they are settled, in their order (a `Preparer`).

    An article whose rows or judgements are others by then than those it was prepared from is prepared anew. Pairs of
    what a process prepared lately are weighed there (a `Weigher`), while this one puts tellings into the record. Where
    the others have more to do than this one, it prepares some of the articles itself, and one of them is told what they
    bring: all pairs of that would else be weighed here, where nothing is made yet of what the others prepared.
    """

    def __init__(self, others: Sequence[Other], waiting: Iterator[Waiting], decided: Sequence[Judgement]) -> None:
        self._others = others
        self._waiting = waiting
        self._decided = decided
        self._made: dict[str, tuple[Waiting, Answer[list[Prepared]], int, int, int]] = {}
        self._count = 0
        self._here: dict[str, tuple[Waiting, Prepared]] = {}
        self._left_over: set[str] = set()  # of that what was made before the last transaction and did not come into it
        self._passed: set[str] = set()  # what is not to be taken of `waiting` any more
        self._lately: OrderedDict[str, tuple[Telling[Any], int, int]] = OrderedDict()
        self._most = 0
        self._goes = _BEGUN

    def ready(self, count: int) -> None:
        """Do what can be done before so many are settled in a transaction: others that wait to write have their turn.

        Of what is due and nobody began this process prepares some itself, and it unpacks what others have prepared.
        """
        self._measure(count)
        self._here = {key: made for key, made in self._here.items() if key not in self._left_over}
        self._left_over = {*self._here}
        left = list(islice(self._left(), max(0, count - len(self._made) - len(self._here))))
        made = self._shared_out(left)
        self._here |= {one.key: (one, made[one.key]) for one in left if one.key in made}
        self.fill(count + count // 4)
        for answer in dict.fromkeys(answer for _, answer, *_ in islice(self._made.values(), count)):
            answer.unpack()

    def fill(self, count: int) -> None:
        """Have articles prepared until the results of so many lie ready, or each process has so many goes to do."""
        self._most = count
        while len(self._made) < count and (free := self._free(self._goes)):
            if not (some := list(islice(self._left(), _AT_ONCE))):
                break
            self._order(free, some)

    def _left(self) -> Iterator[Waiting]:
        """What waits and was not begun before its turn came here."""
        for one in self._waiting:
            if one.key in self._passed:
                self._passed.remove(one.key)
            else:
                yield one

    def _go_on(self) -> None:
        """Have more prepared by who got on meanwhile."""
        for other in self._others:
            other.take_in()
        self.fill(self._most)

    def _free(self, goes: int) -> tuple[int, Other] | None:
        """The process that has the least to do, and its place, where that is less than so many goes."""
        by, other = min(enumerate(self._others), key=lambda one: one[1].under_way)
        return (by, other) if other.under_way < goes else None

    def _order(self, of: tuple[int, Other], some: Sequence[Waiting]) -> None:
        by, other = of
        first, self._count = self._count, self._count + len(some)
        answer = other.order(_prepared, first, some, self._decided)
        self._made |= {one.key: (one, answer, at, by, first + at) for at, one in enumerate(some)}

    def __call__(self, waiting: Sequence[Waiting], decided: Sequence[Judgement], /) -> list[Prepared]:
        """What each article brings by the judgements that stand, in the same order."""
        if decided != self._decided:  # somebody decided meanwhile: what was prepared by the others is so no more
            self._decided = decided
            self._made.clear()
            self._here.clear()
            self._lately.clear()
        here = {one.key: made for one in waiting if (made := self._prepared_here(one))}
        left = [one for one in waiting if one.key not in self._made and one.key not in here]
        self._passed.update(one.key for one in left)
        here |= self._shared_out(left)
        last = max((self._made[one.key][-1] for one in waiting if one.key in self._made), default=0)
        self.fill(self._most)
        taken = [here.get(one.key) or self._taken(one) for one in waiting]
        # What was to come before these and did not is settled by somebody else, or gone.
        self._made = {key: made for key, made in self._made.items() if made[-1] > last}
        return taken

    def _prepared_here(self, one: Waiting) -> Prepared | None:
        was, made = self._here.pop(one.key, (None, None))
        return made if one == was else None

    def _measure(self, count: int) -> None:
        """Order more at once where processes have nothing to do though so many are not all prepared, or less."""
        for other in self._others:
            other.take_in()
        due = [answer.is_there for _, answer, *_ in islice(self._made.values(), count)]
        if len(due) < count and not all(other.under_way for other in self._others):
            self._goes += _MORE
        elif due.count(False) > _NEXT * _AT_ONCE * len(self._others):
            self._goes = max(_LEAST, self._goes - _MORE)

    def _shared_out(self, waiting: Sequence[Waiting]) -> dict[str, Prepared]:
        """Of what nobody began others are given the first as they get on, and this process prepares the last itself.

        So neither waits for the other, whichever has more to do.
        """
        here: dict[str, Prepared] = {}
        left = list(waiting)
        while left:
            for other in self._others:
                other.take_in()
            if free := self._free(_NEXT):
                some, left = left[:_AT_ONCE], left[_AT_ONCE:]
                self._order(free, some)
            else:
                one = left.pop()
                here[one.key] = prepared(one, self._decided)
        if here:
            self._tell([*here.values()])
        return here

    def _tell(self, made: Sequence[Prepared]) -> None:
        """Have the process that has the least to do know what was prepared here, to weigh it with what it prepared.

        It is told when all is shared out: what it has to do tells until then who prepares the next.
        """
        by, other = min(enumerate(self._others), key=lambda one: one[1].under_way)
        first, self._count = self._count, self._count + len(made)
        other.order(_told, first, bytes(handed_on_open([[*_to_be_weighed(one)] for one in made])))
        for number, one in enumerate(made, first):
            self._know(one, by, number)

    def _know(self, made: Prepared, by: int, number: int) -> None:
        """Note which process knows what an article brings, and under which numbers."""
        first = number << _PLACES
        self._lately |= {told.key: (told, by, at) for at, told in enumerate(_to_be_weighed(made), first)}
        while len(self._lately) > _LATELY:
            self._lately.popitem(last=False)

    def _taken(self, one: Waiting) -> Prepared:
        was, answer, at, by, number = self._made.pop(one.key, (None, None, 0, 0, 0))
        if answer is None or one != was:
            return prepared(one, self._decided)
        made = answer.had()[at]
        self._know(made, by, number)
        return made

    def weigh(self, pairs: Sequence[Pair], /) -> Callable[[], Iterable[Weighed]]:
        """Has pairs weighed by the processes that prepared both tellings as they are, and more articles prepared."""
        theirs: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        before, one = None, None
        for at, (a, b) in enumerate(pairs):
            if a is not before:  # as seldom: it is weighed with one after the other
                before, one = a, self._lately.get(a.key)
            two = self._lately.get(b.key)
            if one and two and one[0] is a and two[0] is b and one[1] == two[1]:
                places, numbers = theirs[one[1]]
                places.append(at)
                numbers += one[2], two[2]
        given = {by: array("Q", numbers).tobytes() for by, (_, numbers) in theirs.items()}
        answers = {by: self._others[by].order(_weighed, numbers) for by, numbers in given.items()}
        self.fill(self._most)

        def had() -> Iterable[Weighed]:
            found: list[Weighed | None] = [None] * len(pairs)
            for by, answer in answers.items():
                places, (told, forgotten) = theirs[by][0], answer.had()
                for at in places:
                    found[at] = NOTHING
                for place, one in told.items():
                    found[places[place]] = one
                for place in forgotten:
                    found[places[place]] = None
            self._go_on()
            return (one or weighed(*pair) for one, pair in zip(found, pairs, strict=True))

        return had


class Other:
    """Another process, which does what is ordered of it; raises Ended where none begins.

    What is waited for, as pairs are, it does first, and all else in the order in which it was ordered. What it answers
    is fetched by a thread: a pipe holds less than one answer, and what waits in the other process would seem not done.
    """

    def __init__(self) -> None:
        try:
            self._process = Process(_prepare)
        except OSError as error:
            raise Ended from error
        self._awaited: dict[int, Answer[Any]] = {}  # Any: of all kinds
        self._count = 0
        self._came: SimpleQueue[bytes | None] = SimpleQueue()
        self._thread = Thread(target=self._fetch, daemon=True)
        self._thread.start()

    def order(self, does: Callable[..., Made], *given: Any) -> Answer[Made]:
        """Have `does` done there with what is given."""
        self._count += 1
        self._process.post((self._count, does, given))
        answer = self._awaited[self._count] = Answer[Made](self._receive)
        return answer

    @property
    def under_way(self) -> int:
        """How much was ordered that it has not answered yet, as far as that was taken in."""
        return len(self._awaited)

    def take_in(self) -> None:
        """Take in what it has answered so far, to be looked at later. Raises Ended."""
        while self._awaited and not self._came.empty():
            self._receive()

    def _receive(self) -> None:
        if (came := self._came.get()) is None:
            self._came.put(None)
            raise Ended
        received = memoryview(came)
        self._awaited.pop(int.from_bytes(received[:_NUMBER], "big")).received = received[_NUMBER:]

    def _fetch(self) -> None:
        try:
            with suppress(Ended, MemoryError):
                while True:
                    self._came.put(self._process.receive())
        finally:  # whatever kept it from going on: nobody waits for more
            self._came.put(None)

    def close(self) -> None:
        """End it, whatever it does: it writes nothing."""
        self._process.stop()
        self._thread.join(PATIENCE)
        self._process.end()


class Answer(Generic[Made]):
    """What another process was asked for: fetched, with all that it answers before, when it is needed."""

    def __init__(self, receive_next: Callable[[], None]) -> None:
        self.received: bytes | memoryview | None = None
        self._receive_next = receive_next
        self._had: list[Made] = []

    def had(self) -> Made:
        """What came of it. Raises what went wrong there, or Ended."""
        while self.received is None:
            self._receive_next()
        self.unpack()
        return self._had[0]

    @property
    def is_there(self) -> bool:
        """Whether it was received."""
        return self.received is not None

    def unpack(self) -> None:
        """Unpack what was received, if it was. Raises what went wrong there."""
        if self.received is not None and not self._had:
            self._had.append(unpacked(self.received))
            self.received = b""


def _to_be_weighed(made: Prepared) -> Iterator[Telling[Any]]:
    return (told for b in made.brought if (told := b.new.telling).kind in _WEIGHED)


def _prepared(first: int, waiting: Sequence[Waiting], decided: Sequence[Judgement]) -> list[Prepared]:
    made = all_prepared(waiting, decided)
    for number, one in enumerate(made, first):
        _hold(number, _to_be_weighed(one))
    return made


def _told(first: int, packed: bytes) -> None:
    """Know what another process prepared."""
    for number, tellings in enumerate(unpacked(packed), first):
        _hold(number, tellings)


def _hold(number: int, tellings: Iterable[Telling[Any]]) -> None:
    _held.update(enumerate(tellings, number << _PLACES))
    while len(_held) > _LATELY:
        _held.popitem(last=False)


def _weighed(numbers: bytes) -> tuple[dict[int, Weighed], list[int]]:
    """Pairs of what this process prepared lately, by the numbers of either: what is found of those that are something.

    They stand by their place; beside them are the places of those of which it has forgotten one.
    """
    found: dict[int, Weighed] = {}
    forgotten: list[int] = []
    each = iter(array("Q", numbers))
    before, one = None, None
    for place, (a, b) in enumerate(zip(each, each, strict=True)):
        if a != before:  # as seldom, as where they are found
            before, one = a, _held.get(a)
        two = _held.get(b)
        if one is None or two is None:
            forgotten.append(place)
        elif (what := weighed(one, two)) is not NOTHING:
            found[place] = what
    return found, forgotten


@contextmanager
def ahead_of(waiting: Iterator[Waiting], decided: Sequence[Judgement], workers: int) -> Iterator[Ahead]:
    """What articles bring, prepared in `workers` processes; raises WorkerLost where one of them is ended.

    Each has a pipe of its own and is given its own orders, so that what it prepared can be weighed there.
    """
    with ExitStack() as begun:
        try:
            others = [begun.enter_context(closing(Other())) for _ in range(workers)]
            yield Ahead(others, waiting, decided)
        except Ended as error:
            raise WorkerLost(
                "a process that prepares was ended, perhaps for want of memory; go on with fewer --workers"
            ) from error


def _prepare(pipe: Connection) -> None:
    """Do what is ordered, as long as the process is there for which this one prepares."""
    gc.disable()  # what is made is handed on and holds nothing in circles
    outbox = Outbox(pipe, _numbered)
    waiting: deque[tuple[int, Callable[..., Any], tuple[Any, ...]]] = deque()
    soon: deque[tuple[int, Callable[..., Any], tuple[Any, ...]]] = deque()
    with suppress(EOFError, OSError):  # that is gone
        while True:
            while not (waiting or soon) or pipe.poll():
                ordered = pipe.recv()
                (soon if ordered[1] in (_told, _weighed) else waiting).append(ordered)
            number, does, given = (soon or waiting).popleft()
            outbox.put((number, outcome(partial(does, *given))))


def _numbered(answer: tuple[int, Any]) -> memoryview:  # Any: whatever was ordered
    number, what = answer
    return handed_on(what, number.to_bytes(_NUMBER, "big"))
