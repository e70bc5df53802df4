"""One line of the record with all that people ask of it: its tellings, what was decided on it, what may be set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale import judging
from verbale.api.asking import Asked
from verbale.errors import NotThere
from verbale.model.record import ContradictionLine, EventLine, Line, PhaseLine, Record, Thread
from verbale.record.deciding import concerning, line_called
from verbale.record.fields import SETTABLE
from verbale.views import judgements
from verbale.views.cited import Json
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.filters import EVERYTHING
from verbale.views.judgements import Made
from verbale.views.listing import LISTINGS, Page
from verbale.views.positions import Course
from verbale.views.timeline import Entry

LISTED = {
    "utterance": "statements",
    "event": "timeline",
    "phase": "timeline",
    "position": "positions",
    "precondition": "preconditions",
    "linkage": "linkages",
    "actor": "actors",
    "contradiction": "contradictions",
}
"""The listing in which lines stand, by their kind."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as its listing enters it. `version` is how many judgements there are on it, `history` are these.

    `fields` may be corrected.
    """

    key: str
    kind: str
    line: Line[Any] | ContradictionLine
    page: Page
    version: int
    history: tuple[Made, ...]
    fields: tuple[str, ...]

    @property
    def entry(self) -> Any:  # Any: each listing has its own
        """The entry of the listing."""
        return self.page.entries[0]

    @property
    def against(self) -> Context:
        """What it is read against."""
        return self.page.against


def line(of: Asked, key: str) -> Shown:
    """The line with that key; raises NotThere."""
    record, against = of.showing.line(key)
    kind = key.partition(":")[0]
    found = _found(record, key)
    entry = _ENTERED[kind](found, record, against) if kind in _ENTERED else found
    if entry is None:
        raise NotThere(f"{key} says nothing by itself any more")
    named = line_called(key, record)
    seen = len(concerning(named, list(of.store.judgements())))
    return Shown(
        key=key,
        kind=kind,
        line=found,
        page=Page((entry,), False, against, {e.key: e for e in record.events}),
        version=seen,
        history=tuple(judging.judgements(of.store, of.known_on, key)) if seen else (),
        fields=SETTABLE.get(named.kind, ()),
    )


def as_json(shown: Shown) -> Json:
    """A line as JSON, as in its listing, with its version and what was decided on it."""
    (entry,) = LISTINGS[LISTED[shown.kind]].as_json(shown.page)
    return {
        **entry,
        "kind_of_line": shown.kind,
        "version": shown.version,
        "history": judgements.as_json(shown.history),
        "may_be_set": list(shown.fields),
    }


def _found(record: Record, key: str) -> Line[Any] | ContradictionLine:
    lines: list[Line[Any] | ContradictionLine] = [*record.lines(), *record.contradictions]
    for line in lines:
        if line.key == key:
            return line
    raise NotThere(f"there is no line {key!r} in the record of that day")


def _event(line: EventLine | PhaseLine, record: Record, against: Context) -> Entry:
    return Entry(line, min(t.known_from for t in line.tellings))


def _position(line: Thread, record: Record, against: Context) -> Course:
    return Course(line, line.course)


def _contradiction(line: ContradictionLine, record: Record, against: Context) -> Accounts | None:
    found = LISTINGS["contradictions"].find(record, against, EVERYTHING)
    return next((accounts for accounts in found if accounts.line.key == line.key), None)


_ENTERED: Mapping[str, Callable[[Any, Record, Context], Any]] = {  # Any: the line of the kind, the listing's entry
    "event": _event,
    "phase": _event,
    "position": _position,
    "contradiction": _contradiction,
}
