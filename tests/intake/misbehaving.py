"""A web server on this machine that does to whoever asks it what servers do."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<html><head><title>Gates stay shut</title></head><body><article><h1>Gates stay shut</h1>
<p>Ada Orum said on Monday that the gates of the upper lake would stay shut until the two sides meet again.</p>
<p>Ben Lusk denied that the dam leaks, and asked that engineers of both sides look at it before winter comes.</p>
</article></body></html>"""
MODIFIED = "Mon, 04 May 2020 10:00:00 GMT"
FOREVER = 120
"""Seconds for which no answer comes."""


class Misbehaving:
    """What is served at each path, how often each was asked for, and with which headers last."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.served: dict[str, Callable[[_Answering], None]] = {}
        self.port = 0
        self.ending = threading.Event()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str, body: bytes | str = PAGE, status: int = 200, **headers: str) -> str:
        """Have a path answer; its address. Headers are named with underscores for hyphens."""
        raw = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.served[path] = lambda one: one.answer(raw, status, told)
        return self.address + path

    def acts(self, path: str, act: Callable[[_Answering], None]) -> str:
        """Have a path do anything; its address."""
        self.served[path] = act
        return self.address + path


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: Misbehaving

    def do_GET(self) -> None:
        of = self.behind
        of.asked[self.path] += 1
        of.headers[self.path] = {name.casefold(): value for name, value in self.headers.items()}
        self.close_connection = True
        with suppress(ConnectionError):
            of.served.get(self.path, lambda one: one.answer(b"", 404, {}))(self)

    def answer(self, raw: bytes, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        told = {"Content-Type": "text/html", "Content-Length": str(len(raw)), **headers}
        for name, value in told.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *told: object) -> None:
        """Nothing."""


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """A server while it is needed."""
    of = Misbehaving()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (_Answering,), {"behind": of}))
    server.daemon_threads = True
    of.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield of
    finally:
        of.ending.set()
        server.shutdown()
        serving.join(600)
        server.server_close()


def endless(one: _Answering) -> None:
    """A body that never ends."""
    one.answer(b"", 200, {"Content-Length": ""})
    while not one.behind.ending.is_set():
        one.wfile.write(b"<p>and so on</p>" * 1_000)


def slow_body(one: _Answering) -> None:
    """A body of which a byte comes now and then."""
    one.answer(b"<", 200, {"Content-Length": "50000"})
    while not one.behind.ending.wait(0.02):
        one.wfile.write(b"p")


def slow_head(one: _Answering) -> None:
    """A header of which a byte comes now and then."""
    one.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not one.behind.ending.wait(0.02):
        one.wfile.write(b"p")


def silent(one: _Answering) -> None:
    """No answer at all."""
    one.behind.ending.wait(FOREVER)


def short(one: _Answering) -> None:
    """Less than its length promises."""
    one.answer(b"<p>half", 200, {"Content-Length": "1000"})


def garbage(one: _Answering) -> None:
    """No HTTP."""
    one.wfile.write(b"\x00\x01 what?\r\n\r\n")


def bomb(megabytes: int) -> bytes:
    """Zeros, packed."""
    return gzip.compress(b"\0" * 1_000_000 * megabytes)


def bare_deflate(raw: bytes) -> bytes:
    """Deflate without a head, as some servers send it."""
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(raw) + made.flush()
