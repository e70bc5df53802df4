"""The state of play as people read it in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from verbale.cli import show_lines
from verbale.cli.show import Block, blocks, bold, console_for_people, heading
from verbale.model.brief import Brief
from verbale.model.times import written
from verbale.views.state import State

STEPS = 2
"""How many steps of a position's course are shown."""


def state(shown: State, brief: Brief, *, keys: bool = False) -> None:
    """Where the talks stand, part by part; a part with nothing in it says so or is left out."""
    console = console_for_people()
    console.rule(f"[bold]{escape(brief.title or 'State of play')}[/]")
    told = shown.articles
    count = f"{told.articles:,} article{'' if told.articles == 1 else 's'}"
    console.print(f"As known on {written(shown.today)}, from {count} ({told.shown}).\n", style="dim")
    _phase(console, shown, keys=keys)
    _news(console, shown, keys=keys)
    _positions(console, shown, keys=keys)
    if shown.demands:
        console.print(heading("Open preconditions"))
        conditions = show_lines.demand_blocks(shown.demands, shown.events, shown.context)
        blocks(console, conditions, keys=keys, first=2)
        if shown.more_open:
            console.print("  Others are open: verbale preconditions", style="dim")
        console.print()
    if shown.contradictions:
        console.print(heading("Accounts that contradict each other"))
        blocks(console, show_lines.contradiction_blocks(shown.contradictions, shown.context), keys=keys, first=2)
        console.print()
    _dates(console, shown, keys=keys)
    console.print(heading("Last statements"))
    if not blocks(console, show_lines.statement_blocks(shown.statements, shown.context), keys=keys, first=2):
        console.print("  No dated article tells what a party said.")


def _phase(console: Console, shown: State, *, keys: bool) -> None:
    console.print(heading("Phase"))
    if shown.phase is None:
        console.print("  No article says where the talks stand.\n")
        return
    blocks(console, [show_lines.phase_block(shown.phase, shown.context)], keys=keys, first=2)
    before = [show_lines.phase_block(p, shown.context, "[dim]before:[/] ") for p in shown.before]
    blocks(console, before, keys=keys, first=2)
    console.print()


def _news(console: Console, shown: State, *, keys: bool) -> None:
    if not shown.news:
        return
    console.print(heading("What changed last"))
    changes = [Block(f"{bold(written(n.day))}  {escape(n.told)}", n.cited, (n.words,), "", n.key) for n in shown.news]
    blocks(console, changes, keys=keys, first=2)
    console.print()


def _positions(console: Console, shown: State, *, keys: bool) -> None:
    console.print(heading("Positions"))
    if not shown.positions:
        console.print("  No article tells what a party wants.")
    blocks(console, show_lines.position_blocks(shown.positions, shown.context, STEPS), keys=keys)
    if shown.more_positions:
        console.print("  Others are known, of other parties or on other issues: verbale positions", style="dim")
    console.print()


def _dates(console: Console, shown: State, *, keys: bool) -> None:
    console.print(heading("Dates due"))
    if not blocks(console, show_lines.appointment_blocks(shown.due, shown.context), keys=keys, first=2):
        console.print("  No date ahead is known.")
    console.print()
    if shown.slipped:
        console.print(heading("Dates that slipped"))
        slipped = show_lines.appointment_blocks(shown.slipped, shown.context, today=shown.today)
        blocks(console, slipped, keys=keys, first=2)
        console.print()
