"""What a person may set of a finding: which fields there are, and whether a value fits the field's type.

An actor is set by name, for the key of its finding changes when the article is read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from verbale.errors import InputError
from verbale.model.negotiation import CONTENT_TYPES, Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import PreconditionStatus
from verbale.model.times import is_edtf

SETTABLE: dict[str, tuple[str, ...]] = {
    Statement.KIND: (
        "speaker",
        "addressee",
        "act",
        "kind",
        "manner",
        "said_on",
        "issues",
        "medium",
        "hedge",
        "on_record",
    ),
    Event.KIND: ("type", "mode", "status", "when", "where", "actors", "recipients", "historical", "cameo"),
    Actor.KIND: ("name", "kind", "party", "role"),
    Position.KIND: ("party", "issue", "stance", "as_of", "change"),
    Phase.KIND: ("status", "since", "by"),
    Linkage.KIND: ("kind", "polarity", "holder", "status"),
}
"""The fields of each kind; `status` of a linkage is that of the precondition which it is."""

DATES = frozenset({"said_on", "when", "since", "as_of"})
ACTORS = frozenset({"speaker", "addressee", "holder", "by", "actors", "recipients"})
NOTHING = ("", "-", "none")
"""What is typed to empty a field that may be empty."""
YES, NO = ("yes", "true"), ("no", "false")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a value may use: codes of parties, ids of issues, names of actors."""

    parties: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


def choices(kind: type[Content], field: str) -> tuple[str, ...]:
    """What a field may hold where that is one of a few words; nothing where it may hold other things too."""
    plain, _ = _hint(kind, field)
    if get_origin(plain) is Literal:
        return tuple(get_args(plain))
    return ("yes", "no") if plain is bool else ()


def may_be_empty(kind: type[Content], field: str) -> bool:
    """Whether a field may hold nothing."""
    return _hint(kind, field)[1]


def _hint(kind: type[Content], field: str) -> tuple[Any, bool]:  # Any: a type hint
    """The type of a field, and whether it may be empty."""
    hint = PreconditionStatus if (kind, field) == (Linkage, "status") else _hints(kind.KIND)[field]
    optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
    return next(a for a in get_args(hint) if a is not NoneType) if optional else hint, optional


@cache
def _hints(kind: str) -> dict[str, Any]:  # Any: type hints
    """The types of the fields of what is of a kind; to work them out takes longer than all else that a page asks."""
    return get_type_hints(next(content for content in CONTENT_TYPES if kind == content.KIND))


def value_of(kind: type[Content], field: str, text: str, known: Vocabulary) -> Any:  # Any: JSON of the field's type
    """What `text` says for a field, as JSON has it; raises InputError with what the field may hold."""
    if field not in SETTABLE.get(kind.KIND, ()):
        there = ", ".join(SETTABLE.get(kind.KIND, ())) or "none"
        raise InputError(f"{named_one(kind.KIND)} has no field {field!r} to set; there are: {there}")
    plain, optional = _hint(kind, field)
    if text.strip().casefold() in NOTHING:
        if optional:
            return None
        if get_origin(plain) is tuple:
            return []
        raise InputError(f"the {field.replace('_', ' ')} of {named_one(kind.KIND)} cannot be empty")
    if get_origin(plain) is tuple:
        return [_one(field, part.strip(), str, known) for part in text.split(",") if part.strip()]
    return _one(field, text.strip(), plain, known)


def named_one(kind: str) -> str:
    """One of a kind in plain words: `an event`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _one(field: str, text: str, hint: Any, known: Vocabulary) -> Any:  # Any: a type hint, JSON out
    if get_origin(hint) is Literal:
        return _among(field, text, get_args(hint))
    if hint is bool:
        if text.casefold() not in (*YES, *NO):
            raise InputError(f"{field} must be yes or no, not {text!r}")
        return text.casefold() in YES
    if field in DATES and not is_edtf(text):
        raise InputError(f"{text!r} is no date in EDTF, such as 2018-11-14, 2018-11, 2018 or 2018-11-14/2018-11-16")
    if field == "party":
        return _among(field, text, sorted(known.parties))
    if field in ("issue", "issues"):
        return _among("issue", text, sorted(known.issues))
    if field in ACTORS and text not in known.actors:
        near = get_close_matches(text, known.actors, n=3)
        hint_at = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise InputError(f"no actor {text!r} is known{hint_at}")
    return text


def _among(field: str, text: str, there: tuple[str, ...] | list[str]) -> str:
    found = next((value for value in there if value.casefold() == text.casefold()), None)
    if found is None:
        raise InputError(f"{text!r} is no {field.replace('_', ' ')}; there are: {', '.join(there)}")
    return found
