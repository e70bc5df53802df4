"""What is measured: readings and records of three columns against gold, and the benches.

The columns are `known` (the gold readings that `VERBALE_GOLD` names, on which rules were tuned), `tune` and `test` (the
two parts of the corpus). A measure of a column is called `COLUMN.LAYER.MEASURE`, one of a bench `BENCH.MEASURE`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.anchors import text_of
from evaluation.corpus import SPLITS, Dossier, Negotiation, dossiers, negotiations
from evaluation.scoring import dossiers as dossier_scores
from evaluation.scoring import readings as reading_scores
from evaluation.scoring.figures import Found, Layers, Right

Json = Any  # Any: JSON of a reading or a record
Measures = dict[str, float]
COLUMNS = ("known", *SPLITS)

WHERE_GIVEN = {
    "statements": {"within", "addressee", "said_on"},
    "events": {"when"},
    "phases": {"since"},
    "positions": {"as_of", "change"},
}
"""Fields that gold leaves empty more often than not: their figure is the one over the values given."""

MANY = 1.3
"""Events found for each in gold from which on there are too many."""


def of_readings(gold: Path | None, columns: Iterable[str] = COLUMNS) -> Measures:
    """Every layer measure of every column; `known` where there is a folder of gold."""
    found: Measures = {}
    for column in columns:
        folders = _negotiations(column, gold)
        if folders:
            found |= {f"{column}.{name}": figure for name, figure in _layers(_read(folders))}
    return found


def _negotiations(column: str, gold: Path | None) -> list[Negotiation]:
    if column != "known":
        return negotiations("tune" if column == "tune" else "test")
    return [Negotiation(gold / part) for part in ("seeds", "more")] if gold else []


def _read(folders: Iterable[Negotiation]) -> Layers:
    """The folders read with their briefs and scored."""
    return reading_scores.scored(each for folder in folders for each in _compared(folder))


def _compared(folder: Negotiation) -> Iterator[reading_scores.Compared]:
    from verbale import desk
    from verbale.understanding.builtin import build
    from verbale.views import readings

    pipeline = build(folder.brief)
    for text, gold in folder.readings:
        printed = readings.as_json(pipeline.read(desk.one_article(text)))
        yield gold, json.loads(json.dumps(printed)), text_of(text)


def _layers(layers: Layers) -> Iterator[tuple[str, float]]:
    for layer, rows in layers.items():
        for name, row in rows.items():
            if layer != "article" or name == "fields":
                yield f"{layer}.{name}", _figure(layer, name, row)
    events = layers["events"]["type_and_place"]
    assert isinstance(events, Found)  # noqa: S101 # it is counted as one
    yield "events.not_too_many", min(1.0, MANY * events.gold / events.found) if events.found else 0.0


def _figure(layer: str, name: str, row: Found | Right) -> float:
    is_sparse = isinstance(row, Right) and name in WHERE_GIVEN.get(layer, ())
    return (row.where_given if is_sparse and isinstance(row, Right) else row.figure) or 0.0


def of_dossiers(gold: Path | None, columns: Iterable[str] = COLUMNS) -> Measures:
    """Every measure of the records of every column."""
    found: Measures = {}
    for column in columns:
        for layer, rows in dossier_scores.scored(_recorded(_dossiers(column, gold))).items():
            figures = {name: row.figure for name, row in rows.items()}
            found |= {f"{column}.dossier.{layer}.{name}": figure or 0.0 for name, figure in figures.items()}
    return found


def _dossiers(column: str, gold: Path | None) -> list[Dossier]:
    if column != "known":
        return dossiers("tune" if column == "tune" else "test")
    return [Dossier(folder) for folder in sorted((gold / "dossiers").iterdir())] if gold else []


def _recorded(folders: Iterable[Dossier]) -> Iterator[dossier_scores.Compared]:
    for dossier in folders:
        yield dossier.gold, record_of(dossier), dossier.texts


def record_of(dossier: Dossier) -> Json:
    """What `verbale record` prints of the dossier's articles; raises CalledProcessError where a command fails."""
    brief = dossier.folder / "brief.toml"
    with tempfile.TemporaryDirectory() as scratch:
        kept = str(Path(scratch) / "dossier.db")
        _verbale("new", kept, *(("--brief", str(brief)) if brief.exists() else ()))
        _verbale("add", kept, *(str(dossier.folder / name) for name in dossier.texts))
        return json.loads(_verbale("record", kept, "--json"))


def _verbale(*arguments: str) -> str:
    command = [sys.executable, "-m", "verbale", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=3600).stdout


COUNTED: Mapping[str, tuple[str, ...]] = {
    "timebank": ("value", "relaxed"),
    "aquaint": ("value", "relaxed"),
    "wikiwars": ("value", "relaxed"),
    "polnear": ("content_overlap", "content_and_source"),
    "polnear.speech": ("content_overlap", "content_and_source"),
    "gum": ("content_overlap", "content_and_source"),
    "gum.speech": ("content_overlap", "content_and_source"),
    "petrarch": ("triple", "pair", "type"),
    "protest_causes": ("sentence", "relation_overlap"),
    "because": ("sentence", "relation_overlap"),
    "plv": ("type_accuracy",),
}
"""The figures of each bench that count."""


def of_benches(bench: Path) -> Measures:
    """The figures of the benches, by the scorers that lie beside them."""
    from evaluation import benches

    with tempfile.TemporaryDirectory() as scratch:
        told = dict(each for corpus in benches.CORPORA for each in benches.measured(corpus, bench, Path(scratch)))
    return {f"{name}.{key}": _bench_figure(told[name][key]) for name, keys in COUNTED.items() for key in keys}


def _bench_figure(row: Mapping[str, float | None]) -> float:
    return row.get("f1", row.get("acc")) or 0.0
