"""Lines of the record as people read them in a terminal, kind by kind: each as blocks, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from rich.markup import escape

from verbale.cli.show import Block, blocks, bold, console_for_people, heading
from verbale.model.negotiation import Event
from verbale.model.record import ActorLine, EventLine, LinkageLine, PhaseLine, Precondition, Telling, Utterance
from verbale.views import actors as actors_view
from verbale.views import calendar as calendar_view
from verbale.views import contradictions as contradictions_view
from verbale.views import positions as positions_view
from verbale.views import statements as statements_view
from verbale.views import ties
from verbale.views import timeline as timeline_view
from verbale.views.calendar import Appointment
from verbale.views.cited import cite_line, spread_of
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.deadlines import set_for
from verbale.views.listing import Page
from verbale.views.phases import phase_told
from verbale.views.positions import Course
from verbale.views.standing import Demand
from verbale.views.timeline import Entry
from verbale.views.wording import best, event_told, history


def listed(name: str, page: Page, *, keys: bool = False) -> None:
    """Print a page of a listing, or that nothing fits."""
    console = console_for_people()
    shown, nothing = LISTED[name]
    if not blocks(console, shown(page), keys=keys):
        console.print(nothing)


def statement_blocks(found: Iterable[Utterance], against: Context) -> Iterator[Block]:
    """Utterances: speaker, act, how we know, date and outlets, then the words; what says nothing is left out."""
    for line in found:
        spoken = against.spoken(line)
        if spoken is None:
            continue
        told = best(line, against.sources)
        to = told.who(told.content.addressee)
        act = f" [{spoken.tag}]" if spoken.tag else ""
        head = f"{bold(spoken.who)}{escape(f' to {to.name}' if to and not spoken.worded else '')}{escape(spoken.via)}"
        source = statements_view.source_of(line, against)
        yield Block(f"{head}{escape(act)}", source, (spoken.told,), against.notes(line), line.key)


def timeline_blocks(entries: Iterable[Entry], against: Context) -> Iterator[Block]:
    """What happened and what is announced, with how dates moved."""
    for entry in entries:
        line, told = entry.line, timeline_view.told(entry)
        moved = history(line) if isinstance(line, EventLine) else ""
        act = against.act_around(line.first) if isinstance(line, PhaseLine) else ""
        notes = "".join(f" [{note}]" for note in (act, moved) if note)
        head = f"{bold(timeline_view.when(entry, against))}  {escape(told + notes)}"
        words = (timeline_view.words(entry, against),)
        yield Block(head, cite_line(line, against.sources), words, against.notes(line), line.key)


def position_blocks(found: Iterable[Course], against: Context, most: int = 0) -> Iterator[Block]:
    """Threads: their steps from the oldest to the newest, the last `most` of them where that is given."""
    for course in found:
        every = positions_view.shown(course, against)
        marked = list(zip(every, positions_view.told_again(every, against.sources), strict=True))
        steps = marked[-most:] if most else marked
        left = len(every) - len(steps) + course.thread.left_out
        earlier = f"  [dim]{left:,} earlier[/]" if left else ""
        yield Block(bold(positions_view.headed(course.thread, against)) + earlier, key=course.thread.key)
        for step, again in steps:
            changed = positions_view.change(step, again)
            head = f"{escape(f'[{changed}] ') if changed else ''}{escape(positions_view.step_told(step, against))}"
            cited = positions_view.cited(step, against, again)
            yield Block(head, cited, (), positions_view.notes(step, against), inset=2)


def precondition_blocks(
    found: Iterable[Precondition], events: Mapping[str, EventLine], against: Context
) -> Iterator[Block]:
    """What is asked for first and what became of it: holder and status, who tells them, and the sentence."""
    for line in found:
        told, words = ties.precondition_told(line, events, against), (ties.tie_words(line.first, against),)
        yield Block(bold(told), cite_line(line, against.sources), words, against.notes(line), line.key)


def demand_blocks(found: Iterable[Demand], events: Mapping[str, EventLine], against: Context) -> Iterator[Block]:
    """Preconditions that stand, each with who told first that it was asked for."""
    for demand in found:
        (block,) = precondition_blocks([demand.line], events, against)
        before = f"; asked for before: {cite_line(demand.first, against.sources)}" if demand.first else ""
        yield replace(block, source=f"{block.source}{before}")


def linkage_blocks(found: Iterable[LinkageLine], against: Context) -> Iterator[Block]:
    """What the articles tie together."""
    for line in found:
        told, words = ties.linkage_told(line), (ties.tie_words(line.first, against),)
        yield Block(bold(told), cite_line(line, against.sources), words, against.notes(line), line.key)


def contradiction_blocks(found: Iterable[Accounts], against: Context) -> Iterator[Block]:
    """Accounts side by side, each with outlets and origins."""
    for accounts in found:
        yield Block(bold(accounts.headed), key=accounts.line.key)
        for one in (accounts.a, accounts.b):
            cited = contradictions_view.cited(one, against)
            yield Block(bold(one.label), cited, (one.words,), against.notes(one.line), one.line.key, inset=2)


def calendar_blocks(found: Iterable[Appointment], against: Context) -> Iterator[Block]:
    """Days that were set: those ahead, then those past."""
    shown = list(found)
    ahead = [a for a in shown if a.ends == "open"]
    for title, of in (("Ahead", ahead), ("Past", [a for a in shown if a.ends != "open"])):
        if of:
            yield Block(heading(title))
            yield from appointment_blocks(of, against, inset=2)


def appointment_blocks(
    found: Iterable[Appointment], against: Context, inset: int = 0, today: str = ""
) -> Iterator[Block]:
    """Appointments: the last day set, the event with its status, what came of it, and each day with who told it.

    What is open says so where its day has passed as of `today`.
    """
    for a in found:
        days = calendar_view.days(a, against)
        told_so = groupby(days, key=lambda day: (day[1].key, day[2]))
        told = a.ends != "open" or a.announced.then or calendar_view.is_past(a, today)
        happened = f" [{calendar_view.outcome(a, today)}]" if told else ""
        words = tuple(_set_for(list(of), a, against) for _, of in told_so)
        head = f"{bold(days[-1][0])}  {escape(event_told(a.line) + happened)}"
        spread = spread_of(a.line, against.sources)
        source = spread.counted if spread.articles > 1 else ""
        yield Block(head, source, words, against.notes(a.line), a.line.key, inset)


def _set_for(days: list[tuple[str, Telling[Event], str]], of: Appointment, against: Context) -> str:
    """Days that one report sets: `set for August 2018, then 1–10 October 2018: The mission … – TASS`."""
    _, telling, cited = days[0]
    words = against.happening(of.line, telling)
    return f"{set_for([day for day, _, _ in days])}: {words} – {cited}"


def phase_block(line: PhaseLine, against: Context, lead: str = "") -> Block:
    """One phase: its interval, who tells it, and its evidence."""
    act = against.act_around(line.last)
    head = f"{lead}{bold(phase_told(line, over=bool(lead)))}{escape(f' [{act}]') if act else ''}"
    words = () if lead else (against.words(line.last),)
    return Block(head, cite_line(line, against.sources), words, against.notes(line), line.key)


def actor_blocks(found: Iterable[ActorLine], against: Context) -> Iterator[Block]:
    """Who acts and speaks."""
    for line in found:
        others = [n for n in line.names if n != line.name]
        about = ", ".join(x for x in (line.kind, line.party) if x)
        words = tuple(x for x in (actors_view.offices(line), f"also: {', '.join(others)}" if others else "") if x)
        told = actors_view.told(line, against)
        yield Block(f"{bold(line.name)} ({escape(about)})", told, words, against.notes(line), line.key)


LISTED: Mapping[str, tuple[Callable[[Page], Iterable[Block]], str]] = {
    "statements": (lambda p: statement_blocks(p.entries, p.against), "No statement fits."),
    "timeline": (lambda p: timeline_blocks(p.entries, p.against), "No event fits."),
    "positions": (lambda p: position_blocks(p.entries, p.against), "No article tells what a party wants."),
    "preconditions": (
        lambda p: precondition_blocks(p.entries, p.events, p.against),
        "Nobody is told to set a condition.",
    ),
    "linkages": (lambda p: linkage_blocks(p.entries, p.against), "No article ties anything together."),
    "contradictions": (
        lambda p: contradiction_blocks(p.entries, p.against),
        "No two accounts contradict each other.",
    ),
    "calendar": (lambda p: calendar_blocks(p.entries, p.against), "No day is known to have been set."),
    "actors": (lambda p: actor_blocks(p.entries, p.against), "No actor fits."),
}
"""What a page of each listing looks like, and what is said where it is empty."""
