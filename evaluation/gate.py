"""The gate: every measure against its pinned floor, in one table; a drop fails.

    python -m evaluation.gate                                       measure and compare
    python -m evaluation.gate --pin                                 raise floors to what was measured
    python -m evaluation.gate --lower MEASURE --reason "…"          lower one floor to what was measured

Floors stand in `floors.toml`, those lowered with the reason. Where VERBALE_BENCH and VERBALE_GOLD are not set, the gate
says so and passes.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")
COUNTED = {
    "timebank": ("value", "relaxed"),
    "aquaint": ("value", "relaxed"),
    "wikiwars": ("value", "relaxed"),
    "polnear": ("content_overlap", "content_and_source"),
    "polnear.speech": ("content_overlap", "content_and_source"),
    "gum": ("content_overlap", "content_and_source"),
    "gum.speech": ("content_overlap", "content_and_source"),
    "gum_unfiltered": ("content_overlap",),
    "petrarch": ("triple", "pair", "type"),
    "protest_causes": ("sentence", "relation_overlap"),
    "because": ("sentence", "relation_overlap"),
}
Measures = dict[str, float]


def measured(bench: Path, gold: Path) -> Measures:
    """Every measure by name, each from 0 to 1: F1, or accuracy where there is no F1."""
    from evaluation import benches

    found: Measures = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for parts in (("seeds",), ("more",), ("seeds", "more")):
            result = benches.measure_readings([gold / p for p in parts], bench, scratch)
            if len(parts) == 1:
                found[f"{parts[0]}.article.fields"] = _figure(result["article"]["fields"])
            else:
                found |= _readings(result)
        for corpus in benches.CORPORA:
            for name, result in benches.measure_corpus(corpus, bench, scratch):
                found |= {f"{name}.{key}": _figure(result[key]) for key in COUNTED[name]}
        given = benches.measure_given_arguments(bench, scratch)
        found["plv.type_accuracy"] = _figure(given["type_accuracy"])
    return found


def _readings(result: dict[str, Any]) -> Measures:  # Any: JSON
    found: Measures = {}
    for layer, rows in result.items():
        for name, row in rows.items():
            # Where gold is mostly null, the figure that says something is the one over the values given.
            given = "given_acc" in row and name in (
                "within",
                "addressee",
                "said_on",
                "when",
                "since",
                "as_of",
                "change",
            )
            if layer != "article" or name == "fields":
                found[f"gold.{layer}.{name}"] = (row["given_acc"] or 0.0) if given else _figure(row)
    events = result["events"]["type_and_place"]
    found["gold.events.not_too_many"] = min(1.0, 1.3 * events["gold"] / events["pred"]) if events["pred"] else 0.0
    return found


def _figure(row: dict[str, Any]) -> float:  # Any: JSON
    value = row.get("f1", row.get("acc"))
    return float(value) if value is not None else 0.0


def floors() -> dict[str, Any]:  # Any: TOML
    """What `floors.toml` says: `floors` by measure and the list `lowered`."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def written(pinned: Measures, lowered: list[dict[str, Any]]) -> str:
    """The text of `floors.toml`."""
    lines = ["# Pinned by `python -m evaluation.gate --pin`. A measure below its floor fails the gate.", "", "[floors]"]
    lines += [f'"{name}" = {pinned[name]:.3f}' for name in sorted(pinned)]
    for entry in lowered:
        lines += ["", "[[lowered]]", *(f"{key} = {json.dumps(entry[key], ensure_ascii=False)}" for key in entry)]
    return "\n".join(lines) + "\n"


def table(found: Measures, pinned: Measures) -> str:
    """One line a measure: what was measured, its floor, and whether it holds."""
    width = max(map(len, found))
    lines = [f"{'measure':{width}}  now    floor"]
    for name in sorted(found):
        floor = pinned.get(name)
        mark = "" if floor is None or _holds(found[name], floor) else "  BELOW ITS FLOOR"
        lines.append(f"{name:{width}}  {found[name]:.3f}  {'  –  ' if floor is None else f'{floor:.3f}'}{mark}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; 0 where every floor holds, 1 where one does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", metavar="MEASURE")
    parser.add_argument("--reason")
    options = parser.parse_args(arguments)
    if bool(options.lower) != bool(options.reason):
        parser.error("--lower and --reason go together: a floor is lowered for a reason that is kept")
    bench, gold = os.environ.get("VERBALE_BENCH"), os.environ.get("VERBALE_GOLD")
    if not bench or not gold:
        print("gate: VERBALE_BENCH and VERBALE_GOLD are not set; nothing was measured")
        return 0
    found = measured(Path(bench), Path(gold))
    kept = floors()
    pinned: Measures = kept.get("floors", {})
    print(table(found, pinned))
    return _conclude(found, pinned, kept.get("lowered", []), options)


def _conclude(found: Measures, pinned: Measures, lowered: list[dict[str, Any]], options: argparse.Namespace) -> int:
    if options.lower:
        if options.lower not in found:
            print(f"gate: there is no measure {options.lower!r}")
            return 1
        before = pinned.get(options.lower, 0.0)
        pinned[options.lower] = _down(found[options.lower])
        entry = {"measure": options.lower, "from": before, "to": pinned[options.lower], "reason": options.reason}
        lowered.append(entry)
    if options.pin:
        pinned |= {name: max(_down(value), pinned.get(name, 0.0)) for name, value in found.items()}
    if options.pin or options.lower:
        FLOORS.write_text(written(pinned, lowered), encoding="utf-8")
    broken = [name for name, floor in pinned.items() if not _holds(found.get(name, 0.0), floor)]
    unpinned = sorted(set(found) - set(pinned))
    if broken:
        print(f"gate: {len(broken)} below the floor: {', '.join(sorted(broken))}")
    if unpinned:
        print(f"gate: without a floor, run with --pin: {', '.join(unpinned)}")
    if not broken and not unpinned:
        print(f"gate: {len(found)} measures, every floor holds")
    return 1 if broken or unpinned else 0


def _down(value: float) -> float:
    return math.floor(value * 1000) / 1000


def _holds(value: float, floor: float) -> bool:
    return value >= floor - 1e-9


if __name__ == "__main__":
    sys.exit(main())
