"""The record: lines that add up what several articles tell, and the tellings that carry them.

A telling is a finding that reports something, with its references resolved, so that a line can be shown, matched and
judged without the reading that it came from. Lines of one kind are a partition of the tellings of that kind, but for
announced dates and contradictions, which follow from lines. Every line leads back to passages through its tellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from verbale.model.evidence import Observation
from verbale.model.negotiation import (
    Actor,
    ActorKind,
    Change,
    Content,
    Event,
    EventStatus,
    EventType,
    Linkage,
    Phase,
    PhaseStatus,
    Position,
    Statement,
)  # fmt: skip
from verbale.model.text import Article, Passage, Span

C = TypeVar("C", bound=Content, covariant=True)

LineKind = Literal[
    "utterance", "event", "actor", "position", "phase", "contradiction", "announced", "precondition", "linkage"
]
Outcome = Literal["kept", "moved", "cancelled", "lapsed", "open"]
PreconditionStatus = Literal["open", "met", "dropped"]


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as one article names it; `key` is the actor's finding there."""

    key: str
    name: str
    kind: ActorKind
    party: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """A statement inside whose content another stands: who made it, by which act, and its finding's key."""

    key: str
    speaker: Who | None
    act: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a telling: the field that was set ("" where the whole was accepted), by whom, when.

    `judgement` is the judgement's key, `made_on` an ISO day, `value` what was set, as JSON has it.
    """

    field: str
    judgement: str
    by: str
    made_on: str
    value: Any = None  # Any: JSON of the field's own type


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Generic[C]):
    """One finding that reports something, with what it refers to resolved.

    `key` is the finding's, `article` the article's; `known_from` is the ISO day from which it counts. `passages` are
    the finding's, the main one first; `sentence` is the sentence around it, `days` the times (EDTF) told there.
    `cast` are the actors that the content refers to by key, `relays` the statements it stands within, innermost first.
    `published` are the ISO days that bound the article's publication. `decided` is what people set.
    """

    key: str
    article: str
    known_from: str
    content: C
    passages: tuple[Passage, ...]
    observation: Observation
    sentence: str = ""
    days: tuple[str, ...] = ()
    published: tuple[str | None, str | None] = (None, None)
    cast: tuple[Who, ...] = ()
    relays: tuple[Relay, ...] = ()
    decided: tuple[Decision, ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)  # what is settled looks the same tellings up again and again

    def who(self, key: str | None) -> Who | None:
        """The actor of the cast with that key, or None."""
        return next((w for w in self.cast if w.key == key), None) if key else None

    @property
    def kind(self) -> str:
        """The kind of the content, such as `statement`."""
        return self.content.KIND

    @property
    def parties(self) -> frozenset[str]:
        """The parties it is about: the speaker's, the wanting one, the actor's own, else those of all who take part."""
        of = self.content
        if isinstance(of, Position | Actor):
            return frozenset(filter(None, [of.party]))
        cast = (self.who(of.speaker),) if isinstance(of, Statement) else self.cast
        return frozenset(w.party for w in cast if w and w.party)

    @property
    def words(self) -> str:
        """The exact words of the main passage."""
        return self.passages[0].words if self.passages else ""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two tellings are one line: their keys, the score (0 to 1), its named parts; `judged` names a judgement."""

    a: str
    b: str
    score: float
    parts: tuple[tuple[str, float], ...]
    judged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[C]):
    """One entry of the record. `key` is stable while its first telling is; tellings are in order of `known_from`.

    `left_out` is how many tellings there are beside those held here: of a long line the first and the last are.
    """

    key: str
    tellings: tuple[Telling[C], ...]
    joins: tuple[Join, ...] = ()
    left_out: int = 0

    @property
    def first(self) -> Telling[C]:
        """The telling that was known first."""
        return self.tellings[0]

    @property
    def last(self) -> Telling[C]:
        """The telling that was known last."""
        return self.tellings[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance(Line[Statement]):
    """One act of speaking. `said_on` is EDTF, the most exact day that a telling gives, None where none does."""

    speaker: Who | None
    said_on: str | None


@dataclass(frozen=True, slots=True)
class DateTold:
    """A day that was set for an event (EDTF), and the telling that first says so."""

    day: str
    telling: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What became of the days set for an event: every day in the order told.

    `moved` says in `then` whether it was kept, cancelled, lapsed or is open since.
    """

    dates: tuple[DateTold, ...]
    outcome: Outcome
    then: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine(Line[Event]):
    """One event with its history: status, day and sides as its tellings leave it; `announced` where days were set."""

    type: EventType
    mode: str | None
    status: EventStatus
    when: str | None
    where: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    announced: Announced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine(Line[Actor]):
    """One actor: the fullest name, all names, and the offices told, each with the first and last day it was told."""

    name: str
    kind: ActorKind
    party: str | None
    names: tuple[str, ...]
    roles: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a course: a telling, and how it stands to the step before.

    `change` is what the telling's own words say; `possible` is a change that the wording suggests and nobody asserted:
    it is marked for review. `restates` are later tellings of it: in copies, as background, by other papers at once.
    """

    telling: Telling[Position]
    change: Change | None
    possible: Literal["softened", "hardened", "shifted"] | None = None
    restates: tuple[Telling[Position], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread(Line[Position]):
    """What one party wants on one issue, step by step in order of time; the tellings are those of all steps."""

    party: str
    issue: str
    course: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine(Line[Phase]):
    """A time during which the talks were in one phase. `since` and `until` are EDTF, None where untold or going on.

    Tellings that say no more than how the talks stood then are among the line's, but neither first nor last.
    """

    status: PhaseStatus
    since: str | None
    until: str | None
    by: tuple[Who, ...]

    @property
    def first(self) -> Telling[Phase]:
        """The telling of this status that was known first."""
        return next(t for t in self.tellings if t.content.status == self.status)

    @property
    def last(self) -> Telling[Phase]:
        """The telling of this status that was known last."""
        return next(t for t in reversed(self.tellings) if t.content.status == self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageLine(Line[Linkage]):
    """One tie between two things, told once or again."""

    holder: Who | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition(Line[Linkage]):
    """What a holder asks for before it grants something; `by` is the key of the event that met it."""

    holder: str | None
    status: PreconditionStatus
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionLine:
    """Two accounts that cannot both be true: the keys of two lines (utterances, events), their tellings, and why.

    `differ_in` is what they differ in: "polarity", "denial", "participants", "date", "place", "outcome" or, where an
    article itself sets them against each other, "set against".
    """

    key: str
    a: str
    b: str
    tellings: tuple[tuple[str, str], ...]
    differ_in: str
    about: str
    rule: str
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article as lines cite it. `origin` is the key of the article whose text it goes back to.

    Two articles of one origin are copies. `newsroom` is the house that published it, its outlet or the publisher or
    wire that the outlet belongs to, and `origin_newsroom` that of the text it goes back to; an article whose outlet
    nobody knows is a house of its own. `dated` tells who gave the date of publication, where a person did.
    """

    article: Article
    known_from: str
    added_on: str
    origin: str
    newsroom: str
    origin_newsroom: str
    dated: Decision | None = None


@dataclass(frozen=True)
class Record:
    """All lines that findings and judgements add up to, each kind in order of `known_from` and key.

    `newest` is the key of the newest version of an article by the keys of those that are older, and of itself.
    """

    sources: Mapping[str, Source]
    actors: tuple[ActorLine, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    events: tuple[EventLine, ...] = ()
    positions: tuple[Thread, ...] = ()
    phases: tuple[PhaseLine, ...] = ()
    contradictions: tuple[ContradictionLine, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    linkages: tuple[LinkageLine, ...] = ()
    newest: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[Line[Any]]:  # Any: lines of every kind together
        """Every line that has tellings."""
        for kind in (
            self.actors, self.utterances, self.events, self.positions, self.phases, self.preconditions, self.linkages,
        ):  # fmt: skip
            yield from kind

    def origins(self, line: Line[Any]) -> int:  # Any: a line of any kind
        """How many independent origins a line goes back to; copies and a house's second report add none."""
        return independent(self.sources[t.article] for t in line.tellings)


def independent(sources: Iterable[Source]) -> int:
    """How many origins articles go back to: those of one text or of one newsroom, also through others, count as one."""
    return joined((f"text {s.origin}", f"house {s.newsroom}") for s in sources)


def joined(pairs: Iterable[tuple[str, str]]) -> int:
    """How many groups pairs of names make, those that share a name being one."""
    into: dict[str, str] = {}

    def top(name: str) -> str:
        while into.setdefault(name, name) != name:
            name = into[name]
        return name

    for a, b in pairs:
        into[top(a)] = top(b)
    return len({top(name) for name in list(into)})


__all__ = [
    "ActorLine", "Announced", "ContradictionLine", "DateTold", "Decision", "EventLine", "Join", "Line", "LineKind",
    "LinkageLine", "Outcome", "PhaseLine", "Precondition", "PreconditionStatus", "Record", "Relay", "Source", "Span",
    "Step", "Telling", "Thread", "Utterance", "Who",
]  # fmt: skip
