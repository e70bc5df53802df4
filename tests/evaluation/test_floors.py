from __future__ import annotations

from pathlib import Path

from evaluation.floors import TOLERANCE, Floors


def test_a_measure_may_fall_by_the_tolerance_and_no_further() -> None:
    floors = Floors({"tune.events.when": 0.5})
    assert floors.holds("tune.events.when", 0.5 - TOLERANCE)
    assert not floors.holds("tune.events.when", 0.5 - TOLERANCE - 0.001)


def test_a_measure_without_a_floor_holds() -> None:
    assert Floors().holds("tune.events.when", 0.0)


def test_raising_lowers_none() -> None:
    floors = Floors({"a": 0.5, "b": 0.5})
    floors.raise_to({"a": 0.7129, "b": 0.3})
    assert floors.pinned == {"a": 0.712, "b": 0.5}


def test_a_lowered_floor_keeps_its_reason_in_the_file(tmp_path: Path) -> None:
    floors = Floors({"a": 0.5})
    floors.lower("a", 0.4, "a rule that knew one page is gone")
    floors.write(tmp_path / "floors.toml")
    kept = Floors.read(tmp_path / "floors.toml")
    assert kept.pinned == {"a": 0.4}
    assert kept.lowered == [{"measure": "a", "from": 0.5, "to": 0.4, "reason": "a rule that knew one page is gone"}]
