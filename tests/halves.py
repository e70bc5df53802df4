"""A process that is killed in the middle of what it hands on."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from signal import SIGKILL
from typing import Any

_SIZE = 10_000_000


def killed_as_it_hands_on(*_: object) -> Any:
    """Far more than a pipe holds: this process is killed when half of it was taken."""
    Connection._send = _half_sent  # type: ignore[attr-defined]  # there is no other way in
    return b"x" * _SIZE


def _half_sent(pipe: Connection, some: bytes) -> None:
    if len(some) < _SIZE:  # how long it is
        os.write(pipe.fileno(), some)
        return
    left = memoryview(some)[: _SIZE // 2]
    while left:
        left = left[os.write(pipe.fileno(), left) :]
    os.kill(os.getpid(), SIGKILL)
