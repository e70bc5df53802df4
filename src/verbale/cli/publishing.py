"""Commands that print: the digest, the edition that is made of it, and those before."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.judging import name_of_user
from verbale.cli.listings import asked
from verbale.cli.options import (
    AsJson,
    AsKnownOn,
    By,
    Dossier,
    Form,
    OnPaper,
    Out,
    Outlet,
    Paper,
    Printed,
    Since,
    SinceLast,
    Until,
)  # fmt: skip
from verbale.cli.program import app, moment, opened, place, print_json, say, today, typed
from verbale.errors import InputError

if TYPE_CHECKING:
    from verbale.model.brief import Brief
    from verbale.model.draft import Draft
    from verbale.views.printing.sheet import Sheet

Number = Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="The number of the edition.")]


@app.command()
def digest(
    dossier: Dossier,
    since: Since = None,
    until: Until = None,
    since_last: SinceLast = False,
    outlet: Outlet = None,
    form: Printed = Form.text,
    paper: OnPaper = Paper.a4,
    out: Out = None,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Print the digest of some days: the last day with articles unless told otherwise."""
    from verbale import publishing
    from verbale.model.draft import Draft
    from verbale.model.edition_json import digest_as_json
    from verbale.recall.garbage import uncollected
    from verbale.views.printing.sheet import sheet_of

    draft = Draft(since=_iso(since), until=_iso(until), since_last=since_last)
    with uncollected(ending=True):
        with asked(dossier, as_known_on, {"outlet": outlet, "since": since, "until": until}) as of:
            days = publishing.days_of(of.store, of.showing, draft, as_known_on or today())
            wanted = replace(of.wanted, since=days.since, until=days.until)
            title = titled(of.brief, dossier)
            found = publishing.digest_of(of.store, of.showing, title, wanted, since_last=since_last)
        if as_json:
            _write(_json(digest_as_json(found)), out)
        else:
            _print(sheet_of(found), form, paper, out)


@app.command()
def publish(
    dossier: Dossier,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="What the edition is called, such as Morning.")
    ] = "",
    since: Since = None,
    until: Until = None,
    since_last: SinceLast = False,
    by: By = None,
) -> None:
    """Publish the digest, with what was edited at the desk, as the next edition: it is never changed again."""
    from verbale import publishing

    with asked(dossier, None, {"since": since, "until": until}) as of:
        kept = of.store.draft()
        draft = _asked_for(kept.draft, name, since, until, since_last=since_last)
        coming = publishing.coming(of.store, of.showing, titled(of.brief, dossier), today(), draft)
        made = publishing.publish(of.store, coming, moment(), by or name_of_user())
    entries = sum(len(section.entries) for section in made.digest.sections)
    where = place(dossier)
    days = f"{entries} entr{'y' if entries == 1 else 'ies'}, {made.digest.since} to {made.digest.until}"
    printed = f"verbale edition {typed(dossier)} {made.number}"
    say(f"{where}: edition {made.number} is published ({days}); print it with: {printed}")
    if made.errata:
        say(f"{where}: it announces {len(made.errata)} correction{'' if len(made.errata) == 1 else 's'}")


@app.command()
def editions(
    dossier: Dossier,
    feed: Annotated[
        Path | None, typer.Option("--feed", metavar="FILE", help="Write them to that file as an Atom feed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the editions, the last first, and how much was corrected in each since."""
    from dataclasses import asdict

    from verbale import desk, publishing
    from verbale.cli import show_sources

    with opened(dossier) as store:
        issues, errata = list(store.issues()), publishing.corrections(store)
        if feed is not None:
            from verbale.views.printing.atom import MOST, as_atom

            sheets = [publishing.sheet_called(store, issue.number) for issue in issues[:MOST]]
            _write(as_atom(titled(desk.brief_in(store), dossier), sheets), feed)
            return
    corrected = {issue.number: sum(issue.number in e.editions for e in errata) for issue in issues}
    if as_json:
        print_json([asdict(issue) | {"corrected": corrected[issue.number]} for issue in issues])
    else:
        show_sources.editions(issues, corrected)


@app.command()
def edition(
    dossier: Dossier,
    number: Number,
    form: Printed = Form.text,
    paper: OnPaper = Paper.a4,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Print an edition as it was published, with what was corrected in it since."""
    from dataclasses import asdict

    from verbale import publishing
    from verbale.model.edition_json import edition_as_json

    with opened(dossier) as store:
        if as_json:
            made = edition_as_json(publishing.issue_called(store, number))
            corrected = [asdict(e) for e in publishing.corrections(store) if number in e.editions]
            _write(_json(made | {"corrected": corrected}), out)
        else:
            _print(publishing.sheet_called(store, number), form, paper, out)


def titled(brief: Brief, dossier: str) -> str:
    """What a digest is called: as the brief is, else as the dossier."""
    return brief.title or Path(place(dossier).partition("schema=")[2] or dossier).stem


def _asked_for(draft: Draft, name: str, since: date | None, until: date | None, *, since_last: bool) -> Draft:
    """A draft with what the command line asks for beside it."""
    named = replace(draft, name=name or draft.name, since_last=since_last or draft.since_last)
    if since or until:
        return replace(named, since=_iso(since), until=_iso(until), since_last=since_last)
    return named


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _json(value: object) -> bytes:
    from verbale.views.visible import escaped_json

    return escaped_json(json.dumps(value, ensure_ascii=False, indent=1)).encode("utf-8", "surrogatepass") + b"\n"


def _print(sheet: Sheet, form: Form, paper: Paper, out: Path | None) -> None:
    from verbale.views import printing

    if form.value in printing.BINARY and out is None and sys.stdout.isatty():
        raise InputError(f"a terminal shows no {form.value.upper()}; write it to a file with --out FILE")
    _write(printing.printed(sheet, form.value, paper.value), out)
    if out is not None:
        say(f"{out}: {sheet.headed}, {sheet.period}")


def _write(content: bytes, out: Path | None) -> None:
    from verbale import desk

    if out is None:
        typer.echo(content, nl=False)
    else:
        with desk.bytes_written_whole(out) as file:
            file.write(content)
