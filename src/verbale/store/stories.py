"""Articles with what they tell, fetched once in a transaction, and the short words that rows hold by number."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, insert, select

from verbale.model.record import Telling
from verbale.store import codec
from verbale.store.dialect import Asking
from verbale.store.looking import UNDERSTOOD, looked_by
from verbale.store.numbers import KINDS
from verbale.store.record_schema import settlement, telling, term
from verbale.store.rows import unaccepted
from verbale.store.schema import article, reading
from verbale.store.told import Story, unpacked_story

K = TypeVar("K")
T = TypeVar("T")

# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_TOLD = (
    select(article, reading.c.findings, settlement.c.told)
    .join(reading, reading.c.article_id == article.c.id)
    .join(settlement, settlement.c.article_id == article.c.id)
    .where(article.c.id.in_(_SOME))
    .execution_options(**{UNDERSTOOD: True})
)
_PLACES = Asking(lambda some: select(telling.c.id, telling.c.article_id, telling.c.place).where(telling.c.id.in_(some)))
_NUMBERS = select(term.c.text, term.c.id).where(term.c.text.in_(_SOME))
_WORDS = select(term).where(term.c.id.in_(_SOME))
_NAMED = select(article.c.id, article.c.key).where(article.c.key.in_(_SOME))

_AT_ONCE = 500
"""How many values a query lists."""


class Stories:
    """What articles tell, by the numbers of their tellings.

    What was fetched stays in hand while a board writes; who only reads lets go of it with `hold=False`. `passing` is
    for who goes through all of a dossier once: much less is kept for the next one who asks. `known` is what articles
    told when they were settled, by number, where nobody else has settled any since: beside them an event asks for the
    demands of many months, which are fetched, compared and let go of.
    """

    def __init__(
        self, connection: Connection, *, hold: bool = True, passing: bool = False, known: Lately[int] | None = None
    ) -> None:
        self._connection = connection
        self._hold = hold
        # What is known is not held twice.
        self._lately: Lately[str] = Lately(0) if known is not None else _PASSED if passing else _LATELY
        self._known: Lately[int] = Lately(0) if known is None else known
        self._knows = known is not None
        self._held: dict[int, Story] = {}
        self._put: dict[int, tuple[int, int]] = {}

    def tellings(self, ids: Iterable[int]) -> dict[int, Telling[Any]]:  # Any: tellings of whatever kind
        """Tellings by number; raises LookupError, TypeError or ValueError where one is damaged."""
        return self.tellings_at(self._places(ids))

    def tellings_at(
        self, places: Collection[tuple[int, int, int]], *, accepted: bool = True
    ) -> dict[int, Telling[Any]]:  # Any: as above
        """Tellings by number, article and place; where not `accepted`, without what says that they were."""
        if not accepted:
            return {i: unaccepted(story.telling(place)) for i, place, story in self._at(places)}
        if looked := looked_by(self._connection):
            looked.tellings.update(i for i, _, _ in places)
        return {i: story.telling(place) for i, place, story in self._at(places)}

    def keys(self, ids: Iterable[int]) -> dict[int, str]:
        """The keys of the findings that are told, by the number of the telling."""
        return {i: story.held.keys[place] for i, place, story in self._at(self._places(ids))}

    def _at(self, places: Collection[tuple[int, int, int]]) -> Iterator[tuple[int, int, Story]]:
        """Numbers and places, each with what its article tells, some articles at a time."""
        of: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, article_id, place in places:
            of[article_id].append((i, place))
        there = self._held.keys() | self._known.held
        many = self._knows and len(of.keys() - there) > _AT_ONCE
        for some in batches(sorted(of)):
            self._fetch(some, passing=many)
            yield from ((i, place, self._held[article_id]) for article_id in some for i, place in of[article_id])
            if not self._hold:
                self._held.clear()
            elif many:
                for article_id in set(some) - there:
                    del self._held[article_id]

    def forget(self, article_id: int) -> None:
        """Fetch an article again when it is asked for."""
        self._held.pop(article_id, None)
        self._put = {i: at for i, at in self._put.items() if at[0] != article_id}

    def fold(self) -> None:
        """Have what stays known after the transaction take no more room than what its tellings do."""
        for story in self._held.values():
            story.fold()

    def enter(self, put: Mapping[int, tuple[int, int]]) -> None:
        """Note where tellings stand that were put, by number: article and place. Their rows may come later."""
        self._put |= put

    def hold(self, article_id: int, story: Story, findings: bytes, told: bytes) -> None:
        """Hold what an article tells from now on, and what it is packed as."""
        self._held[article_id] = story
        self._lately.keep(story.article.key, findings, told, story)
        self._known.keep(article_id, findings, told, story)

    def _places(self, ids: Iterable[int]) -> list[tuple[int, int, int]]:
        wanted = set(ids)
        known = [(i, *self._put[i]) for i in sorted(wanted & self._put.keys())]
        rows = _PLACES.rows(self._connection, sorted(wanted - self._put.keys()))
        return [*known, *((row[0], row[1], row[2]) for row in rows)]

    def _fetch(self, ids: Collection[int], *, passing: bool) -> None:
        """Have articles in hand; of what is fetched in `passing` nothing is known afterwards."""
        self._held |= self._known.among(self._settled(self._known.held & (set(ids) - self._held.keys())))
        if not (wanted := set(ids) - self._held.keys()):
            return
        for row in self._connection.execute(_TOLD, {"some": sorted(wanted)}).mappings():
            self._held[row["id"]] = story = self._lately.story(row["key"], row)
            if not passing:
                self._known.keep(row["id"], row["findings"], row["told"], story)

    def _settled(self, ids: Collection[int]) -> Iterable[int]:
        """Those of at most as many articles as a query lists of which nothing was written since they were settled."""
        still = select(article.c.id).where(article.c.id.in_(sorted(ids)), article.c.settled)
        return self._connection.scalars(still).all() if ids else ()


class Lately(Generic[K]):
    """Stories unpacked lately, as long as what they are packed as stays the same, and so many bytes of that at most.

    Articles of some days are settled one after another, each compared with the same ones of the weeks around.
    """

    def __init__(self, most: int) -> None:
        self._held: OrderedDict[K, tuple[bytes, bytes, Story]] = OrderedDict()
        self._most = most
        self._bytes = 0
        self._lock = Lock()

    @property
    def held(self) -> Set[K]:
        """Of what there are stories."""
        return self._held.keys()

    def among(self, keys: Iterable[K]) -> dict[K, Story]:
        """The stories held of some, which are asked for now."""
        with self._lock:
            for key in (there := [key for key in keys if key in self._held]):
                self._held.move_to_end(key)
            return {key: self._held[key][-1] for key in there}

    def story(self, key: K, row: RowMapping) -> Story:
        """The story of a row of an article, its findings and what it tells."""
        findings, told = row["findings"], row["told"]
        with self._lock:
            held = self._held.get(key)
            if held and held[0] == findings and held[1] == told:
                self._held.move_to_end(key)
                return held[2]
        story = unpacked_story(told, codec.article_from(row), findings)
        self.keep(key, findings, told, story)
        return story

    def keep(self, key: K, findings: bytes, told: bytes, story: Story) -> None:
        """Keep a story; those go which were asked for least lately."""
        with self._lock:
            if key in self._held:
                self._bytes -= _size(*self._held.pop(key))
            self._held[key] = (findings, told, story)
            self._bytes += _size(findings, told, story)
            while self._bytes > self._most and self._held:
                self._bytes -= _size(*self._held.popitem(last=False)[1])


def _size(findings: bytes, told: bytes, story: Story) -> int:
    """Bytes as they are packed, one for a character of the text; in hand it is some thirty times as much."""
    return len(findings) + len(told) + len(story.article.text)


_LATELY: Lately[str] = Lately(20_000_000)
_PASSED: Lately[str] = Lately(2_000_000)


class Terms:
    """Short words by number; a set of words is one term, `|a|b|`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = dict(KINDS)
        self._none: set[str] = set()
        """What was looked up, of which a number is known or no row can hold it."""

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
        if text not in self._numbers and text not in self._none:
            self.know([text])
        return self._numbers.get(text)

    def know(self, words: Iterable[str]) -> None:
        """Look some words up at once."""
        if wanted := sorted(set(words) - self._numbers.keys()):
            self._find(wanted)
            self._none.update(wanted)

    def _find(self, words: Sequence[str]) -> None:
        rows = self._connection.execute(_NUMBERS, {"some": words})
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
            for row in self._connection.execute(_WORDS, {"some": some})
        }

    def _like(self, part: str) -> list[int]:
        found = self._connection.scalars(select(term.c.id).where(term.c.text.contains(part, autoescape=True)))
        return [*(number for kind, number in KINDS.items() if part in kind), *found]


def numbers_of(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """The numbers of articles by key."""
    return {row.key: row.id for some in batches(sorted(keys)) for row in connection.execute(_NAMED, {"some": some})}


def batches(items: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """The items in as many as a query lists."""
    return (items[at : at + size] for at in range(0, len(items), size))
