"""A dossier opens in Datasette as it is, with views whose names and columns can be read."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.web import dossiers

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
DOCUMENTED = Path(__file__).parents[2] / "docs" / "how-to" / "open-in-datasette.md"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossiers.made(tmp_path_factory.mktemp("datasette") / "lake.db", dossiers.first(), dossiers.second())


def asked(dossier: Path, address: str) -> Any:
    from datasette.app import Datasette

    async def ask() -> Any:
        served = Datasette([str(dossier)])
        answer = await served.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asyncio.run(ask())


def views(dossier: Path) -> list[str]:
    with sqlite3.connect(dossier) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name").fetchall()
    return [name for (name,) in names if name != "statement_words"]


def test_every_view_is_served_with_rows(dossier: Path) -> None:
    for view in views(dossier):
        found = asked(dossier, f"/lake/{view}.json?_shape=array")
        assert found or view in ("contradictions", "decisions"), view


def test_a_statement_is_told_with_speaker_act_and_words(dossier: Path) -> None:
    found = asked(dossier, "/lake/statements.json?_shape=array")
    assert all(row["words"] and row["act"] and row["article"] for row in found)
    texts = {row["article"]: row["text"] for row in asked(dossier, "/lake/articles.json?_shape=array")}
    assert all(row["words"].split(" … ")[0] in texts[row["article"]] for row in found)
    assert {row["line"].partition(":")[0] for row in found} == {"utterance"}


def test_days_are_dates_and_parties_are_codes(dossier: Path) -> None:
    events = asked(dossier, "/lake/events.json?_shape=array")
    assert "2020-06-02" in {row["first_day"] for row in events}
    assert "NOR" in {party for row in events for party in (row["parties"] or "").split("; ")}


def test_every_view_is_documented(dossier: Path) -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    assert [view for view in views(dossier) if f"`{view}`" not in text] == []
