"""Handing on what was prepared: a telling that is sealed is the telling that it was, whatever is asked of it first."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import fields, replace
from typing import Any

import pytest
from evaluation.generated import readings

from verbale.handing import Sealed, handed_on
from verbale.model.board import Unsettled
from verbale.model.record import Telling
from verbale.process import unpacked
from verbale.record.preparing import Prepared, prepared


@pytest.fixture(scope="module")
def made() -> list[Prepared]:
    return [prepared(Unsettled(one, day.isoformat(), day.isoformat()), ()) for one, day in readings(6)]


@pytest.fixture
def told(made: list[Prepared]) -> list[Telling[Any]]:
    return [b.new.telling for one in made for b in one.brought]


@pytest.fixture
def there(made: list[Prepared]) -> list[Telling[Any]]:
    """The same tellings as another process has them."""
    return [b.new.telling for one in unpacked(bytes(handed_on(made))) for b in one.brought]


def test_what_is_handed_on_is_what_was_prepared(made: list[Prepared]) -> None:
    assert unpacked(bytes(handed_on(made))) == made


def test_most_tellings_are_sealed_and_what_they_are_found_by_opens_none(there: list[Telling[Any]]) -> None:
    sealed = [t for t in there if isinstance(t, Sealed)]
    assert len(sealed) > len(there) / 2
    assert {(t.key, t.article, t.known_from, t.published, t.kind, hash(t)) for t in sealed}
    assert all(type(t) is Sealed for t in sealed)


ASKING: list[Callable[[Any], object]] = [  # Any: tellings of whatever kind
    *(lambda t, name=f.name: getattr(t, name) for f in fields(Telling)),
    lambda t: (t.words, t.parties, t.kind),
    lambda t: replace(t, days=("2024-03",)),
    copy,
]


@pytest.mark.parametrize("ask", ASKING)
def test_whatever_is_asked_of_a_telling_first_it_answers_as_the_one_that_it_was(
    told: list[Telling[Any]], there: list[Telling[Any]], ask: Callable[[Any], object]
) -> None:
    assert [ask(t) for t in there] == [ask(t) for t in told]
    assert there == told


def test_sealed_or_not_equal_tellings_are_equal(told: list[Telling[Any]], there: list[Telling[Any]]) -> None:
    assert told == there
    assert there[0] != there[1]
    assert {*told} == {*there}


def test_what_a_telling_does_not_have_it_does_not_have_sealed(there: list[Telling[Any]]) -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = there[0].nothing  # type: ignore[attr-defined] # it has no such field
    assert type(there[0]) is Telling
