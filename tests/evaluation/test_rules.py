from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from evaluation.rules import Row

from evaluation import rules
from verbale.understanding.builtin import BUILT_IN


def test_the_rules_of_the_shipped_tables_are_listed() -> None:
    found = {layer: list(rules.declared(layer)) for layer in BUILT_IN}
    assert {layer for layer, listed in found.items() if listed} >= {"times", "statements", "events", "linkages"}
    assert all(row.names or row.words for listed in found.values() for row in listed)


@pytest.mark.parametrize(
    ("row", "part", "is_meant"),
    [
        ({"name": "hold-talks"}, "hold-talks", True),
        ({"name": "suspended"}, "phases.suspended.break-off", True),
        ({"name": "suspended"}, "phases.resumed.take-up", False),
        ({"words": ["as long as", "while"]}, "only-if.as-long-as", True),
        ({"words": ["as long as", "while"]}, "only-if.provided", False),
    ],
)
def test_a_row_is_known_by_its_name_or_by_its_words(row: dict[str, Any], part: str, is_meant: bool) -> None:
    (declared,) = rules._rows("events", {"row": [{**row, "example": "Lima left."}]})
    assert declared.is_meant(part) is is_meant


def test_a_keyed_row_is_known_by_its_key() -> None:
    (declared,) = rules._rows("statements", {"say": {"kind": "speech", "example": "He said so."}})
    assert declared.is_meant("say")


def test_a_rule_that_fires_on_one_document_alone_is_to_go(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def three(layer: str) -> list[Row]:
        names = ("often", "once", "never")
        return [Row(layer, n, frozenset([n]), frozenset()) for n in names]

    def some(groups: Iterable[str], bench: Path | None, gold: Path | None) -> rules.Fired:
        return {("events", "often"): {("tune", 1), ("tune", 2)}, ("events", "once"): {("known", 1)}}

    monkeypatch.setattr(rules, "declared", three)
    monkeypatch.setattr(rules, "fired", some)
    assert rules.main(["--layer", "events", "--quick"]) == 0
    assert "3 rules; to go, since they fire on no document or on one alone: 2" in capsys.readouterr().out


def test_the_parts_of_a_rule_are_told_by_layer() -> None:
    assert list(rules._parts("events@1", "begin:hold-talks")) == [("events", "begin"), ("events", "hold-talks")]
    assert list(rules._parts("statements@1", "clause:say")) == [("statements", "say")]
