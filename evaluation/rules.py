"""Every rule of language with the number of documents that it fired on.

    python -m evaluation.rules                    the table, then the rules that are to go
    python -m evaluation.rules --layer phases     of one layer
    python -m evaluation.rules --quick            on tune, known gold and the examples alone

A rule is a row of a layer's table; findings call it by its name, id or key, or by the words in which their rule ends.
A row that fires on no document, or on one in all, knows a sentence and not the language. Documents are the articles of
`corpus/tune` and of known gold with those of their dossiers, those of the tutorial, and the texts and sentences of the
benches; `corpus/test` is left out.

A rule of times counts too where what it finds is a part of a longer time ("twenty-four" in "twenty-four days ago").
What a finding does not name cannot be counted: the status words of events, the act rules of statements.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

from evaluation.benches import CORPORA, day_of, rows
from evaluation.corpus import Dossier, Negotiation, dossiers, negotiations
from verbale import desk, scale
from verbale.errors import InputError
from verbale.model.brief import Brief, brief_from_toml
from verbale.model.evidence import Reading
from verbale.model.text import Article
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import BUILT_IN
from verbale.understanding.times.grammar import grammar

GROUPS = ("tune", "known", "examples", "texts", "sentences")
EXAMPLES = Path(__file__).parents[1] / "examples" / "japan-russia"
SENTENCES = "events/"
"""Benches in this folder hold single sentences."""

POOLED = 50
"""Articles from which on they are read in several processes."""

VOCABULARY = {
    "actors": ("given_names", "offices", "pronouns"),
    "contradictions": ("contradictions",),
    "events": ("plover_status",),
    "statements": ("acts", "settings"),
    "times": ("direction", "words", "zones"),
}
"""Tables whose entries no finding names."""

Fired = dict[tuple[str, str], set[tuple[str, int]]]
"""Documents, by group and number, on which each part of a rule's name was found, by layer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is called, or the words by which findings call it."""

    layer: str
    label: str
    names: frozenset[str]
    words: frozenset[str]

    def is_meant(self, part: str) -> bool:
        """Whether part of a finding's rule names this row."""
        told = part.split(".")
        if self.names:
            return bool(self.names & {part, *told})
        return told[-1] in self.words


def declared(layer: str) -> Iterator[Row]:
    """The rows of the layer's tables."""
    folder = files(f"verbale.understanding.{layer}.tables")
    for table in sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml")):
        if table.removesuffix(".toml") not in VOCABULARY.get(layer, ()):
            yield from _rows(layer, tomllib.loads((folder / table).read_text(encoding="utf-8")))


def _rows(layer: str, toml: dict[str, Any]) -> Iterator[Row]:  # Any: TOML
    for key, value in toml.items():
        listed = value if isinstance(value, list) else [value] if "example" in value else []
        for row in (r for r in listed if isinstance(r, dict) and {"example", "words"} & set(r)):
            if row.get("kind") == "" or row.get("build") == "refuse":
                continue  # its words only keep others out of their place
            name = row.get("name") or row.get("id") or (key if value is row else None)
            words = [] if isinstance(row.get("words"), str) else row.get("words", [])
            label = name or ", ".join(words[:3])
            dashed = frozenset("-".join(w.split()) for w in words)
            yield Row(layer, label, frozenset([name] if name else []), dashed)


def documents(group: str, bench: Path | None, gold: Path | None) -> Iterator[tuple[Brief, list[Article]]]:
    """The articles of a group under the brief they are read with."""
    if group in ("tune", "known"):
        for folder, texts in _ours(group, gold):
            yield folder.brief, [desk.one_article(text) for text in texts]
        return
    if group == "examples":
        brief = brief_from_toml((EXAMPLES / "brief.toml").read_text(encoding="utf-8"))
        yield brief, [desk.one_article(text) for text in sorted(EXAMPLES.glob("*.txt"))]
        return
    names = dict.fromkeys(c.file for c in CORPORA if c.file.startswith(SENTENCES) == (group == "sentences"))
    for name in names if bench else ():
        texts_of = (row for row in rows(bench / name) if row["text"].strip()) if bench else ()
        yield Brief(), [plain_article(r["id"], r["text"], (day_of(r) or "")[:10] or None) for r in texts_of]


def _ours(group: str, gold: Path | None) -> Iterator[tuple[Negotiation, list[Path]]]:
    """The negotiations and dossiers of tune or of known gold, with the texts that are measured on."""
    read, kept = (negotiations("tune"), dossiers("tune")) if group == "tune" else ([], [])
    if group == "known" and gold:
        read = [Negotiation(gold / part) for part in ("seeds", "more")]
        kept = [Dossier(folder) for folder in sorted((gold / "dossiers").iterdir())]
    yield from ((folder, [text for text, _ in folder.readings]) for folder in read)
    yield from ((folder, folder.articles) for folder in (Negotiation(one.folder) for one in kept))


def fired(groups: Iterable[str], bench: Path | None, gold: Path | None) -> Fired:
    """On which documents of the groups every part of a rule's name was found."""
    found: Fired = defaultdict(set)
    numbers = count()
    for group in groups:
        for brief, articles in documents(group, bench, gold):
            # A pool loads the model anew, which a handful of articles does not pay for.
            mapper = scale.serial(brief) if len(articles) < POOLED else scale.pool(brief)
            for article, reading, number in zip(articles, mapper(articles), numbers, strict=False):
                for named in _named(reading) | _within(article):
                    found[named].add((group, number))
    return found


def _within(article: Article) -> set[tuple[str, str]]:
    """The rules that found the times of an article and the parts that they are made of."""
    phrases = grammar().phrases(article.text, article.paragraphs)
    return {("times", part.rule) for phrase in phrases for part in (phrase, *phrase.inner)}


def _named(reading: Reading | InputError) -> set[tuple[str, str]]:
    if isinstance(reading, InputError):
        return set()
    return {named for f in reading.findings for named in _parts(f.observation.annotator, f.observation.rule)}


def _parts(annotator: str, rule: str) -> Iterator[tuple[str, str]]:
    """An event's rule may join an operator and a frame; a statement's has the form before the cue."""
    layer, parts = annotator.partition("@")[0], rule.split(":")
    yield from ((layer, part) for part in (parts[-1:] if layer == "statements" else parts))


def main(arguments: list[str] | None = None) -> int:
    """Print the table and what is to go."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--layer", choices=BUILT_IN)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    bench, gold = (Path(path) if path else None for path in map(os.environ.get, ("VERBALE_BENCH", "VERBALE_GOLD")))
    groups = GROUPS[:3] if options.quick else GROUPS
    layers = [options.layer] if options.layer else list(BUILT_IN)
    print("\n".join(_told([row for layer in layers for row in declared(layer)], fired(groups, bench, gold), groups)))
    return 0


def _told(declared: list[Row], found: Fired, groups: Iterable[str]) -> Iterator[str]:
    parts = {row: [p for layer, p in found if layer == row.layer and row.is_meant(p)] for row in declared}
    seen = {row: set().union(*(found[row.layer, part] for part in parts[row])) for row in declared}
    yield f"{'rule':60}{''.join(f'{group:>11}' for group in groups)}"
    for row in declared:
        words = f"   {len(parts[row])} of {len(row.words)} words" if row.words else ""
        cells = "".join(f"{sum(g == group for g, _ in seen[row]):11}" for group in groups)
        yield f"{f'{row.layer}: {row.label}'[:59]:60}{cells}{words}"
    idle = [row for row in declared if len(seen[row]) <= 1]
    yield f"\n{len(declared)} rules; to go, since they fire on no document or on one alone: {len(idle)}"
    yield from (f"  {row.layer}: {row.label} ({len(seen[row])})" for row in idle)


if __name__ == "__main__":
    sys.exit(main())
