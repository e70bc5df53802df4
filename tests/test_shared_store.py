"""A dossier on a PostgreSQL server that several machines add to at once, as the how-to page tells it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.servers import program
from tests.test_docs import ROOT, blocks

from verbale import desk
from verbale.store import sql

TOLD = "postgresql://desk@db.unit.example/press"
EXAMPLES = ROOT / "examples" / "japan-russia"


def articles(folder: Path) -> None:
    """Two folders of articles, of which each has one that the other has as well."""
    texts = sorted(EXAMPLES.glob("*.txt"))[:5]
    for name, some in (("morning", texts[:3]), ("evening", texts[2:])):
        (folder / name).mkdir()
        for text in some:
            shutil.copy(text, folder / name)


@pytest.mark.slow
def test_machines_that_add_at_once_make_the_record_of_one_as_the_page_tells(
    server: str, address: str, tmp_path: Path
) -> None:
    articles(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    schema = address.rpartition("schema=")[2]
    for block in blocks("share-a-dossier-on-a-server", "sh"):
        lines = [
            line.replace(f"{TOLD}?schema=talks", address).replace(TOLD, server).replace("=talks ", f"={schema} ")
            for line in block.splitlines()
        ]
        commands = [[*made(name), *rest] for name, *rest in map(shlex.split, lines)]
        together = [
            subprocess.Popen(c, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for c in commands
        ]
        for line, running in zip(lines, together, strict=True):
            _, errors = running.communicate(timeout=300)
            assert running.returncode == 0, f"{line}: {errors}"
    assert f"CREATE SCHEMA {schema};" in (tmp_path / "talks.sql").read_text(encoding="utf-8")
    alone = str(tmp_path / "alone.db")
    for line in (["new", alone, "--brief", str(EXAMPLES / "brief.toml")], ["add", alone, "evening", "morning"]):
        subprocess.run([*made("verbale"), *line], cwd=tmp_path, check=True, capture_output=True, timeout=600)
    assert lines_of(address) == lines_of(alone)


def made(name: str) -> list[str]:
    """The program that a name on the page stands for here."""
    return [sys.executable, "-m", "verbale"] if name == "verbale" else [str(program(name))]


def lines_of(where: str) -> list[str]:
    """The lines of the record of a dossier."""
    with sql.open_dossier(where) as store:
        return sorted(repr(line) for line in desk.record_of(store).lines())
