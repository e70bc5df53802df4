"""Learned parts: chances, reasons and what a table does not know."""

import pytest

from verbale.understanding.weighing import Weighing

FERRY = Weighing(("sail", "stay"), {"bias": (0.0, 1.0), "calm": (3.0, 0.0), "fog": (0.0, 2.0), "Sunday": (0.1, 0.0)})


def test_chances_add_up_and_follow_the_weights() -> None:
    chances = FERRY.chances({"calm"})
    assert sum(chances.values()) == pytest.approx(1.0)
    assert FERRY.best({"calm"}) == ("sail", chances["sail"])
    assert FERRY.chances({"calm", "fog"})["sail"] < chances["sail"]


def test_a_feature_never_seen_leaves_what_is_common() -> None:
    assert FERRY.best({"hail"}) == FERRY.best(set())
    assert FERRY.best(set())[0] == "stay"


def test_the_reasons_are_what_spoke_most_for_a_choice() -> None:
    assert FERRY.reasons({"calm", "Sunday", "fog"}, "sail") == ("calm", "Sunday")
