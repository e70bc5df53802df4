"""What a holder asks for before it grants something, and whether it was met or dropped; other ties beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbale.model.negotiation import Linkage
from verbale.model.record import EventLine, Join, LinkageLine, Precondition, PreconditionStatus, Telling
from verbale.record.announced import HAPPENED
from verbale.record.candidates import held_by
from verbale.record.lines import line_key
from verbale.record.wording import bag, held, tells_of

Group = tuple[list[Telling[Linkage]], tuple[Join, ...]]

DONE = 0.6
"""How much of what was asked for the sentence of an event must hold for the event to have met it."""


def linkage_lines(groups: Iterable[Group]) -> Iterator[LinkageLine]:
    """Every tie that is no precondition of a holder."""
    for tellings, joins in groups:
        if not _is_precondition(tellings):
            holder = next((w for t in tellings if (w := t.who(t.content.holder))), None)
            yield LinkageLine(key=line_key("linkage", tellings), tellings=tuple(tellings), joins=joins, holder=holder)


def preconditions_of(groups: Iterable[Group], events: Sequence[EventLine]) -> Iterator[Precondition]:
    """Preconditions with what became of them."""
    happened = [e for e in events if e.status in HAPPENED]
    for tellings, joins in groups:
        if _is_precondition(tellings):
            status, by = _became_of(tellings, happened)
            if decided := [d.value for t in tellings for d in t.decided if d.field == "status"]:
                status, by = decided[-1], None
            yield Precondition(
                key=line_key("precondition", tellings),
                tellings=tuple(tellings),
                joins=joins,
                holder=next((h for t in tellings if (h := held_by(t))), None),
                status=status,
                by=by,
            )


def _is_precondition(tellings: Sequence[Telling[Linkage]]) -> bool:
    return tellings[0].content.kind == "precondition" and any(held_by(t) for t in tellings)


def _became_of(
    tellings: Sequence[Telling[Linkage]], happened: Sequence[EventLine]
) -> tuple[PreconditionStatus, str | None]:
    if any(tells_of("given_up", t.sentence) for t in tellings):
        return "dropped", None
    for event in happened:
        if _meets(event, tellings):
            return "met", event.key
    return "open", None


def _meets(event: EventLine, tellings: Sequence[Telling[Linkage]]) -> bool:
    """Whether an event told after the demand does what was asked: its sentence holds the words of it."""
    told = [t for t in event.tellings if t.content.status in HAPPENED and t.known_from > tellings[0].known_from]
    asked = [bag(t.passages[0].words) for t in tellings]
    return any(
        len(a) > 1 and held(a, bag(t.sentence)) >= DONE and len(a & bag(t.sentence)) > 1 for t in told for a in asked
    )
