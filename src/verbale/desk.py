"""The four verbs put together: read, understand, settle, show.

The order of work lives here. Nothing here reads a clock: days come from the command line or the web.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from glob import glob
from io import TextIOWrapper
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeVar

from verbale import recall
from verbale.ahead import Ahead
from verbale.errors import BriefError, DossierFull, DossierLocked, DossierReadOnly, InputError
from verbale.model.brief import Brief, brief_from_toml
from verbale.model.evidence import Reading
from verbale.model.negotiation import Statement
from verbale.model.record import Record, Source, Telling
from verbale.model.text import Article
from verbale.recall.garbage import uncollected
from verbale.record import grouping, settling
from verbale.record.assembly import Known, assemble
from verbale.record.grouping import Judged
from verbale.record.judgements import standing
from verbale.record.preconditions import words_asked
from verbale.record.tellings import tellings_of
from verbale.record.versions import Edit, difference
from verbale.scale import Mapper
from verbale.store.base import Store
from verbale.store.held import Making
from verbale.store.queries import Hit, SearchQuery
from verbale.understanding.tables import rows
from verbale.views import asked as names
from verbale.views import readings
from verbale.views.filters import Wanted
from verbale.views.showing import Showing, Whole
from verbale.views.visible import escaped_json

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some inputs, by their names: keys of articles that each brought, and what was wrong with it.

    `wrong` is a line for each article that was rejected: what was wrong with it, and what to do. `known` is how many
    articles were there already, `foreign` a line for each new one that seems to be in another language than English.
    """

    brought: Mapping[str, Sequence[str]]
    known: int
    wrong: Mapping[str, Sequence[str]]
    foreign: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[str, ...]:
        """The keys of the articles that are new."""
        return tuple(key for keys in self.brought.values() for key in keys)

    @property
    def rejected(self) -> tuple[str, ...]:
        """One line for each article that was rejected."""
        return tuple(line for lines in self.wrong.values() for line in lines)


def brief_of(path: Path) -> tuple[str, Brief]:
    """The text of a brief's file and the brief; raises BriefError with what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefError(f"{path}: cannot be read as a brief: {error}") from error
    return text, brief_from_toml(text, str(path))


def sources_of(inputs: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files that some files, folders and patterns name, each once, in order; `-` stands for standard input.

    What names nothing is rejected.
    """
    from verbale.reading import files

    found: dict[Path, None] = {}
    rejected: list[str] = []
    for given in inputs:
        path = Path(given)
        # A name that is there is that file, even where it looks like a pattern.
        there = given == STDIN or path.exists()
        matches = [path] if there else [Path(m) for m in sorted(glob(given, recursive=True))]  # noqa: PTH207 - may be absolute
        if not matches:
            rejected.append(f"{given} is not there; check the path or the pattern")
        for match in matches:
            try:
                found.update(dict.fromkeys(files.files_under(match) if match.is_dir() else [match]))
            except InputError as error:
                rejected.append(str(error))
    return list(found), rejected


def articles_of(
    path: Path, stdin: BinaryIO | None = None, *, published: str | None = None, plain: bool = False
) -> Iterator[Article | InputError]:
    """The articles in one file, or in `stdin` where the path is `-`; an InputError for each that cannot be read.

    `published` is the EDTF day of a page that does not say it.
    """
    from verbale.reading import files

    if str(path) == STDIN and stdin is not None:
        return files.articles_in(STDIN, stdin.read(), given_date=published, plain=plain)
    return files.articles_at(path, given_date=published, plain=plain)


def one_article(path: Path, stdin: BinaryIO | None = None, *, plain: bool = False) -> Article:
    """The one article in a file; raises InputError where it cannot be read or holds several."""
    found = list(islice(articles_of(path, stdin, plain=plain), 2))
    if len(found) > 1:
        raise InputError(
            f"{path} holds several articles; put them into a dossier with: verbale add DOSSIER {path}"
            " (JSONL is read without one by: verbale read --jsonl IN --out OUT)"
        )
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


Inputs = Iterable[tuple[str, Iterable[Article | InputError]]]
"""Inputs by their names, each with its articles; an InputError stands for each that cannot be read."""


def take(
    store: Store,
    inputs: Inputs,
    mapper: Mapper,
    on: date,
    seen: Callable[[str], None] = lambda _: None,
    refused: Callable[[str, Sequence[str]], None] = lambda _, __: None,
) -> Added:
    """Understand the articles of inputs and keep them, added on the day `on`.

    What cannot be read or understood is reported and the rest goes on; `seen` is called with the name of each article
    done with, `refused` with the name of an input and what is wrong with it as soon as anything is, so that no end of
    the program loses it.
    """
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    brought: defaultdict[str, list[str]] = defaultdict(list)
    under_way: deque[str] = deque()
    foreign: list[str] = []
    new = known = 0
    made_with = making(brief_in(store))
    is_read = read_in(store, on)

    def reject(name: str, line: str) -> None:
        wrong[name].append(line)
        if len(wrong[name]) == 1:
            refused(name, wrong[name])

    def unread() -> Iterator[Article]:
        """What is to be read: not what was read already as it is, as when this was stopped and is taken up again."""
        nonlocal known
        for name, articles in inputs:
            for article in articles:
                if isinstance(article, InputError):
                    reject(name, str(article))
                elif is_read(article):
                    known += 1
                    seen(article.name)
                else:
                    under_way.append(name)
                    yield article

    for reading in mapper(unread()):
        source = under_way.popleft()
        if isinstance(reading, InputError):
            reject(source, str(reading))
            continue
        try:
            if store.add(reading, added_on=on, making=made_with):
                brought[source].append(reading.article.key)
                new += 1
                if new % BATCH == 0:  # who looks meanwhile finds little waiting
                    settle(store)
                foreign += filter(None, [foreign_note(reading.article)])
            else:
                known += 1
        except InputError as error:
            reject(source, str(error))
        seen(reading.article.name)
    settle(store)
    return Added(brought, known, wrong, tuple(foreign))


def read_in(store: Store, on: date = date.max) -> Callable[[Article], bool]:
    """Whether a dossier has an article as it is, added by the day `on` and read with what reads now."""
    now = making(brief_in(store))
    stale = cache(lambda: frozenset(store.stale(now.annotators, now.brief)))

    def is_read(article: Article) -> bool:
        held = store.article(article.key)
        there = held is not None and held.added_on <= on and (held.of_page or held.article) == article
        return there and article.key not in stale()

    return is_read


def making(brief: Brief) -> Making:
    """With what articles are read now: the annotators at hand and a brief."""
    from verbale.understanding.builtin import registry

    return Making(frozenset(s.signature for s in registry().values()), brief.hash)


def foreign_note(article: Article) -> str | None:
    """What to say of an article that seems to be in another language; None for one in English."""
    from verbale.reading.languages import foreign_language

    language = foreign_language("\n".join(article.text[a:b] for a, b in article.paragraphs))
    return (
        f"{article.name} seems to be in {language}; Verbale reads English and finds little in it" if language else None
    )


def read_jsonl(
    source: Path,
    target: Path,
    mapper: Mapper,
    *,
    stdin: BinaryIO | None = None,
    plain: bool = False,
    seen: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Read every line of a JSONL file, or of `stdin` where it is `-`, and write its reading as a line of `target`.

    The line's `id` comes first. Returns what was rejected; raises InputError where either file cannot be opened or both
    are one.
    """
    from verbale.reading import files

    rejected: list[str] = []
    with _opened(source, stdin) as lines:
        if target.exists() and str(source) != STDIN and source.samefile(target):
            raise InputError(f"{target} is what is read; write the readings to another file")
        with written_whole(target) as out:
            articles = readable(files.jsonl_articles(lines, plain=plain, name=str(source)), rejected)
            for reading in readable(mapper(articles), rejected):
                shown = {"id": reading.article.name, **readings.as_json(reading)}
                out.write(escaped_json(json.dumps(shown, ensure_ascii=False)) + "\n")
                seen(reading.article.name)
    return rejected


def _opened(source: Path, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if str(source) == STDIN and stdin is not None:
        return nullcontext(stdin)
    from verbale.reading import files

    try:
        opened = source.open("rb")
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}; check the path and its permissions") from error
    kind = files.input_kind(opened.peek(4096)) if source.is_file() else "jsonl"
    if kind not in ("jsonl", "json", "text", "csv"):
        opened.close()
        raise InputError(f"{source} is no JSONL but {kind}; put it into a dossier with: verbale add DOSSIER {source}")
    return opened


@contextmanager
def written_whole(target: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `target` when all is written; see `bytes_written_whole`."""
    with bytes_written_whole(target) as out:
        text = TextIOWrapper(out, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def bytes_written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `target` when all is written; raises InputError where it cannot be.

    What is there and is no regular file, such as a pipe or a terminal, is written to as it is.
    """
    direct = target.exists() and not target.is_file()
    place = target if direct else target.resolve()
    part = place if direct else place.with_name(f".{place.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        if not direct:
            part.replace(place)
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}; choose another place with --out") from error
    finally:
        if not direct:
            part.unlink(missing_ok=True)


R = TypeVar("R", Article, Reading)


def readable(found: Iterable[R | InputError], rejected: list[str]) -> Iterator[R]:
    """The articles or readings that there are; what is said of the others goes to `rejected`."""
    for one in found:
        if isinstance(one, InputError):
            rejected.append(str(one))
        else:
            yield one


BATCH = 10
"""Articles settled in one transaction: so long, less than a second of the processor's time, another writer waits."""
MANY = 250
"""Articles settled in one transaction where many wait: as each costs less then."""
DEMANDS = 500
"""Demands of an older Verbale that are read in one transaction, in some third of a second."""
_UNCOLLECTED = 48
"""Transactions after which garbage is looked for: little is left by each, and what is held ready is gone through."""
FEW = 100
"""Articles that a view settles before it shows the record."""
NOT_NOW = (DossierLocked, DossierFull, DossierReadOnly)
"""What keeps a dossier from being settled for now: what is settled is shown all the same."""


def settle(
    store: Store, at_once: int = BATCH, ahead: Ahead | None = None, seen: Callable[[int], None] = lambda _: None
) -> int:
    """Bring the record's tables up to date with what was added, read again or judged; how many were settled.

    `at_once` articles are settled in one transaction; `seen` is called with how many they were. What they bring is
    prepared `ahead`, where that is given.
    """
    brief, count, judged = brief_in(store), 0, Judged()
    while waiting := store.waiting():
        with uncollected():
            for _ in range(min(_UNCOLLECTED, ceil(waiting / at_once))):
                if ahead:
                    ahead.ready(at_once)
                count += (now := _settled(store, brief, at_once, judged, ahead))
                seen(now)
    return count


def _settled(store: Store, brief: Brief, at_once: int, judged: Judged, ahead: Ahead | None) -> int:
    """Settle some articles; how many. Nothing of them is held any longer when garbage is looked for."""
    with store.settling() as board:
        if ahead:
            return settling.settle(board, brief, at_once, judged, ahead, ahead.weigh)
        return settling.settle(board, brief, at_once, judged)


def settle_these(store: Store, articles: Collection[str]) -> None:
    """Settle some articles: who decides on a line does not wait for what others added meanwhile."""
    brief, waiting, judged = brief_in(store), sorted(articles), Judged()
    with uncollected():
        for at in range(0, len(waiting), BATCH):
            with store.settling() as board:
                settling.settle(board, brief, BATCH, judged, among=waiting[at : at + BATCH])


def read_demands(store: Store, seen: Callable[[int], None] = lambda _: None) -> None:
    """Keep what demands ask for in a record that an older Verbale settled, before somebody waits for a decision.

    `seen` is called with how many were read in each transaction.
    """
    count, day = DEMANDS, ""
    while count == DEMANDS:
        with store.settling() as board:
            count, day = board.read_demands(words_asked, DEMANDS, day)
        seen(count)


def settle_few(store: Store) -> int:
    """Settle what waits where that is little and nobody else keeps on writing; how many articles wait still."""
    if 0 < store.waiting() <= FEW:
        with suppress(*NOT_NOW):
            settle(store)
    return store.waiting()


def left_out(store: Store, known_on: date) -> int:
    """How many articles wait to be settled and so are not in what views show of a day; 0 where that is added up."""
    return store.waiting() if recall.answers(store, known_on) else 0


def cut(store: Store) -> list[str]:
    """What to say of components that are too large to be matched pair by pair, a line each."""
    return [
        f"{crowd.key} and {crowd.lines - 1} more of its kind: {crowd.tellings} reports resemble each other; as these"
        f" are more than {grouping.LARGEST}, only those that agree in everything were joined"
        for crowd in store.crowds(grouping.LARGEST)
    ]


def record_of(store: Store, known_on: date | None = None) -> Record:
    """The record as known on a day, everything where None: from the tables where they hold it, else added up anew."""
    if known_on is not None and recall.answers(store, known_on) and not settle_few(store):
        return recall.Tables(store, known_on).whole()
    if known_on is not None and recall.holds(store, known_on):
        return recall.record_on(store, known_on, brief_in(store))
    stored = store.readings(known_on=known_on)
    known = (
        Known(s.reading, s.known_from.isoformat(), s.added_on.isoformat(), s.redated.decision if s.redated else None)
        for s in stored
    )
    on = known_on.isoformat() if known_on else None
    return assemble(known, store.judgements(known_on=known_on), on, brief_in(store))


def record_about(store: Store, name: str, known_on: date | None = None) -> Record:
    """A record that holds all lines whose key begins with `name`, as known on a day: a part of it where that can be.

    Raises DossierLocked where what tells them waits to be settled and somebody else keeps on writing: to add up all of
    a large dossier meanwhile takes longer than they do.
    """
    day = known_on or store.latest()
    if day is not None and recall.answers(store, day):
        line = name.partition("#")[0]
        about = recall.Tables(store, day).about(name)
        if store.waiting(articles := _telling(about, line)):  # a program was ended before it settled what was decided
            with suppress(DossierFull, DossierReadOnly):
                settle_these(store, articles)
            about = recall.Tables(store, day).about(name)
            articles = _telling(about, line)
        if about is not None and articles and not store.waiting(articles):
            return about  # who decides on what is settled does not wait for what others add meanwhile
        if not settle_few(store) and (about := recall.Tables(store, day).about(name)) is not None:
            return about
    return record_of(store, known_on)


def _telling(record: Record | None, name: str) -> set[str]:
    """The articles that tell the lines and contradictions whose key begins with a name."""
    if record is None:
        return set()
    sides = {side for pair in record.contradictions if pair.key.startswith(name) for side in (pair.a, pair.b)}
    lines = (line for line in record.lines() if line.key.startswith(name) or line.key in sides)
    return {told.article for line in lines for told in line.tellings}


def search(store: Store, query: SearchQuery) -> list[tuple[Hit, Telling[Statement] | None]]:
    """The places that fit best, a statement with its telling, so that it is shown with speaker and act.

    A statement that a person rejected is left out.
    """
    found = store.search(query)
    stated = {hit.statement.key: hit.source.article.key for hit in found if hit.statement}
    day = query.known_on or store.latest()
    settled = store.told_in(set(stated.values()), ["statement"]) if day and recall.answers(store, day) else []
    told: dict[str, Telling[Statement]] = {t.key: t for _, t in settled}
    # What is not yet settled, or was rejected, is not in the tables.
    told |= {t.key: t for t in _spoken(store, {a for k, a in stated.items() if k not in told}, query.known_on)}
    shown = ((hit, told.get(hit.statement.key) if hit.statement else None) for hit in found)
    return [(hit, telling) for hit, telling in shown if telling or not hit.statement]


def _spoken(store: Store, articles: Collection[str], known_on: date | None) -> Iterator[Telling[Any]]:
    """What some articles tell as known on a day, from their readings and what was decided by then."""
    if not articles:
        return
    decided = standing(store.judgements(known_on=known_on), known_on.isoformat() if known_on else None)
    for key in sorted(articles):
        if stored := store.reading(key):
            mine = [j for j in decided if j.passage.article == key]
            yield from tellings_of(stored.reading, stored.known_from.isoformat(), mine)


def changes(old: Source, new: Source) -> list[Edit]:
    """What a later version of an article changed, paragraph by paragraph."""
    return difference(old.article.text, new.article.text)


def brief_in(store: Store) -> Brief:
    """The brief of a dossier."""
    return brief_from_toml(store.brief().text)


def wanted(store: Store, asked: Wanted) -> Wanted:
    """What is asked for, with party, issue and outlet by their codes; raises InputError for what names nothing here."""
    names.refuse_no_days(asked.since, asked.until)
    brief = brief_in(store)
    parties, issues = partial(store.named, "parties"), partial(store.named, "issues")
    return replace(
        asked,
        party=asked.party and names.party_called(asked.party, brief, parties, state_names()),
        issue=asked.issue and names.issue_called(asked.issue, brief, issues),
        outlet=asked.outlet and names.outlet_called(asked.outlet, brief, lambda: [o for o in store.printed() if o]),
    )


def showing(store: Store, known_on: date, *, settles: bool = True) -> Showing:
    """What views take of a dossier as known on a day: added up anew where that is a day of the past.

    Else it is taken from the tables as they are settled, without the articles that `left_out` counts. Whoever must not
    wait while another writes has it settle nothing.
    """
    if recall.answers(store, known_on):
        if settles:
            settle_few(store)
        return recall.Tables(store, known_on, brief_in(store))
    return Whole(record_of(store, known_on), known_on.isoformat(), brief_in(store))


@cache
def state_names() -> dict[str, str]:
    """The code of each state by its names and adjectives, in small letters."""
    import pycountry

    codes = {str(c.name).casefold(): str(c.alpha_3) for c in pycountry.countries}
    for row in rows("states"):
        for name in (row["name"], *row["names"].split("|"), *row["adjectives"].split("|"), *row["people"].split("|")):
            if name:
                codes[name.casefold()] = row["code"]
    return codes
