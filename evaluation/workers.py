"""What a pool of two processes gains over one, and what two that share nothing do: the machine's own ceiling.

    python -m evaluation.workers [ARTICLES]

The same articles are read by one process, by two that know nothing of each other, each a half (`apart`), and by a pool
of two (`pool`). Two cores share caches and what drives their clock, so that two apart take longer for an article than
one alone: no pool gains more than they do. The gains by the clock say something on a machine at rest alone; those of
computing, of all processes together, on a busy one too. Starting is left out: those apart begin when each has read a
few, and of the pool it is told what many articles cost more than a few. The best of some rounds counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from subprocess import PIPE, Popen
from time import perf_counter, process_time

from evaluation.figures import Figures, printed
from evaluation.memory import text_of
from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.reading.pages import article
from verbale.scale import pool, serial

FEW = 40
ROUNDS = 2
_READS = "--reads"
"""With this the program is one of the processes apart: it reads so many articles from such a number on when told to."""

Costs = tuple[float, float]
"""Seconds by the clock, and of computing."""


def figures(articles: int = 300) -> Figures:
    """Milliseconds an article of one process, two apart and a pool of two; what the second gains; the pool's share."""
    few, many = (_best(partial(_pooled, _made(0, count))) for count in (2 * FEW, 2 * FEW + articles))
    costs = {
        "one": _best(partial(_apart, articles, 1)),
        "apart": _best(partial(_apart, articles // 2, 2)),
        "pool": (many[0] - few[0], many[1] - few[1]),
    }
    found = Figures()
    for name, (clock, computing) in costs.items():
        found |= {f"{name}.clock.ms": clock / articles * 1000, f"{name}.ms": computing / articles * 1000}
    for name in ("apart", "pool"):
        found[f"{name}.clock.ratio"] = found["one.clock.ms"] / found[f"{name}.clock.ms"]
        found[f"{name}.ratio"] = 2 * found["one.ms"] / found[f"{name}.ms"]
    for unit in ("clock.ratio", "ratio"):
        found[f"share.{unit}"] = found[f"pool.{unit}"] / found[f"apart.{unit}"]
    return found


def _best(costs: Callable[[], Costs]) -> Costs:
    """The least of either in some rounds: what else runs only adds."""
    clocks, computed = zip(*(costs() for _ in range(ROUNDS)), strict=True)
    return min(clocks), min(computed)


def _made(first: int, count: int) -> list[Article]:
    return [article("page", text_of(number)) for number in range(first, first + count)]


def _pooled(articles: list[Article]) -> Costs:
    """What a pool costs from its start to its end."""
    start, before = perf_counter(), _computed()
    for _ in pool(Brief(), workers=2)(articles):
        pass
    return perf_counter() - start, _computed() - before


def _computed() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _apart(articles: int, processes: int) -> Costs:
    """What it costs that each of some processes reads so many articles, all at the same time."""
    program = [sys.executable, "-m", "evaluation.workers", _READS, str(articles)]
    each = [Popen([*program, str(n * articles)], stdin=PIPE, stdout=PIPE, text=True) for n in range(processes)]
    ends = [(process.stdin, process.stdout) for process in each]
    assert all(to and back and back.readline() for to, back in ends)  # noqa: S101 - each has read a few
    start = perf_counter()
    for to, _ in ends:
        print("now", file=to, flush=True)
    computed = [float(back.readline()) for _, back in ends if back]
    clock = perf_counter() - start
    for process in each:
        process.communicate(timeout=600)
    return clock, sum(computed)


def _reads(articles: int, first: int) -> None:
    """Read a few articles, and when told to the others; tell what was computed for them."""
    made = iter(serial(Brief())(_made(first, FEW + articles)))
    for _ in range(FEW):
        next(made)
    print("ready", flush=True)
    sys.stdin.readline()
    before = process_time()
    for _ in made:
        pass
    print(process_time() - before, flush=True)


if __name__ == "__main__":
    if _READS in sys.argv:
        _reads(*(int(a) for a in sys.argv[2:]))
    else:
        printed(figures(*(int(a) for a in sys.argv[1:])))
