"""What a holder asks for before it grants something, and whether it was met or dropped; other ties beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any
from zlib import crc32

from verbale.model.board import Stretches, WordsAsked, WordsDone, key_of, packed_slots
from verbale.model.negotiation import Event, Linkage
from verbale.model.record import EventLine, Join, LinkageLine, Precondition, PreconditionStatus, Telling
from verbale.model.times import bounds
from verbale.record.announced import HAPPENED
from verbale.record.candidates import Kept, by_length, day_in_key, held_by
from verbale.record.lines import line_key
from verbale.record.wording import bag, stems_of, tells_of

Group = tuple[list[Telling[Linkage]], tuple[Join, ...]]

MET_WITHIN = 512
"""Days after a demand in which what is told may meet it."""
HISTORY = 10
"""Years after which what a sentence dates is history: what was asked for in it is no open demand."""
DEED = 2
"""Content words of the least that tells what is to be done."""
DEEDS = ("AID", "COOPERATE", "RETREAT", "SUPPORT")
"""PLOVER types of what a party does for another."""
TALK = ("AGREE", "CONSULT")
"""Those of what it says to it."""
_MEETING = (*DEEDS, *TALK)
"""All by which a demand may be met: an event of another type asks for none."""
REPEATED = 180
"""Days after a demand was met in which the press may still repeat it."""
DONE = 0.6
"""How much of what was asked for the sentence of an event must hold for the event to have met it."""


def linkage_lines(groups: Iterable[Group]) -> Iterator[LinkageLine]:
    """Every tie that is no precondition of a holder."""
    for tellings, joins in groups:
        if not _is_precondition(tellings):
            holder = next((w for t in tellings if (w := t.who(t.content.holder))), None)
            yield LinkageLine(key=line_key("linkage", tellings), tellings=tuple(tellings), joins=joins, holder=holder)


def met_among(linkages: Iterable[Telling[Linkage]], events: Iterable[Telling[Event]]) -> Iterator[tuple[str, str]]:
    """Pairs of keys of tellings: a demand, and what was done that meets it."""
    under = Kept((key, asked) for asked in linkages for key in asking_keys(asked))
    for done in events:
        for asked in {a.key: a for a in under.within(doing_keys(done))}.values():
            if meets(asked, done):
                yield asked.key, done.key


def earliest(pairs: Iterable[tuple[str, str]], events: Iterable[EventLine]) -> dict[str, EventLine]:
    """For each demand the event that met it first, by the key of the demand's telling."""
    line_of = {t.key: e for e in events for t in e.tellings}
    met: dict[str, EventLine] = {}
    for asked, done in pairs:
        event = line_of.get(done)
        if event and (asked not in met or _order(event) < _order(met[asked])):
            met[asked] = event
    return met


def _order(event: EventLine) -> tuple[str, str]:
    return (event.first.known_from, event.key)


def preconditions_of(groups: Iterable[Group], met_by: Mapping[str, EventLine]) -> Iterator[Precondition]:
    """Preconditions with what became of them; `met_by` as `earliest` gives it."""
    for tellings, joins in groups:
        if _is_precondition(tellings):
            status, by = became_of(tellings, met_by)
            yield Precondition(
                key=line_key("precondition", tellings),
                tellings=tuple(tellings),
                joins=joins,
                holder=next((h for t in tellings if (h := held_by(t))), None),
                status=status,
                by=by,
            )


def meets(asked: Telling[Linkage], done: Telling[Event]) -> bool:
    """Whether an event told after a demand does what was asked: its sentence holds the words of it."""
    wanted = wanted_by(asked)
    if not wanted or not asked.known_from < done.known_from <= met_until(asked):
        return False
    if not _is_deed(done, wanted) or _was_before(done, asked):
        return False
    found, deed = wanted & done_in(done), wanted - _names_in(asked)
    if len(found) < enough_of(wanted) or len(bag(asked.passages[0].words) & bag(done.sentence)) < DEED:
        return False  # "until a deal is reached" is not met by whatever deal is signed
    by_trigger = {stem for stem in deed if any(t.startswith(stem) for t in bag(done.words))}  # "free", "freed"
    return len(found & deed | by_trigger) >= min(DEED, len(deed))


def _is_deed(done: Telling[Event], wanted: Collection[str]) -> bool:
    """Whether something was done: words alone meet nothing that was asked for, unless they are what was asked for."""
    return done.content.type in DEEDS or (done.content.type in TALK and not bag(done.words).isdisjoint(wanted))


def _was_before(done: Telling[Event], asked: Telling[Linkage]) -> bool:
    """Whether it was done before it was asked for, as "the declaration signed in 1956" was."""
    last = bounds(done.content.when)[1] if done.content.when else None
    return last is not None and last < (asked.published[0] or asked.known_from)


def met_until(asked: Telling[Linkage]) -> str:
    """The last ISO day on which what meets a demand may be told."""
    return (date.fromisoformat(asked.known_from) + timedelta(days=MET_WITHIN)).isoformat()


def wanted_by(told: Telling[Any]) -> frozenset[str]:
    """The stems of what a demand asks for; none of anything else."""
    content = told.content
    is_demand = isinstance(content, Linkage) and content.kind == "precondition"
    return _concluded(bag(told.passages[0].words)) if is_demand else frozenset()


def done_in(told: Telling[Any]) -> frozenset[str]:
    """The stems of the sentence of what took place; none of anything else."""
    if not isinstance(told.content, Event) or told.content.status not in HAPPENED:
        return frozenset()
    stems, accord = bag(told.sentence), stems_of("concluding")
    return _concluded(stems) if bag(told.words) & accord else stems - accord


def _names_in(told: Telling[Linkage]) -> frozenset[str]:
    """The stems of names in what is asked for: who is to do it tells nothing of what is done.

    A capital at the beginning of a sentence names nobody.
    """
    asked = told.passages[0].words
    words = asked.split()[told.sentence.startswith(asked) :]
    return bag(" ".join(word for word in words if word[:1].isupper()))


def _concluded(stems: frozenset[str]) -> frozenset[str]:
    """Stems with one for all words of concluding: "until a treaty on X is concluded" is met where it is signed."""
    accord = stems_of("concluding")
    return (stems - accord) | _CONCLUDED if stems & accord else stems


_CONCLUDED = bag("concluded")


def enough_of(wanted: Collection[str]) -> int:
    """How many of the stems of a demand must stand where it is met."""
    return max(2, ceil(DONE * len(wanted)))


def words_asked(told: Telling[Any]) -> WordsAsked | None:
    """What a demand asks for, and the days on which what meets it may be told; None of anything else."""
    wanted = wanted_by(told)
    return WordsAsked(wanted, enough_of(wanted), told.known_from, met_until(told)) if wanted else None


def words_done(done: Telling[Any], words: frozenset[str]) -> WordsDone | None:
    """What took place with the days of the demands that it may meet; None of what meets none."""
    if not words or done.content.type not in _MEETING:
        return None
    first, last = (date.fromisoformat(done.known_from) - timedelta(days=before) for before in (MET_WITHIN, 1))
    return WordsDone(words, first.isoformat(), last.isoformat())


def asking_keys(told: Telling[Any]) -> Iterator[int]:
    """The keys under which a demand is kept: pairs of as many stems as leave two for whatever has enough of them."""
    if not (wanted := by_length(wanted_by(told))):
        return
    day = day_in_key(_day_of(told))
    for topic in _pairs(wanted[: len(wanted) - enough_of(wanted) + 2]):
        yield key_of(topic, _WIDTH, day)


def doing_keys(told: Telling[Any]) -> Stretches:
    """The stretches of keys by which what took place asks for the demands that it may meet."""
    if not (done := done_in(told)) or told.content.type not in _MEETING:
        return Stretches()
    first, last = (day_in_key(_day_of(told) - before) for before in (MET_WITHIN, 1))
    return Stretches.at([(_pairs(done), packed_slots([(_WIDTH, first, last)]))])


_WIDTH = crc32(b"asked")


def _pairs(stems: Iterable[str]) -> list[int]:
    """A hash of each two of some stems."""
    words = sorted(stem.encode() + b" " for stem in stems)
    firsts = list(map(crc32, words))
    return [crc32(words[at], firsts[of]) for at in range(1, len(words)) for of in range(at)]


def _day_of(told: Telling[Any]) -> int:
    return date.fromisoformat(told.known_from).toordinal()


def _is_precondition(tellings: Sequence[Telling[Linkage]]) -> bool:
    return tellings[0].content.kind == "precondition" and any(held_by(t) and _is_asked(t) for t in tellings)


def _is_asked(told: Telling[Linkage]) -> bool:
    """Whether something to be done is asked for, and of late.

    "No treaty without dialogue" names no deed; "in the 1956 declaration X was promised once …" was history when told;
    "the loan does not depend on the ferry" asks for nothing.
    """
    if told.content.polarity == "negative" or len(bag(told.passages[0].words)) < DEED:
        return False
    ends = [end for day in told.days if (end := bounds(day)[1])]
    return not ends or int(max(ends)[:4]) >= int(told.known_from[:4]) - HISTORY


def demand_of(told: Telling[Any]) -> str | None:
    """Under what a precondition is found: `met` or `dropped` as its telling says, `condition` where nobody asks for it.

    None where it is found under its kind, as a demand that is open and any other tie is.
    """
    if not isinstance(told.content, Linkage) or told.content.kind != "precondition":
        return None
    became, _ = became_of([told], {})
    return became if became != "open" else None if held_by(told) and _is_asked(told) else "condition"


def became_of(
    tellings: Sequence[Telling[Linkage]], met_by: Mapping[str, EventLine]
) -> tuple[PreconditionStatus, str | None]:
    """What became of a precondition, and the key of the event that met it; `met_by` is by the key of a telling.

    What is asked for anew long after it was met is open again.
    """
    if decided := [d.value for t in tellings for d in t.decided if d.field == "status"]:
        return decided[-1], None  # as a person set it
    if any(tells_of("given_up", t.sentence) for t in tellings):
        return "dropped", None
    last = date.fromisoformat(max(t.known_from for t in tellings)) - timedelta(days=REPEATED)
    events = [met_by[t.key] for t in tellings if t.key in met_by]
    events = [e for e in events if e.first.known_from >= last.isoformat()]
    if events:
        return "met", min(events, key=_order).key
    return "open", None
