"""All that is measured of speed and memory, under one roof: `make bench`.

    python -m evaluation.bench [PART …] [--keep]

The parts are `reading`, `starting`, `memory`, `lengths`, `dossier` and `pages`; all of them, where none is named. Every
run is written as JSON to `.benchmarks/`, which git ignores, and compared with the one kept beside this program, or with
the run given as `--beside FILE`: printed is what got slower. `--keep` makes this run the one that later ones are
compared with.
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

from evaluation import lengths, load, memory, pages, sizes, starting
from evaluation.figures import Figures, Run, kept, machine, printed, worse

ROOT = Path(__file__).parents[1]
REFERENCE = Path(__file__).with_name("reference.json")


def reading() -> Figures:
    """Words a second of tokenising, of spaCy's full pipeline and of a whole reading; and where the time of it goes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "benchmark.json"
        options = ["--benchmark-only", "--benchmark-timer=time.process_time", f"--benchmark-json={out}", "-q"]
        timed = [sys.executable, "-m", "pytest", "-o", "addopts=--import-mode=importlib", "-p", "no:randomly"]
        subprocess.run([*timed, "evaluation/timed.py", *options], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        rows = json.loads(out.read_text(encoding="utf-8"))["benchmarks"]
    found = Figures()
    for row in rows:
        name, seconds = row["name"].removeprefix("test_"), row["stats"]["min"]
        found |= {f"{name}.s": seconds, f"{name}.words_s": row["extra_info"]["words"] / seconds}
    found["ratio"] = found["spacy.s"] / found["reading.s"]
    steps = lengths.seconds("prose", 20_000)
    whole = steps.pop("all")
    return Figures(found | {f"share.{name}": seconds / whole for name, seconds in steps.items()})


def dossier() -> Figures:
    """A generated dossier as it grows, its record made anew, and then each page and searches as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "generated.db"
        found = sizes.figures(where)
        with load.served(str(where)) as (address, process):
            found |= load.one_by_one(address)
            found["desk.mb"] = memory.megabytes(process)
    return found


PARTS: Mapping[str, Callable[[], Figures]] = {
    "reading": reading,
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
    figures = Figures()
    for part in given.parts or PARTS:
        found = PARTS[part]().under(part)
        printed(found)
        figures |= found
    taken = datetime.now(UTC).isoformat(timespec="seconds")
    run = Run(taken, _commit(), machine(), platform.python_version(), figures)
    run.keep(ROOT / ".benchmarks" / f"{taken.replace(':', '')}.json")
    if given.beside.exists():
        told(run, kept(given.beside))
    if given.keep:
        run.keep(REFERENCE)
    return 0


def told(now: Run, before: Run) -> None:
    """Print what got worse since a run."""
    rows = list(worse(now, before))
    print(
        f"\nbeside the run of {before.taken} on {before.machine}: {len(rows)} of {len(now.figures)} figures got worse"
    )
    for name, was, value, times in rows:
        print(f"{name:52}{was:12,.3f} →{value:12,.3f}   {times:5.2f} times as much")


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
