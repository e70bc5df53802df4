"""The arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Manner(StrEnum):
    """How a statement is quoted."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"


class Form(StrEnum):
    """How a digest is printed."""

    text = "text"
    html = "html"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day such as 2018-11-14") from None


Dossier = Annotated[
    str,
    typer.Argument(
        metavar="DOSSIER",
        help="The dossier: one file, or postgresql://HOST/DATABASE?schema=NAME.",
        show_default=False,
    ),
]
BriefFile = Annotated[
    Path, typer.Option("--brief", metavar="FILE", help="The brief of the negotiation, a TOML file.", show_default=False)
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Another spaCy model, by its package name.")]
AsKnownOn = Annotated[
    date | None,
    typer.Option("--as-known-on", parser=_day, metavar="DAY", help="As known on that day; today if left out."),
]
Since = Annotated[date | None, typer.Option("--since", parser=_day, metavar="DAY", help="From that day on.")]
Until = Annotated[
    date | None, typer.Option("--until", parser=_day, metavar="DAY", help="Up to and including that day.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
