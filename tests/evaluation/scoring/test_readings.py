from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.scoring.figures import Found, Right, Sums
from evaluation.scoring.spans import Candidate, Words, one_to_one

from evaluation.scoring import readings

TUNE = Path(__file__).parents[3] / "corpus" / "tune"


def compared() -> list[tuple[Any, str]]:
    texts = sorted(TUNE.glob("[a-c]*/[0-9][0-9]-*.txt"))
    return [(json.loads(p.with_suffix(".json").read_text("utf-8")), p.read_bytes().decode("utf-8")) for p in texts]


def test_gold_against_itself_is_one_in_every_measure() -> None:
    layers = readings.scored([(gold, gold, text) for gold, text in compared()])
    assert {n for rows in layers.values() for n, row in rows.items() if row.figure not in (None, 1.0)} == set()


def test_a_missing_reading_finds_nothing() -> None:
    layers = readings.scored([(gold, None, text) for gold, text in compared()])
    assert {row.figure for rows in layers.values() for row in rows.values()} <= {None, 0.0}


def test_quotation_marks_at_an_edge_touch_no_word() -> None:
    words = Words("He said “the door is open”.")
    assert words.touched([(8, 26)]) == words.touched([(9, 25)]) == {2, 3, 4, 5}


def test_the_best_fit_takes_its_two_first() -> None:
    assert one_to_one([Candidate((0.5,), 0, 0), Candidate((0.9,), 0, 1), Candidate((0.4,), 1, 1)]) == [(0, 1)]


def test_nothing_on_either_side_is_no_figure() -> None:
    assert Found().figure is None
    assert Right().figure is None


def test_a_measure_is_counted_in_one_way() -> None:
    sums = Sums()
    sums.right("events", "status", True)
    with pytest.raises(TypeError, match="two ways"):
        sums.found("events", "status", 1, 1, 1)
