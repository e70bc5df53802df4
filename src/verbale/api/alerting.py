"""Saved searches at work: the feed of one, and alerts, which write every hit once.

A hit is kept in the dossier before it is written anywhere, and noted as written when it was. So whoever is ended in
between goes on where that was: a feed is written anew from what is kept, a file is only appended the hits that it does
not hold, and a command is run again for the hit that it was at, whose number tells it that it knows it.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from verbale import desk
from verbale.api.searching import Found, places
from verbale.errors import InputError, NotThere
from verbale.model.saved import Alert, SavedSearch
from verbale.store.base import Store
from verbale.views import feed
from verbale.views.feed import Entry
from verbale.views.visible import escaped_json

EVERY = 10**9
"""As many of the best places are looked at for an alert: all."""
LONGEST = 1_000
"""Characters of a saved search at most."""
IN_A_FEED = 100
"""Entries of a feed at most, the newest."""
BEGINNING = b'{"number": '
"""How each line of a file of alerts begins."""
AT_ONCE = 65_536
"""Bytes that are read at once from the end of a file."""


@dataclass(frozen=True, slots=True)
class Alerted:
    """What came of an alert: how many searches were run, how many hits were written, what was wrong with a search."""

    searches: int
    written: int
    complaints: tuple[str, ...]


def save(store: Store, query: str, name: str, on: date, by: str) -> SavedSearch:
    """Save a search under a name, both on one line; raises InputError for one that cannot be run."""
    query, name = " ".join(query.split()), " ".join(name.split())
    if not name or len(name) > LONGEST or len(query) > LONGEST:
        raise InputError(f"a saved search has a name and words of at most {LONGEST} characters each")
    places(store, query, on, 1)
    return store.save_search(name, query, on, by=by)


def forget(store: Store, name: str) -> None:
    """Give up the search of that name; raises NotThere where there is none."""
    found = next((one for one in store.searches() if one.name == name), None)
    if found is None or not store.forget_search(found.id):
        raise NotThere(f"there is no saved search {name!r}")


def searched(store: Store, number: int) -> SavedSearch:
    """The saved search of that id; raises NotThere where there is none."""
    found = next((one for one in store.searches() if one.id == number), None)
    if found is None:
        raise NotThere(f"there is no saved search {number}")
    return found


def feed_of(store: Store, number: int, known_on: date, address: str | None = None) -> bytes:
    """The newest hits of a saved search as Atom."""
    search = searched(store, number)
    found, _ = places(store, search.query, known_on, EVERY)
    entries = sorted(_entries(store, search, found), key=lambda one: (one.day, one.hit), reverse=True)
    title = desk.brief_in(store).title
    return feed.as_atom(
        f"{title}: {search.name}" if title else search.name,
        f"{title}/searches/{number}",
        [replace(one, search="") for one in entries[:IN_A_FEED]],
        address,
    )


def alert(
    store: Store, on: date, *, into_feed: Path | None = None, out: Path | None = None, command: Sequence[str] = ()
) -> Alerted:
    """Run the saved searches and write what they find that was not written yet.

    Raises InputError where it cannot be written, or a command fails: what was not written then waits for the next time.
    """
    complaints = []
    searches = store.searches()
    for search in searches:
        try:
            found, _ = places(store, search.query, on, EVERY)
        except InputError as error:
            complaints.append(f"{search.name}: {error}")
            continue
        told = sorted(_entries(store, search, found), key=lambda one: (one.day, one.hit))
        hits = {one.hit: json.dumps(feed.as_json(one), ensure_ascii=False) for one in told}
        store.keep_alerts(search.id, hits, on)
    waiting = store.alerts(waiting=True)
    if out is not None:
        _appended(out, waiting)
    if into_feed is not None:
        _fed(store, into_feed)
    for one in waiting if command else ():
        _ran(command, one)
        store.alerts_written([one.number])
    store.alerts_written([one.number for one in waiting])
    return Alerted(len(searches), len(waiting), tuple(complaints))


def _entries(store: Store, search: SavedSearch, found: Sequence[Found]) -> Iterator[Entry]:
    brief = desk.brief_in(store)
    for hit, told in found:
        added_on = hit.source.added_on.isoformat()
        yield feed.entry(hit.source.article, hit.passage, told, added_on, brief, search.name)


def line_of(one: Alert) -> str:
    """A hit as a line of JSON, with its number first."""
    return escaped_json(json.dumps({"number": one.number, **json.loads(one.content)}, ensure_ascii=False))


def _fed(store: Store, target: Path) -> None:
    """Write the last hits as a feed, which takes the place of the one before whole."""
    last = reversed(store.alerts(last=IN_A_FEED))
    title = desk.brief_in(store).title
    entries = [feed.from_json(json.loads(one.content)) for one in last]
    with desk.bytes_written_whole(target) as file:
        file.write(feed.as_atom(f"{title}: alerts" if title else "Alerts", f"{title}/alerts", entries))


def _appended(target: Path, waiting: Sequence[Alert]) -> None:
    """Append those hits that a file does not hold yet; what was half written at its end is taken away first."""
    if not waiting:
        return
    try:
        target.touch()
        with target.open("r+b") as file:
            held = _numbers_from(file, waiting[0].number)
            for one in waiting:
                if one.number not in held:
                    file.write(f"{line_of(one)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        raise InputError(f"{target}: alerts cannot be written there: {error}; choose another file") from error


def _numbers_from(file: BinaryIO, first: int) -> set[int]:
    """The numbers from `first` on that stand at the end of a file; it is left at the end of its last whole line.

    Raises ValueError where the file holds anything else.
    """
    size, window = file.seek(0, os.SEEK_END), AT_ONCE
    while True:
        start = max(0, size - window)
        file.seek(start)
        tail = file.read(size - start)
        whole = tail.rfind(b"\n") + 1
        lines = tail[:whole].split(b"\n")[1 if start else 0 :]
        numbers = [_number_of(line) for line in lines if line]
        if not start or (numbers and numbers[0] < first):
            break
        window *= 2
    half = tail[whole:]
    if not (half.startswith(BEGINNING) or BEGINNING.startswith(half)):
        raise ValueError("it holds something else")
    file.seek(start + whole)
    file.truncate()
    return {number for number in numbers if number >= first}


def _number_of(line: bytes) -> int:
    try:
        return int(json.loads(line)["number"])
    except (LookupError, TypeError, ValueError):
        raise ValueError("it holds something else") from None


def _ran(command: Sequence[str], one: Alert) -> None:
    """Run a command for a hit, which it gets as a line of JSON on standard input; no shell is in between."""
    try:
        done = subprocess.run(list(command), input=f"{line_of(one)}\n".encode(), check=False)  # noqa: S603 - the user's own command
    except OSError as error:
        raise InputError(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise InputError(f"{command[0]} ended with {done.returncode} at hit {one.number}; it waits for the next alert")
