"""What is measured of a desk under load: its processes come and go meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
    begun: list[subprocess.Popen[str]] = []
    popen = subprocess.Popen

    def pretends(_: list[str], **said: Any) -> subprocess.Popen[str]:  # Any: as Popen takes it
        begun.append(popen([sys.executable, "-c", PROGRAM.format(deaf=deaf)], stdout=subprocess.PIPE, **said))
        return begun[0]

    monkeypatch.setattr(subprocess, "Popen", pretends)
    monkeypatch.setattr(load, "PATIENCE", 2)
    with load.served("some.db") as (address, _):
        assert address == "http://localhost:1/"
        assert begun[0].stdout
        assert begun[0].stdout.read(4) == "told"
    assert begun[0].poll() is not None


def test_a_dossier_that_cannot_be_served_is_told(tmp_path: Path) -> None:
    with pytest.raises(load.Unanswered), load.served(str(tmp_path / "none.db")):
        pass
