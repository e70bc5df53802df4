"""What came in and waits for somebody's decision, and what could not be read: the queue beside the record.

An item is one input as it came: a page that a watch fetched, a file that was refused. A store keeps it until it is
decided on, with its bytes or where to have them again, so that nothing is lost between coming in and being read.
Moments are ISO 8601 in UTC, known to the caller; where only the day is, they are that day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["waiting", "kept", "dropped", "refused"]
STATES: tuple[State, ...] = ("waiting", "kept", "dropped", "refused")
HELD = 5_000_000
"""Bytes of an input that are kept at most; of a larger one its path or address alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An input that came in, before the store gives it a number.

    `name` is the path or address that was asked for, `address` the one that answered; `feed` lists it, `stamp` being
    how the feed marks this state of its entry. `given_date` is the EDTF day that the feed gives it, `bounds` the EDTF
    interval of days in which it was published as far as the server tells. Title, outlet, `published` and `opening` (the
    first words) are what a look at the page found, `runs` a sample of its runs of words, by which copies are found.
    A refused one has a `reason`, after so many `tries`; it is tried again `again_at`, None for when somebody asks.
    """

    name: str
    came_at: str
    state: State = "waiting"
    address: str | None = None
    feed: str | None = None
    stamp: str = ""
    given_date: str | None = None
    bounds: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    opening: str = ""
    runs: frozenset[int] = frozenset()
    reason: str = ""
    tries: int = 0
    again_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Incoming):
    """An input in the queue: its number, whether its bytes are held, and what was decided.

    `articles` are the keys of those that keeping it brought into the dossier and that were not there before.
    """

    number: int
    held: bool = False
    decided_at: str | None = None
    decided_by: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Where a watch on a feed stands: what the server said last, when it is polled next, how often that failed."""

    address: str
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    polled_at: str | None = None
    next_at: str | None = None
    failures: int = 0
    reason: str = ""


class Queue(Protocol):
    """The items of a dossier. Each call is whole or not at all."""

    def put(self, incoming: Incoming, raw: bytes | None = None) -> Item:
        """Keep an input, with its bytes where they are at most `HELD`.

        A refused or waiting item of the same name is replaced and keeps its number; anything else is a new item.
        """

    def put_all(self, came: Sequence[tuple[Incoming, bytes | None]]) -> list[Item]:
        """Keep some inputs, one after the other, all of them or none."""

    def items(self, *states: State, limit: int | None = None) -> list[Item]:
        """The items in some states (all where none is named), those that came last first."""

    def numbered(self, numbers: Collection[int]) -> list[Item]:
        """The items of those numbers that there are, in the order of the numbers."""

    def last(self, name: str) -> Item | None:
        """The item of that name that came last."""

    def lasts(self, names: Collection[str]) -> dict[str, Item]:
        """The item of each of those names that came last, as far as there is one."""

    def raw(self, number: int) -> bytes | None:
        """The bytes of an item; None where they are not held."""

    def count(self) -> dict[State, int]:
        """How many items there are in each state."""

    def decide(
        self, numbers: Collection[int], state: State, at: str, by: str, *, articles: Sequence[str] = ()
    ) -> list[int]:
        """Put items into another state, with who did it and when; the numbers of those that were not in it.

        They forget why they were refused. `articles` are those that they brought in.
        """

    def forget(self, before: str) -> int:
        """Let go of the bytes of what was kept or dropped before a moment; of how many items."""

    def watched(self) -> list[Watched]:
        """The feeds that were ever watched, in the order of their addresses."""

    def watch(self, feed: Watched) -> None:
        """Keep where the watch on a feed stands."""
