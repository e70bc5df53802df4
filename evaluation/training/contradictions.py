"""Examples for what a denial opposes: every denial of `corpus/tune` that spells it out in no words of its own.

Each negotiation is read twice: with the statements of gold, and with those found, so that the weights bear what
reading misses. What "the rules" take is the statement told last before the denial.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evaluation.anchors import text_of
from evaluation.corpus import Negotiation, negotiations
from evaluation.scoring.aligned import Aligned
from evaluation.training.choosing import Choosing
from verbale import desk
from verbale.model.evidence import Finding, Findings, Observation, finding
from verbale.model.negotiation import Actor, Statement
from verbale.model.text import Article
from verbale.understanding.analysis import Analysis
from verbale.understanding.builtin import build
from verbale.understanding.contradictions.rivals import PARTS, Rival, rivals_of, spelled_out
from verbale.understanding.contradictions.signs import denies
from verbale.understanding.contradictions.told import told
from verbale.understanding.language import analyse, load
from verbale.views import readings

_HALF = 0.5
_GOLD = Observation("gold@1", "gold", 1.0)
Json = Any  # Any: JSON
Pairs = set[frozenset[str]]


def examples() -> Iterator[Choosing]:
    """One for each denial with a candidate, by gold statements and by those found."""
    for negotiation in negotiations("tune"):
        for text, gold in negotiation.readings:
            article = desk.one_article(text)
            analysis = analyse(article, load())
            if analysis is not None:
                for statements, pairs in (_of_gold(article, gold), _found(negotiation, text, gold)):
                    yield from _choices(negotiation.folder.name, analysis, statements, pairs)


def _choices(group: str, analysis: Analysis, statements: Findings, pairs: Pairs) -> Iterator[Choosing]:
    every = told(analysis, statements)
    for denial in every.told:
        rivals = rivals_of(denial, every) if denies(denial) and spelled_out(denial, every) is None else []
        if rivals:
            parts = tuple({name: float(part(Rival(t, denial, every))) for name, part in PARTS.items()} for t in rivals)
            right = {i for i, t in enumerate(rivals) if frozenset({t.found.key, denial.found.key}) in pairs}
            before = [i for i, t in enumerate(rivals) if t.at < denial.at]
            yield Choosing(group, parts, frozenset(right), max(before, key=lambda i: rivals[i].at, default=None))


def _found(negotiation: Negotiation, text: Path, gold: Json) -> tuple[Findings, Pairs]:
    """What is read, with the pairs of gold in its keys."""
    reading = build(negotiation.brief).read(desk.one_article(text))
    shown = json.loads(json.dumps(readings.as_json(reading)))
    aligned = Aligned(gold, shown, text_of(text))
    in_gold, in_shown = aligned.layer("statements")
    keys = _keys(reading.findings, in_shown)
    met = {in_gold[g]["id"]: keys[f] for g, f in aligned.statement_pairs(_HALF)}
    return reading.findings, _pairs(gold, met.get)


def _keys(findings: Findings, shown: list[Json]) -> list[str]:
    """The keys of statements as a reading shows them, by their words and their cue."""
    keys = {(f.content.cue, f.content.content): f.key for f in findings.statements}
    return [keys[tuple(s["cue"]) if s.get("cue") else None, tuple(map(tuple, s["content"]))] for s in shown]


def _of_gold(article: Article, gold: Json) -> tuple[Findings, Pairs]:
    """Gold's actors and statements as findings, outer statements before those within them."""
    made: list[Finding[Any]] = []
    keys: dict[str, str] = {}
    for a in gold["actors"]:
        mentions = tuple(map(tuple, a["mentions"]))
        if mentions:
            actor = Actor(name=a["name"], kind=a["kind"], party=a.get("party"), role=a.get("role"), mentions=mentions)
            made.append(finding(article, actor, _GOLD))
            keys[a["id"]] = made[-1].key
    waiting = list(gold["statements"])
    while waiting:
        ready = [s for s in waiting if s.get("within") is None or s["within"] in keys] or waiting
        for s in ready:
            statement = Statement(
                kind=s["kind"], speaker=keys.get(s["speaker"]), act=s["act"], manner=s["manner"],
                speaker_span=tuple(s["speaker_span"]) if s.get("speaker_span") else None,
                cue=tuple(s["cue"]) if s.get("cue") else None, content=tuple(map(tuple, s["content"])),
                within=keys.get(s["within"]) if s.get("within") else None,
            )  # fmt: skip
            made.append(finding(article, statement, _GOLD))
            keys[s["id"]] = made[-1].key
        waiting = [s for s in waiting if s not in ready]
    return Findings(made), _pairs(gold, keys.get)


def _pairs(gold: Json, key: Callable[[str], str | None]) -> Pairs:
    both = ((key(c["a"]), key(c["b"])) for c in gold["contradictions"])
    return {frozenset({a, b}) for a, b in both if a is not None and b is not None}
