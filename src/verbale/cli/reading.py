"""The commands that need no dossier: what one article says, and what an archive does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import Cluster, Model, Workers
from verbale.cli.program import app, complain, print_json, say
from verbale.errors import InputError


@app.command()
def read(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A page: text, HTML, PDF, DOCX, mail; - for stdin.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as JSON.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Read many: JSONL with id and text or html a line; - for stdin."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --jsonl: where the readings go, a line each.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="The text is running text without page furniture.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the rule and the anchor behind each finding.")
    ] = False,
    brief: Annotated[Path | None, typer.Option(metavar="FILE", help="The brief of a negotiation.")] = None,
    model: Model = None,
) -> int:
    """Read an article about any talks and print what it says; needs no dossier."""
    from verbale import desk, scale
    from verbale.cli import findings, show
    from verbale.model.brief import Brief
    from verbale.views import readings

    mapper = scale.serial(desk.brief_of(brief)[1] if brief else Brief(), model=model)
    if jsonl is not None:
        if out is None or file is not None:
            raise typer.BadParameter("--jsonl IN goes with --out OUT and without a FILE")
        with show.progress("reading", None) as seen:
            rejected = desk.read_jsonl(jsonl, out, mapper, stdin=sys.stdin.buffer, plain=plain, seen=seen)
        for line in rejected:
            complain(line)
        return 1 if rejected else 0
    if file is None or out is not None:
        raise typer.BadParameter("give a FILE to read, or --jsonl IN --out OUT")
    article = desk.one_article(Path(file), sys.stdin.buffer, plain=plain)
    (reading,) = mapper([article])
    if isinstance(reading, InputError):
        raise reading
    if foreign := desk.foreign_note(reading.article):
        complain(foreign)
    if as_json:
        print_json(readings.as_json(reading))
    else:
        findings.show(reading, explain=explain)
    return 0


@app.command()
def shard(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, patterns, or addresses such as s3://bucket/*.warc.gz."),
    ],
    brief: Annotated[Path, typer.Option(metavar="FILE", help="The brief of a negotiation.", show_default=False)],
    out: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where the shards go: a folder or an address.", show_default=False)
    ],
    model: Model = None,
    workers: Workers = 1,
    cluster: Cluster = None,
) -> int:
    """Read an archive into shards of readings, for import to bring into dossiers; goes on where it was stopped."""
    from verbale import desk, scale, sharding
    from verbale.cli import show

    text, wanted = desk.brief_of(brief)
    mapper = scale.mapper(wanted, model=model, workers=workers, on=cluster)
    rejected: list[str] = []
    with show.progress("reading", None) as seen:
        made = sharding.write(sharding.inputs_of(inputs, rejected), sharding.Shards(out), mapper, text, seen)
    for line in (*rejected, *made.wrong):
        complain(line)
    wrong = len(rejected) + len(made.wrong)
    say(f"{out}: {made.read:,} read, {made.there:,} there already, {wrong:,} rejected")
    return 1 if wrong else 0
