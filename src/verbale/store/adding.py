"""How a reading is kept: article, names, findings, observations and the flat statements, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from verbale.model.evidence import Reading
from verbale.model.negotiation import Statement
from verbale.model.text import Article
from verbale.store import codec
from verbale.store.rows import Days, days_of, statement_row
from verbale.store.schema import article, finding, observation, source, statement, statement_issue

_Observed = dict[tuple[int, str, str], tuple[str, float, int]]
"""Finding id, annotator, brief hash → rule, confidence, place in the reading."""


def keep(connection: Connection, reading: Reading, added_on: date) -> bool:
    """Keep a reading in the transaction of `connection`; True where its article is new. See `Store.add`."""
    given = reading.article
    row = connection.execute(select(article).where(article.c.key == given.key)).mappings().first()
    if row is None:
        connection.execute(insert(article).values(_article_values(given, added_on) | {"settled": False}))
        number = connection.scalars(select(article.c.id).where(article.c.key == given.key)).one()
        connection.execute(insert(source).values(article_id=number, name=given.name, added_on=added_on))
        _keep_findings(connection, number, reading, days_of(given, added_on))
        return True
    number, stands = row["id"], codec.article_from(row)
    _keep_name(connection, number, given.name, added_on)
    first_day, first_name = _first_name(connection, number)
    if given.name != first_name and replace(given, name=stands.name) != stands:
        return False
    kept = replace(given, name=first_name)
    values = _article_values(kept, first_day)
    renewed = {column: value for column, value in values.items() if row[column] != value}
    read = _keep_findings(connection, number, Reading(kept, reading.findings), days_of(kept, first_day), bool(renewed))
    if renewed or read:
        connection.execute(update(article).where(article.c.id == number).values(renewed | {"settled": False}))
    return False


def _article_values(kept: Article, added_on: date) -> dict[str, Any]:
    days = days_of(kept, added_on)
    return codec.article_values(kept) | {
        "added_on": added_on,
        "known_from": days.known_from,
        "first_day": days.first,
        "last_day": days.last,
    }


def _keep_name(connection: Connection, number: int, name: str, added_on: date) -> None:
    """Note that the article was added under a name, and the first day of that."""
    this = (source.c.article_id == number) & (source.c.name == name)
    day = connection.scalar(select(source.c.added_on).where(this))
    if day is None:
        connection.execute(insert(source).values(article_id=number, name=name, added_on=added_on))
    elif added_on < day:
        connection.execute(update(source).where(this).values(added_on=added_on))


def _first_name(connection: Connection, number: int) -> tuple[date, str]:
    by_day = select(source.c.added_on, source.c.name).where(source.c.article_id == number)
    day, name = connection.execute(by_day.order_by(source.c.added_on, source.c.name)).first() or (date.min, "")
    return day, name


def _keep_findings(connection: Connection, number: int, reading: Reading, days: Days, renewed: bool = False) -> bool:
    """Make `reading` the last one of article `number`; False where it was so already."""
    fresh = _keep_new_findings(connection, number, reading)
    keys = select(finding.c.key, finding.c.id).where(finding.c.article_id == number)
    ids: dict[str, int] = {row.key: row.id for row in connection.execute(keys)}
    wanted: _Observed = {}
    for place, found in enumerate(reading.findings):
        seen = found.observation
        wanted.setdefault((ids[found.key], seen.annotator, seen.brief), (seen.rule, seen.confidence, place))
    stands = _observed(connection, number)
    if not fresh and not renewed and {k: v for k, v in stands.items() if v[2] is not None} == wanted:
        return False
    _keep_observations(connection, stands, wanted)
    _keep_statements(connection, number, reading, days, ids)
    return True


def _keep_new_findings(connection: Connection, number: int, reading: Reading) -> bool:
    known = set(connection.scalars(select(finding.c.key).where(finding.c.article_id == number)))
    new: dict[str, dict[str, Any]] = {}
    for found in reading.findings:
        if found.key not in known:
            new.setdefault(found.key, {"article_id": number, **codec.finding_values(found)})
    if new:
        connection.execute(insert(finding), list(new.values()))
    return bool(new)


def _observed(connection: Connection, number: int) -> dict[tuple[int, str, str], tuple[str, float, int | None]]:
    o = observation.c
    rows = connection.execute(
        select(o.finding_id, o.annotator, o.brief, o.rule, o.confidence, o.place)
        .join(finding, finding.c.id == o.finding_id)
        .where(finding.c.article_id == number)
    )
    return {(i, annotator, brief): (rule, sure, place) for i, annotator, brief, rule, sure, place in rows}


def _keep_observations(
    connection: Connection, stands: dict[tuple[int, str, str], tuple[str, float, int | None]], wanted: _Observed
) -> None:
    """Add and renew the observations of the last reading; those it did not make lose their place and stay."""
    added, renewed = [], []
    for key, (rule, confidence, place) in wanted.items():
        values = {"rule": rule, "confidence": confidence, "place": place}
        if key not in stands:
            added.append(dict(zip(("finding_id", "annotator", "brief"), key, strict=True)) | values)
        elif stands[key] != (rule, confidence, place):
            renewed.append((key, values))
    renewed += [
        (key, {"rule": rule, "confidence": confidence, "place": None})
        for key, (rule, confidence, place) in stands.items()
        if place is not None and key not in wanted
    ]
    if added:
        connection.execute(insert(observation), added)
    if renewed:
        o = observation.c
        renewal = (
            update(observation)
            .where(o.finding_id == bindparam("of"), o.annotator == bindparam("who"), o.brief == bindparam("under"))
            .values(rule=bindparam("rule"), confidence=bindparam("confidence"), place=bindparam("place"))
        )
        connection.execute(renewal, [{"of": k[0], "who": k[1], "under": k[2], **values} for k, values in renewed])


def _keep_statements(connection: Connection, number: int, reading: Reading, days: Days, ids: dict[str, int]) -> None:
    connection.execute(delete(statement).where(statement.c.article_id == number))
    filed = {ids[said.key]: statement_row(said, reading, days) for said in reading.findings.of(Statement)}
    if filed:
        rows = [{"finding_id": i, "article_id": number, **codec.statement_values(row)} for i, row in filed.items()]
        connection.execute(insert(statement), rows)
    issues = [{"finding_id": i, "issue": issue} for i, row in filed.items() for issue in row.issues]
    if issues:
        connection.execute(insert(statement_issue), issues)
