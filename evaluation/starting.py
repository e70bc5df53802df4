"""What it takes to start: each verb as a process of its own, by the clock and in processor time.

Every verb is asked for its help, which is what starting costs; those that show a dossier are run on an empty one too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from evaluation.figures import Figures

ROUNDS = 3
VIEWS = ("state", "statements", "positions", "timeline", "calendar", "contradictions", "actors", "articles", "check")


def figures() -> Figures:
    """Seconds of the program's own help, of that of each verb, and of each view of an empty dossier; best of three."""
    from verbale.cli import app

    verbs = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    found = Figures({"help.clock.s": _clock("--help"), "help.s": _computing("--help")})
    for verb in sorted(verbs):
        found[f"{verb}.help.s"] = _computing(verb, "--help")
    with tempfile.TemporaryDirectory() as folder:
        brief, dossier = Path(folder) / "brief.toml", str(Path(folder) / "empty.db")
        brief.write_text('title = "Talks"\n', encoding="utf-8")
        _run("new", dossier, "--brief", str(brief))
        for verb in VIEWS:
            found[f"{verb}.s"] = _computing(verb, dossier)
    return found


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "verbale", *arguments], check=True, capture_output=True, timeout=600)


def _clock(*arguments: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        _run(*arguments)
        best = min(best, perf_counter() - start)
    return best


def _computing(*arguments: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        before = getrusage(RUSAGE_CHILDREN)
        _run(*arguments)
        after = getrusage(RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best
