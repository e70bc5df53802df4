"""Rebuilding with processes that prepare ahead: the same record to the byte, whatever changed meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess
from pathlib import Path
from signal import SIGINT, SIGKILL, Signals
from subprocess import PIPE, Popen
from time import monotonic, sleep
from typing import Any

import pytest
from evaluation.generated import reading, readings
from tests.halves import killed_as_it_hands_on
from tests.store.readings import a_judgement

from verbale import ahead, desk, keeping
from verbale.ahead import Ahead, Other, ahead_of
from verbale.errors import InputError, WorkerLost
from verbale.model.board import RunsAsked
from verbale.process import Ended
from verbale.record.origins import text_of
from verbale.record.preparing import prepared
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
    """The rows of each of the record's tables; all keys and runs that were entered lately are among the others."""
    connection = sqlite3.connect(path)
    try:
        rows = {t.name: connection.execute(f"SELECT * FROM {t.name} ORDER BY 1, 2").fetchall() for t in RECORD}  # noqa: S608 - names of ours
    finally:
        connection.close()
    assert not rows["blocking_late"] and not rows["run_late"]
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


def _broken_off_after(articles: int) -> Callable[[int], None]:
    settled: list[int] = []

    def seen(count: int) -> None:
        settled.append(count)
        if sum(settled) >= articles:
            raise KeyboardInterrupt

    return seen


def test_who_writes_next_finds_what_a_rebuild_that_broke_off_had_entered(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", 7)
    whole, broken = (shutil.copy(dossier, dossier.with_name(name)) for name in ("whole.db", "broken.db"))
    with open_dossier(whole) as store:
        keeping.rebuild(store, 1)
    with open_dossier(broken) as store, pytest.raises(KeyboardInterrupt):
        store.forget_record()
        desk.settle(store, 7, None, _broken_off_after(21))
    with closing(sqlite3.connect(broken)) as connection:
        assert all(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("blocking_late", "run_late"))  # noqa: S608 - names of ours
    with open_dossier(broken) as store:
        texts = [text_of(stored.reading.article, "2024-01-01") for stored in list(store.readings())[:9]]
        asked = [RunsAsked(text.sample | text.whole) for text in texts]
        near = [some & {text.article for text in texts} for some in store.texts_sharing(asked, 3)]
        desk.settle(store, 7)
        assert near == [some & {text.article for text in texts} for some in store.texts_sharing(asked, 3)]
        assert sum(map(len, near)) >= 9
        assert not list(store.check())
    assert held(Path(broken)) == held(Path(whole))


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


_REBUILD = """
import os, signal, sys, time
from verbale.ahead import Ahead, ahead_of
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who tests in the background hears of no Ctrl-C
    with ahead_of(iter(()), (), 1) as ahead:
        print(ahead._others[0].order(os.getpid).had(), flush=True)
        ahead._others[0].order(time.sleep, 3600).had()
"""


@pytest.mark.parametrize("ended_by", [SIGINT, SIGKILL])
def test_what_prepares_ends_where_the_rebuild_does_in_the_middle_of_its_work(tmp_path: Path, ended_by: Signals) -> None:
    script = tmp_path / "waiting.py"
    script.write_text(_REBUILD, encoding="utf-8")
    with Popen([sys.executable, str(script)], stdout=PIPE, stderr=PIPE, text=True, start_new_session=True) as rebuild:
        assert rebuild.stdout
        status = Path(f"/proc/{int(rebuild.stdout.readline())}/status")
        if ended_by is SIGINT:
            os.killpg(rebuild.pid, SIGINT)  # as a terminal does, to all of them
        else:
            rebuild.kill()
        _, told = rebuild.communicate(timeout=600)
    assert told.count("Traceback") == told.count("KeyboardInterrupt\n") <= 1, "none but the first hears of Ctrl-C"
    until = monotonic() + 600
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


def test_what_nobody_began_is_prepared_by_who_would_wait_for_it_and_the_record_is_the_same(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, here = shutil.copy(dossier, dossier.with_name("copy.db")), []
    weighed_here: list[str] = []
    monkeypatch.setattr(ahead, "_AT_ONCE", 1)
    monkeypatch.setattr(ahead, "prepared", lambda one, decided: here.append(one.key) or prepared(one, decided))
    monkeypatch.setattr(ahead, "weighed", lambda a, b: weighed_here.append(a.kind) or weighed(a, b))
    with open_dossier(dossier) as store, ahead_of(store.unsettled(), (), 1) as made:
        keys = [one.key for one in store.unsettled()]
        assert desk.settle(store, COUNT, made) == COUNT
    assert 0 < len(here) < COUNT
    assert here == keys[: -len(here) - 1 : -1], "the last first"
    assert not weighed_here, "the others were told"
    with open_dossier(copy) as store:
        desk.settle(store, COUNT)
    assert rows(dossier) == rows(Path(copy))


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


class AtOnce:
    """Stands for another process: what is ordered is done by then."""

    under_way = 0
    is_there = True

    def order(self, does: Any, *given: Any) -> AtOnce:
        self.made = AtOnce()
        self.made.result = does(*given)
        return self.made

    def had(self) -> Any:
        return self.result

    def unpack(self) -> None:
        """Nothing is packed."""

    def take_in(self) -> None:
        """All is taken in."""


class Busy(AtOnce):
    """Stands for another process that has more to do than this one ever waits for."""

    under_way = 1_000


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of what this process prepares, in order."""
    keys: list[str] = []
    monkeypatch.setattr(ahead, "prepared", lambda one, decided: keys.append(one.key) or prepared(one, decided))
    return keys


def test_what_this_process_prepared_before_a_transaction_is_prepared_anew_where_it_changed_meanwhile(
    dossier: Path, here: list[str]
) -> None:
    with open_dossier(dossier) as store:
        made = Ahead([Busy()], store.unsettled(), ())
        made.ready(10)
        due = [one.key for one in store.unsettled()][:10]
        assert sorted(here) == sorted(due)
        store.redate(due[3], "2001-02-03", date(2030, 1, 1), by="Ana Lima")
        waiting = sorted((one for one in store.unsettled() if one.key in due), key=lambda one: due.index(one.key))
        assert made(waiting, ()) == [prepared(one, ()) for one in waiting]
        assert here[10:] == [due[3]], "the others are as they were"


def test_what_this_process_prepared_and_others_came_before_is_kept_for_the_next_transaction(
    dossier: Path, here: list[str]
) -> None:
    with open_dossier(dossier) as store:
        made = Ahead([Busy()], store.unsettled(), ())
        made.ready(10)
        due = list(store.unsettled())[:10]
        made(due[:6], ())  # four others took the places of the rest
        made.ready(10)
        made(due[6:], ())
        assert len(here) == len(set(here)), "nothing is prepared twice"


def test_pairs_are_weighed_before_what_is_still_to_be_prepared(dossier: Path) -> None:
    with open_dossier(dossier) as store, closing(Other()) as other:
        waiting = list(store.unsettled())
        first = other.order(ahead._prepared, 0, waiting[:1], ())
        (made,) = first.had()
        ordered = [other.order(ahead._prepared, 1, waiting[1:], ()) for _ in range(5)]
        weighed_soon = other.order(ahead._weighed, b"")
        assert weighed_soon.had() == ({}, [])
        assert sum(answer.received is None for answer in ordered) >= 3, "what was ordered before is still to be done"
        assert [len(answer.had()) for answer in ordered] == [COUNT - 1] * 5
        assert made == prepared(waiting[0], ())


def test_what_others_answer_is_fetched_before_anybody_asks_though_a_pipe_holds_less(dossier: Path) -> None:
    """Caught: what waited in the other process seemed not done, and the one that writes did it itself."""
    with open_dossier(dossier) as store, closing(Other()) as other:
        waiting = list(store.unsettled())
        answers = [other.order(ahead._prepared, at * COUNT, waiting, ()) for at in range(3)]
        until = monotonic() + 60
        while other._came.qsize() < len(answers):
            assert monotonic() < until
            sleep(0.01)
        assert other.under_way == len(answers)
        other.take_in()
        assert not other.under_way
        assert all(answer.is_there for answer in answers)


def test_what_is_left_after_a_decision_is_prepared_by_the_others_by_what_stands_now(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: from then on the others prepared by what stood before, and the one that writes all of it anew."""
    copy, here = shutil.copy(dossier, dossier.with_name("copy.db")), []
    monkeypatch.setattr(ahead, "prepared", lambda one, decided: here.append(one.key) or prepared(one, decided))
    with open_dossier(dossier) as store:
        made = Ahead([AtOnce()], store.unsettled(), ())
        made.fill(COUNT)
        change(store)
        assert desk.settle(store, 10, made) == COUNT
    assert here == []
    with open_dossier(copy) as store:
        change(store)
        desk.settle(store, 10)
    assert rows(dossier) == rows(Path(copy))


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


def test_where_a_process_is_killed_as_it_hands_on_what_it_prepared_the_rebuild_ends_and_can_be_gone_on_with(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: the rebuild waited for ever for the rest."""
    monkeypatch.setattr(keeping, "MANY", 10)
    copy = shutil.copy(dossier, dossier.with_name("copy.db"))
    monkeypatch.setattr(ahead, "_prepared", killed_as_it_hands_on)
    with open_dossier(dossier) as store:
        with pytest.raises(WorkerLost, match="fewer --workers"):
            keeping.rebuild(store, 2)
        assert store.waiting() == COUNT
        assert not list(store.check())
        assert desk.settle(store, 10) == COUNT
    with open_dossier(copy) as store:
        assert keeping.rebuild(store, 1) == COUNT
    assert held(dossier) == held(copy)


@pytest.fixture
def other() -> Iterator[Other]:
    with closing(Other()) as one:
        yield one


def test_two_that_hand_on_more_than_a_pipe_holds_do_not_wait_for_each_other(other: Other) -> None:
    given = [bytes([number]) * 3_000_000 for number in range(5)]
    answers = [other.order(bytes, one) for one in given]
    assert [a.had() for a in reversed(answers)] == given[::-1]
    assert answers[0].had() is answers[0].had(), "asked for twice it is the same"


def test_a_process_ends_at_once_however_much_waits_to_be_handed_on(other: Other) -> None:
    (process,) = (one for one in active_children() if one.pid == other.order(os.getpid).had())
    for _ in range(5):
        other.order(sleep, 3600)
        other.order(bytes, bytes(3_000_000))
    other.close()
    assert process not in active_children()


def test_what_breaks_in_another_process_is_told_with_its_place_and_breaks_nothing_else(other: Other) -> None:
    broken, refused, sound = other.order(int, "x"), other.order(iso, "2001-31"), other.order(int, "7")
    assert sound.had() == 7
    with pytest.raises(RuntimeError, match=r"Traceback(.|\n)*ValueError"):
        broken.had()
    with pytest.raises(InputError, match="no day"):
        refused.had()


def iso(day: str) -> None:
    raise InputError(f"{day} is no day")


def test_a_process_that_has_too_little_memory_is_lost(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerLost, match="want of memory"), ahead_of(iter(()), (), 1) as made:
        made._others[0].order(bytes, sys.maxsize // 2).had()
    assert not capfd.readouterr().err


def test_an_answer_for_which_this_process_has_no_memory_is_waited_for_by_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Caught: who fetches ended without a word, and the rebuild waited for ever."""

    def fail(_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(ahead.Process, "receive", fail)
    with closing(Other()) as other, pytest.raises(Ended):
        other.order(int, "7").had()


def test_where_no_process_is_to_be_had_fewer_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    with pytest.raises(WorkerLost, match="fewer --workers"), ahead_of(iter(()), (), 1):
        pass
