"""Commands for saved searches: keep them in the dossier, and be told once of what they find."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.judging import name_of_user
from verbale.cli.options import AsJson, By, Dossier
from verbale.cli.program import app, complain, opened, place, print_json, say, tell, today


@app.command()
def searches(
    dossier: Dossier,
    save: Annotated[
        str | None, typer.Option("--save", metavar="SEARCH", help="Save a search, operators such as party: and all.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="With --save: its name; the search itself if left out.")
    ] = None,
    forget: Annotated[str | None, typer.Option("--forget", metavar="NAME", help="Give up a saved search.")] = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """List the saved searches, save one or give one up."""
    from verbale.api import alerting
    from verbale.api.searching import saved_as_json

    with opened(dossier) as store:
        if save is not None:
            made = alerting.save(store, save, name or save, today(), by or name_of_user())
            say(f"{place(dossier)}: saved as {made.name!r}")
        if forget is not None:
            alerting.forget(store, forget)
            say(f"{place(dossier)}: {forget!r} is given up")
        found = store.searches()
    if as_json:
        print_json([saved_as_json(one) for one in found])
    elif save is None and forget is None:
        for one in found:
            tell(one.name if one.name == one.query else f"{one.name}: {one.query}")


@app.command()
def alert(
    dossier: Dossier,
    feed: Annotated[
        Path | None, typer.Option("--feed", metavar="FILE", help="Write the last hits to that file as Atom.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Append each hit to that file as a line of JSON.")
    ] = None,
    run: Annotated[
        str | None,
        typer.Option("--run", metavar="COMMAND", help="Run that for each hit, with a line of JSON on its stdin."),
    ] = None,
) -> int:
    """Run the saved searches, and write each hit once."""
    from verbale.api import alerting

    command = shlex.split(run or "")
    if not (feed or out or command):
        raise typer.BadParameter("say where to write: --feed FILE, --out FILE or --run COMMAND")
    with opened(dossier) as store:
        done = alerting.alert(store, today(), into_feed=feed, out=out, command=command)
    for line in done.complaints:
        complain(line)
    hits = "1 new hit" if done.written == 1 else f"{done.written:,} new hits"
    say(f"{place(dossier)}: {hits} of {done.searches} saved searches")
    return 1 if done.complaints else 0
