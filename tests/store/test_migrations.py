"""A dossier that an older Verbale made is brought up to date, with all that was in it."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article

from verbale import desk
from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Event, Linkage
from verbale.model.text import Article
from verbale.store.dialect import MIGRATIONS
from verbale.store.queries import SearchQuery, StatementQuery
from verbale.store.sql import create, open_dossier
from verbale.store.sqlite import APPLICATION_ID, Sqlite

pytestmark = pytest.mark.usefixtures("made_by_migrations")
LATER = date(2024, 6, 1)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A dossier with the first tables."""
    return made_by(tmp_path, "0001")


@pytest.fixture
def fourth(tmp_path: Path) -> Path:
    """A dossier with the fourth tables, in which a record is settled."""
    return made_by(tmp_path, "0004")


def test_nobody_knows_by_which_rules_an_older_verbale_settled(tmp_path: Path) -> None:
    path = made_by(tmp_path, "0019", rows="INSERT INTO settlement (article_id, dated) VALUES (1, 1), (2, 1)")
    with open_dossier(path) as store:
        assert store.count_settled_by_other_rules() == 2
        store.forget_record()
        assert store.count_settled_by_other_rules() == 0


def made_by(folder: Path, revision: str, rows: str | None = None) -> Path:
    """A dossier as the Verbale left it whose newest migration that was."""
    path = folder / "river.dossier"
    made = Sqlite(path)
    with made.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    made.close()
    rows = rows or Path(__file__).with_name(f"dossier_{revision}.sql").read_text(encoding="utf-8")
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


def test_a_dossier_with_a_settled_record_keeps_what_was_read_and_decided(fourth: Path) -> None:
    address = "https://river.example/1"
    one = an_article(published="2024-05-02", outlet="The River", url=f"{address}#top")
    two = an_article("two.txt", text=f"Again: {TEXT}", published="2024-05-03", outlet="The Quay", url=address)
    with open_dossier(fourth) as store, create(":memory:", BRIEF, on=DAY) as new:
        for article in (one, two):
            new.add(a_reading(article), added_on=DAY)
        new.judge(a_judgement("j1"))
        new.redate(one.key, "2024-05-01", LATER, by="Ana Lima", why="the page says so")
        for kept in ("briefs", "articles", "findings", "judgements", "redatings", "statements"):
            assert list(getattr(store, kept)()) == list(getattr(new, kept)()), kept
        for each in (store, new):
            desk.settle(each)
        assert desk.record_of(store, LATER) == desk.record_of(new, LATER)
        assert store.relatives([one.key]).keys() == {one.key, two.key}
        assert store.search(SearchQuery(words="river", since=date(2024, 5, 2))) == new.search(
            SearchQuery(words="river", since=date(2024, 5, 2))
        )
        assert list(store.check()) == []


def test_a_demand_settled_by_an_older_verbale_is_met_by_what_is_done_now(tmp_path: Path) -> None:
    """It kept no words of demands: they are read when something that is done first asks for their days."""
    asked, opened = (
        "Talks will be held only if the southern crossing is opened to grain lorries",
        "Arland opened the southern crossing to grain lorries",
    )
    first, second = (
        Article(name=name, text=text, published=day, paragraphs=((0, len(text)),))
        for name, text, day in (("a", asked, "2024-05-02"), ("b", opened, "2024-06-02"))
    )
    demand = Linkage(kind="precondition", antecedent=(29, 75), consequent=(0, 18), cue=(19, 26), holder=None)
    deed = Event(
        type="RETREAT",
        mode=None,
        status="occurred",
        actors=(),
        recipients=(),
        when="2024-06-01",
        where=None,
        trigger=(7, 13),
    )
    met = [
        finding(article, content, Observation("made@1", "made", 0.9, "b"))
        for article, content in ((first, demand), (second, deed))
    ]
    for read_anew in (False, True):
        with create(tmp_path / f"{read_anew}.dossier", BRIEF, on=DAY) as store:
            store.add(Reading(first, Findings([met[0]])), added_on=DAY)
            desk.settle(store)
            if read_anew:
                with store._dialect.writing() as connection:
                    connection.exec_driver_sql("UPDATE asking SET enough = 0, words = x''")
            store.add(Reading(second, Findings([met[1]])), added_on=DAY)
            desk.settle(store)
            with store._dialect.reading() as connection:
                pairs = connection.exec_driver_sql("SELECT count(*) FROM contradiction").scalar_one()
                unread = connection.exec_driver_sql("SELECT count(*) FROM asking WHERE enough = 0").scalar_one()
        assert (pairs, unread) == (1, 0)
