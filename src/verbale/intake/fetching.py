"""Fetching what an address holds, that alone and nothing it points to, from servers that mean well and others.

Every step of a redirect is checked as the first one was (`addresses`), asked of the site's robots.txt (RFC 9309) and
waits for its turn at its host (`hosts`). A body may be so large and an answer take so long, and no more.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from importlib.metadata import version
from typing import Protocol

import httpcore2
import httpx2

from verbale.errors import NotFetched
from verbale.intake.addresses import Resolver, checked, parsed, resolved
from verbale.intake.connecting import Clock, Dial, Pinned, dial
from verbale.intake.hosts import AGENT, Hosts
from verbale.intake.unpacking import ACCEPTED, too_large, unpacked

LARGEST = 20_000_000
"""Bytes of an answer, packed or unpacked."""
LONGEST = 40.0
"""Seconds that an answer may take, to its last byte."""
REDIRECTS = 5
"""How often an address may lead to another."""
BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_MOVED = (301, 302, 303, 307, 308)
_ROBOTS = 500_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of its last answer, by which it tells whether it has another one (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


NEVER_ASKED = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds: who answered at last, the bytes, the encoding that the answer claims for them.

    `unchanged` where the server has nothing newer than it had by the validators; then there are no bytes.
    """

    address: str
    raw: bytes = b""
    charset: str | None = None
    validators: Validators = NEVER_ASKED
    unchanged: bool = False


class Fetcher(Protocol):
    """Gets what an address holds."""

    def fetch(self, address: str, known: Validators = NEVER_ASKED) -> Fetched:
        """What the address holds; raises NotFetched."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long an answer may be, and how many seconds lie between two requests to one host."""

    largest: int = LARGEST
    longest: float = LONGEST
    redirects: int = REDIRECTS
    delay: float = 1.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx2.Headers
    body: bytes


class HttpFetcher:
    """Fetches over HTTP. Hosts that are `allowed` by name may be private; `resolve`, `dial`, clocks are for tests."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        limits: Limits = LIMITS,
        *,
        resolve: Resolver = resolved,
        dialled: Dial = dial,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._allowed = frozenset(allowed)
        self._limits = limits
        self._resolve, self._dial, self._clock, self._now = resolve, dialled, clock, now
        self._hosts = Hosts(limits.delay, clock, sleep)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def fetch(self, address: str, known: Validators = NEVER_ASKED) -> Fetched:
        """What the address holds; raises NotFetched."""
        url, answer = self._followed(parsed(address), known, robots=True)
        where = str(url)
        if answer.status == HTTPStatus.NOT_MODIFIED and known != NEVER_ASKED:
            return Fetched(where, validators=known, unchanged=True)
        if answer.status != HTTPStatus.OK:
            raise self._refused(where, answer)
        told = answer.headers
        return Fetched(
            where,
            answer.body,
            httpx2.Response(200, headers=told).charset_encoding,
            Validators(told.get("etag"), told.get("last-modified")),
        )

    def _followed(self, url: httpx2.URL, known: Validators, *, robots: bool) -> tuple[httpx2.URL, _Answer]:
        """The answer behind all redirects, and who gave it."""
        seen: set[str] = set()
        first = url
        while str(url) not in seen:
            if len(seen) > self._limits.redirects:
                raise NotFetched(
                    f"{first} leads on more than {self._limits.redirects} times; give the page's own address"
                )
            seen.add(str(url))
            numbers = checked(url, self._resolve, self._allowed)
            if robots:
                self._ask_robots(url)
            answer = self._asked(url, numbers, known)
            to = answer.headers.get("location") if answer.status in _MOVED else None
            if to is None:
                return url, answer
            try:
                url = parsed(str(url.join(to)))
            except httpx2.InvalidURL as error:
                raise NotFetched(f"{first} leads to {to[:200]!r}, which is no address") from error
        raise NotFetched(f"{first} leads in a circle; give the page's own address")

    def _ask_robots(self, url: httpx2.URL) -> None:
        """Raise NotFetched where the site wants no program at this address, or cannot say."""
        site = url.copy_with(raw_path=b"/robots.txt")
        rules = self._hosts.rules(str(site))
        if rules is None:
            try:
                text = self._robots(site)
            except NotFetched as error:
                raise NotFetched(f"{url}: {error}", again=error.again, wait=error.wait) from error
            rules = self._hosts.learn(str(site), text, url.netloc.decode())
        if not rules.can_fetch(str(url), AGENT):
            raise NotFetched(f"{url}: the site's robots.txt wants no program there; save the page and add the file")

    def _robots(self, site: httpx2.URL) -> str:
        """What a robots.txt says; nothing where there is none: then everything may be fetched (RFC 9309, 2.3.1.3)."""
        answer = self._followed(site, NEVER_ASKED, robots=False)[1]
        if answer.status in BUSY or answer.status >= 500:
            raise self._refused(str(site), answer)
        return answer.body[:_ROBOTS].decode("utf-8", "replace") if answer.status == HTTPStatus.OK else ""

    def _asked(self, url: httpx2.URL, numbers: Sequence[str], known: Validators) -> _Answer:
        """The answer of one server, at one of its network addresses."""
        host = url.netloc.decode()
        with self._hosts.turn(host, str(url)):
            try:
                answer = self._exchanged(url, numbers, known)
            except httpcore2.TimeoutException as error:
                raise NotFetched(
                    f"{url} took longer than {self._limits.longest:.0f} seconds; try again later", again=True
                ) from error
            except httpcore2.RemoteProtocolError as error:
                raise NotFetched(
                    f"{url} breaks off or speaks no HTTP ({error}); try again later", again=True
                ) from error
            except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
                raise NotFetched(f"{url} cannot be reached ({error}); try again later", again=True) from error
        if answer.status in BUSY:
            self._hosts.blocked(host, self._asked_to_wait(answer.headers))
        elif answer.status < 500:
            self._hosts.answered(host)
        return answer

    def _exchanged(self, url: httpx2.URL, numbers: Sequence[str], known: Validators) -> _Answer:
        backend = Pinned(numbers, self._dial, self._clock, self._clock() + self._limits.longest)
        with (
            httpcore2.ConnectionPool(self._trust, network_backend=backend, max_connections=1) as pool,
            pool.stream("GET", str(url), headers=_request(url, known)) as response,
        ):
            headers = httpx2.Headers(response.headers)
            length = headers.get("content-length", "")
            if length.isascii() and length.isdigit() and int(length) > self._limits.largest:
                raise too_large(str(url), self._limits.largest)
            if response.status != HTTPStatus.OK:
                return _Answer(response.status, headers, b"")  # what an error page says is of no use
            body = unpacked(response.iter_stream(), headers.get("content-encoding", ""), str(url), self._limits.largest)
            return _Answer(response.status, headers, body)

    def _refused(self, where: str, answer: _Answer) -> NotFetched:
        status = answer.status
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "an unknown status"
        if status in BUSY:
            wait = self._hosts.left(httpx2.URL(where).netloc.decode())
            return NotFetched(f"{where} asks to wait ({status} {phrase})", again=True, wait=wait)
        again = status >= 500 or status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY)
        return NotFetched(
            f"{where} answers {status} ({phrase}); {'try again later' if again else 'check the address'}", again=again
        )

    def _asked_to_wait(self, headers: httpx2.Headers) -> float | None:
        """The seconds that Retry-After asks for (RFC 9110, 10.2.3)."""
        said = headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said)
        try:
            until = parsedate_to_datetime(said)
        except ValueError:
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - self._now()).total_seconds(), 0.0)


def _request(url: httpx2.URL, known: Validators) -> list[tuple[str, str]]:
    headers = [
        ("Host", url.netloc.decode()),
        ("User-Agent", f"{AGENT}/{version('verbale')}"),
        ("Accept", "text/html, application/xhtml+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
    ]
    told = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return headers + [(name, value) for name, value in told if value]
