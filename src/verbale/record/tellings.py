"""A reading as tellings: each finding with its references resolved, as a person's judgements leave it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from verbale.model.board import Opposed
from verbale.model.evidence import Finding, Findings, Judgement, Reading
from verbale.model.negotiation import Actor, ActorKind, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Decision, Relay, Telling, Who
from verbale.model.text import Span
from verbale.model.times import bounds
from verbale.record.judgements import anchored, judged

TOLD: tuple[type[Content], ...] = (Actor, Statement, Event, Linkage, Position, Phase)
"""The kinds of content that tell something of the negotiation."""

_END = re.compile(r"(?:[!?]|\.(?!\s[a-z]))(?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)[\"”’»)\]]*(?=\s)|\n")


def tellings_of(reading: Reading, known_from: str, judgements: Iterable[Judgement] = ()) -> Iterator[Telling[Any]]:
    """The tellings of one article, known from the ISO day `known_from`, by the judgements that stand on it."""
    findings, decisions = _as_left(reading.findings, list(judgements))
    for found in findings.but_times:
        if isinstance(found.content, TOLD):
            yield _telling(found, decisions.get(found.key, ()), findings, reading, known_from)


def _as_left(
    findings: Findings, judgements: Sequence[Judgement]
) -> tuple[Findings, Mapping[str, tuple[Decision, ...]]]:
    """The findings of an article as people left them, and what they set, by finding."""
    if not judgements:  # as of nearly all
        return findings, {}
    concerned, _ = anchored(judgements, findings.all)
    kept = [k for f in findings if (k := judged(f, concerned.get(f.key, ()))) is not None]
    return Findings(k.finding for k in kept), {k.finding.key: k.decisions for k in kept}


def set_against(reading: Reading) -> Iterator[Opposed]:
    """What an article itself sets against each other, as pairs of statements: of two of which one denies, that last."""
    acts = {s.key: s.content.act for s in reading.findings.statements}
    for found in reading.findings.contradictions:
        c = found.content
        told = (c.b, c.a) if acts.get(c.a) == "deny" != acts.get(c.b) else (c.a, c.b)
        yield Opposed(*told, "set against", c.about, found.observation.rule)


def _telling(
    found: Finding[Any], decided: tuple[Decision, ...], findings: Findings, reading: Reading, known_from: str
) -> Telling[Any]:
    article = reading.article
    main = found.passages[0] if found.passages else None
    around = sentence_at(article.text, (main.start, main.end)) if main else (0, 0)
    return Telling(
        key=found.key,
        article=article.key,
        known_from=known_from,
        content=found.content,
        passages=found.passages,
        observation=found.observation,
        sentence=article.text[around[0] : around[1]],
        days=_days(findings, around) if _is_dated(found.content) else (),
        published=bounds(article.published or article.published_bounds),
        cast=tuple(_cast(found.content, findings)),
        relays=tuple(_relays(found.content, findings)) if isinstance(found.content, Statement) else (),
        decided=decided,
    )


def _is_dated(content: Content) -> bool:
    """Whether the days told beside it matter: those of an event, and of what is asked for."""
    return isinstance(content, Event) or (isinstance(content, Linkage) and content.kind == "precondition")


def sentence_at(text: str, span: Span) -> Span:
    """The sentence that holds the beginning of a span, by its punctuation: `[start, end)` in the text."""
    ends = _ends(text)
    before = bisect_right(ends, span[0]) - 1
    start = max(ends[before] if before >= 0 else 0, span[0] - _LONGEST, 0)
    after = bisect_right(ends, max(span[0], span[1] - 1))
    end = min(ends[after] if after < len(ends) else len(text), span[1] + _LONGEST)
    whole = text[start:end]
    begun = whole.lstrip()
    start += len(whole) - len(begun)
    return (start, start + len(begun.rstrip()))


_LONGEST = 600
"""Characters before and after a span within which its sentence is looked for."""


@lru_cache(maxsize=64)
def _ends(text: str) -> list[int]:
    """Where sentences end, by punctuation, in order."""
    return [m.end() for m in _END.finditer(text)]


def _days(findings: Findings, around: Span) -> tuple[str, ...]:
    days = findings.days
    first = bisect_left(days, around[0], key=_begins)
    return tuple([edtf for _, edtf in days[first : bisect_left(days, around[1], lo=first, key=_begins)]])


def _begins(day: tuple[Span, str]) -> int:
    return day[0][0]


def _cast(content: Content, findings: Findings) -> Iterator[Who]:
    keys: tuple[str | None, ...] = ()
    if isinstance(content, Statement):
        keys = (content.speaker, content.addressee)
    elif isinstance(content, Event):
        keys = (*content.actors, *content.recipients)
    elif isinstance(content, Linkage):
        keys = (content.holder,)
    elif isinstance(content, Phase):
        keys = (content.by,)
    elif isinstance(content, Actor):
        keys = content.members
    seen: set[str] = set()
    for key in keys:
        for each in (key, *_members(key, findings)) if isinstance(content, Event) else (key,):
            if each and each not in seen and (who := _who(each, findings)):
                seen.add(each)
                yield who


def _members(key: str | None, findings: Findings) -> tuple[str, ...]:
    """Who acts together under the name of a group: "the two leaders"."""
    found = findings.get(key)
    return found.content.members if found is not None and isinstance(found.content, Actor) else ()


def _who(key: str | None, findings: Findings) -> Who | None:
    """The actor with that key; of one that a person set by name, the article's actor of that name, else the name."""
    found = findings.get(key)
    if found is not None and isinstance(found.content, Actor):
        actor = found.content
        return _one_who(found.key, actor.name, actor.kind, actor.party, actor.role)
    if found is not None or not key:
        return None
    named = next((a.content for a in findings.actors if a.content.name == key), None)
    return Who(key, key, "person") if named is None else Who(key, key, named.kind, named.party, named.role)


@lru_cache(maxsize=1 << 8)
def _one_who(key: str, name: str, kind: ActorKind, party: str | None, role: str | None) -> Who:
    """An actor as an article names it, once for all that it takes part in there: so it is handed on and held once."""
    return Who(key, name, kind, party, role)


def _relays(statement: Statement, findings: Findings) -> Iterator[Relay]:
    seen: set[str] = set()
    within = statement.within
    while within and within not in seen and (outer := findings.get(within)):
        seen.add(within)
        yield Relay(outer.key, _who(outer.content.speaker, findings), outer.content.act)
        within = outer.content.within
