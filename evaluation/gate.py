"""The gate: every measure against its pinned floor, in one table; a drop fails.

    python -m evaluation.gate                                       measure and compare
    python -m evaluation.gate --blind                               without the test part, while working on rules
    python -m evaluation.gate --pin                                 raise floors to what was measured
    python -m evaluation.gate --lower MEASURE --reason "…"          lower one floor to what was measured

The corpus is always measured. Known gold and the benches are where VERBALE_GOLD and VERBALE_BENCH say; without them the
gate says so and measures the rest.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation import measured, pins
from evaluation.floors import Floors
from evaluation.measured import COLUMNS, Measures

FAR = 0.10
"""From this distance on, tune says too little about pages nobody tuned on."""

SHOWN = 5
"""Changed files that are named."""


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; 0 where every floor holds, 1 where one does not."""
    options = _options(arguments)
    bench, gold = (Path(path) if path else None for path in map(os.environ.get, ("VERBALE_BENCH", "VERBALE_GOLD")))
    columns = [c for c in COLUMNS if c != "test" or not options.blind]
    found = measured.of_readings(gold, columns) | measured.of_dossiers(gold, columns)
    found |= measured.of_benches(bench) if bench else {}
    floors = Floors.read()
    files = pins.digests(bench, gold)
    print("\n".join([*_table(found, floors), *_missing(bench, gold), *_changed(files)]))
    if options.lower and options.lower not in found:
        print(f"gate: there is no measure {options.lower!r}")
        return 1
    if options.lower:
        floors.lower(options.lower, found[options.lower], options.reason)
    if options.pin:
        floors.raise_to(found)
        pins.pin(files)
    if options.pin or options.lower:
        floors.write()
    return _verdict(found, floors)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for flag in ("--pin", "--blind"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--lower", metavar="MEASURE")
    parser.add_argument("--reason")
    options = parser.parse_args(arguments)
    if bool(options.lower) != bool(options.reason):
        parser.error("--lower and --reason go together: a floor is lowered for a reason that is kept")
    return options


def _table(found: Measures, floors: Floors) -> Iterator[str]:
    """One line a measure of readings and records with all columns and their distance, then one a bench's measure."""
    rows = list(dict.fromkeys(n.partition(".")[2] for n in found if n.partition(".")[0] in COLUMNS))
    benches = [n for n in found if n.partition(".")[0] not in COLUMNS]
    width = max(map(len, [*rows, *benches]))
    yield f"{'measure':{width}}{''.join(f'{c:>9}' for c in COLUMNS)}  tune-test"
    for row in rows:
        cells = "".join(_cell(f"{column}.{row}", found, floors) for column in COLUMNS)
        yield f"{row:{width}}{cells}{_distance(found.get(f'tune.{row}'), found.get(f'test.{row}'))}".rstrip()
    if benches:
        yield f"\n{'bench':{width}}{'now':>9}    floor"
    for name in benches:
        floor = floors.pinned.get(name)
        yield f"{name:{width}}{_cell(name, found, floors)}   {'–' if floor is None else f'{floor:.3f}'}"
    yield "\n! below its floor by more than the tolerance, * without a floor, > far apart"


def _cell(name: str, found: Measures, floors: Floors) -> str:
    if name not in found:
        return f"{'–':>8} "
    mark = "*" if name not in floors.pinned else " " if floors.holds(name, found[name]) else "!"
    return f"{found[name]:8.3f}{mark}"


def _distance(tune: float | None, test: float | None) -> str:
    if tune is None or test is None:
        return ""
    return f"{tune - test:+10.3f}{' >' if tune - test > FAR else ''}"


def _missing(bench: Path | None, gold: Path | None) -> Iterator[str]:
    if not gold:
        yield "gate: VERBALE_GOLD is not set; known gold was not measured"
    if not bench:
        yield "gate: VERBALE_BENCH is not set; the benches were not measured"


def _changed(files: dict[str, str]) -> Iterator[str]:
    names = list(pins.changed(files))
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        yield f"gate: not what the floors were pinned on: {', '.join(names[:SHOWN])}{more}"


def _verdict(found: Measures, floors: Floors) -> int:
    broken = sorted(name for name, value in found.items() if not floors.holds(name, value))
    unpinned = sorted(set(found) - set(floors.pinned))
    if broken:
        print(f"gate: {len(broken)} below the floor: {', '.join(broken)}")
    if unpinned:
        print(f"gate: without a floor, run with --pin: {', '.join(unpinned)}")
    if not broken and not unpinned:
        print(f"gate: {len(found)} measures, every floor holds")
    return int(bool(broken or unpinned))


if __name__ == "__main__":
    sys.exit(main())
