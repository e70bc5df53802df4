"""What findings and judgements add up to: the record.

Every finding gets the name of the cluster it belongs to (the actor, utterance, event, position or phase that it reports
together with findings of other articles). The name follows from the finding alone, so that the order in which articles
come in does not matter, and adding one article is the same work as adding it to an empty dossier.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from verbale.model.evidence import Finding, Findings, Judgement, Reading
from verbale.model.negotiation import Actor, Content, Contradiction, Event, Phase, Position, Statement
from verbale.model.text import Article
from verbale.record.judgements import judged, standing

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Known:
    """A reading and the ISO day from which it counts as known."""

    reading: Reading
    known_from: str


@dataclass(frozen=True, slots=True)
class Line(Generic[C]):
    """One line of the record: a finding, the article that carries it, and the cluster it belongs to."""

    finding: Finding[C]
    article: Article
    known_from: str
    cluster: str

    @property
    def content(self) -> C:
        """What is found."""
        return self.finding.content

    @property
    def words(self) -> str:
        """The exact words of the main passage."""
        return self.finding.passages[0].words if self.finding.passages else ""


@dataclass(frozen=True)
class Record:
    """All lines known, oldest first: by the day they were known, then by article and place."""

    articles: tuple[Known, ...]
    actors: tuple[Line[Actor], ...]
    statements: tuple[Line[Statement], ...]
    events: tuple[Line[Event], ...]
    positions: tuple[Line[Position], ...]
    phases: tuple[Line[Phase], ...]
    contradictions: tuple[Line[Contradiction], ...]
    by_key: dict[str, Line[Any]]  # Any: lines of every kind together

    def actor(self, key: str | None) -> Actor | None:
        """The actor with that finding key, or None."""
        line = self.by_key.get(key or "")
        return line.content if line and isinstance(line.content, Actor) else None


def assemble(known: Iterable[Known], judgements: Iterable[Judgement] = (), on: str | None = None) -> Record:
    """The record as known on the ISO day `on` (everything where None); the order of `known` does not matter."""
    decided = standing(judgements, on)
    articles = sorted(
        (k for k in known if on is None or k.known_from <= on), key=lambda k: (k.known_from, k.reading.article.key)
    )
    lines = [line for k in articles for line in _lines(k, decided)]

    def of(kind: type[C]) -> tuple[Line[C], ...]:
        return tuple(line for line in lines if isinstance(line.content, kind))

    return Record(
        tuple(articles), of(Actor), of(Statement), of(Event), of(Position), of(Phase), of(Contradiction),
        {line.finding.key: line for line in lines},
    )  # fmt: skip


def memberships(reading: Reading, judgements: Iterable[Judgement] = ()) -> Iterator[tuple[str, str]]:
    """The cluster of each finding that belongs to one, by the judgements that stand: pairs of key and cluster."""
    for line in _lines(Known(reading, ""), standing(judgements)):
        if line.cluster:
            yield line.finding.key, line.cluster


def cluster_of(found: Finding[Any], findings: Findings) -> str:  # Any: a finding of any kind
    """The name of the cluster that a finding belongs to, or "" for kinds that are not clustered."""
    content = found.content
    if isinstance(content, Actor):
        return _actor_cluster(found)
    if isinstance(content, Statement):
        words = " ".join(p.words for p in found.passages[: len(content.content)])
        return _named("utterance", _who(content.speaker, findings), _plain(words))
    if isinstance(content, Event):
        sides = [sorted(_who(k, findings) for k in keys) for keys in (content.actors, content.recipients)]
        # An event that cannot be dated may be any of many: it stays alone.
        return _named("event", content.type, content.mode, sides, content.when or found.key)
    if isinstance(content, Position):
        return _named("position", content.party, content.issue, _plain(content.stance))
    if isinstance(content, Phase):
        return _named("phase", content.status, content.since or found.key)
    return ""


def _lines(known: Known, decided: tuple[Judgement, ...]) -> Iterator[Line[Any]]:
    article = known.reading.article
    mine = [j for j in decided if j.passage.article == article.key]
    kept = [k for f in known.reading.findings if (k := judged(f, mine)) is not None]
    findings = Findings(sorted(kept, key=lambda f: ([(p.start, p.end) for p in f.passages[:1]], f.key)))
    for found in findings:
        yield Line(found, article, known.known_from, cluster_of(found, findings))


def _actor_cluster(found: Finding[Actor]) -> str:
    actor = found.content
    if actor.kind in ("anonymous", "group", "public"):
        # Two unnamed sources of two articles are two sources, for all that can be known.
        return _named("actor", actor.kind, found.key)
    return _named("actor", actor.kind, actor.party, _plain(actor.name))


def _who(key: str | None, findings: Findings) -> str:
    found = findings.get(key)
    return _actor_cluster(found) if found is not None and isinstance(found.content, Actor) else ""


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _named(kind: str, *parts: object) -> str:
    return f"{kind}:{hashlib.sha256(repr(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
