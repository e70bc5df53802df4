"""What a holder asks for before it grants something, and whether it was met or dropped; other ties beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from verbale.model.negotiation import Event, Linkage
from verbale.model.record import EventLine, Join, LinkageLine, Precondition, PreconditionStatus, Telling
from verbale.record.announced import HAPPENED
from verbale.record.candidates import held_by
from verbale.record.lines import line_key
from verbale.record.wording import bag, tells_of

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
    doing = Doing(events)
    for tellings, joins in groups:
        if _is_precondition(tellings):
            status, by = became_of(tellings, doing)
            yield Precondition(
                key=line_key("precondition", tellings),
                tellings=tuple(tellings),
                joins=joins,
                holder=next((h for t in tellings if (h := held_by(t))), None),
                status=status,
                by=by,
            )


class Doing:
    """What was done: events that took place, by the words of the sentences that tell so."""

    def __init__(self, events: Iterable[EventLine]) -> None:
        self._by_stem: dict[str, list[tuple[EventLine, Telling[Event]]]] = defaultdict(list)
        for event in events:
            if event.status in HAPPENED:
                for told in event.tellings:
                    if told.content.status in HAPPENED:
                        for stem in bag(told.sentence):
                            self._by_stem[stem].append((event, told))

    def that_met(self, asked: frozenset[str], after: str) -> EventLine | None:
        """The first event told after the ISO day `after` whose sentence holds most of the words of what was asked."""
        count: Counter[str] = Counter()
        found: dict[str, tuple[EventLine, Telling[Event]]] = {}
        for stem in asked:
            for event, told in self._by_stem.get(stem, ()):
                if told.known_from > after:
                    count[told.key] += 1
                    found[told.key] = (event, told)
        enough = max(2, DONE * len(asked))
        met = [found[key] for key, n in count.items() if n >= enough]
        return min(met, key=lambda m: (m[1].known_from, m[1].key))[0] if met else None


def _is_precondition(tellings: Sequence[Telling[Linkage]]) -> bool:
    return tellings[0].content.kind == "precondition" and any(held_by(t) for t in tellings)


def became_of(tellings: Sequence[Telling[Linkage]], doing: Doing) -> tuple[PreconditionStatus, str | None]:
    """What became of a precondition, as a person set it or as it was told, and the key of the event that met it."""
    if decided := [d.value for t in tellings for d in t.decided if d.field == "status"]:
        return decided[-1], None
    if any(tells_of("given_up", t.sentence) for t in tellings):
        return "dropped", None
    for told in tellings:
        event = doing.that_met(bag(told.passages[0].words), tellings[0].known_from)
        if event is not None:
            return "met", event.key
    return "open", None
