"""The command that serves a dossier to a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.judging import name_of_user
from verbale.cli.options import Dossier
from verbale.cli.program import app, opened, place, say, today
from verbale.errors import InputError


@app.command()
def serve(
    dossier: Dossier,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="NUMBER", help="The port; 0 takes a free one.")] = 8000,
) -> None:
    """Serve the desk of a dossier to a browser on this machine."""
    from verbale.api.asking import Served
    from verbale.web import serving
    from verbale.web.app import LOOPBACK, desk_app

    if host not in LOOPBACK:
        raise InputError(f"{host} can be reached by others; a desk without log-in is served on 127.0.0.1 alone")
    with opened(dossier):
        served = Served(lambda: opened(dossier), place(dossier), today, name_of_user())
    serving.run(
        desk_app(served), host, port, lambda at: say(f"{place(dossier)}: the desk is at {at}; end it with Ctrl-C")
    )
