"""The reference says what the program does: every command, annotator and measure is in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from examples import exports_reference, licences

from verbale.understanding.builtin import BUILT_IN, registry

ROOT = Path(__file__).parents[1]


def test_the_reference_of_exports_is_made_of_the_forms_and_the_dictionary() -> None:
    written = exports_reference.PAGE.read_text(encoding="utf-8")
    assert exports_reference.page() == written, "renew it with: python examples/exports_reference.py"


@pytest.mark.skipif(sys.platform != "linux", reason="the page lists what is installed on Linux")
def test_the_reference_of_licences_is_what_the_installed_packages_say() -> None:
    written = licences.PAGE.read_text(encoding="utf-8")
    assert licences.page() == written, "renew it with: python examples/licences.py"
    assert not re.search(r"\| *\|$", written, flags=re.MULTILINE), "a package says nothing of its licence"


@pytest.mark.slow
def test_the_reference_of_commands_is_what_the_command_line_says() -> None:
    command = [sys.executable, "-m", "typer", "verbale.cli", "utils", "docs", "--name", "verbale"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout
    written = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert told.strip() == written.strip(), "renew it with: make docs"


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_annotator_is_in_the_reference_as_it_declares_itself(name: str) -> None:
    page = (ROOT / "docs" / "reference" / "annotators.md").read_text(encoding="utf-8")
    declared = registry()[name]
    needs, gives = (", ".join(sorted(names)) or "–" for names in (declared.needs, declared.gives))
    assert f"| `{name}` | {needs} | {gives} | {declared.version} |" in page
