"""What others wrote and lies in the project is what they published, with its licence beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = tomllib.loads((Path(__file__).parent / "vendored.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("of", FILES, ids=lambda of: of["package"])
def test_a_file_of_others_is_as_they_published_it(of: dict[str, Any]) -> None:
    content = (ROOT / of["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == of["sha256"]
    assert of["version"].encode() in content
    assert (ROOT / of["licence_file"]).stat().st_size > 100


def test_every_script_that_is_served_is_ours_or_listed() -> None:
    served = {p.relative_to(ROOT).as_posix() for p in (ROOT / "src/verbale/web/static").glob("*.js")}
    assert served == {"src/verbale/web/static/desk.js", *(f["path"] for f in FILES if f["path"].startswith("src/"))}
