"""The program itself: the application that commands join, how a run ends, what goes to stdout and what to stderr.

The day and moment that count as today and now are read here and nowhere below.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.errors import DossierError, VerbaleError

if TYPE_CHECKING:
    from verbale.store.base import Store

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def run(arguments: list[str]) -> int:
    """Run one command; the exit status. Every error that a user can cause is one line on stderr."""
    try:
        status = app(arguments, prog_name="verbale", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except typer.TyperException as error:
        if isinstance(error, typer.BadParameter):
            error.message = error.message.removeprefix("Value error, ")  # how pydantic begins what Typer asks it
        error.show()  # type: ignore[attr-defined] # a usage error can; the root class that Typer exports does not say so
        return 2
    except (typer.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except VerbaleError as error:
        complain(str(error))
        return error.exit_status
    except SystemExit as end:
        # Typer and Rich end the process where whoever reads what is printed has seen enough; that is no error.
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        _print_no_more()
        return 0
    except OSError as error:
        _print_no_more()
        complain(f"{error.filename or 'output'}: {error.strerror}" if error.strerror else str(error))
        return 0 if isinstance(error, BrokenPipeError) else 1
    return int(status or 0)


def _print_no_more() -> None:
    """Send what Python has not yet printed nowhere, or it would complain when it closes stdout."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"verbale {version('verbale')}")
        raise typer.Exit


@app.callback()
def verbale(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep the minutes of a long-running negotiation from what the press reports."""


def opened(dossier: str) -> Store:
    """The dossier at a path or an address; a clock that went back is told of, as what came in since is not shown."""
    from verbale.store import sql

    store = sql.open_dossier(dossier)
    with suppress(DossierError):  # whatever reads or writes next says so
        last = store.last_added()
        if last is not None and (last - today()).days > 1:  # elsewhere it may be tomorrow
            complain(
                f"the clock says {today()}, but articles were added on {last}; what came in since is not shown, and "
                f"what is added without a date or decided now counts from {today()}: set the clock if it is wrong"
            )
    return store


def say_if_settled_otherwise(dossier: str, store: Store) -> None:
    """Say where the record is not of one make, and what makes it so."""
    from verbale import keeping

    if told := keeping.settled_otherwise(store):
        say(f"{place(dossier)}: {told}: verbale rebuild {place(dossier)}")


def place(dossier: str) -> str:
    """A dossier's path or address as it may be printed."""
    from verbale.store import sql

    return sql.shown(dossier)


def today() -> date:
    """The day that counts as today, where the machine stands."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """The moment that counts as now, in UTC."""
    return datetime.now(UTC)


def moment() -> str:
    """The same as it is written: `2018-11-14T16:00:00Z`."""
    return f"{now():%Y-%m-%dT%H:%M:%SZ}"


def _visible(line: str) -> str:
    from verbale.views.visible import visible

    return visible(line)


def tell(line: str) -> None:
    """One line on stdout: what was asked for."""
    typer.echo(_visible(line))


def say(line: str) -> None:
    """One line on stderr: what was done."""
    typer.echo(_visible(line), err=True)


def complain(line: str) -> None:
    """One line on stderr: what was wrong."""
    typer.echo(f"verbale: {_visible(' '.join(line.split()))}", err=True)


def print_json(value: Any) -> None:  # Any: JSON
    """JSON on stdout."""
    typer.echo(_as_json(value))


def print_parts(parts: Iterable[tuple[str, Iterable[Any]]]) -> None:  # Any: JSON
    """An object of lists as JSON on stdout, one entry after another as they come."""
    for number, (name, entries) in enumerate(parts):
        typer.echo(f"{',' if number else '{'}\n {_as_json(name)}: [", nl=False)
        for place, entry in enumerate(entries):
            typer.echo(f"{',' if place else ''}\n{indent(_as_json(entry), '  ')}", nl=False)
        typer.echo("\n ]", nl=False)
    typer.echo("\n}")


def _as_json(value: Any) -> str:  # Any: JSON
    plain = not (sys.stdout and (sys.stdout.encoding or "").lower().startswith("utf"))
    from verbale.views.visible import escaped_json

    return escaped_json(json.dumps(value, ensure_ascii=plain, indent=1))
