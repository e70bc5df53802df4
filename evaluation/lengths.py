"""What reading costs as an article grows, for each shape of text: processor time of each step, and memory.

    python -m evaluation.lengths [CHARACTERS …]

The exponent is that of the cost between two lengths: 1 is linear. Texts are made of a few sentences with other names,
days and verbs, drawn by a fixed seed. Each is read in a process of its own, as often as there are rounds, and the best
counts, step by step: what else runs only adds, and no reading pays for what one before it left in memory. A short one
goes first there, so that loading tables counts for none; of what takes less than a tenth of a second there is no
exponent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from math import log
from random import Random

from evaluation.figures import Figures, printed
from evaluation.steps import Steps, peak

SIZES = (1_000, 10_000, 100_000, 500_000)
ROUNDS = 3
_LONG = 500_000
"""Characters from which on a page is read once less: that takes half a minute."""
_ONE = "--one"
"""With this the program is such a process: it reads a page of a shape and length."""
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
    """Seconds at each length and the peak of its memory, and of each step that takes a while how much it grew."""
    found = Figures()
    for shape in shapes:
        shorter, before = 0, dict[str, float]()
        for size in sizes:
            costs, found[f"{shape}.{size}.peak_mb"] = _best(shape, size)
            found[f"{shape}.{size}.s"] = costs["all"]
            for step, cost in before.items():
                if cost >= LEAST:
                    found[f"{shape}.{size}.{step}.exponent"] = exponent((shorter, size), (cost, costs[step]))
            shorter, before = size, costs
    return found


def _best(shape: str, size: int) -> tuple[dict[str, float], float]:
    """The least that each step took in some processes that read such a page each, and the least peak of memory."""
    program = [sys.executable, "-m", "evaluation.lengths", _ONE, shape, str(size)]
    told = []
    for _ in range(ROUNDS if size < _LONG else ROUNDS - 1):
        done = subprocess.run(program, check=True, stdout=subprocess.PIPE, text=True, timeout=3600)
        told.append(json.loads(done.stdout))
    return {step: min(one[step] for one, _ in told) for step in told[0][0]}, min(most for _, most in told)


if __name__ == "__main__":
    if _ONE in sys.argv:
        print(json.dumps([seconds(sys.argv[2], int(sys.argv[3])), peak()]))
    else:
        printed(figures([int(a) for a in sys.argv[1:]] or SIZES, SHAPES))
