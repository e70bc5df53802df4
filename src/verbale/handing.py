"""How what one process prepared is handed on to the one that writes.

Python takes twice as long to pickle a dataclass with slots as to hand on its fields. Of a telling the one that writes
asks as a rule for no more than by what it is found, so the rest stays packed until it is wanted: that takes a third of
the room, and nothing where it is never wanted.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import Any

from verbale.model.board import New, Opposed, Stretches, WordsAsked, WordsDone
from verbale.model.evidence import Observation
from verbale.model.negotiation import CONTENT_TYPES, Phase, Position
from verbale.model.record import Decision, Join, Relay, Telling, Who
from verbale.model.text import Passage
from verbale.record.preparing import Brought, Prepared
from verbale.record.weighing import Weighed

_BY_FIELDS: tuple[type[Any], ...] = (
    Prepared, Brought, New, Stretches, WordsAsked, WordsDone, Opposed, Weighed, Join,
    *CONTENT_TYPES, Telling, Passage, Observation, Who, Relay, Decision,
)  # fmt: skip
"""What there is most of in what is handed on."""
_KEPT_BY = [tuple(getattr(kind, f.name).__set__ for f in fields(kind)) for kind in _BY_FIELDS]
_OPEN = ("key", "article", "known_from", "published")
"""What is at hand of a telling that is sealed, and its kind."""
_KEEP = {f.name: getattr(Telling, f.name).__set__ for f in fields(Telling)}
_KEEP_OPEN, _KEEP_CONTENT = [_KEEP[name] for name in _OPEN], _KEEP["content"]
_CONTENT = vars(Telling)["content"].__get__  # what lies in the slot


_LOOKED_AT = (Position.KIND, Phase.KIND)
"""Kinds whose content says where a telling stands."""


class Sealed(Telling[Any]):
    """A telling of which all but what it is found by is packed.

    Whatever else is asked of it, it is unpacked and from then on a telling like any other. Its content's slot holds its
    kind and what is packed meanwhile.
    """

    __slots__ = ()

    @property
    def kind(self) -> str:
        """The kind of the content."""
        kind: str = _CONTENT(self)[0]
        return kind

    @property
    def content(self) -> Any:  # Any: content of whatever kind
        """The content."""
        return _opened(self).content

    def __getattr__(self, name: str) -> Any:  # Any: of whatever field
        return getattr(_opened(self), name)

    def __eq__(self, other: object) -> bool:
        return _opened(self) == other

    __hash__ = Telling.__hash__

    def __reduce_ex__(self, protocol: Any) -> Any:  # Any: as `object` has it
        return _opened(self).__reduce_ex__(protocol)


def _opened(sealed: Telling[Any]) -> Telling[Any]:
    """The same telling, with all that was packed of it."""
    at, content, passages, by, sentence, days, cast, relays = pickle.loads(_CONTENT(sealed)[1])  # noqa: S301 - what a process that this one began packed for it
    _KEEP["passages"](sealed, tuple([Passage(*one) for one in passages]))
    _KEEP["observation"](sealed, Observation(*by))
    _KEEP["sentence"](sealed, sentence)
    _KEEP["days"](sealed, days)
    _KEEP["cast"](sealed, tuple([Who(*one) for one in cast]))
    _KEEP["relays"](sealed, tuple([Relay(key, who and Who(*who), act) for key, who, act in relays]))
    _KEEP["decided"](sealed, ())
    _KEEP["content"](sealed, _of_fields(at, content))
    object.__setattr__(sealed, "__class__", Telling)
    return sealed


def _sealed(open_values: Iterable[Any], kind: str, packed: bytes) -> Sealed:  # Any: of whatever field
    made: Sealed = object.__new__(Sealed)
    for keep, value in zip(_KEEP_OPEN, open_values, strict=True):
        keep(made, value)
    _KEEP_CONTENT(made, (kind, packed))
    return made


def _of_fields(at: int, values: Iterable[Any]) -> Any:  # Any: dataclasses, and their fields
    made = object.__new__(_BY_FIELDS[at])
    for keep, value in zip(_KEPT_BY[at], values, strict=True):
        keep(made, value)
    return made


def handed_on(what: Any, before: bytes = b"") -> memoryview:
    """What is handed on, packed for `process.unpacked`, with something before it."""
    return _packed(what, _WITH_TELLINGS, before)


def handed_on_open(what: Any) -> memoryview:
    """The same, with no telling sealed, for who looks at all of each."""
    return _packed(what, _REDUCING)


_Reducing = dict[type[Any], Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]]


def _packed(what: Any, reducing: _Reducing, before: bytes = b"") -> memoryview:
    into = BytesIO()
    into.write(before)
    pickler = pickle.Pickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = reducing
    pickler.dump(what)
    return into.getbuffer()


def _by_fields(
    at: int, values: Callable[[Any], Any], one: Any
) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # Any: dataclasses
    return (_of_fields, (at, values(one)))


_REDUCING: _Reducing = {
    kind: partial(_by_fields, at, attrgetter(*(f.name for f in fields(kind)))) for at, kind in enumerate(_BY_FIELDS)
}
_open_of = attrgetter(*_OPEN)
_CONTENTS = {
    kind: (at, attrgetter(*(f.name for f in fields(kind))))
    for at, kind in enumerate(_BY_FIELDS)
    if kind in CONTENT_TYPES
}
_of_passage, _of_observation, _of_who = (
    attrgetter(*(f.name for f in fields(kind))) for kind in (Passage, Observation, Who)
)


def _sealing(told: Telling[Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # Any: as above
    if told.kind in _LOOKED_AT or told.decided:
        return _REDUCING[Telling](told)
    return (_sealed, (_open_of(told), told.kind, _rest_of(told)))


def _rest_of(told: Telling[Any]) -> bytes:
    """All else of a telling that nobody decided about, as plain values: these are packed soonest."""
    at, values = _CONTENTS[type(told.content)]
    cast = [_of_who(who) for who in told.cast]
    relays = [(r.key, r.speaker and _of_who(r.speaker), r.act) for r in told.relays]
    passages, by = [_of_passage(p) for p in told.passages], _of_observation(told.observation)
    rest = (at, values(told.content), passages, by, told.sentence, told.days, cast, relays)
    return pickle.dumps(rest, pickle.HIGHEST_PROTOCOL)


def _bringing(brought: Brought) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # Any: as above
    new, asked = brought.new, brought.asked
    keys = new.keys.tobytes() if isinstance(new.keys, array) else new.keys
    others = (new.place, new.signature, keys, new.done, new.asks, new.demand, new.meets, new.outline)
    return (_brought, (new.telling, *others, asked.topics, asked.slots, asked.sizes))


def _brought(told: Telling[Any], place: int, signature: str, keys: Any, *others: Any) -> Brought:  # Any: as above
    *rest, topics, slots, sizes = others
    kept = array("q", keys) if isinstance(keys, bytes) else keys
    return Brought(New(told, place, signature, kept, *rest), Stretches(topics, slots, sizes))


_WITH_TELLINGS: _Reducing = {**_REDUCING, Telling: _sealing, Brought: _bringing}
