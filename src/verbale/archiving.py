"""A dossier as JSON lines, from which another dossier with the same record is made.

A line is an object with one name: `dossier`, `brief` (each version), `article` (its text, the names and days under
which it was added, its findings), `redating`, `judgement`, `edition`, `removed`, `search`. An article whose outlet's
rights keep its text back has neither text nor findings there; `whole` puts them in, for the archive of whoever owns the
dossier.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from io import TextIOWrapper
from math import inf
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from verbale.desk import BATCH, read_in, settle
from verbale.errors import InputError
from verbale.model.archive_json import (
    article_as_json,
    article_from_json,
    finding_as_json,
    judgement_as_json,
    judgement_from_json,
    reading_from_json,
)
from verbale.model.draft import Draft
from verbale.model.edition import Edition
from verbale.model.edition_json import edition_as_json, edition_from_json
from verbale.model.published import Issue
from verbale.model.text import Article
from verbale.recall.printed import edition_now
from verbale.store.base import Store
from verbale.store.held import StoredReading
from verbale.views.exports.material import Material
from verbale.views.filters import EVERYTHING
from verbale.views.visible import escaped_json

Json = dict[str, Any]  # Any: JSON
VERSION = 1
_KEPT_BACK = ("text", "synopsis", "paragraphs", "dateline", "dateline_span", "name")
"""Fields of an article that hold words of its text, or mean nothing without it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing an archive in: how many articles are new, how many came without their texts.

    `left` is a line for what stays out as the dossier has something else under its number or name.
    """

    articles: int
    judgements: int
    without_text: int
    left: tuple[str, ...] = ()


def write(store: Store, of: Material, out: BinaryIO) -> int:
    """Write what was asked for of a dossier; returns how many articles are there without their texts."""
    text = TextIOWrapper(out, encoding="utf-8", newline="\n")
    without = 0
    for line in _lines(store, of):
        without += "rights" in line.get("article", {})
        text.write(escaped_json(json.dumps(line, ensure_ascii=False)) + "\n")
    text.flush()
    text.detach()
    return without


def _lines(store: Store, of: Material) -> Iterator[Json]:
    yield {"dossier": {"title": of.title, "version": VERSION, "as_known_on": of.on, "whole": of.whole}}
    for brief in store.briefs():
        yield {"brief": {"text": brief.text, "set_on": brief.set_on.isoformat()}}
    told, closed = set(), set()
    for source in of.sources():
        key, rights = source.article.key, of.guard.rights(source)
        stored = store.reading(key)
        if stored is not None:
            told.add(key)
            if rights != "full":
                closed.add(key)
            yield {"article": _article(stored, rights, store.names(key))}
    for redating in store.redatings():
        if redating.article in told:
            yield {"redating": {**asdict(redating), "made_on": redating.made_on.isoformat()}}
    published = deque(sorted(store.issues(), key=lambda issue: issue.number) if of.wanted == EVERYTHING else ())
    for number, judgement in enumerate(store.judgements()):
        yield from _editions(store, published, of, number)
        places = {p.article for p in (judgement.passage, judgement.other) if p}
        if places <= told and not places & closed:
            yield {"judgement": judgement_as_json(judgement)}
    yield from _editions(store, published, of)
    for removed in store.removed():
        yield {"removed": {"key": removed.key, "removed_on": removed.removed_on.isoformat()}}
    for search in store.searches() if of.wanted == EVERYTHING else ():
        if search.saved_on.isoformat() <= of.on:
            saved = {"name": search.name, "query": search.query, "by": search.by}
            yield {"search": {**saved, "saved_on": search.saved_on.isoformat()}}


def _editions(store: Store, published: deque[Issue], of: Material, judged: float = inf) -> Iterator[Json]:
    """The editions that were published by a day, before there were more than so many judgements; they hold no more than
    the rights of their sources allow now, unless all is asked for."""
    while published and published[0].judged <= judged and published[0].cut_off[:10] <= of.on:
        if edition := store.edition(published.popleft().number):
            yield {"edition": edition_as_json(edition if of.whole else edition_now(store, edition))}


def _article(stored: StoredReading, rights: str, names: tuple[tuple[str, date], ...]) -> Json:
    reading = stored.reading
    told = article_as_json(stored.of_page or reading.article)
    if rights != "full":
        shown = {name: value for name, value in told.items() if name not in _KEPT_BACK}
        return {**shown, "rights": rights, "added_on": stored.added_on.isoformat()}
    added = [[name, day.isoformat()] for name, day in names]
    return {**told, "added": added, "findings": [finding_as_json(f) for f in reading.findings]}


def opening(path: Path) -> tuple[str, date]:
    """The first brief in an archive and its day; raises InputError where the file is none, or has none."""
    with _explained(path):
        for line in _read(path):
            if "brief" in line:
                return str(line["brief"]["text"]), date.fromisoformat(line["brief"]["set_on"])
    raise InputError(f"{path}: there is no brief in it; export it again with: verbale export DOSSIER --form jsonl")


def bring_in(store: Store, path: Path) -> Brought:
    """Put what an archive holds into a dossier: once more changes nothing. Raises InputError at what is none of it."""
    with _explained(path):
        return _brought(store, _read(path))


def _brought(store: Store, lines: Iterable[Json]) -> Brought:
    articles = judgements = without = 0
    series, searches = _Series(store), []
    is_read = read_in(store)
    for line in lines:
        if "brief" in line:
            store.set_brief(line["brief"]["text"], date.fromisoformat(line["brief"]["set_on"]))
            is_read = read_in(store)
        elif "article" in line:
            without += "rights" in line["article"]
            articles += "rights" not in line["article"] and _add(store, line["article"], is_read)
            if articles % BATCH == BATCH - 1:
                settle(store)
        elif "redating" in line:
            one = line["redating"]
            if store.article(one["article"]):
                day = date.fromisoformat(one["made_on"])
                store.redate(one["article"], one["published"], day, by=one["by"], why=one["why"])
        elif "edition" in line:
            series.take(edition_from_json(line["edition"]))
        elif "judgement" in line:
            judgements += store.judge(judgement_from_json(line["judgement"]))
        elif "search" in line:
            searches += _saved(store, line["search"])
    settle(store)
    return Brought(articles, judgements, without, (*series.left, *searches))


class _Series:
    """The editions of a dossier, to which those of an archive are added as long as they are the same or follow."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._out: list[int] = []

    def take(self, edition: Edition) -> None:
        """Keep an edition that is not there yet, and the draft that somebody is at work on.

        Where another one has its number, it and what follows it stay out: two series are never mixed.
        """
        if self._out or not (self._is_there(edition) or self._publish(edition)):
            self._out.append(edition.number)

    def _is_there(self, edition: Edition) -> bool:
        """Whether the dossier has the edition, by what rights never change."""
        kept = self._store.edition(edition.number)
        return kept is not None and _marks(kept) == _marks(edition)

    def _publish(self, edition: Edition) -> bool:
        kept = self._store.draft()
        if not self._store.publish(edition, kept.version):
            return False
        return kept.draft == Draft() or self._store.set_draft(kept.draft, kept.version + 1)

    @property
    def left(self) -> tuple[str, ...]:
        """What to say of those that stay out."""
        if not self._out:
            return ()
        first, last = self._out[0], self._out[-1]
        which = f"edition {first} stays" if first == last else f"editions {first} to {last} stay"
        return (
            f"{which} out: this dossier has another edition {first}; bring the archive into a new dossier to have them",
        )


def _marks(of: Edition) -> tuple[Any, ...]:  # Any: parts of an edition
    """What tells editions apart: when and by whom they were published, under which name, of which articles."""
    articles = [entry.article for section in of.digest.sections for entry in section.entries]
    return of.number, of.name, of.cut_off, of.published_by, of.digest.since, of.digest.until, articles


def _saved(store: Store, search: Json) -> list[str]:
    """Keep a saved search; what to say of one that stays out."""
    name, query = search["name"], search["query"]
    if any(one.name == name and one.query != query for one in store.searches()):
        return [f"saved search {name!r} stays out: this dossier has another of that name"]
    store.save_search(name, query, date.fromisoformat(search["saved_on"]), by=search["by"])
    return []


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say of what an archive lacks that it is none."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        raise InputError(f"{path}: this is no exported dossier: {error}") from error


def _add(store: Store, values: Mapping[str, Any], is_read: Callable[[Article], bool]) -> bool:
    """Add an article with its findings under each of its names, but where it is there and read with what reads now."""
    new = False
    for name, day in values["added"]:
        named = article_from_json({**values, "name": name})
        reading = reading_from_json(named, values["findings"])
        new |= not is_read(named) and store.add(reading, added_on=date.fromisoformat(day))
    return new


def _read(path: Path) -> Iterator[Json]:
    """The lines of an archive."""
    try:
        with path.open(encoding="utf-8") as file:
            yield from _parsed(file, path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _parsed(file: TextIO, path: Path) -> Iterator[Json]:
    for number, line in enumerate(file, 1):
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            value = None
        if not isinstance(value, dict) or (number == 1 and "dossier" not in value):
            raise InputError(f"{path}, line {number}: this is no line of an exported dossier")
        if "dossier" in value and value["dossier"]["version"] != VERSION:
            raise InputError(f"{path}: it was written by another Verbale, in a version that this one does not know")
        yield value
