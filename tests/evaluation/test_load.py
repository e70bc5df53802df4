"""What is measured of a desk under load: its processes come and go meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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
