"""The benches: which corpus, which annotators read it, which scorer measures it, and which figures count.

`VERBALE_BENCH` names the folder of corpora and scorers. The scorers are run as programs, as they are.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evaluation import adapters
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Pipeline

Json = dict[str, Any]  # Any: JSON
Adapter = Callable[[Reading, Json], Json]
"""From a reading and the bench's own row, which may give arguments, to a row of predictions."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus in one JSONL file, read as running text by some annotators and turned into a scorer's input."""

    name: str
    file: str
    annotators: tuple[str, ...]
    adapter: Adapter
    runs: tuple[tuple[str, str, tuple[str, ...]], ...]
    """The scorers to run: name of the run, program, options."""


ALL, SPEECH = ("", "score_quotes.py", ()), ("speech", "score_quotes.py", ("--speech-only",))
CORPORA = (
    *(
        Corpus(name, f"times/{name}.jsonl", ("times",), adapters.times, (("", "score_times.py", ()),))
        for name in ("timebank", "aquaint", "wikiwars")
    ),
    Corpus("polnear", "quotes/polnear_dev.jsonl", ("statements",), adapters.outermost_quotes, (ALL, SPEECH)),
    Corpus("gum", "quotes/gum_news.jsonl", ("statements",), adapters.quotes, (ALL, SPEECH)),
    Corpus(
        "petrarch", "events/petr2_gsr_validation.jsonl", ("events", "statements"), adapters.events,
        (("", "score_events.py", ("--country",)),),
    ),
    Corpus(
        "plv", "events/plv_train.jsonl", ("events", "statements"), adapters.typed_events,
        (("", "score_events.py", ("--merge-yield", "--given")),),
    ),
    *(
        Corpus(name, f"events/{file}.jsonl", ("linkages",), adapters.causes, (("", "score_causal.py", ()),))
        for name, file in (("protest_causes", "causal_cnc_train"), ("because", "causal_conditional_because"))
    ),
)  # fmt: skip


@cache
def _pipeline(names: tuple[str, ...]) -> Pipeline:
    return build(Brief(), names=names)


def measured(corpus: Corpus, bench: Path, scratch: Path) -> Iterator[tuple[str, Json]]:
    """What each scorer says of the corpus: pairs of run name and the scorer's JSON."""
    gold = bench / corpus.file
    pipeline = _pipeline(corpus.annotators)
    predicted = scratch / f"{corpus.name}.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for row in rows(gold):
            if not row["text"].strip():
                continue  # the scorer counts a missing row as nothing found
            article = plain_article(row["id"], row["text"], day_of(row))
            out.write(json.dumps({"id": row["id"], **corpus.adapter(pipeline.read(article), row)}) + "\n")
    for run, program, options in corpus.runs:
        name = f"{corpus.name}.{run}" if run else corpus.name
        yield name, scored(bench / program, gold, predicted, *options)


def day_of(row: Json) -> str | None:
    """The day of a row's text as EDTF; some corpora write 20080804. Six digits may be any of three orders: unknown."""
    written: str | None = row.get("dct") or row.get("date")
    if not written or not written.isdigit():
        return written
    return f"{written[:4]}-{written[4:6]}-{written[6:]}" if len(written) == len("20080804") else None


def rows(path: Path) -> Iterator[Json]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def scored(program: Path, *arguments: Path | str) -> Json:
    """What a scorer prints as JSON; raises CalledProcessError where it fails."""
    command = [sys.executable, str(program), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=3600)
    result: Json = json.loads(done.stdout)
    return result
