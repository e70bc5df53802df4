"""Articles come in by feeds while twenty read at the desk and two edit: what fails, what it takes, whether that grows.

    python -m evaluation.soak [ARTICLES] [MINUTES] [DOSSIER]

The feeds are served by this program, and one `verbale watch` polls them each minute: so many articles in so many
minutes. Of a dossier that is given a copy is served, and what is watched waits in its intake; without one a dossier is
made, and what comes is kept at once (`--keep`). Readers and editors are those of `evaluation.load`. Articles that come
slower than that are waited for, up to three times as long and ten minutes; then it is an error, as is whatever does not
end. Told are, as it goes on and at the end: errors, how many came, the memory of the desk and of the watch, the size of
what is written ahead (the file `-wal` beside the dossier, which grows while pages overlap without end), and how long
pages took: the middle one and that which one in twenty exceeds, in the first half of the time and in the second.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from pathlib import Path
from random import Random
from time import monotonic, sleep

from evaluation import load
from evaluation.generated import people, vocabulary
from evaluation.memory import of_processes
from verbale.intake.feeds import MOST
from verbale.store.sql import open_dossier

AT_FIRST = 50
"""Articles that a new dossier holds before it is served."""
FROM = 2 * AT_FIRST
ONCE = ("--once", "--keep", "--allow-host", "127.0.0.1")
DEFAULT = ("500", "3")
"""Articles and minutes."""
LOOKS, EVERY, FURTHER, LONGEST = 5, 60, 600, 3_600
"""Seconds between looks, between words on how it goes, that late articles are waited for beyond three times as long,
and after which a command does not end any more."""
SIZED = ("memory of the desk", "memory of the watch", "what is written ahead")
_ROUND = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC: ")
A_DAY = 60
PARTIES = ", ".join(
    f'{{code = "{code}", name = "{name}"}}'
    for code, name in (("KEN", "Kenya"), ("PER", "Peru"), ("JPN", "Japan"), ("ITA", "Italy"), ("CHL", "Chile"))
)


class Feed(BaseHTTPRequestHandler):
    """A JSON Feed (version 1.1) of so many articles at a time from a number on, in all so many: all in the path.

    Who asks again and says (by `If-None-Match`) which it has is given those that come next, else the same ones.
    """

    def do_GET(self) -> None:
        """Answer with a feed; there is nothing else."""
        if not self.path.startswith("/feed/"):
            self.send_error(404)
            return
        first, each, count = map(int, self.path.split("/")[2:])
        come = int(self.headers.get("If-None-Match", '"0"').strip('"'))
        numbers = range(first + come, first + min(come + each, count))
        if not numbers:
            self.send_response(304)
            self.end_headers()
            return
        items = [_item(number) for number in numbers]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Soak", "items": items}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/feed+json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{come + len(numbers)}"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


_SAID = (
    "{who} told reporters on {n} March that {other} had refused to {did} the {a} accord on {b}.",
    "{who} met envoys of {other} in {place} to talk about the {a} {b}.",
    "“We will not {did} the {a} plan before the road to {place} is open,” {who} said. “Nobody has asked for {b}.”",
    "{who} denied that the {a} dam near {place} leaks, and asked {other} to send {n} engineers.",
    "{other} will {did} the {a} list in {place} on {n} May, {who} said, if the {b} is repaid.",
)


def _paragraph(draw: Random) -> str:
    """Of as many people and things as the press speaks of: what is alike in everything is one single component."""
    who, words = draw.choice(people()), draw.sample(vocabulary(), 3)
    return draw.choice(_SAID).format(
        who=f"{str(who.role).title()} {who.name}",
        other=draw.choice(("Kenya", "Peru", "Japan", "Italy", "Chile")), place=words[0].title(), n=draw.randint(1, 28),
        did=draw.choice(("accept", "sign", "discuss", "leave")), a=words[1], b=words[2],
    )  # fmt: skip


def _item(number: int) -> dict[str, str]:
    draw = Random(number)  # noqa: S311 - any text will do, the same each time
    day = date(2015, 1, 1) + timedelta(days=number // A_DAY)
    text = "\n\n".join(_paragraph(draw) for _ in range(6))
    address = f"http://127.0.0.1/articles/{number}"
    return {
        "id": address, "url": address, "title": f"Talks on the border, part {number}", "content_text": text,
        "date_published": f"{day}T09:00:00Z",
    }  # fmt: skip


@contextmanager
def feeds() -> Iterator[str]:
    """The address of the feeds meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()


def verbale(*arguments: str) -> list[str]:
    """Run a command; what it complains of where it fails, or does not end."""
    command = [sys.executable, "-m", "verbale", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return [f"{arguments[0]}: it did not end within {LONGEST} seconds and was killed"]
    return [f"{arguments[0]}: status {done.returncode}: {done.stderr.strip()}"] if done.returncode else []


def written_ahead(dossier: str) -> float:
    """MB of what SQLite has written and not yet put into the file; 0 where nothing is."""
    try:
        return Path(f"{dossier}-wal").stat().st_size / 1_000_000
    except FileNotFoundError:
        return 0.0


@dataclass
class Soak:
    """What is seen while it goes on."""

    dossier: str
    wanted: int
    begun: float = field(default_factory=monotonic)
    errors: list[str] = field(default_factory=list)
    times: load.Times = field(default_factory=lambda: defaultdict(list))
    sizes: list[tuple[float, ...]] = field(default_factory=list)
    """Of SIZED, MB, at each look."""
    before: int = 0

    def came(self) -> int:
        """How many articles wait or were kept that did not when it began."""
        with open_dossier(self.dossier) as store:
            counts = store.queue().count()
        return counts["waiting"] + counts["kept"] - self.before

    def goes_on(self, watch: subprocess.Popen[bytes], desk: int, ends: float) -> None:
        """Look on until all have come and the time is over, or it is no use to wait any longer."""
        until, told = ends + 2 * (ends - self.begun) + FURTHER, self.begun
        while (came := self.came()) < self.wanted or monotonic() < ends:
            desks = (desk, *load.begun_by(desk))
            ahead = written_ahead(self.dossier)
            self.sizes.append((of_processes(desks), of_processes([watch.pid]), ahead))
            if monotonic() - told >= EVERY:
                told = monotonic()
                how = f"{came:,} came, {ahead:.1f} MB written ahead, {len(self.errors)} errors"
                print(f"{told - self.begun:6.0f} s: {how}", flush=True)
            if came < self.wanted and (watch.poll() is not None or monotonic() > until):
                self.errors.append(f"{came:,} of {self.wanted:,} articles came; watch: status {watch.poll()}")
                return
            sleep(LOOKS)
        print(f"all {self.wanted:,} came within {monotonic() - self.begun:.0f} s", flush=True)


def main(arguments: list[str]) -> int:
    """Print errors, sizes and times; 1 where there was an error."""
    wanted, minutes = (float(a) for a in (*arguments[:2], *DEFAULT[len(arguments) :]))
    with tempfile.TemporaryDirectory() as folder, feeds() as feed:
        of = Soak(str(Path(folder) / "soak.db"), int(wanted))
        if arguments[2:]:
            shutil.copy(arguments[2], of.dossier)
        else:
            brief = Path(folder) / "brief.toml"
            brief.write_text(f'title = "Soak"\nparties = [{PARTIES}]\n', encoding="utf-8")
            of.errors += verbale("new", of.dossier, "--brief", str(brief))
            of.errors += verbale("watch", of.dossier, f"{feed}/{AT_FIRST}/{AT_FIRST}/{AT_FIRST}", *ONCE)
        of.before = of.came()
        with load.served(of.dossier, of.errors) as (address, desk):
            of.begun = monotonic()
            ends = of.begun + minutes * 60
            people = load.people(address, ends, of.times, of.errors)
            polled = list(_polled(feed, of.wanted, ceil(of.wanted / minutes)))
            with _watching(of, polled, keeps=not arguments[2:]) as watch:
                of.goes_on(watch, desk, ends)
            load.gone(people, ends, of.errors)
        _told(of)
        checked = monotonic()
        of.errors += verbale("check", of.dossier)
        print(f"\nthe dossier was checked in {monotonic() - checked:.0f} s")
    for line in of.errors:
        print(f"error: {line}")
    return 1 if of.errors else 0


def _polled(feed: str, wanted: int, a_minute: int) -> Iterator[str]:
    """The addresses of feeds that hold so many articles together, each as many at a time as a watch looks at."""
    count = ceil(a_minute / MOST)
    for number in range(count):
        first, last = number * wanted // count, (number + 1) * wanted // count
        yield f"{feed}/{FROM + first}/{ceil(a_minute / count)}/{last - first}"


@contextmanager
def _watching(of: Soak, polled: Sequence[str], *, keeps: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A watch on feeds that is ended when it is left; what it says of any failure is an error."""
    options = ["--every", "1", "--allow-host", "127.0.0.1", *(["--keep"] if keeps else [])]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        with told.open("ab") as out:
            command = [sys.executable, "-m", "verbale", "watch", of.dossier, *polled, *options]
            process = subprocess.Popen(command, stderr=out)
        try:
            yield process
        finally:
            complaint = load.ended(process)
        said = told.read_text("utf-8", "replace").splitlines()
        failed = [line for line in said if not _ROUND.match(line) or " refused" in line]
        of.errors += [f"watch: {line}" for line in (*failed, *complaint)]


def _told(of: Soak) -> None:
    moments = [of.sizes[(len(of.sizes) - 1) * quarter // 4] for quarter in range(5)] if of.sizes else []
    for number, name in enumerate(SIZED):
        most = max((sizes[number] for sizes in of.sizes), default=0)
        print(f"{name}, MB, in quarters: {' '.join(f'{m[number]:.0f}' for m in moments)}; at most {most:.0f}")
    for half in (0, 1):
        print(f"\nthe {('first', 'second')[half]} half of what was asked")
        load.told({k: found[half * len(found) // 2 : (half + 1) * len(found) // 2] for k, found in of.times.items()})
    sys.stdout.flush()


if __name__ == "__main__":
    load.ends_what_it_began()
    sys.exit(main(sys.argv[1:]))
