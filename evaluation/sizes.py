"""What a dossier costs as it grows: keeping and settling an article, a page of each view, the file.

    python -m evaluation.sizes [ADDRESS] [1000 3000 …]

The dossier is generated (see `generated`), so nothing is read: what is measured is the store and the record. It lies in
a file, or at the address of a PostgreSQL database, in a schema that is not there yet. Articles go in in blocks; of each
size the last block's cost an article is told, what one more article costs by itself, how long pages take, and what the
dossier holds an article. The exponent says how a cost grows from size to size: 0 is no growth.
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
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from evaluation.generated import A_DAY, reading, readings
from verbale import desk
from verbale.store.base import Store
from verbale.views.filters import Wanted
from verbale.views.listing import LISTINGS

SIZES = (500, 1_000, 2_000)
BLOCK = 200
ON_A_PAGE = 50
DIGESTED = 3_000
ONE_MORE = 20
"""Articles added one by one to tell what one costs."""
HEAD = f"{'articles':>9} {'ms in a block':>14} {'ms one more':>13} {'kB each':>9} {'MB memory':>11}  ms a page"


@dataclass(frozen=True)
class Measured:
    """Of one size: seconds an article in blocks and by itself, seconds a page, bytes an article, peak memory in MB."""

    articles: int
    in_blocks: float
    one_more: float
    pages: dict[str, float]
    bytes_an_article: float
    memory: float


def main(arguments: list[str]) -> int:
    """Print a row for each size, and how costs grow from one to the next."""
    sizes = tuple(int(a) for a in arguments if a.isdigit()) or SIZES
    address = next((a for a in arguments if not a.isdigit()), None)
    print(HEAD)
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measured(address or Path(folder) / "generated.db", sizes):
            pages = "  ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in row.pages.items())
            print(
                f"{row.articles:9,} {row.in_blocks * 1000:14.1f} {row.one_more * 1000:13.1f} "
                f"{row.bytes_an_article / 1000:9.1f} {row.memory:11.0f}  {pages}",
                flush=True,
            )
            rows.append(row)
    for before, after in pairwise(rows):
        grown = log(after.articles / before.articles)
        costs = (log(after.in_blocks / before.in_blocks) / grown, log(after.one_more / before.one_more) / grown)
        print(
            f"from {before.articles:,} to {after.articles:,}: in blocks with exponent {costs[0]:.2f}, "
            f"one more with {costs[1]:.2f}"
        )
    return 0


def measured(where: Path | str, sizes: tuple[int, ...]) -> Iterator[Measured]:
    """Fill a dossier up to each size in turn, and measure it there."""
    from verbale.store import sql

    done = 0
    with sql.create(where, "", on=reading(0)[1]) as store:
        for size in sizes:
            block = 0.0
            while done < size:
                start = perf_counter()
                for read, day in readings(min(BLOCK, size - done), done):
                    store.add(read, added_on=day)
                desk.settle(store)
                block = (perf_counter() - start) / min(BLOCK, size - done)
                done += min(BLOCK, size - done)
            start = perf_counter()
            for read, day in readings(ONE_MORE, done):
                store.add(read, added_on=day)
                desk.settle(store)
            one_more = (perf_counter() - start) / ONE_MORE
            done += ONE_MORE
            views = (*LISTINGS, "state", "articles", "digest")
            pages = {name: seconds(partial(page, store, name, reading(done)[1])) for name in views}
            memory = getrusage(RUSAGE_SELF).ru_maxrss / 1000
            yield Measured(done, block, one_more, pages, held(where) / done, memory)


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
    """How long something takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        act()
        best = min(best, perf_counter() - start)
    return best


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
