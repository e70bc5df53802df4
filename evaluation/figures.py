"""What a bench measured: figures by name, with the machine they were taken on, kept as JSON and compared.

A name ends in its unit: `s`, `ms`, `mb`, `kb` and `exponent` are the better the smaller, `ratio` and `words_s` the
greater. Times of another machine, or of a busier hour, are compared in units of the run's own yardstick, which is what
spaCy's full pipeline takes there for the same texts.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

YARDSTICK = "reading.spacy.s"
"""What times are compared in."""
NOTABLE = 1.2
"""How many times as much counts as slower: what two runs on a busy machine differ by is below."""
_BY_THE_CLOCK = ("s", "ms", "words_s")
_GREATER = ("ratio", "words_s")


class Figures(dict[str, float]):
    """Figures by name."""

    def under(self, part: str) -> Figures:
        """The same, as figures of a part of the benches."""
        return Figures({f"{part}.{name}": value for name, value in self.items()})


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benches."""

    taken: str
    commit: str
    machine: str
    python: str
    figures: dict[str, float]

    def keep(self, path: Path) -> None:
        """Write it as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def kept(path: Path) -> Run:
    """A run that was written."""
    return Run(**json.loads(path.read_text(encoding="utf-8")))


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
        if unit in _BY_THE_CLOCK:
            times /= scale
        if times > NOTABLE:
            yield name, was, value, times


def printed(figures: Figures) -> None:
    """Print a line for each figure."""
    for name, value in figures.items():
        print(f"{name:52}{value:14,.3f}", flush=True)
