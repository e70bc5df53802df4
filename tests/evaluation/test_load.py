"""What is measured of a desk under load: its processes come and go meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from evaluation.memory import of_processes

from evaluation import load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells of processes in /proc")


def test_a_thread_that_ends_meanwhile_hides_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = Path.iterdir

    def with_one_that_ended(folder: Path) -> Iterator[Path]:
        yield folder / "0"
        yield from threads(folder)

    monkeypatch.setattr(Path, "iterdir", with_one_that_ended)
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as child:
        assert child.pid in load.begun_by(os.getpid())


def test_a_process_that_ends_meanwhile_began_none_and_computes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait(600)
    assert load.begun_by(child.pid) == []
    monkeypatch.setattr(load, "begun_by", lambda process: [child.pid] if process == os.getpid() else [])
    assert load.computing(os.getpid()) > 0


PROGRAM = """
import signal, sys
if {deaf}:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stderr.write("settling 3 articles before it is served\\nthe desk is at http://localhost:1/; end it\\n")
sys.stderr.write("a complaint\\n" * 100_000)
sys.stdout.write("told")
sys.stdout.flush()
signal.pause()
"""


@pytest.mark.parametrize("deaf", [False, True])
def test_a_desk_that_complains_a_lot_or_does_not_end_when_told_to_holds_up_nothing(
    deaf: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: it waited for ever for somebody to read what it complained of, and who measured it for its end."""
    begun: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def pretends(_: list[str], **said: Any) -> subprocess.Popen[str]:  # Any: as Popen takes it
        begun.append(popen([sys.executable, "-c", PROGRAM.format(deaf=deaf)], stdout=subprocess.PIPE, **said))
        return begun[0]

    monkeypatch.setattr(subprocess, "Popen", pretends)
    monkeypatch.setattr(load, "PATIENCE", 2)
    with load.served("some.db") as (address, _):
        assert address == "http://localhost:1/"
        assert begun[0].stdout
        with begun[0].stdout as out:
            assert out.read(4) == b"told"
    assert begun[0].poll() is not None


_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); signal.pause()"


def test_a_program_that_does_not_end_is_killed_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "PATIENCE", 0.2)
    with subprocess.Popen([sys.executable, "-c", _STUBBORN], stdout=subprocess.PIPE) as stubborn:
        try:
            assert stubborn.stdout
            stubborn.stdout.readline()
            monkeypatch.setattr(load, "KILLED", 60)
            assert load.ended(stubborn) == ["it did not end within 0.2 seconds and was killed"]
        finally:
            stubborn.kill()
    with subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"]) as willing:
        monkeypatch.setattr(load, "PATIENCE", 60)
        assert load.ended(willing) == []


def test_a_desk_that_cannot_be_served_is_told_of_with_what_it_says(tmp_path: Path) -> None:
    with pytest.raises(load.Unanswered, match=r"with status 1: .*none\.db"), load.served(str(tmp_path / "none.db")):
        pass


def test_a_process_that_has_ended_uses_no_memory() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert of_processes([child.pid]) == 0  # ended, and not yet waited for
    assert of_processes([child.pid]) == 0
    assert of_processes([os.getpid(), child.pid]) > 1
