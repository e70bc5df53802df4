"""A new dossier from all that can be read of a damaged file.

What people gave and decided is copied row by row: briefs, articles, readings, judgements, editions, what came in. An
article counts as read only where its key still fits its text, a finding where its key fits its words; what follows from
these (statements, the search, the record) is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, delete, insert, select
from sqlalchemy.exc import IntegrityError

from verbale.errors import BriefError, DossierDamaged, VerbaleError
from verbale.model.brief import brief_from_toml
from verbale.model.edition_json import edition_from_json
from verbale.store import codec, schema, sqlite
from verbale.store.adding import file_without_findings, refile
from verbale.store.dialect import migrate, require_known
from verbale.store.editions import sentence_rows
from verbale.store.fetching import Snapshot, stored_article
from verbale.store.packing import Packed, unpacked
from verbale.store.salvage import Row, Salvage, salvaging
from verbale.store.verify import damage_in_findings

_AS_THEY_ARE = ("making", "redating", "removed", "intake", "watched", "draft", "saved_search", "alert")
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, VerbaleError)
"""What a row raises that does not fit the model."""


def repair(damaged: Path, target: Path, brief_text: str | None, on: date) -> list[str]:
    """Make a dossier at `target`, where nothing is, of what can be read at `damaged`; a line for each thing lost.

    The record is not settled. A brief, of the day `on`, stands in where none can be read; raises DossierDamaged where
    none is given, DossierNewer where a newer Verbale has written the file.
    """
    sqlite.require_dossier(damaged)
    old = sqlite.Sqlite(damaged)
    try:
        with old.explained(), salvaging(damaged) as found:
            for row in Salvage(found.connection, []).rows("alembic_version"):
                if str(row["version_num"]).isdecimal():  # else it is damaged itself
                    require_known(row["version_num"], str(damaged))
                    found.complete = row["version_num"] == schema.HEAD
            briefs = list(_briefs(found)) or list(_given(brief_text, on))
            if not briefs:
                raise DossierDamaged(f"{damaged}: its brief cannot be read; give it one with --brief FILE")
            sqlite.create_file(target, lambda connection: _fill(connection, found, briefs, str(damaged)))
            return found.lost
    finally:
        old.close()


def _fill(connection: Connection, found: Salvage, briefs: list[Row], damaged: str) -> None:
    migrate(connection, damaged)
    _copy(connection, found, "brief", briefs)
    for table in _AS_THEY_ARE:
        _copy(connection, found, table, found.rows(table))
    _copy(connection, found, "judgement", found.rows("judgement"))
    for row in Snapshot(connection).rows(select(schema.judgement).order_by(schema.judgement.c.number)):
        try:
            codec.judgement_from(row)
        except _UNREADABLE as error:
            found.lost.append(f"judgement {row['key']}: {error}")
            connection.execute(delete(schema.judgement).where(schema.judgement.c.number == row["number"]))
    _editions(connection, found)
    _articles(connection, found)


def _briefs(found: Salvage) -> Iterator[Row]:
    for row in found.rows("brief"):
        try:
            fits = brief_from_toml(row["text"]).hash == row["hash"]
        except BriefError:
            fits = False
        if fits:
            yield row
        else:
            found.lost.append(f"brief {row['number']}: it is not the one that was set")


def _given(text: str | None, on: date) -> Iterator[Row]:
    if text is not None:
        yield {"number": 1, "text": text, "hash": brief_from_toml(text).hash, "set_on": on.isoformat()}


def _copy(connection: Connection, found: Salvage, table: str, rows: Iterable[Row]) -> None:
    """Copy rows as they are; one that contradicts another, lacks what it refers to, or bears no day is lost."""
    days = [column.name for column in schema.metadata.tables[table].c if isinstance(column.type, Date)]
    for row in rows:
        try:
            for day in days:
                date.fromisoformat(row.get(day) or "2000-01-01")
        except _UNREADABLE as error:
            found.lost.append(f"{table}: {next(iter(row.values()))}: {error}")
            continue
        names, places = ", ".join(row), ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of ours
        try:
            connection.exec_driver_sql(statement, tuple(row.values()))
        except IntegrityError as error:
            found.lost.append(f"{table}: {next(iter(row.values()))}: {error.orig}")


def _editions(connection: Connection, found: Salvage) -> None:
    for row in found.rows("edition"):
        try:
            edition = edition_from_json(json.loads(row["content"]))
        except _UNREADABLE as error:
            found.lost.append(f"edition {row['number']}: {error}")
            continue
        _copy(connection, found, "edition", [row])
        if rows := sentence_rows(edition):
            connection.execute(insert(schema.sentence), rows)


def _articles(connection: Connection, found: Salvage) -> None:
    kept: dict[int, str] = {}
    lacking = {column.name: None for column in schema.article.c if column.nullable}  # in the tables of an older Verbale
    for row in found.rows("article"):
        try:
            fits = codec.article_from(lacking | row).key == row["key"]
            date.fromisoformat(row["added_on"])
        except _UNREADABLE:
            fits = False
        if fits:
            made_anew = {"first_day": None, "last_day": None, "known_from": row["added_on"]}
            _copy(connection, found, "article", [row | made_anew])
            kept[row["id"]] = row["name"]
        else:
            found.lost.append(f"article {row['name']}: its text is not the one that was added; add it again")
    sources = list(found.rows("source", "article_id"))
    _copy(connection, found, "source", (row for row in sources if row["article_id"] in kept))
    gone = {row["name"] for row in sources if row["article_id"] not in kept}
    found.lost += [f"article {name}: add it again" for name in sorted(gone)]
    makings = set(connection.scalars(select(schema.making.c.id)))
    readings = (row for row in found.rows("reading") if row["article_id"] in kept and row["making_id"] in makings)
    _copy(connection, found, "reading", readings)
    for number in sorted(kept):
        _follow(connection, found, number)


def _follow(connection: Connection, found: Salvage, number: int) -> None:
    """Make what follows from an article and its reading; where the findings are lost, it waits to be read again."""
    now = Snapshot(connection)
    (row,) = now.rows(select(schema.article).where(schema.article.c.id == number))
    one = stored_article(row, now.redated([row["key"]]).get(row["key"]))
    named = schema.source.c.article_id == number
    if not connection.execute(select(schema.source.c.name).where(named)).first():
        values = {"article_id": number, "name": row["name"], "added_on": row["added_on"]}
        connection.execute(insert(schema.source).values(values))
    held = _held(connection, number)
    if held is not None and not list(damage_in_findings(held, one.article)):
        refile(connection, number, one, held)
        return
    found.lost.append(f"findings of {row['name']}: have it read again with: verbale reread")
    file_without_findings(connection, number, one)


def _held(connection: Connection, number: int) -> Packed | None:
    r = schema.reading.c
    blob: Any = connection.scalar(select(r.findings).where(r.article_id == number))
    try:
        return unpacked(blob) if blob is not None else None
    except _UNREADABLE:
        return None
