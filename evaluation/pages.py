"""What each page of the desk costs, and how that grows with the dossier.

    python -m evaluation.pages DOSSIER …

Given are dossiers of a kind, the smallest first. A page is asked for as a browser does, in this process, nobody else
asking, and none is kept from before: told is the processor's time of the middle of three times. The exponent says how
that grows with the articles from the first dossier to the last: 0 is no growth, 1 as many times as there are articles.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from math import log
from pathlib import Path
from time import process_time
from urllib.parse import urlencode

from starlette.testclient import TestClient

from evaluation.figures import Figures
from evaluation.generated import reading, readings
from evaluation.load import PAGES, WORDS
from verbale import desk
from verbale.api.asking import Served
from verbale.store import sql
from verbale.store.base import Store
from verbale.web.app import desk_app

SIZES = (1_000, 4_000)
TIMES = 3
DEEP = ("/statements?page=20", "/review?page=2", "/timeline?page=4", "/positions/ARL/treaty")
LINES = ("statements", "timeline", "actors", "preconditions")
"""Listings of whose first line the page is asked for."""
Costs = dict[str, float]
"""Milliseconds of a page, by its address or kind."""


def main(arguments: list[str]) -> int:
    """Print a row for each page: milliseconds in each dossier, and the exponent."""
    sizes, costs = zip(*(_opened(Path(where)) for where in arguments), strict=True)
    print(f"{'articles':32}" + "".join(f"{size:9,}" for size in sizes))
    for name in costs[0]:
        told = "".join(f"{cost[name]:9.0f}" for cost in costs)
        print(f"{name:32}{told}{_exponent(sizes, costs, name):8.2f}")
    return 0


def figures() -> Figures:
    """What pages of a generated dossier cost at each size, and how that grows."""
    found, costs, done = Figures(), [], 0
    with tempfile.TemporaryDirectory() as folder, sql.create(Path(folder) / "d.db", "", on=reading(0)[1]) as store:
        for size in SIZES:
            for one, day in readings(size - done, done):
                store.add(one, added_on=day)
            desk.settle(store, desk.MANY)
            done = size
            costs.append(of(store))
            found |= {f"{size}.{name}.ms": cost for name, cost in costs[-1].items()}
    return Figures(found | {f"{name}.exponent": _exponent(SIZES, costs, name) for name in costs[0]})


def of(store: Store) -> Costs:
    """What each page of a dossier costs on the last day of which it knows."""
    day = store.latest() or reading(0)[1]
    with TestClient(desk_app(Served(store, "dossier", lambda: day)), "http://localhost") as client:
        again = count()

        def cost(path: str) -> float:
            return sorted(_seconds(client, path, next(again)) for _ in range(TIMES))[TIMES // 2] * 1000

        return {name: cost(path) for name, path in _asked(client)}


def _asked(client: TestClient) -> Iterator[tuple[str, str]]:
    yield from ((path, path) for path in (*PAGES, *DEEP))
    for listing in LINES:
        for entry in client.get(f"/{listing}.json?size=1").json()["entries"]:
            yield f"a line of {listing}", f"/lines/{entry['key']}"
    for entry in client.get("/articles.json?size=1").json()["entries"]:
        yield "an article", f"/articles/{entry['origin']}"
    for words in (*WORDS[:1], "said that"):
        yield f"search: {words}", "/search?" + urlencode({"q": words})


def _seconds(client: TestClient, path: str, number: int) -> float:
    """What a page costs at an address that nobody asked for before."""
    start = process_time()
    answer = client.get(f"{path}{'&' if '?' in path else '?'}number={number}")
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return process_time() - start


def _opened(where: Path) -> tuple[int, Costs]:
    with sql.open_dossier(where) as store:
        return sum(store.printed().values()), of(store)


def _exponent(sizes: tuple[int, ...], costs: list[Costs] | tuple[Costs, ...], name: str) -> float:
    if name not in costs[0] or name not in costs[-1] or len(sizes) < 2:
        return 0.0
    return log(costs[-1][name] / costs[0][name]) / log(sizes[-1] / sizes[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
