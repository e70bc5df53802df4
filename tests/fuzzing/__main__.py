"""Fuzzing guided by what runs (atheris): `python -m tests.fuzzing TARGET [SECONDS]`, or `make fuzz` for all targets.

It ends with the input that broke something, as a file `crash-…` or `timeout-…` in the folder it is run in.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["verbale"]):
    from tests.fuzzing import targets
    from tests.reading.formats.test_fuzz import KINDS, valid


EXAMPLES = Path(__file__).parents[2] / "examples" / "japan-russia"


def one_input(data: bytes) -> None:
    """Give an input to the target."""
    if TARGET == "file":
        targets.a_file(data)
    else:
        targets.survives(targets.TEXTS[TARGET], data.decode("utf-8", "replace"))


def main(seconds: int) -> None:
    """Fuzz for so many seconds; an input may take ten."""
    with tempfile.TemporaryDirectory() as folder:
        for number, piece in enumerate(targets.PIECES.get(TARGET, ())):
            (Path(folder) / str(number)).write_text(piece * 3, encoding="utf-8")
        if TARGET in ("page", "clause", "article", "file"):
            for page in EXAMPLES.glob("*.txt"):
                (Path(folder) / page.name).write_bytes(page.read_bytes())
        for kind in KINDS if TARGET == "file" else ():
            (Path(folder) / kind).write_bytes(valid(kind))
        options = [f"-max_total_time={seconds}", "-timeout=10", f"-max_len={20_000 if TARGET == 'file' else 3_000}"]
        if TARGET in targets.PIECES:
            words = "\n".join(f'"{_escaped(p)}"' for p in targets.PIECES[TARGET])
            (Path(folder) / "words").write_text(words, encoding="ascii")
            options.append(f"-dict={folder}/words")
        if TARGET != "file":
            targets.survives(targets.TEXTS[TARGET], "Talks go on.")  # loads what is loaded once
        atheris.Setup([sys.argv[0], *options, folder], one_input)
        atheris.Fuzz()


def _escaped(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())


if __name__ == "__main__":
    TARGET = sys.argv[1]
    main(int(sys.argv[2]) if len(sys.argv) > 2 else 120)
