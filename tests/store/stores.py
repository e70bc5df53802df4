"""The stores, each with a new dossier in it, as fixtures for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select
from tests.store.readings import BRIEF, DAY
from tests.store.servers import NoServer, a_server

from verbale.model.brief import brief_from_toml
from verbale.store.base import Store
from verbale.store.record_schema import metadata
from verbale.store.schema import article, brief
from verbale.store.search import index_of
from verbale.store.sql import SqlStore, create
from verbale.testing import MemoryStore

NewStore = Callable[[], AbstractContextManager[Store]]

_number = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a database on a PostgreSQL server of our own; in CI there must be one."""
    try:
        with a_server() as address:
            yield address
    except NoServer as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture
def address(server: str) -> str:
    """The address of a dossier that is not there yet."""
    return f"{server}&schema=dossier_{next(_number)}"


class Dossiers:
    """Gives empty dossiers of one kind; making the tables takes longer than most tests, so they are used again."""

    def __init__(self, where: Callable[[], Path | str], brief: str = BRIEF) -> None:
        self._where = where
        self._brief = brief
        self._spare: list[SqlStore] = []

    @contextmanager
    def __call__(self) -> Iterator[Store]:
        """An empty dossier, for the time being."""
        store = self._spare.pop() if self._spare else create(self._where(), self._brief, on=DAY)
        try:
            yield store
        finally:
            _empty(store, self._brief)
            self._spare.append(store)

    def close(self) -> None:
        """Let go of all dossiers."""
        for store in self._spare:
            store.close()


def _empty(store: SqlStore, brief_text: str) -> None:
    store._entered = store._recalled = None  # the tables are emptied behind its back
    with store._dialect.writing() as connection:
        for number in connection.scalars(select(article.c.id)).all():
            index_of(connection).take(connection, number)
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        values = {"number": 1, "text": brief_text, "hash": brief_from_toml(brief_text).hash, "set_on": DAY}
        connection.execute(insert(brief).values(values))


@pytest.fixture(scope="session")
def in_memory() -> Iterator[NewStore]:
    with closing(Dossiers(lambda: ":memory:")) as dossiers:
        yield dossiers


@pytest.fixture(scope="session")
def in_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewStore]:
    folder = tmp_path_factory.mktemp("dossiers")
    with closing(Dossiers(lambda: folder / f"{next(_number)}.dossier")) as dossiers:
        yield dossiers


@pytest.fixture(scope="session")
def in_postgresql(server: str) -> Iterator[NewStore]:
    with closing(Dossiers(lambda: f"{server}&schema=spare_{next(_number)}")) as dossiers:
        yield dossiers


@pytest.fixture(params=["in_fake", "in_memory", "in_files", "in_postgresql"])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """What gives new dossiers of one kind of store."""
    if request.param == "in_fake":
        return lambda: MemoryStore(BRIEF, on=DAY)
    stores: NewStore = request.getfixturevalue(request.param)
    return stores


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    with new_store() as opened:
        yield opened
