"""All that is measured of speed and memory, under one roof: `make bench`.

    python -m evaluation.bench [PART …] [--keep]

The parts are `reading`, `workers`, `starting`, `memory`, `lengths`, `dossier` and `pages`; all of them, where none is
named. Every run is written as JSON to `.benchmarks/`, which git ignores, and compared with the one kept beside this
program, or with the run given as `--beside FILE`: printed is what got slower. `--keep` makes what was measured that
with which later runs are compared, part by part.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from evaluation import lengths, load, memory, pages, sizes, starting, workers
from evaluation.figures import YARDSTICK, Figures, Run, keep, kept, machine, printed, worse

ROOT = Path(__file__).parents[1]
REFERENCE = Path(__file__).with_name("reference.json")


def reading() -> Figures:
    """Words a second of tokenising, of spaCy's full pipeline and of a whole reading; and where the time of it goes."""
    found = timed()
    from evaluation.timed import beside  # loads a model

    found["ratio"] = beside()
    steps = lengths.seconds("prose", 20_000)
    whole = steps.pop("all")
    return Figures(found | {f"share.{name}": seconds / whole for name, seconds in steps.items()})


def timed(only: str = "") -> Figures:
    """Seconds and words a second of what pytest-benchmark times on the examples, or of that alone."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "benchmark.json"
        options = [
            "--benchmark-only",
            "--benchmark-timer=time.process_time",
            f"--benchmark-json={out}",
            "-q",
            "-k",
            only,
        ]
        program = [sys.executable, "-m", "pytest", "-o", "addopts=--import-mode=importlib", "-p", "no:randomly"]
        subprocess.run(
            [*program, "evaluation/timed.py", *options], check=True, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=3600
        )
        rows = json.loads(out.read_text(encoding="utf-8"))["benchmarks"]
    found = Figures()
    for row in rows:
        name, seconds = row["name"].removeprefix("test_"), row["stats"]["min"]
        found |= {f"{name}.s": seconds, f"{name}.words_s": row["extra_info"]["words"] / seconds}
    return found


def dossier() -> Figures:
    """A generated dossier as it grows, its record made anew, and then each page and searches as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "generated.db"
        found = sizes.figures(where)
        with load.served(str(where)) as (address, process):
            found |= load.one_by_one(address, process)
            found["desk.mb"] = memory.megabytes(process)
    return found


PARTS: Mapping[str, Callable[[], Figures]] = {
    "reading": reading,
    "workers": workers.figures,
    "starting": starting.figures,
    "memory": memory.figures,
    "lengths": lengths.figures,
    "dossier": dossier,
    "pages": pages.figures,
}


def main() -> int:
    """Measure, print, write, compare."""
    parser = ArgumentParser(prog="bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--keep", action="store_true", help="compare later runs with this one")
    parser.add_argument("--beside", type=Path, default=REFERENCE, metavar="FILE", help="the run to compare with")
    given = parser.parse_args()
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    runs, now = {part: measured(part) for part in given.parts or PARTS}, datetime.now(UTC)
    keep(ROOT / ".benchmarks" / f"{now.isoformat(timespec='seconds').replace(':', '')}.json", runs)
    told(runs, kept(given.beside))
    if given.keep:
        keep(REFERENCE, kept(REFERENCE) | runs)
    return 0


def measured(part: str) -> Run:
    """A part with its yardstick, printed as it is measured."""
    start, taken = perf_counter(), datetime.now(UTC).isoformat(timespec="seconds")
    yardstick = {} if part == "reading" else {YARDSTICK: timed("spacy")[YARDSTICK]}
    figures = Figures(yardstick | PARTS[part]())
    printed(figures, part)
    print(f"{part} took {perf_counter() - start:,.0f} s by the clock\n", flush=True)
    return Run(taken, _commit(), machine(), platform.python_version(), figures)


def told(now: Mapping[str, Run], before: Mapping[str, Run]) -> None:
    """Print what got worse since the runs that were kept."""
    for part in now.keys() & before.keys():
        rows, then = list(worse(now[part], before[part])), before[part]
        print(f"{part} beside {then.taken}, {then.machine}: {len(rows)} of {len(now[part].figures)} figures got worse")
        for name, was, value, times in rows:
            print(f"    {name:48}{was:12,.3f} →{value:12,.3f}   {times:5.2f} times as much")


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
