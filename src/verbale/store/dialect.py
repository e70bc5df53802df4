"""What differs from one database to the next: opening, transactions, and what goes wrong.

Search differs too (`verbale.store.search`). Everything else is SQLAlchemy Core that every database understands.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Delete,
    Engine,
    FromClause,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    text,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from verbale.errors import DossierError, DossierNewer, DossierReadOnly
from verbale.store.held import Damage
from verbale.store.looking import LOOKED, Changes, Looked, noticed
from verbale.store.schema import HEAD

if TYPE_CHECKING:
    from numpy import ndarray

MIGRATIONS = Path(__file__).parent / "migrations"


T = TypeVar("T")


class _Steady(local):
    """Of each thread: the connection by which it reads one state of the dossier, and what was asked once."""

    connection: Connection | None = None
    looked = Looked(everything=True)
    known: dict[str, Any]  # Any: answers of whatever kind


class Dialect(ABC):
    """One dossier in its database. `where` names it in messages and tells no password."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self.changes = Changes()
        self._steady = _Steady()
        event.listen(engine, "before_cursor_execute", noticed)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a transaction that sees the dossier as it is now, whatever is written meanwhile.

        That is as it was when it became `steady`, where it is.
        """
        if self._steady.connection is not None:
            with self.explained():
                yield self._steady.connection
            return
        with self.explained(), self.for_reading() as connection:
            yield connection

    @contextmanager
    def steady(self) -> Iterator[Looked]:
        """While open, this thread reads the dossier in one transaction, whatever others write meanwhile.

        Where it writes itself, what it reads from then on is of the dossier with that. Told is what it looks at.
        """
        looked = self._steady.looked
        if self._steady.connection is not None:
            yield looked
            return
        with self.reading() as connection:
            self._steady.connection, self._steady.looked = connection, (looked := Looked())
            connection.execution_options(**{LOOKED: looked})
            try:
                self.look_anew(connection)
                yield looked
            finally:
                self._steady.connection = None

    def look_anew(self, connection: Connection) -> None:
        """Have a connection that is steady read the dossier as it is by now, and forget what was asked of it once."""
        connection.rollback()
        self._steady.known = {}

    def once(self, name: str, ask: Callable[[], T]) -> T:
        """The answer to what is asked: while steady, as it was when it was first asked under that name."""
        if self._steady.connection is None:
            return ask()
        if name not in self._steady.known:
            self._steady.known[name] = ask()
        answer: T = self._steady.known[name]
        return answer

    @contextmanager
    def writing(self, change: Looked | None = None) -> Iterator[Connection]:
        """A connection in a transaction that nobody else writes beside; kept whole or not at all.

        It writes no more than it has a `change` say in the end, where that is given.
        """
        with self.explained():
            with self.for_writing(change) as connection:
                yield connection
            if self._steady.connection is not None:
                self._steady.looked.everything = True  # the one half is of another state than the other
                self.look_anew(self._steady.connection)

    @contextmanager
    def for_writing(self, change: Looked | None = None) -> Iterator[Connection]:
        """As `writing`, with the driver's own errors."""
        with self.engine.connect().execution_options(verbale_writes=True) as connection:
            with connection.begin():
                before = None if change is None else self.before(connection)
                yield connection
            if change is not None and before is not None:
                with suppress(DossierError, DBAPIError):  # it is written, be it not known what changed
                    if stamps := self.alone_since(connection, before):
                        self.changes.note(*stamps, change)

    @abstractmethod
    def before(self, connection: Connection) -> tuple[str, Any] | None:  # Any: as `alone_since` takes it
        """The stamp at which a transaction that writes begins, and what else is to be known of it."""

    @abstractmethod
    def alone_since(self, connection: Connection, before: tuple[str, Any]) -> tuple[str, str] | None:  # Any: as above
        """The stamps before and after what a connection has just written; None where others may have written too."""

    def emptying(self) -> AbstractContextManager[Connection]:
        """As `writing`, for who empties whole tables to which none refers that is not emptied too."""
        return self.writing()

    def for_reading(self) -> AbstractContextManager[Connection]:
        """As `reading`, with the driver's own errors."""
        return self.engine.connect()

    @contextmanager
    def rehearsing(self) -> Iterator[Connection]:
        """As `reading`, for what is taken for writing and changes nothing, such as a look at a search index."""
        with self.reading() as connection:
            yield connection

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the database says into the error that says what is wrong with the dossier."""
        try:
            yield
        except DBAPIError as error:
            raise self.explanation(error.orig) from error

    @abstractmethod
    def explanation(self, error: BaseException | None) -> DossierError:
        """What an error of the driver means for the dossier."""

    @abstractmethod
    def damage(self, connection: Connection) -> Iterator[Damage]:
        """What the database itself finds damaged, references to rows that are not there included."""

    @abstractmethod
    def stamp(self) -> str | None:
        """A mark that is another one after anything was written; None where nobody can tell."""

    @abstractmethod
    def backup(self, target: Path) -> None:
        """Write a copy of the dossier as it is now to a file that is not there yet; raises DossierError."""

    def widen(self, connection: Connection) -> None:  # noqa: B027 - a server is told by who runs it
        """Have a connection hold more of the tables ready until it is let go of, for who writes all over them."""

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def bring_up_to_date(self) -> None:
        """Migrate a dossier that an older Verbale made.

        Raises DossierNewer where a later one has been at it, DossierReadOnly where nothing may be written.
        """
        with self.reading() as connection:
            revision = _revision(connection)
        if revision != HEAD:
            try:
                with self.writing() as connection:
                    migrate(connection, self.where)
            except DossierReadOnly as error:
                raise DossierReadOnly(
                    f"{self.where}: an older Verbale made it, and it cannot be brought up to date where it may only be "
                    "read; copy the file to a folder that may be written"
                ) from error


def migrate(connection: Connection, where: str) -> None:
    """Make the tables or bring them up to date in the transaction of `connection`; raises DossierNewer."""
    from alembic import command
    from alembic.config import Config

    require_known(_revision(connection), where)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def require_known(revision: str | None, where: str) -> None:
    """Raise DossierNewer where tables were made by a revision that this Verbale does not know."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise DossierNewer(f"{where}: a newer Verbale has written this dossier (its tables are {revision}); install it")


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def listed(connection: Connection, numbers: Collection[int]) -> FromClause:
    """Some numbers as a table with the column `value`, however many there are."""
    if connection.dialect.name == "postgresql":
        array = bindparam("numbers", list(numbers), postgresql.ARRAY(BigInteger), unique=True)
        return func.unnest(array).table_valued("value").render_derived()
    return func.json_each(json.dumps(list(numbers))).table_valued("value")


def among(connection: Connection, column: ColumnElement[Any], numbers: Collection[int]) -> ColumnElement[bool]:
    """That a column holds one of some numbers, however many: SQLAlchemy takes longer over a list than SQLite."""
    return column.in_(select(listed(connection, numbers).c.value))


class Asking:
    """A query made once, for some numbers, however many: SQLAlchemy takes longer to make one than SQLite to answer it.

    It is made of the numbers as what a column may be in.
    """

    def __init__(self, made: Callable[[Select[Any]], Select[Any]]) -> None:  # Any: the columns differ by query
        array = bindparam("numbers", type_=postgresql.ARRAY(BigInteger))
        arrayed = func.unnest(array).table_valued("value").render_derived()
        each = func.json_each(bindparam("numbers")).table_valued("value")
        self._made = {"postgresql": made(select(arrayed.c.value)), "sqlite": made(select(each.c.value))}

    def rows(
        self, connection: Connection, numbers: Collection[int], **others: Any
    ) -> Sequence[Any]:  # Any: rows, values
        """All rows for some numbers, and for what else it takes."""
        name, some = connection.dialect.name, list(numbers)
        given = some if name == "postgresql" else json.dumps(some)
        return connection.execute(self._made[name], {"numbers": given, **others}).all()


class AskingEach:
    """As `Asking`: of each of some numbers the ids of the first rows of a table, by a query of the ids for one."""

    def __init__(self, table: Table, made: Callable[[ColumnElement[int]], Select[Any]]) -> None:  # Any: as above
        most, array = bindparam("most", type_=BigInteger), bindparam("numbers", type_=postgresql.ARRAY(BigInteger))
        arrayed = func.unnest(array).table_valued("value").render_derived()
        ids = made(arrayed.c.value).limit(most).lateral()
        each = func.json_each(bindparam("numbers")).table_valued("value")
        rows = table.alias()
        found = rows.c.id.in_(made(each.c.value).limit(most).correlate(each))
        self._made = {
            "postgresql": select(arrayed.c.value, ids.c.id).select_from(arrayed.join(ids, true())),
            "sqlite": select(each.c.value, rows.c.id).select_from(each.join(rows, found)),
        }

    def rows(
        self, connection: Connection, numbers: Collection[int], most: int, **others: Any
    ) -> Sequence[Any]:  # Any: as above
        """Each number with the ids of its first rows, at most so many."""
        name, some = connection.dialect.name, list(numbers)
        given = some if name == "postgresql" else json.dumps(some)
        return connection.execute(self._made[name], {"numbers": given, "most": most, **others}).all()


def tabled(
    connection: Connection, rows: Sequence[tuple[int, ...]], *names: str
) -> tuple[FromClause, dict[str, Any]]:  # Any: lists of numbers or JSON
    """Rows of numbers as a table with columns of these names, and the values to execute what asks for it with.

    They are no part of it: a statement holds itself in circles, and what it holds stays until garbage is looked for.
    """
    if connection.dialect.name == "postgresql":
        columns = [bindparam(f"all_{name}", type_=postgresql.ARRAY(BigInteger)) for name in names]
        values = {f"all_{name}": [row[at] for row in rows] for at, name in enumerate(names)}
        return func.unnest(*columns).table_valued(*names).render_derived(), values
    each = func.json_each(bindparam("all_rows")).table_valued("value")
    parts = (func.json_extract(each.c.value, f"$[{at}]", type_=BigInteger) for at in range(len(names)))
    table = select(*(part.label(name) for part, name in zip(parts, names, strict=True))).subquery()
    return table, {"all_rows": json.dumps(rows)}


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:  # Any: values
    """Insert rows but for those whose primary key is there already."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    if rows:
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def move_into(connection: Connection, table: Table, source: Table) -> None:
    """Move all rows of one table into another of the same columns, in order, but for those that are there already."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = select(source).order_by(*source.columns)
    connection.execute(make(table).from_select(table.columns.keys(), rows).on_conflict_do_nothing())
    connection.execute(delete(source))


def reserved(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """So many numbers that no row of a table has or had, in order: whoever takes them here need not ask for them."""
    if not count:
        return ()
    if connection.dialect.name == "postgresql":
        each = text("SELECT nextval(pg_get_serial_sequence(:of, 'id')) FROM generate_series(1, :count)")
        return connection.scalars(each, {"of": table.name, "count": count}).all()
    # https://www.sqlite.org/autoinc.html: the table may be written to.
    of = {"of": table.name, "count": count}
    last = connection.scalar(text("UPDATE sqlite_sequence SET seq = seq + :count WHERE name = :of RETURNING seq"), of)
    if last is None:
        last = connection.scalar(text("INSERT INTO sqlite_sequence VALUES (:of, :count) RETURNING seq"), of)
    return range(last - count + 1, last + 1)


def insert_numbers(connection: Connection, table: Table, rows: ndarray[Any, Any]) -> None:  # Any: shape and type
    """Insert rows of numbers, a column each, but for those whose primary key is there already."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new, width = make(table).on_conflict_do_nothing(), len(table.columns)
    one, size = str(new.compile(dialect=connection.dialect)), _VALUES // width
    whole = 0
    if connection.dialect.name == "sqlite" and (whole := len(rows) - len(rows) % size):
        values, step = rows[:whole].ravel().tolist(), size * width
        many = [tuple(values[at : at + step]) for at in range(0, whole * width, step)]
        connection.exec_driver_sql(_of_many(one, width, size), many)
    _insert(connection, new, table, [*map(tuple, rows[whole:].tolist())])


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of numbers, bytes and numbers of days (Any), a column each."""
    _insert(connection, insert(table), table, rows)


def _insert(connection: Connection, new: Insert, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:  # Any: values
    if not rows:
        return
    made = new.compile(dialect=connection.dialect)
    if not made.positional:
        connection.exec_driver_sql(str(made), [dict(zip(table.columns.keys(), row, strict=True)) for row in rows])
        return
    one, size = str(made), _VALUES // len(table.columns)
    whole = len(rows) - len(rows) % size
    if whole:
        many = [tuple(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size)]
        connection.exec_driver_sql(_of_many(one, len(table.columns), size), many)
    if whole < len(rows):
        connection.exec_driver_sql(one, list(rows[whole:]))


_VALUES = 800
"""So many values a statement that inserts: SQLite takes a third longer over rows one by one."""


@lru_cache(maxsize=64)
def _of_many(insert: str, columns: int, rows: int) -> str:
    """A statement that inserts a row of so many columns as one that inserts so many rows."""
    row = f"({', '.join('?' * columns)})"
    before, found, after = insert.partition(row)
    if not found:
        raise ValueError(f"{insert} has not one place for each of {columns} columns")
    return f"{before}{', '.join([row] * rows)}{after}"


def execute_many(
    connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Execute a statement for rows of numbers, bytes and numbers of days (Any), which go to the driver as they are.

    There are hundreds an article, and SQLAlchemy takes longer over one than SQLite.
    """
    if rows:
        made = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
        names = made.positiontup
        connection.exec_driver_sql(str(made), [tuple([row[n] for n in names]) for row in rows] if names else list(rows))


def replace(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:  # Any: values
    """Insert rows, or put them in the place of those with their primary key."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    if rows:
        new = make(table)
        others = {c.name: new.excluded[c.name] for c in table.columns if not c.primary_key}
        connection.execute(new.on_conflict_do_update(index_elements=table.primary_key, set_=others), rows)
