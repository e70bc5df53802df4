"""The reference of licences, made of what the installed packages say: `python examples/licences.py`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "licences.md"
_PINNED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_LONGEST = 60
"""Characters after which what a package gives as its licence is the text of it and not its name."""


def page() -> str:
    """The page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Licences\n\n<!-- made by examples/licences.py -->\n"
    yield "Verbale is under Apache-2.0. `requirements/run.txt` pins what it runs with, by version and by the hashes of"
    yield "the files, so that pip installs nothing else. The packages say of their licences:\n"
    yield "| package | licence |\n|---|---|"
    names = sorted(set(_PINNED.findall((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))))
    elsewhere = []
    for name in names:
        try:
            yield f"| {name} | {licence(metadata(name))} |"
        except PackageNotFoundError:
            elsewhere.append(name)
    yield f"\nInstalled on other systems alone, or by newer Pythons: {', '.join(elsewhere)}."
    yield "\nFiles of others that lie in the project, each with its licence beside it:\n"
    yield "| file | package | licence |\n|---|---|---|"
    vendored = tomllib.loads((ROOT / "tests" / "web" / "vendored.toml").read_text(encoding="utf-8"))
    for of in vendored["file"]:
        yield f"| `{of['path']}` | {of['package']} {of['version']} | {of['licence']} |"


def licence(of: PackageMetadata) -> str:
    """The licence of a package: as an expression (PEP 639), as a name, or by its classifiers."""
    told = of.get("License-Expression") or of.get("License") or ""
    if 0 < len(told) <= _LONGEST:
        return told
    classes = [c.split(" :: ")[-1] for c in of.get_all("Classifier") or () if c.startswith("License")]
    return ", ".join(classes)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
