"""What settling asks of a store: tellings by blocking key and component, inside one transaction.

The store keeps tellings, where they stand and under which keys; which of them make a line is decided in `record`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol, Self

from verbale.model.evidence import Judgement, Reading
from verbale.model.record import Source, Telling
from verbale.model.text import Article

if TYPE_CHECKING:
    from numpy import ndarray

Array = Any  # of numpy, which is not loaded yet
OUTLINE = 40
"""Bytes of an outline."""
Worth = Callable[[Array, Array], Array]
"""Which pairs are worth looking at, by places of what asks and outlines of what is kept, a row of bytes each."""

RULES = 1
"""The number of the rules that a record is settled by: one more whenever the keys of tellings or what is one change.

What earlier rules settled (0: nobody kept by which) is joined to what is new after `rebuild` alone.
"""
Stretch = tuple[int, int]
"""The first and the last of some blocking keys that are asked for. Keys are signed numbers of 48 bits."""


DAY_BITS = 20
"""The last bits of a key are the first day of a date; 28 before them what it is about and how wide it is."""
TOPIC = (1 << 28) - 1
_OFFSET = 1 << 47
Slot = tuple[int, int, int]
"""The width of a date (a hash), and the first and the last day that are asked for."""
_SLOT = 12
"""Bytes of one that is packed."""


def key_of(topic: int, width: int, day: int) -> int:
    """The blocking key of what something is about (a hash), the width of its date (a hash) and its first day."""
    return ((topic + width & TOPIC) << DAY_BITS) - _OFFSET + day


def keys_of(topics: Iterable[int], width: int, day: int) -> list[int]:
    """As `key_of`, of several topics."""
    at = day - _OFFSET
    return [((topic + width & TOPIC) << DAY_BITS) + at for topic in topics]


def packed_slots(slots: Iterable[Slot]) -> bytes:
    """Slots as `Stretches` hold them."""
    return array("I", chain.from_iterable(slots)).tobytes()


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of blocking keys: what is asked for is several times some topics at some slots, each at each.

    There are a thousand an article, and most are handed on from one process to another to be looked up and forgotten:
    so topics and slots are packed, four bytes a number, behind each other, and how many belong together in `sizes`.
    """

    topics: bytes = b""
    slots: bytes = b""
    sizes: bytes = b""

    @classmethod
    def at(cls, asked: Iterable[tuple[Sequence[int], bytes]]) -> Self:
        """Topics at slots, which are packed (`packed_slots`)."""
        topics: list[int] = []
        slots: list[bytes] = []
        sizes: list[int] = []
        for some, at in asked:
            topics += some
            slots.append(at)
            sizes += (len(some), len(at) // _SLOT)
        return cls(array("I", topics).tobytes(), b"".join(slots), array("I", sizes).tobytes())

    @classmethod
    def of(cls, asked: Iterable[Stretch]) -> Self:
        """Stretches by their first and last key."""
        topics = ((low + _OFFSET >> DAY_BITS, low, high) for low, high in asked)
        slots = ((t, (0, low - key_of(t, 0, 0), high - key_of(t, 0, 0))) for t, low, high in topics)
        return cls.at(([t], packed_slots([slot])) for t, slot in slots)

    def __iter__(self) -> Iterator[Stretch]:
        topics, slots, sizes = (iter(array("I", packed)) for packed in (self.topics, self.slots, self.sizes))
        for many, wide in zip(sizes, sizes, strict=True):
            some = [*islice(topics, many)]
            for width, first, last in [*zip(*[islice(slots, 3 * wide)] * 3, strict=True)]:
                yield from ((key_of(topic, width, first), key_of(topic, width, last)) for topic in some)


def unfolded(asked: Sequence[Stretches]) -> tuple[ndarray[Any, Any], ...]:  # Any: shapes and types
    """All stretches as arrays: the place in `asked` of what asks for each, its first and its last key."""
    import numpy as n  # not before something is settled: it takes longer to load than most commands to run

    topics, slots, sizes = (
        n.frombuffer(b"".join(packed), n.uint32).astype(n.int64)
        for packed in ([a.topics for a in asked], [a.slots for a in asked], [a.sizes for a in asked])
    )
    slots, sizes = slots.reshape(-1, 3), sizes.reshape(-1, 2)
    group = n.arange(len(sizes)).repeat(sizes.prod(1))
    within = n.arange(len(group)) - (sizes.prod(1).cumsum() - sizes.prod(1))[group]
    at_topic, at_slot = divmod(within, sizes[group, 1])
    topic = topics[(sizes[:, 0].cumsum() - sizes[:, 0])[group] + at_topic]
    slot = slots[(sizes[:, 1].cumsum() - sizes[:, 1])[group] + at_slot]
    about = ((topic + slot[:, 0] & TOPIC) << DAY_BITS) - _OFFSET
    of = n.arange(len(asked)).repeat([len(a.sizes) // 8 for a in asked])[group]
    return of, about + slot[:, 1], about + slot[:, 2]


def distinct(numbers: Array) -> Array:
    """Each of some numbers once, in order: numpy 2.4's own goes by hashes, and takes ten times as long."""
    import numpy as n  # as above

    ordered = n.sort(numbers)
    new = n.ones(len(ordered), bool)
    n.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


class Waiting(Protocol):
    """A reading to be settled, the ISO day from which it counts and the day on which it was added.

    Two are equal where nothing that is kept of them differs; a store may decode the reading when it is asked for.
    """

    @property
    def key(self) -> str:
        """The article's key."""

    @property
    def article(self) -> Article:
        """The article; raises as `reading` where it is damaged."""

    @property
    def reading(self) -> Reading:
        """The reading; raises LookupError, TypeError or ValueError where it is damaged."""

    @property
    def known_from(self) -> str:
        """The ISO day from which the article counts."""

    @property
    def added_on(self) -> str:
        """The ISO day on which it was added."""

    def filed(self, tellings: Collection[New], /) -> object | None:
        """What the store that it comes from keeps of an article that tells this, for `Board.put`; None for nothing."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A reading to be settled that is decoded already; see `Waiting`."""

    reading: Reading
    known_from: str
    added_on: str

    @property
    def key(self) -> str:
        """The article's key."""
        return self.article.key

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    def filed(self, _: Collection[New], /) -> None:
        """Nothing: who keeps what is decoded packs nothing."""


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """Words of which so many are done by what is known after an ISO day, up to another."""

    words: Collection[str]
    enough: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class WordsDone:
    """Words that are done by what is known from a day on, and the ISO days, first and last, of demands it may meet."""

    words: Collection[str]
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class New:
    """A telling to be kept: its place in the reading, its signature, and the blocking keys that it is kept under.

    Tellings of one signature always stand in one line: the store gives one of them for all. `done` are the words by
    which a demand finds what took place, `asks` those by which what takes place finds a demand, `meets` those by which
    it asks for the demands before. `demand` is under what a tie is found in place of its kind, if anything. `outline`
    tells which pairs are worth looking at: `OUTLINE` bytes, or none.
    """

    telling: Telling[Any]  # Any: a telling of whatever kind
    place: int
    signature: str
    keys: Sequence[int]
    done: frozenset[str] = frozenset()
    asks: WordsAsked | None = None
    demand: str | None = None
    meets: WordsDone | None = None
    outline: bytes = b""


Tells = Callable[[Waiting, Sequence[Judgement]], Collection[New]]
"""What an article tells by some judgements, each under its signature; the keys that it is kept under need not be."""


@dataclass(frozen=True, slots=True)
class Met:
    """The first telling of a signature, as it is compared: most are found to be others, wherever they stand."""

    telling: Telling[Any]  # Any: a telling of whatever kind
    signature: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The first telling (by `known_from`, then key) of a signature, with the component and line of all of them."""

    telling: Telling[Any]  # Any: a telling of whatever kind
    signature: str
    component: str
    line: str


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two tellings that cannot both be true: their keys, what they differ in, about what, and the rule that says so."""

    a: str
    b: str
    differ_in: str
    about: str
    rule: str
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class RunsAsked:
    """Runs of words that a text shares with others known between two ISO days or undated; any where a day is None."""

    runs: Collection[int]
    since: str | None = None
    until: str | None = None


class Board(Protocol):
    """The record's tables in one transaction that no other writer shares. Kinds are those of content: `statement`."""

    def unsettled(self, limit: int, among: Collection[str] | None = None) -> Sequence[Waiting]:
        """Readings added, read again or judged since they were settled, by `known_from` and key.

        `among` some articles, where these are given.
        """

    def judgements(self) -> list[Judgement]:
        """All judgements."""

    def take_out(self, articles: Collection[str]) -> set[str]:
        """Remove all tellings, keys, contradictions and runs of articles; the components that lost a telling."""

    def put(self, tellings: Iterable[New], filed: Mapping[str, object | None] | None = None) -> None:
        """Keep tellings; they are in no component and line yet.

        `filed` are by article what its `Waiting.filed` made of them, where they are all that it tells.
        """

    def sharing(self, kind: str, asked: Sequence[Stretches], worth: Worth | None = None) -> list[list[Met]]:
        """For each of what is asked the tellings of a kind that are kept within one of the stretches and are in a line.

        One is given for each signature; there may be others among them, of the signature of one kept there. Of those
        that are not `worth` looking at a store may leave out what it knows the outlines of.
        """

    def components_of(self, kind: str, signatures: Collection[str]) -> set[str]:
        """The components of signatures that the board gave, as far as they are in one."""

    def done_after(self, asked: Sequence[WordsAsked]) -> list[list[Placed]]:
        """For each of what is asked the events in lines in which it is done; there may be others among them."""

    def asked_before(
        self, done: Sequence[WordsDone], asks: Callable[[Telling[Any]], WordsAsked | None], /
    ) -> list[list[Placed]]:
        """For each of what is done the demands in lines of which it does enough; there may be others among them.

        `asks` says what a demand asks for: a store may not have kept it.
        """

    def read_demands(
        self, asks: Callable[[Telling[Any]], WordsAsked | None], most: int, since: str = "", /
    ) -> tuple[int, str]:
        """Keep what at most so many demands ask for of which a store has not, so that who asks next does not wait.

        How many were read, of those known from the ISO day `since` on, and the day to go on from.
        """

    def of_components(self, components: Collection[str]) -> list[Placed]:
        """The tellings in components, one for each signature."""

    def of_articles(self, articles: Collection[str]) -> list[Placed]:
        """Every telling of some articles (each under its own signature), placed or not."""

    def place(
        self, kind: str, component: str, line: str, signatures: Collection[str], loose: float | None = None
    ) -> None:
        """Put all tellings of a kind with these signatures into a component and a line.

        `loose` is how well the two of them fit that fit least, from 0 to 1, where a person should look at them.
        """

    def contradict(self, pairs: Iterable[Opposed]) -> None:
        """Keep pairs of tellings that contradict each other; one that is there already stays."""

    def texts_sharing(self, asked: Sequence[RunsAsked], enough: int) -> list[set[str]]:
        """For each of what is asked the articles that hold so many of its runs."""

    def keep_runs(self, article: str, runs: Collection[int], *, dated: bool) -> None:
        """Keep the sampled runs of an article; the runs of one that is not dated are found whatever the days."""

    def set_origin(self, articles: Collection[str], origin: str, newsroom: str, origin_newsroom: str) -> None:
        """Say which text articles go back to, which house published them, and which that text."""

    def sources(self, articles: Collection[str]) -> list[Source]:
        """Articles with their origin ("" where not yet set)."""

    def of_origins(self, origins: Collection[str]) -> list[Source]:
        """The articles that go back to some texts."""

    def finish(self, articles: Collection[str]) -> None:
        """Mark articles as settled, and bring what lists and counts lines up to date."""
