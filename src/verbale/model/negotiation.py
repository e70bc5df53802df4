"""What the press tells of a negotiation: the content of findings.

One frozen dataclass a kind, in the shape of the annotation guidelines. Places in the text are `Span`s; other findings
are referred to by key. `spans()` gives every place that carries the content, the main one first.
Sources: PLOVER 0.8 (events), CAMEO (roots), EDTF level 1 (dates), TIMEX3 (values for comparison with other taggers).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from verbale.model.text import Span

ActorKind = Literal[
    "person", "state", "government", "ministry", "organisation", "outlet", "public", "group", "anonymous"
]
Manner = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "state", "agree", "support", "concede", "promise", "propose", "request", "accuse", "deny", "reject", "threaten",
    "warn",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["occurred", "ongoing", "planned", "proposed", "cancelled", "denied", "hypothetical"]
LinkageKind = Literal["precondition", "cause", "concern", "independence", "leverage", "reprisal"]
PhaseStatus = Literal[
    "proposed", "scheduled", "under_way", "accelerated", "stalled", "suspended", "resumed", "concluded", "broken_off"
]
Change = Literal["new", "reaffirmed", "shifted"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression. `calendar` tells those that name or bound a calendar time from durations, sets, "recently".

    `edtf` is None where it cannot be placed; `lower` and `upper` are the ISO days that bound it, None where open.
    `anchor` names what it was resolved against: "explicit", "publication", "dateline", "focus", "none".
    `alternatives` are further EDTF readings where the text does not decide. `timex3_parts` are the expressions that
    TIMEX3 would mark here, `(start, end, type, value)` in article offsets: it leaves out the preposition that bounds an
    interval and marks the two ends of a range apart. `told` says whether the
    text tells it as gone by or as still to come. `zone` is the offset from UTC of a clock time, where it names one.
    """

    KIND: ClassVar[str] = "time"
    span: Span
    edtf: str | None
    lower: str | None = None
    upper: str | None = None
    granularity: str | None = None
    modifier: str | None = None
    timex3: str | None = None
    timex_type: TimexType = "DATE"
    calendar: bool = True
    anchor: str = "none"
    anchor_span: Span | None = None
    alternatives: tuple[str, ...] = ()
    timex3_parts: tuple[tuple[int, int, TimexType, str], ...] = ()
    told: Literal["past", "ahead"] | None = None
    zone: str | None = None

    def spans(self) -> tuple[Span, ...]:
        """The expression itself."""
        return (self.span,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts or speaks. `party` is an ISO 3166 alpha-3 code, a body such as EU, or a code of the brief.

    `mentions` are all places where the article means this actor; `members` are keys of a group's actor findings.
    """

    KIND: ClassVar[str] = "actor"
    name: str
    kind: ActorKind
    party: str | None = None
    role: str | None = None
    mentions: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """Every mention, in order."""
        return self.mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Content attributed to an actor; `within` is the key of the statement inside whose content this one stands."""

    KIND: ClassVar[str] = "statement"
    kind: Literal["speech", "attitude"]
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    act: Act = "state"
    addressee: str | None = None
    said_on: str | None = None
    within: str | None = None
    issues: tuple[str, ...] = ()
    medium: str | None = None
    hedge: str | None = None
    on_record: bool | None = None

    def spans(self) -> tuple[Span, ...]:
        """The content, then cue and speaker."""
        return self.content + tuple(s for s in (self.cue, self.speaker_span) if s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, is planned, was cancelled or denied: PLOVER type and mode, with the CAMEO root beside."""

    KIND: ClassVar[str] = "event"
    type: EventType
    mode: str | None
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str | None
    where: str | None
    trigger: Span
    mentions: tuple[Span, ...] = ()
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    historical: bool = False
    sentence: Span | None = None
    actor_spans: tuple[Span, ...] = ()
    """Where the sentence of the trigger names the actors, also by words that the actors annotator made nobody of."""
    recipient_spans: tuple[Span, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """The trigger at its first mention, then later ones, then the sentence that tells the day, else the first's."""
        later = tuple(m for m in self.mentions if m != self.trigger)
        return (self.trigger, *later, *((self.sentence,) if self.sentence else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """What the text ties together: `antecedent` (from) and `consequent` (to), held by an actor or by the writer."""

    KIND: ClassVar[str] = "linkage"
    kind: LinkageKind
    antecedent: Span
    consequent: Span
    cue: Span
    holder: str | None = None
    polarity: Literal["positive", "negative"] = "positive"

    def spans(self) -> tuple[Span, ...]:
        """Both ends and the cue."""
        return (self.antecedent, self.consequent, self.cue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party wants or refuses on an issue; `stance` is a clause taken from the text."""

    KIND: ClassVar[str] = "position"
    party: str
    issue: str
    stance: str
    evidence: Span
    as_of: str | None = None
    change: Change | None = None

    def spans(self) -> tuple[Span, ...]:
        """The evidence."""
        return (self.evidence,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements of one article, one against the other or not true together; `cue` says how."""

    KIND: ClassVar[str] = "contradiction"
    a: str
    b: str
    about: str
    cue: Span | None = None
    evidence: tuple[Span, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """The contents of the two statements and the word that opposes them."""
        return self.evidence + ((self.cue,) if self.cue else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """How the talks of the article stand or stood, by its own words."""

    KIND: ClassVar[str] = "phase"
    status: PhaseStatus
    since: str | None
    by: str | None
    evidence: Span

    def spans(self) -> tuple[Span, ...]:
        """The evidence."""
        return (self.evidence,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Content of a kind that a third party's annotator adds: `label` is the kind, `values` are its fields."""

    KIND: ClassVar[str] = "remark"
    label: str
    places: tuple[Span, ...]
    values: tuple[tuple[str, str], ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """The places as the annotator gave them."""
        return self.places


Content = Time | Actor | Statement | Event | Linkage | Position | Contradiction | Phase | Remark
CONTENT_TYPES: tuple[type[Content], ...] = (
    Time, Actor, Statement, Event, Linkage, Position, Contradiction, Phase, Remark,
)  # fmt: skip
