"""The arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from verbale.errors import InputError

T = TypeVar("T")


class Manner(StrEnum):
    """How a statement is quoted."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"


class Status(StrEnum):
    """What became of a precondition."""

    open = "open"
    met = "met"
    dropped = "dropped"


class Form(StrEnum):
    """How a digest is printed."""

    text = "text"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"


class Paper(StrEnum):
    """What a digest is printed on."""

    a4 = "a4"
    letter = "letter"


def _bound(text: str, end: int) -> date:
    from verbale.model.times import bounds

    try:
        day = bounds(text)[end] if text[:1] in ("1", "2") else None
    except ValueError:
        day = None
    if day is None:
        raise typer.BadParameter(f"{text!r} is no year, month or day such as 2018, 2018-11 or 2018-11-14")
    return date.fromisoformat(day)


def _first_day(text: str) -> date:
    return _bound(text, 0)


def _last_day(text: str) -> date:
    return _bound(text, 1)


def _act(text: str) -> str:
    from verbale.views.tables import wording

    acts = wording()["act"]
    if text not in acts:
        raise InputError(f"there is no act {text!r}; there are: {', '.join(acts)}")
    return text


def day(text: str) -> date:
    """An ISO day as typed."""
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
    typer.Option(
        "--as-known-on", parser=_last_day, metavar="DAY", help="As known on that day (the last of a year or month)."
    ),
]
Since = Annotated[
    date | None,
    typer.Option("--since", parser=_first_day, metavar="DAY", help="From that day, month or year on."),
]
Until = Annotated[
    date | None,
    typer.Option("--until", parser=_last_day, metavar="DAY", help="Up to and including that day, month or year."),
]
Party = Annotated[str | None, typer.Option("--party", metavar="PARTY", help="A party, by code or name.")]
Issue = Annotated[str | None, typer.Option("--issue", metavar="ISSUE", help="An issue, by id or name.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Told by that outlet.")]
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Part of the speaker's name.")]
Quoted = Annotated[Manner | None, typer.Option("--manner", help="How it is quoted.")]
Act = Annotated[str | None, typer.Option("--act", parser=_act, metavar="ACT", help="The act, such as deny or propose.")]
Became = Annotated[Status | None, typer.Option("--status", help="What became of it.")]
Undated = Annotated[bool, typer.Option("--undated", help="Also events of which no article tells the day.")]
Printed = Annotated[Form, typer.Option("--form", help="Text for the terminal, HTML for mail, PDF, DOCX or Markdown.")]
OnPaper = Annotated[Paper, typer.Option("--paper", help="The paper of a PDF or DOCX.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to that file.")]
SinceLast = Annotated[
    bool,
    typer.Option("--since-last", help="From the last edition on; what it printed is left out unless it changed."),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="NUMBER", help="At most so many.")]
OnAPage = Annotated[
    int | None,
    typer.Option("--limit", min=1, metavar="NUMBER", help="So many on a page; left out, 50 in text and all in JSON."),
]
Page = Annotated[int, typer.Option("--page", min=1, metavar="NUMBER", help="Which page.")]
Keys = Annotated[bool, typer.Option("--keys", help="Show the key of each line, by which it is decided on.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; the user's name if left out.")]
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="Why.")]
On = Annotated[
    date | None, typer.Option("--on", parser=day, metavar="DAY", help="The day of the decision; today if left out.")
]


def _here_or_there(context: typer.Context, given: T) -> T:
    """An option that says where articles are read; raises BadParameter where both are given."""
    sources = [context.get_parameter_source(name) for name in ("workers", "cluster")]
    if all(source is not None and source.name == "COMMANDLINE" for source in sources):
        raise typer.BadParameter("--workers are of this machine and a cluster has its own; give one of --workers, --on")
    return given


Workers = Annotated[
    int,
    typer.Option(min=1, metavar="NUMBER", help="Processes that read at the same time.", callback=_here_or_there),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="CLUSTER",
        help="Read on a cluster: ray (this machine's own), or ray://HOST:PORT.",
        callback=_here_or_there,
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host", metavar="HOST", help="A host of your own network that may be fetched from; may be repeated."
    ),
]
AllWorkers = Annotated[
    int | None,
    typer.Option(
        "--workers", min=1, metavar="NUMBER", help="Processes at work; as many as there are cores if left out."
    ),
]

FILTERS: dict[str, tuple[Any, Any]] = {  # Any: annotations, and defaults of their types
    "speaker": (Speaker, None),
    "party": (Party, None),
    "issue": (Issue, None),
    "outlet": (Outlet, None),
    "since": (Since, None),
    "until": (Until, None),
    "manner": (Quoted, None),
    "act": (Act, None),
    "status": (Became, None),
    "undated": (Undated, False),
}
"""What a listing may be asked for, by the fields of `views.filters.Wanted`: the option and its default."""
