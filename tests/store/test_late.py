"""What is held of tables of keys while a record is made anew: the same is found as in the tables."""

from __future__ import annotations

from collections import Counter

import numpy as n
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model.board import OUTLINE
from verbale.store import entered
from verbale.store.late import Bits, Late, each_once, enough_of, in_pairs
from verbale.store.outlines import Outlines

KEYS = st.integers(-50, 50)


@given(st.lists(st.lists(st.tuples(KEYS, st.integers(1, 9)), max_size=20), max_size=6), st.lists(st.tuples(KEYS, KEYS)))
def test_all_that_was_entered_within_a_stretch_is_found(
    entered: list[list[tuple[int, int]]], stretches: list[tuple[int, int]]
) -> None:
    late = Late()
    for some in entered:
        late.add(*n.array(some, n.int64).reshape(-1, 2).T)
    asked = sorted((min(both), max(both), at) for at, both in enumerate(stretches))
    firsts, lasts, of = n.array(asked, n.int64).reshape(-1, 3).T
    everything = [one for some in entered for one in some]
    assert len(late) == len(everything)
    expected = [(at, number) for low, high, at in asked for key, number in everything if low <= key <= high]
    asking, kept = late.within(of, firsts, lasts)
    assert sorted(zip(asking.tolist(), kept.tolist(), strict=True)) == sorted(expected)


def test_what_is_gone_is_found_no_more() -> None:
    late = Late()
    late.add(n.array([5, 3, 4]), n.array([1, 2, 1]))
    late.drop({1})
    assert [column.tolist() for column in late.within(n.array([0]), n.array([0]), n.array([9]))] == [[0], [2]]


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**39), 2**39 - 1)), max_size=20)


@given(PAIRS, PAIRS)
def test_what_is_kept_for_what_asks_is_there_once_in_order_wherever_it_was_found(
    lately: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    asking, kept = n.array(lately, n.int64).reshape(-1, 2).T
    assert in_pairs(*each_once((asking, kept), others)) == sorted({*lately, *others})


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=30), st.integers(1, 4))
def test_what_is_kept_for_what_asks_often_enough_is_found_and_nothing_else(
    pairs: list[tuple[int, int]], enough: int
) -> None:
    asking, kept = n.array(pairs, n.int64).reshape(-1, 2).T
    expected = sorted(pair for pair, count in Counter(pairs).items() if count >= enough)
    assert enough_of(asking, kept, enough) == expected


@given(st.lists(st.integers(-(2**47), 2**47 - 1), max_size=50))
def test_no_number_that_was_noted_is_missed(numbers: list[int]) -> None:
    bits, noted = Bits(10), n.array(numbers, n.int64)
    bits.note(noted)
    assert bits.may_hold(noted).all()


@given(st.lists(KEYS, min_size=1), st.lists(st.tuples(KEYS, KEYS)), st.integers(0, 3))
def test_no_key_that_was_put_among_the_others_is_missed_within_a_stretch(
    put: list[int], stretches: list[tuple[int, int]], below: int
) -> None:
    keys = entered.Keys(10, below)
    keys.late.add(n.array(put, n.int64), n.ones(len(put), n.int64))
    with pytest.MonkeyPatch.context() as patched:
        assert not keys.merging(all_settled=False)
        patched.setattr(entered, "_LATE", 1)
        assert keys.merging(all_settled=False)
    assert len(keys.late) == 0
    firsts, lasts = n.array([sorted(both) for both in stretches], n.int64).reshape(-1, 2).T
    there = [any(low <= key <= high for key in put) for low, high in zip(firsts, lasts, strict=True)]
    assert (keys.may_hold(firsts, lasts) >= n.array(there, bool)).all()


def test_nothing_is_looked_for_among_others_that_there_are_none_of() -> None:
    assert not entered.Keys(10).may_hold(n.array([1, 2]), n.array([1, 9])).any()


def test_of_outlines_the_newest_are_held_and_those_that_gave_way_are_not_known() -> None:
    outlines = Outlines(2)
    each = {number: bytes([number]) * OUTLINE for number in range(1, 7)}
    for number, outline in each.items():
        outlines.keep([number], [outline])
    held, rows = outlines.of(n.array([6, 2, 3, -1, 1]))
    assert held.tolist() == [True, False, True, False, False]
    assert [bytes(row) for row in rows] == [each[6], each[3]]
