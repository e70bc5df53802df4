"""What a view needs is found among the tables, wherever it is told."""

from __future__ import annotations

from datetime import date

import pytest
from tests.views.press import Sheet, happened, read, ties

from verbale import desk
from verbale.model.evidence import Reading
from verbale.recall import days
from verbale.store.base import Store
from verbale.testing import MemoryStore
from verbale.views import state
from verbale.views.filters import Wanted

TODAY = date(2020, 6, 2)
OPENED = "Ada Orum opened the gauge at the upper weir."


def kept(*readings: Reading) -> Store:
    store = MemoryStore()
    for one in readings:
        store.add(one, added_on=date(2020, 5, 6))
    desk.settle(store)
    return store


def opened(name: str, day: str | None, when: str | None, *more: str, status: str = "occurred") -> Reading:
    """An article on the opening of a gauge, with a day or without, and other sentences."""
    sheet = Sheet()
    sentence = OPENED if status == "occurred" else "Ada Orum is to open the gauge at the upper weir on 4 May."
    happened(sheet, sentence, "open", status, actors=("Ada Orum",), when=when, where="the upper weir", kind="SUPPORT")
    sheet.sentences += more
    return read(sheet, name, published=day)


def busy_day(count: int) -> Reading:
    sheet = Sheet()
    for number in range(count):
        happened(sheet, f"Norland met envoy {number} at quay {number}.", "met", where=f"Quay {number}")
    return read(sheet, "busy.txt", published="2020-05-05", outlet="The Lock")


def led_with(store: Store, since: str, until: str) -> list[str]:
    told = desk.showing(store, TODAY).digest("Talks", Wanted(since=since, until=until)).takeaways
    return [note.told.words for note in told if note.kind == "event"]


@pytest.mark.parametrize("events", [200, 1])
def test_a_digest_leads_with_an_event_whose_day_a_copy_alone_tells(
    monkeypatch: pytest.MonkeyPatch, events: int
) -> None:
    monkeypatch.setattr(days, "EVENTS", events)
    tail = ("Nobody spoke at the lock for the rest of the long and windy afternoon.",) * 3
    lead, copy = (
        opened("a.txt", "2020-05-04", None, *tail),
        opened("b.txt", "2020-05-05", "2020-05", *tail, "It rained."),
    )
    store = kept(lead, copy, busy_day(3))
    sources = desk.record_of(store, TODAY).sources
    assert sources[lead.article.key].origin == sources[copy.article.key].origin
    assert led_with(store, "2020-05-01", "2020-05-31") == [OPENED]


@pytest.mark.parametrize("events", [200, 1])
def test_a_digest_leads_with_what_took_place_on_the_day_for_which_it_was_announced(
    monkeypatch: pytest.MonkeyPatch, events: int
) -> None:
    monkeypatch.setattr(days, "EVENTS", events)
    plan = opened("a.txt", "2020-04-20", "2020-05-04", status="planned")
    store = kept(plan, opened("b.txt", "2020-05-04", None), busy_day(3))
    assert led_with(store, "2020-05-04", "2020-05-05") == [OPENED]


def test_the_state_of_play_says_who_asked_first_though_nothing_else_of_that_article_is_shown() -> None:
    early, late = Sheet(), Sheet()
    ties(early, "Norland signs if the upper gauge is mended.", ("the upper gauge is mended", "Norland signs", "if"))
    ties(late, "For now, Norland signs only once the upper gauge is mended, it was told.",
         ("the upper gauge is mended", "Norland signs", "only once"))  # fmt: skip
    first = read(early, "a.txt", published="2012-06-20", outlet="The Lock")
    store = kept(first, read(late, "b.txt", published="2020-05-04"))
    told = desk.showing(store, TODAY).state(since="2020-05-01")
    assert [p["first_asked"] for p in state.as_json(told)["preconditions"]] == ["The Lock, 20 June 2012"]
