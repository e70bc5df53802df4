"""Articles with what they tell, fetched once in a transaction, and the short words that rows hold by number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, RowMapping, insert, select

from verbale.model.record import Telling
from verbale.store import codec
from verbale.store.numbers import KINDS
from verbale.store.record_schema import settlement, telling, term
from verbale.store.schema import article, reading
from verbale.store.told import Story, unpacked_story

K = TypeVar("K")
T = TypeVar("T")

_AT_ONCE = 500
"""How many values a query lists."""


class Stories:
    """What articles tell, by the numbers of their tellings; `known` is what they told when they were last settled."""

    def __init__(self, connection: Connection, known: Lately[int, Story] | None = None) -> None:
        self._connection = connection
        self._known = known
        self._held: dict[int, Story] = {}

    def tellings(self, ids: Iterable[int]) -> dict[int, Telling[Any]]:  # Any: tellings of whatever kind
        """Tellings by number; raises LookupError, TypeError or ValueError where one is damaged."""
        return self.tellings_at(self._places(ids))

    def tellings_at(self, places: Collection[tuple[int, int, int]]) -> dict[int, Telling[Any]]:  # Any: as above
        """Tellings by number, article and place."""
        self._fetch({article_id for _, article_id, _ in places} - self._held.keys())
        return {i: self._held[article_id].telling(place) for i, article_id, place in places}

    def keys(self, ids: Iterable[int]) -> dict[int, str]:
        """The keys of the findings that are told, by the number of the telling."""
        places = self._places(ids)
        self._fetch({article_id for _, article_id, _ in places} - self._held.keys())
        return {i: self._held[article_id].held.keys[place] for i, article_id, place in places}

    def forget(self, article_id: int) -> None:
        """Fetch an article again when it is asked for."""
        self._held.pop(article_id, None)

    def hold(self, article_id: int, story: Story, findings: bytes, told: bytes) -> None:
        """Hold what an article tells from now on, and what it is packed as."""
        self._held[article_id] = story
        if self._known is None:
            _LATELY.keep(story.article.key, (findings, told, story))
        else:
            self._known.keep(article_id, story)

    def _places(self, ids: Iterable[int]) -> list[tuple[int, int, int]]:
        t = telling.c
        return [
            (row.id, row.article_id, row.place)
            for some in batches(sorted(set(ids)))
            for row in self._connection.execute(select(t.id, t.article_id, t.place).where(t.id.in_(some)))
        ]

    def _fetch(self, ids: Collection[int]) -> None:
        if self._known is not None:
            self._held |= self._known.among(self._settled(self._known.held & set(ids)))
        for some in batches(sorted(set(ids) - self._held.keys())):
            rows = (
                select(article, reading.c.findings, settlement.c.told)
                .join(reading, reading.c.article_id == article.c.id)
                .join(settlement, settlement.c.article_id == article.c.id)
                .where(article.c.id.in_(some))
            )
            for row in self._connection.execute(rows).mappings():
                self.hold(row["id"], self._unpacked(row), row["findings"], row["told"])

    def _settled(self, ids: Collection[int]) -> list[int]:
        """Those articles that nothing was written of since they were settled."""
        still = select(article.c.id).where(article.c.settled)
        return [
            i for some in batches(sorted(ids)) for i in self._connection.scalars(still.where(article.c.id.in_(some)))
        ]

    def _unpacked(self, row: RowMapping) -> Story:
        """The story of a row of an article, its findings and what it tells."""
        findings, told, story = _LATELY.get(row["key"]) or (b"", b"", None)
        if story is None or findings != row["findings"] or told != row["told"]:
            return unpacked_story(row["told"], codec.article_from(row), row["findings"])
        return story


class Lately(Generic[K, T]):
    """Things asked for lately.

    Articles of some days are settled one after another, each compared with the same ones of the weeks around.
    """

    def __init__(self, most: int) -> None:
        self._held: OrderedDict[K, T] = OrderedDict()
        self._most = most
        self._lock = Lock()

    @property
    def held(self) -> Set[K]:
        """Of what there is something."""
        return self._held.keys()

    def get(self, key: K) -> T | None:
        """What is held."""
        return self._held.get(key)

    def among(self, keys: Iterable[K]) -> dict[K, T]:
        """What is held of some, which are asked for now."""
        with self._lock:
            for key in (there := [key for key in keys if key in self._held]):
                self._held.move_to_end(key)
            return {key: self._held[key] for key in there}

    def keep(self, key: K, one: T) -> None:
        """Keep something; that goes which was asked for least lately."""
        with self._lock:
            self._held[key] = one
            self._held.move_to_end(key)
            if len(self._held) > self._most:
                self._held.popitem(last=False)


STORIES = 4000
"""How many articles are held ready with what they tell: those of some weeks."""
_LATELY: Lately[str, tuple[bytes, bytes, Story]] = Lately(STORIES)
"""By the key of the article, with what the story is packed as: it holds as long as that stays the same."""


class Terms:
    """Short words by number; a set of words is one term, `|a|b|`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = dict(KINDS)

    def enter(self, words: Iterable[str]) -> None:
        """Have numbers for some words, those that are new among them."""
        wanted = sorted(set(words) - self._numbers.keys())
        for some in batches(wanted):
            self._find(some)
            new = [{"text": word} for word in some if word not in self._numbers]
            if new:
                self._connection.execute(insert(term), new)
                self._find([row["text"] for row in new])

    def number(self, text: str) -> int:
        """The number of a word, which is entered where it is new."""
        if text not in self._numbers:
            self.enter([text])
        return self._numbers[text]

    def known(self, text: str) -> int | None:
        """The number of a word, None where no row can hold it."""
        if text not in self._numbers:
            self._find([text])
        return self._numbers.get(text)

    def _find(self, words: Sequence[str]) -> None:
        rows = self._connection.execute(select(term.c.text, term.c.id).where(term.c.text.in_(words)))
        self._numbers |= {row.text: row.id for row in rows}

    def sets_with(self, word: str) -> list[int]:
        """The numbers of all sets that hold a word."""
        return self._like(f"|{word}|")

    def names_with(self, part: str) -> list[int]:
        """The numbers of all words that a part stands in."""
        return self._like(part)

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """Words by number."""
        wanted = set(numbers)
        kinds = {number: kind for kind, number in KINDS.items() if number in wanted}
        return kinds | {
            row.id: row.text
            for some in batches(sorted(wanted - kinds.keys()))
            for row in self._connection.execute(select(term).where(term.c.id.in_(some)))
        }

    def _like(self, part: str) -> list[int]:
        found = self._connection.scalars(select(term.c.id).where(term.c.text.contains(part, autoescape=True)))
        return [*(number for kind, number in KINDS.items() if part in kind), *found]


def set_term(words: Sequence[str]) -> str | None:
    """A set of words as one, None for the empty one."""
    return f"|{'|'.join(words)}|" if words else None


def numbers_of(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """The numbers of articles by key."""
    return {
        row.key: row.id
        for some in batches(sorted(keys))
        for row in connection.execute(select(article.c.id, article.c.key).where(article.c.key.in_(some)))
    }


def batches(items: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """The items in as many as a query lists."""
    return (items[at : at + size] for at in range(0, len(items), size))
