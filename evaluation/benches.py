"""The benches: which corpus, which annotators read it, which scorer measures it, and which figures count.

Paths come from the environment: `VERBALE_BENCH` names the folder of corpora and scorers, `VERBALE_GOLD` that of the
gold readings. The scorers are run as programs, as they are.
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
from verbale import desk
from verbale.model.brief import Brief
from verbale.model.evidence import Reading
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Pipeline
from verbale.views import readings

Json = dict[str, Any]  # Any: JSON
Adapter = Callable[[Reading], Json]


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
    Corpus("gum_unfiltered", "quotes/gum_news.jsonl", ("statements",), adapters.every_quote, (ALL,)),
    Corpus(
        "petrarch", "events/petr2_gsr_validation.jsonl", ("events", "statements"), adapters.events,
        (("", "score_events.py", ("--country",)),),
    ),
    *(
        Corpus(name, f"events/{file}.jsonl", ("linkages",), adapters.causes, (("", "score_causal.py", ()),))
        for name, file in (("protest_causes", "causal_cnc_train"), ("because", "causal_conditional_because"))
    ),
)  # fmt: skip


@cache
def _pipeline(names: tuple[str, ...] | None) -> Pipeline:
    return build(Brief(), names=names)


def measure_corpus(corpus: Corpus, bench: Path, scratch: Path) -> Iterator[tuple[str, Json]]:
    """What each scorer says of the corpus: pairs of run name and the scorer's JSON."""
    gold = bench / corpus.file
    pipeline = _pipeline(corpus.annotators)
    predicted = scratch / f"{corpus.name}.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for row in rows(gold):
            if not row["text"].strip():
                continue  # the scorer counts a missing row as nothing found
            article = plain_article(row["id"], row["text"], _day(row.get("dct") or row.get("date")))
            out.write(json.dumps({"id": row["id"], **corpus.adapter(pipeline.read(article))}) + "\n")
    for run, program, options in corpus.runs:
        name = f"{corpus.name}.{run}" if run else corpus.name
        yield name, scored(bench / program, gold, predicted, *options)


def measure_given_arguments(bench: Path, scratch: Path) -> Json:
    """Accuracy of the event type where source and target are given (PLV sentences)."""
    gold = bench / "events" / "plv_train.jsonl"
    predicted = scratch / "plv.jsonl"
    pipeline = _pipeline(())
    with predicted.open("w", encoding="utf-8") as out:
        for row in rows(gold):
            out.write(json.dumps({"id": row["id"], "events": adapters.typed_events(row, pipeline)}) + "\n")
    return scored(bench / "score_events.py", gold, predicted, "--merge-yield", "--given")


def measure_readings(folders: list[Path], bench: Path, scratch: Path) -> Json:
    """What the scorer of readings says of the gold readings in `folders` together."""
    predicted = scratch / ("readings_" + "_".join(f.name for f in folders))
    predicted.mkdir()
    pipeline = _pipeline(None)
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            text = folder / json.loads(path.read_text(encoding="utf-8"))["text"]
            reading = pipeline.read(desk.one_article(text))
            printed = json.dumps(readings.as_json(reading), ensure_ascii=False)
            (predicted / path.name).write_text(printed, encoding="utf-8")
    return scored(bench / "score_readings.py", *folders, predicted)


def _day(written: str | None) -> str | None:
    """The day as EDTF; some corpora write 20080804."""
    return f"{written[:4]}-{written[4:6]}-{written[6:]}" if written and written.isdigit() else written


def rows(path: Path) -> Iterator[Json]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def scored(program: Path, *arguments: Path | str) -> Json:
    """What a scorer prints as JSON; raises CalledProcessError where it fails."""
    command = [sys.executable, str(program), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: Json = json.loads(done.stdout)
    return result
