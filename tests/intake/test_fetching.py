"""Fetching from servers that mean well and from others: what is taken, and in which words the rest is refused."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import httpcore2
import pytest
from tests.intake import misbehaving as acts
from tests.intake.misbehaving import MODIFIED, PAGE, Misbehaving, bare_deflate, bomb

from verbale.errors import NotFetched
from verbale.intake.addresses import is_public
from verbale.intake.connecting import dial
from verbale.intake.fetching import Fetched, HttpFetcher, Limits, Validators

LIMITS = Limits(largest=100_000, longest=60.0, redirects=3, delay=0.0)
SOON = replace(LIMITS, longest=2.0)


class Waiting:
    """A clock that only sleep moves, however busy the machine is."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        return 1_000 + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@pytest.fixture
def clock() -> Waiting:
    return Waiting()


@pytest.fixture
def fetcher(clock: Waiting) -> HttpFetcher:
    return HttpFetcher(["127.0.0.1"], LIMITS, clock=clock, sleep=clock.sleep)


def refused(fetcher: HttpFetcher, address: str) -> NotFetched:
    with pytest.raises(NotFetched) as raised:
        fetcher.fetch(address)
    assert "\n" not in str(raised.value)
    return raised.value


def test_a_page_is_fetched_with_its_encoding_and_validators_and_nothing_else_is(
    web: Misbehaving, fetcher: HttpFetcher
) -> None:
    page = PAGE.replace("<h1>", '<img src="/image.png"><a href="/next">next</a><h1>')
    address = web.page("/a", page, Content_Type="text/html; charset=koi8-r", ETag='"1"', Last_Modified=MODIFIED)
    assert fetcher.fetch(f"{address}#top") == Fetched(address, page.encode(), "koi8-r", Validators('"1"', MODIFIED))
    assert web.asked == {"/robots.txt": 1, "/a": 1}
    assert "cookie" not in web.headers["/a"]
    assert "referer" not in web.headers["/a"]


def test_what_has_not_changed_is_not_sent_again(web: Misbehaving, fetcher: HttpFetcher) -> None:
    address = web.page("/a", b"", 304)
    known = Validators('"1"', MODIFIED)
    assert fetcher.fetch(address, known) == Fetched(address, validators=known, unchanged=True)
    assert (web.headers["/a"]["if-none-match"], web.headers["/a"]["if-modified-since"]) == ('"1"', MODIFIED)
    assert "answers 304" in str(refused(fetcher, address))


@pytest.mark.parametrize(
    ("packed", "named"),
    [
        (gzip.compress(PAGE.encode()), "gzip"),
        (gzip.compress(PAGE[:99].encode()) + gzip.compress(PAGE[99:].encode()), "x-gzip"),
        (bare_deflate(PAGE.encode()), "deflate"),
        (PAGE.encode(), "identity"),
    ],
)
def test_a_packed_body_is_unpacked(web: Misbehaving, fetcher: HttpFetcher, packed: bytes, named: str) -> None:
    assert fetcher.fetch(web.page("/a", packed, Content_Encoding=named)).raw == PAGE.encode()


@pytest.mark.parametrize(
    ("body", "named", "line"),
    [
        (bomb(50), "gzip", "larger than 100,000 bytes"),
        (gzip.compress(bomb(50)), "gzip, gzip", "packed as 'gzip, gzip', which nobody asked for"),
        (b"what", "br", "packed as 'br', which nobody asked for"),
        (gzip.compress(PAGE.encode())[:-20], "gzip", "breaks off"),
        (gzip.compress(PAGE.encode())[:-8] + b"nonsense", "gzip", "is damaged"),
    ],
)
def test_a_bomb_and_what_is_packed_otherwise_are_refused(
    web: Misbehaving, fetcher: HttpFetcher, body: bytes, named: str, line: str
) -> None:
    assert line in str(refused(fetcher, web.page("/a", body, Content_Encoding=named)))


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (acts.endless, "larger than 100,000 bytes"),
        (acts.short, "breaks off"),
        (acts.garbage, "breaks off or speaks no HTTP"),
    ],
)
def test_an_answer_that_never_ends_or_breaks_off_is_refused(
    web: Misbehaving, fetcher: HttpFetcher, act: object, line: str
) -> None:
    assert line in str(refused(fetcher, web.acts("/a", act)))  # type: ignore[arg-type] # one of the acts above


@pytest.mark.parametrize("act", [acts.slow_body, acts.slow_head, acts.silent])
def test_an_answer_that_does_not_come_to_an_end_in_its_time_is_refused(web: Misbehaving, act: object) -> None:
    fetcher = HttpFetcher(["127.0.0.1"], SOON)
    begun = time.monotonic()
    assert "took longer" in str(refused(fetcher, web.acts("/a", act)))  # type: ignore[arg-type] # one of the acts above
    assert time.monotonic() - begun < acts.FOREVER / 2


def test_a_length_that_is_too_large_is_refused_before_anything_is_read(web: Misbehaving, fetcher: HttpFetcher) -> None:
    assert "larger than" in str(refused(fetcher, web.page("/a", b"", Content_Length="100000000000")))


@pytest.mark.parametrize(
    ("status", "again"), [(404, False), (403, False), (204, False), (500, True), (502, True), (599, True)]
)
def test_an_error_of_the_server_is_told_and_whether_it_may_pass(
    web: Misbehaving, fetcher: HttpFetcher, status: int, *, again: bool
) -> None:
    error = refused(fetcher, web.page("/a", "" if status == 204 else PAGE, status))
    assert f"answers {status}" in str(error)
    assert error.again is again


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(
    web: Misbehaving, fetcher: HttpFetcher, clock: Waiting, status: int
) -> None:
    address = web.page("/a", b"", status, Retry_After="120")
    error = refused(fetcher, address)
    assert (error.again, round(error.wait or 0)) == (True, 120)
    web.page("/a")
    assert "asked to wait" in str(refused(fetcher, address))
    assert web.asked["/a"] == 1
    clock.slept += 119
    assert fetcher.fetch(address).raw


def test_a_busy_host_that_does_not_say_how_long_is_left_alone_twice_as_long_each_time(
    web: Misbehaving, fetcher: HttpFetcher, clock: Waiting
) -> None:
    address = web.page("/a", b"", 429)
    waits = []
    for _ in range(3):
        wait = refused(fetcher, address).wait or 0
        waits.append(round(wait))
        clock.slept += wait
    assert waits == [60, 120, 240]


def test_a_day_to_come_back_on_is_understood(web: Misbehaving, clock: Waiting) -> None:
    fetcher = HttpFetcher(["127.0.0.1"], LIMITS, clock=clock, now=lambda: datetime(2020, 5, 4, 9, 59, tzinfo=UTC))
    assert round(refused(fetcher, web.page("/a", b"", 503, Retry_After=MODIFIED)).wait or 0) == 60
    assert round(refused(fetcher, web.page("/b", b"", 503, Retry_After="soon")).wait or 0) in range(59, 61)


def test_some_seconds_lie_between_two_requests_to_a_host(web: Misbehaving, clock: Waiting) -> None:
    fetcher = HttpFetcher(["127.0.0.1"], Limits(delay=3), clock=clock, sleep=clock.sleep)
    for _ in range(3):
        fetcher.fetch(web.page("/a"))
    assert clock.slept == 9  # between robots.txt and three pages


def test_what_robots_txt_asks_for_is_done(web: Misbehaving, fetcher: HttpFetcher, clock: Waiting) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    assert "robots.txt wants no program there" in str(refused(fetcher, web.page("/private/a")))
    assert web.asked["/private/a"] == 0
    fetcher.fetch(web.page("/a"))
    fetcher.fetch(web.page("/a"))
    assert web.asked["/robots.txt"] == 1
    assert clock.slept > 13


def test_a_site_that_cannot_say_what_it_wants_is_left_alone(web: Misbehaving, fetcher: HttpFetcher) -> None:
    web.page("/robots.txt", b"", 500)
    assert refused(fetcher, web.page("/a")).again
    assert web.asked["/a"] == 0


def test_a_redirect_is_followed_and_said(web: Misbehaving, fetcher: HttpFetcher) -> None:
    web.page("/b")
    assert fetcher.fetch(web.page("/a", b"", 302, Location="b")).address == f"{web.address}/b"


@pytest.mark.parametrize(
    ("to", "line"),
    [
        ("/a", "leads in a circle"),
        ("/1", "leads on more than 3 times"),
        ("file:///etc/passwd", "is no address on the web"),
        ("http://ana:secret@127.0.0.1/", "name or password"),
        ("http://[::1]/", "::1 is a private address"),
        ("http://169.254.169.254/latest/meta-data", "is a private address"),
        ("http://2130706433/", "is a private address"),
        ("http://localhost/", "is a private address"),
        ("http://\x01/", "which is no address"),
    ],
)
def test_a_redirect_that_leads_nowhere_good_is_refused(
    web: Misbehaving, fetcher: HttpFetcher, to: str, line: str
) -> None:
    for number in range(1, 9):
        web.page(f"/{number}", b"", 301, Location=f"/{number + 1}")
    error = refused(fetcher, web.page("/a", b"", 302, Location=to))
    assert line in str(error)
    assert "secret" not in str(error)


def test_a_redirect_is_asked_of_the_robots_txt_it_comes_to(web: Misbehaving, fetcher: HttpFetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /b\n")
    assert "robots.txt wants" in str(refused(fetcher, web.page("/a", b"", 302, Location="/b")))
    assert web.asked["/b"] == 0


def turns(*answers: str) -> Iterator[str]:
    yield from answers


def test_a_name_that_leads_elsewhere_the_next_time_is_asked_once_and_kept_to(web: Misbehaving, clock: Waiting) -> None:
    web.page("/a")
    names = turns("93.184.215.14", "93.184.215.14", "127.0.0.1", "127.0.0.1")
    dialled: list[str] = []

    def dialling(number: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        dialled.append(number)
        return dial("127.0.0.1", port, timeout)  # this machine stands for the public one

    fetcher = HttpFetcher(
        (), LIMITS, resolve=lambda host, port: [next(names)], dialled=dialling, clock=clock, sleep=clock.sleep
    )
    address = f"http://rebinding.example:{web.port}/a"
    assert fetcher.fetch(address).raw == PAGE.encode()
    assert dialled == ["93.184.215.14"] * 2  # robots.txt and the page
    assert "127.0.0.1) is a private address" in str(refused(fetcher, address))
    assert len(dialled) == 2
    assert web.headers["/a"]["host"] == f"rebinding.example:{web.port}"


def test_one_private_address_among_public_ones_has_the_name_refused(clock: Waiting) -> None:
    fetcher = HttpFetcher((), LIMITS, resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"], clock=clock)
    assert "10.0.0.1) is a private address" in str(refused(fetcher, "https://mixed.example/"))


def test_this_machine_is_refused_unless_it_is_allowed_by_name(web: Misbehaving) -> None:
    error = refused(HttpFetcher(["localhost"], LIMITS), web.page("/a"))
    assert "allow it with --allow-host 127.0.0.1" in str(error)
    assert not web.asked


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104 - nothing is bound
        "255.255.255.255", "168.63.129.16", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "fec0::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "what",
    ],
)  # fmt: skip
def test_an_address_that_the_world_does_not_reach_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "2606:2800:220:1::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_an_address_that_the_world_reaches_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("ftp://lake.example/a", "no address on the web"),
        ("https://ana:secret@lake.example/", "name or password"),
        ("https:///a", "no address on the web"),
        ("https://lake.example:0/", "no port"),
        ("https://la ke.example/", "no address on the web"),
        ("https://lake.example/\n", "lake.example leads nowhere"),
        ("https://lake.example/" + "a" * 3_000, "longer than 2,000 characters"),
    ],
)
def test_what_is_no_address_is_refused_in_one_line(address: str, line: str) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    error = refused(HttpFetcher((), LIMITS, resolve=nowhere), address)
    assert line in str(error)
    assert "secret" not in str(error)


def test_a_server_that_is_not_there_may_be_there_later(web: Misbehaving, fetcher: HttpFetcher) -> None:
    error = refused(fetcher, "http://127.0.0.1:1/")
    assert "cannot be reached" in str(error)
    assert error.again
