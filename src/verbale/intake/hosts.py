"""Manners: one request to a host at a time, some seconds between two, longer where it asks for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from verbale.errors import NotFetched

AGENT = "verbale"
"""By which robots.txt knows us."""
FIRST_WAIT, LONGEST_WAIT = 60.0, 6 * 3600.0
"""Seconds to wait for a host that is busy and does not say how long: twice as many each time, up to the second."""
PATIENCE = 20.0
"""Seconds that are waited for a host here; for more, whoever asks comes again."""
RULES_LAST = 24 * 3600.0
"""Seconds after which a robots.txt is fetched anew (RFC 9309, 2.4)."""


@dataclass(slots=True)
class _Host:
    lock: Lock
    free_at: float = 0.0
    blocked_until: float = 0.0
    busy: int = 0
    delay: float = 0.0


class Hosts:
    """When each host may be asked next, and what its robots.txt says."""

    def __init__(self, delay: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(Lock()))
        self._rules: dict[str, tuple[Protego, float]] = {}

    @contextmanager
    def turn(self, host: str, where: str) -> Iterator[None]:
        """Hold the host for one request, once it may be asked; raises NotFetched where that is long from now."""
        at = self._hosts[host]
        with at.lock:
            now = self._clock()
            if at.blocked_until - now > PATIENCE:
                wait = at.blocked_until - now
                raise NotFetched(f"{where}: {host} asked to wait; {wait:,.0f} seconds are left", again=True, wait=wait)
            self._sleep(max(at.free_at - now, at.blocked_until - now, 0.0))
            try:
                yield
            finally:
                at.free_at = self._clock() + max(self._delay, at.delay)

    def blocked(self, host: str, seconds: float | None) -> None:
        """A host asked to wait so many seconds, or did not say how many."""
        at = self._hosts[host]
        at.busy += 1
        wait = seconds if seconds is not None else FIRST_WAIT * 2 ** min(at.busy - 1, 16)
        at.blocked_until = self._clock() + min(wait, LONGEST_WAIT)

    def left(self, host: str) -> float:
        """The seconds for which a host asked to be left alone still."""
        return max(self._hosts[host].blocked_until - self._clock(), 0.0)

    def answered(self, host: str) -> None:
        """A host is no longer busy."""
        self._hosts[host].busy = 0

    def rules(self, site: str) -> Protego | None:
        """What a robots.txt said less than a day ago."""
        rules, until = self._rules.get(site, (None, 0.0))
        return rules if self._clock() < until else None

    def learn(self, site: str, text: str, host: str) -> Protego:
        """Keep what a robots.txt says, and the delay that it asks for at its host."""
        rules = Protego.parse(text)
        self._rules[site] = (rules, self._clock() + RULES_LAST)
        at = self._hosts[host]
        at.delay = min(rules.crawl_delay(AGENT) or 0.0, PATIENCE)
        at.free_at = max(at.free_at, self._clock() + at.delay)
        return rules
