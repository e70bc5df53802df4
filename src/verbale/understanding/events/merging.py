"""One event told several times is one event: which drafts of an article tell of the same one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from heapq import merge
from itertools import takewhile

from verbale.model.negotiation import EventStatus, EventType
from verbale.model.text import Span
from verbale.model.times import bounds
from verbale.understanding.events.places import host_of
from verbale.understanding.grammar.dates_of import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as one place tells it, before it is joined with what other places tell."""

    type: EventType
    mode: str | None
    cameo: str
    status: EventStatus
    actors: tuple[str, ...]
    between: tuple[str, ...] = ()
    """Who is said to mediate."""
    presumed: tuple[str, ...] = ()
    """Whose talks they must be where the text names nobody and no meeting was told before."""
    recipients: tuple[str, ...]
    when: str | None
    where: str | None
    trigger: Span
    rule: str
    contexts: tuple[str, ...]
    nominal: bool
    running: bool
    """Told as running talks or standing sanctions, not as one occasion."""
    carried: bool
    """A noun of which some verb tells what it did: "clashes broke out"."""
    sides: frozenset[str] = frozenset()
    actor_sides: frozenset[str] = frozenset()
    sentence: Span = (0, 0)
    confidence: float = 0.0
    family: str = ""
    definite: bool = False
    """Told with "the", "this" or a possessive: it may point back to an event told before."""
    fresh: bool = False
    """Told with "a": it is new to the reader."""
    appointed: bool = False
    """Told as set for some day or as called off: it counts although the text names nobody who takes part."""
    by_others: bool = False
    """Done by somebody whom the sentence names and who is no actor: "a deal signed by two singers"."""
    said_on: str | None = None
    """The day on which what is done by saying it was said."""
    persons: frozenset[str] = frozenset()
    """The actors that are persons: two ministers' meeting is not their presidents'."""
    past: bool = False
    """Told as history: "the experience of the withdrawal"."""
    over: bool = False
    """Told of a day that was long over when the article came out."""
    mentions: tuple[Span, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    doubt: str = ""
    """Why it may be no event; "" where nothing speaks against it."""
    signs: frozenset[str] = frozenset()
    """What the weighing of doubtful events goes by."""


_FIRM = frozenset({"occurred", "ongoing"})
_AHEAD = frozenset({"planned", "proposed", "hypothetical", "cancelled"})


def merged(drafts: Iterable[Draft], sides: Callable[[Iterable[str]], frozenset[str]]) -> list[Draft]:
    """The drafts in order of place, those that tell of one event joined; a mention without parties only joins.

    `sides` tells what actors stand for. Talks without named parties are those of the meeting told last before. What
    the rules doubt adds nothing to an event that stands, and counts for itself where it tells of none of them.
    """
    told, every = _Told(), sorted(drafts, key=lambda d: d.trigger)
    for draft in (_completed(d, told.events, sides) for d in every if not d.doubt):
        home, last = told.home_of(draft), len(told.events) - 1
        if home is not None:
            told.put(home, _joined(told.events[home], draft))
        elif draft.status == "denied" and not draft.actors and last >= 0:
            before = told.events[last]  # "no such offer was made", said next
            if (before.type, before.family) == (draft.type, draft.family):
                told.put(last, replace(before, status="denied", mentions=(*before.mentions, draft.trigger)))
        elif _is_somebodys(draft):
            told.put(last + 1, draft)
    beside = [d for d in every if d.doubt and _is_somebodys(d) and told.home_of(d) is None]
    return sorted([*told.events, *beside], key=lambda d: d.trigger)


class _Told:
    """The events of an article so far; which of them a draft tells again is looked for where it can be alone."""

    def __init__(self) -> None:
        self.events: list[Draft] = []
        self._alike: dict[tuple[object, ...], list[int]] = {}

    def home_of(self, draft: Draft) -> int | None:
        """The number of the event told last that a draft tells of again: see `same_event` for what must agree."""
        kin = (draft.type, draft.family)
        signs = (True, draft.when) if draft.sides else (draft.sentence,)
        anywhere = draft.nominal if draft.sides else draft.definite
        marks = [kin] if anywhere else [(*kin, sign) for sign in signs]
        places = merge(*(reversed(self._alike.get(mark, [])) for mark in marks), reverse=True)
        return next((i for i in places if same_event(self.events[i], draft)), None)

    def put(self, number: int, event: Draft) -> None:
        """Note an event, or more of one, under its kind, and with its time, its sentence, whether a noun tells it."""
        self.events[number : number + 1] = [event]
        kin = (event.type, event.family)
        for mark in (kin, *((*kin, sign) for sign in (event.nominal, event.when, event.sentence) if sign)):
            places = self._alike.setdefault(mark, [])
            at = bisect_left(places, number)
            if places[at : at + 1] != [number]:
                places.insert(at, number)


def _is_somebodys(draft: Draft) -> bool:
    return bool(draft.actors or (draft.recipients and draft.actor_spans)) or _is_told_without_doers(draft)


def _completed(draft: Draft, events: list[Draft], sides: Callable[[Iterable[str]], frozenset[str]]) -> Draft:
    if not draft.presumed:
        return draft
    near = takewhile(lambda e: draft.trigger[0] - e.trigger[0] < _NEAR, reversed(events))
    held = (e for e in near if e.type == "CONSULT" and e.mode not in ("visit", "phone"))
    met = next((e.actors for e in held if len(e.actor_sides) > 1), draft.presumed)
    actors = draft.presumed if draft.type == "RETREAT" else met  # who met may have mediated
    actors += tuple(k for k in draft.between if not sides([k]) & sides(actors))
    return replace(draft, actors=actors, sides=sides(actors), actor_sides=sides(actors))


_DEEDS = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONCEDE", "MOBILIZE", "SANCTION", "PROTEST"})
_OCCASIONS = frozenset({"CONSULT", "SUPPORT"})
"""Types of what a day is set for: a meeting, a signing."""


def _is_told_without_doers(draft: Draft) -> bool:
    """True for what the text often tells without an agent: "three soldiers were killed", "the closure of the port"."""
    if draft.status == "occurred" and draft.when is not None and not (draft.running or draft.doubt or draft.by_others):
        return draft.mode != "visit"  # "a compromise was worked out in May"; of a trip that was agreed nobody went
    if draft.family in ("offer", "invitation"):
        return draft.status == "occurred" and bool(draft.recipients)
    if draft.appointed and draft.type in _OCCASIONS:
        return draft.status == "cancelled" or draft.when is not None
    if draft.type not in _DEEDS or draft.running:
        return False
    told = draft.type == "PROTEST" and "noun=described" in draft.signs  # "a strike that halted every train"
    return not draft.nominal or draft.carried or told or bool(draft.recipient_spans or draft.when)


def same_event(a: Draft, b: Draft) -> bool:
    """True where the later draft `b` tells of `a` again."""
    if a.type != b.type or a.family != b.family or not _modes_agree(a, b):
        return False
    if (a.running != b.running and a.family != "measures") or (a.persons and b.persons and not a.persons & b.persons):
        return False
    if a.when and b.when and not _overlapping(a.when, b.when):
        return False
    anew = a.status == "ongoing" or not b.nominal or (b.carried and not b.definite)
    if a.type == "CONSULT" and b.over and a.when is None and anew:
        return False  # "they last met in May", "the two, who held talks in May": one meets often, and sinks a boat once
    if a.mode == b.mode == "visit" and _are_apart(a.where, b.where):
        return False  # "flew to Oslo and is expected in Lima"
    if not b.sides:
        ahead = (a.status, b.status) == ("occurred", "planned")  # "the next one is set for May"
        other = b.appointed and (ahead or (a.when and b.when and a.when != b.when))  # "the conference" of another day
        return (b.definite and not other) or a.sentence == b.sentence
    if b.fresh and (a.sides != b.sides or a.when != b.when):
        return False
    both = {a.status, b.status}
    agree = len(both) == 1 or both <= _FIRM or both <= _AHEAD
    if not agree or not (a.sides <= b.sides or b.sides <= a.sides):
        return False
    if a.actor_sides and b.actor_sides and not (a.actor_sides <= b.actor_sides or b.actor_sides <= a.actor_sides):
        return False
    return b.nominal or a.nominal or (a.when is not None and a.when == b.when)


def _are_apart(one: str | None, other: str | None) -> bool:
    """Whether two places are known to lie in two states; a town may lie in the country that was named before."""
    host, another = host_of(one or ""), host_of(other or "")
    return host is not None and another is not None and host != another


def _modes_agree(a: Draft, b: Draft) -> bool:
    if a.mode == b.mode:
        return True
    if a.type == "CONSULT":
        return not {"visit", "phone"} & {a.mode, b.mode}
    return (a.mode is None or b.mode is None) and "abduct" not in (a.mode, b.mode)  # "killed two whom they held"


def _overlapping(a: str, b: str) -> bool:
    """Whether two times may be one; open ones ("since May") only where they begin or end alike."""
    if a == b or ".." in a + b:
        return a == b or _stem(a) == _stem(b)
    (first, last), (begins, ends) = bounds(a), bounds(b)
    return not ((last and begins and last < begins) or (ends and first and ends < first))


def _stem(edtf: str) -> str:
    return edtf.split("/")[0].rstrip("~?%")[:7]


def _joined(first: Draft, later: Draft) -> Draft:
    if first.family == "measures" and first.status == "ongoing" and later.when and "/" not in later.when:
        later = replace(later, when=f"{later.when}/..")
    called_off = later.status == "cancelled" and first.status == "planned"
    return replace(
        first, mode=first.mode or later.mode, status=later.status if called_off else first.status,
        actors=first.actors if len(first.actors) >= len(later.actors) else later.actors,
        recipients=first.recipients or later.recipients, recipient_spans=first.recipient_spans or later.recipient_spans,
        sides=first.sides | later.sides, when=first.when or later.when, where=first.where or later.where,
        sentence=later.sentence if later.when and not first.when else first.sentence,
        mentions=(*first.mentions, later.trigger), confidence=max(first.confidence, later.confidence),
    )  # fmt: skip


def with_shared_settings(events: list[Draft], times: Iterable[Dated]) -> list[Draft]:
    """What was agreed at a meeting takes its time and place, where the text has just told of the meeting; else, what is
    done by saying it takes the day on which it was said.

    `times` are those of the article: one between the two opens another occasion, to which the act may belong.
    """
    dated = sorted(times)
    held = [e for e in events if e.type == "CONSULT" and e.status == "occurred" and e.when and not e.running]
    told = sorted((mention, number) for number, e in enumerate(held) for mention in (e.trigger, *e.mentions))
    out: list[Draft] = []
    for event in events:
        if event.type in _SAID_AT and event.status == "occurred" and None in (event.when, event.where) and event.sides:
            meeting = _meeting_of(event, held, told, dated)
            if meeting is not None and (event.when or event.said_on) in (None, meeting.when):
                event = replace(event, when=meeting.when, where=event.where or meeting.where)
        if event.when is None and event.status == "occurred":
            event = replace(event, when=event.said_on)
        out.append(event)
    return out


_SAID_AT = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"})
_NEAR = 300
"""Characters between a meeting and what was said at it: about two sentences."""


def _meeting_of(act: Draft, held: list[Draft], told: list[tuple[Span, int]], times: list[Dated]) -> Draft | None:
    """The nearest meeting that fits, each by the nearest place that tells of it; `told` are all these, in order."""
    at, seen = act.trigger[0], set[int]()
    reach = max(_NEAR, at - act.sentence[0], act.sentence[1] - at)
    within = told[bisect_left(told, ((at - reach, 0), 0)) : bisect_left(told, ((at + reach + 1, 0), 0))]
    for _, number, mention in sorted((abs(at - mention[0]), number, mention) for mention, number in within):
        meeting = held[number]
        fits = act.sides <= meeting.sides and (act.persons <= meeting.persons or not meeting.persons)
        fits = fits and number not in seen and _is_near(act, mention)
        if fits and not _parted(act, mention, meeting.when or "", times):
            return meeting
        seen.add(number)
    return None


def _is_near(act: Draft, told: Span) -> bool:
    """Whether the meeting is told before the act, or in the same sentence."""
    return 0 <= act.trigger[0] - told[0] < _NEAR or act.sentence[0] <= told[0] < act.sentence[1]


def _parted(act: Draft, told: Span, when: str, times: list[Dated]) -> bool:
    """Whether the act is of another time than the meeting told before it, by a time (no year, no stretch) between them.

    That is one in the act's own sentence, or a later one: earlier ones are background, from which the text returns.
    """
    first, last = sorted((told[0], act.trigger[0]))
    between = times[bisect_left(times, ((first, 0), "")) : bisect_left(times, ((last, 0), ""))]
    days = [(span[0], edtf) for span, edtf in between if len(edtf) > _A_YEAR and "/" not in edtf]
    others = (day for day in days if not (day[1].startswith(when) or when.startswith(day[1])))
    return any(at >= act.sentence[0] or edtf > when for at, edtf in others)


_A_YEAR = 4
