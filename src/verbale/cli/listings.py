"""Commands that list the record page by page: the lines of one kind, or the articles that they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from verbale.cli.options import FILTERS, AsJson, AsKnownOn, Dossier, Keys, OnAPage, Page
from verbale.cli.program import app, opened, place, print_json, say, today

if TYPE_CHECKING:
    from verbale.model.brief import Brief
    from verbale.store.base import Store
    from verbale.views.filters import Wanted
    from verbale.views.showing import Showing

ON_A_PAGE = 50
"""Entries on a page of text, unless told otherwise."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a dossier as known on a day: entries from `first` on, up to but not including `last`."""

    showing: Showing
    wanted: Wanted
    brief: Brief
    store: Store
    first: int = 0
    last: int | None = None
    keys: bool = False
    as_json: bool = False

    @property
    def is_part(self) -> bool:
        """Whether a part of what there is was asked for, so that there may be more where nothing is found."""
        from verbale.views.filters import EVERYTHING

        return self.wanted != EVERYTHING or bool(self.first)

    def follow(self, more: bool) -> None:
        """Say where the entries are that follow."""
        if more and self.last is not None:
            say(f"There are more: --page {self.last // (self.last - self.first) + 1}")


@contextmanager
def asked(dossier: str, known_on: date | None, filters: dict[str, Any] | None = None, **page: Any) -> Iterator[Asked]:
    """What is asked for of a dossier; raises InputError where it names what is not there."""
    from verbale import desk
    from verbale.views.filters import Wanted

    given: dict[str, Any] = {name: v.isoformat() if isinstance(v, date) else v for name, v in (filters or {}).items()}
    with opened(dossier) as store:
        wanted = desk.wanted(store, Wanted(**given))
        day = known_on or today()
        yield Asked(desk.showing(store, day), wanted, desk.brief_in(store), store, **page)
        if waiting := desk.left_out(store, day):
            wait = "article waits" if waiting == 1 else "articles wait"
            say(
                f"{place(dossier)}: {waiting} {wait} to be settled, which add, reread and rebuild do; shown is the rest"
            )


Show = Callable[[Asked], None]


def listing(name: str, about: str, filters: tuple[str, ...], show: Show, *, keys: bool = True) -> None:
    """Make the command of a listing that takes some filters and shows what is asked for."""

    def command(dossier: str, as_known_on: date | None, limit: int | None, page: int, **given: Any) -> None:
        as_json, with_keys = given.pop("as_json"), given.pop("keys", False)
        size = limit or (ON_A_PAGE if not as_json or page > 1 else None)
        places = {"first": (page - 1) * size, "last": page * size} if size else {}
        with asked(dossier, as_known_on, given, keys=with_keys, as_json=as_json, **places) as of:
            show(of)

    options = {one: FILTERS[one] for one in filters}
    options |= {"as_known_on": (AsKnownOn, None), "limit": (OnAPage, None), "page": (Page, 1)}
    options |= {"keys": (Keys, False)} if keys else {}
    options |= {"as_json": (AsJson, False)}
    parameters = [Parameter("dossier", Parameter.POSITIONAL_OR_KEYWORD, annotation=Dossier)]
    parameters += [
        Parameter(one, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=option)
        for one, (option, default) in options.items()
    ]
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # Typer reads it, functions may have one
    command.__doc__ = about
    app.command(name)(command)


def _lines(name: str, of: Asked) -> None:
    """Show a page of lines."""
    from verbale.cli import show_lines
    from verbale.views.listing import LISTINGS

    page = of.showing.page(name, of.wanted, of.first, of.last, explain=of.as_json)
    if of.as_json:
        print_json(LISTINGS[name].as_json(page))
    else:
        show_lines.listed(name, page, keys=of.keys, is_part=of.is_part)
    of.follow(page.more)


DAYS = ("since", "until")
TOLD = ("party", "outlet", *DAYS)
ON_ISSUE = ("party", "issue", "outlet", *DAYS)
for _name, _about, _filters in (
    (
        "statements",
        "List who said what to whom, newest first.",
        ("speaker", *ON_ISSUE, "manner", "act"),
    ),
    (
        "positions",
        "List what each party wants on each issue, and how that changed.",
        ("party", "issue", "outlet", *DAYS),
    ),
    ("linkages", "List what the articles tie together, preconditions apart, newest first.", TOLD),
    (
        "preconditions",
        "List what is asked for before something is granted, the open ones first.",
        ("party", "status", "outlet", *DAYS),
    ),
    ("contradictions", "List accounts that cannot both be true, side by side.", ON_ISSUE),
    (
        "calendar",
        "List the days that were set for events, how they moved and what came of them.",
        ("party", "outlet", *DAYS),
    ),
    ("actors", "List who acts and speaks, with names and offices.", TOLD),
    ("timeline", "List what happened and what is announced, oldest first.", (*TOLD, "undated")),
):
    listing(_name, _about, _filters, partial(_lines, _name))
