"""The figures are those of the benches' own scorers, where these are at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from evaluation.scoring.figures import Found, Layers
from tests.evaluation.shaken import as_record, shaken

from evaluation.scoring import dossiers, readings

BENCH, GOLD = os.environ.get("VERBALE_BENCH"), os.environ.get("VERBALE_GOLD")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BENCH and GOLD), reason="VERBALE_BENCH and VERBALE_GOLD are not set"),
]


def printed(layers: Layers) -> dict[str, dict[str, Any]]:
    """Figures in the shape that the benches' scorers print, without the counts of F1."""
    return {
        layer: {
            name: {"p": row.precision, "r": row.recall, "f1": row.figure}
            if isinstance(row, Found)
            else {
                "acc": row.figure,
                "right": row.right,
                "of": row.of,
                "given_acc": row.where_given,
                "given": row.given,
            }
            for name, row in rows.items()
        }
        for layer, rows in layers.items()
    }


def others(program: str, *arguments: Path) -> dict[str, dict[str, Any]]:
    command = [sys.executable, str(Path(BENCH or "") / program), *map(str, arguments), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout)
    counts = {"tp", "pred", "gold"}
    return {
        layer: {name: {k: v for k, v in row.items() if k not in counts} for name, row in rows.items()}
        for layer, rows in told.items()
    }


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ours.keys() == theirs.keys()
    for layer, rows in theirs.items():
        assert ours[layer].keys() == rows.keys(), layer
        for name, row in rows.items():
            assert ours[layer][name] == pytest.approx(row, abs=1e-9), (layer, name)


@pytest.mark.parametrize("seed", range(4))
def test_readings_are_scored_as_the_benches_score_them(seed: int, tmp_path: Path) -> None:
    compared = []
    folders = [Path(GOLD or "") / part for part in ("seeds", "more")]
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            guess = shaken(gold, seed) if seed else None
            if guess is not None:
                (tmp_path / path.name).write_text(json.dumps(guess), encoding="utf-8")
            compared.append((gold, guess, (folder / gold["text"]).read_bytes().decode("utf-8")))
    assert_same(printed(readings.scored(compared)), others("score_readings.py", *folders, tmp_path))


@pytest.mark.parametrize("seed", range(6))
def test_dossiers_are_scored_as_the_benches_score_them(seed: int, tmp_path: Path) -> None:
    compared, files = [], []
    folders = sorted((Path(GOLD or "") / "dossiers").iterdir())
    for folder in folders:
        gold = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
        record = as_record(gold, seed) if seed else {}
        files.append(tmp_path / f"{folder.name}.json")
        files[-1].write_text(json.dumps(record), encoding="utf-8")
        texts = {a["article"]: (folder / a["article"]).read_bytes().decode("utf-8") for a in gold["articles"]}
        compared.append((gold, record, texts))
    assert_same(printed(dossiers.scored(compared)), others("score_record.py", *folders, *files))
