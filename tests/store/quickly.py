"""New dossiers in a sixth of the time: what the migrations say to the database is written down once and said again.

That they are the same is told by a test of theirs; who tests the migrations themselves has them run.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event

from verbale.store import dialect

_READS = ("SELECT", "PRAGMA")


class WrittenDown:
    """Makes the tables of a new dossier as `dialect.migrate`, which is asked for the first of each kind of database."""

    def __init__(self) -> None:
        self._said: dict[str, list[tuple[str, Any]]] = {}  # Any: parameters, as the driver takes them

    def __call__(self, connection: Connection, where: str) -> None:
        """Make the tables."""
        kind = connection.dialect.name
        if kind not in self._said:
            self._said[kind] = _said_by_migrations(connection, where)
            return
        for statement, parameters in self._said[kind]:
            connection.exec_driver_sql(statement, parameters)


def _said_by_migrations(connection: Connection, where: str) -> list[tuple[str, Any]]:
    said = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.lstrip().upper().startswith(_READS):
            said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        dialect.migrate(connection, where)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return said
