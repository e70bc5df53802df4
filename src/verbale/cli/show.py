"""What people see of a dossier: Rich tables and text, in colour only where the output is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from verbale.model.negotiation import Actor, Event, Position, Statement
from verbale.model.times import written
from verbale.record.assembly import Line, Record
from verbale.record.course import Stretch
from verbale.store.base import Hit
from verbale.views import lines
from verbale.views.digest import Digest
from verbale.views.lines import Json
from verbale.views.state import State
from verbale.views.timeline import Entry

WIDTH = 110
"""Columns where the output is no terminal."""


def console_for_people() -> Console:
    """Standard output, as wide as the terminal or else `WIDTH` columns."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return Console(width=None if on_terminal else WIDTH, highlight=False, soft_wrap=False)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr where that is a terminal; call the value with each name done.

    `total` is how many inputs there are, None where nobody knows; one that holds several articles makes it unknown.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)

        def seen(name: str) -> None:
            bar.update(task, advance=1, description=f"{what} {name[-40:]}")
            if total is not None and bar.tasks[task].completed > total:
                bar.tasks[task].total = None

        yield seen


def state(shown: State, record: Record, title: str) -> None:
    """Where the talks stand."""
    console = console_for_people()
    console.rule(f"[bold]{escape(title or 'State of play')}[/]")
    console.print(f"As known on {written(shown.today)}, from {_articles(shown.articles)}.\n", style="dim")
    console.print(heading("Phase"))
    if shown.phase is None:
        console.print("  No article says where the talks stand.\n")
    else:
        by = next((a.name for t in shown.phase.tellings if (a := record.actor(t.content.by))), None)
        console.print(f"  {_stretch(shown.phase)}{f' by {escape(by)}' if by else ''}")
        last = shown.phase.last
        console.print(_words(console, last.words))
        console.print(hanging(console, Text(lines.source(last.article), "dim"), first=6))
        for earlier in shown.before:
            told = f"[dim]before:[/] {_stretch(earlier)}  [dim]{escape(lines.source(earlier.last.article))}[/]"
            console.print(hanging(console, Text.from_markup(told)))
        console.print()
    console.print(heading("Last statements"))
    statements_table(console, list(shown.statements), record)
    console.print(heading("Positions, as last told"))
    console.print(_positions(shown.positions))
    if shown.contradictions:
        console.print(heading("Accounts that contradict each other"))
    for pair in shown.contradictions:
        statements_table(console, list(pair), record)
    console.print(heading("Next dates"))
    if not shown.due:
        console.print("  No announced date lies ahead.")
    for due in shown.due:
        told = f"[bold]{_when(due)}[/]  {escape(_event(due, record))}  [dim]{escape(lines.source(due.article))}[/]"
        console.print(hanging(console, Text.from_markup(told)))
        console.print(_words(console, lines.sentence(due)))


def timeline(entries: list[Entry], record: Record) -> None:
    """What happened and what is announced."""
    console = console_for_people()
    for entry in entries:
        event = entry.event
        told = ", ".join(entry.outlets) or "outlet unknown"
        source = f"{told}, told {entry.tellings} times" if entry.tellings > 1 else lines.source(event.article)
        status = "" if event.content.status == "occurred" else f" [{event.content.status}]"
        head = f"[bold]{_when(event)}[/]  {escape(_event(event, record) + status)}  [dim]{escape(source)}[/]"
        console.print(hanging(console, Text.from_markup(head), first=0))
        console.print(_words(console, lines.sentence(event)))
    if not entries:
        console.print("No dated event is known.")


def statements(found: list[Line[Statement]], record: Record) -> None:
    """Who said what to whom."""
    console = console_for_people()
    if found:
        statements_table(console, found, record)
    else:
        console.print("No statement fits.")


def statements_table(console: Console, found: list[Line[Statement]], record: Record) -> None:
    """Statements one below the other: speaker, how we know, date, outlet and the words."""
    for line in found:
        content = line.content
        speaker = record.actor(content.speaker)
        who = escape(_actor(speaker))
        to = record.actor(content.addressee)
        via = "".join(
            f", as told by {escape(_actor(record.actor(r.content.speaker)))}" for r in lines.relay(line, record)
        )
        said = f"said {written(content.said_on)} · " if content.said_on else ""
        act = "" if content.act == "state" else f" [{content.act}]"
        head = f"[bold]{who}[/]{f' to {escape(to.name)}' if to else ''}{via}{escape(act)}"
        source = f"[dim]{said}{escape(lines.source(line.article))}[/]"
        console.print(hanging(console, Text.from_markup(f"{head}  {source}")))
        console.print(_words(console, lines.words(line)))
    console.print()


def digest(shown: Digest) -> str:
    """A digest as plain text."""
    console = Console(file=StringIO(), width=WIDTH, highlight=False, force_terminal=False)
    console.rule(escape(f"{shown.title}: press digest, {shown.period}"))
    for section, items in shown.sections:
        console.print(f"\n{escape(section.upper())}\n")
        for item in items:
            article = item.article
            extra = [
                article.credit,
                f"by {article.byline}" if article.byline else None,
                "abridged" if article.abridged else None,
            ]
            console.print(Text(article.title or article.name, "bold"))
            console.print(Text(" · ".join([item.source, *(e for e in extra if e)])))
            if item.synopsis:
                words = f"{_on_one_line(item.synopsis.words)}{' …' if item.cut else ''}"
                console.print("", hanging(console, Text(words), first=0, rest=0), sep="\n")
            for takeaway in item.takeaways:
                told = f"– {f'{takeaway.label}: ' if takeaway.label else ''}{_on_one_line(takeaway.words)}"
                console.print(hanging(console, Text(told), rest=4))
            console.print()
    if not shown.sections:
        console.print("No article is known from this period.")
    assert isinstance(console.file, StringIO)  # noqa: S101 - made so above
    return console.file.getvalue()


def hits(found: list[Hit]) -> None:
    """Places found, the words that were searched for marked."""
    console = console_for_people()
    for hit in found:
        text = Text(hit.passage.words)
        for mark in hit.marks:
            text.stylize("bold reverse", mark.start - hit.passage.start, mark.end - hit.passage.start)
        kind = "statement" if hit.statement else "article"
        article = hit.source.article
        head = f"[bold]{escape(article.title or article.name)}[/]  [dim]{kind} · {escape(lines.source(article))}[/]"
        console.print(hanging(console, Text.from_markup(head), first=0))
        console.print(hanging(console, Text(" ").join(part for part in text.split() if part), rest=2))
    if not found:
        console.print("Nothing found.")


def hit_as_json(hit: Hit) -> Json:
    """One hit: the passage, the places of the words in it, and the article."""
    article = hit.source.article
    return {
        "kind": "statement" if hit.statement else "article",
        "article": article.name,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "passage": {"start": hit.passage.start, "end": hit.passage.end, "words": hit.passage.words},
        "marks": [[m.start, m.end] for m in hit.marks],
        "statement": hit.statement and hit.statement.key,
    }


def heading(text: str) -> Text:
    """The heading of a part."""
    return Text(text, "bold underline")


def hanging(console: Console, shown: Text, first: int = 2, rest: int = 6) -> Text:
    """`shown` as wide as the console: its first line set in by `first` columns, the others by `rest`."""
    wrapped = shown.wrap(console, console.width - max(first, rest))
    for line in wrapped:
        line.rstrip()
    return Text("\n").join(Text(" " * (rest if i else first)) + line for i, line in enumerate(wrapped))


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def _stretch(stretch: Stretch) -> str:
    status = stretch.last.content.status.replace("_", " ")
    since = f" since {written(stretch.since).removeprefix('since ')}" if stretch.since else ""
    times = len(stretch.tellings)
    return f"[bold]{status}{since}[/]{f' [dim](told {times} times)[/]' if times > 1 else ''}"


def _positions(positions: tuple[Line[Position], ...]) -> Table | str:
    if not positions:
        return "  No article tells what a party wants.\n"
    table = Table(box=None, padding=(0, 1, 0, 1), header_style="dim")
    for column in ("party", "issue", "words", "change", "source"):
        table.add_column(column)
    for line in positions:
        position = line.content
        source = Text(lines.source(line.article), "dim")
        cells = (position.party, position.issue, _short(line.words, 120), position.change or "")
        table.add_row(*map(Text, cells), source)
    table.add_row()
    return table


def _event(line: Line[Event], record: Record) -> str:
    event = line.content
    actors, recipients = (
        " and ".join(a.name for k in keys if (a := record.actor(k))) for keys in (event.actors, event.recipients)
    )
    where = f" in {event.where}" if event.where and event.where != recipients else ""
    return f"{lines.plain(event).capitalize()}: {actors or 'someone'}{f' → {recipients}' if recipients else ''}{where}"


def _when(line: Line[Event]) -> str:
    return written(line.content.when) if line.content.when else "undated"


def _actor(actor: Actor | None) -> str:
    if actor is None:
        return "Someone"
    about = ", ".join(x for x in (actor.role, actor.party) if x and x != actor.name)
    return f"{actor.name} ({about})" if about else actor.name


def _words(console: Console, words: str) -> Text:
    """The words of the text themselves, set in under the line that they carry."""
    return hanging(console, Text(_on_one_line(words), "italic"), first=6)


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _short(words: str, most: int) -> str:
    joined = _on_one_line(words)
    return joined if len(joined) <= most else joined[: joined.rfind(" ", 0, most)] + " …"
