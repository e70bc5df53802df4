"""Commands that make a dossier, put articles into it and check it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from verbale.cli.options import AllowHost, AsJson, BriefFile, Cluster, Dossier, Model, Workers
from verbale.cli.program import app, complain, opened, place, print_json, say, say_if_settled_otherwise, tell, today
from verbale.cli.taking import taking


@app.command()
def new(dossier: Dossier, brief: BriefFile) -> None:
    """Make a new dossier with the brief of a negotiation."""
    from verbale.desk import brief_of
    from verbale.store import sql

    text, understood = brief_of(brief)
    sql.create(dossier, text, on=today()).close()
    about = understood.title or "a negotiation"
    where = place(dossier)
    say(f"{where}: a new dossier on {about}; add articles with: verbale add {where} FILE…")


@app.command()
def add(
    dossier: Dossier,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns such as 'in/*.txt', lists of feeds, addresses, or - for stdin.",
        ),
    ],
    model: Model = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DAY", help="The day on which these pages were published, as EDTF."),
    ] = None,
    allow_host: AllowHost = None,
    workers: Workers = 1,
    cluster: Cluster = None,
) -> int:
    """Read articles and add them to a dossier; what is there already changes nothing, what is refused waits."""
    from verbale import desk, gathering
    from verbale.cli import show
    from verbale.intake.addresses import is_address
    from verbale.model.times import is_edtf

    if published is not None and not is_edtf(published):
        raise typer.BadParameter(f"{published!r} is no date such as 2018-11-14")
    with opened(dossier) as store:
        feeds = gathering.feeds_given(inputs)
        asked = (address for given in inputs for address in feeds.get(given, [given]))
        addresses = list(dict.fromkeys(address for address in asked if is_address(address)))
        sources, missing = desk.sources_of(given for given in inputs if not (is_address(given) or given in feeds))
        with show.progress("reading", len(sources) + len(addresses)) as seen:
            added = gathering.add(
                taking(store, allow_host or (), model=model, workers=workers, on=cluster),
                sources,
                addresses,
                stdin=sys.stdin.buffer,
                published=published,
                seen=seen,
            )
        say_if_settled_otherwise(dossier, store)
    rejected = (*missing, *added.rejected)
    for line in rejected:
        complain(line)
    for line in added.foreign:
        complain(line)
    say(f"{place(dossier)}: {len(added.new)} added, {added.known} there already, {len(rejected)} rejected")
    return 1 if rejected else 0


@app.command()
def check(dossier: Dossier, as_json: AsJson = False) -> int:
    """Verify every passage against its article, and say what is damaged, and what could not be joined as it should."""
    from verbale import desk

    with opened(dossier) as store:
        damages, cut = list(store.check()), desk.cut(store)
        say_if_settled_otherwise(dossier, store)
    for line in cut:
        say(f"{place(dossier)}: {line}")
    if as_json:
        print_json([{"where": d.where, "line": d.line} for d in damages])
    else:
        for damage in damages:
            complain(f"{damage.where}: {damage.line}")
        if not damages:
            tell(f"{place(dossier)}: every passage stands in its article")
    return 3 if damages else 0
