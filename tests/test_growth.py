"""A record of any size is made in the same room: what is held of articles settled long ago has a bound."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
from evaluation.generated import readings
from tests.store.readings import BRIEF, DAY

from verbale.desk import brief_in
from verbale.model.record import Telling
from verbale.record.grouping import Judged
from verbale.record.settling import settle
from verbale.store import entered
from verbale.store.base import Store
from verbale.store.packing import Packed
from verbale.store.sql import create


def settled(store: Store, judged: Judged, batches: int) -> None:
    for _ in range(batches):
        with store.settling() as board:
            settle(board, brief_in(store), 10, judged)


def alive(kind: type[Any]) -> int:
    """How many there are beside those that are kept by what they are asked for: that is bounded by itself."""
    for one in gc.get_objects():
        if type(one) is _lru_cache_wrapper and (one.__module__ or "").startswith("verbale.record."):
            one.cache_clear()
    gc.collect()
    return sum(type(one) is kind for one in gc.get_objects())


def test_a_record_made_anew_holds_as_much_in_hand_after_many_articles_as_after_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entered, "_BYTES", 60_000)  # a dozen articles, so that those before are fetched again
    monkeypatch.setattr(entered, "_TELLINGS", 100)
    before, packed, judged = alive(Telling), alive(Packed), Judged(most=100)
    with create(tmp_path / "d.db", BRIEF, on=DAY) as store:
        for reading, day in readings(300):
            store.add(reading, added_on=day)
        store.forget_record()
        settled(store, judged, 15)  # from some hundred on as many are held as may be
        few = alive(Telling) - before
        settled(store, judged, 15)
        many = alive(Telling) - before
        assert (store.waiting(), few > 0) == (0, True)
        assert many <= 1.25 * few
        assert alive(Packed) <= packed, "a reading that was fetched again is packed when the transaction ends"
