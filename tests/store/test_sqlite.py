"""What may go wrong with a dossier's file, and that nothing is ever half written."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.store.quickly import WrittenDown
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article
from tests.views.press import Sheet, read, ties

from verbale import desk
from verbale.api import tools
from verbale.cli import run
from verbale.errors import (
    BriefError,
    DossierDamaged,
    DossierError,
    DossierExists,
    DossierFull,
    DossierLocked,
    DossierMissing,
    DossierNewer,
)  # fmt: skip
from verbale.model.brief import Brief
from verbale.record.settling import settle
from verbale.store import dialect, packing, sql
from verbale.store.held import Damage
from verbale.store.record_schema import metadata
from verbale.store.schema import FULL_TEXT, HEAD
from verbale.store.sql import SqlStore, create, open_dossier
from verbale.web import serving


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A dossier with one article, settled."""
    path = tmp_path / "river.dossier"
    with create(path, BRIEF, on=DAY) as store:
        store.add(a_reading(an_article()), added_on=DAY)
        with store.settling() as board:
            settle(board, Brief())
    return path


def one_line(error: pytest.ExceptionInfo[DossierError], path: Path) -> str:
    line = str(error.value)
    assert line.startswith(f"{path}: ")
    assert "\n" not in line
    return line


def damaged(path: Path, sql: str) -> list[Damage]:
    """What is found after another program has run `sql` on the dossier."""
    connection = sqlite3.connect(path)
    connection.create_function("repacked", 3, repacked)
    connection.executescript(sql)
    connection.close()
    with open_dossier(path) as store:
        found = list(store.check())
    assert all(d.line and "\n" not in d.line for d in found)
    return found


def repacked(blob: bytes, old: str, new: str) -> bytes:
    """A packed reading with something else in it."""
    dictionary = packing._dictionary()
    inflate = zlib.decompressobj(zdict=dictionary)
    text = inflate.decompress(blob[1:]).decode()
    assert old in text
    deflate = zlib.compressobj(zdict=dictionary)
    return blob[:1] + deflate.compress(text.replace(old, new).encode()) + deflate.flush() + inflate.unused_data


@pytest.mark.usefixtures("made_by_migrations")
def test_a_new_dossier_has_the_tables_that_the_schema_says() -> None:
    with create(":memory:", BRIEF, on=DAY) as store, store._dialect.engine.connect() as connection:

        def ours(_item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
            return not (kind == "table" and str(name).startswith(FULL_TEXT))

        options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_dossiers_made_quickly_for_tests_are_those_of_the_migrations(tmp_path: Path) -> None:
    """Their tables to the word, and all that stands in them."""
    quickly = WrittenDown()
    dumps = []
    for name, make in (("first", quickly), ("again", quickly), ("migrated", dialect.migrate)):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sql, "migrate", make)
            create(tmp_path / name, BRIEF, on=DAY).close()
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            marks = [connection.execute(f"PRAGMA {mark}").fetchall() for mark in ("application_id", "user_version")]
            dumps.append((list(connection.iterdump()), marks))
    assert len(dumps[0][0]) > 80
    assert dumps[0] == dumps[1] == dumps[2]


def test_the_newest_migration_is_the_head_that_the_schema_names() -> None:
    assert ScriptDirectory(str(dialect.MIGRATIONS)).get_current_head() == HEAD


def test_a_dossier_is_one_file_once_it_is_closed(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_dossier_opens_without_alembic(path: Path) -> None:
    program = "import sys; from verbale.store.sql import open_dossier; open_dossier(sys.argv[1]).brief(); "
    program += "sys.exit('alembic' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", program, str(path)], env=environment(), check=False, timeout=600
        ).returncode
        == 0
    )


_STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9000", "{HEAD}"

def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("article", sa.Column("later", sa.Text))
    op.execute({sql!r})
"""


def with_a_second_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    migrations = folder / "migrations"
    shutil.copytree(dialect.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "9000_later.py").write_text(_STEP.format(HEAD=HEAD, sql=sql), encoding="utf-8")
    monkeypatch.setattr(dialect, "MIGRATIONS", migrations)
    monkeypatch.setattr(dialect, "HEAD", "9000")


def tables_and_revision(path: Path) -> tuple[set[str], str]:
    connection = sqlite3.connect(path)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return names, revision


def test_an_older_dossier_is_brought_up_to_date_when_it_is_opened(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_second_migration(tmp_path, monkeypatch, "INSERT INTO later VALUES (1)")
    with open_dossier(path) as store:
        assert len(list(store.readings())) == 1
        assert list(store.check()) == []
    names, revision = tables_and_revision(path)
    assert ("later" in names, revision) == (True, "9000")


def test_a_migration_that_fails_leaves_the_dossier_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables_and_revision(path)
    with_a_second_migration(tmp_path, monkeypatch, "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(DossierError) as error:
        open_dossier(path)
    one_line(error, path)
    assert tables_and_revision(path) == before


def test_no_dossier_at_a_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(DossierMissing, match="there is no dossier") as error:
        open_dossier(tmp_path / "none")
    one_line(error, tmp_path / "none")


def test_what_is_there_is_not_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DossierExists) as error:
        create(path, BRIEF, on=DAY)
    one_line(error, path)
    assert path.read_bytes() == before


def test_a_bad_brief_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(BriefError):
        create(tmp_path / "new", "title = 1", on=DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_dossier_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="does not exist") as error:
        create(tmp_path / "no" / "new", BRIEF, on=DAY)
    one_line(error, tmp_path / "no" / "new")


def test_a_failure_while_making_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sql, "migrate", broken)
    with pytest.raises(DossierError):
        create(tmp_path / "new", BRIEF, on=DAY)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_attempt_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".new.x").mkdir()
    (tmp_path / ".new.x" / "new").write_bytes(b"half a dossier")
    (tmp_path / ".new.x" / "new-wal").write_bytes(b"half a log")
    create(tmp_path / "new", BRIEF, on=DAY).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".new.x", "new"]


@pytest.mark.parametrize("content", [b"", b"title: notes\n", b"SQLite format 3\0" + bytes(84), bytes(range(256)) * 9])
def test_a_file_that_is_no_dossier_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes").write_bytes(content)
    with pytest.raises(DossierError, match="no dossier") as error:
        open_dossier(tmp_path / "notes")
    one_line(error, tmp_path / "notes")
    assert (tmp_path / "notes").read_bytes() == content


def test_a_folder_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as error:
        open_dossier(tmp_path)
    one_line(error, tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.executescript("CREATE TABLE article (id INTEGER)")
    other.close()
    with pytest.raises(DossierError, match="no dossier"):
        open_dossier(tmp_path / "other.db")


def test_a_dossier_of_a_newer_verbale_is_refused_and_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DossierNewer, match="newer Verbale") as error:
        open_dossier(path)
    one_line(error, path)
    assert error.value.exit_status == 3
    assert path.read_bytes() == before


def test_a_dossier_that_another_program_writes_to_is_read_and_not_written(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_dossier(path, wait=0.05) as store:
        assert len(list(store.readings())) == 1
        with pytest.raises(DossierLocked) as error:
            store.add(a_reading(an_article(text=f"More: {TEXT}")), added_on=DAY)
        one_line(error, path)
        other.execute("ROLLBACK")
        assert store.add(a_reading(an_article(text=f"More: {TEXT}")), added_on=DAY)
    other.close()


def test_a_full_dossier_keeps_what_was_added_whole_and_nothing_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    added = 1
    with open_dossier(path, max_pages=pages + 12) as store:
        with pytest.raises(DossierFull, match="nothing of this change was kept") as error:
            for n in range(1000):
                store.add(a_reading(an_article(text=f"{n}. {TEXT}" + " More." * 500)), added_on=DAY)
                added += 1
        one_line(error, path)
        assert added > 1
        assert [len(s.reading.findings) for s in store.readings()] == [4] * added
    with open_dossier(path) as store:
        assert list(store.check()) == []
        assert store.add(a_reading(an_article(text=f"Room again. {TEXT}")), added_on=DAY)


_KILLED = """
import os, signal, sys
from contextlib import closing
from datetime import date
from sqlalchemy import event
from tests.store.readings import TEXT, a_reading, an_article
from verbale.store.sql import open_dossier

store, left = open_dossier(sys.argv[1]), int(sys.argv[2])

def count(*_):
    global left
    left -= 1
    if left == 0:
        print("dying", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(store._dialect.engine, "after_cursor_execute", count)
for n in range(3):
    store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=date(2024, 5, 6))
    print("added", flush=True)
"""


def environment() -> dict[str, str]:
    root = Path(__file__).parents[2]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}


@pytest.mark.slow
@pytest.mark.parametrize("statements", [1, 2, 3, 5, 8, 10, 14, 17])
def test_a_kill_in_the_middle_of_add_leaves_whole_articles_only(path: Path, statements: int) -> None:
    command = [sys.executable, "-c", _KILLED, str(path), str(statements)]
    killed = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=600)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout.endswith("dying\n")
    with open_dossier(path) as store:
        assert list(store.check()) == []
        assert [len(s.reading.findings) for s in store.readings()] == [4] * (1 + killed.stdout.count("added"))
        for n in range(3):
            store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
        assert len(list(store.readings())) == 4


def test_a_cut_off_file_is_damaged_and_says_so(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 9])
    with pytest.raises(DossierDamaged) as error, open_dossier(path) as store:
        list(store.readings())
    one_line(error, path)


def test_pages_full_of_noise_are_found_by_the_check(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 6)
        file.write(os.urandom(4096 * 20))
    try:
        with open_dossier(path) as store:
            found = list(store.check())
    except DossierDamaged as error:
        found = [Damage("file", str(error))]
    assert found
    assert all("\n" not in d.line for d in found)


@pytest.mark.parametrize(
    ("sql", "where", "line"),
    [
        ("UPDATE article SET text = 'X' || substr(text, 2)", "article", "one.txt: its text"),
        ("UPDATE article SET known_from = '2001-01-01'", "article", "the days it is filed under"),
        ("UPDATE article SET paragraphs = '[['", "article", "one.txt: cannot be read"),
        ("DELETE FROM reading", "reading", "its findings are gone"),
        ("UPDATE reading SET findings = substr(findings, 1, 90)", "reading", "its findings cannot be read"),
        ("UPDATE reading SET findings = substr(findings, 1, length(findings) - 16)", "reading", "without keys"),
        ("UPDATE reading SET findings = x'7f'", "reading", "of a newer Verbale"),
        ("UPDATE reading SET findings = repacked(findings, '[0,6]', '[0,600]')", "finding", "is no passage of one.txt"),
        ("UPDATE reading SET findings = repacked(findings, 'indirect', 'direct')", "finding", "its content is not"),
        ("UPDATE reading SET findings = repacked(findings, '\"name\"', '\"nom\"')", "finding", "cannot be read"),
        ("UPDATE reading SET findings = repacked(findings, 'statement', 'rumour')", "finding", "cannot be read"),
        ("UPDATE reading SET findings = repacked(findings, '[[0,1,2,3]', '[[0,1,2,2]')", "finding", "nobody is known"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM article", "reading", "refers to a row of article that is not there"),
        ("UPDATE statement SET last_day = 1", "statement", "filed under"),
        ("UPDATE statement SET content = '[[0'", "statement", "cannot be read"),
        ("PRAGMA foreign_keys = ON; DELETE FROM statement", "statement", "2 statements are not filed"),
        ("INSERT INTO article_text(article_text) VALUES ('delete-all')", "article_text", "does not agree"),
        ("UPDATE statement SET content = '[[0,6]]'", "statement_text", "does not agree"),
        ("UPDATE settlement SET told = NULL", "telling", "what it tells cannot be read"),
        ("UPDATE settlement SET told = substr(told, 1, 60)", "telling", "what it tells cannot be read"),
        ("UPDATE telling SET place = 77 WHERE id = (SELECT min(id) FROM telling)", "telling", " cannot be read"),
        ("UPDATE telling SET known_from = 1", "telling", "is filed under what it does not tell"),
        ("UPDATE telling SET status = NULL", "telling", "is filed under what it does not tell"),
        ("UPDATE telling SET line_id = NULL", "telling", "tellings are in no line"),
        ("DELETE FROM line", "telling", "tellings are in no line"),
        ("UPDATE line SET tellings = 9 WHERE id = 1", "line", "line 1 does not count what stands in it"),
        ("UPDATE signature SET tellings = 9", "signature", "does not count its tellings"),
        ("UPDATE judgement SET passage = replace(passage, 'Arland', 'Ireland')", "judgement", "does not say “Ireland”"),
        ("UPDATE judgement SET passage = ''", "judgement", "cannot be read"),
    ],
)  # fmt: skip
def test_the_check_says_what_is_damaged(path: Path, sql: str, where: str, line: str) -> None:
    with open_dossier(path) as store:
        store.judge(a_judgement("j1"))
    found = damaged(path, sql)
    assert [d for d in found if d.where == where and line in d.line], found


def test_a_row_that_does_not_fit_stops_a_listing_with_one_line(path: Path) -> None:
    damaged(path, "UPDATE reading SET findings = repacked(findings, 'statement', 'rumour')")
    with open_dossier(path) as store, pytest.raises(DossierDamaged, match="verbale check") as error:
        list(store.readings())
    one_line(error, path)
    assert error.value.exit_status == 3


def test_text_holding_the_marks_of_the_search_is_found_without_marks() -> None:
    article = an_article(text=f"\n \ufdd0{TEXT}")
    with create(":memory:", "", on=DAY) as store:
        store.add(a_reading(article), added_on=DAY)
        from verbale.store.queries import SearchQuery

        (hit,) = store.search(SearchQuery(words="talks", kinds=("article",)))
    assert hit.marks == ()
    assert article.text[hit.passage.start : hit.passage.end] == hit.passage.words


def test_text_with_a_null_character_is_kept_whole() -> None:
    article = an_article(text=f"{TEXT}\0{TEXT}")
    with create(":memory:", "", on=DAY) as store:
        store.add(a_reading(article), added_on=DAY)
        assert [s.article.text for s in store.articles()] == [article.text]
        assert list(store.check()) == []


def test_what_demands_of_an_older_verbale_ask_for_is_read_once_and_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "river.db"
    with create(path, BRIEF, on=DAY) as store:
        for payer in ("Norland", "Sutland", "Estland"):
            sheet = Sheet()
            ties(sheet, f"{payer} pays if the gates are opened.", ("the gates are opened", f"{payer} pays", "if"))
            store.add(read(sheet), added_on=DAY)
        desk.settle(store)
    monkeypatch.setattr(desk, "DEMANDS", 2)
    monkeypatch.setattr(serving, "run", lambda *_: None)
    monkeypatch.setattr(tools, "server", lambda _: Mock())
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT enough, words FROM asking").fetchall()
        with connection:
            connection.execute("UPDATE asking SET enough = 0, words = x''")  # as the migration leaves them
        with open_dossier(path) as store:
            seen: list[int] = []
            assert store.unread_demands() == 3
            desk.read_demands(store, seen.append)
            assert (seen, store.unread_demands()) == ([2, 1], 0)
        assert connection.execute("SELECT enough, words FROM asking").fetchall() == kept
        with connection:
            connection.execute("UPDATE asking SET enough = 0, words = x''")
        assert run(["mcp", str(path)]) == 0
        assert capsys.readouterr().err == ""
        with open_dossier(path) as store:
            assert store.unread_demands() == 3, "who only reads waits for no decision"
        assert run(["serve", str(path)]) == 0
        assert capsys.readouterr().err.startswith(f"{path}: reading 3 demands before it is served\n")
        assert connection.execute("SELECT enough, words FROM asking").fetchall() == kept


def test_what_making_a_record_anew_takes_is_given_back_with_each_transaction(tmp_path: Path) -> None:
    def set_now(store: SqlStore) -> list[object]:
        with store._dialect.reading() as connection:
            taken = ("cache_size", "wal_autocheckpoint", "foreign_keys")
            return [connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in taken]

    with create(tmp_path / "river.db", BRIEF, on=DAY) as store:
        before = set_now(store)
        store.forget_record()
        assert set_now(store) == before
        with store.settling():
            pass
        assert set_now(store) == before
