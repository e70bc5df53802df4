"""A dossier that an older Verbale made is brought up to date, with all that was in it."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article

from verbale.model.evidence import Findings, Reading
from verbale.store.base import SearchQuery, StatementQuery
from verbale.store.dialect import MIGRATIONS
from verbale.store.sql import open_dossier
from verbale.store.sqlite import APPLICATION_ID, Sqlite

LATER = date(2024, 6, 1)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A dossier with the first tables."""
    path = tmp_path / "river.dossier"
    made = Sqlite(path)
    with made.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    made.close()
    rows = Path(__file__).with_name("dossier_0001.sql").read_text(encoding="utf-8")
    connection = sqlite3.connect(path)
    connection.executescript(rows)
    connection.close()
    return path


def test_a_dossier_with_the_first_tables_keeps_all_that_was_in_it(first: Path) -> None:
    one = an_article(published="2024-05-02", outlet="The River")
    two = an_article("two.txt", text=f"Again: {TEXT}")
    gone, *rest = a_reading(one, version="2").findings
    with open_dossier(first) as store:
        assert list(store.check()) == []
        read = {s.reading.article.name: s.reading for s in store.readings()}
        assert read["one.txt"].article == one
        assert read["one.txt"].findings.all == tuple(rest)
        assert read["two.txt"].findings.all == a_reading(two).findings.all
        assert read["none.txt"].findings.all == ()
        assert [o.annotator for o in store.observations(one.key, gone.key)] == ["hand@1"]
        assert [o.annotator for o in store.observations(one.key, rest[0].key)] == ["hand@1", "hand@2"]
        assert store.names(two.key) == (("two.txt", DAY), ("three.txt", LATER))
        assert [b.text for b in store.briefs()] == [BRIEF]
        assert list(store.judgements()) == [a_judgement("j1")]
        assert store.waiting() == 3


def test_a_dossier_with_the_first_tables_can_be_searched_filtered_and_added_to(first: Path) -> None:
    with open_dossier(first) as store:
        assert len(store.search(SearchQuery(words='"the talks on the river"'))) == 3
        assert [s.source.article.name for s in store.statements(StatementQuery(issue="talks"))] == ["two.txt"]
        assert not store.add(a_reading(an_article("two.txt", text=f"Again: {TEXT}"), version="3"), added_on=LATER)
        assert store.add(Reading(an_article("new.txt", text=f"New: {TEXT}"), Findings()), added_on=LATER)
        assert len(list(store.stale(["hand@3"], "b1"))) == 1
        assert list(store.check()) == []
