"""What a person should look at: lines that a machine made and nobody decided on, the doubtful and weighty ones first.

Two questions are asked: whether a line is right, and whether two tellings, or two accounts, are one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model.record import EventLine, Line, LinkageLine, PhaseLine, Precondition, Telling, Utterance
from verbale.record.grouping import in_doubt
from verbale.views import positions, ties
from verbale.views.cited import Json, Sources, telling_as_json
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.listing import Page
from verbale.views.phases import phase_told
from verbale.views.positions import Course
from verbale.views.tables import called
from verbale.views.wording import best, event_account, event_telling, event_told, label_of, one_line

SUGGESTED = 0.5
"""How sure a change of position is at most that the wording suggests and nobody asserts."""

Pair = frozenset[tuple[str, int, int]]
"""Where two tellings have their main passages: article, start, end."""


@dataclass(frozen=True, slots=True)
class Side:
    """A telling as it is shown: `label` says what or whose it is, where that must be told, `words` what it says.

    `within` is the act under which it stands: `refusal by Ana Lima`.
    """

    telling: Telling[Any]
    words: str
    label: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something to be decided: `key` names the line (`LINE#TELLING` one telling of it), `pair` the two that may be one.

    `told` heads it, `sides` are the tellings that show it, which stand in `sources`. `sure` is from 0 to 1, `why` says
    what makes it so beside the rule. `weighty` is what the state of play is made of.
    """

    kind: str
    key: str
    told: str
    sides: tuple[Side, ...]
    sources: Sources
    sure: float
    why: str = ""
    weighty: bool = True
    pair: tuple[str, str] | None = None

    @property
    def asks_whether_one(self) -> bool:
        """Whether it is asked if two tellings of a line are one, and nothing else."""
        return self.pair is not None and self.kind != "contradiction"

    @property
    def name(self) -> str:
        """By which it is told from every other doubt."""
        return "=".join(self.pair) if self.pair and self.asks_whether_one else self.key


def doubts(pages: Mapping[str, Page], settled: Collection[Pair] = ()) -> list[Doubt]:
    """What is open among the entries of some listings, the weighty first, of these the least sure.

    `settled` are pairs that a person held to be contradicting or different.
    """
    found = [d for name, page in pages.items() for entry in page.entries for d in ASKED[name](entry, page.against)]
    open_ones = [d for d in found if d.pair is None or _pair(d) not in settled]
    return sorted(open_ones, key=lambda d: (not d.weighty, d.sure, d.name))


def _pair(doubt: Doubt) -> Pair:
    places = (side.telling.passages[0] for side in doubt.sides if side.telling.passages)
    return frozenset((place.article, place.start, place.end) for place in places)


def _right(
    line: Line[Any], told: Telling[Any], against: Context, headed: str, words: str, *, weighty: bool = True
) -> Iterator[Doubt]:
    """Whether a line is right, and whether what is joined in it belongs together."""
    kind = line.key.partition(":")[0]
    if not any(t.decided for t in line.tellings):
        yield Doubt(
            kind=kind,
            key=line.key,
            told=headed,
            sides=(Side(told, words, within=against.act_around(told)),),
            sources=_of((told,), against),
            sure=max(t.observation.confidence for t in line.tellings),
            weighty=weighty,
        )
    yield from _joined(line, against, headed, weighty)


def _joined(line: Line[Any], against: Context, headed: str, weighty: bool) -> Iterator[Doubt]:
    """Whether the two tellings of a line that fit each other least are one, where they do not fit well."""
    join = in_doubt(line.joins)
    held = {t.key: t for t in line.tellings}
    if join is None or not {join.a, join.b} <= held.keys():
        return
    tellings = (held[join.a], held[join.b])
    yield Doubt(
        kind=line.key.partition(":")[0],
        key=line.key,
        told=headed,
        sides=tuple(Side(t, _joined_words(t, against), _label(t), against.act_around(t)) for t in tellings),
        sources=_of(tellings, against),
        sure=join.score,
        why="joined by " + ", ".join(f"{name} {score:.2f}" for name, score in join.parts),
        weighty=weighty,
        pair=(f"{line.key}#{join.a}", f"{line.key}#{join.b}"),
    )


def _statement(line: Utterance, against: Context) -> Iterator[Doubt]:
    spoken = against.spoken(line)
    if spoken:
        of_a_party = line.speaker is not None and line.speaker.party is not None
        told = best(line, against.sources)
        yield from _right(line, told, against, label_of(told), spoken.told, weighty=of_a_party)


def _event(line: EventLine, against: Context) -> Iterator[Doubt]:
    told = event_telling(line)
    words = against.happening(line, told)
    yield from _right(line, told, against, event_told(line), words, weighty=line.announced is not None)


def _phase(line: PhaseLine, against: Context) -> Iterator[Doubt]:
    words = against.words(line.last)
    act = against.act_around(line.last, words)
    yield from _right(line, line.last, against, phase_told(line), f"[{act}] {words}" if act else words)


def _precondition(line: Precondition, against: Context) -> Iterator[Doubt]:
    holder = against.party(line.holder) if line.holder else "someone"
    headed = f"Precondition of {holder} [{called('precondition', line.status)}]"
    yield from _right(line, line.first, against, headed, ties.tie_words(line.first, against))


def _linkage(line: LinkageLine, against: Context) -> Iterator[Doubt]:
    words = ties.tie_words(line.first, against)
    yield from _right(line, line.first, against, ties.linkage_told(line), words, weighty=False)


def _course(course: Course, against: Context) -> Iterator[Doubt]:
    """The steps of a course, one by one: a decision on the whole would concern all of them."""
    for step in positions.shown(course, against):
        told = step.telling
        if not told.decided:
            change, sure = positions.change(step), told.observation.confidence
            yield Doubt(
                kind="position",
                key=f"{course.thread.key}#{told.key}",
                told=positions.headed(course.thread, against) + (f" [{change}]" if change else ""),
                sides=(Side(told, positions.step_told(step, against), within=against.act_around(told)),),
                sources=_of((told,), against),
                sure=min(sure, SUGGESTED) if step.possible else sure,
                why="no words say that it changed" if step.possible else "",
            )


def _accounts(found: Accounts, against: Context) -> Iterator[Doubt]:
    """Two accounts, as sure as both are together."""
    one, two = found.a, found.b
    yield Doubt(
        kind="contradiction",
        key=found.line.key,
        told=found.headed,
        sides=tuple(Side(x.telling, x.words, x.label) for x in (one, two)),
        sources=_of((one.telling, two.telling), against),
        sure=one.telling.observation.confidence * two.telling.observation.confidence,
        why=f"set side by side by rule {found.line.rule}",
        pair=(one.line.key, two.line.key) if one.telling.kind == two.telling.kind else None,
    )


ASKED: Mapping[str, Callable[[Any, Context], Iterator[Doubt]]] = {  # Any: the entry of the listing
    "phases": _phase,
    "positions": _course,
    "contradictions": _accounts,
    "preconditions": _precondition,
    "statements": _statement,
    "events": _event,
    "linkages": _linkage,
}
"""What is asked about an entry, by its listing."""


def _of(tellings: Iterable[Telling[Any]], against: Context) -> Sources:
    return {t.article: against.sources[t.article] for t in tellings}


def _joined_words(told: Telling[Any], against: Context) -> str:
    return ties.tie_words(told, against) if told.kind == "linkage" else one_line(told.sentence or told.words)


def _label(told: Telling[Any]) -> str:
    """What one of several tellings says, or whose it is."""
    return event_account(told) if told.kind == "event" else label_of(told) if told.kind == "statement" else told.kind


def as_json(found: Iterable[Doubt]) -> list[Json]:
    """Doubts as JSON, in their order."""
    return [
        {
            "kind": d.kind,
            "key": d.key,
            "pair": d.pair,
            "told": d.told,
            "sure": round(d.sure, 3),
            "why": d.why,
            "weighty": d.weighty,
            "sides": [
                {
                    "label": x.label,
                    "words": x.words,
                    **telling_as_json(x.telling, d.sources),
                    "within": x.within or None,
                }
                for x in d.sides
            ],
        }
        for d in found
    ]
