"""A dossier that lies where nothing may be written: it is looked at as any other, and who would change it is told."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from tempfile import gettempdir

import pytest
from tests.hindered import NO_ROOM, NOT_ALMIGHTY, RUN, run_all
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article
from tests.store.test_migrations import made_by

from verbale import desk
from verbale.cli import run
from verbale.store import sqlite
from verbale.store.sql import create, open_dossier

ROOT = Path(__file__).parents[1]
READING = (
    "state {0}", "state {0} --as-known-on 2024-05-06", "statements {0}", "positions {0}", "linkages {0}",
    "preconditions {0}", "contradictions {0}", "calendar {0}", "actors {0}", "timeline {0}", "record {0}",
    "search {0} river", "judgements {0}", "searches {0}", "digest {0}", "editions {0}", "articles {0}",
    "article {0} in/1.txt", "sources {0}", "origins {0}", "brief {0}", "intake {0}", "compare {0} {0}", "check {0}",
    "export {0} --form csv --out {1}/record.zip", "export {0} --form jsonl --out {1}/record.jsonl",
    "alert {0} --out {1}/hits.jsonl", "backup {0} {1}/copy.db", "restore {0} {1}/restored.db",
    "repair {0} {1}/repaired.db",
)  # fmt: skip
WRITING = (
    "add {0} {1}/page.txt", "rebuild {0}", "publish {0} --since 2024", "remove {0} in/1.txt",
    "redate {0} in/1.txt 2024-04-01", "accept {0} {2}", "searches {0} --save river", "brief {0} {1}/other.toml",
)  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Of six articles, five of them settled."""
    path = tmp_path / "kept" / "river.db"
    path.parent.mkdir()
    with create(path, BRIEF, on=DAY) as store:
        for n in range(6):
            if n == 5:
                desk.settle(store)
            store.add(a_reading(an_article(text=f"{n}. {TEXT}", name=f"in/{n}.txt")), added_on=DAY)
        store.judge(a_judgement("j1"))
    (tmp_path / "page.txt").write_text("Talks on the dam\n\nMay 7, 2024\n\nArland said it would stay.\n", "utf-8")
    (tmp_path / "other.toml").write_text(BRIEF + "\n# another\n", "utf-8")
    return path


@contextmanager
def shut(*paths: Path) -> Iterator[None]:
    """Meanwhile nothing may be written there."""
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes the administrator's rights away so")


@pytest.mark.slow
def test_every_command_looks_at_a_dossier_that_may_only_be_read_and_none_changes_it(
    dossier: Path, tmp_path: Path
) -> None:
    before = dossier.read_bytes()
    with open_dossier(dossier) as store:
        line = next(line.key for line in desk.record_of(store).lines() if line.key.startswith("utterance:"))
    with shut(dossier.parent):
        commands = [c.format(dossier, tmp_path, line) for c in (*READING, *WRITING)]
        told = dict(zip(commands, run_all(commands, NOT_ALMIGHTY), strict=True))
        assert {c: told[c] for c in commands[: len(READING)] if told[c][0]} == {}
        for command in commands[len(READING) :]:
            status, complaint = told[command]
            assert (status, complaint.count("\n")) == (1, 1), (command, complaint)
            assert "it may only be read where it lies" in complaint
    assert dossier.read_bytes() == before
    assert [path.name for path in dossier.parent.iterdir()] == [dossier.name]
    for copied in ("copy.db", "restored.db", "repaired.db"):
        assert run(["check", str(tmp_path / copied)]) == 0


@pytest.mark.slow
def test_one_that_may_only_be_read_and_has_no_room_to_be_checked_says_where_room_is_missing(dossier: Path) -> None:
    with shut(dossier.parent):
        ((status, told),) = run_all([f"check {dossier}"], NOT_ALMIGHTY + NO_ROOM)
    assert (status, told.count("\n")) == (3, 1)
    assert f"is checked on a copy, and {gettempdir()} has no room for it" in told


@pytest.mark.slow
@pytest.mark.parametrize("of", [lambda path: [path], lambda path: [path, path.parent]], ids=["file", "both"])
def test_a_file_that_may_only_be_read_is_too(dossier: Path, of: Callable[[Path], list[Path]]) -> None:
    with shut(*of(dossier)):
        commands = [f"{verb} {dossier}" for verb in ("state", "check", "rebuild")]
        read, checked, (status, told) = run_all(commands, NOT_ALMIGHTY)
    assert (read[0], checked[0], status) == (0, 0, 1)
    assert "it may only be read where it lies" in told
    assert [path.name for path in dossier.parent.iterdir()] == [dossier.name]


@pytest.mark.slow
def test_a_desk_is_served_of_a_dossier_that_may_only_be_read_and_sees_what_others_write(dossier: Path) -> None:
    with shut(dossier.parent), subprocess.Popen(
        [sys.executable, "-c", NOT_ALMIGHTY + RUN.replace("with redirect_stderr(StringIO()) as told:", "if True:")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as serving:  # fmt: skip
        try:
            assert serving.stdin
            assert serving.stderr
            serving.stdin.write(f"serve {shlex.quote(str(dossier))} --port 0\n")
            serving.stdin.close()
            told = [serving.stderr.readline() for _ in range(3)]
            assert "it may only be read where it lies" in told[1]  # what waits cannot be settled
            address = told[2].partition("the desk is at ")[2].partition(";")[0].rstrip("/")
            pages = [address + page for page in ("/", "/timeline", "/search?q=river", "/articles.json")]
            before = articles_in(asked(*pages))
            _add_as_its_owner(dossier)
            assert articles_in(asked(pages[-1])) > before
        finally:
            serving.kill()


def asked(*addresses: str) -> str:
    """What the last of some addresses answers, all of which must."""
    ask = (
        "import sys; from urllib.request import urlopen; print([urlopen(a).read() for a in sys.argv[1:]][-1].decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask, *addresses], capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def articles_in(listing: str) -> int:
    return sum(len(text["articles"]) for text in json.loads(listing)["entries"])


def _add_as_its_owner(dossier: Path) -> None:
    dossier.parent.chmod(0o755)
    with open_dossier(dossier) as store:
        desk.settle(store)
        store.add(a_reading(an_article(text=f"New. {TEXT}")), added_on=DAY)
        desk.settle(store)
    dossier.parent.chmod(0o555)


@pytest.mark.slow
def test_what_another_is_writing_is_read_where_one_may_only_read(dossier: Path) -> None:
    with open_dossier(dossier) as store:
        store.add(a_reading(an_article(text=f"New. {TEXT}")), added_on=DAY)
        assert Path(f"{dossier}-wal").stat().st_size
        with shut(dossier.parent, dossier):
            assert run_all([f"search {dossier} New"], NOT_ALMIGHTY) == [(0, "")]


@pytest.mark.slow
def test_a_file_is_written_to_where_its_folder_may_not_while_what_sqlite_keeps_beside_it_may(dossier: Path) -> None:
    with open_dossier(dossier) as store:
        store.waiting()
        with shut(dossier.parent):
            assert run_all([f"searches {dossier} --save river"], NOT_ALMIGHTY)[0][0] == 0


def test_what_was_written_ahead_may_go_while_one_looks_whether_others_wrote(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "may_be_written", lambda _: False)
    looked = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path.suffix == ".db-wal" or looked(path))  # it went since
    store = sqlite.Sqlite(dossier)
    assert store.stamp()
    store.close()


@pytest.mark.slow
def test_what_a_killed_program_left_beside_a_dossier_is_asked_for(dossier: Path, tmp_path: Path) -> None:
    there = tmp_path / "taken" / "river.db"
    there.parent.mkdir()
    with open_dossier(dossier) as store:
        store.add(a_reading(an_article(text=f"New. {TEXT}")), added_on=DAY)
        for end in ("", "-wal"):
            copy(f"{dossier}{end}", f"{there}{end}")
    with shut(there.parent):
        ((status, told),) = run_all([f"state {there}"], NOT_ALMIGHTY)
    assert (status, told.count("\n")) == (1, 1)
    assert f"what was written to it last lies in {there}-wal" in told
    assert run(["check", str(there)]) == 0


@pytest.mark.slow
def test_a_dossier_of_an_older_verbale_says_that_it_cannot_be_brought_up_to_date(dossier: Path) -> None:
    older = made_by(dossier.parent, "0004")
    with shut(dossier.parent):
        ((status, told),) = run_all([f"state {older}"], NOT_ALMIGHTY)
    assert (status, told.count("\n")) == (1, 1)
    assert "an older Verbale made it" in told
