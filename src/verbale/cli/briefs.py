"""The command for the brief: show it, take a new one, propose one from clippings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import Model
from verbale.cli.program import app, complain, opened, place, say, today, typed
from verbale.errors import InputError

DRAFT = "draft"


@app.command()
def brief(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier; or the word draft.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]", help="The new brief; after draft: clippings, files or folders."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where a draft goes; else to the screen.")] = None,
    model: Model = None,
) -> int:
    """Show the brief of a dossier or take a new one; `brief draft FOLDER` proposes one from clippings."""
    if dossier == DRAFT:
        return _draft(inputs or [], out, model)
    if out is not None or len(inputs or ()) > 1:
        raise typer.BadParameter("give a DOSSIER and one FILE, or draft and a FOLDER")
    return _take(dossier, Path(inputs[0])) if inputs else _show(dossier)


def _show(dossier: str) -> int:
    from verbale.views.visible import escaped_json  # as TOML writes such characters, too

    with opened(dossier) as store:
        stored = store.brief()
    typer.echo(escaped_json(stored.text), nl=not stored.text.endswith("\n"))
    say(f"{place(dossier)}: version {stored.number} of the brief, set on {stored.set_on}")
    return 0


def _take(dossier: str, file: Path) -> int:
    from verbale import desk, keeping

    text, _ = desk.brief_of(file)
    with opened(dossier) as store:
        before = store.brief().number
        stored = store.set_brief(text, today())
        count = len(keeping.stale(store))
    if stored.number == before:
        say(f"{place(dossier)}: this is its brief already")
    else:
        many = f"{count} article{'' if count == 1 else 's'}"
        where = place(dossier)
        again = f"verbale reread {typed(dossier)}"
        say(f"{where}: version {stored.number} of the brief; {many} to be read again with: {again}")
    return 0


def _draft(inputs: list[str], out: Path | None, model: str | None) -> int:
    from verbale import desk, keeping, scale
    from verbale.cli import show
    from verbale.model.brief import Brief

    if not inputs:
        raise typer.BadParameter("give the clippings: verbale brief draft FOLDER")
    found, missing = desk.sources_of(inputs)
    sources = [path for path in found if path.suffix != ".toml"]  # a brief that lies beside the clippings
    with show.progress("reading", len(sources)) as seen:
        drafted = keeping.draft_brief(sources, scale.serial(Brief(), model=model), today(), seen)
    for line in (*missing, *drafted.rejected, *drafted.foreign):
        complain(line)
    for name in drafted.unsigned:
        say(f"{name}: left out, for it says neither outlet nor day as the others do")
    if not drafted.articles:
        raise InputError("there is no article to propose a brief from")
    if out is None:
        typer.echo(drafted.text, nl=False)
    else:
        with desk.written_whole(out) as file:
            file.write(drafted.text)
        many = "1 article" if drafted.articles == 1 else f"{drafted.articles} articles"
        say(f"{out}: a brief proposed from {many}; correct it before you use it")
    return 1 if missing or drafted.rejected else 0
