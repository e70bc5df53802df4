"""Commands by which a person decides on lines: each decision bears a name, a day, a reason, and can be taken back."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import AsJson, AsKnownOn, By, Dossier, Limit, On, Why
from verbale.cli.program import app, opened, place, print_json, say, today, typed

if TYPE_CHECKING:
    from verbale.model.evidence import Judgement
    from verbale.record.deciding import Signed

Line = Annotated[
    str,
    typer.Argument(metavar="LINE", help="The key of a line or of one telling, or 6 characters or more of it."),
]
IfVersion = Annotated[
    int | None,
    typer.Option("--if-version", min=0, metavar="NUMBER", help="Only if the line bears so many judgements."),
]


def name_of_user() -> str:
    """The name under which the user is logged in."""
    return getpass.getuser()


def _signed(by: str | None, why: str, on: date | None) -> Signed:
    from verbale.record.deciding import Signed

    return Signed(by or name_of_user(), (on or today()).isoformat(), why)


def _said(dossier: str, made: Sequence[Judgement]) -> None:
    key = made[0].key.rpartition("-")[0]
    places = f"{len(made)} place{'' if len(made) == 1 else 's'}"
    where = place(dossier)
    say(f"{where}: decided ({key}, {places}); take it back with: verbale undo {typed(dossier)} {key}")


@app.command()
def correct(
    dossier: Dossier,
    line: Line,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="The field, such as act, said_on, when or party.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it should say; none empties it.")],
    by: By = None,
    why: Why = "",
    on: On = None,
    if_version: IfVersion = None,
) -> None:
    """Set a field of a line; what the machine found stays beside it."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.correct(store, line, field, value, _signed(by, why, on), if_version))


@app.command()
def accept(
    dossier: Dossier, line: Line, by: By = None, why: Why = "", on: On = None, if_version: IfVersion = None
) -> None:
    """Say that a line is right as it stands."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.decide(store, "accepted", line, _signed(by, why, on), if_version))


@app.command()
def reject(
    dossier: Dossier, line: Line, by: By = None, why: Why = "", on: On = None, if_version: IfVersion = None
) -> None:
    """Take a line out of every view."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.decide(store, "rejected", line, _signed(by, why, on), if_version))


@app.command()
def same(
    dossier: Dossier, line: Line, other: Line, by: By = None, why: Why = "", on: On = None, if_version: IfVersion = None
) -> None:
    """Say that two lines are one."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.relate(store, "same", line, other, _signed(by, why, on), if_version))


@app.command()
def different(
    dossier: Dossier, line: Line, other: Line, by: By = None, why: Why = "", on: On = None, if_version: IfVersion = None
) -> None:
    """Say that two lines, or two tellings of one line, are different."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.relate(store, "different", line, other, _signed(by, why, on), if_version))


@app.command()
def undo(
    dossier: Dossier,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The key of a decision, or its beginning.")],
    by: By = None,
    why: Why = "",
    on: On = None,
) -> None:
    """Take back a decision; everything is as if it had not been made."""
    from verbale import judging

    with opened(dossier) as store:
        _said(dossier, judging.undo(store, judgement, _signed(by, why, on)))


@app.command()
def judgements(
    dossier: Dossier,
    line: Annotated[str | None, typer.Option("--line", metavar="LINE", help="On that line, with its version.")] = None,
    orphans: Annotated[bool, typer.Option("--orphans", help="Those that fit nothing that is found now.")] = False,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List what people decided, the last first: who, when and why, and what fits no finding any more."""
    from verbale import judging
    from verbale.cli import show_sources
    from verbale.views import judgements as view

    with opened(dossier) as store:
        day = as_known_on or today()
        on_line = judging.called(store, line, day) if line else None
        found = [m for m in judging.judgements(store, day, on_line) if m.orphan or not orphans]
        if line and not as_json:
            typer.echo(f"version {judging.version_of(store, line)}")
    if as_json:
        print_json(view.as_json(found[:limit]))
    else:
        show_sources.judgements(found[:limit], is_part=bool(orphans or line or as_known_on))
