"""What every store does, run on each of them."""

from __future__ import annotations

from datetime import date

from tests.store.readings import BRIEF, DAY, a_reading, an_article

from verbale.store.base import Store


def test_a_reading_comes_back_as_it_was_added(store: Store) -> None:
    article = an_article(published="2024-04", section=("World", "Rivers"), abridged=True, dateline_span=(0, 6))
    assert store.add(a_reading(article), added_on=DAY)
    (stored,) = store.readings()
    assert stored.reading.article == article
    assert stored.reading.findings.all == a_reading(article).findings.all
    assert (stored.added_on, stored.known_from) == (DAY, date(2024, 4, 30))


def test_adding_an_article_twice_changes_nothing(store: Store) -> None:
    reading = a_reading(an_article())
    assert store.add(reading, added_on=DAY)
    assert not store.add(reading, added_on=date(2024, 6, 1))
    (stored,) = store.readings()
    assert stored.added_on == DAY
    assert stored.reading.findings.all == reading.findings.all


def test_a_new_dossier_holds_the_first_brief(store: Store) -> None:
    assert (store.brief().number, store.brief().text, store.brief().set_on) == (1, BRIEF, DAY)
