"""How listings look: Rich text, in colour only on a terminal, set in under the line that it belongs to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.text import Text

from verbale.views.visible import visible

WIDTH = 110
"""Columns where the output is no terminal."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a listing: its head (markup) and source, the words that carry it, what people decided, its key.

    `inset` is how many columns it is set in.
    """

    head: str
    source: str = ""
    words: tuple[str, ...] = ()
    decided: str = ""
    key: str = ""
    inset: int = 0


class Visibly(Console):
    """A console on which nothing that an article or a name holds can steer the terminal or hide."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is printed, their control characters made visible."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


def console_for_people() -> Console:
    """Standard output, as wide as the terminal or else `WIDTH` columns."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return Visibly(width=None if on_terminal else WIDTH, highlight=False, soft_wrap=False)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr where that is a terminal; call the value with each name done.

    `total` is how many inputs there are, None where nobody knows; one that holds several articles makes it unknown.
    """
    console = Visibly(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)

        def seen(name: str) -> None:
            bar.update(task, advance=1, description=f"{what} {name[-40:]}")
            if total is not None and bar.tasks[task].completed > total:
                bar.tasks[task].total = None

        yield seen


def blocks(console: Console, shown: Iterable[Block], *, keys: bool = False, first: int = 0) -> int:
    """Print blocks one below the other, set in by `first` columns, what reads the same once; how many there were."""
    count, before = 0, Block("")
    for block in shown:
        again = bool(block.words) and not keys and replace(block, key=before.key) == before
        count, before = count + 1, block
        if again:
            continue
        at = first + block.inset
        source = f"  [dim]{escape(block.source)}[/]" if block.source else ""
        key = f"  [cyan]{escape(short_key(block.key))}[/]" if keys and block.key else ""
        console.print(hanging(console, Text.from_markup(f"{block.head}{source}{key}"), first=at, rest=at + 4))
        for words in block.words:
            console.print(hanging(console, Text(words, "italic"), first=at + 4, rest=at + 4))
        if block.decided:
            console.print(hanging(console, Text(f"✎ {block.decided}", "bold magenta"), first=at + 4, rest=at + 4))
    return count


def short_key(key: str) -> str:
    """The key of a line as a person may type it: its kind and ten characters."""
    kind, _, rest = key.partition(":")
    return f"{kind}:{rest[:10]}"


def heading(text: str) -> str:
    """The heading of a part as markup."""
    return f"[bold underline]{escape(text)}[/]"


def bold(text: str) -> str:
    """A text in bold as markup."""
    return f"[bold]{escape(text)}[/]"


def hanging(console: Console, shown: Text, first: int = 2, rest: int = 6) -> Text:
    """`shown` as wide as the console: its first line set in by `first` columns, the others by `rest`."""
    wrapped = shown.wrap(console, console.width - max(first, rest))
    for line in wrapped:
        line.rstrip()
    return Text("\n").join(Text(" " * (rest if i else first)) + line for i, line in enumerate(wrapped))


def on_one_line(words: str) -> str:
    """Words with their line breaks as blanks."""
    return " ".join(words.split())
