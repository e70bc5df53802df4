"""A dossier as one SQLite file: making it, opening it, and what goes wrong with files.

A dossier carries Verbale's application id, so that another program's file is refused. It is written ahead (WAL), so
that readers never wait, and every change is one transaction that takes the write lock when it begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from verbale.errors import (
    DossierDamaged,
    DossierError,
    DossierExists,
    DossierFull,
    DossierLocked,
    DossierMissing,
    DossierNewer,
)  # fmt: skip
from verbale.store.schema import HEAD

APPLICATION_ID = 0x56524254
"""`VRBT` in the file's header (https://www.sqlite.org/pragma.html#pragma_application_id)."""

MIGRATIONS = Path(__file__).parent / "migrations"
MEMORY = ":memory:"


def new_engine(path: Path | str, *, wait: float = 10.0, max_pages: int | None = None) -> Engine:
    """An engine on a dossier's file or on `:memory:`.

    `wait` is how many seconds to wait for another writer; `max_pages` limits the file, in pages of 4,096 bytes.
    """
    if path == MEMORY:
        engine = create_engine("sqlite://", poolclass=StaticPool)
    else:
        engine = create_engine("sqlite://", creator=_opener(Path(path), wait), poolclass=QueuePool)
    event.listen(engine, "connect", _configured(max_pages))
    event.listen(engine, "begin", _begin)
    return engine


def create_file(path: Path, fill: Callable[[Engine], None]) -> None:
    """Make a dossier at `path` whole or not at all: it takes its name when `fill` has been through.

    Raises DossierExists where something is there, DossierError where its folder is missing or cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise DossierExists(f"{path}: something is there already; choose another name")
    if not path.parent.is_dir():
        raise DossierError(f"{path}: the folder {path.parent} does not exist")
    draft = path.with_name(f".{path.name}.new")
    try:
        _remove(draft)
        engine = new_engine(draft)
        try:
            with explained(path):
                fill(engine)
        finally:
            engine.dispose()
        draft.rename(path)
    except OSError as error:
        raise DossierError(f"{path}: cannot be made: {error.strerror}") from error
    finally:
        _remove(draft)


def require_dossier(path: Path) -> None:
    """Raise DossierMissing or DossierError where there is no dossier at `path`, before anything is opened."""
    if not path.exists():
        raise DossierMissing(f"{path}: there is no dossier; make one with: verbale new {path} --brief FILE")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise DossierError(f"{path}: cannot be read: {error.strerror}") from error
    if header[:16] != b"SQLite format 3\0" or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise DossierError(f"{path}: this is no dossier")


def bring_up_to_date(engine: Engine, where: str) -> None:
    """Migrate a dossier that an older Verbale made; raises DossierNewer where a later one has been at it."""
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision != HEAD:
        with writing(engine) as connection:
            migrate(connection, where)


def migrate(connection: Connection, where: str) -> None:
    """Bring the tables up to date in the transaction of `connection`; raises DossierNewer."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    revision = _revision(connection)
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise DossierNewer(f"{where}: a newer Verbale has written this dossier (its tables are {revision}); install it")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that holds the write lock from its beginning."""
    with engine.connect().execution_options(verbale_writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def explained(where: Path | str) -> Iterator[None]:
    """Turn what SQLite says of a file into the error that says what is wrong with the dossier."""
    try:
        yield
    except DBAPIError as error:
        raise _explanation(where, error.orig) from error
    except sqlite3.Error as error:
        raise _explanation(where, error) from error


def _explanation(where: Path | str, error: BaseException | None) -> DossierError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DossierLocked(f"{where}: another program is writing to it; try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        return DossierFull(f"{where}: no room left for the dossier to grow; nothing of this change was kept")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DossierDamaged(f"{where}: the file is damaged ({error}); `verbale check` says where")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return DossierError(f"{where}: the file cannot be read or written ({error})")
    return DossierDamaged(f"{where}: the dossier does not hold what it should ({error})")


def _opener(path: Path, wait: float) -> Callable[[], sqlite3.Connection]:
    def opened() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)

    return opened


def _configured(max_pages: int | None) -> Callable[[Any, Any], None]:  # Any: what the driver connects to
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if max_pages is not None:
            connection.execute(f"PRAGMA max_page_count = {max_pages}")

    return configure


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("verbale_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def stamp(connection: Connection) -> None:
    """Write Verbale's application id into the file."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _remove(draft: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
