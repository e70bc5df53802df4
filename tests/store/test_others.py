"""A record is made anew while another program adds, removes and decides: it becomes what it is without that program."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from evaluation.generated import readings
from tests.store.readings import BRIEF, DAY, a_judgement, an_article
from tests.store.test_record import lines_in, settled

from verbale import keeping
from verbale.model.brief import Brief
from verbale.model.evidence import Findings, Judgement, Reading
from verbale.model.record import Source
from verbale.record.settling import settle
from verbale.store.base import Store
from verbale.store.sql import create, open_dossier

TEXT = " ".join(f"barge{number} lock{number}" for number in range(40)) + "."


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A dossier that is not there yet, which several programs can open."""
    address = request.getfixturevalue("address") if request.param == "server" else tmp_path / "d.db"
    return str(address)


def added(store: Store, name: str, published: str, text: str = TEXT) -> str:
    """The key of an article that tells nothing; those of `TEXT` are copies."""
    article = an_article(name, text=f"{text} In {name}.", published=published)
    store.add(Reading(article, Findings(())), added_on=DAY)
    return article.key


def settle_some(store: Store, count: int, among: Collection[str] | None = None) -> None:
    with store.settling() as board:
        settle(board, Brief(), count, among=among)


def rejected(store: Store, key: str) -> Judgement:
    """That the first statement of an article is none."""
    stored = store.reading(key)
    assert stored is not None
    passage = stored.reading.findings.statements[0].passages[0]
    return replace(a_judgement(key), verdict="rejected", kind="statement", passage=passage)


def origins(store: Store) -> dict[str, Source]:
    return store.sources([one.article.key for one in store.articles()])


def test_a_copy_of_an_article_that_another_program_removed_is_its_own_origin(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        first = added(store, "one.txt", "2024-05-01")
        copy = added(store, "two.txt", "2024-05-02")
        store.forget_record()
        settle_some(store, 1)
        other.remove(first, DAY)
        settled(store)
        assert origins(store)[copy].origin == copy


def test_a_copy_of_what_another_program_settled_goes_back_to_it(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        added(store, "before.txt", "2024-05-01", "Another text.")
        store.forget_record()
        settle_some(store, 1)
        first = added(other, "one.txt", "2024-05-02")
        settled(other)
        copy = added(store, "two.txt", "2024-05-03")
        settled(store)
        assert origins(store)[copy].origin == first


def test_whatever_another_program_does_the_record_is_that_of_making_it_anew_alone(where: str) -> None:
    with create(where, BRIEF, on=DAY) as store, open_dossier(where) as other:
        made = list(readings(15))
        for reading, day in made[:12]:
            store.add(reading, added_on=day)
        keys = [one.article.key for one in store.articles()]
        store.forget_record()
        for at, (reading, day) in enumerate(made[12:]):
            settle_some(store, 3)
            if at % 2:
                other.remove(keys[3 * at], DAY)
                store.add(reading, added_on=day)
            else:
                other.add(reading, added_on=day)
                other.redate(keys[3 * at], "2015-01-09", date(2024, 5, 7))
                other.judge(rejected(other, keys[3 * at + 1]))
                settle_some(other, 2)
        settled(store)
        before = lines_in(store), origins(store)
        assert list(store.check()) == []
        keeping.rebuild(store)
        assert (lines_in(store), origins(store)) == before
