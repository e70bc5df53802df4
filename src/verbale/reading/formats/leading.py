"""The lines of a PDF as paragraphs, told by gaps, indents and type.

A gap is one against the distance at which most lines of the page follow each other, for a page may be set close or in
double spacing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from verbale.reading.formats.columns import Line
from verbale.reading.lines import TERMINAL

_WIDE = 1.2
"""Times the usual distance from one base to the next, past which a paragraph begins."""
_APART = 1.3
"""Heights of a line from one base to the next: no less is a gap."""
_DOUBLE = 1.6
"""Heights past which lines stand so far apart that each may be a paragraph."""
_INDENT = 0.6
_OTHER_SIZE = 1.18
_FULL = 0.85
"""Of the width of its column: a line that is as long goes on."""
_LONG = 100
"""Characters; a line that is longer is running text, where shorter ones may be those of a head, each for itself."""


def text_of_lines(sheets: Sequence[Sequence[Line]]) -> str:
    """The pages as one text, a blank line between two paragraphs; one may go on from a page to the next."""
    whole, last, width = "", None, 0.0
    for lines in sheets:
        usual = _usual_distance(lines)
        for number, line in enumerate(lines):
            if last is not None:
                begins = _begins(last, line, usual) if number else not _runs_on(last, line, width)
                whole += "\n\n" if begins else " " if len(last.text) > _LONG else "\n"
            whole += line.text
            last = line
        width = max((line.right - line.left for line in lines if last and _same_column(line, last)), default=0.0)
    return whole


def _usual_distance(lines: Sequence[Line]) -> float:
    """From one base to the next where a paragraph goes on; 0 where lines that stand far apart are one each."""
    followed = [(a, b) for a, b in pairwise(lines) if _same_column(a, b) and 0 < a.base - b.base < 3 * b.height]
    counts = Counter(round(2 * (a.base - b.base)) / 2 for a, b in followed)
    if not counts:
        return 0.0
    usual = max(counts, key=lambda distance: (counts[distance], -distance))
    alike = [a for a, b in followed if abs(a.base - b.base - usual) < 1]
    height = sum(line.height for line in alike) / max(len(alike), 1)
    ended = sum(bool(TERMINAL.search(line.text)) for line in alike)
    return 0.0 if usual > _DOUBLE * height and 2 * ended > len(alike) else usual


def _begins(last: Line, line: Line, usual: float) -> bool:
    """Whether a paragraph begins with `line`: after a gap, indented, in another size; the head of a column goes on."""
    if _other_size(last, line):
        return True
    if line.base > last.base:
        return bool(TERMINAL.search(last.text))
    indented = _same_column(last, line) and line.left - last.left > _INDENT * line.height
    gap = max(_WIDE * usual or _DOUBLE * line.height, _APART * max(last.height, line.height))
    return last.base - line.base > gap or indented


def _runs_on(last: Line, line: Line, width: float) -> bool:
    """Whether the sentence with which a page ends goes on with the first line of the next."""
    if TERMINAL.search(last.text):
        return False
    return line.text[:1].islower() or (not _other_size(last, line) and last.right - last.left > _FULL * width)


def _other_size(last: Line, line: Line) -> bool:
    return max(last.height, line.height) > _OTHER_SIZE * min(last.height, line.height)


def _same_column(last: Line, line: Line) -> bool:
    return abs(line.left - last.left) < 4 * line.height
