"""What views and settling ask of a dossier is answered by indexes, so that an answer costs the same in a large one.

Each query that a page of a view, a search or a settlement sends is explained by the database on a filled dossier. None
may look through a table that grows with the articles, except the few that count or list all articles by a small index.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from tests.store.readings import BRIEF, DAY, TEXT, a_reading, an_article

from verbale import desk
from verbale.store.queries import SearchQuery
from verbale.store.record_schema import metadata
from verbale.store.sql import SqlStore, create
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS
from verbale.views.review import ASKED

EMPTY = {"blocking_late", "run_late"}
"""Tables that hold rows only while a record is made anew: who else writes empties them, who reads goes through once."""
GROWING = frozenset(metadata.tables) - {"brief", "making", "judgement", "redating", "removed", "term", *EMPTY}
"""Tables that hold as many rows as there are articles, or more."""
SMALL = {"ix_article_outlet_known_from", "ix_settlement_newsroom_origin_newsroom", "ix_article_waiting"}
"""Indexes of a row an article, which the state of play reads to the end to count articles, outlets and houses."""
ARTICLES = 30
Sent = tuple[str, Any]  # Any: its values, as the driver takes them


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    with create(tmp_path_factory.mktemp("plans") / "filled.db", BRIEF, on=DAY) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def on_server(server: str) -> Iterator[SqlStore]:
    with create(f"{server}&schema=plans", BRIEF, on=DAY) as store:
        fill(store)
        yield store


def fill(store: SqlStore) -> None:
    for n in range(ARTICLES):
        store.add(an_article_told(n), added_on=DAY)
    desk.settle(store)


def an_article_told(n: int) -> Any:
    day = (date(2024, 1, 1) + timedelta(days=n)).isoformat()
    address = f"https://wire.example/{n // 2}"
    return a_reading(an_article(f"{n}.txt", text=f"{n}. {TEXT}", published=day, outlet=f"Post {n % 3}", url=address))


@contextmanager
def sent(store: SqlStore) -> Iterator[list[Sent]]:
    """The queries that are sent meanwhile, each once."""
    found: dict[str, Any] = {}

    def heard(_connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            one = values[0] if isinstance(values, list) else values
            found.setdefault(re.sub(r"(, \?)+", "", statement), (statement, one))

    queries: list[Sent] = []
    engine = store._dialect.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", heard)
        queries += found.values()


def asked(store: SqlStore) -> None:
    """The first page of every view, pages filtered by days and party, names, the state of play, a digest and more."""
    on = date(2024, 3, 1)
    showing = desk.showing(store, on)
    showing.state()
    for name in LISTINGS:
        showing.page(name, last=50)
        showing.page(name, Wanted(since="2024-01-10"), last=50)
        showing.page(name, Wanted(until="2024-01-10", party="NOR"), last=50)
        if name in ASKED:
            showing.doubtful(name, Wanted(), 0, 20)
            showing.doubtful(name, Wanted(party="NOR"), 0, 20)
    store.named("parties")
    store.named("issues")
    showing.texts(last=50)
    showing.texts(last=50, copied=True)
    showing.digest("Talks", Wanted(since="2024-01-10", until="2024-01-12"))
    showing.last_day()
    showing.article(an_article_told(0).article.key)
    store.waiting()


def settled(store: SqlStore) -> None:
    """One more article, settled by itself."""
    store.add(an_article_told(ARTICLES), added_on=DAY)
    desk.settle(store)
    with store._dialect.reading() as connection:
        assert not any(connection.scalar(select(func.count()).select_from(metadata.tables[name])) for name in EMPTY)


def searched(store: SqlStore) -> None:
    store.search(SearchQuery(words="talks river"))


ACTS: dict[str, Callable[[SqlStore], None]] = {"views": asked, "settling": settled, "search": searched}


@pytest.mark.parametrize("act", ACTS)
def test_no_query_looks_through_a_growing_table_of_a_file(in_file: SqlStore, act: str) -> None:
    """Caught: tellings of a signature found by a left join from all tellings; events put in order without an index."""
    with sent(in_file) as queries:
        ACTS[act](in_file)
    assert queries
    with in_file._dialect.reading() as connection:
        for statement, values in queries:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not [step for *_, step in plan if looks_through(step, statement)], statement


def looks_through(step: str, statement: str) -> bool:
    """Whether a step of SQLite's plan reads a growing table to the end (https://www.sqlite.org/eqp.html)."""
    read = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
    return bool(read) and to_the_end(read[1], read[2], statement)


def to_the_end(table: str, index: str | None, statement: str) -> bool:
    """Whether a growing table, read without looking anything up, is read to the end and not in part and in order."""
    in_part = index and "ORDER BY" in statement and "LIMIT" in statement
    return table in GROWING and index not in SMALL and not in_part


@pytest.mark.parametrize("act", ACTS)
def test_no_query_looks_through_a_growing_table_of_a_server(on_server: SqlStore, act: str) -> None:
    """Where another way is dear, only one without an index is left. Caught: copies looked for by two lists at once."""
    with sent(on_server) as queries:
        ACTS[act](on_server)
    assert queries
    with on_server._dialect.reading() as connection:
        for way in ("seqscan", "mergejoin", "hashjoin"):
            connection.execute(text(f"SET LOCAL enable_{way} = off"))
        for statement, values in queries:
            explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar_one()
            steps = steps_of((explained if isinstance(explained, list) else json.loads(explained))[0]["Plan"])
            assert not [
                step
                for step in steps
                if step["Node Type"] in ("Seq Scan", "Index Scan", "Index Only Scan") and "Index Cond" not in step
                if to_the_end(step["Relation Name"], step.get("Index Name"), statement)
            ], statement


def steps_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from steps_of(inner)


def test_a_table_without_its_index_is_found_out(tmp_path: Path) -> None:
    """The test above can fail."""
    with create(tmp_path / "bare.db", BRIEF, on=DAY) as store:
        fill(store)
        with store._dialect.writing() as connection:
            connection.exec_driver_sql("DROP INDEX ix_telling_article_id")
        with pytest.raises(AssertionError):
            test_no_query_looks_through_a_growing_table_of_a_file(store, "views")
