"""Every row of the table of positions finds its example and passes over its counter-example."""

from __future__ import annotations

from tests.understanding.frames.proving import failures

from verbale.understanding.positions.slots import Slots
from verbale.understanding.positions.taking import TABLE


def test_rows_find_their_examples_and_no_counter_example() -> None:
    assert failures(TABLE, lambda grammar: Slots(grammar).fills()) == []
