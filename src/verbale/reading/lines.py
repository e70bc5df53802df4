"""The layout of a plain text page: its lines, and the blocks (paragraphs, headings) that hard-wrapped lines make up.

All spans are offsets into the page's text, without blanks at the edges. A byte order mark counts as a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

BLANKS = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
TERMINAL = re.compile(r"[.!?…:;]['\"”’»)\]]*$")
_WIDEST_WRAP = 120
_NARROWEST_FULL_LINE = 40
_COLUMN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or heading: `[start, end)`, blanks before its first line, whether a blank line stands before."""

    start: int
    end: int
    indent: int = 0
    gap: bool = True


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without the blanks at its edges; empty where there is nothing else."""
    while start < end and (text[start].isspace() or text[start] in BLANKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in BLANKS):
        end -= 1
    return start, end


def lines_of(text: str) -> list[Block]:
    """The lines that hold something, each as a block of its own."""
    out: list[Block] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, *match.span())
        if start < end:
            gap = not out or len(_BREAK.findall(text, last, match.start())) > 1
            out.append(Block(start, end, start - match.start(), gap))
            last = match.end()
    return out


def blocks_of(text: str, stands_alone: Callable[[str], bool]) -> list[Block]:
    """Lines with hard-wrapped ones joined; a line for which `stands_alone` holds is joined to none."""
    lines = lines_of(text)
    if all(line.gap for line in lines[1:]):
        return lines
    alone = frozenset(line.start for line in lines if stands_alone(text[line.start : line.end]))
    return list(_joined(text, lines, _wrap_width(text, lines, alone), alone))


def _wrap_width(text: str, lines: list[Block], alone: frozenset[int]) -> int | None:
    """The width at which the page was wrapped, or None where each line is a paragraph."""
    followed = [a for a, b in pairwise(lines) if not b.gap and not alone & {a.start, b.start}]
    if len(followed) < 2 or sum(line.end - line.start > _WIDEST_WRAP for line in lines) * 20 > len(lines):
        return None
    width = max((line.end - line.start for line in followed if line.end - line.start <= _WIDEST_WRAP), default=0)
    full = [line for line in followed if _unfinished(text, line) and line.end - line.start > 0.6 * width]
    wide = width >= _NARROWEST_FULL_LINE or _is_column(text, lines)
    return width if wide and len(full) * 2 > len(followed) else None


def _is_column(text: str, lines: list[Block]) -> bool:
    """Whether short lines are those of a narrow column: many go on with a small letter, as no list or heading does."""
    behind = [b for a, b in pairwise(lines) if not b.gap and _unfinished(text, a)]
    return sum(text[line.start].islower() for line in behind) >= max(2, _COLUMN_SHARE * len(behind))


def _unfinished(text: str, line: Block) -> bool:
    return not TERMINAL.search(text[max(line.start, line.end - 4) : line.end])


def _joined(text: str, lines: list[Block], width: int | None, alone: frozenset[int]) -> Iterator[Block]:
    margin = min(line.indent for line in lines)
    column = width is not None and width < _NARROWEST_FULL_LINE
    own = _own_widths(lines) if column else {}
    current = last = lines[0]
    for line in lines[1:]:
        full = own.get(line.start, width)
        if not line.gap and not alone & {last.start, line.start} and _goes_on(text, last, line, full, margin):
            current = Block(current.start, line.end, current.indent, current.gap)
        else:
            yield current
            current = line
        last = line
    yield current


def _own_widths(lines: list[Block]) -> dict[int, int]:
    """The longest line of the run between blank lines that each line stands in: a column is narrower than its title."""
    widths: dict[int, int] = {}
    run: list[Block] = []
    for line in [*lines, None]:
        if line is None or line.gap:
            widest = max((b.end - b.start for b in run), default=0)
            widths |= {b.start: widest for b in run}
            run = []
        if line is not None:
            run.append(line)
    return widths


def _goes_on(text: str, last: Block, line: Block, width: int | None, margin: int) -> bool:
    """Whether `line` goes on with the sentence of `last`: the line was full, or it breaks off before a small letter."""
    word = text[line.start : line.end].split(None, 1)[0]
    length, unfinished = last.end - last.start, _unfinished(text, last)
    if unfinished and word[0].islower() and length >= _NARROWEST_FULL_LINE:
        return True
    if width is None or (line.indent > last.indent and line.indent > margin):
        return False
    full = length + last.indent - margin + 1 + len(word) > 0.85 * width
    return full or (unfinished and (word[0].islower() or length > 0.6 * width))
