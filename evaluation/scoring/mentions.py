"""A gold dossier and a record of it laid side by side: which telling is which, and which line is which.

Tellings are paired within one article, by their spans. A line of the record then stands for the gold line with which
it shares most tellings.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from evaluation.scoring.spans import (
    Candidate,
    Ids,
    Json,
    Span,
    Words,
    best_overlap,
    jaccard,
    one_to_one,
    plain,
)

KINDS = {"utterances": ("content",), "events": ("trigger",), "actors": ("mention", "mentions")}
"""Kinds of lines that gather tellings, with the fields of a telling that hold its spans."""

REACH = 80
"""Characters within which, in the same sentence, another trigger may tell of an event of the same type."""

_STOP = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n")
_NAME = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: the number of its line, its article, its spans, and later places that serve as well."""

    line: int
    article: str
    spans: list[Span]
    later: list[Span]


def entries(record: Json, kind: str) -> list[Json]:
    """What a list of the record holds, as long as it is a list of objects."""
    listed = record.get(kind) if isinstance(record, dict) else None
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def article_of(entry: Json) -> str:
    """The article an entry names, without folder or ending."""
    return PurePath(str(entry.get("article"))).stem


def well_formed(value: Json) -> list[Span]:
    """The spans in a field that are spans: two whole numbers, the second greater."""
    if not isinstance(value, list):
        return []
    return [tuple(span) for span in ([value] if _is_span(value) else value) if _is_span(span)]


def _is_span(value: Json) -> bool:
    return isinstance(value, list) and [type(end) for end in value] == [int, int] and 0 <= value[0] < value[1]


class Dossiers:
    """The gold dossier and the record, with `texts` by article name."""

    def __init__(self, gold: Json, record: Json, texts: Mapping[str, str]) -> None:
        self.gold, self.record = gold, record if isinstance(record, dict) else {}
        self._words = {PurePath(name).stem: Words(text) for name, text in texts.items()}
        self.origin = {article_of(a): a["origin"] for a in entries(gold, "articles")}
        self.kinds = {kind: Matched(self, kind) for kind in KINDS}

    def ids(self, telling: Telling) -> Ids:
        """The words of a telling."""
        words = self._words.get(telling.article)
        return words.touched(telling.spans) if words else frozenset()

    def sentence_near(self, article: str, span: Span) -> Span:
        """The stretch round a span within reach of it, in its sentence."""
        text, (start, end) = self._words[article].text, span
        stops = [m.end() for m in _STOP.finditer(text, max(0, start - REACH), start)]
        after = _STOP.search(text, end, min(len(text), end + REACH))
        return stops[-1] if stops else max(0, start - REACH), after.start() if after else end + REACH


class Matched:
    """The tellings and lines of one kind, paired."""

    def __init__(self, both: Dossiers, kind: str) -> None:
        self._both, self._kind = both, kind
        self.gold, self.found = entries(both.gold, kind), entries(both.record, kind)
        self.gold_tellings, told = list(_tellings(self.gold, kind)), list(_tellings(self.found, kind))
        in_article: dict[str, list[int]] = defaultdict(list)
        for at, telling in enumerate(told):
            in_article[telling.article].append(at)
        candidates = [
            Candidate(score, g, f)
            for g, one in enumerate(self.gold_tellings)
            for f in in_article[one.article]
            for score in self._alike(one, told[f])
        ]
        self.pairs = [(self.gold_tellings[g], told[f]) for g, f in one_to_one(candidates)]
        self.shared = Counter((g.line, f.line) for g, f in self.pairs)
        size = Counter(t.line for t in told)
        self.lines = one_to_one(Candidate((n, n / size[f]), g, f) for (g, f), n in self.shared.items())
        """Lines that are each other's: (gold, found)."""

    def _alike(self, gold: Telling, found: Telling) -> Iterator[tuple[float, ...]]:
        """How well two tellings fit, the most telling first; nothing where they do not."""
        if self._kind == "events":
            yield from self._same_event(gold, found)
            return
        if self._kind == "utterances":
            near = jaccard(self._both.ids(gold), self._both.ids(found))
            near, name = (near if near >= 0.5 else 0.0), "speaker"
        else:
            near, name = best_overlap(gold.spans, found.spans), "name"
        if near:
            yield near, _name_share(self.gold[gold.line].get(name), self.found[found.line].get(name))

    def _same_event(self, gold: Telling, found: Telling) -> Iterator[tuple[float, ...]]:
        of_a_type = self.gold[gold.line].get("type") == self.found[found.line].get("type")
        first, later = best_overlap(gold.spans, found.spans), best_overlap(gold.later, found.spans)
        if first or later:
            yield (2 if first else 1), of_a_type, max(first, later)
        elif of_a_type:
            gaps = [
                max(here[0] - there[1], there[0] - here[1], 0)
                for here in gold.spans
                for reach in (self._both.sentence_near(gold.article, here),)
                for there in found.spans
                if best_overlap([reach], [there])
            ]
            if gaps:
                yield 0, True, 1 / (1 + min(gaps))


def _tellings(lines: list[Json], kind: str) -> Iterator[Telling]:
    for number, line in enumerate(lines):
        for told in entries(line, "tellings"):
            spans = [span for name in KINDS[kind] for span in well_formed(told.get(name))]
            groups = [[span] for span in spans] if kind == "actors" else [spans] if spans else []
            later = [] if kind == "actors" else well_formed(told.get("also"))
            yield from (Telling(number, article_of(told), group, later) for group in groups)


def _name_share(one: Json, other: Json) -> float:
    words, others = (frozenset(_NAME.findall(plain(name or ""))) for name in (one, other))
    return len(words & others) / len(words | others) if words or others else 0.0
