"""A dossier of any size for the benches: readings as of press articles, made without reading anything.

Every number is the same dossier for ever: article `n` depends on `n` alone. An article has some 400 words, 11
statements, 6 events, 2 positions, a tie, a phase now and then, and a dozen actors; a third of them are copies, trimmed
or whole, of an article of the days before. Words are invented, so that nothing of the press stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Act, Actor, Event, EventType, Linkage, Phase, Position, Statement, Time
from verbale.model.text import Article, Span

BY = Observation("generated@1", "generated.rule", 0.8, "brief")
FIRST_DAY = date(2015, 1, 1)
A_DAY = 55
"""Articles a day: 200,000 in ten years."""
PARTIES = ("ARL", "BEN", "COR", "DUN", "ELM", "FEN")
ISSUES = ("sovereignty", "treaty", "talks", "sanctions", "economic", "security")
ACTS: tuple[Act, ...] = ("state", "state", "state", "deny", "propose", "request", "warn", "reject")
OUTLETS = tuple(
    f"{a} {b}" for a in ("Harbour", "Valley", "Northern", "Evening") for b in ("Post", "Times", "Wire", "Echo")
)
TRIGGERS: dict[EventType, tuple[str, ...]] = {
    "CONSULT": ("met", "visited", "telephoned", "received"),
    "SUPPORT": ("signed", "ratified"),
    "AGREE": ("agreed", "invited", "offered"),
    "REJECT": ("rejected", "walked out"),
    "THREATEN": ("threatened",),
    "SANCTION": ("fined", "expelled", "suspended"),
    "COERCE": ("detained", "seized"),
    "RETREAT": ("freed", "withdrew"),
    "MOBILIZE": ("deployed",),
    "ASSAULT": ("shelled",),
    "REQUEST": ("demanded",),
    "ACCUSE": ("accused",),
    "PROTEST": ("protested",),
}
EVENTS = tuple((word, kind) for kind, words in TRIGGERS.items() for word in words)
PLACES = tuple(f"{a}port" for a in ("Ar", "Ben", "Cor", "Dun", "El", "Fen", "Gil", "Hol", "In", "Jor", "Kel", "Lan"))
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "ka",
    "ke",
    "ki",
    "lo",
    "la",
    "le",
    "ma",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "po",
    "ra",
    "re",
    "ri",
    "sa",
    "se",
    "si",
    "ta",
    "te",
    "to",
    "va",
    "ve",
]


@cache
def vocabulary() -> tuple[str, ...]:
    """Two thousand invented words."""
    random = Random(1)  # noqa: S311 - a bench, no secret
    words = ("".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))) for _ in range(2400))
    return tuple(dict.fromkeys(words))[:2000]  # no set, whose order is another one in every process


@cache
def people() -> tuple[Actor, ...]:
    """Officials of the parties."""
    random = Random(2)  # noqa: S311 - a bench, no secret
    names = [f"{random.choice(vocabulary()).title()} {random.choice(vocabulary()).title()}" for _ in range(90)]
    roles = ("Foreign Minister", "Prime Minister", "spokesman", "chief negotiator", "envoy")
    return tuple(
        Actor(name=name, kind="person", party=PARTIES[n % len(PARTIES)], role=roles[n % len(roles)])
        for n, name in enumerate(names)
    )


def readings(count: int, start: int = 0) -> Iterator[tuple[Reading, date]]:
    """`count` readings from number `start` on, each with the day on which it was published."""
    for n in range(start, start + count):
        yield reading(n)


def reading(n: int) -> tuple[Reading, date]:
    """Reading number `n`."""
    random = Random(n * 7919 + 13)  # noqa: S311 - a bench, no secret
    day = FIRST_DAY + timedelta(days=n // A_DAY)
    source = n - random.randint(1, 2 * A_DAY) if n > 2 * A_DAY and random.random() < 0.33 else n
    sentences = _sentences(source, FIRST_DAY + timedelta(days=source // A_DAY))
    if source != n and random.random() < 0.5:
        sentences = sentences[: max(6, len(sentences) // 2)]
    return _reading(n, day, sentences), day


def _sentences(n: int, day: date) -> list[tuple[Any, ...]]:
    random = Random(n * 104729 + 7)  # noqa: S311 - a bench, no secret
    cast = random.sample(range(len(people())), 5)
    made: list[tuple[Any, ...]] = []
    for i in range(22):
        who = cast[i % len(cast)]
        what = " ".join(random.choices(vocabulary(), k=random.randint(9, 16)))
        kind = "said" if i % 2 == 0 else ("event", "event", "wants", "event", "tie", "plain")[(i // 2) % 6]
        made.append((kind, who, what, random.random(), day - timedelta(days=random.randint(0, 9))))
    if random.random() < 0.3:
        made.append(("phase", cast[0], "the talks", random.random(), day))
    return made


class _Draft:
    def __init__(self) -> None:
        self.text = ""
        self.paragraphs: list[Span] = []

    def write(self, *parts: str) -> list[Span]:
        start, spans = len(self.text), []
        for part in parts:
            spans.append((len(self.text), len(self.text) + len(part)))
            self.text += part + " "
        self.text = self.text.rstrip() + "."
        self.paragraphs.append((start, len(self.text)))
        self.text += "\n"
        return spans


def _reading(n: int, day: date, sentences: list[tuple[Any, ...]]) -> Reading:
    draft = _Draft()
    places = [(s, draft.write(people()[s[1]].name, _verb(s), s[2], f"on {s[4].isoformat()}")) for s in sentences]
    article = Article(
        name=f"{n}.txt", text=draft.text, title=f"Article {n}", outlet=OUTLETS[n % len(OUTLETS)],
        published=day.isoformat(), published_basis="stated", paragraphs=tuple(draft.paragraphs),
    )  # fmt: skip
    mentions: dict[int, list[Span]] = {}
    for sentence, spans in places:
        mentions.setdefault(sentence[1], []).append(spans[0])
    actors = {w: finding(article, replace(people()[w], mentions=tuple(at)), BY) for w, at in mentions.items()}
    found = [f for sentence, spans in places for f in _told(sentence, spans, actors)]
    return Reading(
        article, Findings(finding(article, c, BY) if not hasattr(c, "key") else c for c in (*actors.values(), *found))
    )


def _verb(sentence: tuple[Any, ...]) -> str:
    return {
        "said": "said that",
        "event": _event_of(sentence[3])[0],
        "wants": "wants",
        "tie": f"will {_granted(sentence[3])} only if",
        "phase": "suspended",
    }.get(sentence[0], "was")


def _granted(chance: float) -> str:
    """What a tie is about at its other end: four words."""
    return " ".join(Random(chance).choices(vocabulary(), k=4))  # noqa: S311 - a bench, no secret


def _event_of(chance: float) -> tuple[str, EventType]:
    return EVENTS[int(chance * 97) % len(EVENTS)]


def _told(sentence: tuple[Any, ...], spans: list[Span], actors: dict[int, Any]) -> Iterator[Any]:
    kind, who, _, chance, day = sentence
    actor, party = actors[who].key, people()[who].party or "ARL"
    yield Time(span=(spans[3][0] + 3, spans[3][1]), edtf=day.isoformat(), timex3=day.isoformat())
    if kind == "said":
        yield Statement(
            kind="speech", speaker=actor, speaker_span=spans[0], cue=spans[1], content=(spans[2],), manner="indirect",
            act=ACTS[int(chance * len(ACTS))], said_on=day.isoformat() if chance < 0.6 else None,
            issues=(ISSUES[int(chance * len(ISSUES))],),
        )  # fmt: skip
    elif kind == "event":
        others = [f.key for w, f in actors.items() if w != who][:1]
        yield Event(
            type=_event_of(chance)[1], mode=None, status="planned" if chance * 10 % 1 < 0.2 else "occurred",
            actors=(actor, *others), recipients=(), when=day.isoformat(), where=PLACES[int(chance * 12)],
            trigger=spans[1],
            sentence=(spans[0][0], spans[3][1]),
        )  # fmt: skip
    elif kind == "wants":
        yield Position(party=party, issue=ISSUES[int(chance * len(ISSUES))], stance="it", evidence=spans[2])
    elif kind == "tie":
        yield Linkage(kind="precondition", antecedent=spans[2], consequent=spans[1], cue=spans[1], holder=actor)
    elif kind == "phase":
        yield Phase(
            status="suspended" if chance < 0.5 else "resumed", since=day.isoformat(), by=actor, evidence=spans[1]
        )
