"""What two states of a dossier differ in: lines gained, lost and changed, matched by the places that tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model.record import (
    ActorLine,
    EventLine,
    Line,
    LinkageLine,
    PhaseLine,
    Precondition,
    Record,
    Telling,
    Thread,
    Utterance,
)  # fmt: skip
from verbale.model.times import written
from verbale.views.cited import Json
from verbale.views.context import Context, context
from verbale.views.phases import phase_told
from verbale.views.positions import change, step_told
from verbale.views.ties import linkage_told, precondition_told, tie_words
from verbale.views.wording import event_told, history

ENOUGH = 0.5
"""How much of what two passages cover together must lie in both for them to be one place."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that was gained (`old` is None), lost (`new` is None) or changed, as people read it."""

    kind: str
    key: str
    old: str | None
    new: str | None

    @property
    def how(self) -> str:
        """`gained`, `lost` or `changed`."""
        if self.old is None:
            return "gained"
        return "lost" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles gained and lost, by name, and the lines that differ, kind by kind."""

    articles_gained: tuple[str, ...]
    articles_lost: tuple[str, ...]
    lines: tuple[Difference, ...]

    def counted(self) -> Counter[tuple[str, str]]:
        """How many lines of each kind were gained, lost, changed."""
        return Counter(
            (d.kind, "gained" if d.old is None else "lost" if d.new is None else "changed") for d in self.lines
        )


def comparison(old: Record, new: Record) -> Comparison:
    """What `new` has that `old` has not, and the other way round; copies of an article are one by its key."""
    before, after = context(old), context(new)
    lines: list[Difference] = []
    for kind in ("actors", "utterances", "events", "positions", "phases", "preconditions", "linkages"):
        olds, news = getattr(old, kind), getattr(new, kind)
        lines += _differences(kind, olds, news, before, after)
    gained, lost = (a.sources.keys() - b.sources.keys() for a, b in ((new, old), (old, new)))
    return Comparison(
        tuple(sorted(new.sources[k].article.name for k in gained)),
        tuple(sorted(old.sources[k].article.name for k in lost)),
        tuple(lines),
    )


def _differences(
    kind: str, olds: Iterable[Line[Any]], news: Iterable[Line[Any]], before: Context, after: Context
) -> list[Difference]:
    by_article: dict[str, list[tuple[Telling[Any], Line[Any]]]] = {}
    for line in olds:
        for told in line.tellings:
            by_article.setdefault(told.article, []).append((told, line))
    found: list[Difference] = []
    met: set[str] = set()
    for line in news:
        match = _match(line, by_article, met)
        if match is None:
            found.append(Difference(kind, line.key, None, line_told(line, after)))
            continue
        met.add(match.key)
        was, now = line_told(match, before), line_told(line, after)
        if was != now:
            found.append(Difference(kind, line.key, was, now))
    found += [Difference(kind, line.key, line_told(line, before), None) for line in olds if line.key not in met]
    return found


def _match(
    line: Line[Any], by_article: Mapping[str, list[tuple[Telling[Any], Line[Any]]]], met: set[str]
) -> Line[Any] | None:
    """The old line that most tellings of a new one stand in, each old line once."""
    votes: Counter[str] = Counter()
    lines: dict[str, Line[Any]] = {}
    for told in line.tellings:
        for other, old in by_article.get(told.article, ()):
            if old.key not in met and (other.key == told.key or _one_place(told, other)):
                votes[old.key] += 2 if other.key == told.key else 1
                lines[old.key] = old
    return lines[max(votes, key=lambda k: (votes[k], k))] if votes else None


def _one_place(a: Telling[Any], b: Telling[Any]) -> bool:
    if not a.passages or not b.passages:
        return False
    one, two = a.passages[0], b.passages[0]
    common = min(one.end, two.end) - max(one.start, two.start)
    return common > 0 and common / (max(one.end, two.end) - min(one.start, two.start)) >= ENOUGH


def line_told(line: Line[Any], against: Context) -> str:
    """A line of any kind on one line of text: what it says, and what was decided of it."""
    note = against.notes(line)
    return f"{_TOLD[type(line)](line, against)}{f' ({note})' if note else ''}"


def _utterance(line: Utterance, against: Context) -> str:
    spoken = against.spoken(line)
    words = spoken.sentence if spoken else f"{line.speaker.name if line.speaker else 'Someone'}: …"
    return f"{words}{f' [said {written(line.said_on)}]' if line.said_on else ''}"


def _event(line: EventLine, _: Context) -> str:
    parts = [event_told(line), written(line.when) if line.when else "", history(line)]
    return "; ".join(p for p in parts if p)


def _thread(line: Thread, against: Context) -> str:
    steps = " → ".join(f"{f'[{c}] ' if (c := change(s)) else ''}{step_told(s, against)}" for s in line.course)
    return f"{line.party} on {line.issue}: {steps}"


def _actor(line: ActorLine, _: Context) -> str:
    return f"{line.name} ({', '.join(x for x in (line.kind, line.party) if x)})"


_TOLD: dict[type, Callable[[Any, Context], str]] = {
    Utterance: _utterance,
    EventLine: _event,
    Thread: _thread,
    ActorLine: _actor,
    PhaseLine: lambda line, _: phase_told(line),
    Precondition: lambda line, against: f"{precondition_told(line, {}, against)} {tie_words(line.first, against)}",
    LinkageLine: lambda line, against: f"{linkage_told(line)} {tie_words(line.first, against)}",
}


def as_json(found: Comparison) -> Json:
    """A comparison as JSON."""
    return {
        "articles": {"gained": list(found.articles_gained), "lost": list(found.articles_lost)},
        "lines": [{"kind": d.kind, "key": d.key, "old": d.old, "new": d.new} for d in found.lines],
    }
