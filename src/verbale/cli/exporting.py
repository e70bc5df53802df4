"""The command that writes a dossier in the forms of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.listings import asked
from verbale.cli.options import AsKnownOn, Dossier, Issue, Outlet, Party, Since, Until
from verbale.cli.program import app, place, say, today


def _form(text: str) -> str:
    from verbale.views.exports.forms import FORMS

    if text not in FORMS:
        raise typer.BadParameter(f"there is no form {text!r}; there are: {', '.join(FORMS)}")
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
            help="csv, parquet, annotation, prov, schema-org, csl, bibtex, ris, ical, events, graphml, ftm,"
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
) -> None:
    """Write the record for other programs, without the words that the rights of its sources keep back."""
    from verbale import desk
    from verbale.views.exports.forms import FORMS
    from verbale.views.exports.material import Material

    filters = {"party": party, "issue": issue, "outlet": outlet, "since": since, "until": until}
    with asked(dossier, as_known_on, filters) as of:
        title = of.brief.title or Path(place(dossier).partition("schema=")[2] or dossier).stem
        day = (as_known_on or today()).isoformat()
        with desk.bytes_written_whole(out) as file:
            FORMS[form].write(Material(of.showing, of.brief, day, title, of.wanted), file)
    say(f"{out}: {FORMS[form].about}")
