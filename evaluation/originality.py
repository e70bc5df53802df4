"""Eight words in a row that a file of ours shares with texts that are not ours to publish.

    python -m evaluation.originality            every run, with the file it stands in

The texts are those of `VERBALE_GOLD`, of the folder of seeds beside it, and of `VERBALE_BENCH`. Numerals and
punctuation do not count; case does not either. Of a program its comments and strings are text. A row of names of the
published shape ("title section published …") is no text. In `corpus/test` a run is counted and never shown.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
RUN = 8
TEXTS = {".txt", ".md", ".toml", ".csv", ".py", ".html", ".json", ".jsonl", ".svg", ".sh"}
OPEN_NOTICES = {"LICENSE", "NOTICE", "requirements/build.txt", "requirements/dev.txt", "requirements/run.txt"}
SHAPE = "src/verbale/views/reading.schema.json"
"""The published shape of a reading, which the design says the package carries."""
ISSUES = "src/verbale/understanding/tables/issues.toml"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Shared(NamedTuple):
    """A run of words, the file of ours it stands in, and the file that is not ours."""

    path: str
    words: str
    source: str


def foreign() -> list[Path]:
    """The files of the folders that the environment names; none where it names none."""
    gold, bench = os.environ.get("VERBALE_GOLD"), os.environ.get("VERBALE_BENCH")
    folders = [Path(gold), Path(gold).parent / "seeds"] if gold else []
    folders += [Path(bench)] if bench else []
    return sorted(p for f in folders for p in f.rglob("*") if p.is_file() and p.suffix in TEXTS)


def ours() -> list[Path]:
    """Every text that git tracks or would track, save licences, locks and what is copied by leave."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=600
    ).stdout.splitlines()
    kept = [name for name in listed if name not in OPEN_NOTICES | {SHAPE}]
    return [p for p in (ROOT / name for name in kept) if p.suffix in TEXTS and p.is_file()]


def shared(files: list[Path], sources: list[Path]) -> list[Shared]:
    """Runs of `files` that stand in `sources` too, each once for a file."""
    where: dict[str, set[str]] = {}
    for path in files:
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
        for run in _runs(path):
            where.setdefault(run, set()).add(name)
    found = {(name, run): source.name for source in sources for run in _runs(source) for name in where.get(run, ())}
    return sorted(Shared(name, run, source) for (name, run), source in found.items())


def _runs(path: Path) -> Iterator[str]:
    for text in _texts(path):
        words = _WORD.findall(text.casefold().replace("’", "'"))
        for at in range(len(words) - RUN + 1):
            run = words[at : at + RUN]
            if not _names() >= set(run) and len(set(run)) > 1:
                yield " ".join(run)


@cache
def _names() -> frozenset[str]:
    """The words of which the names of fields, values and issues are made."""
    issues = tomllib.loads((ROOT / ISSUES).read_text(encoding="utf-8"))
    named = [*_named(json.loads((ROOT / SHAPE).read_text(encoding="utf-8"))), *issues]
    return frozenset(_WORD.findall(" ".join(named).casefold()))


def _named(shape: Any) -> Iterator[str]:  # Any: JSON
    if isinstance(shape, dict):
        yield from shape.get("properties", {})
        yield from (str(value) for value in shape.get("enum", ()))
    for inner in shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ():
        yield from _named(inner)


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file: every string of JSON and of a program by itself, its comments, other files whole."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".py":
        with path.open("rb") as lines:
            told = [
                t.string for t in tokenize.tokenize(lines.readline) if t.type in (tokenize.COMMENT, tokenize.STRING)
            ]
        yield from told
        yield " ".join(words.lstrip("# ") for words in told if words.startswith("#"))
        return
    if path.suffix == ".json":
        yield from _strings(json.loads(raw))
    elif path.suffix == ".jsonl":
        yield from (s for line in raw.splitlines() if line.strip() for s in _strings(json.loads(line)))
    else:
        yield raw


def _strings(value: Any) -> Iterator[str]:  # Any: JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def told(found: list[Shared]) -> list[str]:
    """One line a run; those of `corpus/test` are counted in one line, without their words."""
    hidden = [s for s in found if s.path.startswith("corpus/test/")]
    lines = [f"{s.path}: “{s.words}” ({s.source})" for s in found if s not in hidden]
    return lines + ([f"corpus/test: {len(hidden)} runs"] if hidden else [])


def main() -> int:
    """Print every shared run; 1 where there is one."""
    sources = foreign()
    if not sources:
        print("originality: VERBALE_GOLD and VERBALE_BENCH are not set; nothing was compared")
        return 0
    lines = told(shared(ours(), sources))
    print("\n".join(lines) or "originality: no eight words in a row are shared")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
