"""What comes in: put into the dossier, or kept in its queue until it can be.

Whatever is refused stays in the queue with its reason, and with its bytes or where to have them again. Nothing here
reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from verbale import desk
from verbale.desk import STDIN, Added
from verbale.errors import InputError, NotFetched, NotThere
from verbale.intake.addresses import is_address
from verbale.intake.feeds import feeds_listed
from verbale.intake.fetching import Fetcher
from verbale.intake.looking import articles_of, first_of, with_answer
from verbale.intake.watching import incoming_of, moment
from verbale.model.board import RunsAsked
from verbale.model.intake import Incoming, Item, State
from verbale.model.text import Article
from verbale.reading import files
from verbale.reading.formats.limits import LIMITS, bounded
from verbale.reading.formats.source import SNIFFED
from verbale.record.origins import ENOUGH, text_of
from verbale.scale import Mapper
from verbale.store.base import Store
from verbale.views.intake import Group, is_one


@dataclass(frozen=True, slots=True)
class Taking:
    """With what inputs are taken in: what reads them and fetches them, for whom, and when (in UTC, and by the day)."""

    store: Store
    mapper: Mapper
    fetcher: Fetcher
    now: datetime
    on: date
    by: str = ""


Came = dict[str, tuple[Incoming, bytes | None]]
"""What came in by its name, as far as its bytes must be held where it is refused."""


def add(
    of: Taking,
    paths: Iterable[Path],
    addresses: Iterable[str] = (),
    *,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    seen: Callable[[str], None] = lambda _: None,
) -> Added:
    """Put the articles of files, of what addresses hold and, where a path is `-`, of `stdin` into the dossier.

    `published` is the EDTF day of pages that do not say it. What is refused stays in the queue; what was refused before
    and no longer is has been kept.
    """
    came: Came = {}
    named = {_name(path): path for path in paths}

    def refused(name: str, lines: Sequence[str]) -> None:
        plain = Incoming(name=name, came_at=moment(of.now), given_date=published)
        _refuse(of, *came.get(name, (plain, None)), lines)

    def inputs() -> Iterator[tuple[str, Iterable[Article | InputError]]]:
        for name, path in named.items():
            yield name, _of_path(of, path, stdin, published, came)
        for address in addresses:
            yield address, _of_address(of, Incoming(name=address, came_at=moment(of.now), given_date=published), came)

    added = desk.take(of.store, inputs(), of.mapper, of.on, seen, refused)
    queue = of.store.queue()
    for name, lines in added.wrong.items():
        if len(lines) > 1:
            refused(name, lines)
    there = {*named, *addresses} - added.wrong.keys()
    for item in queue.items("refused"):
        if item.name in there:
            _kept(of, item, added.brought.get(item.name, ()))
    return added


def feeds_given(inputs: Iterable[str]) -> dict[str, list[str]]:
    """The addresses in the lists of feeds (OPML) among some inputs, by the list's name.

    A list that merely lies in a folder, an archive or a message has none: nobody asked for what it names.
    """
    found = {}
    for given in inputs:
        with suppress(OSError, InputError):
            if Path(given).is_file() and (feeds := _feeds_in(Path(given))):
                found[given] = feeds
    return found


def _feeds_in(path: Path) -> list[str]:
    with path.open("rb") as file:
        if files.input_kind(file.read(SNIFFED)) != "opml":
            return []
        file.seek(0)
        return feeds_listed(str(path), bounded(str(path), file, LIMITS.input_bytes))


def compared(store: Store, groups: Sequence[Group]) -> list[Group]:
    """What waits, with the article by which the dossier has a text already."""
    waiting = [group for group in groups if group.lead.state == "waiting"]
    near = store.texts_sharing([RunsAsked(group.lead.runs) for group in waiting], ENOUGH)
    sources = store.sources(set().union(*near))
    samples = {key: text_of(source.article, source.known_from).sample for key, source in sources.items()}
    of: dict[int, str] = {}
    for group, keys in zip(waiting, near, strict=True):
        runs = group.lead.runs
        shared = {key: len(runs & samples[key]) for key in keys}
        copies = [key for key, count in shared.items() if is_one(count, len(runs), len(samples[key]))]
        if copies:
            nearest = sources[max(copies, key=lambda key: (shared[key], key))]
            of[group.lead.number] = nearest.origin or nearest.article.key
    first = store.sources(set(of.values()))
    return [replace(group, there=first.get(of.get(group.lead.number, ""))) for group in groups]


def keep(of: Taking, items: Iterable[Item], seen: Callable[[str], None] = lambda _: None) -> Added:
    """Put items of the queue into the dossier, those that were refused before tried again; which were kept is said.

    What cannot be read is refused, with its reason.
    """
    by_name = {str(item.number): item for item in items if item.state != "kept"}
    came: Came = {}
    added = desk.take(
        of.store, ((name, _of_item(of, item, name, came)) for name, item in by_name.items()), of.mapper, of.on, seen
    )
    for name, item in by_name.items():
        if lines := added.wrong.get(name):
            incoming, raw = came.get(name, (incoming_of(item), None))
            _refuse(of, incoming, of.store.queue().raw(item.number) if raw is None else raw, lines)
        else:
            _kept(of, item, added.brought.get(name, ()))
    return added


def drop(of: Taking, items: Iterable[Item]) -> list[int]:
    """Decide that items are of no use; the numbers of those that were not dropped already."""
    return of.store.queue().decide([item.number for item in items], "dropped", moment(of.now), of.by)


def undo(of: Taking, items: Iterable[Item]) -> list[int]:
    """Have items wait again, and take out of the dossier what they alone brought in; their numbers."""
    items = list(items)
    names = tuple(item.name for item in items)
    brought = [key for item in items if item.state == "kept" for key in item.articles]
    keys = [key for key in brought if all(name.startswith(names) for name, _ in of.store.names(key))]
    for key in keys:
        of.store.remove(key, of.on)
    if keys:
        desk.settle(of.store)
    numbers = [item.number for item in items if item.state in ("kept", "dropped")]
    return of.store.queue().decide(numbers, "waiting", moment(of.now), of.by)


def items_called(store: Store, numbers: Collection[int], *states: State) -> list[Item]:
    """The items of those numbers in some states; all in these states where no number is given.

    Raises NotThere for a number that is none, InputError for one in another state.
    """
    queue = store.queue()
    if not numbers:
        return queue.items(*states)
    found = queue.numbered(numbers)
    missing = sorted(set(numbers) - {item.number for item in found})
    if missing:
        raise NotThere(f"there is no item {missing[0]} in the queue")
    wrong = next((item for item in found if item.state not in states), None)
    if wrong:
        raise InputError(f"item {wrong.number} is {wrong.state}; it must be {' or '.join(states)}")
    return found


def _name(path: Path) -> str:
    """A path as the queue names it, wherever a program is started that tries it again."""
    return STDIN if str(path) == STDIN else files.printable(path.absolute())


def _of_path(
    of: Taking, path: Path, stdin: BinaryIO | None, published: str | None, came: Came
) -> Iterator[Article | InputError]:
    if str(path) != STDIN or stdin is None:
        yield from desk.articles_of(path, published=published)
        return
    raw = stdin.read()
    came[STDIN] = (Incoming(name=STDIN, came_at=moment(of.now), given_date=published), raw)
    yield from files.articles_in(STDIN, raw, given_date=published)


def _of_address(of: Taking, incoming: Incoming, came: Came, name: str = "") -> Iterator[Article | InputError]:
    """What the address of an input holds."""
    came[name or incoming.name] = (replace(incoming, tries=incoming.tries + 1), None)
    try:
        fetched = of.fetcher.fetch(incoming.name)
    except NotFetched as error:
        yield error
        return
    incoming, raw = with_answer(incoming, fetched, of.now.date())
    came[name or incoming.name] = (incoming, raw)
    yield from articles_of(incoming, raw)


def _of_item(of: Taking, item: Item, name: str, came: Came) -> Iterator[Article | InputError]:
    """The articles of an item: from the bytes that are held, else from where it came."""
    raw = of.store.queue().raw(item.number)
    if raw is not None:
        yield from articles_of(incoming_of(item), raw)
    elif is_address(item.name):
        yield from _of_address(of, incoming_of(item), came, name)
    elif item.name == STDIN:
        yield InputError("what came from standard input was too large to be held; give it again")
    else:
        yield from desk.articles_of(Path(item.name), published=item.given_date)


def _refuse(of: Taking, incoming: Incoming, raw: bytes | None, lines: Sequence[str]) -> None:
    refused = replace(incoming, state="refused", reason=first_of(lines), again_at=None)
    of.store.queue().put(refused, raw)


def _kept(of: Taking, item: Item, articles: Sequence[str]) -> None:
    of.store.queue().decide([item.number], "kept", moment(of.now), of.by, articles=articles)
