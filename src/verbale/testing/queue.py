"""The queue of what came in, in memory; see `verbale.model.intake.Queue`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace

from verbale.model.intake import HELD, STATES, Incoming, Item, State, Watched


class MemoryQueue:
    """The items of one dossier."""

    def __init__(self) -> None:
        self._items: dict[int, Item] = {}
        self._raw: dict[int, bytes] = {}
        self._watched: dict[str, Watched] = {}

    def put(self, incoming: Incoming, raw: bytes | None = None) -> Item:
        """Keep an input, with its bytes where they are few enough."""
        there = self.last(incoming.name)
        number = there.number if there and there.state in ("refused", "waiting") else len(self._items) + 1
        held = raw is not None and len(raw) <= HELD
        self._raw.pop(number, None)
        if raw is not None and held:
            self._raw[number] = raw
        self._items[number] = Item(**asdict(incoming), number=number, held=held)
        return self._items[number]

    def put_all(self, came: Sequence[tuple[Incoming, bytes | None]]) -> list[Item]:
        """Keep some inputs, one after the other."""
        return [self.put(incoming, raw) for incoming, raw in came]

    def items(self, *states: State, limit: int | None = None) -> list[Item]:
        """The items in some states (all where none is named), those that came last first."""
        found = [item for _, item in sorted(self._items.items(), reverse=True) if item.state in (states or STATES)]
        return found[:limit]

    def numbered(self, numbers: Collection[int]) -> list[Item]:
        """The items of those numbers that there are, in the order of the numbers."""
        return [self._items[number] for number in sorted(set(numbers)) if number in self._items]

    def last(self, name: str) -> Item | None:
        """The item of that name that came last."""
        return next((item for item in self.items() if item.name == name), None)

    def lasts(self, names: Collection[str]) -> dict[str, Item]:
        """The item of each of those names that came last, as far as there is one."""
        return {name: item for name in names if (item := self.last(name))}

    def raw(self, number: int) -> bytes | None:
        """The bytes of an item; None where they are not held."""
        return self._raw.get(number)

    def count(self) -> dict[State, int]:
        """How many items there are in each state."""
        return {state: len(self.items(state)) for state in STATES}

    def decide(
        self, numbers: Collection[int], state: State, at: str, by: str, *, articles: Sequence[str] = ()
    ) -> list[int]:
        """Put items into another state; the numbers of those that were not in it."""
        others = [item for item in self.numbered(numbers) if item.state != state]
        for item in others:
            decided = replace(item, state=state, decided_at=at, decided_by=by, articles=tuple(articles))
            self._items[item.number] = replace(decided, reason="", again_at=None)
        return [item.number for item in others]

    def forget(self, before: str) -> int:
        """Let go of the bytes of what was kept or dropped before a moment; of how many items."""
        done = [i for i in self.items("kept", "dropped") if i.held and i.decided_at and i.decided_at < before]
        for item in done:
            del self._raw[item.number]
            self._items[item.number] = replace(item, held=False)
        return len(done)

    def watched(self) -> list[Watched]:
        """The feeds that were ever watched, in the order of their addresses."""
        return sorted(self._watched.values(), key=lambda feed: feed.address)

    def watch(self, feed: Watched) -> None:
        """Keep where the watch on a feed stands."""
        self._watched[feed.address] = feed
