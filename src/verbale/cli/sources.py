"""Commands that list the articles of a dossier, their outlets and the texts they go back to."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.listings import asked
from verbale.cli.options import AsJson, AsKnownOn, Dossier, Limit, Outlet, Since, Until
from verbale.cli.program import app, place, print_json
from verbale.errors import InputError


@app.command()
def articles(
    dossier: Dossier,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the articles, newest first, copies of one text together."""
    from verbale.cli import show_sources
    from verbale.views import article
    from verbale.views import articles as view

    with asked(dossier, as_known_on, since, until, outlet=outlet) as of:
        found = view.texts(of.record.sources.values(), of.wanted)[:limit]
        counts = article.counts(of.record)
        if as_json:
            print_json(view.texts_as_json(found, counts))
        else:
            show_sources.articles(found, counts)


@app.command()
def article(
    dossier: Dossier,
    name: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its file's name, or the beginning of its key.")],
    changes: Annotated[bool, typer.Option("--changes", help="Show what it changed in the version before.")] = False,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Show one article with the lines that it tells, each with its place."""
    from verbale import desk
    from verbale.cli import show_sources
    from verbale.views import article as view
    from verbale.views.articles import goes_by

    with asked(dossier, as_known_on) as of:
        called = [s for s in of.record.sources.values() if goes_by(name, s.article)]
        if len(called) != 1:
            there = "; ".join(f"{s.article.name} ({s.article.key[:10]})" for s in called)
            raise InputError(
                f"{name!r} names several articles: {there}"
                if called
                else f"there is no article {name!r}; list them with: verbale articles {place(dossier)}"
            )
        page = view.article(of.record, called[0].article.key)
        if as_json:
            print_json(view.as_json(page, of.against))
        elif changes:
            show_sources.changes(page, desk.changes(page.before, page.source) if page.before else [])
        else:
            show_sources.article(page)


@app.command()
def sources(
    dossier: Dossier,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the outlets: how many articles of each there are, and how many of these are its own texts."""
    from verbale.cli import show_sources
    from verbale.views import articles as view

    with asked(dossier, as_known_on, since, until) as of:
        found = view.newsrooms(of.record.sources.values(), of.wanted)[:limit]
        if as_json:
            print_json(view.newsrooms_as_json(found))
        else:
            show_sources.newsrooms(found)


@app.command()
def origins(
    dossier: Dossier,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the texts that several articles carry, with their copies and versions."""
    from verbale.cli import show_sources
    from verbale.views import articles as view

    with asked(dossier, as_known_on, since, until, outlet=outlet) as of:
        found = [t for t in view.texts(of.record.sources.values(), of.wanted) if t.copies][:limit]
        if as_json:
            print_json(view.texts_as_json(found))
        else:
            show_sources.origins(found)
