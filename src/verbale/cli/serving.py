"""The command that serves a dossier to a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.judging import name_of_user
from verbale.cli.options import Dossier
from verbale.cli.program import app, complain, moment, opened, place, say, tell, today
from verbale.errors import DossierError, InputError

if TYPE_CHECKING:
    from verbale.api.asking import Served
    from verbale.store.base import Store


class Role(StrEnum):
    """What somebody may do at a desk."""

    reader = "reader"
    analyst = "analyst"
    editor = "editor"


@app.command()
def serve(
    dossier: Dossier,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="NUMBER", help="The port; 0 takes a free one.")] = 8000,
    auth: Annotated[
        Path | None, typer.Option("--auth", metavar="FILE", help="Have people log in; their accounts are in FILE.")
    ] = None,
) -> None:
    """Serve the desk of a dossier to a browser: on this machine, or to others who log in."""
    from verbale.api.accounts import Accounts
    from verbale.web import serving
    from verbale.web.app import LOOPBACK, desk_app
    from verbale.web.making import Makers, beside

    if host not in LOOPBACK and auth is None:
        raise InputError(f"{host} can be reached by others; serve it with --auth FILE, so that they log in")
    accounts = Accounts(auth) if auth else None
    if accounts and not accounts.all():
        raise InputError(f"{auth}: there is no account; make one with: verbale account {auth} NAME --role editor")
    hosts = LOOPBACK if host in LOOPBACK else ()
    with _served(dossier, decided=True) as served, closing(Makers(served, partial(_open, dossier), beside())) as makers:
        where, desk = served.place, desk_app(served, hosts, accounts, makers)
        serving.run(desk, host, port, lambda at: say(f"{where}: the desk is at {at}; end it with Ctrl-C"))


@app.command()
def account(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that holds the accounts.")],
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Whose account; all are listed without.")] = None,
    role: Annotated[
        Role | None, typer.Option("--role", help="Make the account, or change its role and password.")
    ] = None,
    token: Annotated[bool, typer.Option("--token", help="Make a token for programs and print it.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the account away.")] = False,
) -> None:
    """List who may use a desk, make an account with a password that is asked for, or a token for programs."""
    from verbale.api.accounts import Accounts

    accounts = Accounts(file)
    if name is None:
        for held in accounts.all().values():
            tell(f"{held.name}  {held.role}  {len(held.tokens)} token{'' if len(held.tokens) == 1 else 's'}")
    elif remove:
        accounts.remove(name)
        say(f"{file}: {name} has no account any more")
    elif token:
        typer.echo(accounts.new_token(name))
    elif role is not None:
        accounts.put(name, role.value, typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
        say(f"{file}: {name} is {role.value}")
    else:
        raise typer.BadParameter("say what to do with the account: --role, --token or --remove")


@app.command()
def mcp(dossier: Dossier) -> None:
    """Serve a dossier, read-only, to an agent over standard input and output (Model Context Protocol)."""
    from verbale.api import tools

    with _served(dossier, decided=False) as served:
        tools.server(served).run("stdio")


@contextmanager
def _served(dossier: str, *, decided: bool) -> Iterator[Served]:
    """The dossier as it is served, with what waits in it settled first: after an update that may be every article.

    Where it is `decided` on, what decisions take is read as well.
    """
    from verbale import desk

    with opened(dossier) as store:
        if waiting := store.waiting():
            say(f"{place(dossier)}: settling {waiting:,} article{'' if waiting == 1 else 's'} before it is served")
            try:
                _shown("settling", waiting, lambda seen: desk.settle(store, desk.MANY, seen=seen))
            except DossierError as error:  # the desk says what is not shown
                complain(str(error))
        if decided and (unread := store.unread_demands()):
            say(f"{place(dossier)}: reading {unread:,} demand{'' if unread == 1 else 's'} before it is served")
            with suppress(DossierError):  # who decides first reads them
                _shown("reading", unread, partial(desk.read_demands, store))
        yield _of(store, dossier)


def _open(dossier: str) -> Served:
    """The same dossier in a process that makes pages of it."""
    from verbale.store import sql

    return _of(sql.open_dossier(dossier), dossier)


def _of(store: Store, dossier: str) -> Served:
    from verbale.api.asking import Served

    return Served(store, place(dossier), today, name_of_user(), moment)


def _shown(what: str, total: int, work: Callable[[Callable[[int], None]], object]) -> None:
    """Have work done under a bar that moves with each of so many."""
    from verbale.cli import show

    with show.progress(what, total) as seen:

        def done(count: int) -> None:
            for _ in range(count):
                seen("")

        work(done)
