"""Commands for what comes in: watch feeds, and decide on what waits or was refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import AllowHost, AsJson, Dossier, Limit, Model, Workers
from verbale.cli.program import app, complain, now, opened, place, print_json, say
from verbale.cli.taking import taking
from verbale.errors import DossierFull, DossierLocked, InputError

if TYPE_CHECKING:
    from verbale.desk import Added
    from verbale.gathering import Taking
    from verbale.model.intake import Item, State

_NUMBERS = "Numbers of items; all that fit are meant without."


@app.command()
def watch(
    dossier: Dossier,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS", help="A list of feeds (OPML, or an address a line), or addresses of feeds."),
    ],
    every: Annotated[
        int, typer.Option("--every", min=1, metavar="MINUTES", help="So long after a round began the next one does.")
    ] = 30,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, metavar="NUMBER", help="So many rounds; without end if left out.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep what comes in without waiting for a decision.")] = False,
    allow_host: AllowHost = None,
    model: Model = None,
    workers: Workers = 1,
) -> int:
    """Poll feeds; what is new in them waits in the intake until somebody keeps or drops it."""
    from verbale.intake.watching import Watch

    if once and rounds is not None:
        raise typer.BadParameter("--once is --rounds 1; give one of them")
    feeds = _feeds(sources)
    failed = False
    with opened(dossier) as store:
        of = taking(store, allow_host or (), model=model, workers=workers)
        watching = Watch(store, of.fetcher, now)
        for done in watching.rounds(feeds, timedelta(minutes=every), time.sleep, 1 if once else rounds):
            for line in done.failed:
                complain(line)
            kept = _kept(of, [i for i in store.queue().items("waiting") if i.feed in feeds]) if keep else ""
            say(f"{done.line}{kept}")
            failed = bool(done.failed or done.refused)
    return 1 if failed else 0


def _kept(of: Taking, items: list[Item]) -> str:
    """How many of the items that wait were kept."""
    from verbale import gathering

    try:
        added = gathering.keep(replace(of, now=now()), items)
    except (DossierFull, DossierLocked) as error:  # a watch goes on for months; what waits is kept in the next round
        complain(str(error))
        return "; what waits is kept in the next round"
    for line in added.rejected:
        complain(line)
    return f"; {len(added.new):,} added"


def _feeds(sources: list[str]) -> list[str]:
    from verbale.intake.addresses import is_address, parsed
    from verbale.intake.feeds import feeds_listed

    found: list[str] = []
    for source in sources:
        if is_address(source):
            found.append(source)
            continue
        try:
            found += feeds_listed(source, Path(source).read_bytes())
        except OSError as error:
            raise InputError(f"{source} cannot be read: {error.strerror}; give a list of feeds") from error
    return list(dict.fromkeys(str(parsed(address)) for address in found))


@app.command()
def intake(
    dossier: Dossier,
    numbers: Annotated[list[int] | None, typer.Argument(metavar="ITEM", help=_NUMBERS, show_default=False)] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="List what waits for a decision alone.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="List what was refused alone.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Put items that wait or were dropped into the dossier.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Decide that items are of no use.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try items again that were refused.")] = False,
    limit: Limit = None,
    allow_host: AllowHost = None,
    model: Model = None,
    workers: Workers = 1,
    as_json: AsJson = False,
) -> int:
    """List what came in and waits or was refused; keep, drop or try it again."""
    from verbale import gathering
    from verbale.cli import show_intake
    from verbale.views import intake as view

    verbs = [name for name, asked in (("keep", keep), ("drop", drop), ("retry", retry)) if asked]
    if len(verbs) > 1 or (verbs and (waiting or refused or as_json)):
        raise typer.BadParameter("give one of --keep, --drop, --retry, or none of them to list")
    if drop and not numbers:
        raise typer.BadParameter("say which items to drop: their numbers")
    with opened(dossier) as store:
        if not verbs:
            states: tuple[State, ...] = ("waiting",) if waiting else ("refused",) if refused else ("waiting", "refused")
            items = gathering.items_called(store, numbers or (), *states)[:limit]
            found = gathering.compared(store, view.folded(items))
            print_json(view.as_json(found)) if as_json else show_intake.groups(found)
            return 0
        of = taking(store, allow_host or (), model=model, workers=workers)
        if drop:
            items = gathering.items_called(store, numbers or (), "waiting", "refused")
            say(f"{place(dossier)}: {len(gathering.drop(of, items)):,} dropped")
            return 0
        asked: tuple[State, ...] = ("refused",) if retry else ("waiting", "dropped") if numbers else ("waiting",)
        return _told(dossier, gathering.keep(of, gathering.items_called(store, numbers or (), *asked)))


def _told(dossier: str, added: Added) -> int:
    for line in (*added.rejected, *added.foreign):
        complain(line)
    say(f"{place(dossier)}: {len(added.new):,} added, {added.known:,} there already, {len(added.wrong):,} refused")
    return 1 if added.wrong else 0
