"""What a dossier costs as it grows: keeping and settling an article, a page of each view, the file, a rebuild.

    python -m evaluation.sizes [ADDRESS] [rebuild] [1000 3000 …]

The dossier is generated (see `generated`), so nothing is read: what is measured is the store and the record. It lies in
a file, or at the address of a PostgreSQL database, in a schema that is not there yet. Articles are kept and settled in
blocks; of each size it is told what the last blocks cost an article, what one more article costs by itself, how long
pages take, and what the dossier holds an article. The exponent says how a cost grows from size to size: 0 is no growth.
With `rebuild` the record of the last size is made anew at the end. Progress goes to stderr.

Times are those of computing, so that they are the same on a machine that does other things beside; a rebuild is told by
the clock as well.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from evaluation.figures import Figures
from evaluation.generated import A_DAY, reading, readings
from verbale import desk
from verbale.store.base import Store
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS

SIZES = (500, 1_000, 2_000)
BLOCK = 500
LAST = 4
"""So many blocks before a size tell what an article costs there."""
ON_A_PAGE = 50
DIGESTED = 3_000
ONE_MORE = 20
"""Articles added one by one to tell what one costs."""
HEAD = (
    f"{'articles':>9} {'ms kept':>8} {'ms settled':>11} {'ms one more':>12} {'kB each':>8} {'MB memory':>10}  ms a page"
)


@dataclass(frozen=True)
class Measured:
    """Of one size: seconds of computing an article kept, settled and added by itself, and a page; bytes; peak MB."""

    articles: int
    kept: float
    settled: float
    one_more: float
    pages: dict[str, float]
    bytes_an_article: float
    memory: float


def main(arguments: list[str]) -> int:
    """Print a row for each size, how costs grow from one to the next, and what a rebuild takes where that is asked."""
    sizes = tuple(int(a) for a in arguments if a.isdigit()) or SIZES
    address = next((a for a in arguments if not a.isdigit() and a != "rebuild"), None)
    print(HEAD)
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        where = address or Path(folder) / "generated.db"
        for row in measured(where, sizes):
            pages = "  ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in row.pages.items())
            print(
                f"{row.articles:9,} {row.kept * 1000:8.1f} {row.settled * 1000:11.1f} {row.one_more * 1000:12.1f} "
                f"{row.bytes_an_article / 1000:8.1f} {row.memory:10.0f}  {pages}",
                flush=True,
            )
            rows.append(row)
        for before, after in pairwise(rows):
            print(_grown(before, after))
        if "rebuild" in arguments:
            count, clock, here, others = rebuilding(where)
            each = f"{here / count * 1000:.1f} ms an article in this process, {others / count * 1000:.1f} in others"
            print(f"rebuilt {count:,} articles in {clock / 60:.1f} minutes, {each}, {peak():.0f} MB memory")
    return 0


def figures(where: Path, sizes: tuple[int, ...] = SIZES) -> Figures:
    """What a dossier at a path costs at each size, and then what making its record anew does."""
    found = Figures()
    for row in measured(where, sizes):
        told = {"kept.ms": row.kept, "settled.ms": row.settled, "one_more.ms": row.one_more}
        told |= {f"view/{name}.ms": seconds for name, seconds in row.pages.items()}
        found |= {f"{row.articles}.{name}": seconds * 1000 for name, seconds in told.items()}
        found |= {f"{row.articles}.each.kb": row.bytes_an_article / 1000, f"{row.articles}.peak.mb": row.memory}
    count, _, here, others = rebuilding(where)
    return Figures(found | {"rebuild.here.ms": here / count * 1000, "rebuild.others.ms": others / count * 1000})


def _grown(before: Measured, after: Measured) -> str:
    costs = {"kept": "kept", "settled": "settled", "one_more": "one more", "bytes_an_article": "bytes"}
    by = log(after.articles / before.articles)
    told = (f"{name} {log(getattr(after, cost) / getattr(before, cost)) / by:.2f}" for cost, name in costs.items())
    return f"from {before.articles:,} to {after.articles:,} with exponents: {', '.join(told)}"


def measured(where: Path | str, sizes: tuple[int, ...]) -> Iterator[Measured]:
    """Fill a dossier up to each size in turn, and measure it there."""
    from verbale.store import sql

    done = 0
    with sql.create(where, "", on=reading(0)[1]) as store:
        for size in sizes:
            blocks: list[tuple[int, float, float]] = []
            while done < size:
                blocks.append(block(store, done, min(BLOCK, size - done)))
                done += blocks[-1][0]
                print(f"{done:,} articles, {sum(blocks[-1][1:]) / blocks[-1][0] * 1000:.1f} ms", file=sys.stderr)
            count, kept, settled = map(sum, zip(*blocks[-LAST:], strict=True))
            start = process_time()
            for read, day in readings(ONE_MORE, done):
                store.add(read, added_on=day)
                desk.settle(store)
            one_more = (process_time() - start) / ONE_MORE
            done += ONE_MORE
            views = (*LISTINGS, "state", "articles", "digest")
            pages = {name: seconds(partial(page, store, name, reading(done)[1])) for name in views}
            yield Measured(done, kept / count, settled / count, one_more, pages, held(where) / done, peak())


def block(store: Store, at: int, count: int) -> tuple[int, float, float]:
    """Keep and settle some articles; how many, and the seconds of computing of either."""
    made = list(readings(count, at))
    start = process_time()
    for read, day in made:
        store.add(read, added_on=day)
    kept = process_time()
    desk.settle(store, desk.MANY)
    return count, kept - start, process_time() - kept


def rebuilding(where: Path | str) -> tuple[int, float, float, float]:
    """How many articles the record is made anew of, the seconds by the clock, of computing here, and in others."""
    from verbale import keeping
    from verbale.store import sql

    with sql.open_dossier(where) as store:
        clock, here = perf_counter(), process_time()
        count = keeping.rebuild(store)
        others = getrusage(RUSAGE_CHILDREN)
        return count, perf_counter() - clock, process_time() - here, others.ru_utime + others.ru_stime


def peak() -> float:
    """The most memory that was taken so far, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1000


def held(where: Path | str) -> int:
    """The bytes of a dossier, all its tables and indexes."""
    if isinstance(where, Path):
        # What is written ahead and not yet in the file counts by its pages.
        with closing(sqlite3.connect(where)) as connection:
            pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
        return pages * 4096
    from sqlalchemy import text

    from verbale.store.postgres import Postgres

    dialect = Postgres(where)
    with dialect.reading() as connection:
        size: int = connection.scalar(text(_BYTES)) or 0
    dialect.close()
    return size


_BYTES = """
    SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = current_schema()
"""


def page(store: Store, name: str, on: date) -> object:
    """What a view takes of a dossier on a day: the first page of a listing, the digest of the last 3,000 articles."""
    showing = desk.showing(store, on)
    if name == "state":
        return showing.state(explain=False)
    if name == "articles":
        return showing.texts(last=ON_A_PAGE)
    if name == "digest":
        since = on - timedelta(days=DIGESTED // A_DAY)
        return showing.digest("Talks", Wanted(since=since.isoformat(), until=on.isoformat()))
    return showing.page(name, last=ON_A_PAGE, explain=False)


def seconds(act: Callable[[], object]) -> float:
    """The seconds of computing that something takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        act()
        best = min(best, process_time() - start)
    return best


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
