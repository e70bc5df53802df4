"""The documentation is built without a network, has no link that leads nowhere, and loads nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

from verbale.cli import app
from verbale.model.brief import Brief, Heading, Issue, Office, Organisation, Outlet, Party, Person, Place, PlaceName

ROOT = Path(__file__).parents[1]
_LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?(?:https?:)?//|<link[^>]*\shref=[\"']?(?:https?:)?//"
)


@pytest.mark.slow
def test_the_site_is_whole_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    build = "from tests import jail; jail.close(); from mkdocs.__main__ import cli; cli()"
    command = [sys.executable, "-c", build, "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    pages = {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")
    }
    assert {"index.html", "reference/commands.html", "explanation/security.html"} <= set(pages)
    assert {name for name, page in pages.items() if _LOADED.search(page)} == set()
    styles = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.css"))
    assert not re.search(r"url\([\"']?(?:https?:)?//|@import", styles)


def test_what_the_page_on_security_says_is_tested_is_tested() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|evaluation)/[\w/.]+)`(?: \*([^*]+)\*)?", page)
    assert len(named) > 20
    for place, words in named:
        content = (ROOT / place).read_text(encoding="utf-8") if (ROOT / place).is_file() else ""
        assert words.replace(" ", "_") in content if words else (ROOT / place).exists(), (place, words)


def test_every_command_and_every_option_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    commands = getattr(typer.main.get_command(app), "commands")  # noqa: B009 - which class it is, is typer's affair
    for verb, command in commands.items():
        told = page.partition(f"## `verbale {verb}`\n")[2].partition("\n## ")[0]
        for parameter in command.params:
            named = [o for o in parameter.opts if o.startswith("--")] or [parameter.metavar or parameter.name.upper()]
            assert all(name in told for name in named), (verb, named)


@pytest.mark.parametrize("cls", [Brief, Party, Issue, Place, PlaceName, Office, Person, Organisation, Outlet, Heading])
def test_every_setting_of_a_brief_is_in_the_reference(cls: type[Any]) -> None:
    page = (ROOT / "docs" / "reference" / "brief.md").read_text(encoding="utf-8")
    assert [setting.name for setting in fields(cls) if f"`{setting.name}`" not in page] == []
