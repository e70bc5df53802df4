"""A dossier over the years: read again what is stale, remove, redate, rebuild, back up and restore."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.views.press import Sheet, read, said

from verbale import desk, keeping
from verbale.errors import DossierDamaged, DossierError, InputError
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Reading
from verbale.model.text import Article
from verbale.store.base import Store
from verbale.store.held import Damage, Making
from verbale.store.sql import create, open_dossier
from verbale.testing import MemoryStore
from verbale.views.cited import cite_source

DAY, LATER = date(2030, 1, 1), date(2030, 2, 1)
OLD = Making(frozenset({"test@0"}), "none")


def reading_of(n: int) -> Reading:
    sheet = Sheet()
    said(sheet, f"Ada Orum said that weir {n} leaks.", "Ada Orum", "said", f"that weir {n} leaks")
    return read(sheet, f"in/{n}.txt", published=f"2020-05-0{n}", outlet="The Bank")


def again(articles: Iterable[Article]) -> Iterator[Reading]:
    """A mapper that finds what the press of these tests holds."""
    by_name = {f"in/{n}.txt": reading_of(n) for n in (1, 2, 3)}
    for article in articles:
        yield by_name[article.name]


@pytest.fixture
def store() -> Store:
    made = MemoryStore()
    for n in (1, 2, 3):
        made.add(reading_of(n), added_on=DAY, making=OLD)
    return made


def test_what_is_stale_is_read_again_the_newest_first_and_can_be_taken_up_again(store: Store) -> None:
    seen: list[str] = []
    first = keeping.reread(store, again, 2, seen.append)
    assert (seen, first.count, first.left) == (["in/3.txt", "in/2.txt"], 2, 1)
    assert keeping.reread(store, again).left == 0
    assert keeping.stale(store) == []


def test_a_new_brief_makes_everything_stale(store: Store) -> None:
    keeping.reread(store, again)
    store.set_brief('title = "Weirs"\n', DAY)
    assert len(keeping.stale(store)) == 3


def test_what_is_added_was_read_with_what_is_at_hand(tmp_path: Path) -> None:
    store = MemoryStore()
    (tmp_path / "page.txt").write_text("Weir talks\n\nA minister said that the talks go on.\n", encoding="utf-8")
    page = desk.articles_of(tmp_path / "page.txt")
    desk.take(store, [("page.txt", page)], lambda articles: (Reading(a, Findings()) for a in articles), DAY)
    assert len(list(store.articles())) == 1
    assert keeping.stale(store) == []


def test_an_article_is_called_by_its_name_or_the_beginning_of_its_key(store: Store) -> None:
    stored = keeping.article_called(store, "2.txt")
    assert stored.article.name == "in/2.txt"
    assert keeping.article_called(store, stored.article.key[:8]) == stored
    with pytest.raises(InputError, match=r"no article '9\.txt'"):
        keeping.article_called(store, "9.txt")
    with pytest.raises(InputError, match="no article 'in'"):
        keeping.article_called(store, "in")


def test_a_date_that_a_person_gave_is_shown_as_theirs(store: Store) -> None:
    key = keeping.article_called(store, "2.txt").article.key
    store.redate(key, "2020-05-09", LATER, by="Ana Lima")
    desk.settle(store)
    assert cite_source(desk.record_of(store).sources[key]) == "The Bank, 9 May 2020 (set by Ana Lima)"
    assert cite_source(desk.record_of(store, DAY).sources[key]) == "The Bank, 2 May 2020"


def test_rebuilding_changes_nothing(store: Store) -> None:
    before = desk.record_of(store)
    assert keeping.rebuild(store) == 3
    assert desk.record_of(store) == before


@pytest.mark.parametrize("kind", ["in_files", "in_postgresql"])
def test_what_other_rules_settled_is_counted_until_it_is_settled_anew(
    request: pytest.FixtureRequest, kind: str
) -> None:
    with request.getfixturevalue(kind)() as store:
        for n in (1, 2, 3):
            store.add(reading_of(n), added_on=DAY, making=OLD)
        desk.settle(store)
        assert (store.count_settled_by_other_rules(), keeping.settled_otherwise(store)) == (0, "")
        with store._dialect.writing() as connection:
            connection.exec_driver_sql("UPDATE settlement SET rules = 0")
        store.add(reading_of(4), added_on=LATER)
        desk.settle(store)
        assert store.count_settled_by_other_rules() == 3
        assert keeping.settled_otherwise(store).startswith("3 articles were settled by the rules of another Verbale")
        store.remove(keeping.article_called(store, "2.txt").article.key, LATER)
        desk.settle(store)
        assert 0 < store.count_settled_by_other_rules() < 3  # what stood beside it is settled anew with it
        assert keeping.rebuild(store) == 3
        assert store.count_settled_by_other_rules() == 0


def test_a_backup_is_restored_where_it_is_sound_and_where_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create(tmp_path / "a.db", "", on=DAY) as store:
        store.add(reading_of(1), added_on=DAY)
        store.backup(tmp_path / "b.db")
        store.add(reading_of(2), added_on=DAY)
    with open_dossier(tmp_path / "b.db") as backup:
        keeping.restore(backup, tmp_path / "c.db")
        with pytest.raises(DossierError):
            keeping.restore(backup, tmp_path / "c.db")
        monkeypatch.setattr(backup, "check", lambda: iter([Damage("article 1", "its key does not fit")]))
        with pytest.raises(DossierDamaged, match="the backup is damaged: article 1"):
            keeping.restore(backup, tmp_path / "d.db")
    assert not (tmp_path / "d.db").exists()
    with open_dossier(tmp_path / "c.db") as restored:
        assert [s.article.name for s in restored.articles()] == ["in/1.txt"]


def test_the_brief_of_a_dossier_is_part_of_what_it_is_read_with() -> None:
    assert desk.making(Brief(title="a")).brief != desk.making(Brief(title="b")).brief
