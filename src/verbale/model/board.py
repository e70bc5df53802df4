"""What settling asks of a store: tellings by blocking key and component, inside one transaction.

The store keeps tellings, where they stand and under which keys; which of them make a line is decided in `record`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from verbale.model.evidence import Judgement, Reading
from verbale.model.record import Source, Telling

Stretch = tuple[int, int]
"""The first and the last of some blocking keys that are asked for. Keys are signed numbers of 48 bits."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of blocking keys, the first keys of all and the last keys of all packed to eight bytes each.

    There are hundreds an article, and most are handed on from one process to another to be looked up and forgotten.
    """

    firsts: bytes = b""
    lasts: bytes = b""

    @classmethod
    def of(cls, asked: Collection[Stretch]) -> Self:
        """Some stretches, packed."""
        firsts, lasts = zip(*asked, strict=True) if asked else ((), ())
        return cls(array("q", firsts).tobytes(), array("q", lasts).tobytes())

    def __iter__(self) -> Iterator[Stretch]:
        return zip(array("q", self.firsts), array("q", self.lasts), strict=True)

    def __len__(self) -> int:
        return len(self.firsts) // 8


class Waiting(Protocol):
    """A reading to be settled, the ISO day from which it counts and the day on which it was added.

    Two are equal where nothing that is kept of them differs; a store may decode the reading when it is asked for.
    """

    @property
    def key(self) -> str:
        """The article's key."""

    @property
    def reading(self) -> Reading:
        """The reading; raises LookupError, TypeError or ValueError where it is damaged."""

    @property
    def known_from(self) -> str:
        """The ISO day from which the article counts."""

    @property
    def added_on(self) -> str:
        """The ISO day on which it was added."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A reading to be settled that is decoded already; see `Waiting`."""

    reading: Reading
    known_from: str
    added_on: str

    @property
    def key(self) -> str:
        """The article's key."""
        return self.reading.article.key


@dataclass(frozen=True, slots=True)
class New:
    """A telling to be kept: its place in the reading, its signature, and the blocking keys that it is kept under.

    Tellings of one signature always stand in one line: the store gives one of them for all. `done` are the words by
    which a later demand finds what took place. `demand` is under what a tie is found in place of its kind, if anything.
    """

    telling: Telling[Any]  # Any: a telling of whatever kind
    place: int
    signature: str
    keys: Sequence[int]
    done: frozenset[str] = frozenset()
    demand: str | None = None


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


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """Words of which so many are done by what is known after an ISO day, up to another."""

    words: Collection[str]
    enough: int
    since: str
    until: str


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

    def put(self, tellings: Iterable[New]) -> None:
        """Keep tellings; they are in no component and line yet."""

    def sharing(self, kind: str, asked: Sequence[Stretches]) -> list[list[Placed]]:
        """For each of what is asked the tellings of a kind that are kept within one of the stretches and are in a line.

        One is given for each signature; there may be others among them, of the signature of one kept there.
        """

    def done_after(self, asked: Sequence[WordsAsked]) -> list[list[Placed]]:
        """For each of what is asked the events in lines in which it is done; there may be others among them."""

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
