"""What came in and waits: items that carry one text folded, what is about to be decided on first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from verbale.model.intake import Item
from verbale.model.record import Source
from verbale.model.times import written
from verbale.views.cited import Json, cite_source, titled

SHARED = 0.5
"""How much of the shorter text's sample of runs stands in the longer one's where both are one text."""
ENOUGH = 3
"""Runs that two texts share at least."""
COMMON = 50
"""A run that stands in more texts than these is a phrase of the press and ties none together."""


@dataclass(frozen=True, slots=True)
class Group:
    """An item, and others that carry the same text, in order of the outlets.

    `there` is the first article with that text where the dossier has it already.
    """

    lead: Item
    copies: tuple[Item, ...] = ()
    there: Source | None = None

    @property
    def all(self) -> tuple[Item, ...]:
        """The item and its copies."""
        return (self.lead, *self.copies)

    @property
    def numbers(self) -> str:
        """Their numbers as an address or a form names them."""
        return ",".join(str(item.number) for item in self.all)


def folded(items: Sequence[Item]) -> list[Group]:
    """Items in their order, copies of a text with the one that came first. What was refused stands by itself."""
    joined = _joined([item for item in items if item.state != "refused"])
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(joined.get(item.number, item.number), []).append(item)
    found = []
    for of in groups.values():
        lead, *copies = sorted(of, key=lambda item: item.number)
        found.append(Group(lead, tuple(sorted(copies, key=lambda i: (i.outlet or "~", i.number)))))
    return found


def _joined(items: Sequence[Item]) -> dict[int, int]:
    """For each item the number of one that stands for all with its text."""
    counts = Counter(chain.from_iterable(item.runs for item in items))
    telling = {run for run, count in counts.items() if 1 < count <= COMMON}
    index: defaultdict[int, list[int]] = defaultdict(list)
    for item in items:
        for run in item.runs & telling:
            index[run].append(item.number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in index.values():
        shared.update((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :])
    sizes = {item.number: len(item.runs) for item in items}
    stands = {item.number: item.number for item in items}
    for (a, b), count in shared.items():
        if is_one(count, sizes[a], sizes[b]):
            one, other = sorted((_root(stands, a), _root(stands, b)))
            stands[other] = one
    return {number: _root(stands, number) for number in stands}


def is_one(shared: int, *sizes: int) -> bool:
    """Whether two texts that share so many runs of their samples, of these sizes, are held to be one."""
    return shared >= ENOUGH and shared >= SHARED * min(sizes)


def _root(stands: dict[int, int], number: int) -> int:
    while stands[number] != number:
        stands[number] = number = stands[stands[number]]
    return number


def called(item: Item) -> str:
    """What an item is called: its title, else the end of its path or address."""
    return item.title or item.name.rstrip("/").rpartition("/")[2] or item.name


def came_from(item: Item) -> str:
    """`The Bank, 5 May 2020`; its site where no outlet is known, its path where there is none either."""
    day = written(item.published) if item.published else f"{_until(item.bounds)}" if item.bounds else ""
    page = page_of(item)
    return ", ".join(filter(None, (item.outlet or (page and urlsplit(page).hostname), day))) or item.name


def is_there(source: Source) -> str:
    """`Gates shut (The Bank, 5 May 2020)`: an article by which the dossier has a text already."""
    return f"{titled(source.article)} ({cite_source(source)})"


def came_on(item: Item) -> str:
    """The day on which it came in, and at what time where that is known."""
    return moment(item.came_at)


def moment(at: str) -> str:
    """A moment in UTC as people write it: `6 May 2020, 09:00`."""
    day, _, time = at.partition("T")
    return f"{written(day)}, {time[:5]}" if time else written(day)


def page_of(item: Item) -> str | None:
    """The address of its page on the web; None for what is no page there."""
    address = item.address or item.name
    return address if address.startswith(("https://", "http://")) else None


def alone(item: Item) -> Group:
    """An item without copies."""
    return Group(item)


def _until(bounds: str) -> str:
    return f"undated ({written(bounds)})"


def as_json(groups: Iterable[Group]) -> list[Json]:
    """Groups as JSON, the one that came first before its copies."""
    return [
        {
            **item_as_json(group.lead),
            "copies": [item_as_json(item) for item in group.copies],
            "in_dossier": group.there and group.there.article.key,
        }
        for group in groups
    ]


def item_as_json(item: Item) -> Json:
    """An item as JSON."""
    return {
        "number": item.number,
        "state": item.state,
        "name": item.name,
        "address": item.address,
        "feed": item.feed,
        "came_at": item.came_at,
        "title": item.title,
        "outlet": item.outlet,
        "published": item.published,
        "published_bounds": item.bounds,
        "opening": item.opening,
        "reason": item.reason,
        "tries": item.tries,
        "again_at": item.again_at,
        "held": item.held,
        "decided_at": item.decided_at,
        "decided_by": item.decided_by,
        "articles": list(item.articles),
    }
