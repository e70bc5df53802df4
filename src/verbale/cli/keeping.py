"""Commands that keep a dossier sound over the years: compare two states of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import AsJson, Limit
from verbale.cli.program import app, opened, print_json, today


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A dossier.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another state of it.", show_default=False)],
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List what two dossiers differ in: articles, and lines gained, lost and changed."""
    from verbale import desk
    from verbale.cli import show_sources
    from verbale.views import comparison as view

    with opened(old) as before, opened(new) as after:
        found = view.comparison(desk.record_of(before, today()), desk.record_of(after, today()))
    if as_json:
        print_json(view.as_json(found))
    else:
        show_sources.compared(found, limit)
