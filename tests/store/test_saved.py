"""Searches are kept under names, and whatever is found by one is told of once."""

from __future__ import annotations

from datetime import date

import pytest

from verbale.errors import InputError
from verbale.store.base import Store

DAY, LATER = date(2024, 5, 1), date(2024, 5, 2)


def test_a_search_is_kept_with_who_saved_it_and_found_by_its_name(store: Store) -> None:
    gates = store.save_search("Gates", "gates party:NOR", DAY, by="Ana Lima")
    store.save_search("Dam", "dam", LATER)
    assert [s.name for s in store.searches()] == ["Dam", "Gates"]
    assert store.searches()[1] == gates
    assert (gates.query, gates.by, gates.saved_on) == ("gates party:NOR", "Ana Lima", DAY)


def test_a_name_stands_for_one_search(store: Store) -> None:
    first = store.save_search("Gates", "gates", DAY)
    assert store.save_search("Gates", "gates", LATER) == first
    with pytest.raises(InputError, match="another name"):
        store.save_search("Gates", "sluices", DAY)


def test_a_search_that_was_given_up_leaves_its_number_to_no_other(store: Store) -> None:
    first = store.save_search("Gates", "gates", DAY)
    assert store.forget_search(first.id)
    assert not store.forget_search(first.id)
    assert store.save_search("Gates", "gates", DAY).id != first.id


def test_a_hit_is_kept_once_and_waits_until_it_was_written(store: Store) -> None:
    one = store.save_search("Gates", "gates", DAY)
    assert store.keep_alerts(one.id, {"a": "{1}", "b": "{2}"}, DAY) == 2
    assert store.keep_alerts(one.id, {"b": "{other}", "c": "{3}"}, LATER) == 1
    waiting = store.alerts(waiting=True)
    assert [(a.hit, a.content) for a in waiting] == [("a", "{1}"), ("b", "{2}"), ("c", "{3}")]
    store.alerts_written([a.number for a in waiting[:2]])
    assert [a.hit for a in store.alerts(waiting=True)] == ["c"]
    assert [a.hit for a in store.alerts(last=2)] == ["b", "c"]


def test_two_searches_are_told_of_the_same_hit_each(store: Store) -> None:
    one, other = store.save_search("Gates", "gates", DAY), store.save_search("Dam", "dam", DAY)
    assert store.keep_alerts(one.id, {"a": ""}, DAY) == store.keep_alerts(other.id, {"a": ""}, DAY) == 1
