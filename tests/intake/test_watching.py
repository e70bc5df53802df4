"""A watch on feeds: what is new waits, what failed is tried again, and nothing is asked for twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.intake.misbehaving import PAGE
from tests.intake.test_feeds import LONG

from verbale.errors import DossierFull, DossierLocked, NotFetched, VerbaleError
from verbale.intake.fetching import Fetched, Validators
from verbale.intake.looking import articles_of
from verbale.intake.watching import Round, Watch, moment
from verbale.model.intake import Incoming
from verbale.model.text import Article
from verbale.reading import files
from verbale.store.base import Store
from verbale.testing import MemoryStore
from verbale.testing.fetching import MemoryFetcher
from verbale.testing.queue import MemoryQueue

FEED = "https://bank.example/feed"
OTHER = "https://post.example/feed"
SECOND = PAGE.replace("Gates stay shut", "Dam leaks").replace("gates of the upper lake", "dams of the lower lake")


def rss(*entries: str) -> str:
    items = "".join(
        f"<item><link>https://bank.example/{entry}</link><title>{entry}</title>"
        f"<pubDate>Mon, 04 May 2020 10:00:00 GMT</pubDate></item>"
        for entry in entries
    )
    return f'<rss version="2.0"><channel><title>The Bank</title>{items}</channel></rss>'


class Clock:
    """A clock that only sleep moves."""

    def __init__(self) -> None:
        self.at = datetime(2020, 5, 6, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web() -> MemoryFetcher:
    pages = {FEED: rss("2", "1"), "https://bank.example/1": PAGE, "https://bank.example/2": SECOND}
    return MemoryFetcher(pages)  # type: ignore[arg-type] # texts


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def watch(store: Store, web: MemoryFetcher, clock: Clock) -> Watch:
    return Watch(store, web, clock)


def test_what_a_feed_lists_waits_with_what_a_look_at_it_found(watch: Watch, store: Store) -> None:
    done = watch.round([FEED])
    assert done.line == "2020-05-06 09:00 UTC: 1 feed; 2 new"
    second, first = store.queue().items("waiting")  # the feed's first entry is its last one
    assert (first.name, first.title, first.outlet) == ("https://bank.example/1", "Gates stay shut", "The Bank")
    assert (first.feed, first.given_date, first.published) == (FEED, "2020-05-04", "2020-05-04")
    assert first.opening.startswith("Ada Orum said on Monday")
    assert store.queue().raw(second.number) == SECOND.encode()
    assert list(store.articles()) == []


def test_nothing_is_asked_for_twice(watch: Watch, store: Store, web: MemoryFetcher) -> None:
    watch.round([FEED])
    web.asked.clear()
    assert watch.round([FEED]).line == "2020-05-06 09:00 UTC: 1 feed; 0 new"
    assert web.asked == [FEED]
    dropped = [item.number for item in store.queue().items("waiting")]
    store.queue().decide(dropped, "dropped", "2020-05-06", "Ana Lima")
    assert watch.round([FEED]).new == ()


def test_a_feed_that_has_not_changed_says_so(watch: Watch, web: MemoryFetcher) -> None:
    web.pages[FEED] = Fetched(FEED, rss("1").encode(), None, Validators('"1"', None))
    watch.round([FEED])
    assert watch.round([FEED]).line == "2020-05-06 09:00 UTC: 1 feed, 1 unchanged; 0 new"
    assert web.asked.count("https://bank.example/1") == 1


def test_a_page_that_two_feeds_list_is_fetched_once(watch: Watch, store: Store, web: MemoryFetcher) -> None:
    web.pages[OTHER] = rss("1").replace("<title>1", "<title>As the other one has it")
    for _ in range(3):
        watch.round([FEED, OTHER])
    assert web.asked.count("https://bank.example/1") == 1
    assert len(store.queue().items()) == 2


def test_an_entry_in_full_is_not_fetched(watch: Watch, store: Store, web: MemoryFetcher) -> None:
    web.pages[FEED] = rss("1").replace("</title><pub", f"</title><description><![CDATA[{LONG}]]></description><pub")
    assert len(watch.round([FEED]).new) == 1
    assert web.asked == [FEED]


def test_an_archive_of_a_feed_is_taken_in_some_changes_of_the_dossier_and_in_its_order(
    watch: Watch, store: Store, web: MemoryFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: each of 500 entries was looked up and put by itself, so that they took a minute beside a busy desk."""
    changes: list[int] = []
    put = MemoryQueue.put_all
    monkeypatch.setattr(MemoryQueue, "put_all", lambda *a: changes.append(len(a[1])) or put(*a))
    names = [str(n) for n in range(120)]
    entries = rss(*names[:60], "teaser", *names[60:], "7")  # one named twice, and one without its page
    full = "</title><description><![CDATA[" + LONG + "]]></description><pub"
    web.pages[FEED] = entries.replace("</title><pub", full).replace("<title>teaser" + full, "<title>teaser</title><pub")
    web.pages["https://bank.example/teaser"] = PAGE
    assert len(set(watch.round([FEED]).new)) == 121
    assert len(changes) <= 6
    came = [item.name.rpartition("/")[2] for item in store.queue().items()]
    names.remove("7")
    assert came == [*names[:59], "teaser", *names[59:], "7"]
    assert web.asked == [FEED, "https://bank.example/teaser"]


@pytest.mark.parametrize("page", [PAGE, LONG, "Gates stay shut\n\nAda Orum met Bo Lund in Haven. They talked.\n"])
def test_the_day_of_a_feed_makes_the_article_that_the_page_given_that_day_is(page: str) -> None:
    came = Incoming(name="https://bank.example/1", came_at="2020-05-06T09:00:00Z", given_date="2020-05-04")
    (found,) = articles_of(came, page.encode())
    (given,) = files.articles_in(came.name, page.encode(), given_date="2020-05-04")
    assert found == given
    assert isinstance(found, Article)
    assert found.published == "2020-05-04"


def test_a_changed_entry_comes_in_again(watch: Watch, store: Store, web: MemoryFetcher) -> None:
    watch.round([FEED])
    first = store.queue().last("https://bank.example/1")
    assert first
    store.queue().decide([first.number], "dropped", "2020-05-06", "")
    web.pages[FEED] = rss("2", "1").replace("<title>1", "<title>1 (corrected)")
    web.pages["https://bank.example/1"] = PAGE.replace("Monday", "Sunday")
    (new,) = watch.round([FEED]).new
    (item,) = store.queue().numbered([new])
    assert (item.name, new != first.number) == (first.name, True)
    assert "Sunday" in item.opening


def test_what_cannot_be_fetched_is_refused_with_its_reason_and_tried_again_less_and_less_often(
    watch: Watch, store: Store, web: MemoryFetcher, clock: Clock
) -> None:
    web.pages["https://bank.example/1"] = NotFetched("took too long", again=True)
    assert watch.round([FEED]).line == "2020-05-06 09:00 UTC: 1 feed; 1 new, 1 refused"
    (item,) = store.queue().items("refused")
    assert (item.name, item.reason, item.tries) == ("https://bank.example/1", "took too long", 1)
    waits = []
    while item.again_at:
        before = clock.at
        clock.at = datetime.fromisoformat(item.again_at) - timedelta(seconds=1)
        assert watch.round([FEED]).refused == 0
        clock.at += timedelta(seconds=1)
        watch.round([FEED])
        waits.append((clock.at - before).total_seconds() / 60)
        (item,) = store.queue().items("refused")
    assert waits == [15, 30, 60, 120, 240]
    assert item.tries == 6


def test_what_was_refused_waits_when_a_later_try_works(
    watch: Watch, store: Store, web: MemoryFetcher, clock: Clock
) -> None:
    web.pages["https://bank.example/1"] = NotFetched("asks to wait", again=True, wait=3600)
    watch.round([FEED])
    web.pages["https://bank.example/1"] = PAGE
    clock.at += timedelta(minutes=59)
    assert watch.round([FEED]).new == ()
    clock.at += timedelta(minutes=1)
    assert len(watch.round([FEED]).new) == 1
    assert store.queue().items("refused") == []


def test_a_page_without_an_article_is_refused_and_its_bytes_are_held(
    watch: Watch, store: Store, web: MemoryFetcher
) -> None:
    web.pages["https://bank.example/1"] = b"\x89PNG\r\n\x1a\n\0\0"
    watch.round([FEED])
    (item,) = store.queue().items("refused")
    assert "picture" in item.reason
    assert store.queue().raw(item.number) == b"\x89PNG\r\n\x1a\n\0\0"


def test_what_waits_stays_where_its_new_state_cannot_be_had(watch: Watch, store: Store, web: MemoryFetcher) -> None:
    watch.round([FEED])
    web.pages[FEED] = rss("2", "1").replace("<title>1", "<title>1 (corrected)")
    web.pages["https://bank.example/1"] = NotFetched("gone")
    watch.round([FEED])
    assert [item.title for item in store.queue().items("waiting")] == ["Dam leaks", "Gates stay shut"]


def test_a_feed_that_fails_is_left_alone_longer_each_time_and_the_others_are_read(
    watch: Watch, store: Store, web: MemoryFetcher, clock: Clock
) -> None:
    web.pages[OTHER] = NotFetched("took too long", again=True)
    done = watch.round([OTHER, FEED])
    assert (done.failed, len(done.new)) == (("took too long",), 2)
    assert "1 failed" in done.line
    assert len(watch.round([OTHER, FEED]).failed) == 1
    assert watch.round([OTHER, FEED]).line == "2020-05-06 09:00 UTC: 2 feeds, 1 not yet due; 0 new"
    clock.at += timedelta(minutes=15)
    watch.round([OTHER, FEED])
    (feed,) = [feed for feed in store.queue().watched() if feed.address == OTHER]
    assert (feed.failures, feed.next_at) == (3, moment(clock.at + timedelta(minutes=30)))
    web.pages[OTHER] = rss("1")
    clock.at += timedelta(minutes=30)
    assert watch.round([OTHER]).failed == ()


def test_what_is_in_the_dossier_already_does_not_wait(watch: Watch, store: Store) -> None:
    from verbale.intake.looking import articles_of
    from verbale.intake.watching import incoming_of
    from verbale.model.evidence import Findings, Reading

    watch.round([FEED])
    item = store.queue().items("waiting")[0]
    (article,) = articles_of(incoming_of(item), store.queue().raw(item.number) or b"")
    store.add(Reading(article, Findings()), added_on=datetime(2020, 5, 6, tzinfo=UTC).date())  # type: ignore[arg-type]
    store.queue().decide([item.number], "dropped", "2020-05-06", "")
    store.queue().put(replace(incoming_of(item), stamp="before", state="refused"))
    assert watch.round([FEED]).new == ()
    assert store.queue().last(item.name).state == "kept"  # type: ignore[union-attr] # it is there


def test_rounds_begin_as_far_apart_as_asked(watch: Watch, clock: Clock) -> None:
    found: list[Round] = list(watch.rounds([FEED], timedelta(minutes=30), clock.sleep, 3))
    assert [done.at for done in found] == ["2020-05-06T09:00:00Z", "2020-05-06T09:30:00Z", "2020-05-06T10:00:00Z"]
    assert clock.at.hour == 10


@pytest.mark.parametrize("error", [DossierLocked, DossierFull])
def test_a_round_in_which_the_dossier_is_locked_or_full_ends_no_watch(
    watch: Watch, store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch, error: type[VerbaleError]
) -> None:
    found = watch.rounds([FEED], timedelta(minutes=30), clock.sleep)
    with monkeypatch.context() as locked:

        def refuse(*_: object) -> None:
            raise error("nothing can be written to it")

        locked.setattr(store.queue(), "put", refuse)
        assert next(found).failed == ("nothing can be written to it",)
    assert len(next(found).new) == 2


def test_bytes_of_what_was_decided_on_long_ago_are_let_go_of(watch: Watch, store: Store, clock: Clock) -> None:
    watch.round([FEED])
    item = store.queue().items("waiting")[0]
    store.queue().decide([item.number], "dropped", moment(clock.at), "")
    clock.at += timedelta(days=8)
    watch.round([FEED])
    assert [i.held for i in store.queue().numbered([item.number])] == [False]
