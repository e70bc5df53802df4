"""How long a served dossier takes to answer when many use it: twenty readers and two editors at once.

    python -m evaluation.load DOSSIER [SECONDS]

The desk is served in a process of its own, as `verbale serve` does. Readers open pages and search, thinking for a
second or two between them; editors accept a line and take it back. Told is the time from asking to the whole answer, of
each kind of page and of searches: the middle one and that which one in twenty exceeds.
"""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from time import clock_gettime, monotonic, perf_counter, sleep
from urllib.parse import quote, urlencode, urlsplit

from evaluation.figures import Figures

CONFLICT = 409
"""Somebody else decided meanwhile, as happens where two edit."""
READERS = 20
EDITORS = 2
PAGES = ("/", "/intake", "/statements", "/positions", "/timeline", "/calendar", "/preconditions", "/linkages",
         "/contradictions", "/actors", "/articles", "/sources", "/review", "/digest", "/editions", "/judgements",
         "/brief", "/settings")  # fmt: skip
WORDS = ("talks", "minister", "treaty", "meeting", "said", "border", "water", "agreement")
Times = dict[str, list[float]]


def main(arguments: list[str]) -> int:
    """Print a row for each kind of page."""
    dossier, length = arguments[0], float(arguments[1]) if len(arguments) > 1 else 60.0
    times: Times = defaultdict(list)
    with served(dossier) as (address, _):
        lines = [e["key"] for e in json.loads(asked(address, "/statements.json?size=100")[1])["entries"]]
        articles = [e["origin"] for e in json.loads(asked(address, "/articles.json?size=100")[1])["entries"]]
        ends = monotonic() + length
        people = [
            threading.Thread(target=read, args=(address, n, ends, lines, articles, times)) for n in range(READERS)
        ]
        people += [
            threading.Thread(target=edit, args=(address, lines[n::EDITORS], ends, times)) for n in range(EDITORS)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    told(times)
    return 0


def told(times: Times) -> None:
    """Print a row for each kind of page."""
    print(f"{'':16}{'asked':>8}{'middle ms':>11}{'1 in 20 ms':>12}")
    for kind, seconds in sorted(times.items()):
        if not seconds:
            continue
        cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
        print(f"{kind:16}{len(seconds):8}{cuts[9] * 1000:11.0f}{cuts[18] * 1000:12.0f}")


def one_by_one(address: str, process: int, rounds: int = 5, searches: int = 100) -> Figures:
    """Nobody else asking: ms that the desk computes for each page, the first time and again, and for searches."""
    found = Figures()
    for path in PAGES:
        first, *again = (_computed(address, process, path) * 1000 for _ in range(rounds))
        found |= {f"page{path}.first.ms": first, f"page{path}.ms": min(again)}
    pairs = [f"{one} {other}" for one in WORDS for other in WORDS if one != other]
    queries = [*WORDS, *pairs]
    times = [
        _computed(address, process, "/search?" + urlencode({"q": queries[n % len(queries)]})) for n in range(searches)
    ]
    cuts = quantiles(times, n=100)
    return Figures(found | {f"search.p{cut}.ms": cuts[cut - 1] * 1000 for cut in (50, 95, 99)})


def _computed(address: str, process: int, path: str) -> float:
    """Seconds of computing that a process takes to answer: Linux tells them of any process by a clock of its own."""
    clock = ~process << 3 | 2
    start = clock_gettime(clock)
    asked(address, path)
    return clock_gettime(clock) - start


def read(address: str, number: int, ends: float, lines: list[str], articles: list[str], times: Times) -> None:
    """One reader."""
    chosen = random.Random(number)  # noqa: S311 - nothing secret is drawn
    sleep(chosen.random() * 2)
    while monotonic() < ends:
        kind, path = chosen.choice((
            ("listing", chosen.choice(PAGES)), ("listing", f"/statements?page={chosen.randint(1, 20)}"),
            ("line", f"/lines/{chosen.choice(lines)}"), ("article", f"/articles/{chosen.choice(articles)}"),
            ("search", "/search?" + urlencode({"q": chosen.choice(WORDS)})),
        ))  # fmt: skip
        start = perf_counter()
        asked(address, path)
        times[kind].append(perf_counter() - start)
        sleep(1 + chosen.random())


def edit(address: str, lines: list[str], ends: float, times: Times) -> None:
    """One editor: accepts lines and takes it back."""
    for line in lines:
        if monotonic() > ends:
            return
        seen = json.loads(asked(address, f"/lines/{quote(line)}.json")[1])["version"]
        start = perf_counter()
        to = asked(address, f"/lines/{quote(line)}", {"verdict": "accepted", "version": str(seen), "back": "/"})[0]
        times["decision"].append(perf_counter() - start)
        sleep(2)
        if "done=" in to:
            asked(address, f"/judgements/{to.partition('done=')[2]}/undo", {"back": "/"})
        sleep(2)


def asked(address: str, path: str, form: dict[str, str] | None = None) -> tuple[str, bytes]:
    """Where an answer leads, and its body; a form is posted."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, kind)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status >= 400 and not (form and answer.status == CONFLICT):
            raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
        return answer.getheader("location", ""), body
    finally:
        connection.close()


@contextmanager
def served(dossier: str) -> Iterator[tuple[str, int]]:
    """The address at which the dossier is served meanwhile, and the process that does it."""
    command = [sys.executable, "-m", "verbale", "serve", dossier, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            yield line.partition("the desk is at ")[2].partition(";")[0], process.pid
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
