"""What a request asks of a dossier: the day, the filters, the page; refused where the address says nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Condition, Lock
from typing import get_args

from verbale import desk, recall
from verbale.errors import InputError
from verbale.intake.fetching import Fetcher
from verbale.model.brief import Brief
from verbale.model.negotiation import Manner
from verbale.model.record import PreconditionStatus
from verbale.model.times import bounds, written
from verbale.scale import Mapper
from verbale.store.base import Store
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.showing import Showing
from verbale.views.tables import wording

ON_A_PAGE = 50
LARGEST = 500
"""Entries on a page at most."""
FARTHEST = 10_000
"""Pages are not counted beyond this one."""

DAYS_HELD = 3
"""Past days of which the record is held."""

DAYS = ("since", "until")
ENDS = {"as_known_on": 1, "since": 0, "until": 1}
"""Which end of a year or month is meant, by the field that bears it."""


class Past:
    """The record as it was known on the past days that were asked for last: each is added up anew, which takes long."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str | None, date], Showing] = OrderedDict()
        self._lock = Lock()

    def showing(self, store: Store, known_on: date) -> Showing:
        """What views take of a past day; kept until anything is written to the dossier."""
        key = (store.stamp(), known_on)
        with self._lock:  # nobody adds up the same day beside another
            if key not in self._held:
                shown = desk.showing(store, known_on, settles=False)
                if key[0] is None:
                    return shown
                self._held[key] = shown
                while len(self._held) > DAYS_HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]


class Precedence:
    """Who decides goes first: other work is begun when nobody does, or after a second.

    Python does one thing at a time: beside twenty pages a decision takes twenty times as long, and as long every other
    program that writes waits for it.
    """

    LONGEST = 1.0

    def __init__(self) -> None:
        self._condition = Condition()
        self._deciding = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While open, somebody decides."""
        with self._condition:
            self._deciding += 1
        try:
            yield
        finally:
            with self._condition:
                self._deciding -= 1
                self._condition.notify_all()

    def give(self) -> None:
        """Wait as long as somebody decides, and no longer than a second."""
        with self._condition:
            self._condition.wait_for(lambda: not self._deciding, self.LONGEST)


@dataclass(frozen=True)
class Served:
    """A dossier that is served: its store, where it lies as may be shown, who reads the clock, who sits there.

    Every request shares the store. `by` is the name under which decisions are made where nobody logs in, `now`
    gives the ISO moment in UTC. What came in is read by `mapper` and fetched by `fetcher`, by the common ones where
    these are None.
    """

    store: Store
    place: str
    today: Callable[[], date]
    by: str = ""
    now: Callable[[], str] | None = None
    past: Past = field(default_factory=Past)
    precedence: Precedence = field(default_factory=Precedence)
    mapper: Mapper | None = None
    fetcher: Fetcher | None = None

    def moment(self) -> str:
        """The moment up to which articles are known now; the end of today where nobody tells it."""
        return self.now() if self.now else f"{self.today().isoformat()}T23:59:59Z"


@dataclass(frozen=True)
class Asked:
    """What is asked of a dossier as known on a day. `given` is what the address says, as typed."""

    served: Served
    store: Store
    known_on: date
    wanted: Wanted = EVERYTHING
    page: int = 1
    size: int = ON_A_PAGE
    given: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def brief(self) -> Brief:
        """The brief of the dossier."""
        return desk.brief_in(self.store)

    @cached_property
    def showing(self) -> Showing:
        """What views take of it; no reader waits for what somebody else adds."""
        if recall.answers(self.store, self.known_on):
            return desk.showing(self.store, self.known_on, settles=False)
        return self.served.past.showing(self.store, self.known_on)

    @cached_property
    def waiting(self) -> int:
        """How many articles are not yet in what is shown."""
        return desk.left_out(self.store, self.known_on)

    @property
    def first(self) -> int:
        """The number of the first entry of the page, from 0."""
        return (self.page - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the entry behind the last one of the page."""
        return self.page * self.size

    @property
    def of_the_past(self) -> bool:
        """Whether the record is asked for as it was known on another day than today."""
        return "as_known_on" in self.given


def asked(served: Served, given: Mapping[str, str], takes: Collection[str] = ()) -> Asked:
    """What an address asks of the dossier, with the filters that it `takes`; others of it are left alone.

    Raises InputError for a day, page or filter that says nothing.
    """
    said = {name: value.strip() for name, value in given.items() if value.strip()}
    known_on = day_of("as_known_on", said["as_known_on"]) if "as_known_on" in said else served.today()
    wanted = _wanted(served.store, {name: said[name] for name in takes if name in said})
    page, size = _number(said, "page", 1, FARTHEST), _number(said, "size", ON_A_PAGE, LARGEST)
    return Asked(served, served.store, known_on, wanted, page, size, said)


def day_of(name: str, text: str) -> date:
    """The day that a year (1000 to 2999), month or day stands for in a field of an address."""
    try:
        found = bounds(text)[ENDS[name]] if text[:1] in ("1", "2") and len(text) <= 10 else None
        if found is not None:
            return date.fromisoformat(found)
    except ValueError:
        pass
    raise InputError(f"{text!r} is no year, month or day such as 2018, 2018-11 or 2018-11-14")


def _wanted(store: Store, said: Mapping[str, str]) -> Wanted:
    if not said:
        return EVERYTHING
    words = {"act": tuple(wording()["act"]), "manner": get_args(Manner), "status": statuses(), "undated": ("yes",)}
    for name, there in words.items():
        if name in said and said[name] not in there:
            raise InputError(f"there is no {name} {said[name]!r}; there are: {', '.join(there)}")
    days = {name: day_of(name, said[name]).isoformat() for name in DAYS if name in said}
    told = {name: said[name] for name in said if name not in (*DAYS, "undated")}
    return desk.wanted(store, Wanted(**told, **days, undated="undated" in said))


def statuses() -> tuple[str, ...]:
    """What may become of a precondition."""
    return get_args(PreconditionStatus)


def _number(said: Mapping[str, str], name: str, otherwise: int, largest: int) -> int:
    text = said.get(name, str(otherwise))
    if text.isascii() and text.isdigit() and 1 <= int(text) <= largest:
        return int(text)
    raise InputError(f"{name} must be a number from 1 to {largest:,}, not {text!r}")


def told_day(day: date) -> str:
    """A day as people write it."""
    return written(day.isoformat())
