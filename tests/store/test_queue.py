"""What every store does with what came in, run on each of them."""

from __future__ import annotations

from dataclasses import fields

from verbale.model.intake import HELD, Incoming, State, Watched
from verbale.store.base import Store

CAME = "2024-05-06T09:00:00Z"
LATER = "2024-05-07T09:00:00Z"
WHOLE = Incoming(
    name="https://lake.example/a?" + "b" * 3_000, came_at=CAME, address="https://lake.example/b", feed="https://f.example/",
    stamp="2", given_date="2024-05-05", bounds="../2024-05-06", title="Gates\0 shut", outlet="The Bank",
    published="2024-05-05", opening="Gates stay shut", runs=frozenset({1, 2**56 - 1}), tries=2, again_at=LATER,
)  # fmt: skip


def test_an_item_comes_back_as_it_came_in(store: Store) -> None:
    queue = store.queue()
    item = queue.put(WHOLE, b"<p>Gates")
    assert {f.name: getattr(item, f.name) for f in fields(Incoming)} == {
        f.name: getattr(WHOLE, f.name) for f in fields(Incoming)
    }
    assert (item.held, queue.raw(item.number), queue.last(WHOLE.name)) == (True, b"<p>Gates", item)
    assert queue.items() == queue.items("waiting") == queue.numbered([item.number, 99]) == [item]
    assert queue.count() == {"waiting": 1, "kept": 0, "dropped": 0, "refused": 0}


def test_what_is_not_there_is_none(store: Store) -> None:
    queue = store.queue()
    assert queue.last("none") is None
    assert queue.raw(1) is None
    assert queue.items() == queue.numbered([]) == queue.decide([1], "kept", LATER, "Ana Lima") == queue.watched() == []


def test_an_input_that_is_too_large_is_kept_by_its_name_alone(store: Store) -> None:
    item = store.queue().put(Incoming(name="big.pdf", came_at=CAME), b"x" * (HELD + 1))
    assert (item.held, store.queue().raw(item.number)) == (False, None)


def test_what_is_refused_again_is_one_item_and_what_comes_after_a_decision_is_another(store: Store) -> None:
    queue = store.queue()
    first = queue.put(Incoming(name="a", came_at=CAME, state="refused", reason="slow"), b"1")
    again = queue.put(Incoming(name="a", came_at=LATER, state="refused", reason="gone", tries=1))
    assert (again.number, again.reason, again.held) == (first.number, "gone", False)
    waiting = queue.put(Incoming(name="a", came_at=LATER), b"2")
    assert waiting.number == first.number
    queue.decide([waiting.number], "dropped", LATER, "Ana Lima")
    other = queue.put(Incoming(name="a", came_at=LATER), b"3")
    assert [item.number for item in queue.items()] == [other.number, first.number]
    assert queue.last("a") == other


def test_some_inputs_at_once_are_what_each_after_the_other_is(store: Store) -> None:
    queue = store.queue()
    there = queue.put(Incoming(name="a", came_at=CAME, state="refused", reason="slow"), b"1")
    came = [Incoming(name=name, came_at=LATER, title=title) for name, title in (("b", "1"), ("a", "2"), ("b", "3"))]
    came.append(Incoming(name="c", came_at=LATER, state="kept"))
    came.append(Incoming(name="c", came_at=LATER))
    put = queue.put_all([(incoming, incoming.name.encode()) for incoming in came])
    assert [item.name for item in put] == ["b", "a", "b", "c", "c"]
    assert [item.number == there.number for item in put] == [False, True, False, False, False]
    assert put[0].number == put[2].number
    assert put[3].number != put[4].number
    kept = [(item.name, item.title, item.state, queue.raw(item.number)) for item in queue.items()]
    assert kept[:2] == [("c", None, "waiting", b"c"), ("c", None, "kept", b"c")]
    assert kept[2:] == [("b", "3", "waiting", b"b"), ("a", "2", "waiting", b"a")]
    assert queue.lasts(["a", "c", "none"]) == {"a": queue.last("a"), "c": queue.last("c")}
    assert queue.put_all([]) == []


def test_a_decision_says_who_made_it_and_can_be_changed(store: Store) -> None:
    queue = store.queue()
    refused = queue.put(Incoming(name="a", came_at=CAME, state="refused", reason="slow", again_at=LATER), b"1")
    other = queue.put(Incoming(name="b", came_at=CAME))
    both = [refused.number, other.number]
    assert queue.decide(both, "kept", LATER, "Ana Lima", articles=["k"]) == both
    (kept,) = queue.numbered([refused.number])
    assert (kept.state, kept.reason, kept.again_at) == ("kept", "", None)
    assert (kept.decided_by, kept.decided_at, kept.articles) == ("Ana Lima", LATER, ("k",))
    assert queue.decide([refused.number], "kept", LATER, "Cem Arn") == []
    assert queue.decide([refused.number], "waiting", LATER, "Cem Arn") == [refused.number]
    assert queue.numbered([refused.number])[0].articles == ()


def test_a_page_of_items_is_given_the_last_first(store: Store) -> None:
    queue = store.queue()
    for name in "abc":
        queue.put(Incoming(name=name, came_at=CAME))
    assert [item.name for item in queue.items("waiting", "refused", limit=2)] == ["c", "b"]
    assert [item.name for item in queue.items(limit=2)] == ["c", "b"]


def test_bytes_are_let_go_of_when_a_decision_is_old(store: Store) -> None:
    queue = store.queue()
    states: tuple[State, ...] = ("kept", "dropped", "waiting")
    for state in states:
        queue.decide([queue.put(Incoming(name=state, came_at=CAME), b"1").number], state, CAME, "")
    assert queue.forget(CAME) == 0
    assert queue.forget(LATER) == 2
    assert [item.held for item in queue.items()] == [True, False, False]


def test_where_a_watch_stands_is_kept(store: Store) -> None:
    queue = store.queue()
    feed = Watched(address="https://f.example/", title="F", etag='"1"', last_modified="then", polled_at=CAME,
                   next_at=LATER, failures=2, reason="slow")  # fmt: skip
    queue.watch(Watched(address="https://e.example/"))
    queue.watch(Watched(address="https://f.example/"))
    queue.watch(feed)
    assert queue.watched() == [Watched(address="https://e.example/"), feed]


def test_taking_in_changes_no_article_and_damages_nothing(store: Store) -> None:
    store.queue().put(WHOLE, b"1")
    assert list(store.articles()) == []
    assert list(store.check()) == []
