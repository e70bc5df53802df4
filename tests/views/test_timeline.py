"""The timeline and the calendar: what happened, what was planned and how days moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from tests.views.press import Sheet, happened, read, record_of, stands

from verbale import desk
from verbale.model.record import Record
from verbale.store.base import Store
from verbale.store.queries import LineQuery
from verbale.store.sql import create
from verbale.testing import MemoryStore
from verbale.views import calendar, timeline
from verbale.views.context import context
from verbale.views.filters import EVERYTHING, Wanted


def visits() -> Record:
    plan, moved, made = Sheet(), Sheet(), Sheet()
    who = ("Ada Orum",)
    happened(plan, "Ada Orum will visit Arl on May 9.", "visit", "planned", actors=who, when="2020-05-09", where="Arl",
             mode="visit")  # fmt: skip
    happened(moved, "Ada Orum will now visit Arl on May 20.", "visit", "planned", actors=who, when="2020-05-20",
             where="Arl", mode="visit")  # fmt: skip
    happened(
        made, "Ada Orum visited Arl on May 20.", "visited", actors=who, when="2020-05-20", where="Arl", mode="visit"
    )
    stands(made, "The talks are suspended since May 1, 2020.", "talks are suspended", since="2020-05-01")
    happened(made, "A meeting was once held.", "meeting")
    days = ("2020-05-04", "2020-05-08", "2020-05-21")
    sheets = zip((plan, moved, made), days, strict=True)
    return record_of(*(read(s, f"{n}.txt", published=day, outlet=f"Paper {n}") for n, (s, day) in enumerate(sheets)))


def told(record: Record, wanted: Wanted = EVERYTHING) -> list[str]:
    entries = timeline.timeline(record.events, record.phases, record.sources, wanted)
    return [f"{timeline.when(e, context(record))}: {timeline.told(e)}" for e in entries]


def test_phases_and_events_stand_by_their_days_and_undated_ones_only_where_they_are_asked_for() -> None:
    record = visits()
    assert told(record) == ["1 May 2020: Talks suspended since 1 May 2020", "20 May 2020: Visit: Ada Orum in Arl"]
    assert told(record, Wanted(undated=True))[-1] == "told 21 May 2020: Meeting: Norland"
    assert told(record, Wanted(until="2020-05-02")) == ["1 May 2020: Talks suspended since 1 May 2020"]
    assert told(record, Wanted(party="SUD")) == []


def test_no_phase_is_looked_at_for_a_party_that_none_tells_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caught: all phases put in order, which takes a minute in a large dossier, to show that nothing fits."""
    sheet = Sheet()
    stands(sheet, "The talks are suspended since May 1, 2020.", "talks are suspended", since="2020-05-01")
    store = MemoryStore("", on=date(2020, 5, 4))
    store.add(read(sheet), added_on=date(2020, 5, 4))
    desk.settle(store)
    showing = desk.showing(store, date(2030, 1, 1))
    assert showing.page("timeline", last=50).entries
    monkeypatch.setattr(store, "tellings_of_lines", lambda *_, **__: pytest.fail("a phase was looked at"))
    assert showing.page("timeline", Wanted(party="XYZ"), last=50).entries == ()


@pytest.mark.parametrize("make", [MemoryStore, partial(create, ":memory:")])
def test_an_event_put_off_is_looked_at_for_a_day_at_most_a_year_from_the_report(make: Callable[..., Store]) -> None:
    """Caught: every event that was ever put off looked at for any day."""
    sheet = Sheet()
    happened(sheet, "The meeting of May 9 was put off.", "put off", "cancelled", when="2020-05-09")
    with make("", on=date(2020, 5, 4)) as store:
        store.add(read(sheet, published="2020-05-04"), added_on=date(2020, 5, 4))
        desk.settle(store)
        looked_at = [
            day.year
            for day in (date(2018, 1, 1), date(2019, 9, 1), date(2021, 3, 1), date(2022, 1, 1))
            if store.lines(LineQuery(kind="event", since=day, until=day)).keys
        ]
    assert looked_at == [2019, 2021]


def test_every_day_that_was_set_is_told_with_what_came_of_it() -> None:
    record = visits()
    (found,) = calendar.calendar(record.events, record.sources)
    assert calendar.outcome(found) == "moved, then kept"
    assert [day for day, *_ in calendar.days(found, context(record))] == ["9 May 2020", "20 May 2020"]
    assert [cited for *_, cited in calendar.days(found, context(record))] == [
        "Paper 0, 4 May 2020",
        "Paper 1, 8 May 2020",
    ]


def test_the_calendar_of_a_day_before_knows_of_no_slip() -> None:
    sheet = Sheet()
    happened(sheet, "They will meet at the weir on June 9.", "meet", "planned", when="2020-06-09")
    record = record_of(read(sheet), on="2020-05-05")
    (found,) = calendar.calendar(record.events, record.sources)
    assert (found.ends, calendar.outcome(found)) == ("open", "open")
    assert calendar.calendar(record.events, record.sources, Wanted(since="2020-07-01")) == []
