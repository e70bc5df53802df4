"""Which lines are asked for: by days, party, issue and outlet, the same way in every view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, TypeVar

from verbale.model.record import ActorLine, EventLine, Line, LinkageLine, PhaseLine, Precondition, Thread, Utterance
from verbale.model.times import bounds
from verbale.views.cited import Sources

L = TypeVar("L", bound=Line[Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; what is None does not matter.

    `since` and `until` are ISO days, both included. `party` is a code, `issue` an id, `outlet` a name as the record has
    it, `speaker` a part of a name, `status` that of a precondition. `undated` asks for events of no day too.
    """

    since: str | None = None
    until: str | None = None
    party: str | None = None
    issue: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    manner: str | None = None
    act: str | None = None
    status: str | None = None
    undated: bool = False


EVERYTHING = Wanted()


def wanted_lines(lines: Iterable[L], wanted: Wanted, sources: Sources) -> Iterator[L]:
    """The lines that fit."""
    return (line for line in lines if fits(line, wanted, sources))


def fits(line: Line[Any], wanted: Wanted, sources: Sources) -> bool:
    """Whether a line is asked for."""
    return (
        (wanted.party is None or wanted.party in parties_of(line))
        and (wanted.issue is None or wanted.issue in issues_of(line))
        and (wanted.outlet is None or any(sources[t.article].article.outlet == wanted.outlet for t in line.tellings))
        and within(days_of(line), wanted)
        and (not isinstance(line, Utterance) or _spoken_so(line, wanted))
    )


def within(days: tuple[str | None, str | None], wanted: Wanted) -> bool:
    """Whether some days, first and last, touch those asked for; an open end reaches any day."""
    if wanted.since is None and wanted.until is None:
        return True
    first, last = days
    return (wanted.since is None or (last or "9999") >= wanted.since) and (
        wanted.until is None or (first or "") <= wanted.until
    )


def _spoken_so(line: Utterance, wanted: Wanted) -> bool:
    name = line.speaker.name.casefold() if line.speaker else ""
    return (
        (wanted.speaker is None or wanted.speaker.casefold() in name)
        and (wanted.manner is None or any(t.content.manner == wanted.manner for t in line.tellings))
        and (wanted.act is None or any(t.content.act == wanted.act for t in line.tellings))
    )


@singledispatch
def parties_of(line: Line[Any]) -> frozenset[str | None]:
    """The parties that a line is about."""
    return frozenset()


@parties_of.register
def _(line: Utterance) -> frozenset[str | None]:
    return frozenset({line.speaker.party if line.speaker else None})


@parties_of.register
def _(line: EventLine) -> frozenset[str | None]:
    return frozenset(w.party for w in (*line.actors, *line.recipients))


@parties_of.register
def _(line: ActorLine) -> frozenset[str | None]:
    return frozenset({line.party})


@parties_of.register
def _(line: Thread) -> frozenset[str | None]:
    return frozenset({line.party})


@parties_of.register
def _(line: PhaseLine) -> frozenset[str | None]:
    return frozenset(w.party for w in line.by)


@parties_of.register
def _(line: Precondition) -> frozenset[str | None]:
    return frozenset({line.holder, *(w.party for t in line.tellings for w in t.cast)})


@parties_of.register
def _(line: LinkageLine) -> frozenset[str | None]:
    return frozenset({line.holder.party if line.holder else None})


@singledispatch
def issues_of(line: Line[Any]) -> frozenset[str]:
    """The issues that a line is about."""
    return frozenset()


@issues_of.register
def _(line: Utterance) -> frozenset[str]:
    return frozenset(i for t in line.tellings for i in t.content.issues)


@issues_of.register
def _(line: Thread) -> frozenset[str]:
    return frozenset({line.issue})


@singledispatch
def days_of(line: Line[Any]) -> tuple[str | None, str | None]:
    """The first and last ISO day on which a line may be dated: its own day, else those on which it was known."""
    return (min(t.known_from for t in line.tellings), max(t.known_from for t in line.tellings))


@days_of.register
def _(line: Utterance) -> tuple[str | None, str | None]:
    return _own(line.said_on, line)


@days_of.register
def _(line: EventLine) -> tuple[str | None, str | None]:
    return _own(line.when, line)


@days_of.register
def _(line: PhaseLine) -> tuple[str | None, str | None]:
    known = [t.known_from for t in line.tellings]
    return (bounds(line.since)[0] or min(known), bounds(line.until)[1] or max(known))


def _own(edtf: str | None, line: Line[Any]) -> tuple[str | None, str | None]:
    """The days of a date; one without an end reaches to the day on which it was told last."""
    first, last = bounds(edtf)
    known = [t.known_from for t in line.tellings]
    if first is None and last is None:
        return (min(known), max(known))
    return (first or last, last or max(first or "", *known))
