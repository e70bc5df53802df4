"""What `import verbale` gives: these names, explained in the reference, at no cost to who does not ask for them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import verbale

PAGE = (Path(__file__).parents[1] / "docs" / "reference" / "python.md").read_text(encoding="utf-8")


def test_these_names_are_public() -> None:
    assert verbale.__all__ == [
        "Article",
        "Brief",
        "Finding",
        "Judgement",
        "Passage",
        "Reading",
        "SearchQuery",
        "StatementQuery",
        "VerbaleError",
        "annotator",
        "articles_at",
        "brief_from_toml",
        "build",
        "create",
        "open_dossier",
    ]
    assert set(verbale.__all__) <= set(dir(verbale))


@pytest.mark.parametrize("name", verbale.__all__)
def test_a_public_name_is_there_and_in_the_reference(name: str) -> None:
    assert getattr(verbale, name).__name__ == name
    assert re.search(rf"^\|.*`{name}\b.*\|", PAGE, re.MULTILINE)


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'verbale' has no attribute 'utils'"):
        verbale.utils  # type: ignore[attr-defined] # noqa: B018 - that it is not there is what is tested


def test_importing_verbale_imports_nothing_else() -> None:
    told = (
        "import sys, verbale; print([m for m in sys.modules if m.partition('.')[0] in ('spacy', 'sqlalchemy', 'rich')])"
    )
    assert (
        subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True, timeout=600).stdout
        == "[]\n"
    )


def test_the_example_of_the_reference_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "python.md", "exec"), {})  # noqa: S102 - the code is ours, on a page of ours
    assert (tmp_path / "dam.db").exists()
