"""The command that writes a dossier in the forms of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.listings import asked
from verbale.cli.options import AsKnownOn, Dossier, Issue, Outlet, Party, Since, Until
from verbale.cli.program import app, complain, opened, place, say, today
from verbale.cli.publishing import titled

ARCHIVE = "jsonl"
"""The form that holds the whole dossier."""


def _form(text: str) -> str:
    from verbale.views.exports.forms import FORMS

    if text not in (ARCHIVE, *FORMS):
        raise typer.BadParameter(f"there is no form {text!r}; there are: {', '.join((ARCHIVE, *FORMS))}")
    return text


@app.command()
def export(
    dossier: Dossier,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            parser=_form,
            help="jsonl, csv, parquet, annotation, prov, schema-org, csl, bibtex, ris, ical, events, graphml, ftm,"
            " timeline-html, timeline-svg, timeline-png, positions-html or positions-csv.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Write to that file.", show_default=False)],
    party: Party = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    as_known_on: AsKnownOn = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="With jsonl: also texts that their rights keep back, for the owner's archive."),
    ] = False,
) -> None:
    """Write the record for other programs, without the words that the rights of its sources keep back."""
    from verbale import archiving, desk
    from verbale.views.exports.forms import FORMS
    from verbale.views.exports.material import Material

    if whole and form != ARCHIVE:
        raise typer.BadParameter("--whole goes with --form jsonl alone")
    filters = {"party": party, "issue": issue, "outlet": outlet, "since": since, "until": until}
    with asked(dossier, as_known_on, filters) as of:
        title = titled(of.brief, dossier)
        day = (as_known_on or today()).isoformat()
        material = Material(of.showing, of.brief, day, title, of.wanted, whole=whole)
        with desk.bytes_written_whole(out) as file:
            if form == ARCHIVE:
                without = archiving.write(of.store, material, file)
            else:
                FORMS[form].write(material, file)
    say(f"{out}: {'The dossier as JSON lines' if form == ARCHIVE else FORMS[form].about}")
    if form == ARCHIVE and without:
        articles = "1 article is" if without == 1 else f"{without:,} articles are"
        say(f"{articles} there without text, as its rights ask; the same record comes of it only with --whole")


@app.command(name="import")
def bring_in(
    dossier: Dossier,
    archive: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="What export --form jsonl wrote, or where shard put readings.", show_default=False
        ),
    ],
) -> int:
    """Make a dossier of an exported one or of shards of readings, or add to a dossier what it lacks of them."""
    if "://" in archive or Path(archive).is_dir():
        return _of_shards(dossier, archive)
    return _of_archive(dossier, Path(archive))


def _of_shards(dossier: str, address: str) -> int:
    from verbale import sharding
    from verbale.cli import show
    from verbale.errors import DossierMissing
    from verbale.store import sql

    shards = sharding.Shards(address)
    brief = sharding.opening(shards)
    try:
        store = opened(dossier)
    except DossierMissing:
        store = sql.create(dossier, brief, on=today())
    with store, show.progress("bringing in", None) as seen:
        brought = sharding.bring_in(store, shards, today(), seen)
    for line in brought.wrong:
        complain(line)
    say(f"{place(dossier)}: {brought.read:,} added, {brought.there:,} there already, {len(brought.wrong):,} rejected")
    return 1 if brought.wrong else 0


def _of_archive(dossier: str, archive: Path) -> int:
    from verbale import archiving
    from verbale.errors import DossierMissing
    from verbale.store import sql

    brief, set_on = archiving.opening(archive)
    try:
        store = opened(dossier)
    except DossierMissing:
        store = sql.create(dossier, brief, on=set_on)
    with store:
        brought = archiving.bring_in(store, archive)
    say(f"{place(dossier)}: {brought.articles:,} articles and {brought.judgements:,} decisions brought in")
    if brought.without_text:
        say(f"{brought.without_text:,} came without their texts, as their rights ask; export with --whole for all")
    for line in brought.left:
        complain(line)
    return 1 if brought.left else 0
