"""Editions are kept as they were published, for ever, and the draft of the next one is overwritten by nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update
from tests.store.readings import BRIEF, DAY, a_judgement, a_reading, an_article
from tests.views.printing import digests

from verbale.errors import DossierError
from verbale.model.draft import Draft, Placed, Renamed, Reworded
from verbale.model.edition import Edition
from verbale.model.published import sentences_of
from verbale.store import schema
from verbale.store.base import Store
from verbale.store.sql import SqlStore, create, open_dossier

FIRST = replace(digests.edition(5, 1), errata=())
DRAFT = Draft("Noon", "2020-05-04", "", True, ("a1",), (("Economy",),), ("a2",), ("a9",), (Placed("a1", ("Economy",)),),
              (Reworded("ab12", "So it is."),), (Renamed(("Economy",), "Money"),))  # fmt: skip


def published(store: Store, edition: Edition = FIRST) -> bool:
    return store.publish(edition, store.draft().version)


def test_an_edition_comes_back_as_it_was_published(store: Store) -> None:
    assert store.edition(1) is None
    assert published(store)
    assert store.edition(1) == FIRST
    (issue,) = store.issues()
    assert (issue.number, issue.name, issue.since, issue.until, issue.entries, issue.judged) == (
        1, "Morning", "2020-05-04", "2020-05-05", 5, 0,
    )  # fmt: skip


def test_editions_are_numbered_one_after_the_other_and_none_takes_the_place_of_another(store: Store) -> None:
    assert not published(store, replace(FIRST, number=2))
    assert published(store)
    assert not published(store, replace(FIRST, name="Evening"))
    assert store.edition(1) == FIRST
    assert published(store, replace(FIRST, number=2))
    assert [issue.number for issue in store.issues()] == [2, 1]


def test_an_edition_knows_how_much_was_decided_before_it(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    store.judge(a_judgement("j1"))
    published(store)
    assert [issue.judged for issue in store.issues()] == [1]


def test_what_editions_tell_of_the_record_is_found_by_the_article(store: Store) -> None:
    published(store)
    published(store, replace(FIRST, number=2))
    found = store.printed_of(["a2", "nowhere"])
    assert {one.edition for one in found} == {1, 2}
    assert {one.words for one in found} == {t.words for t in FIRST.digest.sections[2].entries[0].takeaways}
    assert len(store.printed_of({f"a{n}" for n in range(9)})) == 2 * len(sentences_of(FIRST))


def test_a_draft_is_kept_unless_somebody_was_faster(store: Store) -> None:
    assert (store.draft().version, store.draft().draft) == (0, Draft())
    assert store.set_draft(DRAFT, 0)
    assert not store.set_draft(Draft(), 0)
    assert (store.draft().version, store.draft().draft) == (1, DRAFT)


def test_a_draft_that_goes_on_from_an_edition_begins_when_it_is_published(store: Store) -> None:
    store.set_draft(DRAFT, 0)
    published(store)
    assert (store.draft().version, store.draft().draft) == (2, Draft(since_last=True))


def test_nothing_is_published_of_a_draft_that_somebody_changed_meanwhile(store: Store) -> None:
    store.set_draft(DRAFT, 0)
    assert not store.publish(FIRST, 0)
    assert list(store.issues()) == []
    assert store.draft().draft == DRAFT


def test_no_store_has_a_way_to_change_an_edition_or_to_take_one_away(store: Store) -> None:
    words = ("edition", "publish", "issue")
    assert {n for n in dir(store) if not n.startswith("_") and any(w in n for w in words)} == {
        "edition", "publish", "issues",
    }  # fmt: skip


@pytest.fixture(params=["a file", "a server"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> SqlStore:
    where = tmp_path / "lake.db" if request.param == "a file" else request.getfixturevalue("address")
    return create(where, BRIEF, on=DAY)


def test_the_database_itself_refuses_to_change_an_edition(kept: SqlStore) -> None:
    with kept as store:
        published(store)
        with pytest.raises(DossierError, match="an edition is never changed"), store._dialect.writing() as connection:
            connection.execute(update(schema.edition).values(content="{}"))
        assert store.edition(1) == FIRST
        assert list(store.check()) == []


def test_a_backup_holds_editions_and_the_draft(tmp_path: Path) -> None:
    with create(tmp_path / "lake.db", BRIEF, on=DAY) as store:
        published(store)
        store.set_draft(DRAFT, 1)
        store.backup(tmp_path / "copy.db")
    with open_dossier(tmp_path / "copy.db") as copy:
        assert copy.edition(1) == FIRST
        assert copy.draft().draft == DRAFT
        assert list(copy.check()) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE edition SET content = '{}'", "cannot be read"),
        ("UPDATE edition SET content = 'so'", "cannot be read"),
        ("UPDATE edition SET entries = 4", "listed as what it is not"),
        ("DELETE FROM sentence WHERE number = 0", "its sentences are not those"),
        ("UPDATE sentence SET edition = 2 WHERE edition = 1; ", "sentences"),
    ],
)
def test_the_check_finds_what_somebody_did_to_an_edition(tmp_path: Path, damage: str, told: str) -> None:
    with create(tmp_path / "lake.db", BRIEF, on=DAY) as store:
        published(store)
        published(store, replace(FIRST, number=2, digest=replace(FIRST.digest, sections=())))
        with store._dialect.writing() as connection:
            connection.execute(text("DROP TRIGGER edition_stays"))
            if "edition = 2" in damage:
                connection.execute(text("DELETE FROM sentence WHERE edition = 2"))
            connection.execute(text(damage.strip("; ")))
        assert any(told in found.line for found in store.check() if found.where == "edition")
