"""The memory of one worker that reads on and on: whether it grows with what it has read.

    python -m evaluation.memory [ARTICLES]

Each article has some 200 words, seven of which no article before it had: names, places and things, as in an archive.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from time import process_time

from evaluation.figures import Figures, printed
from evaluation.generated import SYLLABLES, vocabulary
from evaluation.lengths import WHO

EVERY = 500
_MEGABYTE = 1024


def text_of(number: int) -> str:
    """Article number `number`."""
    draw = Random(number)  # noqa: S311 - any text will do, the same each time

    def name() -> str:
        return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).title()

    paragraphs = []
    for _ in range(3):
        one, other = draw.sample(WHO, 2)
        minister, day, month = f"{name()} {name()}", draw.randint(1, 28), draw.choice(("March", "April", "May"))
        paragraphs.append(
            f"Officials from {one} told reporters on {day} {month} that {other} had refused to sign the"
            f" {draw.choice(vocabulary())} treaty. Foreign Minister {minister} of {other}, who was not present, denied"
            f' that. "We will not accept the {draw.choice(vocabulary())} plan of {name()} before {draw.randint(1, 28)}'
            f' June," {minister.split()[1]} said in {name()}port.'
        )
    return "\n\n".join(("Talks resume in Geneva", "May 3, 2019", *paragraphs)) + "\n"


def megabytes(process: int | str = "self") -> float:
    """The memory of a process that is in use."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / _MEGABYTE


def of_processes(processes: Iterable[int]) -> float:
    """The memory of some processes that is in use; one that has ended uses none."""
    found = 0.0
    for process in processes:
        with suppress(FileNotFoundError, ProcessLookupError, IndexError):  # ended, or not yet waited for
            found += megabytes(process)
    return found


def read(articles: int) -> Iterator[tuple[int, float, float]]:
    """How many were read, the memory in MB and the seconds of computing so far, every 500 articles."""
    from verbale.model.brief import Brief
    from verbale.reading.pages import article
    from verbale.understanding.builtin import build

    pipeline = build(Brief())
    for number in range(articles + 1):
        if number % EVERY == 0:
            yield number, megabytes(), process_time()
        pipeline.read(article("page", text_of(number)))


def figures(articles: int = 2 * EVERY) -> Figures:
    """The memory before the first article and after each 500."""
    return Figures({f"after_{number}.mb": memory for number, memory, _ in read(articles)})


if __name__ == "__main__":
    for number, memory, seconds in read(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000):
        printed(Figures({f"after_{number}.mb": memory, f"after_{number}.s": seconds}))
