"""A dossier as one SQLite file: making it, opening it, and what goes wrong with files.

A dossier carries Verbale's application id, so that another program's file is refused. It is written ahead (WAL), so
that readers never wait, and every change is one transaction that takes the write lock when it begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool, StaticPool

from verbale.errors import (
    DossierDamaged,
    DossierError,
    DossierExists,
    DossierFull,
    DossierLocked,
    DossierMissing,
    DossierReadOnly,
)  # fmt: skip
from verbale.store.dialect import Dialect
from verbale.store.held import Damage
from verbale.store.looking import Looked
from verbale.store.opening import beside, connected, may_be_written

APPLICATION_ID = 0x56524254
"""`VRBT` in the file's header (https://www.sqlite.org/pragma.html#pragma_application_id)."""

MEMORY = ":memory:"

_NOT_TAKEN = (sqlite3.SQLITE_IOERR_WRITE,)
"""What is said where a file may not grow, as by a limit of the system."""
_NO_ROOM_BESIDE = (sqlite3.SQLITE_IOERR_SHMSIZE,)
"""What is said where the file that SQLite keeps beside a dossier (`-shm`) may not grow."""
_TURN, _SPELL = 0.12, 1.0
"""Seconds left to others after so many of writing: SQLite lets who waits look for its turn every tenth of a second."""
_ROOM = 65_536
"""Kilobytes of pages that are held where the record is made anew."""
_AHEAD = 16_000
"""Pages written ahead there, 64 MB, before they are put into the file: each once, however often it was written."""
_LONGEST_LOG = 2 * _AHEAD * 4_096
"""Bytes written ahead from which on a writer waits for the pages under way, so that the log begins anew."""
_PAGES_END = 1.0
"""Seconds that it waits for them."""
_NARROW = "verbale_narrow"
"""Where a connection that was widened, or that empties, has what was set before."""
_LOOK_NO_FURTHER = 100
"""How many faults of the file itself are listed."""


class Sqlite(Dialect):
    """A dossier in a file, or in memory at `:memory:`.

    `wait` is how many seconds to wait for another writer; `max_pages` limits the file, in pages of 4,096 bytes. One
    that lies where nothing may be written is read all the same.
    """

    def __init__(self, path: Path | str, *, wait: float = 10.0, max_pages: int | None = None) -> None:
        self._path = None if path == MEMORY else Path(path)
        self._only_read = self._path is not None and not may_be_written(self._path)
        super().__init__(_engine(self._path, wait, max_pages, self._only_read), str(path))
        self._watching: sqlite3.Connection | None = None
        self._lock = Lock()
        self._left_by = 0
        self._wrote, self._others_until = 0.0, 0.0

    def stamp(self) -> str | None:
        """What a connection that never writes sees of others' writing; while steady, as it was before all was read.

        See https://www.sqlite.org/pragma.html#pragma_data_version.
        """
        return self.once("stamp", self._stamp)

    def _stamp(self) -> str | None:
        if self._path is None:
            return None
        if self._only_read:  # what others write is seen in the files alone
            return " ".join(filter(None, map(_seen, (self._path, beside(self._path, "-wal")))))
        with self._lock, self.explained():
            if self._watching is None:
                self._watching = connected(self._path)
            return _version(self._watching)

    def before(self, connection: Connection) -> tuple[str, Any] | None:
        """As for every dialect; a connection does not see its own writing in what it sees of others'."""
        stamp = self._stamp()
        return None if stamp is None else (stamp, _version(_driven(connection)))

    def alone_since(self, connection: Connection, before: tuple[str, Any]) -> tuple[str, str] | None:
        """As for every dialect: where this connection saw nothing of others before the stamp was read again."""
        stamp, others = before
        now = self._stamp()
        with self.explained():
            return (stamp, now) if now is not None and _version(_driven(connection)) == others else None

    @contextmanager
    def for_writing(self, change: Looked | None = None) -> Iterator[Connection]:
        """As for every dialect; who writes one change after the other lets others have their turn in between."""
        sleep(max(self._others_until - monotonic(), 0.0))
        with super().for_writing(change) as connection:
            begun = monotonic()
            yield connection
        ended = monotonic()
        self._wrote += ended - begun
        if self._path is not None and self._wrote > _SPELL:
            self._wrote, self._others_until = 0.0, ended + _TURN

    @contextmanager
    def writing(self, change: Looked | None = None) -> Iterator[Connection]:
        """As for every dialect; where readers overlap without end, what is written ahead is put into the file here.

        SQLite does that as far as nobody reads what was before, and begins the log anew when nobody reads it.
        """
        with super().writing(change) as connection:
            yield connection
        if self._path is not None:
            self._bound_log(self._path)

    def _bound_log(self, path: Path) -> None:
        log = beside(path, "-wal")
        self._left_by = min(self._left_by, now := _size(log))
        if now > self._left_by + _LONGEST_LOG:
            with suppress(sqlite3.OperationalError), closing(connected(path, _PAGES_END)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was written is kept, be this refused
            self._left_by = _size(log)  # where somebody reads for long, nobody waits again soon

    @contextmanager
    def emptying(self) -> Iterator[Connection]:
        """As for every dialect: without looking row by row whether what it refers to is there, a table goes at once."""
        with self.explained(), self.engine.connect() as connection:
            connection = connection.execution_options(verbale_writes=True, verbale_empties=True)
            with connection.begin():
                yield connection
        if self._path is not None:
            self._bound_log(self._path)

    @contextmanager
    def steady(self) -> Iterator[Looked]:
        """As for every dialect; what is in memory has one connection, which who writes takes."""
        with nullcontext(Looked(everything=True)) if self._path is None else super().steady() as looked:
            yield looked

    def look_anew(self, connection: Connection) -> None:
        """As for every dialect; what is read may be newer than the stamp, and is never older."""
        super().look_anew(connection)
        self.stamp()

    def widen(self, connection: Connection) -> None:
        """Hold as many pages as keys that are entered lately take, and the upper ones of each index."""
        wide = {"cache_size": -_ROOM, "wal_autocheckpoint": _AHEAD}
        connection.info[_NARROW] = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in wide}
        for name, value in wide.items():
            connection.exec_driver_sql(f"PRAGMA {name} = {value}")

    def write_all(self) -> None:
        """Have what was written ahead stand in the file itself; closing it does so as well, and tells of no failure."""
        if self._path is not None:
            with self.explained(), closing(connected(self._path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        self.changes.forget()
        super().close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """As every dialect does, also where the file is opened and the driver speaks for itself."""
        try:
            with super().explained():
                yield
        except sqlite3.Error as error:
            raise self.explanation(error) from error
        except UnicodeDecodeError as error:  # what SQLite says of a damaged schema is no text
            raise DossierDamaged(
                f"{self.where}: the file is damaged (its schema is); `verbale repair` saves what can be read"
            ) from error

    def explanation(self, error: BaseException | None) -> DossierError:
        """What an error of SQLite means for the dossier (https://www.sqlite.org/rescode.html)."""
        where, whole = self.where, getattr(error, "sqlite_errorcode", 0)
        code = whole & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return DossierLocked(f"{where}: another program is writing to it; try again when it is done")
        if whole in _NO_ROOM_BESIDE:
            return DossierFull(f"{where}: no room left beside it, which it takes even to be read; make some, and go on")
        if code == sqlite3.SQLITE_FULL or whole in _NOT_TAKEN:
            return DossierFull(f"{where}: no room left for the dossier to grow; nothing of this change was kept")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return DossierDamaged(
                f"{where}: the file is damaged ({error}); `verbale check` says where, `verbale repair` saves the rest"
            )
        if code == sqlite3.SQLITE_READONLY:
            return DossierReadOnly(
                f"{where}: it may only be read where it lies; see to its permissions, or make a copy elsewhere with: "
                f"verbale backup {where} FILE"
            )
        if code == sqlite3.SQLITE_CANTOPEN and self._only_read:
            return DossierReadOnly(
                f"{where}: what was written to it last lies in {where}-wal, and its folder may only be read; "
                "copy both files to one that may be written, and read it there"
            )
        if whole == sqlite3.SQLITE_IOERR:  # what a search index says, whatever it was
            return DossierFull(f"{where}: the disk takes nothing more ({error}): it is full, or it fails")
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
            return DossierError(f"{where}: the file cannot be read or written ({error})")
        return DossierDamaged(f"{where}: the dossier does not hold what it should ({error})")

    def damage(self, connection: Connection) -> Iterator[Damage]:
        """What SQLite finds damaged in the file, and references that lead nowhere."""
        # A row may hold many lines, one for each fault.
        for (told,) in connection.execute(text(f"PRAGMA integrity_check({_LOOK_NO_FURTHER})")).all():
            for line in str(told).splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield Damage("file", line)
        for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).all():
            at = "a row" if row is None else f"row {row}"
            yield Damage(table, f"{at} refers to a row of {parent} that is not there")

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """As for every dialect: on a copy, where nothing may be written."""
        if not self._only_read:
            with super().rehearsing() as connection:
                yield connection
            return
        with TemporaryDirectory(prefix="verbale-") as folder:
            try:
                self.backup(Path(folder) / "copy.db")
            except DossierFull as error:
                raise DossierFull(
                    f"{self.where}: one that may only be read is checked on a copy, and {Path(folder).parent} has no "
                    "room for it; make some, or have TMPDIR name a folder that has"
                ) from error
            copy = Sqlite(Path(folder) / "copy.db")
            copy.where = self.where
            try:
                with copy.reading() as connection:
                    yield connection
            finally:
                copy.close()

    def backup(self, target: Path) -> None:
        """Copy the dossier page by page under one reading lock (https://www.sqlite.org/backup.html)."""
        try:
            with (
                _taking_its_name(target) as draft,
                self.reading() as connection,
                closing(sqlite3.connect(draft)) as copy,
            ):
                source = connection.connection.driver_connection
                source.backup(copy)  # type: ignore[union-attr] # the driver's own connection
                copy.execute("PRAGMA journal_mode = DELETE")
        except DossierFull as error:
            raise DossierFull(f"{target}: no room left for a copy; nothing of it was kept") from error


def _driven(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection: nothing begins where it is asked."""
    driven: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment] # as above
    return driven


def _version(connection: sqlite3.Connection) -> str:
    """What a connection sees of others' writing."""
    return str(connection.execute("PRAGMA data_version").fetchone()[0])


def _size(file: Path) -> int:
    """Bytes in a file; none where it is not there."""
    with suppress(FileNotFoundError):
        return file.stat().st_size
    return 0


def _seen(file: Path) -> str:
    """What is seen of others' writing in a file; nothing where it is not there, or goes just then."""
    with suppress(FileNotFoundError):
        now = file.stat()
        return f"{now.st_mtime_ns} {now.st_size}"
    return ""


def create_file(path: Path, fill: Callable[[Connection], None]) -> None:
    """Make a dossier at `path` whole or not at all: it takes its name when `fill` has been through.

    Raises DossierExists where something is there, DossierError where its folder is missing or cannot be written.
    """
    with _taking_its_name(path) as draft:
        made = Sqlite(draft)
        made.where = str(path)
        try:
            fill_new(made, fill)
            made.write_all()
        finally:
            made.close()


def fill_new(made: Sqlite, fill: Callable[[Connection], None]) -> None:
    """Mark a new file as a dossier and fill it, in one transaction."""
    with made.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        fill(connection)


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


@contextmanager
def _taking_its_name(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its name when it is complete."""
    if path.exists() or path.is_symlink():
        raise DossierExists(f"{path}: something is there already; choose another name")
    if not path.parent.is_dir():
        raise DossierError(f"{path}: the folder {path.parent} does not exist")
    try:
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:  # of two at once, each has its own
            yield Path(folder) / path.name
            _named(Path(folder) / path.name, path)
    except OSError as error:
        raise DossierError(f"{path}: cannot be made: {error.strerror}") from error


def _named(draft: Path, path: Path) -> None:
    """Give a draft its name; raises DossierExists where somebody else was faster."""
    try:
        path.hardlink_to(draft)  # unlike renaming it takes nobody's place
    except FileExistsError as error:
        raise DossierExists(f"{path}: somebody made it at the same time; choose another name") from error
    except OSError:  # a file system without links
        draft.rename(path)


def _engine(path: Path | None, wait: float, max_pages: int | None, only_read: bool) -> Engine:
    if path is None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
    elif only_read:
        engine = create_engine("sqlite://", creator=lambda: connected(path, wait), poolclass=NullPool)
    else:
        # Whoever serves many readers at once has a connection for each.
        engine = create_engine("sqlite://", creator=lambda: connected(path, wait), poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "connect", _configured(max_pages))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _narrowed)
    return engine


def _configured(max_pages: int | None) -> Callable[[Any, Any], None]:  # Any: what the driver connects to
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if max_pages is not None:
            connection.execute(f"PRAGMA max_page_count = {max_pages}")

    return configure


def _narrowed(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
    """Take back what `widen` or `emptying` set: whoever has the connection next writes little, and holds as little."""
    before = record.info.pop(_NARROW, {})
    if connection is not None:
        for name, value in before.items():
            connection.execute(f"PRAGMA {name} = {value}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes = options.get("verbale_writes")
    if options.get("verbale_empties"):  # within a transaction it changes nothing
        connection.info[_NARROW] = {"foreign_keys": connection.exec_driver_sql("PRAGMA foreign_keys").scalar()}
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
