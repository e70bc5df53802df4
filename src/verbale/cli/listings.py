"""Commands that list lines of the record of one kind, and the articles they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from verbale.cli.options import (
    AsJson,
    AsKnownOn,
    Dossier,
    Issue,
    Keys,
    Limit,
    Manner,
    Outlet,
    Party,
    Since,
    Until,
)  # fmt: skip
from verbale.cli.program import app, opened, print_json, today
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.model.brief import Brief
    from verbale.model.record import Record
    from verbale.views.context import Context
    from verbale.views.filters import Wanted

T = TypeVar("T")


class Status(StrEnum):
    """What became of a precondition."""

    open = "open"
    met = "met"
    dropped = "dropped"


@dataclass(frozen=True)
class Asked:
    """What a listing works on: the record as known on a day, what it is read against, what is asked for, the brief."""

    record: Record
    against: Context
    wanted: Wanted
    brief: Brief

    @property
    def issues(self) -> dict[str, str]:
        """The names of the brief's issues by id."""
        return {i.id: i.name for i in self.brief.issues}

    @property
    def parties(self) -> dict[str, str]:
        """The names of the brief's parties by code."""
        return {p.code: p.name for p in self.brief.parties}


@contextmanager
def asked(
    dossier: str,
    known_on: date | None,
    since: date | None = None,
    until: date | None = None,
    party: str | None = None,
    issue: str | None = None,
    outlet: str | None = None,
) -> Iterator[Asked]:
    """What is asked for of a dossier; raises InputError where it names what is not there."""
    from verbale import desk
    from verbale.views.context import context
    from verbale.views.filters import Wanted

    with opened(dossier) as store:
        record = desk.record_of(store, known_on or today())
        given = Wanted(
            since=since.isoformat() if since else None,
            until=until.isoformat() if until else None,
            party=party,
            issue=issue,
            outlet=outlet,
        )
        yield Asked(record, context(record), desk.wanted(store, record, given), desk.brief_in(store))


def _first(found: Iterable[T], limit: int | None) -> list[T]:
    return list(islice(found, limit))


@app.command()
def statements(
    dossier: Dossier,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the speaker's name.")] = None,
    party: Party = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    manner: Annotated[Manner | None, typer.Option(help="How it is quoted.")] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="The act, such as deny or propose.")] = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List who said what to whom, newest first."""
    from dataclasses import replace

    from verbale.cli import show_lines
    from verbale.views import statements as view
    from verbale.views.tables import wording

    if act is not None and act not in wording()["act"]:
        raise InputError(f"there is no act {act!r}; there are: {', '.join(wording()['act'])}")
    with asked(dossier, as_known_on, since, until, party, issue, outlet) as of:
        wanted = replace(of.wanted, speaker=speaker, manner=manner and manner.value, act=act)
        found = _first(view.statements(of.record.utterances, of.record.sources, wanted), limit)
        if as_json:
            print_json(view.as_json(found, of.against))
        else:
            show_lines.statements(found, of.against, keys=keys)


@app.command()
def positions(
    dossier: Dossier,
    party: Party = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List what each party wants on each issue, and how that changed."""
    from verbale.cli import show_lines
    from verbale.views import positions as view

    with asked(dossier, as_known_on, since, until, party, issue, outlet) as of:
        found = _first(view.positions(of.record.positions, of.record.sources, of.wanted), limit)
        if as_json:
            print_json(view.as_json(found, of.against))
        else:
            show_lines.positions(found, of.against, of.issues, keys=keys)


@app.command()
def linkages(
    dossier: Dossier,
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List what the articles tie together, preconditions apart, newest first."""
    from verbale.cli import show_lines
    from verbale.views import ties as view

    with asked(dossier, as_known_on, since, until, party, outlet=outlet) as of:
        found = _first(view.linkages(of.record.linkages, of.record.sources, of.wanted), limit)
        if as_json:
            print_json(view.linkages_as_json(found, of.against))
        else:
            show_lines.linkages(found, of.against, keys=keys)


@app.command()
def preconditions(
    dossier: Dossier,
    party: Party = None,
    status: Annotated[Status | None, typer.Option(help="What became of it.")] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List what is asked for before something is granted, the open ones first."""
    from verbale.cli import show_lines
    from verbale.views import ties as view

    with asked(dossier, as_known_on, since, until, party, outlet=outlet) as of:
        lines = view.preconditions(of.record.preconditions, of.record.sources, of.wanted, status and status.value)
        found, events = _first(lines, limit), {e.key: e for e in of.record.events}
        if as_json:
            print_json(view.preconditions_as_json(found, events, of.against))
        else:
            show_lines.preconditions(found, events, of.against, of.parties, keys=keys)


@app.command()
def contradictions(
    dossier: Dossier,
    party: Party = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List accounts that cannot both be true, side by side."""
    from verbale.cli import show_lines
    from verbale.views import contradictions as view

    with asked(dossier, as_known_on, since, until, party, issue, outlet) as of:
        lines = view.lines_of(of.record)
        found = _first(view.contradictions(of.record.contradictions, lines, of.against, of.wanted), limit)
        if as_json:
            print_json(view.as_json(found, of.against))
        else:
            show_lines.contradictions(found, of.against, keys=keys)


@app.command()
def calendar(
    dossier: Dossier,
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List the days that were set for events, how they moved and what came of them."""
    from verbale.cli import show_lines
    from verbale.views import calendar as view

    with asked(dossier, as_known_on, since, until, party, outlet=outlet) as of:
        found = _first(view.calendar(of.record.events, of.record.sources, of.wanted), limit)
        if as_json:
            print_json(view.as_json(found, of.against))
        else:
            show_lines.calendar(found, of.against, keys=keys)


@app.command()
def actors(
    dossier: Dossier,
    party: Party = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    keys: Keys = False,
    as_json: AsJson = False,
) -> None:
    """List who acts and speaks, with names and offices."""
    from verbale.cli import show_lines
    from verbale.views import actors as view

    with asked(dossier, as_known_on, since, until, party, outlet=outlet) as of:
        found = _first(view.actors(of.record.actors, of.record.sources, of.wanted), limit)
        if as_json:
            print_json(view.as_json(found, of.against))
        else:
            show_lines.actors(found, of.against, keys=keys)
