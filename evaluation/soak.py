"""Articles come in by a feed while twenty read at the desk and two edit: what fails, what it takes, whether that grows.

    python -m evaluation.soak [ARTICLES] [MINUTES] [DOSSIER]

The feed is served by this program, `verbale watch --keep` takes fifty articles of it at a time until there are so many,
and readers and editors are those of `evaluation.load`. Of a dossier that is given a copy is served, and what is watched
waits in its intake, five hundred at a time. The desk goes on until both are through: so many articles came, and so many
minutes are over. Told are errors, the memory of the desk from beginning to end, and how long pages took: the middle one
and that which one in twenty exceeds, in the first half of the time and in the second.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from time import monotonic

from evaluation import load
from evaluation.generated import people, vocabulary
from evaluation.memory import megabytes

KEPT, WAITING = 50, 500
"""Articles of one feed that are kept at once, and that wait."""
DEFAULT = ("500", "3")
"""Articles and minutes."""
A_DAY = 60
PARTIES = ", ".join(
    f'{{code = "{code}", name = "{name}"}}'
    for code, name in (("KEN", "Kenya"), ("PER", "Peru"), ("JPN", "Japan"), ("ITA", "Italy"), ("CHL", "Chile"))
)


class Feed(BaseHTTPRequestHandler):
    """A JSON Feed (version 1.1) of so many articles from a number on, both in the path."""

    def do_GET(self) -> None:
        """Answer with a feed; there is nothing else."""
        if not self.path.startswith("/feed/"):
            self.send_error(404)
            return
        first, count = map(int, self.path.split("/")[2:])
        items = [_item(number) for number in range(first, first + count)]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Soak", "items": items}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/feed+json")
        self.send_header("Content-Length", str(len(body)))
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


def verbale(*arguments: str) -> str:
    """Run a command; what it complains of where it fails, else nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "verbale", *arguments], capture_output=True, text=True, check=False, timeout=600
    )
    return f"{arguments[0]}: status {done.returncode}: {done.stderr.strip()}" if done.returncode else ""


def main(arguments: list[str]) -> int:
    """Print errors, memory and times; 1 where there was an error."""
    wanted, minutes = (float(a) for a in (*arguments[:2], *DEFAULT[len(arguments) :]))
    errors: list[str] = []
    times: load.Times = defaultdict(list)
    memory: list[float] = []
    with tempfile.TemporaryDirectory() as folder, feeds() as feed:
        dossier, came, verb = str(Path(folder) / "soak.db"), 0, partial(_taken, keeps=len(arguments) < 3)
        if arguments[2:]:
            shutil.copy(arguments[2], dossier)
        else:
            brief = Path(folder) / "brief.toml"
            brief.write_text(f'title = "Soak"\nparties = [{PARTIES}]\n', encoding="utf-8")
            errors += filter(None, [verbale("new", dossier, "--brief", str(brief)), verb(dossier, feed, 0)])
            came = KEPT
        with load.served(dossier) as (address, process):
            ends = monotonic() + minutes * 60
            people = load.people(address, ends, times, errors)
            while came < wanted or monotonic() < ends:
                memory.append(sum(map(megabytes, (process, *load.begun_by(process)))))
                if came < wanted:
                    errors += filter(None, [verb(dossier, feed, came)])
                    came += WAITING if arguments[2:] else KEPT
                else:
                    threading.Event().wait(10)
            for person in people:
                person.join(600)
            memory.append(sum(map(megabytes, (process, *load.begun_by(process)))))
        errors += filter(None, [verbale("check", dossier)])
    _told(came, memory, times)
    for line in errors:
        print(f"error: {line}")
    return 1 if errors else 0


def _told(came: int, memory: Sequence[float], times: load.Times) -> None:
    moments = [memory[(len(memory) - 1) * quarter // 4] for quarter in range(5)]
    print(f"{came:,} articles came; memory of the desk, MB, in quarters: {' '.join(f'{m:.0f}' for m in moments)}")
    for half in (0, 1):
        print(f"\nthe {('first', 'second')[half]} half of what was asked")
        load.told({kind: found[half * len(found) // 2 : (half + 1) * len(found) // 2] for kind, found in times.items()})


def _taken(dossier: str, feed: str, first: int, *, keeps: bool) -> str:
    address = f"{feed}/{first}/{KEPT if keeps else WAITING}"
    return verbale("watch", dossier, address, "--once", "--allow-host", "127.0.0.1", *(["--keep"] if keeps else []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
