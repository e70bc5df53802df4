"""A watch on feeds of a server that misbehaves: the good comes in, the rest is told, and manners are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.intake import misbehaving as acts
from tests.intake.misbehaving import PAGE, Misbehaving
from tests.intake.test_fetching import Waiting

from verbale.intake.fetching import HttpFetcher, Limits
from verbale.intake.watching import Watch
from verbale.testing import MemoryStore


def feed_of(web: Misbehaving, *paths: str) -> str:
    items = "".join(f"<item><title>{path}</title><link>{web.address}{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>The Bank</title>{items}</channel></rss>'


def test_what_is_good_comes_in_and_the_rest_is_told(web: Misbehaving) -> None:
    store, clock = MemoryStore(), Waiting()
    fetcher = HttpFetcher(["127.0.0.1"], Limits(100_000, 60.0, 3, 2.0), clock=clock, sleep=clock.sleep)
    watch = Watch(store, fetcher, lambda: datetime(2020, 5, 6, 9, 0, tzinfo=UTC) + timedelta(seconds=clock.slept))
    web.page("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    web.page("/good")
    web.page("/closed")
    web.page("/loop", b"", 302, Location="/loop")
    web.page("/inside", b"", 302, Location="http://169.254.169.254/")
    web.page("/bomb", acts.bomb(30), Content_Encoding="gzip")
    web.acts("/short", acts.short)
    web.acts("/endless", acts.endless)
    paths = ("/good", "/closed", "/loop", "/inside", "/bomb", "/short", "/endless", "/none")
    feed = web.page("/feed", feed_of(web, *paths), ETag='"1"')
    done = watch.round([feed])
    assert (len(done.new), done.refused) == (1, 7)
    told = {item.title: item.reason.partition(": ")[2] or item.reason for item in store.queue().items("refused")}
    for path, words in {
        "/closed": "robots.txt wants no program", "/loop": "in a circle", "/inside": "is a private address",
        "/bomb": "larger than", "/short": "breaks off", "/endless": "larger than", "/none": "404",
    }.items():  # fmt: skip
        assert words in told[path], told[path]
    assert clock.slept > 14
    assert web.asked["/closed"] == 0
    web.page("/feed", b"", 304)
    web.acts("/short", lambda one: one.answer(PAGE.replace("Monday", "Sunday").encode(), 200, {}))
    assert watch.round([feed]).line.endswith("1 feed, 1 unchanged; 0 new")
    assert web.headers["/feed"]["if-none-match"] == '"1"'
    clock.slept += 15 * 60
    assert len(watch.round([feed]).new) == 1
    assert (web.asked["/good"], web.asked["/none"], web.asked["/robots.txt"]) == (1, 1, 1)
