"""What came in, as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.cli.show import Block, blocks, bold, console_for_people
from verbale.views.intake import Group, called, came_from, is_there


def groups(found: Sequence[Group]) -> None:
    """What waits and what was refused, each with its number."""
    console = console_for_people()
    if not blocks(console, map(_block, found)):
        console.print("Nothing waits, and nothing was refused.")


def _block(group: Group) -> Block:
    item = group.lead
    state = "" if item.state == "waiting" else rf" [red]\[{item.state}][/]"
    told = [item.reason or item.opening]
    told += [f"already in the dossier as {is_there(group.there)}"] if group.there else []
    told += [f"also {copy.number}: {came_from(copy)}" for copy in group.copies]
    shown = came_from(item)
    return Block(
        f"[cyan]{item.number}[/] {bold(called(item))}{state}",
        "" if shown == item.name else shown,
        tuple(filter(None, (*told, item.name))),
    )
