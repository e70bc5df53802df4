"""The command line: `verbale VERB DOSSIER …`.

Heavy parts are imported inside the commands, so that help comes at once. The day that counts as today is read here
and nowhere below. Listings go to stdout, progress and errors to stderr. Exit status: 0; 1 where an input was wrong (the
rest is done); 2 for usage; 3 where the dossier is damaged, locked or full.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.options import (
    AsJson,
    AsKnownOn,
    BriefFile,
    Dossier,
    Form,
    Manner,
    Model,
    Since,
    Until,
)  # fmt: skip
from verbale.errors import InputError, VerbaleError

if TYPE_CHECKING:
    from verbale.model.brief import Brief
    from verbale.store.base import Store

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def run(arguments: list[str]) -> int:
    """Run one command; the exit status. Every error that a user can cause is one line on stderr."""
    try:
        status = app(arguments, prog_name="verbale", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except typer.TyperException as error:
        error.show()  # type: ignore[attr-defined] # a usage error can; the root class that Typer exports does not say so
        return 2
    except (typer.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return 130
    except VerbaleError as error:
        _complain(str(error))
        return error.exit_status
    except SystemExit as end:
        # Typer and Rich end the process where whoever reads what is printed has seen enough; that is no error.
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        _print_no_more()
        return 0
    except OSError as error:
        _print_no_more()
        _complain(f"{error.filename or 'output'}: {error.strerror}" if error.strerror else str(error))
        return 0 if isinstance(error, BrokenPipeError) else 1
    return int(status or 0)


def _print_no_more() -> None:
    """Send what Python has not yet printed nowhere, or it would complain when it closes stdout."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"verbale {version('verbale')}")
        raise typer.Exit


@app.callback()
def verbale(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep the minutes of a long-running negotiation from what the press reports."""


@app.command()
def new(dossier: Dossier, brief: BriefFile) -> None:
    """Make a new dossier with the brief of a negotiation."""
    from verbale.desk import brief_of
    from verbale.store import sql

    text, understood = brief_of(brief)
    sql.create(dossier, text, on=_today()).close()
    about = understood.title or "a negotiation"
    where = _shown(dossier)
    _say(f"{where}: a new dossier on {about}; add articles with: verbale add {where} FILE…")


@app.command()
def add(
    dossier: Dossier,
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, patterns such as 'in/*.txt', or - for stdin."),
    ],
    model: Model = None,
    workers: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="Processes that read at the same time.")] = 1,
) -> int:
    """Read articles and add them to a dossier; what is there already changes nothing."""
    from verbale import desk, scale
    from verbale.cli import show

    with _opened(dossier) as store:
        brief = _brief(store)
        mapper = scale.serial(brief, model=model) if workers == 1 else scale.pool(brief, workers=workers, model=model)
        sources, missing = desk.sources_of(inputs)
        with show.progress("reading", len(sources)) as seen:
            added = desk.add(store, sources, mapper, _today(), stdin=sys.stdin.buffer, seen=seen)
    rejected = (*missing, *added.rejected)
    for line in rejected:
        _complain(line)
    _say(f"{_shown(dossier)}: {len(added.new)} added, {added.known} there already, {len(rejected)} rejected")
    return 1 if rejected else 0


@app.command()
def read(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A page: text, HTML or PDF; - for stdin.")] = None,
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
            _complain(line)
        return 1 if rejected else 0
    if file is None or out is not None:
        raise typer.BadParameter("give a FILE to read, or --jsonl IN --out OUT")
    article = desk.one_article(Path(file), sys.stdin.buffer, plain=plain)
    (reading,) = mapper([article])
    if isinstance(reading, InputError):
        raise reading
    if as_json:
        _print_json(readings.as_json(reading))
    else:
        findings.show(reading, explain=explain)
    return 0


@app.command()
def state(dossier: Dossier, as_known_on: AsKnownOn = None, as_json: AsJson = False) -> None:
    """Show where the talks stand: phase, last statements, positions, next dates."""
    from verbale import desk
    from verbale.cli import show
    from verbale.views import state as view

    today = as_known_on or _today()
    with _opened(dossier) as store:
        record = desk.record_of(store, today)
        title = _brief(store).title
    shown = view.state(record, today.isoformat())
    _print_json(view.as_json(shown, record)) if as_json else show.state(shown, record, title)


@app.command()
def timeline(
    dossier: Dossier, since: Since = None, until: Until = None, as_known_on: AsKnownOn = None, as_json: AsJson = False
) -> None:
    """List what happened and what is announced, oldest first."""
    from verbale import desk
    from verbale.cli import show
    from verbale.views import timeline as view

    with _opened(dossier) as store:
        record = desk.record_of(store, as_known_on or _today())
    entries = view.timeline(record, _iso(since), _iso(until))
    _print_json(view.as_json(entries, record)) if as_json else show.timeline(entries, record)


@app.command()
def statements(
    dossier: Dossier,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the speaker's name.")] = None,
    party: Annotated[str | None, typer.Option(metavar="CODE", help="The speaker's party, such as JPN.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="ID", help="An issue of the brief.")] = None,
    since: Since = None,
    until: Until = None,
    manner: Annotated[Manner | None, typer.Option(help="How it is quoted.")] = None,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """List who said what to whom, newest first."""
    from verbale import desk
    from verbale.cli import show
    from verbale.store.base import StatementQuery
    from verbale.views import lines
    from verbale.views.statements import by_day

    query = StatementQuery(
        speaker=speaker, party=party, issue=issue, since=since, until=until,
        manner=manner.value if manner else None, known_on=as_known_on or _today(),
    )  # fmt: skip
    with _opened(dossier) as store:
        found, record = desk.statements(store, query)
    listed = by_day(found)
    if as_json:
        _print_json([lines.statement_as_json(s, record) for s in listed])
    else:
        show.statements(listed, record)


@app.command()
def digest(
    dossier: Dossier,
    since: Since = None,
    until: Until = None,
    form: Annotated[Form, typer.Option("--form", help="Text for the terminal, or one HTML page.")] = Form.text,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to that file.")] = None,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Print the digest of some days: the last day with articles unless told otherwise."""
    from verbale import desk
    from verbale.cli import show
    from verbale.views import digest as view

    with _opened(dossier) as store:
        record = desk.record_of(store, as_known_on or _today())
        title = _brief(store).title or Path(_shown(dossier).partition("schema=")[2] or dossier).stem
    last = (
        (until or as_known_on or _today()).isoformat()
        if since or until
        else view.last_day(record) or _today().isoformat()
    )
    shown = view.digest(record, title, since.isoformat() if since else last, last)
    if as_json:
        text = json.dumps(view.as_json(shown), ensure_ascii=False, indent=1) + "\n"
    else:
        text = view.as_html(shown) if form is Form.html else show.digest(shown)
    if out is None:
        typer.echo(text, nl=False)
        return
    with desk.written_whole(out) as file:
        file.write(text)
    _say(f"{out}: digest of {shown.period}")


@app.command(context_settings={"ignore_unknown_options": True})  # a word that must be absent begins with a hyphen
def search(
    dossier: Dossier,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD", help='Words; "two words" stand together, word* begins, -word is absent.'),
    ],
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="At most so many hits.")] = 20,
    as_known_on: AsKnownOn = None,
    as_json: AsJson = False,
) -> None:
    """Find articles and statements by their words."""
    from verbale.cli import show
    from verbale.store.base import SearchQuery

    if option := next((word for word in words if word.startswith("--")), None):
        raise typer.BadParameter(f"there is no option {option}")
    # The shell has taken the quotation marks from "two words".
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    query = SearchQuery(words=asked, since=since, until=until, limit=limit, known_on=as_known_on or _today())
    with _opened(dossier) as store:
        hits = store.search(query)
    _print_json([show.hit_as_json(h) for h in hits]) if as_json else show.hits(hits)


@app.command()
def check(dossier: Dossier, as_json: AsJson = False) -> int:
    """Verify every passage against its article, and say what is damaged."""
    with _opened(dossier) as store:
        damages = list(store.check())
    if as_json:
        _print_json([{"where": d.where, "line": d.line} for d in damages])
    else:
        for damage in damages:
            _complain(f"{damage.where}: {damage.line}")
        if not damages:
            typer.echo(f"{_shown(dossier)}: every passage stands in its article")
    return 3 if damages else 0


def _opened(dossier: str) -> Store:
    from verbale.store import sql

    return sql.open_dossier(dossier)


def _shown(dossier: str) -> str:
    from verbale.store import sql

    return sql.shown(dossier)


def _brief(store: Store) -> Brief:
    from verbale.model.brief import brief_from_toml

    return brief_from_toml(store.brief().text)


def _today() -> date:
    return datetime.now().astimezone().date()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _complain(line: str) -> None:
    typer.echo(f"verbale: {' '.join(line.split())}", err=True)


def _print_json(value: Any) -> None:  # Any: JSON
    plain = not (sys.stdout and (sys.stdout.encoding or "").lower().startswith("utf"))
    typer.echo(json.dumps(value, ensure_ascii=plain, indent=1))
