"""What a pool of two processes gains over one: the same articles read by either.

    python -m evaluation.workers [ARTICLES]

The gain by the clock says something on a machine at rest alone. How much more is computed for an article with two, in
this process and theirs together, holds on a busy one too: two cores cannot read more than twice as fast, divided by it.
Starting is left out: told is what some more articles cost than a few.
"""

from __future__ import annotations

import sys
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from evaluation.figures import Figures, printed
from evaluation.memory import text_of
from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.reading.pages import article
from verbale.scale import mapper

FEW = 20


def figures(articles: int = 200) -> Figures:
    """Milliseconds an article with one process and with two, by the clock and of computing, and the gains."""
    made = [article("page", text_of(number)) for number in range(FEW + articles)]
    found = Figures()
    for name, count in (("one", 1), ("two", 2)):
        few, all_of_them = _costs(made[:FEW], count), _costs(made, count)
        for unit, before, after in zip(("clock.ms", "ms"), few, all_of_them, strict=True):
            found[f"{name}.{unit}"] = (after - before) / articles * 1000
    found["clock.ratio"] = found["one.clock.ms"] / found["two.clock.ms"]
    found["ratio"] = 2 * found["one.ms"] / found["two.ms"]
    return found


def _costs(articles: list[Article], workers: int) -> tuple[float, float]:
    """Seconds by the clock and of computing, here and in other processes."""
    start, before = perf_counter(), _computed()
    for _ in mapper(Brief(), workers=workers)(articles):
        pass
    return perf_counter() - start, _computed() - before


def _computed() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    printed(figures(*(int(a) for a in sys.argv[1:])))
