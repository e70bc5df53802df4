"""The drawing of the timeline: what is told fuzzily is wide, marks of one lane lie apart, a window can be moved."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.views.press import Sheet, happened, read, stands
from tests.web import dossiers

from verbale.views.chart import LEAST, WIDTH, Told, Window, chart, window_of, window_of_most
from verbale.web.app import desk_app
from verbale.web.screens import timeline

YEAR = Window(date(2020, 1, 1), date(2020, 12, 31))
TODAY = date(2020, 7, 1)


def told(first: str, last: str = "", lane: str = "Norland", **said: str) -> Told:
    return Told(lane, first, last or first, "occurred", first, "/", **said)  # type: ignore[arg-type]


def test_a_month_is_drawn_as_wide_as_a_month_and_a_day_as_a_dot() -> None:
    (lane,) = chart([told("2020-03-01", "2020-03-31"), told("2020-06-01")], ["Norland"], YEAR, TODAY).lanes
    month, day = lane.marks
    assert month.width == pytest.approx(WIDTH * 31 / 366)
    assert day.width == LEAST


def test_marks_of_one_lane_do_not_cover_each_other() -> None:
    every = [told(f"2020-03-{day:02}") for day in range(1, 8)]
    (lane,) = chart(every, ["Norland"], YEAR, TODAY).lanes
    for a, b in combinations(lane.marks, 2):
        assert a.y != b.y or a.x + a.width <= b.x or b.x + b.width <= a.x
    assert max(m.y for m in lane.marks) < lane.y + lane.height


def test_lanes_stand_in_their_order_and_empty_ones_are_left_out() -> None:
    every = [told("2020-03-01", lane="B"), told("2020-03-01", lane="A"), told("2021-03-01", lane="C")]
    assert [lane.name for lane in chart(every, ["A", "B", "C"], YEAR, TODAY).lanes] == ["A", "B"]


def test_today_is_marked_where_it_is_in_the_window() -> None:
    assert chart([], [], YEAR, TODAY).today == pytest.approx(WIDTH * 182 / 366)
    assert chart([], [], YEAR, date(2021, 1, 1)).today is None


@pytest.mark.parametrize(
    ("window", "most"),
    [(YEAR, 14), (Window(date(2020, 6, 1), date(2020, 6, 20)), 4), (Window(date(1900, 1, 1), date(2020, 1, 1)), 25)],
)
def test_ticks_are_few_and_inside(window: Window, most: int) -> None:
    ticks = chart([], [], window, TODAY).ticks
    assert 2 <= len(ticks) <= most
    assert all(0 <= x <= WIDTH for x, _ in ticks)


def test_a_window_can_be_moved_and_zoomed_as_far_as_days_go() -> None:
    window = YEAR
    for _ in range(40):
        window = window.zoomed(2).moved(0.5)
    assert window.last == date.max
    for _ in range(40):
        window = window.zoomed(0.5)
    assert window.days == 15


def test_a_window_holds_all_that_is_told_and_today() -> None:
    window = window_of([told("1999-01-01", "1999-12-31"), told("1956-10-19")], TODAY)
    assert window.first < date(1956, 10, 19)
    assert window.last > TODAY


def test_what_lies_long_before_the_rest_does_not_crowd_it() -> None:
    rest = [told(f"{year}-02-01") for year in range(2011, 2020)]
    assert window_of_most([*rest, told("1945-08-18")], TODAY) == window_of(rest, TODAY)
    assert window_of_most(rest, TODAY) == window_of(rest, TODAY)
    few = [told("1945-08-18"), told("2016-05-01"), told("2018-11-14")]
    assert window_of_most(few, TODAY) == window_of(few, TODAY)
    drawn = chart([*rest, told("1945-08-18")], ["Norland"], window_of(rest, TODAY), TODAY)
    assert drawn.earlier == date(1945, 8, 18)
    assert chart(rest, ["Norland"], window_of(rest, TODAY), TODAY).earlier is None


def test_a_label_is_not_written_over_what_follows() -> None:
    every = [told("2020-01-01", "2020-03-31", label="resumed"), told("2020-04-01", "2020-12-20", label="suspended")]
    (lane,) = chart(every, ["Norland"], YEAR, TODAY).lanes
    one, other = lane.marks
    assert one.y != other.y
    assert (one.label_before, other.label_before) == (False, True)


def test_a_phase_is_drawn_whose_beginning_an_event_tells(tmp_path: Path) -> None:
    sheet = Sheet()
    words = "On June 1, 2020 Norland suspended the talks."
    happened(sheet, words, "suspended", when="2020-06-01", kind="SANCTION")
    stands(sheet, words, "suspended the talks", since="2020-06-01")
    path = dossiers.made(tmp_path / "lake.db", read(sheet, "one.txt"))
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        page = client.get("/timeline").text
        assert len(client.get("/timeline.json").json()["entries"]) == 1
    assert ">Talks</tspan>" in page


def test_the_page_draws_a_slip_from_the_day_that_was_left(client: TestClient) -> None:
    page = client.get("/timeline?since=2020-05&until=2020-07").text
    assert '<circle class="ghost"' in page
    assert ">Norland</tspan>" in page
    assert 'data-key="+"' in page


def test_a_label_that_has_no_room_beside_stands_under_its_mark_and_over_nothing_else() -> None:
    every = [told("2019-01-01", "2021-01-01", label="suspended"), told("2020-01-03", label="resumed")]
    (lane,) = chart(every, ["Norland"], YEAR, TODAY).lanes
    whole, day = lane.marks
    assert whole.label_under
    assert whole.label_x >= 0
    assert whole.y < whole.label_y - 8 < day.y
    assert whole.label_y < lane.y + lane.height


def test_what_has_no_row_of_its_own_has_no_label_to_be_written_over() -> None:
    every = [told("2020-06-01", label="resumed") for _ in range(40)]
    (lane,) = chart(every, ["Norland"], YEAR, TODAY).lanes
    assert len({m.y for m in lane.marks if m.told.label}) == len([m for m in lane.marks if m.told.label])


def test_a_phase_that_goes_on_is_drawn_in_days_after_it_began(tmp_path: Path) -> None:
    sheet = Sheet()
    stands(sheet, "On June 1, 2020 Norland suspended the talks.", "suspended the talks", since="2020-06-01")
    path = dossiers.made(tmp_path / "lake.db", read(sheet, "one.txt"))
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        assert 'class="phase"' in client.get("/timeline?since=2020-06-10&until=2020-06-20").text
        assert 'class="phase"' not in client.get("/timeline?since=2020-05-10&until=2020-05-20").text


def test_of_many_events_those_nearest_to_today_are_drawn(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(400):
        day = (dossiers.TODAY - timedelta(days=360 - number * 9 // 10)).isoformat()
        happened(sheet, f"Norland shelled quay {number}.", "shelled", when=day, where=f"Quay {number}", kind="ASSAULT")
    path = dossiers.made(tmp_path / "lake.db", read(sheet, "one.txt"))
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        page = client.get("/timeline").text.partition("</figure>")[0]
    assert "Quay 390" in page
    assert "Quay 10<" not in page


def test_of_days_with_many_events_the_last_are_drawn_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "DRAWN", 15)
    sheet = Sheet()
    kinds = ("ASSAULT", "CONSULT", "SANCTION", "PROTEST", "AGREE", "THREATEN")
    for number in range(72):
        day = (dossiers.TODAY - timedelta(days=15 - number // 6)).isoformat()
        kind = kinds[number % 6]
        happened(sheet, f"Norland did {number}.", f"did {number}", when=day, where=f"Quay {number}", kind=kind)
    path = dossiers.made(tmp_path / "lake.db", read(sheet, "one.txt"))
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        page = client.get("/timeline").text.partition("</figure>")[0]
    assert [number for number in range(72) if f"Quay {number}<" in page] == list(range(60, 72))


def test_many_events_of_long_ago_are_drawn_where_nothing_followed(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(180):
        day = (dossiers.TODAY - timedelta(days=360 - number)).isoformat()
        happened(sheet, f"Norland shelled quay {number}.", "shelled", when=day, where=f"Quay {number}", kind="ASSAULT")
    path = dossiers.made(tmp_path / "lake.db", read(sheet, "one.txt"))
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        assert "Quay 120" in client.get("/timeline").text.partition("</figure>")[0]


def test_a_phase_whose_end_nobody_tells_is_drawn_to_where_the_next_begins(tmp_path: Path) -> None:
    first, again, last = Sheet(), Sheet(), Sheet()
    stands(first, "Norland resumed the talks.", "resumed the talks", "resumed", since="2018-06-01")
    stands(again, "The talks were resumed.", "were resumed", "resumed")
    stands(last, "Norland suspended the talks.", "suspended the talks", since="2020-06-01")
    days = ("2018-06-02", "2020-01-01", "2020-06-02")
    read_in = [
        read(s, f"{n}.txt", published=day) for n, (s, day) in enumerate(zip((first, again, last), days, strict=True))
    ]
    path = dossiers.made(tmp_path / "lake.db", *read_in)
    with dossiers.served(path) as served, TestClient(desk_app(served), "http://localhost") as client:
        assert client.get("/timeline?since=2020-06-10&until=2020-06-20").text.count('class="phase"') == 1
        assert client.get("/timeline?since=2019-06-10&until=2019-06-20").text.count('class="phase"') == 1
