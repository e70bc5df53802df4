"""The PLOVER lexicon: frames by lemma, the word classes they use, and operators over nouns that name events.

Source: PLOVER 0.8 types and modes (where its manual and its README differ, the manual), CAMEO roots. The words and the
example sentences are Verbale's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from verbale.model.negotiation import EventStatus, EventType
from verbale.understanding.events.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

Words = frozenset[str]
Complement = Literal["to", "that-subjunctive", "that-future", "that-must", "ask", "on-condition"]

MODES: Mapping[EventType, Words] = {
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "COERCE": frozenset(
        {
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
            "cyber",
        }
    ),
    "ASSAULT": frozenset(
        {
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
            "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
        }
    ),
}  # fmt: skip
"""The modes that PLOVER has for each type; types that are not here have none."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What may fill a place in a frame: lemmas, lemmas with a modifier ("peace deal"), and the marks beside them.

    `anything`: whatever stands there will do; `nothing`: the place may be empty; `actor`, `person`, `place`: one that
    acts, a person, a name of a place.
    """

    lemmas: Words = frozenset()
    phrases: frozenset[tuple[str, str]] = frozenset()
    anything: bool = False
    nothing: bool = False
    actor: bool = False
    place: bool = False

    def __bool__(self) -> bool:
        return bool(self.lemmas or self.phrases or self.anything or self.nothing or self.actor or self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which English tells of an event; see docs/reference/events.md for its fields."""

    name: str
    type: EventType
    mode: str | None = None
    cameo: str
    example: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: Slot = Slot()
    not_object: Slot = Slot()
    object_modifier: Words = frozenset()
    prep: tuple[tuple[str, Slot], ...] = ()
    prep_not: tuple[tuple[str, Slot], ...] = ()
    complement: Complement | None = None
    to_verbs: Words = frozenset()
    not_complement: Words = frozenset()
    acl: Words = frozenset()
    not_modifier: Words = frozenset()
    actor_kind: Literal["people", "forces", "protesters"] | None = None
    recipient: tuple[str, ...] = ()
    symmetric: bool = False
    reversed: Words = frozenset()
    trigger: Literal["verb", "object", "prep"] = "verb"
    needs_light: bool = False
    under: tuple[str, ...] = ()
    """Prepositions of which one must govern the noun: "at" in "at their request"."""
    owned: bool = False
    """The noun must be said to be somebody's, and then names a fact whatever became of it: "rejected their offer"."""
    acl_to: bool = False
    """An infinitive must say what the noun is to: "an agreement to meet"."""
    modal: bool = False
    negated: bool = False
    speech: bool = False
    weak: bool = False
    inner: EventStatus | None = None
    contexts: tuple[str, ...] = ()
    family: str = ""
    """Frames of one family may tell of one event; a type is one family where a table does not part it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A verb or noun that begins, stops or cancels what another noun names; `type` None keeps that noun's own."""

    name: str
    example: str
    over: Words
    type: EventType | None = None
    mode: str | None = None
    cameo: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    trigger: Literal["verb", "object"] = "verb"
    agentless: Literal["note", "cancelled"] | None = None
    """Without an agent: "note" leaves the noun's event alone, "cancelled" makes that its status."""


@dataclass(frozen=True, slots=True)
class Headword:
    """An entry of the index: the words that must stand beside the head ("off" in "call off") and what it means."""

    beside: str | None
    meaning: Frame | Operator


@dataclass(frozen=True)
class Lexicon:
    """Frames and operators by the lemma of their head."""

    verbs: Mapping[str, tuple[Headword, ...]]
    nouns: Mapping[str, tuple[Headword, ...]]
    adjectives: Mapping[str, tuple[Headword, ...]]
    light: Words
    happening: Words
    classes: Mapping[str, Slot]
    frames: tuple[Frame, ...]
    operators: tuple[Operator, ...] = field(default=())


def slot(words: Iterable[str], classes: Mapping[str, Iterable[str]]) -> Slot:
    """The slot that `words` describe: lemmas, "two words", "@class", and the marks "*", "%none", "%actor", "%place"."""
    listed = list(words)
    plain = [w for w in listed if w[0] not in "@%*"]
    for name in (w[1:] for w in listed if w[0] == "@"):
        plain += classes[name]
    return Slot(
        lemmas=frozenset(w for w in plain if " " not in w),
        phrases=frozenset((w.rsplit(" ", 1)[0], w.rsplit(" ", 1)[1]) for w in plain if " " in w),
        anything="*" in listed,
        nothing="%none" in listed,
        actor="%actor" in listed,
        place="%place" in listed,
    )


def lemma_of(token: Token) -> str:
    """The token's lemma in lower case, put right where the language model is known to err."""
    lemma = token.lemma_.lower()
    return str(toml("plover_words")["lemmas"].get(lemma, lemma))


def _frame(values: dict[str, Any], classes: Mapping[str, list[str]]) -> Frame:
    fields: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("object", "not_object"):
            fields[name] = slot(value, classes)
        elif name in ("prep", "prep_not"):
            fields[name] = tuple((word, slot(fillers, classes)) for word, fillers in value.items())
        elif name in ("object_modifier", "to_verbs", "not_complement", "acl", "not_modifier", "reversed"):
            fields[name] = frozenset(value)
        else:
            fields[name] = tuple(value) if isinstance(value, list) else value
    frame = Frame(**fields)
    if frame.mode is not None and frame.mode not in MODES.get(frame.type, ()):
        raise ValueError(f"{frame.name}: PLOVER has no mode {frame.mode!r} for {frame.type}")
    return frame


def _operator(values: dict[str, Any]) -> Operator:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    fields["over"] = frozenset(values["over"])
    fields["type"] = None if values["type"] == "=" else values["type"]
    return Operator(**fields)


def _index(entries: Iterable[tuple[str, Frame | Operator]], *, head_first: bool) -> dict[str, tuple[Headword, ...]]:
    index: dict[str, list[Headword]] = {}
    for words, meaning in entries:
        parts = words.split(" ")
        head = parts[0] if head_first else parts[-1]
        beside = " ".join(parts[1:] if head_first else parts[:-1]) or None
        index.setdefault(head, []).append(Headword(beside, meaning))
    return {head: tuple(words) for head, words in index.items()}


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; raises ValueError where a table contradicts PLOVER."""
    words = toml("plover_words")
    classes = words["classes"]
    tables = (toml("plover_cooperation"), toml("plover_conflict"))
    frames = tuple(_frame(values, classes) for table in tables for values in table["frame"])
    operators = tuple(_operator(values) for values in words["operator"])
    meanings: tuple[Frame | Operator, ...] = (*frames, *operators)
    return Lexicon(
        verbs=_index(((w, m) for m in meanings for w in m.verbs), head_first=True),
        nouns=_index(((w, m) for m in meanings for w in m.nouns), head_first=False),
        adjectives=_index(((w, f) for f in frames for w in f.adjectives), head_first=True),
        light=frozenset(words["light"]["verbs"]),
        happening=frozenset(words["light"]["happening"]),
        classes={name: slot(listed, classes) for name, listed in classes.items()},
        frames=frames,
        operators=operators,
    )
