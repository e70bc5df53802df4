"""Digests, editions and drafts as JSON; of the last two what is read equals what was written, and is written the same.

An object has the fields of the class, a tuple is a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from verbale.errors import InputError
from verbale.model.draft import Draft
from verbale.model.edition import Digest, Edition

Json = dict[str, Any]  # Any: JSON
T = TypeVar("T")


def digest_as_json(digest: Digest) -> Json:
    """A digest as JSON."""
    return _object(digest)


def edition_as_json(edition: Edition) -> Json:
    """An edition as JSON."""
    return _object(edition)


def edition_from_json(values: Mapping[str, Any]) -> Edition:
    """The edition that `edition_as_json` wrote; raises InputError where it is not of that form."""
    return _built(Edition, values)


def draft_as_json(draft: Draft) -> Json:
    """A draft as JSON."""
    return _object(draft)


def draft_from_json(values: Mapping[str, Any]) -> Draft:
    """The draft that `draft_as_json` wrote; raises InputError where it is not of that form."""
    return _built(Draft, values)


def _object(of: Any) -> Json:  # Any: one of the classes of `model.edition`
    return {field.name: _json(getattr(of, field.name)) for field in fields(of)}


def _json(value: Any) -> Any:  # Any: a field of these classes in, JSON out
    if isinstance(value, tuple):
        return [_json(v) for v in value]
    return _object(value) if is_dataclass(value) else value


@cache
def _hints(of: Any) -> dict[str, Any]:  # Any: a class in, type hints out
    return get_type_hints(of)


def _built(of: type[T], values: Any) -> T:  # Any: JSON
    every: Any = of  # Any: mypy knows no type of a class of dataclasses
    hints = _hints(every)
    if not isinstance(values, Mapping) or values.keys() - hints.keys():
        raise InputError(f"this is no {of.__name__.lower()}: {values!r:.80}")
    lacking = [f.name for f in fields(every) if f.name not in values and f.default is MISSING]
    if lacking:
        raise InputError(f"this is no {of.__name__.lower()}: it lacks {', '.join(lacking)}")
    return of(**{name: _value(hints[name], value, name) for name, value in values.items()})


def _value(hint: Any, value: Any, name: str) -> Any:  # Any: a type hint and JSON in, a field's value out
    if get_origin(hint) is UnionType:
        if value is None:
            return None
        (hint,) = (h for h in get_args(hint) if h is not type(None))
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_value(get_args(hint)[0], v, name) for v in value)
    if is_dataclass(hint):
        assert isinstance(hint, type)  # noqa: S101 - for mypy: every hint that is a dataclass here is its class
        return _built(hint, value)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise InputError(f"{name} cannot be {value!r:.80}")
    return value
