"""The files that figures were measured on, pinned by SHA-256: a figure means something only on the same ones."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

PINS = Path(__file__).with_name("pins.toml")


def digests(bench: Path | None, gold: Path | None) -> dict[str, str]:
    """SHA-256 by name of every data file and scorer of the folders, by folder."""
    named = {"bench": (bench, ("*/*.jsonl", "*.py")), "gold": (gold, ("*/*.json", "*/*.txt", "dossiers/*/*"))}
    found: dict[str, str] = {}
    for name, (folder, patterns) in named.items():
        files = sorted(p for pattern in patterns for p in (folder.glob(pattern) if folder else ()) if p.is_file())
        found |= {
            f"{name}/{p.relative_to(folder)}": hashlib.sha256(p.read_bytes()).hexdigest() for p in files if folder
        }
    return found


def pinned() -> dict[str, str]:
    """What `pins.toml` says."""
    return tomllib.loads(PINS.read_text(encoding="utf-8"))["files"] if PINS.exists() else {}


def changed(now: dict[str, str]) -> Iterator[str]:
    """Names of files that are not what was pinned, are gone from a folder that is there, or are new."""
    kept, here = pinned(), {name.partition("/")[0] for name in now}
    yield from sorted(n for n in {*now, *kept} if n.partition("/")[0] in here and now.get(n) != kept.get(n))


def pin(now: dict[str, str]) -> None:
    """Keep these digests, and those of folders that are not there."""
    here = {name.partition("/")[0] for name in now}
    kept = {name: digest for name, digest in pinned().items() if name.partition("/")[0] not in here}
    lines = [f'"{name}" = "{digest}"' for name, digest in sorted({**kept, **now}.items())]
    head = "# SHA-256 of what the floors were measured on; renewed by `python -m evaluation.gate --pin`."
    PINS.write_text("\n".join([head, "", "[files]", *lines]) + "\n", encoding="utf-8")
