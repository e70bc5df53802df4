"""Commands that list the articles of a dossier, their outlets and the texts they go back to."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.listings import TOLD, Asked, asked, listing
from verbale.cli.options import AsJson, AsKnownOn, Dossier
from verbale.cli.program import app, opened, print_json, typed
from verbale.errors import InputError


def _articles(of: Asked) -> None:
    from verbale.cli import show_sources
    from verbale.views import articles as view

    found = of.showing.texts(of.wanted, of.first, of.last)
    if of.as_json:
        print_json(view.texts_as_json(found.texts, found.counts))
    else:
        show_sources.articles(found.texts, found.counts)
    of.follow(found.more)


def _sources(of: Asked) -> None:
    from verbale.cli import show_sources
    from verbale.views import articles as view

    every = of.showing.newsrooms(of.wanted)
    found = every[of.first : of.last]
    if of.as_json:
        print_json(view.newsrooms_as_json(found))
    else:
        show_sources.newsrooms(found, is_part=of.is_part)
    of.follow(of.last is not None and len(every) > of.last)


def _origins(of: Asked) -> None:
    from verbale.cli import show_sources
    from verbale.views import articles as view

    found = of.showing.texts(of.wanted, of.first, of.last, copied=True)
    if of.as_json:
        print_json(view.texts_as_json(found.texts))
    else:
        show_sources.origins(found.texts, is_part=of.is_part)
    of.follow(found.more)


listing(
    "articles",
    "List the articles, newest first, copies of one text together.",
    TOLD,
    _articles,
    keys=False,
)


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

    with opened(dossier) as store:
        keys = store.called(name)
    with asked(dossier, as_known_on) as of:
        called = of.showing.known(keys)
        if len(called) != 1:
            there = "; ".join(f"{s.article.name} ({s.article.key[:10]})" for s in called.values())
            raise InputError(
                f"{name!r} names several articles: {there}"
                if called
                else f"there is no article {name!r}; list them with: verbale articles {typed(dossier)}"
            )
        page, against = of.showing.article(next(iter(called)))
        if as_json:
            print_json(view.as_json(page, against))
        elif changes:
            show_sources.changes(page, desk.changes(page.before, page.source) if page.before else [])
        else:
            show_sources.article(page)


listing(
    "sources",
    "List the outlets: how many articles of each there are, and how many of these are its own texts.",
    TOLD,
    _sources,
    keys=False,
)
listing(
    "origins",
    "List the texts that several articles carry, with their copies and versions.",
    TOLD,
    _origins,
    keys=False,
)
