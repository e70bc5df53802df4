"""A watch that is killed at any moment loses nothing of what the feeds listed, and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.counts import KILLS
from tests.intake.misbehaving import PAGE
from tests.intake.test_watching import FEED, rss
from tests.test_gathering import blank

from verbale import gathering
from verbale.errors import NotFetched
from verbale.gathering import Taking
from verbale.intake.watching import Watch
from verbale.store.base import Store
from verbale.store.sql import create, open_dossier
from verbale.testing.fetching import MemoryFetcher

ENTRIES = 60
# Importing takes longer than the work, so one program that has done it once forks those that are killed.
_FORKING = """
import os, sys
from tests.intake.test_killed import work

work(sys.argv[2])
for line in sys.stdin:
    if child := os.fork():
        os.waitpid(child, 0)
        print("dead", flush=True)
        continue
    print(os.getpid(), flush=True)
    work(sys.argv[1])
    os._exit(0)
"""


def web() -> MemoryFetcher:
    """A feed of many entries, each with a page of its own, some of which give nothing."""
    pages = {f"https://bank.example/{n}": PAGE.replace("Monday", f"day {n}") for n in range(ENTRIES)}
    gone = {f"https://bank.example/{n}": NotFetched("gone") for n in range(0, ENTRIES, 7)}
    return MemoryFetcher({FEED: rss(*map(str, range(ENTRIES))), **pages, **gone})


def taking(store: Store) -> Taking:
    now = datetime(2020, 5, 6, 9, 0, tzinfo=UTC)
    return Taking(store, blank, web(), now, date(2020, 5, 6), "Ana Lima")


def work(path: str) -> None:
    """One round, and whatever waits is kept, an item at a time."""
    with open_dossier(path, wait=60) as store:
        of = taking(store)
        Watch(store, of.fetcher, lambda: of.now).round([FEED])
        for item in store.queue().items("waiting"):
            gathering.keep(of, [item])


@pytest.mark.slow
def test_a_watch_killed_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lake.db"
    other = tmp_path / "other.db"
    for each in (path, other):
        create(each, "", on=date(2020, 5, 1)).close()
    moments = random.Random(50)  # noqa: S311 - a seed, no secret
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    command = [sys.executable, "-c", _FORKING, str(path), str(other)]
    seen = 0
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as forking:
        assert forking.stdin is not None
        assert forking.stdout is not None
        for _ in range(KILLS // 5):
            print("go", file=forking.stdin, flush=True)
            working = int(forking.stdout.readline())
            time.sleep(0.05 + moments.random())
            with suppress(ProcessLookupError):  # it was done before
                os.kill(working, signal.SIGKILL)
            assert forking.stdout.readline() == "dead\n"
            with open_dossier(path, wait=60) as store:
                names = [item.name for item in store.queue().items()]
                assert len(names) == len(set(names)) >= seen
                seen = len(names)
        forking.stdin.close()
    assert seen
    work(str(path))
    with open_dossier(path) as store:
        refused = len(range(0, ENTRIES, 7))
        assert store.queue().count() == {"waiting": 0, "kept": ENTRIES - refused, "dropped": 0, "refused": refused}
        assert len(list(store.articles())) == ENTRIES - refused
        assert list(store.check()) == []
