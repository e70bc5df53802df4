"""Commands that show a dossier as a whole: state of play, timeline, digest, the record, and search."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from verbale.cli.listings import asked
from verbale.cli.options import (
    AsJson,
    AsKnownOn,
    Dossier,
    Keys,
    Outlet,
    Party,
    Since,
    Until,
)  # fmt: skip
from verbale.cli.program import app, opened, print_json, print_parts, say, say_if_settled_otherwise, today


@app.command()
def state(dossier: Dossier, as_known_on: AsKnownOn = None, keys: Keys = False, as_json: AsJson = False) -> None:
    """Show where the talks stand: what changed, phase, positions, preconditions, dates, statements."""
    from verbale.cli import show_state
    from verbale.views import state as view

    with asked(dossier, as_known_on) as of:
        shown = of.showing.state(explain=as_json)
        if as_json:
            print_json(view.as_json(shown))
        else:
            show_state.state(shown, of.brief, keys=keys)
        say_if_settled_otherwise(dossier, of.store)


@app.command()
def record(
    dossier: Dossier,
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Count the lines of the record, or print all of them, or those asked for, as JSON."""
    from verbale.cli import show_sources
    from verbale.views.filters import EVERYTHING

    filters = {"party": party, "outlet": outlet, "since": since, "until": until}
    with asked(dossier, as_known_on, filters) as of:
        if as_json:
            print_parts(of.showing.parts(of.wanted))
        elif of.wanted != EVERYTHING:
            show_sources.told({kind: sum(1 for _ in lines) for kind, lines in of.showing.parts(of.wanted)})
        else:
            show_sources.counted(*of.showing.counted())


@app.command(context_settings={"ignore_unknown_options": True})  # a word that must be absent begins with a hyphen
def search(
    dossier: Dossier,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD",
            help='Words; "two words" stand together, word* begins, -word is absent, a OR b is either; speaker:, party:,'
            " issue:, outlet:, act:, before: and after: narrow it.",
        ),
    ],
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="At most so many hits.")] = 20,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Find articles and statements by their words."""
    from verbale import desk
    from verbale.cli import show_sources
    from verbale.store.queries import SearchQuery
    from verbale.views import hits as view
    from verbale.views.asked import refuse_no_days

    if option := next((word for word in words if word.startswith("--")), None):
        raise typer.BadParameter(f"there is no option {option}")
    refuse_no_days(since.isoformat() if since else None, until.isoformat() if until else None)
    typed, known_on = query_of(words), as_known_on or today()
    named = {name: value for name, value in (("party", party), ("outlet", outlet)) if value}
    with opened(dossier) as store:
        if named or _operator().search(typed):
            from verbale.api.searching import MOST, places

            found, looked_at = places(store, typed, known_on, since=since, until=until, named=named)
            if looked_at >= MOST:
                say(f"Only the {MOST} places that fit best were looked at for what is narrowed to.")
            found = found[:limit]
        else:
            query = SearchQuery(words=typed, since=since, until=until, limit=limit, known_on=known_on)
            found = list(desk.search(store, query))
    if as_json:
        print_json([view.as_json(h.source.article, h.passage, h.marks, told) for h, told in found])
    else:
        show_sources.hits(found)


def query_of(words: list[str]) -> str:
    """The query that some arguments make: one argument is a query as typed, operators and all.

    Of several, one with a blank and no operator is a phrase, for the shell has taken its quotation marks; it has taken
    those of a name behind an operator as well.
    """
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{w}"' if " " in w and not _has_operator(w) else _with_marks(w) for w in words)


def _operator() -> re.Pattern[str]:
    """An operator with something behind it."""
    from verbale.views.asked import OPERATORS  # as in `search`

    return re.compile(rf"(?<!\S)({'|'.join(OPERATORS)}):\S")


def _with_marks(word: str) -> str:
    """A name of several words behind an operator in the marks that the shell has taken; days have no blank."""
    found = _operator().match(word)
    if found is None or found[1] in ("before", "after"):
        return word
    return _NAMED.sub(r'\1:"\2"', word)


_NAMED = re.compile(r'^(\w+):([^"]+ [^":]+)$')


def _has_operator(words: str) -> bool:
    parts = words.split()
    return (
        '"' in words
        or "OR" in parts
        or bool(_operator().match(words))
        or any(p.startswith("-") or p.endswith("*") for p in parts)
    )
