"""The code of the how-to page on events runs on what is exported, and counts what took place."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.views import press
from tests.views.exports.dossier import exported

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "analyse-the-events.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
RUN = [block for block in BLOCKS if "pandas" not in block or find_spec("pandas")]


@pytest.mark.parametrize("code", RUN)
def test_the_code_counts_what_took_place(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = press.Sheet()
    press.happened(sheet, "Norland and Sudland met in Arl.", "met", when="2019-05-03", actors=("Norland", "Sudland"))
    press.happened(sheet, "They will visit Arl next year.", "visit", "planned", when="2021-05-03", kind="COOPERATE")
    (tmp_path / "events.csv").write_bytes(exported("events", press.record_of(press.read(sheet), on="2020-06-01")))
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - our own page
    told = capsys.readouterr().out
    assert "2019" in told and "V-Coop" in told
    assert "2021" not in told and "M-Coop" not in told


def test_one_of_them_needs_python_alone() -> None:
    assert RUN
