"""Rebuilding with processes that prepare ahead: the same record to the byte, whatever changed meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from hashlib import sha256
from multiprocessing import active_children
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic, sleep

import pytest
from evaluation.generated import reading, readings
from tests.store.readings import a_judgement

from verbale import ahead, desk, keeping
from verbale.ahead import ahead_of
from verbale.errors import WorkerLost
from verbale.record.weighing import weighed
from verbale.store.base import Store
from verbale.store.board import SqlBoard
from verbale.store.record_schema import RECORD
from verbale.store.sql import create, open_dossier

COUNT = 40


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    with create(tmp_path / "d.db", "", on=reading(0)[1]) as store:
        for one, day in readings(COUNT):
            store.add(one, added_on=day)
    return tmp_path / "d.db"


def rows(path: Path) -> dict[str, str]:
    """A hash of all rows of each of the record's tables."""
    connection = sqlite3.connect(path)
    try:
        held = {t.name: connection.execute(f"SELECT * FROM {t.name} ORDER BY 1, 2").fetchall() for t in RECORD}  # noqa: S608 - names of ours
    finally:
        connection.close()
    assert held["line"]
    return {name: sha256(repr(all_of_it).encode()).hexdigest() for name, all_of_it in held.items()}


def rebuilt(path: Path, workers: int) -> dict[str, str]:
    """The rows of a copy whose record is made anew."""
    copy = path.with_name(f"{workers}.db")
    shutil.copy(path, copy)
    with open_dossier(copy) as store:
        assert keeping.rebuild(store, workers) == COUNT
    return rows(copy)


def held(path: Path) -> dict[str, object]:
    """The rows of each of the record's tables, those of keys and runs entered lately among all others."""
    connection = sqlite3.connect(path)
    try:
        rows = {t.name: connection.execute(f"SELECT * FROM {t.name} ORDER BY 1, 2").fetchall() for t in RECORD}  # noqa: S608 - names of ours
    finally:
        connection.close()
    rows["blocking"] = sorted({*rows["blocking"], *rows.pop("blocking_late")})
    rows["run"] = sorted(rows["run"] + rows.pop("run_late"))
    return rows


def test_keys_runs_and_long_lines_that_are_held_change_no_row(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MANY", 7)
    for number, (many, long) in enumerate(((10**6, 10**6), (1000, 2))):
        monkeypatch.setattr("verbale.store.entered._LATE", many)
        monkeypatch.setattr("verbale.store.placing.LONG", long)
        copy = dossier.with_name(f"held{number}.db")
        shutil.copy(dossier, copy)
        with open_dossier(copy) as store:
            assert keeping.rebuild(store, 1) == COUNT
            assert not list(store.check())
    assert held(dossier.with_name("held0.db")) == held(dossier.with_name("held1.db"))


def test_nothing_is_held_of_what_was_not_kept(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MANY", 7)
    copy = shutil.copy(dossier, dossier.with_name("copy.db"))
    with open_dossier(copy) as store:
        keeping.rebuild(store, 1)
    finish, calls = SqlBoard.finish, []

    def failing(board: SqlBoard, articles: Collection[str]) -> None:
        finish(board, articles)
        calls.append(articles)
        if len(calls) == 3:
            raise ZeroDivisionError

    monkeypatch.setattr(SqlBoard, "finish", failing)
    with open_dossier(dossier) as store:
        with pytest.raises(ZeroDivisionError):
            keeping.rebuild(store, 1)
        assert desk.settle(store, 7) == COUNT - 14
    assert held(dossier) == held(copy)


def test_runs_of_an_article_that_is_settled_again_after_a_rebuild_are_kept_once(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", 7)
    monkeypatch.setattr("verbale.store.entered._LATE", 1000)
    with open_dossier(dossier) as store:
        first = next(store.unsettled()).key
        keeping.rebuild(store, 1)
        before = held(dossier)
        store.redate(first, "2001-02-03", date(2030, 1, 1), by="Ana Lima")
        assert desk.settle(store)
        store.redate(first, None, date(2030, 1, 2), by="Ana Lima")
        assert desk.settle(store)
        assert held(dossier)["run"] == before["run"]
        assert not list(store.check())


_WAITING = """
import os, sys
from verbale.ahead import ahead_of
if __name__ == "__main__":
    with ahead_of(iter(()), (), 1) as ahead:
        print(ahead._executors[0].submit(os.getpid).result(), flush=True)
        sys.stdin.read()
"""


def test_what_prepares_ends_where_the_rebuild_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(_WAITING, encoding="utf-8")
    with Popen([sys.executable, str(script)], stdin=PIPE, stdout=PIPE, text=True) as rebuild:
        assert rebuild.stdout
        status = Path(f"/proc/{int(rebuild.stdout.readline())}/status")
        rebuild.kill()
    until = monotonic() + 60
    while status.exists() and "State:\tZ" not in status.read_text(encoding="utf-8"):
        assert monotonic() < until, "it prepares for nobody"
        sleep(0.05)


def test_a_record_prepared_ahead_is_the_same_to_the_byte(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MANY", 10)
    assert rebuilt(dossier, workers=2) == rebuilt(dossier, workers=1)


def test_what_was_prepared_ahead_is_weighed_there_too(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed_here: list[str] = []
    monkeypatch.setattr(ahead, "weighed", lambda a, b: weighed_here.append(a.kind) or weighed(a, b))
    with open_dossier(dossier) as store, ahead_of(store.unsettled(), (), 1) as made:
        assert desk.settle(store, 10, made) == COUNT
    assert not weighed_here


def test_what_changed_after_it_was_prepared_is_prepared_anew(dossier: Path) -> None:
    before, copy = shutil.copy(dossier, dossier.with_name("copy.db")), dossier
    with open_dossier(copy) as store, ahead_of(store.unsettled(), (), 1) as made:
        made.fill(COUNT)
        change(store)
        desk.settle(store, 10, made)
    with open_dossier(before) as store:
        change(store)
        desk.settle(store, 10)
    assert rows(copy) == rows(before)


def change(store: Store) -> None:
    """Give the first article that waits another day, and an actor of the second another name."""
    first, second, *_ = store.unsettled()
    store.redate(first.key, "2001-02-03", date(2030, 1, 1), by="Ana Lima")
    judged = a_judgement("ana", field="name", value="Arville")
    assert store.judge(replace(judged, passage=second.reading.findings.actors[0].passages[0]))


def test_a_process_that_is_ended_is_told_and_nothing_is_halved(dossier: Path) -> None:
    with open_dossier(dossier) as store:
        waiting = store.waiting()
        with pytest.raises(WorkerLost, match="fewer --workers"), ahead_of(store.unsettled(), (), 1) as made:
            made.fill(COUNT)
            for child in active_children():
                child.kill()
            desk.settle(store, 10, made)
        assert store.waiting() == waiting
