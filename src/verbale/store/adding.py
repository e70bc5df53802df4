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

_Observed = dict[tuple[int, str, str], tuple[str, float, int | None]]
"""Finding id, annotator, brief hash → rule, confidence, place in the last reading (None: not in it)."""

_OBSERVED = ("finding_id", "annotator", "brief", "rule", "confidence", "place")


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
        _keep_observed(connection, number, reading)
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
    ids = _keep_new_findings(connection, number, reading)
    wanted = _observed_by(reading, ids)
    stands = _observed(connection, number)
    if not renewed and {k: v for k, v in stands.items() if v[2] is not None} == wanted:
        return False
    lost = {key: (rule, sure, None) for key, (rule, sure, _) in stands.items() if key not in wanted}
    _keep_observations(connection, stands, {**wanted, **lost})
    _keep_statements(connection, number, reading, days, ids)
    return True


def _keep_observed(connection: Connection, number: int, reading: Reading) -> None:
    """Keep what was observed of article `number` beside its last reading."""
    ids = _keep_new_findings(connection, number, reading)
    stands = _observed(connection, number)
    seen = _observed_by(reading, ids)
    _keep_observations(connection, stands, {k: (*v[:2], None) for k, v in seen.items() if k not in stands})


def _observed_by(reading: Reading, ids: dict[str, int]) -> _Observed:
    seen: _Observed = {}
    for place, found in enumerate(reading.findings):
        by = found.observation
        seen.setdefault((ids[found.key], by.annotator, by.brief), (by.rule, by.confidence, place))
    return seen


def _keep_new_findings(connection: Connection, number: int, reading: Reading) -> dict[str, int]:
    """The ids of all findings of article `number` by key, those of `reading` among them."""
    query = select(finding.c.key, finding.c.id).where(finding.c.article_id == number)
    known = {row.key: row.id for row in connection.execute(query)}
    new: dict[str, dict[str, Any]] = {}
    for found in reading.findings:
        if found.key not in known:
            new.setdefault(found.key, {"article_id": number, **codec.finding_values(found)})
    if not new:
        return known
    connection.execute(insert(finding), list(new.values()))
    return {row.key: row.id for row in connection.execute(query)}


def _observed(connection: Connection, number: int) -> _Observed:
    o = observation.c
    rows = connection.execute(
        select(o.finding_id, o.annotator, o.brief, o.rule, o.confidence, o.place)
        .join(finding, finding.c.id == o.finding_id)
        .where(finding.c.article_id == number)
    )
    return {(i, annotator, brief): (rule, sure, place) for i, annotator, brief, rule, sure, place in rows}


def _keep_observations(connection: Connection, stands: _Observed, wanted: _Observed) -> None:
    """Add the observations that are new, and renew those that stand otherwise."""
    rows = [
        (key in stands, dict(zip(_OBSERVED, (*key, *value), strict=True)))
        for key, value in wanted.items()
        if stands.get(key) != value
    ]
    if added := [row for there, row in rows if not there]:
        connection.execute(insert(observation), added)
    if renewed := [row for there, row in rows if there]:
        # Parameters may not bear the names of columns, so each is the column's name with a mark.
        this = (observation.c[name] == bindparam(f"{name}_") for name in _OBSERVED[:3])
        values: dict[str, Any] = {name: bindparam(f"{name}_") for name in _OBSERVED[3:]}  # Any: SQL
        marked = [{f"{name}_": value for name, value in row.items()} for row in renewed]
        connection.execute(update(observation).where(*this).values(values), marked)


def _keep_statements(connection: Connection, number: int, reading: Reading, days: Days, ids: dict[str, int]) -> None:
    connection.execute(delete(statement).where(statement.c.article_id == number))
    filed = {ids[said.key]: statement_row(said, reading, days) for said in reading.findings.of(Statement)}
    if filed:
        rows = [{"finding_id": i, "article_id": number, **codec.statement_values(row)} for i, row in filed.items()]
        connection.execute(insert(statement), rows)
    issues = [{"finding_id": i, "issue": issue} for i, row in filed.items() for issue in row.issues]
    if issues:
        connection.execute(insert(statement_issue), issues)
