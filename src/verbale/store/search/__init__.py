"""Search over the texts of articles and what was stated, by whatever index the database has."""

from __future__ import annotations

from sqlalchemy import Connection

from verbale.store.search.fts5 import Fts5
from verbale.store.search.index import TextIndex
from verbale.store.search.tsquery import TsQuery

_INDEXES: dict[str, TextIndex] = {"sqlite": Fts5(), "postgresql": TsQuery()}


def index_of(connection: Connection) -> TextIndex:
    """The search index of the database behind a connection."""
    return _INDEXES[connection.dialect.name]
