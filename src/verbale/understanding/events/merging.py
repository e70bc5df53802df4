"""One event told several times is one event: which drafts of an article tell of the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from verbale.model.negotiation import EventStatus, EventType
from verbale.model.text import Span
from verbale.understanding.grammar.dates_of import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as one place tells it, before it is joined with what other places tell."""

    type: EventType
    mode: str | None
    cameo: str
    status: EventStatus
    actors: tuple[str, ...]
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
    persons: frozenset[str] = frozenset()
    """The actors that are persons: two ministers' meeting is not their presidents'."""
    past: bool = False
    """Told as history: "the experience of the withdrawal"."""
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
    events: list[Draft] = []
    every = sorted(drafts, key=lambda d: d.trigger)
    for draft in (_completed(d, events, sides) for d in every if not d.doubt):
        home = next((i for i in range(len(events) - 1, -1, -1) if same_event(events[i], draft)), None)
        if home is None and draft.status == "denied" and not draft.actors and events:
            last = events[-1]  # "no such offer was made", said next
            if (last.type, last.family) == (draft.type, draft.family):
                events[-1] = replace(last, status="denied", mentions=(*last.mentions, draft.trigger))
        elif home is not None:
            events[home] = _joined(events[home], draft)
        elif _is_somebodys(draft):
            events.append(draft)
    beside = [d for d in every if d.doubt and _is_somebodys(d) and not any(same_event(e, d) for e in events)]
    return sorted([*events, *beside], key=lambda d: d.trigger)


def _is_somebodys(draft: Draft) -> bool:
    return bool(draft.actors or (draft.recipients and draft.actor_spans)) or _is_told_without_doers(draft)


def _completed(draft: Draft, events: list[Draft], sides: Callable[[Iterable[str]], frozenset[str]]) -> Draft:
    if not draft.presumed:
        return draft
    before = (
        e.actors
        for e in reversed(events)
        if e.type == "CONSULT"
        and e.mode not in ("visit", "phone")
        and len(e.sides) > 1
        and draft.trigger[0] - e.trigger[0] < _NEAR
    )
    actors = next(before, draft.presumed)
    return replace(draft, actors=actors, sides=sides(actors), actor_sides=sides(actors))


_DEEDS = frozenset({"ASSAULT", "COERCE", "RETREAT", "CONCEDE", "MOBILIZE", "SANCTION", "PROTEST"})
_OCCASIONS = frozenset({"CONSULT", "SUPPORT"})
"""Types of what a day is set for: a meeting, a signing."""


def _is_told_without_doers(draft: Draft) -> bool:
    """True for what the text often tells without an agent: "three soldiers were killed", "the closure of the port"."""
    if draft.family in ("offer", "invitation"):
        return draft.status == "occurred" and bool(draft.recipients)
    if draft.appointed and draft.type in _OCCASIONS:
        return draft.status == "cancelled" or draft.when is not None
    if draft.type not in _DEEDS or draft.running:
        return False
    return not draft.nominal or draft.carried or bool(draft.recipient_spans or draft.when)


def same_event(a: Draft, b: Draft) -> bool:
    """True where the later draft `b` tells of `a` again."""
    if a.type != b.type or a.family != b.family or not _modes_agree(a, b):
        return False
    if (a.running != b.running and a.family != "measures") or (a.persons and b.persons and not a.persons & b.persons):
        return False
    if a.when and b.when and not _overlapping(a.when, b.when):
        return False
    if not b.sides:
        other = b.appointed and a.when and b.when and a.when != b.when  # "the conference" of another day
        return (b.definite and not other) or a.sentence == b.sentence
    if b.fresh and (a.sides != b.sides or a.when != b.when):
        return False
    if not _compatible(a.status, b.status) or not (a.sides <= b.sides or b.sides <= a.sides):
        return False
    if a.actor_sides and b.actor_sides and not (a.actor_sides <= b.actor_sides or b.actor_sides <= a.actor_sides):
        return False
    return b.nominal or a.nominal or (a.when is not None and a.when == b.when)


def _modes_agree(a: Draft, b: Draft) -> bool:
    if a.mode == b.mode:
        return True
    if a.type == "CONSULT":
        return not {"visit", "phone"} & {a.mode, b.mode}
    return a.mode is None or b.mode is None


def _compatible(a: EventStatus, b: EventStatus) -> bool:
    return a == b or {a, b} <= _FIRM or {a, b} <= _AHEAD


def _overlapping(a: str, b: str) -> bool:
    return a == b or a.startswith(b) or b.startswith(a) or _stem(a) == _stem(b)


def _stem(edtf: str) -> str:
    return edtf.split("/")[0].rstrip("~?%")[:7]


def _joined(first: Draft, later: Draft) -> Draft:
    if first.family == "measures" and first.status == "ongoing" and later.when and "/" not in later.when:
        later = replace(later, when=f"{later.when}/..")
    return replace(
        first, mode=first.mode or later.mode,
        actors=first.actors if len(first.actors) >= len(later.actors) else later.actors,
        recipients=first.recipients or later.recipients, recipient_spans=first.recipient_spans or later.recipient_spans,
        sides=first.sides | later.sides, when=first.when or later.when, where=first.where or later.where,
        sentence=later.sentence if later.when and not first.when else first.sentence,
        mentions=(*first.mentions, later.trigger), confidence=max(first.confidence, later.confidence),
    )  # fmt: skip


def with_shared_settings(events: list[Draft], times: Iterable[Dated]) -> list[Draft]:
    """What was agreed at a meeting takes its time and place, where the text has just told of the meeting.

    `times` are those of the article: one between the two opens another occasion, to which the act may belong.
    """
    dated = tuple(times)
    out: list[Draft] = []
    for event in events:
        if event.type in _SAID_AT and event.status == "occurred" and event.when is None and event.sides:
            meeting = _meeting_of(event, events, dated)
            if meeting is not None:
                event = replace(event, when=meeting.when, where=event.where or meeting.where)
        out.append(event)
    return out


_SAID_AT = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "CONCEDE"})
_NEAR = 300
"""Characters between a meeting and what was said at it: about two sentences."""


def _meeting_of(act: Draft, events: list[Draft], times: tuple[Dated, ...]) -> Draft | None:
    fit: list[tuple[int, Draft]] = []
    for e in events:
        held = e.type == "CONSULT" and e.status == "occurred" and e.when is not None
        if held and act.sides <= e.sides and (act.persons <= e.persons or not e.persons):
            told = min((e.trigger, *e.mentions), key=lambda m: abs(act.trigger[0] - m[0]))
            if _is_near(act, told) and not _parted(act, told, e.when or "", times):
                fit.append((abs(act.trigger[0] - told[0]), e))
    return min(fit, key=lambda f: f[0], default=(0, None))[1]


def _is_near(act: Draft, told: Span) -> bool:
    """Whether the meeting is told before the act, or in the same sentence."""
    return 0 <= act.trigger[0] - told[0] < _NEAR or act.sentence[0] <= told[0] < act.sentence[1]


def _parted(act: Draft, told: Span, when: str, times: tuple[Dated, ...]) -> bool:
    """Whether the act is of another time than the meeting told before it, by a time (no year, no stretch) between them.

    That is one in the act's own sentence, or a later one: earlier ones are background, from which the text returns.
    """
    first, last = sorted((told[0], act.trigger[0]))
    between = [(span[0], edtf) for span, edtf in times if first <= span[0] < last and "/" not in edtf]
    others = [t for t in between if len(t[1]) > _A_YEAR and not (t[1].startswith(when) or when.startswith(t[1]))]
    return any(at >= act.sentence[0] or edtf > when for at, edtf in others)


_A_YEAR = 4
