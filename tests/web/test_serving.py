"""`verbale serve` as it is typed: it answers at its address, refuses others' addresses, and ends when it is told to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from signal import SIGINT, SIGKILL, Signals
from time import monotonic, sleep

import pytest
from evaluation.load import begun_by

from verbale.cli import run, show
from verbale.store.sql import open_dossier
from verbale.web import serving

AT_ONCE = """
import sys, threading, urllib.request
asking = [threading.Thread(target=lambda p: print(urllib.request.urlopen(sys.argv[1] + p).status), args=(path,))
          for path in ("", "statements", "timeline", "positions")]
[one.start() for one in asking]
[one.join() for one in asking]
"""


@pytest.mark.slow
@pytest.mark.parametrize("end", [SIGINT, SIGKILL])
def test_a_desk_answers_where_it_says_until_it_is_ended_and_leaves_no_process(made: Path, end: Signals) -> None:
    command = [sys.executable, "-m", "verbale", "serve", str(made), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stderr
            line = serving.stderr.readline()
            address = line.partition("the desk is at ")[2].partition(";")[0]
            asked = [sys.executable, "-c", AT_ONCE, address]
            done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=300)
            assert done.stdout.split() == ["200"] * 4
            others = begun_by(serving.pid)
            assert others or os.cpu_count() == 1
            serving.send_signal(end)
            assert serving.wait(60) in (0, 130, -SIGINT, -SIGKILL)
        finally:
            serving.kill()  # where it did not end, this test fails and does not wait for it for ever
    until = monotonic() + 60
    while any(Path(f"/proc/{other}").exists() for other in others):
        assert monotonic() < until, "it makes pages for nobody"
        sleep(0.05)


def test_what_waits_is_settled_before_it_is_served(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(made, tmp_path / "lake.db"))
    with open_dossier(path) as store:
        store.forget_record()  # as an update of the tables does
        assert store.waiting() == 2
    monkeypatch.setattr(serving, "run", lambda *_: None)
    done: list[str] = []
    monkeypatch.setattr(show, "progress", lambda *_: nullcontext(done.append))
    assert run(["serve", str(path)]) == 0
    assert len(done) == 2, "a bar moves with each article"
    assert capsys.readouterr().err.startswith(f"{path}: settling 2 articles before it is served\n")
    with open_dossier(path) as store:
        assert store.waiting() == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104 - what must be refused
def test_a_desk_without_log_in_is_served_to_nobody_else(
    made: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", str(made), "--host", host]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "can be reached by others" in line


def test_a_missing_dossier_is_told_before_anything_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("serve", "mcp"):
        assert run([verb, "nothing.db"]) == 1
        assert "there is no dossier" in capsys.readouterr().err
