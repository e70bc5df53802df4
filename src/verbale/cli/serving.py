"""The command that serves a dossier to a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.judging import name_of_user
from verbale.cli.options import Dossier
from verbale.cli.program import app, opened, place, say, today
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.api.asking import Served


@app.command()
def serve(
    dossier: Dossier,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="NUMBER", help="The port; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the desk of a dossier to a browser on this machine."""
    from verbale.web import serving
    from verbale.web.app import LOOPBACK, desk_app

    if host not in LOOPBACK:
        raise InputError(f"{host} can be reached by others; a desk without log-in is served on 127.0.0.1 alone")
    with _served(dossier) as served:
        where = served.place
        serving.run(desk_app(served), host, port, lambda at: say(f"{where}: the desk is at {at}; end it with Ctrl-C"))


@app.command()
def mcp(dossier: Dossier) -> None:
    """Serve a dossier, read-only, to an agent over standard input and output (Model Context Protocol)."""
    from verbale.api import tools

    with _served(dossier) as served:
        tools.server(served).run("stdio")


@contextmanager
def _served(dossier: str) -> Iterator[Served]:
    """The dossier as it is served."""
    from verbale.api.asking import Served

    with opened(dossier) as store:
        yield Served(store, place(dossier), today, name_of_user())
