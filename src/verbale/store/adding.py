"""How a reading is kept: article, names, findings and the flat statements, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from verbale.model.board import RULES
from verbale.model.evidence import Findings, Reading
from verbale.store import codec
from verbale.store.fetching import Snapshot
from verbale.store.held import Making, StoredArticle
from verbale.store.packing import Found, Packed, Seen, packed, unpacked
from verbale.store.record_schema import settlement
from verbale.store.rows import as_read, days_of, is_fresh, making_of, statement_row, stored
from verbale.store.schema import article, making, reading, removed, source, statement
from verbale.store.search import index_of

_By = tuple[str, str, str]
"""Key of a finding, annotator, brief."""


def keep(connection: Connection, read: Reading, added_on: date, made_with: Making | None) -> bool:
    """Keep a reading in the transaction of `connection`; True where its article is new. See `Store.add`."""
    given = read.article
    now = Snapshot(connection)
    redated = now.redated([given.key]).get(given.key)
    row = connection.execute(select(article).where(article.c.key == given.key)).mappings().first()
    if row is None:
        _keep_new(connection, read, stored(given, added_on, redated), made_with)
        return True
    number, stands = row["id"], codec.article_from(row)
    _keep_name(connection, number, given.name, added_on)
    first_day, first_name = _first_name(connection, number)
    of_page = as_read(given, stands, redated)
    before = now.held([number])[number]
    if given.name != first_name and replace(of_page, name=stands.name) != stands:
        _keep_findings(connection, number, _beside(before, read))
        return False
    of_page = replace(of_page, name=first_name)
    one = stored(of_page, first_day, redated)
    values = codec.article_values(of_page) | days_filed(one)
    renewed = {column: value for column, value in values.items() if row[column] != value}
    contents = _merged(read, before)
    if renewed or contents.told() != _told(before):
        with _reindexed(connection, number):
            connection.execute(update(article).where(article.c.id == number).values(renewed | {"settled": False}))
            _keep_findings(connection, number, contents)
            _file_statements(connection, number, one, read.findings, contents)
    connection.execute(
        update(reading).where(reading.c.article_id == number).values(_making_values(connection, read, one, made_with))
    )
    return False


def stale_in(now: Snapshot, annotators: Collection[str], brief_hash: str) -> list[str]:
    """Keys of the articles that should be read again, those known last first; see `Store.stale`."""
    keys = select(article.c.key).join(reading).where(_is_stale(now, annotators, brief_hash))
    rows = now.rows(keys.order_by(article.c.known_from.desc(), article.c.key))
    return [row["key"] for row in rows]


def count_stale(now: Snapshot, annotators: Collection[str], brief_hash: str) -> int:
    """How many articles should be read again."""
    counted = select(func.count()).select_from(reading).where(_is_stale(now, annotators, brief_hash))
    return now.connection.scalar(counted) or 0


def count_settled_by_other_rules(now: Snapshot) -> int:
    """How many articles were settled by other rules than those of now."""
    other = (settlement.c.rules < RULES) | (settlement.c.rules > RULES)  # each a stretch of the index
    return now.connection.scalar(select(func.count()).where(other)) or 0


def _is_stale(now: Snapshot, annotators: Collection[str], brief_hash: str) -> ColumnElement[bool]:
    wanted = frozenset(annotators)
    fresh = [
        row["id"]
        for row in now.rows(select(making))
        if is_fresh(Making(frozenset(json.loads(row["annotators"])), row["brief"]), row["whole"], wanted, brief_hash)
    ]
    return reading.c.making_id.not_in(fresh) | reading.c.misdated


def refile(connection: Connection, number: int, one: StoredArticle, held: Packed) -> None:
    """File what follows from a reading that is held and was never filed: days, statements, the words of the search."""
    values = days_filed(one) | {"settled": False}
    connection.execute(update(article).where(article.c.id == number).values(values))
    _file_statements(connection, number, one, codec.findings_from(held, one.article), _after(held))
    index_of(connection).put(connection, number)


def file_without_findings(connection: Connection, number: int, one: StoredArticle) -> None:
    """Give an article that was never filed a reading without findings, which is to be made again."""
    nothing = packed((), (), ())
    made = _making_values(connection, Reading(one.article, Findings(())), one, Making(frozenset(), ""))
    connection.execute(delete(reading).where(reading.c.article_id == number))
    connection.execute(insert(reading).values(article_id=number, findings=nothing, **made))
    refile(connection, number, one, unpacked(nothing))


def days_filed(one: StoredArticle) -> dict[str, Any]:
    """The columns of `article` that an article is filed under."""
    days = days_of(one.article, one.added_on)
    return {
        "added_on": one.added_on,
        "known_from": one.known_from,
        "first_day": days.first,
        "last_day": days.last,
    }


def _keep_new(connection: Connection, read: Reading, one: StoredArticle, made_with: Making | None) -> None:
    given, contents = read.article, _merged(read, None)
    connection.execute(delete(removed).where(removed.c.key == given.key))
    values = codec.article_values(given) | days_filed(one) | {"settled": False}
    number = connection.scalars(insert(article).values(values).returning(article.c.id)).one()
    connection.execute(insert(source).values(article_id=number, name=given.name, added_on=one.added_on))
    made = _making_values(connection, read, one, made_with)
    connection.execute(insert(reading).values(article_id=number, findings=contents.packed(), **made))
    _file_statements(connection, number, one, read.findings, contents)
    index_of(connection).put(connection, number)


def _keep_name(connection: Connection, number: int, name: str, added_on: date) -> None:
    """Note that the article was added under a name, and the first day of that."""
    this = (source.c.article_id == number) & (source.c.name == name)
    day = connection.scalar(select(source.c.added_on).where(this))
    if day is None:
        connection.execute(insert(source).values(article_id=number, name=name, added_on=added_on))
    elif added_on < day:
        connection.execute(update(source).where(this).values(added_on=added_on))


def _first_name(connection: Connection, number: int) -> tuple[date, str]:
    names = connection.execute(select(source.c.added_on, source.c.name).where(source.c.article_id == number))
    day, name = min((day, name) for day, name in names)
    return day, name


@contextmanager
def _reindexed(connection: Connection, number: int) -> Iterator[None]:
    """Take an article out of the search while it is changed."""
    index = index_of(connection)
    index.take(connection, number)
    yield
    index.put(connection, number)


@dataclass(slots=True)
class _Contents:
    """The findings of an article before they are packed, each once, and who made them.

    What was there keeps its place, for the record tells of findings by their places.
    """

    found: dict[str, Found] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    last: dict[_By, Seen] = field(default_factory=dict)
    earlier: dict[_By, Seen] = field(default_factory=dict)

    def find(self, found: Found) -> int:
        """The place of a finding, which is entered if it is new."""
        place = self.places.setdefault(found.key, len(self.places))
        self.found.setdefault(found.key, found)
        return place

    def enter(self, into: dict[_By, Seen], found: Found, seen: Seen) -> None:
        """Enter who made a finding, unless it is known that they did."""
        by = (found.key, seen.annotator, seen.brief)
        if by not in self.last and by not in self.earlier:
            into[by] = seen._replace(place=self.find(found))

    def told(self) -> list[tuple[str, Seen]]:
        """What the last reading tells: keys, and who made them, by which rule, how surely."""
        return [(key, seen._replace(place=0)) for (key, *_), seen in self.last.items()]

    def packed(self) -> bytes:
        """The blob of it all."""
        return packed(self.found.values(), self.last.values(), self.earlier.values())


def _merged(read: Reading, before: Packed | None) -> _Contents:
    """A reading, and what others observed beside it."""
    contents = _after(before)
    for found, seen in _entries(read):
        contents.enter(contents.last, found, seen)
    for found, seen in sorted(_entries_of(before, (*before.last, *before.earlier)) if before else (), key=_by):
        contents.enter(contents.earlier, found, seen)
    return contents


def _beside(before: Packed, read: Reading) -> _Contents:
    """What is held, and beside it what a reading observed that is not the last one."""
    contents = _after(before)
    for found, seen in _entries_of(before, before.last):
        contents.enter(contents.last, found, seen)
    for found, seen in sorted((*_entries_of(before, before.earlier), *_entries(read)), key=_by):
        contents.enter(contents.earlier, found, seen)
    return contents


def _after(before: Packed | None) -> _Contents:
    contents = _Contents()
    if before is not None:
        for place in range(len(before.keys)):
            contents.find(before.found(place))
    return contents


def _entries(read: Reading) -> Iterator[tuple[Found, Seen]]:
    for finding in read.findings:
        by = finding.observation
        yield codec.found_from(finding), Seen(0, by.annotator, by.brief, by.rule, by.confidence)


def _entries_of(held: Packed, some: Iterable[Seen]) -> Iterator[tuple[Found, Seen]]:
    return ((held.found(seen.place), seen) for seen in some)


def _by(entry: tuple[Found, Seen]) -> _By:
    found, seen = entry
    return (found.key, seen.annotator, seen.brief)


def _told(held: Packed) -> list[tuple[str, Seen]]:
    return [(held.keys[seen.place], seen._replace(place=0)) for seen in held.last]


def _keep_findings(connection: Connection, number: int, contents: _Contents) -> None:
    connection.execute(update(reading).where(reading.c.article_id == number).values(findings=contents.packed()))


def _making_values(
    connection: Connection, read: Reading, one: StoredArticle, made_with: Making | None
) -> dict[str, Any]:
    """The columns of `reading` that tell with what it was made, and for which date of publication."""
    by = made_with or making_of(read)
    values = {
        "brief": by.brief,
        "annotators": codec.dumped(sorted(by.annotators)),
        "whole": made_with is not None,
    }
    known = select(making.c.id).where(*(making.c[name] == value for name, value in values.items()))
    number = connection.scalar(known)
    if number is None:
        number = connection.scalars(insert(making).values(values).returning(making.c.id)).one()
    published = read.article.published
    return {"making_id": number, "published": published, "misdated": published != one.article.published}


def _file_statements(
    connection: Connection, number: int, one: StoredArticle, findings: Findings, contents: _Contents
) -> None:
    connection.execute(delete(statement).where(statement.c.article_id == number))
    days, whole = days_of(one.article, one.added_on), Reading(one.article, findings)
    said = {contents.places[s.key]: s for s in findings.statements}
    filed = {place: statement_row(s, whole, days) for place, s in said.items()}
    rows = [
        {
            "article_id": number,
            "place": place,
            "content": codec.dumped(said[place].content.content),
            "first_day": row.first_day,
            "last_day": row.last_day,
        }
        for place, row in filed.items()
    ]
    if rows:
        connection.execute(insert(statement), rows)
