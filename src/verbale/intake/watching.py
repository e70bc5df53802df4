"""A watch on feeds: round by round, what is new in them waits in the queue of the dossier.

All that a watch knows stands in the dossier. What a feed said last is kept only when each of its new entries is in the
queue, so a watch that is killed at any moment asks again and loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from verbale.errors import DossierFull, DossierLocked, InputError, NotFetched
from verbale.intake.feeds import Entry, Feed, feed_in
from verbale.intake.fetching import Fetcher, Validators
from verbale.intake.looking import looked_at, with_answer
from verbale.model.intake import Incoming, Item, Watched
from verbale.reading.outlets import outlet_called
from verbale.store.base import Store

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)
"""After which a page that failed is tried again: twice as long each time, up to the second.

A feed that failed is tried again with the next round, and after that as a page is.
"""
TRIES = 6
"""How often a page that fails is tried by itself; then somebody has to ask."""
UNDOABLE = timedelta(days=7)
"""For which the bytes of what was kept or dropped are held."""
TOGETHER = 50
"""Entries put into the queue in one change of the dossier, where the feed holds their pages."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round found: how many feeds there are, had nothing new, were not yet due; new items, refused ones.

    `failed` is a line for each feed that could not be read.
    """

    at: str
    feeds: int
    unchanged: int
    resting: int
    new: tuple[int, ...]
    refused: int
    failed: tuple[str, ...]

    @property
    def line(self) -> str:
        """`2026-02-22 12:00 UTC: 6 feeds, 4 unchanged; 9 new, 1 refused`."""
        states = ((self.unchanged, "unchanged"), (self.resting, "not yet due"), (len(self.failed), "failed"))
        told = "".join(f", {count:,} {name}" for count, name in states if count)
        feeds = f"{self.feeds:,} feed{'' if self.feeds == 1 else 's'}"
        refused = f", {self.refused:,} refused" if self.refused else ""
        return f"{self.at[:16].replace('T', ' ')} UTC: {feeds}{told}; {len(self.new):,} new{refused}"


def moment(at: datetime) -> str:
    """A moment as the queue keeps it: to the second, in UTC."""
    return at.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


class Watch:
    """Polls feeds for a dossier; `now` is the moment in UTC."""

    def __init__(self, store: Store, fetcher: Fetcher, now: Callable[[], datetime]) -> None:
        self._store = store
        self._queue = store.queue()
        self._fetcher = fetcher
        self._now = now

    def rounds(
        self, feeds: Sequence[str], every: timedelta, sleep: Callable[[float], None], count: int | None = None
    ) -> Iterator[Round]:
        """One round after the other, so long after the last one began; without end where no count is given.

        One in which another program does not let go of the dossier, or there is no room left, ends there, and the next
        one takes up the rest.
        """
        number = 0
        while count is None or number < count:
            begun = self._now()
            try:
                yield self.round(feeds)
            except (DossierFull, DossierLocked) as error:
                yield Round(moment(begun), len(feeds), 0, 0, (), 0, (str(error),))
            number += 1
            if number != count:
                sleep(max((begun + every - self._now()).total_seconds(), 0.0))

    def round(self, feeds: Sequence[str]) -> Round:
        """Try again what failed and is due, then poll each feed that is due."""
        at = self._now()
        self._queue.forget(moment(at - UNDOABLE))
        came = [item for due in self._due(feeds) for item in self._again(due)]
        known = {feed.address: feed for feed in self._queue.watched()}
        unchanged = resting = 0
        failed = []
        for address in feeds:
            feed = known.get(address) or Watched(address=address)
            if feed.next_at and feed.next_at > moment(at):
                resting += 1
                continue
            try:
                found = self._polled(feed)
            except InputError as error:
                failed.append(str(error))
                self._queue.watch(self._rested(feed, error))
            else:
                unchanged += found is None
                came += found or ()
        new = tuple(item.number for item in came if item.state == "waiting")
        refused = sum(item.state == "refused" for item in came)
        return Round(moment(at), len(feeds), unchanged, resting, new, refused, tuple(failed))

    def _due(self, feeds: Sequence[str]) -> list[Item]:
        """What these feeds listed, could not be fetched and is to be tried again now."""
        now = moment(self._now())
        refused = self._queue.items("refused")
        return [i for i in refused if i.feed in feeds and i.again_at is not None and i.again_at <= now]

    def _polled(self, feed: Watched) -> list[Item] | None:
        """What is new in a feed, each in the queue; None where the server says that nothing is. Raises InputError."""
        fetched = self._fetcher.fetch(feed.address, Validators(feed.etag, feed.last_modified))
        seen = replace(feed, polled_at=moment(self._now()), next_at=None, failures=0, reason="")
        if fetched.unchanged:
            self._queue.watch(seen)
            return None
        found = feed_in(fetched.address, fetched.raw, fetched.charset)
        came = [item for some in _together(found.entries[::-1]) for item in self._taken(feed, found, some)]
        told = fetched.validators
        self._queue.watch(replace(seen, title=found.title, etag=told.etag, last_modified=told.last_modified))
        return came

    def _taken(self, feed: Watched, of: Feed, entries: Sequence[Entry]) -> list[Item]:
        """Entries put into the queue, without those that are there already in this state, or as another feed has them.

        They hold their pages, or there is one alone.
        """
        lasts = self._queue.lasts([entry.name for entry in entries])
        paged: list[tuple[Incoming, bytes]] = []
        for entry in entries:
            last = lasts.get(entry.name)
            if last and (last.stamp == entry.stamp or last.feed not in (None, feed.address)):
                continue
            came = Incoming(
                name=entry.name, came_at=moment(self._now()), feed=feed.address, stamp=entry.stamp, title=entry.title,
                outlet=outlet_of(of), given_date=entry.day,
            )  # fmt: skip
            if entry.page is None:
                return self._fetched(came, last)
            paged.append((came, entry.page))
        return self._looked(paged)

    def _again(self, item: Item) -> list[Item]:
        return self._fetched(incoming_of(item), item)

    def _fetched(self, came: Incoming, last: Item | None) -> list[Item]:
        """The page of an entry in the queue; what waits there of it already stays where the new one gives nothing."""
        try:
            fetched = self._fetcher.fetch(came.name)
        except NotFetched as error:
            if last and last.state == "waiting":
                return []
            return [self._queue.put(self._put_off(came, error))]
        return self._looked([with_answer(came, fetched, self._now().date())])

    def _looked(self, paged: Sequence[tuple[Incoming, bytes]]) -> list[Item]:
        """What came in, in the queue; there is nothing to decide on what somebody added: it is kept already."""
        looked = [looked_at(replace(came, state="waiting", reason="", again_at=None), raw) for came, raw in paged]
        there = self._store.sources({key for _, keys in looked for key in keys})
        rows: list[tuple[Incoming, bytes | None]] = []
        for (shown, keys), (_, raw) in zip(looked, paged, strict=True):
            known = bool(keys) and all(key in there for key in keys)
            rows.append((replace(shown, state="kept"), None) if known else (shown, raw))
        put = self._queue.put_all(rows) if rows else []
        return [item for item in put if item.state != "kept"]

    def _put_off(self, came: Incoming, error: NotFetched) -> Incoming:
        tries = came.tries + 1
        wait = _waiting(tries, error.wait)
        again = moment(self._now() + wait) if error.again and tries < TRIES else None
        return replace(came, state="refused", reason=str(error), tries=tries, again_at=again)

    def _rested(self, feed: Watched, error: InputError) -> Watched:
        """A feed that failed, to be polled again when it is due."""
        now, failures = self._now(), feed.failures + 1
        asked = error.wait if isinstance(error, NotFetched) else None
        rests = moment(now + _waiting(max(failures - 1, 1), asked)) if failures > 1 or asked else None
        return replace(feed, polled_at=moment(now), next_at=rests, failures=failures, reason=str(error))


def incoming_of(item: Item) -> Incoming:
    """An item as it came in."""
    return Incoming(**{name: getattr(item, name) for name in Incoming.__dataclass_fields__})


def _together(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries in their order: some at once where the feed holds their pages, no two of one name; each other alone."""
    some: list[Entry] = []
    for entry in entries:
        if some and (entry.page is None or len(some) == TOGETHER or entry.name in {one.name for one in some}):
            yield some
            some = []
        some.append(entry)
        if entry.page is None:
            yield some
            some = []
    if some:
        yield some


def outlet_of(feed: Feed) -> str | None:
    """The outlet that a feed is called after, as the tables call it where they know it."""
    known = outlet_called(feed.title) if feed.title else None
    return known.name if known else feed.title


def _waiting(failures: int, asked: float | None) -> timedelta:
    """How long to wait after so many failures, and at least for as many seconds as were asked for."""
    own = FIRST_WAIT * int(2 ** min(failures - 1, 16))
    return min(max(own, timedelta(seconds=asked or 0)), LONGEST_WAIT)
