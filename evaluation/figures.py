"""What a bench measured: figures by name, with the machine they were taken on, kept as JSON and compared.

A name ends in its unit: `s`, `ms`, `mb`, `kb` and `exponent` are the better the smaller, `ratio` and `words_s` the
greater. Each part of the benches is a run of its own: its times, which are of computing, are compared in units of its
yardstick, which is what spaCy's full pipeline took for the same texts right before, so that another machine or a busier
hour is no regression.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

YARDSTICK = "spacy.s"
"""What the times of a part are compared in."""
NOTABLE = 1.2
"""How many times as much counts as slower: what two runs on a busy machine differ by is below."""
_OF_TIME = ("s", "ms", "words_s")
_GREATER = ("ratio", "words_s")


class Figures(dict[str, float]):
    """Figures by name."""


@dataclass(frozen=True, slots=True)
class Run:
    """One part of the benches as it was measured."""

    taken: str
    commit: str
    machine: str
    python: str
    figures: dict[str, float]


def keep(path: Path, runs: Mapping[str, Run]) -> None:
    """Write runs by their parts as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {part: asdict(run) for part, run in runs.items()}
    path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def kept(path: Path) -> dict[str, Run]:
    """The runs that were written, by part; none where there is no such file."""
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {part: Run(**run) for part, run in told.items()}


def machine() -> str:
    """The processor, how many cores of it, and the memory."""
    told = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in told.read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB"


def worse(now: Run, before: Run) -> Iterator[tuple[str, float, float, float]]:
    """The figures that got worse: name, what it was, what it is, and how many times as much that costs."""
    there = YARDSTICK in now.figures and YARDSTICK in before.figures
    scale = now.figures[YARDSTICK] / before.figures[YARDSTICK] if there else 1.0
    for name, value in sorted(now.figures.items()):
        was = before.figures.get(name)
        if not was or not value or name == YARDSTICK:
            continue
        unit = name.rpartition(".")[2]
        times = was / value if unit in _GREATER else value / was
        if unit in _OF_TIME:
            times /= scale
        if times > NOTABLE:
            yield name, was, value, times


def printed(figures: Mapping[str, float], under: str = "") -> None:
    """Print a line for each figure, named as of a part where one is given."""
    for name, value in figures.items():
        print(f"{under}{'.' if under else ''}{name:52}{value:14,.3f}", flush=True)
