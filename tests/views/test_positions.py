"""Which steps of a thread are shown."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record.tellings import wants

from verbale.model.record import Step, Telling, Thread
from verbale.views import positions
from verbale.views.positions import Course, shown


class Words:
    """A context that shows what a party wants in its words."""

    def words(self, telling: Telling[Any]) -> str:
        return str(telling.content.stance)


def test_a_step_within_the_words_of_another_of_its_article_is_left_out_and_words_are_folded_once_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, part = "wants the toll lifted and the weir opened", "the toll lifted"
    told = [wants(whole), wants(part), wants(part, article="b"), *(wants(f"asks for {n} ships") for n in range(40))]
    steps = tuple(Step(t, None) for t in told)
    course = Course(Thread(key="position:ARL:treaty", tellings=(), party="ARL", issue="treaty", course=steps), steps)
    folded: list[str] = []
    bag = positions.bag
    monkeypatch.setattr(positions, "bag", lambda words: folded.append(words) or bag(words))
    stays = shown(course, Words())
    assert [s.telling for s in stays] == [told[0], *told[2:]]
    assert len(folded) == len(told)
