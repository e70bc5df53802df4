"""One article: its page, and every line that it tells, in the order of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verbale.model.negotiation import Event, Linkage, Phase, Position, Statement
from verbale.model.record import EventLine, Line, LinkageLine, Record, Source, Telling
from verbale.record.versions import chains_of
from verbale.views.citation import csl
from verbale.views.cited import Json, source_as_json, telling_as_json
from verbale.views.context import Context
from verbale.views.tables import called
from verbale.views.ties import linkage_told, tie_words
from verbale.views.wording import event_told


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one place of an article: the line, the telling there, and how people read it."""

    line: Line[Any]
    telling: Telling[Any]
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article, what stands in it, and its versions in order, itself among them (none where it has no other)."""

    source: Source
    places: tuple[Place, ...]
    versions: tuple[Source, ...]

    @property
    def before(self) -> Source | None:
        """The version before this one."""
        at = self.versions.index(self.source) if self.versions else 0
        return self.versions[at - 1] if at else None


def article(record: Record, key: str, against: Context) -> Page:
    """The article with that key and its lines in `record`; actors are left out, for the other lines name them."""
    places = [
        Place(line, told, line.key.partition(":")[0], shown)
        for line in record.lines()
        for told in line.tellings
        if told.article == key and (shown := told_of(line, told, against)) is not None
    ]
    in_text = sorted(places, key=lambda p: (_start(p.telling), p.kind, p.line.key))
    return Page(against.sources[key], tuple(in_text), _versions(key, against))


def _versions(key: str, against: Context) -> tuple[Source, ...]:
    chains = chains_of(against.sources.values())
    return next((c.versions for c in chains if any(s.article.key == key for s in c.versions)), ())


def counts(told: Iterable[tuple[str, Telling[Any]]]) -> dict[str, Counter[str]]:
    """How many lines of each kind every article tells, actors apart, from tellings with the keys of their lines.

    Kinds are in the order of their names.
    """
    lines: dict[str, set[tuple[str, str]]] = {}
    for line, telling in told:
        kind = telling.kind
        if kind == "phase":
            line = telling.content.status  # what is told again and again is one
        if kind != "actor":
            lines.setdefault(telling.article, set()).add((kind, line))
    return {article: Counter(kind for kind, _ in sorted(of)) for article, of in lines.items()}


def as_json(page: Page, against: Context) -> Json:
    """An article as JSON."""
    return {
        **source_as_json(page.source),
        "added_on": page.source.added_on,
        "csl": csl(page.source),
        "text": page.source.article.text,
        "versions": [source_as_json(s) for s in page.versions],
        "lines": [
            {
                "key": p.line.key,
                "kind": p.kind,
                "told": p.told,
                "telling": telling_as_json(p.telling, against.sources),
            }
            for p in page.places
        ],
    }


def told_of(line: Line[Any], told: Telling[Any], against: Context) -> str | None:
    """How people read a telling of a line; None where it says nothing by itself."""
    content = told.content
    if isinstance(content, Statement):
        said = against.said(told)
        return said.sentence if said else None
    if isinstance(content, Event) and isinstance(line, EventLine):
        return f"{event_told(line)}: {against.happening(line, told)}"
    if isinstance(content, Linkage):
        how = linkage_told(line) if isinstance(line, LinkageLine) else called("linkage", content.kind)
        return f"{how}: {tie_words(told, against)}"
    words = against.words(told)
    act = against.act_around(told, words)
    words = f"[{act}] {words}" if act else words
    if isinstance(content, Position):
        return f"{against.party(content.party)} on {against.issue(content.issue)}: {words}"
    if isinstance(content, Phase):
        return f"Talks {called('phase', content.status)}: {words}"
    return None


def _start(told: Telling[Any]) -> int:
    return told.passages[0].start if told.passages else 0
