"""Judge the learned parts on negotiations left out one at a time, and write their weights."""

from __future__ import annotations

import argparse
import csv
import io
from collections import defaultdict
from datetime import UTC, datetime

from evaluation.training.parts import PARTS, Examples, Part


def main() -> None:
    """Run the command line."""
    options = argparse.ArgumentParser(prog="python -m evaluation.training", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"which, of: {', '.join(PARTS)}")
    options.add_argument("--write", action="store_true", help="write the weights, fitted on all of it, into the tables")
    chosen = options.parse_args()
    for name in chosen.parts or PARTS:
        if name not in PARTS:
            options.error(f"there is no learned part {name!r}; there are: {', '.join(PARTS)}")
        part = PARTS[name]
        examples = list(part.examples())
        learned, rules = judged(name, part, examples)
        if chosen.write:
            part.table.write_text(written(name, part, examples, learned, rules), encoding="utf-8")


def judged(name: str, part: Part, examples: Examples) -> tuple[float, float]:
    """The shares that the part and the rules get right on negotiations left out, printed by negotiation too."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in part.tried(examples):
        for group in (one.group, "all"):
            counts[group] = [a + b for a, b in zip(counts[group], (1, one.learned, one.rules), strict=True)]
    print(f"{name:24} examples  learned    rules")
    for group in sorted(counts, key=lambda g: (g == "all", g)):
        many, learned, rules = counts[group]
        print(f"  {group:22} {many:8} {learned / many:8.3f} {rules / many:8.3f}")
    many, learned, rules = counts["all"]
    return learned / many, rules / many


def written(name: str, part: Part, examples: Examples, learned: float, rules: float) -> str:
    """The table of weights fitted on all examples, with its head."""
    groups = len({e.group for e in examples})
    out = io.StringIO()
    out.write(f"# {part.about}: {part.model}.\n")
    out.write(f"# Fitted on {datetime.now(UTC):%Y-%m-%d} by `python -m evaluation.training {name} --write` on ")
    out.write(f"{len(examples)} examples of the {groups} negotiations of corpus/tune.\n")
    out.write(f"# Right on negotiations left out one at a time: {learned:.3f}; by rules alone: {rules:.3f}.\n")
    csv.writer(out, lineterminator="\n").writerows(part.rows(examples))
    return out.getvalue()


if __name__ == "__main__":
    main()
