"""Findings, the readings they make up, and the judgements people pass on them.

A finding's key hashes the article's key, its kind, its passages and its content. Who found it, by which rule and how
surely are observations beside it: reading an article again adds an observation, not a second finding, and an added
finding changes the key of no neighbour.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar, cast

from verbale.model.negotiation import (
    Actor,
    Content,
    Contradiction,
    Event,
    Linkage,
    Phase,
    Position,
    Statement,
    Time,
)  # fmt: skip
from verbale.model.text import Article, Covering, Passage, Span

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Observation:
    """Who made a finding (`name@version`), by which rule, how surely (0 to 1), under which brief (its hash)."""

    annotator: str
    rule: str
    confidence: float
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Finding(Generic[C]):
    """One thing an annotator claims about one article."""

    key: str
    article: str
    content: C
    passages: tuple[Passage, ...]
    observation: Observation

    @property
    def kind(self) -> str:
        """The kind of the content, such as `statement`."""
        return self.content.KIND


def finding(article: Article, content: C, observation: Observation) -> Finding[C]:
    """The finding that `content` is in `article`; raises ValueError where a span is no passage of the article."""
    passages = article.passages(content.spans())
    material = [article.key, content.KIND, [[p.start, p.end] for p in passages], content]
    packed = json.dumps(material, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_told)
    key = hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Finding(key, article.key, content, passages, observation)


def _told(part: Any) -> dict[str, Any]:  # Any: a content, or a part of one that has fields
    """What a part of a content tells, by field."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


class Findings:
    """Findings on one article, in the order found, by kind and by key."""

    def __init__(self, findings: Iterable[Finding[Any]] = ()) -> None:  # Any: findings of every kind together
        self.all: tuple[Finding[Any], ...] = tuple(findings)

    def __iter__(self) -> Iterator[Finding[Any]]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def _by_key(self) -> dict[str, Finding[Any]]:
        return {f.key: f for f in self.all}

    def get(self, key: str | None) -> Finding[Any] | None:
        """The finding with that key, or None."""
        return self._by_key.get(key) if key else None

    def of(self, content: type[C]) -> tuple[Finding[C], ...]:
        """All findings whose content is of that class."""
        return cast(tuple[Finding[C], ...], tuple(f for f in self.all if isinstance(f.content, content)))

    @cached_property
    def but_times(self) -> tuple[Finding[Any], ...]:
        """All but time expressions, which are half of what is found."""
        return tuple(f for f in self.all if not isinstance(f.content, Time))

    @cached_property
    def days(self) -> tuple[tuple[Span, str], ...]:
        """What the time expressions mean that tell a date, with their places, in order."""
        return days_of(self.times)

    @cached_property
    def times(self) -> tuple[Finding[Time], ...]:
        """Time expressions."""
        return self.of(Time)

    @cached_property
    def actors(self) -> tuple[Finding[Actor], ...]:
        """Actors."""
        return self.of(Actor)

    @cached_property
    def statements(self) -> tuple[Finding[Statement], ...]:
        """Statements."""
        return self.of(Statement)

    @cached_property
    def stated(self) -> Covering[Statement]:
        """The statements whose content covers a place."""
        return Covering((span, s.content) for s in self.statements for span in s.content.content)

    @cached_property
    def events(self) -> tuple[Finding[Event], ...]:
        """Events."""
        return self.of(Event)

    @cached_property
    def linkages(self) -> tuple[Finding[Linkage], ...]:
        """Linkages."""
        return self.of(Linkage)

    @cached_property
    def positions(self) -> tuple[Finding[Position], ...]:
        """Positions."""
        return self.of(Position)

    @cached_property
    def contradictions(self) -> tuple[Finding[Contradiction], ...]:
        """Contradictions within the article."""
        return self.of(Contradiction)

    @cached_property
    def phases(self) -> tuple[Finding[Phase], ...]:
        """Phases."""
        return self.of(Phase)


def days_of(times: Iterable[Finding[Time]]) -> tuple[tuple[Span, str], ...]:
    """What times mean that tell a date, with their places, in order."""
    told = (t.content for t in times)
    return tuple(sorted((one.span, one.edtf) for one in told if one.edtf and one.calendar))


@dataclass(frozen=True)
class Reading:
    """All findings on one article, and nothing else."""

    article: Article
    findings: Findings


Verdict = Literal["same", "different", "corrected", "accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision, anchored by kind and passage so that it survives re-reading.

    `verdict`: `rejected`, `accepted` and `corrected` concern one finding (`field` and `value` say what is corrected to
    what, `value` as JSON has it); `same` and `different` join or part two. `made_on` is an ISO day. `undoes` is the key
    of a judgement taken back.
    """

    key: str
    verdict: Verdict
    kind: str
    passage: Passage
    other: Passage | None = None
    field: str | None = None
    value: Any = None  # Any: JSON of the field's own type
    by: str = ""
    made_on: str = ""
    why: str = ""
    undoes: str | None = None
