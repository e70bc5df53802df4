"""What may be set of a finding, and what is refused with what there is."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from verbale.errors import InputError
from verbale.model.negotiation import CONTENT_TYPES, Actor, Content, Event, Linkage, Position, Statement
from verbale.record.fields import SETTABLE, Vocabulary, value_of

KNOWN = Vocabulary(frozenset({"NOR", "SUD"}), frozenset({"water"}), frozenset({"Ada Orum", "Ben Lusk"}))


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        (Statement, "act", "deny", "deny"),
        (Statement, "act", "Deny", "deny"),
        (Statement, "said_on", "2018-11", "2018-11"),
        (Statement, "said_on", "none", None),
        (Statement, "speaker", "Ada Orum", "Ada Orum"),
        (Statement, "issues", "water", ["water"]),
        (Statement, "on_record", "yes", True),
        (Event, "status", "cancelled", "cancelled"),
        (Event, "actors", "Ada Orum, Ben Lusk", ["Ada Orum", "Ben Lusk"]),
        (Event, "historical", "no", False),
        (Event, "where", "Arl", "Arl"),
        (Actor, "party", "nor", "NOR"),
        (Position, "change", "shifted", "shifted"),
        (Linkage, "status", "met", "met"),
    ],
)
def test_a_value_that_fits_is_taken(kind: type[Content], field: str, text: str, value: Any) -> None:
    assert value_of(kind, field, text, KNOWN) == value


@pytest.mark.parametrize(
    ("kind", "field", "text", "complaint"),
    [
        (Statement, "act", "sing", "'sing' is no act; there are: state, agree"),
        (Statement, "wing", "x", "a statement has no field 'wing' to set; there are: speaker"),
        (Statement, "content", "x", "has no field 'content' to set"),
        (Statement, "said_on", "yesterday", "'yesterday' is no date in EDTF"),
        (Statement, "act", "none", "the act of a statement cannot be empty"),
        (Statement, "speaker", "Ada Orun", "no actor 'Ada Orun' is known; did you mean 'Ada Orum'"),
        (Actor, "party", "XYZ", "'XYZ' is no party; there are: NOR, SUD"),
        (Position, "issue", "land", "'land' is no issue; there are: water"),
        (Event, "historical", "perhaps", "historical must be yes or no"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(kind: type[Content], field: str, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        value_of(kind, field, text, KNOWN)


def test_a_list_is_emptied_and_what_cannot_be_is_refused_in_plain_words() -> None:
    assert value_of(Statement, "issues", "none", KNOWN) == []
    assert value_of(Event, "actors", "none", KNOWN) == []
    with pytest.raises(InputError, match="the type of an event cannot be empty"):
        value_of(Event, "type", "none", KNOWN)


def test_every_field_that_may_be_set_is_one() -> None:
    kinds = {kind.KIND: {f.name for f in fields(kind)} for kind in CONTENT_TYPES}
    derived = {("linkage", "status")}
    assert [(k, f) for k, names in SETTABLE.items() for f in names if f not in kinds[k] and (k, f) not in derived] == []
