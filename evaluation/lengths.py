"""What reading costs as an article grows: seconds of processor time for each shape of text and length.

    python -m evaluation.lengths [CHARACTERS …]

The exponent is that of the cost between two lengths: 1 is linear. Texts are made of a few sentences with other names,
days and verbs, drawn by a fixed seed. One reading goes first, so that loading tables counts for none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from math import log
from random import Random
from time import process_time

SIZES = (10_000, 50_000, 200_000)
_WHO = ("Kenya", "Peru", "Japan", "Italy", "Chile")
_DID = ("accept", "sign", "discuss", "leave", "put off")


def _prose(draw: Random) -> str:
    one, other = draw.sample(_WHO, 2)
    return (
        f"Officials from {one} told reporters on {draw.randint(1, 28)} March that {other} had refused to"
        f" {draw.choice(_DID)} the draft treaty, although the two delegations met twice in Geneva. The foreign"
        f" minister of {other}, who was not present, denied that, and said that talks would resume only if the border"
        " was opened."
    )


def _quotes(draw: Random) -> str:
    return (
        f'"We will not {draw.choice(_DID)} the plan before {draw.randint(1, 28)} March," Minister Ana Lima said on'
        ' Tuesday. "It is too early."'
    )


def _list(draw: Random) -> str:
    one, other = draw.sample(_WHO, 2)
    return f"Ministers of {one} and {other} held talks in Geneva on {draw.randint(1, 28)} May."


SHAPES: Mapping[str, tuple[Callable[[Random], str], str]] = {
    "prose": (_prose, "\n\n"),
    "quotations": (_quotes, "\n\n"),
    "short lines": (_list, "\n\n"),
    "one paragraph": (_prose, " "),
    "no full stop": (lambda draw: _list(draw).rstrip("."), ", "),
}
"""How a text is made: what it is made of, and what stands between two pieces."""


def text_of(shape: str, size: int) -> str:
    """A page of that shape with about `size` characters of running text."""
    make, between = SHAPES[shape]
    draw = Random(1)  # noqa: S311 - any text will do, the same each time
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(make(draw))
        length += len(pieces[-1]) + len(between)
    return "Talks resume in Geneva\n\nMay 3, 2019\n\n" + between.join(pieces) + "\n"


def seconds(shape: str, size: int) -> float:
    """The processor time that one reading of such a page takes."""
    from verbale.model.brief import Brief
    from verbale.reading.pages import article
    from verbale.understanding.builtin import build

    pipeline = build(Brief())
    pipeline.read(article("first", text_of("prose", 2_000)))
    page = article("page", text_of(shape, size))
    start = process_time()
    pipeline.read(page)
    return process_time() - start


def exponent(sizes: tuple[int, int], costs: tuple[float, float]) -> float:
    """How the cost grows between two sizes: 1 where twice the text costs twice the time."""
    return log(costs[1] / costs[0]) / log(sizes[1] / sizes[0])


def main(arguments: list[str]) -> int:
    """Print a row for each shape and length."""
    sizes = [int(a) for a in arguments] or list(SIZES)
    for shape in SHAPES:
        before: tuple[int, float] | None = None
        for size in sizes:
            cost = seconds(shape, size)
            grown = f"{exponent((before[0], size), (before[1], cost)):6.2f}" if before else ""
            print(f"{shape:16}{size:10,} characters{cost:8.2f} s {grown}", flush=True)
            before = (size, cost)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
