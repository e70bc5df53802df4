"""A dossier as one schema of a PostgreSQL database (15 or newer): making it, opening it, and what goes wrong.

Its address is `postgresql://HOST/DATABASE?schema=NAME`, with whatever else libpq takes between. Readers see the
dossier as it was when they began and never wait; every change is one transaction that first locks one table against
other writers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from verbale.errors import (
    DossierDamaged,
    DossierError,
    DossierExists,
    DossierFull,
    DossierLocked,
    DossierMissing,
)  # fmt: skip
from verbale.store.dialect import Dialect
from verbale.store.held import Damage

PREFIX = "postgresql://"
_DEFAULT_SCHEMA = "verbale"
_OURS = {"alembic_version", "article", "brief", "judgement"}
"""Tables that every dossier has had."""

_SNAPSHOT = text("SELECT pg_current_snapshot()")
_FAR = 1_000
"""Transactions between two snapshots that are gone through at most."""

_MEANINGS: dict[str, tuple[type[DossierError], str]] = {
    "55P03": (DossierLocked, "another program is writing to it; try again when it is done"),
    "53100": (DossierFull, "no room left for the dossier to grow; nothing of this change was kept"),
    "53": (DossierError, "the server has no more to give ({})"),
    "3D000": (DossierMissing, "the server has no such database; make one with: createdb"),
    "28": (DossierError, "the server refuses that user or password"),
    "08": (DossierError, "the server cannot be reached ({})"),
    "57": (DossierError, "the server ended the work ({})"),
    "42501": (DossierError, "that user may not do this ({})"),
    "XX": (DossierDamaged, "the database is damaged ({}); `verbale check` says where"),
}
"""What classes and codes of errors mean (https://www.postgresql.org/docs/15/errcodes-appendix.html)."""


class Postgres(Dialect):
    """A dossier in a schema. `wait` is how many seconds to wait for another writer.

    Raises DossierError for an address that is none, or where psycopg is not installed.
    """

    def __init__(self, address: str, *, wait: float = 10.0) -> None:
        url, self.schema = _taken_apart(address)
        super().__init__(_engine(url, self.schema, wait), shown(address))
        self._beside = _engine(url, self.schema, wait)  # who writes waits for no connection that others hold
        self._lock = Lock()

    def close(self) -> None:
        """Let go of the server."""
        super().close()
        self._beside.dispose()

    def stamp(self) -> str | None:
        """Which transactions are seen: these are others once any commits."""
        with self.reading() as connection:
            return str(connection.scalar(_SNAPSHOT))

    def before(self, connection: Connection) -> tuple[str, Any] | None:
        """As for every dialect, with the number of the transaction."""
        own = connection.scalar(text("SELECT pg_current_xact_id()::text"))
        return self._seen_beside(), int(own)

    def alone_since(self, connection: Connection, before: tuple[str, Any]) -> tuple[str, str] | None:  # noqa: ARG002
        """As for every dialect: where nothing but that transaction is seen now that was not seen before."""
        stamp, own = before
        now = self._seen_beside()
        return (stamp, now) if _seen_since(stamp, now) == [own] else None

    def _seen_beside(self) -> str:
        with self._lock, self._beside.connect() as other:
            return str(other.scalar(_SNAPSHOT))

    def for_reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the database (repeatable read)."""
        return self.engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def explanation(self, error: BaseException | None) -> DossierError:
        """What an error of the server or of the way to it means for the dossier."""
        code = getattr(error, "sqlstate", None) or "08"
        line = " ".join(str(error).split())
        for known in (code, code[:2]):
            if known in _MEANINGS:
                kind, meaning = _MEANINGS[known]
                return kind(f"{self.where}: {meaning.format(line)}")
        return DossierDamaged(f"{self.where}: the dossier does not hold what it should ({line})")

    def damage(self, connection: Connection) -> Iterator[Damage]:  # noqa: ARG002 - as for every dialect
        """Nothing of its own: the server vouches for its pages and references."""
        return iter(())

    def backup(self, target: Path) -> None:
        """Refused: the server's own program does it better."""
        raise DossierError(f"{self.where}: back it up with: pg_dump --schema={self.schema} --file={target} DATABASE")

    def require_dossier(self) -> None:
        """Raise DossierMissing or DossierError where the schema holds no dossier."""
        with self.reading() as connection:
            tables = self._tables(connection)
        if not tables:
            raise DossierMissing(f"{self.where}: there is no dossier; make one with: verbale new ADDRESS --brief FILE")
        if not tables >= _OURS:
            raise DossierError(f"{self.where}: this is no dossier")

    def create(self, fill: Callable[[Connection], None]) -> None:
        """Make the schema whole or not at all; raises DossierExists where there is something in it."""
        try:
            with self.engine.connect() as connection, connection.begin():
                if self._tables(connection):
                    raise DossierExists(f"{self.where}: something is there already; choose another schema")
                named = connection.dialect.identifier_preparer.quote_identifier(self.schema)
                connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {named}"))
                fill(connection)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) in ("23505", "42P06", "42P07"):  # two made it at the same time
                raise DossierExists(f"{self.where}: somebody has just made it") from error
            raise self.explanation(error.orig) from error

    def _tables(self, connection: Connection) -> set[str]:
        tables = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
        return set(connection.scalars(tables, {"schema": self.schema}))


def _seen_since(before: str, now: str) -> list[int]:
    """The transactions seen in one snapshot and not in an earlier one; none where these are too many to tell.

    See https://www.postgresql.org/docs/15/functions-info.html#FUNCTIONS-PG-SNAPSHOT-PARTS.
    """
    (first, until, under_way), (_, now_until, now_under_way) = _parted(before), _parted(now)
    if now_until - first > _FAR:
        return []
    return [n for n in range(first, now_until) if (n >= until or n in under_way) and n not in now_under_way]


def _parted(snapshot: str) -> tuple[int, int, set[int]]:
    """The first transaction that was under way, the first that had not begun, and all that were under way."""
    first, until, under_way = snapshot.split(":")
    return int(first), int(until), {int(n) for n in under_way.split(",") if n}


def is_address(where: object) -> bool:
    """Whether a dossier is named by an address of PostgreSQL rather than by a path."""
    return str(where).startswith(PREFIX)


def shown(address: str) -> str:
    """The address as it may be shown, its password hidden."""
    url, schema = _taken_apart(address)
    return url.set(drivername="postgresql").update_query_dict({"schema": schema}).render_as_string()


def _taken_apart(address: str) -> tuple[URL, str]:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise DossierError(f"this is no address such as {PREFIX}HOST/DATABASE?schema=NAME") from error
    schema = url.query.get("schema", _DEFAULT_SCHEMA)
    if not isinstance(schema, str) or not schema:
        raise DossierError(f"{url.render_as_string()}: name one schema: {PREFIX}HOST/DATABASE?schema=NAME")
    return url.difference_update_query(["schema"]).set(drivername="postgresql+psycopg"), schema


def _engine(url: URL, schema: str, wait: float) -> Engine:
    try:
        # A page has a connection as long as it is made, and so have as many as are made at once: nobody waits for one.
        engine = create_engine(url, max_overflow=35)
    except ModuleNotFoundError as error:
        raise DossierError("a dossier in PostgreSQL needs psycopg: pip install 'verbale[postgres]'") from error
    event.listen(engine, "connect", _configured(schema, wait))
    event.listen(engine, "begin", _begin)
    return engine


def _configured(schema: str, wait: float) -> Callable[[Any, Any], None]:  # Any: the driver's connection
    def configure(connection: Any, _record: object) -> None:  # Any: as above
        quoted = schema.replace('"', '""')
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('search_path', %s, false)", [f'"{quoted}"'])
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(max(1, round(wait * 1000)))])
            cursor.execute("SET client_min_messages = warning")
        connection.commit()

    return configure


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("verbale_writes"):
        connection.exec_driver_sql("LOCK TABLE alembic_version IN EXCLUSIVE MODE")
