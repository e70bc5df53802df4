"""Readings in shards: what was read of an archive, wherever, for dossiers to take in at once.

A shard is a Parquet file, `part-00000.parquet` and on, in a folder or at an address that fsspec knows (`s3://…`). A row
is an article: its `input`, `name` and `key`, `article` and `findings` as JSON (`model.archive_json`), or what was
`wrong` with it. The file's metadata hold the brief and the annotators with which it was read. A shard is there whole or
not at all, and what stands in one is not read again, so that reading can be stopped and taken up again.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Any

from verbale import desk, keeping
from verbale.errors import InputError, VerbaleError
from verbale.model.archive_json import article_as_json, article_from_json, finding_as_json, reading_from_json
from verbale.model.brief import brief_from_toml
from verbale.model.evidence import Reading
from verbale.model.text import Article
from verbale.reading import files
from verbale.scale import Mapper, Result
from verbale.store.base import Store
from verbale.store.held import Making

if TYPE_CHECKING:
    import pyarrow
    from fsspec import AbstractFileSystem

SHARD = 1_000
"""Articles in a shard."""
COLUMNS = ("input", "name", "key", "article", "findings", "wrong")

_NUMBER = re.compile(r"part-(\d+)\.parquet$")

Row = dict[str, str | None]


@dataclass(slots=True)
class Sharded:
    """How many articles were read, how many stood in a shard already, and a line for each that could not be read."""

    read: int = 0
    there: int = 0
    wrong: list[str] = field(default_factory=list)


class Shards:
    """The shards in a folder, or at an address."""

    def __init__(self, address: str) -> None:
        from fsspec.core import url_to_fs

        self.address = address
        with _explained(address):
            self._system: AbstractFileSystem
            self._system, self._folder = url_to_fs(address)

    def parts(self) -> list[str]:
        """Their paths in order."""
        with _explained(self.address):
            return sorted(map(str, self._system.glob(f"{self._folder}/part-*.parquet")))

    def table(self, part: str, columns: Iterable[str] = COLUMNS) -> pyarrow.Table:
        """Some columns of a shard; raises InputError where it has not got them."""
        from pyarrow import ArrowException, parquet

        with _explained(self.address), self._system.open(part, "rb") as file:
            try:
                return parquet.read_table(file, columns=list(columns))
            except ArrowException as error:
                raise InputError(f"{part} is no shard of readings: {str(error).splitlines()[0]}") from error

    def require_place(self) -> None:
        """Raise InputError where nothing can be written, before anything is read for it."""
        with _explained(self.address):
            self._system.makedirs(self._folder, exist_ok=True)
            self._system.touch(f"{self._folder}/.begun")

    def write(self, number: int, rows: list[Row], given: dict[str, str]) -> None:
        """Write a shard, which is seen when it is whole."""
        import pyarrow
        from pyarrow import parquet

        schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS], metadata=given)
        written = BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), written, compression="zstd")
        place = f"{self._folder}/part-{number:05}.parquet"
        with _explained(self.address):
            self._system.makedirs(self._folder, exist_ok=True)
            self._system.pipe_file(f"{place}.part", written.getvalue())
            self._system.mv(f"{place}.part", place)


@contextmanager
def _explained(address: str) -> Iterator[None]:
    """Say of an address that cannot be reached why it cannot."""
    try:
        yield
    except VerbaleError:
        raise
    except Exception as error:  # what lies behind an address raises errors of its maker's own
        raise InputError(f"{address} cannot be reached: {error}") from error


def write(
    inputs: desk.Inputs, shards: Shards, mapper: Mapper, brief: str, seen: Callable[[str], None] = lambda _: None
) -> Sharded:
    """Read the articles of some inputs into shards, those that stand in none; `brief` is what `mapper` reads for.

    Raises InputError where the shards that are there were read by another brief, or with other annotators.
    """
    making = desk.making(brief_from_toml(brief))
    given = {"brief": brief, "annotators": json.dumps(sorted(making.annotators))}
    parts = shards.parts()
    done = {key for part in parts for key in _named(shards.table(part, ("key", "name")), given, part)}
    shards.require_place()
    made = Sharded()
    under_way: deque[tuple[str, Article]] = deque()

    def unread() -> Iterator[Article]:
        for name, articles in inputs:
            for article in desk.readable(articles, made.wrong):
                if (article.key, article.name) in done:
                    made.there += 1
                else:
                    under_way.append((name, article))
                    yield article

    rows: list[Row] = []
    number = _behind(parts)
    for result in mapper(unread()):
        rows.append(_row(*under_way.popleft(), result))
        if isinstance(result, InputError):
            made.wrong.append(str(result))
        else:
            made.read += 1
        seen(rows[-1]["name"] or "")
        if len(rows) == SHARD:
            shards.write(number, rows, given)
            number, rows = number + 1, []
    if rows:
        shards.write(number, rows, given)
    return made


def _behind(parts: Iterable[str]) -> int:
    """The number of the next shard: above all that are there, of which some may have been taken away."""
    return max((int(found[1]) for part in parts if (found := _NUMBER.search(part))), default=-1) + 1


def _row(source: str, article: Article, result: Result) -> Row:
    row: Row = dict.fromkeys(COLUMNS) | {"input": source, "name": article.name, "key": article.key}
    if isinstance(result, InputError):
        return row | {"wrong": str(result)}
    found = [finding_as_json(f) for f in result.findings]
    return row | {"article": _dumped(article_as_json(article)), "findings": _dumped(found)}


def _dumped(value: Any) -> str:  # Any: JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _named(table: pyarrow.Table, given: dict[str, str], part: str) -> Iterator[tuple[str, str]]:
    """Key and name of each article in a shard; raises InputError where it was read for something else."""
    if _given(table, part) != given:
        raise InputError(f"{part} was read by another brief, or another Verbale; give another folder")
    return zip(table["key"].to_pylist(), table["name"].to_pylist(), strict=True)


def _given(table: pyarrow.Table, part: str) -> dict[str, str]:
    held = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
    if not {"brief", "annotators"} <= held.keys():
        raise InputError(f"{part} is no shard of readings")
    return {name: held[name] for name in ("brief", "annotators")}


def opening(shards: Shards) -> str:
    """The brief by which shards were read; raises InputError where there are none."""
    for part in shards.parts():
        return _given(shards.table(part), part)["brief"]
    raise InputError(f"{shards.address} holds no shards of readings; make them with: verbale shard")


def bring_in(store: Store, shards: Shards, on: date, seen: Callable[[str], None] = lambda _: None) -> Sharded:
    """Put the readings in shards into a dossier, added on the day `on`, and settle them all together.

    Once more changes nothing, and none takes the place of a newer reading. What could not be read is told again.
    """
    made = Sharded()
    empty = next(iter(store.articles()), None) is None
    is_read = _known(store)
    for part in shards.parts():
        table = shards.table(part)
        given = _given(table, part)
        making = _making(given, part)
        for row in table.to_pylist():
            if row["wrong"]:
                made.wrong.append(row["wrong"])
                continue
            reading = _reading(row, part)
            new = not is_read(reading.article) and store.add(reading, added_on=on, making=making)
            made.read, made.there = made.read + new, made.there + (not new)
            seen(row["name"])
    if empty:
        keeping.rebuild(store)
    else:
        desk.settle(store, desk.MANY)
    return made


def _known(store: Store) -> Callable[[Article], bool]:
    """Whether a dossier has an article as it is, read with what reads now."""
    now = desk.making(desk.brief_in(store))
    stale = frozenset(store.stale(now.annotators, now.brief))

    def is_read(article: Article) -> bool:
        held = store.article(article.key)
        return held is not None and (held.of_page or held.article) == article and article.key not in stale

    return is_read


def _making(given: dict[str, str], part: str) -> Making:
    """With what a shard was made; raises InputError where that cannot be read."""
    try:
        return Making(frozenset(json.loads(given["annotators"])), brief_from_toml(given["brief"]).hash)
    except (TypeError, ValueError) as error:
        raise InputError(f"{part} is no shard of readings: {error}") from error


def _reading(row: dict[str, Any], part: str) -> Reading:  # Any: text, or nothing
    """What a row of a shard holds; raises InputError where it cannot be read."""
    try:
        return reading_from_json(article_from_json(json.loads(row["article"])), json.loads(row["findings"]))
    except (LookupError, TypeError, ValueError) as error:
        raise InputError(f"{part}: what it holds of {row['name']} cannot be read: {error}") from error


def inputs_of(given: Iterable[str], missing: list[str]) -> desk.Inputs:
    """Inputs of this machine, and those at addresses that fsspec knows (`s3://bucket/*.warc.gz`), read as they go.

    What names nothing goes to `missing`.
    """
    given = list(given)
    paths, lost = desk.sources_of(one for one in given if "://" not in one)
    missing += lost
    yield from ((str(path), desk.articles_of(path)) for path in paths)
    for address in given:
        if "://" in address:
            yield address, _elsewhere(address)


def _elsewhere(address: str) -> Iterator[Article | InputError]:
    from fsspec.core import url_to_fs

    try:
        with _explained(address):
            system, pattern = url_to_fs(address)
            places = sorted(map(str, system.glob(pattern)))
        if not places:
            yield InputError(f"{address} is not there; check the address or the pattern")
        for place in places:
            # What lies in a bucket reads no line up to a length by itself.
            with _explained(address), BufferedReader(system.open(place, "rb")) as file:
                yield from files.articles_of_file(system.unstrip_protocol(place), file)
    except InputError as error:
        yield error
