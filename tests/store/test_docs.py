"""The reference says what is in a dossier."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.readings import BRIEF, DAY, a_reading, an_article

from verbale.store.record_schema import metadata
from verbale.store.schema import FULL_TEXT
from verbale.store.sql import create

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
ROWS = {m[1]: m[0] for m in re.finditer(r"^\| `(\w+)` \|.*$", PAGE, re.MULTILINE)}


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_table_and_column_is_explained(name: str) -> None:
    assert {c.name for c in metadata.tables[name].columns} - set(re.findall(r"`(\w+)`", ROWS[name])) == set()


@pytest.mark.parametrize("name", FULL_TEXT)
def test_every_search_index_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_query_gives_the_words_of_every_statement() -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    with create(":memory:", BRIEF, on=DAY) as store:
        store.add(a_reading(an_article()), added_on=DAY)
        said = {p.words for s in store.statements() for p in s.statement.passages[: len(s.statement.content.content)]}
        with store._dialect.reading() as connection:
            assert {row.words for row in connection.execute(text(query))} == said
