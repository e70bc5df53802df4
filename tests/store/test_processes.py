"""Several programs at one dossier at the same time, and programs that are killed: nothing is lost or halved."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from sqlalchemy import text
from tests.counts import KILLS
from tests.store.readings import BRIEF, DAY, TEXT, a_reading, an_article
from tests.store.test_record import lines_in, settled

from verbale.model.brief import Brief
from verbale.record.settling import settle
from verbale.store.sql import SqlStore, create, open_dossier

_ADDING = """
import sys
from datetime import date
from tests.store.readings import TEXT, a_reading, an_article
from verbale.store.sql import open_dossier

where, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_dossier(where, wait=60) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        # All add the first of these, each its own of the others.
        name = f"{number}" if number % 3 == 0 else f"{who}-{number}"
        store.add(a_reading(an_article(text=f"{name}. {TEXT}"), version=who), added_on=date(2024, 5, 6))
"""
# Importing takes longer than the work, so one program forks those that are killed. What it is to do comes first.
_KILLED = """
import os, sys
from datetime import date
from tests.store.readings import TEXT, a_judgement, a_reading, an_article
from verbale import desk, judging, keeping
from verbale.record.deciding import Signed
from verbale.store.sql import open_dossier

def add(store, who):
    for number in range(10**6):
        name = f"{who}-{number}" if number % 3 else f"{number}"
        store.add(a_reading(an_article(text=f"{name}. {TEXT}"), version=who), added_on=date(2024, 5, 6))
        print(name, flush=True)
        if number % 2:
            store.judge(a_judgement(f"{who}-{number}"))
            print("judged", f"{who}-{number}", flush=True)
        desk.settle(store)

def rebuild(store, who):
    while True:
        keeping.rebuild(store)
        print("rebuilt", flush=True)

def correct(store, who):
    line = next(line for line in desk.record_of(store).lines() if line.key.startswith("utterance:"))
    for number in range(10**6):
        signed = Signed(f"{who}-{number}", "2024-05-08", "a test")
        made = judging.correct(store, line.key, "act", ("deny", "warn")[number % 2], signed)
        print("judged", made[-1].key, flush=True)
        desk.settle(store)

for line in sys.stdin:
    work, who = line.split()
    if child := os.fork():
        os.waitpid(child, 0)
        print("dead", flush=True)
        continue
    with open_dossier(sys.argv[1], wait=60) as store:
        print(os.getpid(), flush=True)
        globals()[work](store, who)
"""
_READING = """
import sys
from verbale.store.queries import SearchQuery
from verbale.store.sql import open_dossier

with open_dossier(sys.argv[1], wait=60) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    seen = 0
    while seen < int(sys.argv[2]):
        readings = list(store.readings())
        assert len(readings) >= seen
        assert all(len(one.reading.findings) == 4 for one in readings)
        assert len(list(store.statements())) >= 2 * len(readings)
        assert all(hit.marks for hit in store.search(SearchQuery(words="river", limit=10)))
        seen = len(readings)
    assert not list(store.check())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A dossier that several programs may open."""
    path: str = str(tmp_path / "river.dossier") if request.param == "sqlite" else request.getfixturevalue("address")
    create(path, BRIEF, on=DAY).close()
    yield path


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_four_programs_adding_and_one_reading_lose_nothing(where: str) -> None:
    each = 24
    all_there = 8 + 4 * 16
    programs = [started(_READING, where, all_there), *(started(_ADDING, where, who, each) for who in range(4))]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        _, errors = program.communicate(timeout=600)
        assert (program.returncode, errors) == (0, "")
    with open_dossier(where) as store:
        assert len(list(store.articles())) == all_there
        shared = [s.reading for s in store.readings() if "-" not in s.reading.article.text.partition(".")[0]]
        assert len(shared) == 8
        for reading in shared:
            key = reading.findings.all[0].key
            seen = [o.annotator for o in store.observations(reading.article.key, key)]
            assert seen == ["hand@0", "hand@1", "hand@2", "hand@3"]
        assert list(store.check()) == []


def test_a_reader_sees_the_record_before_a_settlement_or_after_it(where: str) -> None:
    with open_dossier(where) as store, open_dossier(where) as reader:
        for n in range(2):
            store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
            before = lines_in(reader)
            with store.settling() as board:
                settle(board, Brief())
                assert lines_in(reader) == before
            assert lines_in(reader) != before


_SETTLING = """
import sys, time
from verbale.store.sql import open_dossier

with open_dossier(sys.argv[1], wait=60) as store:
    for number in range(200):
        with store._dialect.writing():
            print(number, flush=True)
            time.sleep(0.4)
"""


@pytest.mark.slow
def test_who_writes_one_change_after_the_other_lets_others_have_their_turn(where: str) -> None:
    """Caught: SQLite looks every tenth of a second whether it is free, which it was for no longer than a moment."""
    with started(_SETTLING, where) as settling, open_dossier(where, wait=60) as store:
        assert settling.stdout is not None
        settling.stdout.readline()
        assert store.add(a_reading(an_article()), added_on=DAY)
        settling.kill()
        changes = settling.stdout.read().split()
    assert len(changes) < 20


def _until_dead(said: TextIO) -> Iterator[str]:
    """The whole lines that a program said before it was killed; the last one may have been cut."""
    for line in iter(said.readline, ""):
        if line.endswith("dead\n"):
            return
        yield line.strip()


@pytest.mark.slow
@pytest.mark.parametrize("work", ["add", "rebuild", "correct"])
def test_a_program_killed_at_any_moment_loses_and_halves_nothing(where: str, work: str) -> None:
    moments = random.Random(50)  # noqa: S311 - a seed, no secret
    told: set[str] = set()
    if work != "add":
        with open_dossier(where) as store:
            for n in range(8):
                store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
            settled(store)
    with started(_KILLED, where) as forking:
        assert forking.stdin is not None
        assert forking.stdout is not None
        for number in range(KILLS):
            print(work, number, file=forking.stdin, flush=True)
            working = int(forking.stdout.readline())
            told |= {forking.stdout.readline().strip() for _ in range(moments.randrange(4))}
            time.sleep(moments.random() * 0.05)
            os.kill(working, signal.SIGKILL)
            told |= set(_until_dead(forking.stdout))
            with open_dossier(where, wait=60) as store:
                _let_go(store)
                readings = [one.reading for one in store.readings()]
                assert {len(reading.findings) for reading in readings} <= {4}
                assert len(_rows(store, "reading")) == len(_rows(store, "article")) == len(readings)
                assert list(store.check()) == []
                kept = {reading.article.text.partition(". ")[0] for reading in readings}
                kept |= {f"judged {judgement.key}" for judgement in store.judgements()}
                assert told - {"rebuilt"} <= kept
                # A line of eight tellings is corrected by eight judgements.
                together = Counter(judgement.by for judgement in store.judgements() if work == "correct")
                assert set(together.values()) <= {8}
        forking.stdin.close()
    assert told
    with open_dossier(where) as store:
        settled(store)
        before = lines_in(store)
        store.forget_record()
        settled(store)
        assert lines_in(store) == before


def test_a_server_goes_with_the_tests_that_are_killed() -> None:
    program = """
import sys
from tests.store.servers import a_server

with a_server() as address:
    print(address, flush=True)
    sys.stdin.readline()
"""
    with started(program) as testing:
        assert testing.stdout is not None
        folder = Path(testing.stdout.readline().strip().partition("host=")[2])
        assert (folder / "data" / "postmaster.pid").exists()
        testing.kill()
    until = time.monotonic() + 120
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not folder.exists()


def _let_go(store: SqlStore) -> None:
    """Wait until a server has noticed that who wrote is dead, and has kept or forgotten what that was at."""
    with store._dialect.writing():
        pass


def _rows(store: SqlStore, table: str) -> list[object]:
    with store._dialect.reading() as connection:
        return list(connection.execute(text(f"SELECT 1 FROM {table}")))  # noqa: S608 - a name of ours
