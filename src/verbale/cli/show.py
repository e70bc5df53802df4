"""What people see in a terminal: Rich tables and panels, in colour only where the output is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from verbale.model.evidence import Reading
from verbale.model.negotiation import (
    Actor,
    Content,
    Contrast,
    Event,
    Linkage,
    Phase,
    Position,
    Remark,
    Statement,
    Time,
)  # fmt: skip
from verbale.model.text import Article, Span
from verbale.model.times import written
from verbale.record.assembly import Line, Record
from verbale.record.course import Stretch
from verbale.store.base import Hit
from verbale.views import lines
from verbale.views.digest import Digest
from verbale.views.lines import Json
from verbale.views.state import State
from verbale.views.timeline import Entry

HEADINGS: dict[type[Content], str] = {
    Actor: "Actors",
    Time: "Times",
    Statement: "Statements",
    Event: "Events",
    Linkage: "Linkages",
    Position: "Positions",
    Phase: "Phases",
    Contrast: "Contradictions",
    Remark: "Remarks",
}
WIDTH = 110
"""Columns where the output is no terminal."""


def _console() -> Console:
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return Console(width=None if on_terminal else WIDTH, highlight=False, soft_wrap=False)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr where that is a terminal; call the value with each name done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda name: bar.update(task, advance=1, description=f"{what} {name[-40:]}")


def state(shown: State, record: Record, title: str) -> None:
    """Where the talks stand."""
    console = _console()
    console.rule(f"[bold]{escape(title or 'State of play')}[/]")
    console.print(f"As known on {written(shown.today)}, from {shown.articles} articles.\n", style="dim")
    console.print(_heading("Phase"))
    if shown.phase is None:
        console.print("  No article says where the talks stand.\n")
    else:
        by = next((a.name for t in shown.phase.tellings if (a := record.actor(t.content.by))), None)
        console.print(f"  {_stretch(shown.phase)}{f' by {escape(by)}' if by else ''}")
        last = shown.phase.last
        console.print(_words(last.words))
        console.print(Padding(Text(lines.source(last.article), "dim"), (0, 0, 0, 6)))
        for earlier in shown.before:
            console.print(
                f"  [dim]before:[/] {_stretch(earlier)}  [dim]{escape(lines.source(earlier.last.article))}[/]"
            )
        console.print()
    console.print(_heading("Last statements"))
    statements_table(console, list(shown.statements), record)
    console.print(_heading("Positions, as last told"))
    console.print(_positions(shown.positions))
    console.print(_heading("Next dates"))
    if not shown.due:
        console.print("  No announced date lies ahead.")
    for due in shown.due:
        console.print(
            f"  [bold]{_when(due)}[/]  {escape(_event(due, record))}  [dim]{escape(lines.source(due.article))}[/]"
        )
        console.print(_words(lines.sentence(due)))


def timeline(entries: list[Entry], record: Record) -> None:
    """What happened and what is announced."""
    console = _console()
    for entry in entries:
        event = entry.event
        told = ", ".join(entry.outlets) or "outlet unknown"
        source = f"{told}, told {entry.tellings} times" if entry.tellings > 1 else lines.source(event.article)
        status = "" if event.content.status == "occurred" else f" [{event.content.status}]"
        console.print(f"[bold]{_when(event)}[/]  {escape(_event(event, record) + status)}  [dim]{escape(source)}[/]")
        console.print(_words(lines.sentence(event)))
    if not entries:
        console.print("No dated event is known.")


def statements(found: list[Line[Statement]], record: Record) -> None:
    """Who said what to whom."""
    console = _console()
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
        head = f"  [bold]{who}[/]{f' to {escape(to.name)}' if to else ''}{via}{escape(act)}"
        console.print(f"{head}  [dim]{said}{escape(lines.source(line.article))}[/]")
        console.print(_words(lines.words(line)))
    console.print()


def reading(shown: Reading, *, explain: bool) -> None:
    """One reading for people; with `explain` the rule, confidence and anchor behind each finding."""
    console = _console()
    article, findings = shown.article, shown.findings
    console.print(Panel(Group(*_page(article)), title=escape(article.title or article.name), title_align="left"))
    for kind, heading in HEADINGS.items():
        found = sorted(findings.of(kind), key=lambda f: (f.passages[0].start if f.passages else 0, f.key))
        if found:
            console.print(_heading(heading))
        for one in found:
            console.print(f"  {escape(_told(one.content, shown))}")
            if explain:
                seen = one.observation
                why = f"{_why(one.content)}{seen.rule} ({seen.confidence:.2f}) by {seen.annotator}"
                console.print(f"      [dim]{escape(why)}[/]")


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
                console.print(Text(f"\n{item.synopsis.words}{' …' if item.cut else ''}"))
            for takeaway in item.takeaways:
                console.print(Text(f"  – {f'{takeaway.label}: ' if takeaway.label else ''}{takeaway.words}"))
            console.print()
    if not shown.sections:
        console.print("No article is known from this period.")
    assert isinstance(console.file, StringIO)  # noqa: S101 - made so above
    return console.file.getvalue()


def hits(found: list[Hit]) -> None:
    """Places found, the words that were searched for marked."""
    console = _console()
    for hit in found:
        text = Text(hit.passage.words)
        for mark in hit.marks:
            text.stylize("bold reverse", mark.start - hit.passage.start, mark.end - hit.passage.start)
        kind = "statement" if hit.statement else "article"
        article = hit.source.article
        console.print(
            f"[bold]{escape(article.title or article.name)}[/]  [dim]{kind} · {escape(lines.source(article))}[/]"
        )
        console.print(Text("  ") + Text(" ").join(text.split("\n")))
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


def _heading(text: str) -> Text:
    return Text(text, "bold underline")


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
        table.add_row(position.party, position.issue, Text(_short(line.words, 120)), position.change or "", source)
    table.add_row()
    return table


def _event(line: Line[Event], record: Record) -> str:
    event = line.content
    actors, recipients = (
        " and ".join(a.name for k in keys if (a := record.actor(k))) for keys in (event.actors, event.recipients)
    )
    where = f" in {event.where}" if event.where else ""
    return f"{lines.plain(event).capitalize()}: {actors or 'someone'}{f' → {recipients}' if recipients else ''}{where}"


def _when(line: Line[Event]) -> str:
    return written(line.content.when) if line.content.when else "undated"


def _actor(actor: Actor | None) -> str:
    if actor is None:
        return "Someone"
    about = ", ".join(x for x in (actor.role, actor.party) if x and x != actor.name)
    return f"{actor.name} ({about})" if about else actor.name


def _words(words: str) -> Padding:
    """The words of the text themselves, set in under the line that they carry."""
    return Padding(Text(" ".join(words.split()), "italic"), (0, 0, 0, 6))


def _short(words: str, most: int) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= most else joined[: joined.rfind(" ", 0, most)] + " …"


def _page(article: Article) -> Iterator[str]:
    facts = {
        "section": " > ".join(article.section),
        "source": lines.source(article),
        "credit": article.credit,
        "by": article.byline,
        "from": article.dateline and article.dateline.place,
        "kind": article.kind if article.kind != "news" else None,
        "abridged": "yes" if article.abridged else None,
    }
    yield from (f"[dim]{name:9}[/]{escape(value)}" for name, value in facts.items() if value)
    yield from (f"[dim]takeaway [/]{escape(words)}" for words in article.synopsis)


def _told(content: Content, reading: Reading) -> str:
    text = reading.article.text

    def at(span: Span) -> str:
        return " ".join(text[span[0] : span[1]].split())

    def who(key: str | None) -> str:
        found = reading.findings.get(key)
        return found.content.name if found else "someone"

    match content:
        case Actor():
            about = ", ".join(x for x in (content.kind, content.party, content.role) if x)
            return f"{content.name} ({about}): {len(content.mentions)}×"
        case Time():
            return f"{at(content.span)} = {content.edtf or content.timex3 or 'cannot be placed'}"
        case Statement():
            to = f" to {who(content.addressee)}" if content.addressee else ""
            outer = reading.findings.get(content.within)
            via = f" (told by {who(outer.content.speaker)})" if outer else ""
            words = " … ".join(at(s) for s in content.content)
            return f"{who(content.speaker)}{to}{via} [{content.act}, {content.manner}]: {words}"
        case Event():
            sides = " and ".join(map(who, content.actors)), " and ".join(map(who, content.recipients))
            what = f"{content.type}{f'-{content.mode}' if content.mode else ''} {content.status}"
            parties = " → ".join(side for side in sides if side)
            return f"{what}, {content.when or 'undated'}: {parties}: {at(content.trigger)}"
        case Linkage():
            return f"{content.kind}: {at(content.antecedent)} → {at(content.consequent)} [{at(content.cue)}]"
        case Position():
            change = f" ({content.change})" if content.change else ""
            return f"{content.party} on {content.issue}{change}: {content.stance}"
        case Phase():
            return f"{content.status}, since {content.since or 'unknown'}: {at(content.evidence)}"
        case Contrast():
            return f"{content.about}: {' / '.join(at(s) for s in content.evidence)}"
        case Remark():
            return f"{content.label}: {'; '.join(at(s) for s in content.places)}"


def _why(content: Content) -> str:
    """What a finding was resolved against, beside its rule."""
    return f"anchor: {content.anchor}; " if isinstance(content, Time) else ""
