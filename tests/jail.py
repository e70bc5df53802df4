"""A program that the kernel ends where it, or a program that it starts, tries to reach anything by a socket.

    python -m tests.jail < COMMANDS

Commands of `verbale`, a line each, are run so, up to the first that fails. They may listen and answer, and reach
nobody: neither a host nor a name server, not even of this machine; only glibc may look for its cache of names (nscd),
whose address is longer than any host's. See seccomp(2): what native code does is seen as well, and no swallowed error
hides an attempt.
"""

from __future__ import annotations

import ctypes
import platform
import shlex
import struct
import sys

CALLS = {"x86_64": (0xC000003E, 42, 44, 46, 307), "aarch64": (0xC00000B7, 203, 206, 211, 269)}
"""By machine: its architecture, and the numbers of connect, sendto, sendmsg and sendmmsg."""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _IF_GREATER, _RETURN = 0x20, 0x15, 0x25, 0x06
_ALLOW, _END = 0x7FFF0000, 0x80000000
_NUMBER, _ARCHITECTURE, _LENGTH, _ADDRESSEE = 0, 4, 16 + 2 * 8, 16 + 4 * 8
"""Where they stand in what the filter is given: `connect` says third how long an address is, `sendto` fifth to whom."""
_LONGEST = 28
"""Bytes of a host's address (`sockaddr_in6`)."""


def close() -> None:
    """Shut this process and all that it starts in, for good."""
    architecture, connect, sendto, sendmsg, sendmmsg = CALLS[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _END),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_EQUAL, 9, 0, sendmsg),
        (_IF_EQUAL, 8, 0, sendmmsg),
        (_IF_EQUAL, 5, 0, connect),
        (_IF_EQUAL, 0, 7, sendto),
        (_LOAD, 0, 0, _ADDRESSEE),
        (_IF_EQUAL, 0, 4, 0),
        (_LOAD, 0, 0, _ADDRESSEE + 4),
        (_IF_EQUAL, 3, 2, 0),
        (_LOAD, 0, 0, _LENGTH),
        (_IF_GREATER, 1, 0, _LONGEST),
        (_RETURN, 0, 0, _END),
        (_RETURN, 0, 0, _ALLOW),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    length_and_place = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SECCOMP, _FILTER, length_and_place, 0, 0)):
        if libc.prctl(*call):
            raise OSError(ctypes.get_errno(), "the kernel does not shut a process in")


if __name__ == "__main__":
    close()
    from verbale.cli import run

    for line in sys.stdin:
        if status := run(shlex.split(line)):
            sys.exit(f"{status}: {line}")
