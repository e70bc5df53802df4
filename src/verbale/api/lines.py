"""One line of the record with all that people ask of it: its tellings, what was decided on it, what may be set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale import judging
from verbale.api.asking import Asked
from verbale.errors import NotThere
from verbale.model.record import (
    ContradictionLine,
    Decision,
    EventLine,
    Line,
    PhaseLine,
    Precondition,
    Record,
    Telling,
    Thread,
    Utterance,
)  # fmt: skip
from verbale.record.deciding import concerning, line_called
from verbale.record.fields import ACTORS, SETTABLE, choices, may_be_empty
from verbale.views import judgements
from verbale.views.cited import Json
from verbale.views.context import Context
from verbale.views.contradictions import Accounts
from verbale.views.filters import EVERYTHING
from verbale.views.judgements import Made
from verbale.views.listing import LISTINGS, Page
from verbale.views.positions import Course
from verbale.views.timeline import Entry
from verbale.views.wording import best, event_telling

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
class Field:
    """A field that a person may set: what it says now ("" for nothing), and the words it may hold, if only some.

    `decision` tells who set it, where a person did.
    """

    name: str
    value: str
    choices: tuple[str, ...]
    decision: Decision | None

    @property
    def called(self) -> str:
        """How people call it."""
        return self.name.replace("_", " ")


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
    fields: tuple[Field, ...]

    @property
    def entry(self) -> Any:  # Any: each listing has its own
        """The entry of the listing."""
        return self.page.entries[0]

    @property
    def against(self) -> Context:
        """What it is read against."""
        return self.page.against


def line(of: Asked, key: str) -> Shown:
    """The line with that key, or one telling of it that is to be decided on (`LINE#TELLING`); raises NotThere.

    It is shown as it is settled, be it that a decision on it waits: who looks writes nothing.
    """
    whole, _, one = key.partition("#")
    record, against = of.showing.line(whole)
    kind = key.partition(":")[0]
    found = _found(record, whole)
    entry = _ENTERED[kind](found, record, against) if kind in _ENTERED else found
    if entry is None:
        raise NotThere(f"{key} says nothing by itself any more")
    named = line_called(key, record)
    about = {told.article for told in (*named.tellings, *named.other)}
    seen = len(concerning(named, list(of.store.judgements(about=about))))
    return Shown(
        key=key,
        kind=kind,
        line=found,
        page=Page((entry,), False, against, {e.key: e for e in record.events}),
        version=seen,
        history=tuple(judging.judgements(of.store, of.known_on, named)) if seen else (),
        fields=_fields(found, named.tellings[0] if one else _showing(found, against))
        if isinstance(found, Line)
        else (),
    )


def _fields(line: Line[Any], told: Telling[Any]) -> tuple[Field, ...]:
    """The fields of a line as one of its tellings has them."""
    kind = type(told.content)
    return tuple(
        Field(
            name,
            line.status if isinstance(line, Precondition) and name == "status" else _text(name, told),
            (*([] if not may_be_empty(kind, name) else ["none"]), *choices(kind, name)) if choices(kind, name) else (),
            next((d for d in told.decided if d.field == name), None),
        )
        for name in SETTABLE[kind.KIND]
    )


def _showing(line: Line[Any], against: Context) -> Telling[Any]:
    if isinstance(line, Utterance):
        return best(line, against.sources)
    return event_telling(line) if isinstance(line, EventLine) else line.last


def _text(name: str, told: Telling[Any]) -> str:
    value = getattr(told.content, name, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    if name in ACTORS:
        return ", ".join(who.name for key in values if (who := told.who(key)))
    return ", ".join(str(v) for v in values)


def as_json(shown: Shown) -> Json:
    """A line as JSON, as in its listing, with its version and what was decided on it."""
    (entry,) = LISTINGS[LISTED[shown.kind]].as_json(shown.page)
    return {
        **entry,
        "kind_of_line": shown.kind,
        "version": shown.version,
        "history": judgements.as_json(shown.history),
        "may_be_set": [f.name for f in shown.fields],
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
