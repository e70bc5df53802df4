"""What reading costs as an article grows, for each shape of text: processor time of each step, and memory.

    python -m evaluation.lengths [CHARACTERS …]

The exponent is that of the cost between two lengths: 1 is linear. Texts are made of a few sentences with other names,
days and verbs, drawn by a fixed seed. One reading goes first, so that loading tables counts for none; of what takes
less than a tenth of a second no exponent is told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from math import log
from random import Random

from evaluation.figures import Figures, printed
from evaluation.steps import Steps, peak

SIZES = (1_000, 10_000, 100_000, 500_000)
LEAST = 0.1
"""Seconds from which on an exponent says something."""
WHO = ("Kenya", "Peru", "Japan", "Italy", "Chile")
_DID = ("accept", "sign", "discuss", "leave", "put off")


def _prose(draw: Random) -> str:
    one, other = draw.sample(WHO, 2)
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
    one, other = draw.sample(WHO, 2)
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


def seconds(shape: str, size: int, steps: Steps | None = None) -> dict[str, float]:
    """The processor time that each step of reading such a page takes, and `all` of them together."""
    from verbale.reading.pages import article

    steps = steps or Steps()
    steps.seconds(article("first", text_of("prose", 2_000)))
    told = steps.seconds(article("page", text_of(shape, size)))
    return {"all": sum(told.values()), **told}


def exponent(sizes: tuple[int, int], costs: tuple[float, float]) -> float:
    """How the cost grows between two sizes: 1 where twice the text costs twice the time."""
    return log(costs[1] / costs[0]) / log(sizes[1] / sizes[0])


def figures(sizes: Iterable[int] = SIZES, shapes: Iterable[str] = ("prose", "quotations", "short lines")) -> Figures:
    """Seconds at each length, the most memory up to then, and of each step that takes a while how much it grew."""
    steps, found = Steps(), Figures()
    for shape in shapes:
        shorter, before = 0, dict[str, float]()
        for size in sizes:
            costs = seconds(shape, size, steps)
            found[f"{shape}.{size}.s"], found[f"{shape}.{size}.peak_mb"] = costs["all"], peak()
            for step, cost in before.items():
                if cost >= LEAST:
                    found[f"{shape}.{size}.{step}.exponent"] = exponent((shorter, size), (cost, costs[step]))
            shorter, before = size, costs
    return found


if __name__ == "__main__":
    printed(figures([int(a) for a in sys.argv[1:]] or SIZES, SHAPES))
