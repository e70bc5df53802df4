"""Serving the application at an address until it is told to end, or as long as something else goes on."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from verbale.errors import InputError


def run(app: FastAPI, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve; `ready` is called with the address once it answers. Raises InputError where the port is taken."""
    with _listening(host, port) as (listening, address):
        ready(f"{address}/")
        _server(app).run(sockets=[listening])


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address on this machine at which the application answers meanwhile, without a slash at its end."""
    with _listening("127.0.0.1", 0) as (listening, address):
        server = _server(app)
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        try:
            yield address
        finally:
            server.should_exit = True
            running.join()


@contextmanager
def _listening(host: str, port: int) -> Iterator[tuple[socket.socket, str]]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise InputError(f"{host}:{port} cannot be listened at: {error.strerror}; choose another --port") from error
        listening.listen()
        shown = f"[{host}]" if ":" in host else host
        yield listening, f"http://{shown}:{listening.getsockname()[1]}"


def _server(app: FastAPI) -> uvicorn.Server:
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
