"""Commands that keep a dossier sound: remove, redate, reread, rebuild, compare, backup, restore, repair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import AllWorkers, AsJson, By, Cluster, Dossier, Limit, Model, On, Why, Workers
from verbale.cli.program import app, complain, opened, place, print_json, say, say_if_settled_otherwise, today, typed

Article = Annotated[str, typer.Argument(metavar="ARTICLE", help="Its file's name, or the beginning of its key.")]


@app.command()
def remove(dossier: Dossier, article: Article) -> None:
    """Take an article out; what people decided about it waits for its return."""
    from verbale import desk, keeping

    with opened(dossier) as store:
        found = keeping.article_called(store, article)
        store.remove(found.article.key, today())
        desk.settle(store)
    say(f"{place(dossier)}: {found.article.name} is out; add it again to have it back")


@app.command()
def redate(
    dossier: Dossier,
    article: Article,
    published: Annotated[
        str, typer.Argument(metavar="DAY", help="The day of publication, as EDTF; none takes it back.")
    ],
    by: By = None,
    why: Why = "",
    on: On = None,
) -> None:
    """Give an article the date of publication that a person knows."""
    from verbale import desk, keeping
    from verbale.cli.judging import name_of_user

    with opened(dossier) as store:
        found = keeping.article_called(store, article)
        given = None if published.strip().casefold() == "none" else published
        new = store.redate(found.article.key, given, on or today(), by=by or name_of_user(), why=why)
        desk.settle(store)
    where = place(dossier)
    if not new:
        say(f"{where}: {found.article.name} bears that date already")
    else:
        dated = "bears its page's date" if given is None else "is dated"
        say(f"{where}: {found.article.name} {dated}; have its own dates follow with: verbale reread {typed(dossier)}")


@app.command()
def reread(
    dossier: Dossier, limit: Limit = None, model: Model = None, workers: Workers = 1, cluster: Cluster = None
) -> int:
    """Read again what was read with other annotators, another brief or another date, the newest first."""
    from verbale import desk, keeping, scale
    from verbale.cli import show

    with opened(dossier) as store:
        mapper = scale.mapper(desk.brief_in(store), model=model, workers=workers, on=cluster)
        with show.progress("reading", limit) as seen:
            done = keeping.reread(store, mapper, limit, seen)
        say_if_settled_otherwise(dossier, store)
    for line in done.rejected:
        complain(line)
    say(f"{place(dossier)}: {done.count} read again, {done.left} left")
    return 1 if done.rejected else 0


@app.command()
def rebuild(dossier: Dossier, workers: AllWorkers = None) -> None:
    """Make the record anew from all findings and judgements; what it says does not change."""
    from verbale import desk, keeping

    with opened(dossier) as store:
        count, cut = keeping.rebuild(store, workers), desk.cut(store)
    for line in cut:
        say(f"{place(dossier)}: {line}")
    say(f"{place(dossier)}: the record is made anew from {count} article{'' if count == 1 else 's'}")


@app.command()
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A dossier.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another state of it.", show_default=False)],
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


@app.command()
def backup(
    dossier: Dossier,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.", show_default=False)],
) -> None:
    """Write a copy of the dossier as it is now, while others may go on with it."""
    with opened(dossier) as store:
        store.backup(target)
    say(f"{target}: a copy of {place(dossier)} as of {today()}")


@app.command()
def restore(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A backup.", show_default=False)],
    target: Annotated[Path, typer.Argument(metavar="DOSSIER", help="A path where nothing is.", show_default=False)],
) -> None:
    """Make a dossier from a backup, once every passage in it was verified."""
    from verbale import keeping

    with opened(source) as store:
        keeping.restore(store, target)
    say(f"{target}: restored from {place(source)}")


@app.command()
def repair(
    damaged: Annotated[
        Path, typer.Argument(metavar="FILE", help="The damaged dossier; it stays as it is.", show_default=False)
    ],
    target: Annotated[Path, typer.Argument(metavar="DOSSIER", help="A path where nothing is.", show_default=False)],
    brief: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A brief that stands in where none can be read.")
    ] = None,
) -> int:
    """Make a dossier of all that can be read of a damaged one, and list what is lost."""
    from verbale import desk, keeping

    if str(damaged).startswith("postgresql:"):
        raise typer.BadParameter(
            "only a file is repaired; for a PostgreSQL database bring back a backup", param_hint="FILE"
        )
    lost = keeping.repair(damaged, target, desk.brief_of(brief)[0] if brief else None, today())
    for line in lost:
        complain(f"lost: {line}")
    losses = f"{len(lost)} loss{'es' if len(lost) > 1 else ''}" if lost else "nothing is lost"
    say(f"{target}: made of what can be read of {damaged}; {losses}")
    return 1 if lost else 0
