from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from evaluation.floors import Floors

from evaluation import gate, measured, pins


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Figures instead of measuring, and a floor for each."""
    figures = {"tune.events.when": 0.61, "test.events.when": 0.45}

    def some(gold: Path | None, columns: Iterable[str]) -> dict[str, float]:
        return {n: f for n, f in figures.items() if n.partition(".")[0] in columns}

    monkeypatch.setattr(measured, "of_readings", some)
    monkeypatch.setattr(measured, "of_dossiers", lambda gold, columns: {})
    monkeypatch.setattr(
        Floors, "read", classmethod(lambda cls: cls({"tune.events.when": 0.61, "test.events.when": 0.44}))
    )
    for name in ("VERBALE_BENCH", "VERBALE_GOLD"):
        monkeypatch.delenv(name, raising=False)
    return figures


def test_every_floor_holds(few: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main([]) == 0
    told = capsys.readouterr().out
    assert "+0.160 >" in told
    assert "every floor holds" in told
    assert "VERBALE_BENCH is not set" in told


def test_a_drop_fails_and_is_named(few: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    few["tune.events.when"] = 0.5
    assert gate.main([]) == 1
    assert "1 below the floor: tune.events.when" in capsys.readouterr().out


def test_who_works_on_rules_need_not_see_the_test_part(
    few: dict[str, float], capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.main(["--blind"]) == 0
    assert "0.450" not in capsys.readouterr().out


def test_a_floor_is_lowered_with_a_reason_only() -> None:
    with pytest.raises(SystemExit):
        gate.main(["--lower", "tune.events.when"])


def test_a_changed_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "PINS", tmp_path / "pins.toml")
    data = tmp_path / "bench" / "times" / "some.jsonl"
    data.parent.mkdir(parents=True)
    data.write_text("{}\n", encoding="utf-8")
    pins.pin(pins.digests(tmp_path / "bench", None))
    assert list(pins.changed(pins.digests(tmp_path / "bench", None))) == []
    data.write_text("{ }\n", encoding="utf-8")
    assert list(pins.changed(pins.digests(tmp_path / "bench", None))) == ["bench/times/some.jsonl"]
    assert list(pins.changed(pins.digests(None, None))) == []
