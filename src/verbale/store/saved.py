"""Saved searches and what alerts found by them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from verbale.errors import InputError
from verbale.model.saved import Alert, SavedSearch
from verbale.store.schema import alert, saved_search


def save(connection: Connection, name: str, query: str, on: date, by: str) -> SavedSearch:
    """Keep a search under a name; raises InputError where another one has that name."""
    there = connection.execute(select(saved_search).where(saved_search.c.name == name)).mappings().first()
    if there is None:
        values = {"name": name, "query": query, "made_by": by, "made_on": on}
        connection.execute(insert(saved_search).values(values))
        there = connection.execute(select(saved_search).where(saved_search.c.name == name)).mappings().one()
    elif there["query"] != query:
        raise InputError(f"there is a saved search {name!r} already, for {there['query']!r}; choose another name")
    return _search(there)


def forget(connection: Connection, number: int) -> bool:
    """Give up a search; False where it is not there."""
    return connection.execute(delete(saved_search).where(saved_search.c.id == number)).rowcount > 0


def searches(connection: Connection) -> list[SavedSearch]:
    """The saved searches by name."""
    rows = connection.execute(select(saved_search).order_by(saved_search.c.name, saved_search.c.id)).mappings()
    return [_search(row) for row in rows]


def keep_alerts(connection: Connection, search: int, hits: Mapping[str, str], on: date) -> int:
    """Keep those hits of a search that were not found before, in their order; how many these are."""
    there = set(connection.scalars(select(alert.c.hit).where(alert.c.search_id == search)))
    new = [(hit, content) for hit, content in hits.items() if hit not in there]
    for hit, content in new:
        values = {"search_id": search, "hit": hit, "content": content, "found_on": on, "written": False}
        connection.execute(insert(alert).values(values))
    return len(new)


def alerts(connection: Connection, *, waiting: bool, last: int | None) -> list[Alert]:
    """What alerts found, in order: what waits to be written alone, or the last ones."""
    query = select(alert).order_by(alert.c.number.desc()).limit(last)
    if waiting:
        query = query.where(~alert.c.written)
    rows = connection.execute(query).mappings().all()
    return [
        Alert(row["number"], row["search_id"], row["hit"], row["content"], row["found_on"], row["written"])
        for row in reversed(rows)
    ]


def alerts_written(connection: Connection, numbers: Collection[int]) -> None:
    """Note that some of them were written."""
    for number in numbers:
        connection.execute(update(alert).where(alert.c.number == number).values(written=True))


def _search(row: RowMapping) -> SavedSearch:
    return SavedSearch(row["id"], row["name"], row["query"], row["made_by"], row["made_on"])
