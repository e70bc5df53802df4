"""Alerts write each hit of the saved searches once, whenever they are ended and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.web import dossiers

from verbale import desk
from verbale.api import alerting
from verbale.cli import run
from verbale.errors import InputError
from verbale.store.sql import open_dossier

DAY = date(2020, 6, 12)
ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = "dam OR ferry OR talks OR gates"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = dossiers.made(tmp_path / "lake.db", dossiers.first())
    with open_dossier(str(path)) as store:
        store.save_search("Lake", WORDS, DAY)
    return path


def more(dossier: Path) -> None:
    with open_dossier(str(dossier)) as store:
        store.add(dossiers.second(), added_on=DAY)
        desk.settle(store)


def alerted(dossier: Path, **where: Any) -> int:
    with open_dossier(str(dossier)) as store:
        return alerting.alert(store, DAY, **where).written


def lines(out: Path) -> list[Any]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_each_hit_is_written_once_and_what_comes_later_is_appended(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "hits.jsonl"
    first = alerted(dossier, out=out)
    assert first == len(lines(out)) > 0
    assert alerted(dossier, out=out) == 0
    more(dossier)
    assert alerted(dossier, out=out) > 0
    hits = [one["hit"] for one in lines(out)]
    assert len(set(hits)) == len(hits) > first
    assert [one["number"] for one in lines(out)] == sorted(one["number"] for one in lines(out))


def test_a_feed_holds_the_last_hits_the_newest_first_under_ids_that_stay(dossier: Path, tmp_path: Path) -> None:
    into = tmp_path / "alerts.atom"
    alerted(dossier, into_feed=into)
    before = [e.findtext(f"{ATOM}id") for e in ElementTree.parse(into).iter(f"{ATOM}entry")]  # noqa: S314 - our own
    more(dossier)
    alerted(dossier, into_feed=into)
    after = [e.findtext(f"{ATOM}id") for e in ElementTree.parse(into).iter(f"{ATOM}entry")]  # noqa: S314 - our own
    assert len(after) > len(before) > 0
    assert after[-len(before) :] == before


def test_a_line_that_was_half_written_is_written_whole_the_next_time(dossier: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "hits.jsonl"
    with open_dossier(str(dossier)) as store:
        alerting.alert(store, DAY, out=whole)
    text = whole.read_bytes()
    for cut in range(0, len(text), 37):
        out.write_bytes(text[:cut])
        with open_dossier(str(dossier)) as store:  # as if it had been ended before it could note what it wrote
            alerting._appended(out, store.alerts())
        assert out.read_bytes() == text


def test_a_file_that_is_no_file_of_alerts_is_left_alone(dossier: Path, tmp_path: Path) -> None:
    for text in ("my notes", '{"a": 1}\n'):
        out = tmp_path / "notes.txt"
        out.write_text(text)
        with pytest.raises(InputError, match="something else"):
            alerted(dossier, out=out)
        assert out.read_text() == text


CHILD = """
import sys
from datetime import date
from pathlib import Path
from verbale.api import alerting
from verbale.store.sql import open_dossier
with open_dossier(sys.argv[1]) as store:
    print("ready", flush=True)
    alerting.alert(store, date(2020, 6, 12), out=Path(sys.argv[2]), into_feed=Path(sys.argv[3]))
"""


@pytest.mark.slow
def test_who_is_killed_again_and_again_has_written_each_hit_once_in_the_end(dossier: Path, tmp_path: Path) -> None:
    out, into = tmp_path / "hits.jsonl", tmp_path / "alerts.atom"
    more(dossier)
    for delay in (0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(dossier), str(out), str(into)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
        child.wait(600)
        child.stdout.close()
    alerted(dossier, out=out, into_feed=into)
    hits = [one["hit"] for one in lines(out)]
    with open_dossier(str(dossier)) as store:
        assert sorted(hits) == sorted(one.hit for one in store.alerts())
        assert store.alerts(waiting=True) == []


def test_a_command_gets_each_hit_and_one_that_fails_is_run_again(dossier: Path, tmp_path: Path) -> None:
    out, broken = tmp_path / "said", tmp_path / "broken"
    program = f"import sys,pathlib; sys.exit(3) if pathlib.Path({str(broken)!r}).exists() else open({str(out)!r}, 'a').write(sys.stdin.read())"  # noqa: E501
    broken.touch()
    with pytest.raises(InputError, match="ended with 3"):
        alerted(dossier, command=[sys.executable, "-c", program])
    broken.unlink()
    assert alerted(dossier, command=[sys.executable, "-c", program]) == len(lines(out)) > 0
    assert alerted(dossier, command=[sys.executable, "-c", program]) == 0


def test_a_search_that_names_what_is_gone_is_told_of_and_the_others_run(dossier: Path, tmp_path: Path) -> None:
    with open_dossier(str(dossier)) as store:
        store.save_search("Broken", "dam party:XYZ", DAY)
        done = alerting.alert(store, DAY, out=tmp_path / "hits.jsonl")
    assert done.written and "XYZ" in done.complaints[0]


def test_searches_are_saved_listed_and_given_up_on_the_command_line(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["searches", str(dossier), "--save", "gates party:NOR", "--name", "Gates", "--by", "Ana Lima"]) == 0
    capsys.readouterr()
    assert run(["searches", str(dossier), "--json"]) == 0
    assert [(one["name"], one["by"]) for one in json.loads(capsys.readouterr().out)] == [
        ("Gates", "Ana Lima"), ("Lake", ""),
    ]  # fmt: skip
    assert run(["searches", str(dossier), "--forget", "Gates"]) == 0
    assert run(["searches", str(dossier), "--forget", "Gates"]) == 1
    assert run(["searches", str(dossier)]) == 0
    assert capsys.readouterr().out == f"Lake: {WORDS}\n"


def test_an_alert_must_say_where_it_writes(dossier: Path) -> None:
    assert run(["alert", str(dossier)]) == 2
