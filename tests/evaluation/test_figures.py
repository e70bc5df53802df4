"""Runs of the benches are kept and compared: told is what got worse, and a slower machine is no regression."""

from __future__ import annotations

from dataclasses import replace
from os import getpid
from pathlib import Path
from time import clock_gettime, process_time

import pytest
from evaluation.bench import PARTS
from evaluation.figures import YARDSTICK, Run, keep, kept, worse

TOLD = {YARDSTICK: 1.0, "a.s": 2.0, "a.words_s": 500.0, "a.ratio": 1.0, "a.mb": 100.0}
BEFORE = Run("2026-11-01", "abc", "a machine", "3.11", TOLD)


def names(**figures: float) -> list[str]:
    now = {name.replace("_", "."): value for name, value in figures.items()}
    return [name for name, *_ in worse(replace(BEFORE, figures={YARDSTICK: 1.0, **now}), BEFORE)]


def test_what_takes_longer_or_more_memory_or_falls_behind_is_told() -> None:
    assert names(a_s=2.1, a_ratio=0.95, a_mb=105.0) == []
    assert names(a_s=3.0, a_ratio=0.7, a_mb=300.0) == ["a.mb", "a.ratio", "a.s"]
    assert names(a_s=1.0, a_ratio=2.0, a_mb=10.0) == []


def test_a_machine_of_half_the_speed_makes_nothing_slower() -> None:
    slow = replace(BEFORE, figures={YARDSTICK: 2.0, "a.s": 4.0, "a.words_s": 250.0, "a.ratio": 1.0, "a.mb": 100.0})
    assert list(worse(slow, BEFORE)) == []
    assert [name for name, *_ in worse(replace(slow, figures={**slow.figures, "a.words_s": 200.0}), BEFORE)] == [
        "a.words_s"
    ]


def test_a_run_without_the_yardstick_is_compared_as_it_stands() -> None:
    without = replace(BEFORE, figures={"a.s": 2.0})
    assert list(worse(replace(BEFORE, figures={YARDSTICK: 3.0, "a.s": 2.0}), without)) == []
    assert [name for name, *_ in worse(replace(BEFORE, figures={YARDSTICK: 3.0, "a.s": 3.0}), without)] == ["a.s"]


def test_a_run_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    keep(tmp_path / "runs" / "one.json", {"reading": BEFORE})
    assert kept(tmp_path / "runs" / "one.json") == {"reading": BEFORE}
    assert kept(tmp_path / "none.json") == {}


def test_a_process_tells_what_it_computes_while_it_answers() -> None:
    assert clock_gettime(~getpid() << 3 | 2) == pytest.approx(process_time(), abs=1)


def test_the_page_on_performance_names_every_part() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "performance.md").read_text(encoding="utf-8")
    assert [part for part in PARTS if f"| `{part}` |" not in page] == []
