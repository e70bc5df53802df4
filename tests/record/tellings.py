"""Tellings made by hand, for tests of what joins and what follows."""

from __future__ import annotations

import hashlib
from typing import Any

from verbale.model.evidence import Observation
from verbale.model.negotiation import Event, Linkage, Phase, Position, Statement
from verbale.model.record import Telling, Who
from verbale.model.text import Passage

BY = Observation("hand@1", "by.hand", 0.9)


def who(name: str, party: str | None = None, kind: Any = "person", role: str | None = None) -> Who:
    return Who(f"{name} {party}", name, kind, party, role)


def telling(
    content: Any, words: tuple[str, ...], cast: tuple[Who, ...], article: str, day: str, **more: Any
) -> Telling[Any]:
    key = hashlib.sha256(repr((content, words, article)).encode()).hexdigest()[:32]
    passages = tuple(Passage(article, 10 * n, 10 * n + len(w), w) for n, w in enumerate(words))
    more.setdefault("sentence", " ".join(words))
    return Telling(
        key=key, article=article, known_from=day, content=content, passages=passages, observation=BY,
        published=(day, day), cast=cast, **more,
    )  # fmt: skip


def said(
    words: str,
    speaker: Who,
    *,
    on: str | None = None,
    act: Any = "state",
    article: str = "a",
    day: str = "2024-03-04",
    **more: Any,
) -> Telling[Statement]:
    content = Statement(
        kind="speech", speaker=speaker.key, speaker_span=None, cue=None, content=((0, len(words)),), manner="indirect",
        act=act, said_on=on,
    )  # fmt: skip
    return telling(content, (words,), (speaker,), article, day, **more)


def event(
    sentence: str, *sides: Who, when: str | None = None, status: Any = "occurred", kind: Any = "CONSULT",
    mode: str | None = None, where: str | None = None, trigger: str = "met", article: str = "a",
    day: str = "2024-03-04", days: tuple[str, ...] = (),
) -> Telling[Event]:  # fmt: skip
    content = Event(
        type=kind, mode=mode, status=status, actors=tuple(s.key for s in sides), recipients=(), when=when, where=where,
        trigger=(0, len(trigger)),
    )  # fmt: skip
    return telling(content, (trigger,), sides, article, day, sentence=sentence, days=days)


def tie(
    asked: str, granted: str, holder: Who, *, article: str = "a", day: str = "2024-03-04", sentence: str = ""
) -> Telling[Linkage]:
    content = Linkage(kind="precondition", antecedent=(0, 1), consequent=(1, 2), cue=(2, 3), holder=holder.key)
    return telling(
        content, (asked, granted, "only if"), (holder,), article, day, sentence=sentence or f"{granted} if {asked}"
    )


def wants(
    words: str,
    party: str = "ARL",
    issue: str = "treaty",
    *,
    change: Any = None,
    as_of: str | None = None,
    article: str = "a",
    day: str = "2024-03-04",
) -> Telling[Position]:
    content = Position(party=party, issue=issue, stance=words, evidence=(0, len(words)), as_of=as_of, change=change)
    return telling(content, (words,), (), article, day)


def stands(
    words: str, status: Any, *, since: str | None = None, article: str = "a", day: str = "2024-03-04"
) -> Telling[Phase]:
    content = Phase(status=status, since=since, by=None, evidence=(0, len(words)))
    return telling(content, (words,), (), article, day)
