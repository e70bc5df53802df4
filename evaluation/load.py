"""How long a served dossier takes to answer when many use it: twenty readers and two editors at once.

    python -m evaluation.load DOSSIER [SECONDS]

The desk is served in a process of its own, as `verbale serve` does. Readers open pages and search, thinking for a
second or two between them; editors accept a line and take it back. Told is the time from asking to the whole answer, of
each kind of page and of searches: the middle one and that which one in twenty exceeds; and what the desk's processes
computed for an answer. Who is refused or waits longer than `PATIENCE` goes on; it is told as an error.
"""

from __future__ import annotations

import http.client
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from html import unescape
from os import sysconf
from pathlib import Path
from statistics import quantiles
from time import clock_gettime, monotonic, perf_counter, sleep
from urllib.parse import quote, urlencode, urlsplit

from evaluation.figures import Figures

PATIENCE = 60
"""Seconds after which an answer does not come any more, and a program that was to end does not."""
KILLED = 60
"""Seconds after which one that was killed is gone."""
BEGINS = 1_800
"""Seconds in which a desk answers: what waits to be settled is settled before."""
CONFLICT = 409
"""Somebody else decided meanwhile, as happens where two edit."""
READERS = 20
EDITORS = 2
PAGES = ("/", "/intake", "/statements", "/positions", "/timeline", "/calendar", "/preconditions", "/linkages",
         "/contradictions", "/actors", "/articles", "/sources", "/review", "/digest", "/editions", "/judgements",
         "/brief", "/settings")  # fmt: skip
WORDS = ("talks", "minister", "treaty", "meeting", "said", "border", "water", "agreement")
Times = dict[str, list[float]]
Person = Callable[[], None]


class Unanswered(Exception):
    """An answer that did not come, or was a refusal."""


def main(arguments: list[str]) -> int:
    """Print a row for each kind of page, and errors; 1 where there was one."""
    dossier, length = arguments[0], float(arguments[1]) if len(arguments) > 1 else 60.0
    times: Times = defaultdict(list)
    errors: list[str] = []
    with served(dossier, errors) as (address, process):
        begun, computed = monotonic(), computing(process)
        gone(people(address, begun + length, times, errors), begun + length, errors)
        computed, passed = computing(process) - computed, monotonic() - begun
    told(times)
    answers = sum(map(len, times.values()))
    print(f"{answers} answers in {passed:.0f} s, {computed / max(answers, 1) * 1000:.0f} ms of computing each")
    for line in errors:
        print(f"error: {line}")
    return 1 if errors else 0


def told(times: Times) -> None:
    """Print a row for each kind of page."""
    print(f"{'':16}{'asked':>8}{'middle ms':>11}{'1 in 20 ms':>12}")
    for kind, seconds in sorted(times.items()):
        if not seconds:
            continue
        cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
        print(f"{kind:16}{len(seconds):8}{cuts[9] * 1000:11.0f}{cuts[18] * 1000:12.0f}")


def people(address: str, ends: float, times: Times, errors: list[str]) -> list[threading.Thread]:
    """Readers and editors at work until a moment."""
    lines = [e["key"] for e in json.loads(asked(address, "/statements.json?size=100")[1])["entries"]]
    articles = [e["origin"] for e in json.loads(asked(address, "/articles.json?size=100")[1])["entries"]]
    work: list[Person] = [*(partial(read, address, n, ends, lines, articles, times, errors) for n in range(READERS))]
    work += [partial(edit, address, lines[n::EDITORS], ends, times, errors) for n in range(EDITORS)]
    begun = [threading.Thread(target=one, daemon=True) for one in work]
    for person in begun:
        person.start()
    return begun


def gone(people: Iterable[threading.Thread], ends: float, errors: list[str]) -> None:
    """Wait until all have gone who were to go at a moment; an editor may wait for three answers before."""
    for person in people:
        person.join(max(ends - monotonic(), 0) + 4 * PATIENCE)
        if person.is_alive():
            errors.append("somebody at the desk never got an answer")


def computing(process: int) -> float:
    """Seconds that a process and those it began have computed so far; none where it has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / sysconf("SC_CLK_TCK") + sum(map(computing, begun_by(process)))
    return 0.0


def begun_by(process: int) -> list[int]:
    """The processes that a process began and that have not ended; it may end meanwhile, or a thread of it."""
    begun: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                begun += map(int, (task / "children").read_text().split())
    return begun


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


def read(
    address: str, number: int, ends: float, lines: list[str], articles: list[str], times: Times, errors: list[str]
) -> None:
    """One reader."""
    chosen = random.Random(number)  # noqa: S311 - nothing secret is drawn
    sleep(chosen.random() * 2)
    while monotonic() < ends:
        kind, path = chosen.choice((
            ("listing", chosen.choice(PAGES)), ("listing", f"/statements?page={chosen.randint(1, 20)}"),
            ("line", f"/lines/{chosen.choice(lines)}"), ("article", f"/articles/{chosen.choice(articles)}"),
            ("search", "/search?" + urlencode({"q": chosen.choice(WORDS)})),
        ))  # fmt: skip
        with _noted(errors), _timed(times[kind]):
            asked(address, path)
        sleep(1 + chosen.random())


def edit(address: str, lines: list[str], ends: float, times: Times, errors: list[str]) -> None:
    """One editor: accepts lines and takes it back."""
    for line in lines:
        if monotonic() > ends:
            return
        with _noted(errors):
            seen = json.loads(asked(address, f"/lines/{quote(line)}.json")[1])["version"]
            form = {"verdict": "accepted", "version": str(seen), "back": "/"}
            with _timed(times["decision"]):
                to = asked(address, f"/lines/{quote(line)}", form)[0]
            sleep(2)
            if "done=" in to:
                asked(address, f"/judgements/{to.partition('done=')[2]}/undo", {"back": "/"})
        sleep(2)


@contextmanager
def _noted(errors: list[str]) -> Iterator[None]:
    try:
        yield
    except Unanswered as error:
        errors.append(str(error))


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    """The time that it takes, be it in vain."""
    start = perf_counter()
    try:
        yield
    finally:
        seconds.append(perf_counter() - start)


def asked(address: str, path: str, form: dict[str, str] | None = None) -> tuple[str, bytes]:
    """Where an answer leads, and its body; a form is posted. Raises Unanswered."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=PATIENCE)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, kind)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Unanswered(f"{path}: {error or type(error).__name__}") from error
    finally:
        connection.close()
    if answer.status >= 400 and not (form and answer.status == CONFLICT):
        raise Unanswered(f"{path}: {answer.status} {_alert(body.decode('utf-8', 'replace'))}")
    return answer.getheader("location", ""), body


def _alert(page: str) -> str:
    """What a page says went wrong."""
    return unescape(page.partition('role="alert">')[2].partition("<")[0]) or page[:200]


@contextmanager
def served(dossier: str, errors: list[str] | None = None) -> Iterator[tuple[str, int]]:
    """The address at which the dossier is served meanwhile, and the process that does it; raises Unanswered.

    What the desk says goes to a file, so that it never waits for somebody who reads it; what it says once it answers,
    and that it does not end, are errors.
    """
    command = [sys.executable, "-m", "verbale", "serve", dossier, "--port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        with told.open("ab") as out:
            process = subprocess.Popen(command, stderr=out)
        try:
            address = _answering(process, told)
            before = told.stat().st_size
            yield address, process.pid
        finally:
            complaint = ended(process)
        more = told.read_bytes()[before:].decode("utf-8", "replace").splitlines()
        if errors is not None:
            errors += [f"the desk: {line}" for line in (*more, *complaint)]


def _answering(process: subprocess.Popen[bytes], told: Path) -> str:
    """The address that a desk tells once it answers; raises Unanswered."""
    until = monotonic() + BEGINS
    while "the desk is at " not in (said := told.read_text("utf-8", "replace")) or not said.endswith("\n"):
        if process.poll() is not None or monotonic() > until:
            raise Unanswered(f"no desk was served, with status {process.poll()}: {said.strip()}")
        sleep(0.1)
    return said.partition("the desk is at ")[2].partition(";")[0]


def ended(process: subprocess.Popen[bytes]) -> list[str]:
    """End a program, if need be by force; what is to be said of that."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(KILLED)
        return [f"it did not end within {PATIENCE} seconds and was killed"]
    return []


def ends_what_it_began() -> None:
    """Have this program, where it is told to end, end those that it began before."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


if __name__ == "__main__":
    ends_what_it_began()
    sys.exit(main(sys.argv[1:]))
