"""Lines of the record as people read them in a terminal, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.markup import escape

from verbale.cli.show import Block, blocks, bold, console_for_people, heading
from verbale.model.record import ActorLine, EventLine, LinkageLine, PhaseLine, Precondition, Utterance
from verbale.views import actors as actors_view
from verbale.views import calendar as calendar_view
from verbale.views import contradictions as contradictions_view
from verbale.views import positions as positions_view
from verbale.views import statements as statements_view
from verbale.views import ties
from verbale.views import timeline as timeline_view
from verbale.views.calendar import Appointment
from verbale.views.cited import articles_of, cite_all, spread
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.phases import phase_told
from verbale.views.positions import Course
from verbale.views.timeline import Entry
from verbale.views.wording import best, event_told, event_words, history


def statements(found: Sequence[Utterance], against: Context, *, keys: bool = False) -> None:
    """Who said what to whom; what says nothing by itself is left out."""
    console = console_for_people()
    if not blocks(console, statement_blocks(found, against), keys=keys):
        console.print("No statement fits.")


def statement_blocks(found: Iterable[Utterance], against: Context) -> Iterator[Block]:
    """Utterances: speaker, act, how we know, date and outlets, then the words."""
    for line in found:
        spoken = against.spoken(line)
        if spoken is None:
            continue
        told = best(line, against.sources)
        to = told.who(told.content.addressee)
        act = f" [{spoken.tag}]" if spoken.tag else ""
        head = f"{bold(spoken.who)}{escape(f' to {to.name}' if to and not spoken.worded else '')}{escape(spoken.via)}"
        yield Block(
            f"{head}{escape(act)}",
            statements_view.source_of(line, against),
            (spoken.told,),
            against.notes(line),
            line.key,
        )


def timeline(entries: Sequence[Entry], against: Context, *, keys: bool = False) -> None:
    """What happened and what is announced, with how dates moved."""
    console = console_for_people()

    def shown() -> Iterator[Block]:
        for entry in entries:
            line, told = entry.line, timeline_view.told(entry)
            moved = history(line) if isinstance(line, EventLine) else ""
            act = against.act_around(line.first) if isinstance(line, PhaseLine) else ""
            notes = "".join(f" [{note}]" for note in (act, moved) if note)
            head = f"{bold(timeline_view.when(entry, against))}  {escape(told + notes)}"
            source = cite_all(articles_of(line), against.sources)
            yield Block(head, source, (timeline_view.words(entry, against),), against.notes(line), line.key)

    if not blocks(console, shown(), keys=keys):
        console.print("No event is known.")


def positions(found: Sequence[Course], against: Context, issues: Mapping[str, str], *, keys: bool = False) -> None:
    """What each party wants on each issue, step by step."""
    console = console_for_people()
    for course in found:
        position_blocks(console, course, against, issues, keys=keys)
    if not found:
        console.print("No article tells what a party wants.")


def position_blocks(
    console: Console, course: Course, against: Context, issues: Mapping[str, str], *, keys: bool, most: int = 0
) -> None:
    """One thread: its steps from the oldest to the newest, the last `most` of them where that is given."""
    thread = course.thread
    steps = course.steps[-most:] if most else course.steps
    left = len(course.steps) - len(steps)
    earlier = f"  [dim]{left} earlier[/]" if left else ""
    blocks(console, [Block(bold(positions_view.headed(thread, issues)) + earlier, key=thread.key)], keys=keys)
    shown = []
    for step in steps:
        changed = positions_view.change(step)
        head = f"{escape(f'[{changed}] ') if changed else ''}{escape(positions_view.step_told(step, against))}"
        decided = "; ".join(f"{d.field or 'accepted'} set by {d.by}" for d in step.telling.decided)
        shown.append(Block(head, positions_view.cited(step, against), (), decided))
    blocks(console, shown, first=2)


def preconditions(
    found: Sequence[Precondition],
    events: Mapping[str, EventLine],
    against: Context,
    parties: Mapping[str, str],
    *,
    keys: bool = False,
) -> None:
    """What is asked for first, and what became of it."""
    console = console_for_people()
    if not blocks(console, precondition_blocks(found, events, against, parties), keys=keys):
        console.print("Nobody is told to set a condition.")


def precondition_blocks(
    found: Iterable[Precondition], events: Mapping[str, EventLine], against: Context, parties: Mapping[str, str]
) -> Iterator[Block]:
    """Preconditions: holder and status, who tells them, and the sentence."""
    for line in found:
        told = ties.precondition_told(line, events, parties)
        source = cite_all(articles_of(line), against.sources)
        yield Block(bold(told), source, (ties.tie_words(line.first, against),), against.notes(line), line.key)


def linkages(found: Sequence[LinkageLine], against: Context, *, keys: bool = False) -> None:
    """What the articles tie together."""
    console = console_for_people()
    shown = (
        Block(
            bold(ties.linkage_told(line)),
            cite_all(articles_of(line), against.sources),
            (ties.tie_words(line.first, against),),
            against.notes(line),
            line.key,
        )
        for line in found
    )
    if not blocks(console, shown, keys=keys):
        console.print("No article ties anything together.")


def contradictions(found: Sequence[Accounts], against: Context, *, keys: bool = False) -> None:
    """Accounts that cannot both be true, side by side."""
    console = console_for_people()
    for accounts in found:
        contradiction_blocks(console, accounts, against, keys=keys)
    if not found:
        console.print("No two accounts contradict each other.")


def contradiction_blocks(console: Console, found: Accounts, against: Context, *, keys: bool, first: int = 0) -> None:
    """Two accounts, each with outlets and origins."""
    head = [Block(f"[bold]They differ:[/] {escape(found.differ_in)}", key=found.line.key)]
    blocks(console, head, keys=keys, first=first)
    accounts = [
        Block(
            bold(x.label),
            contradictions_view.cited(x, against),
            (x.words,),
            against.notes(x.line),
            x.line.key,
        )
        for x in (found.a, found.b)
    ]
    blocks(console, accounts, keys=keys, first=first + 2)


def calendar(found: Sequence[Appointment], against: Context, *, keys: bool = False) -> None:
    """Days that were set: those ahead, then those past."""
    console = console_for_people()
    ahead = [a for a in found if a.ends == "open"]
    for title, of in (("Ahead", ahead), ("Past", [a for a in found if a.ends != "open"])):
        if of:
            console.print(heading(title))
            blocks(console, appointment_blocks(of, against), keys=keys, first=2)
    if not found:
        console.print("No day is known to have been set.")


def appointment_blocks(found: Iterable[Appointment], against: Context) -> Iterator[Block]:
    """Appointments: the last day set, the event with its status, what came of it, and each day with who told it."""
    for a in found:
        days = calendar_view.days(a, against)
        happened = f" [{calendar_view.outcome(a)}]" if a.ends != "open" or a.announced.then else ""
        words = tuple(f"set for {day}: {event_words(telling, a.line.status)} – {cited}" for day, telling, cited in days)
        head = f"{bold(days[-1][0])}  {escape(event_told(a.line) + happened)}"
        told = spread(articles_of(a.line), against.sources)
        yield Block(head, told.shown if told.articles > 1 else "", words, against.notes(a.line), a.line.key)


def phase_block(line: PhaseLine, against: Context, lead: str = "") -> Block:
    """One phase: its interval, who tells it, and its evidence."""
    act = against.act_around(line.last)
    head = f"{lead}{bold(phase_told(line))}{escape(f' [{act}]') if act else ''}"
    words = () if lead else (against.words(line.last),)
    return Block(head, cite_all(articles_of(line), against.sources), words, against.notes(line), line.key)


def actors(found: Sequence[ActorLine], against: Context, *, keys: bool = False) -> None:
    """Who acts and speaks."""
    console = console_for_people()

    def shown() -> Iterator[Block]:
        for line in found:
            others = [n for n in line.names if n != line.name]
            about = ", ".join(x for x in (line.kind, line.party) if x)
            words = tuple(x for x in (actors_view.offices(line), f"also: {', '.join(others)}" if others else "") if x)
            told = spread(articles_of(line), against.sources)
            source = f"{told.articles} article{'' if told.articles == 1 else 's'}, {told.shown}"
            yield Block(f"{bold(line.name)} ({escape(about)})", source, words, against.notes(line), line.key)

    if not blocks(console, shown(), keys=keys):
        console.print("No actor fits.")
