"""One connection for one request: to an address that was checked, and over when its time is.

The time holds for the whole exchange, so that a server that sends a byte now and then ends as surely as one that sends
none.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import httpcore2

Clock = Callable[[], float]
"""Seconds that only go forward."""


class Dial(Protocol):
    """Opens a connection to a network address; raises what httpcore2 raises."""

    def __call__(self, number: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        """The open connection."""


def dial(number: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
    """A connection over the network."""
    return httpcore2.SyncBackend().connect_tcp(number, port, timeout)


class Pinned(httpcore2.NetworkBackend):
    """Connects to one of some network addresses, whatever name is asked for, until the clock says `until`."""

    def __init__(self, numbers: Sequence[str], dialled: Dial, clock: Clock, until: float) -> None:
        self._numbers = numbers
        self._dial = dialled
        self._left = _Left(clock, until)

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - httpcore2's: connected to are the addresses that it was checked to have
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - likewise
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the addresses that answers."""
        for number in self._numbers[:-1]:
            try:
                return _Bounded(self._dial(number, port, self._left(timeout)), self._left)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return _Bounded(self._dial(self._numbers[-1], port, self._left(timeout)), self._left)


class _Left:
    """How many seconds a step may take: no more than are left."""

    def __init__(self, clock: Clock, until: float) -> None:
        self._clock = clock
        self._until = until

    def __call__(self, timeout: float | None) -> float:
        left = self._until - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("its time is over")
        return left if timeout is None else min(timeout, left)


class _Bounded(httpcore2.NetworkStream):
    """A connection of which every step ends when the time of all is over."""

    def __init__(self, inner: httpcore2.NetworkStream, left: _Left) -> None:
        self._inner = inner
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Bounded(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:  # Any: as httpcore2 has it
        return self._inner.get_extra_info(info)
