"""Learned parts: chances, and what a table does not know."""

import pytest

from verbale.understanding.weighing import Weighing

FERRY = Weighing(("sail", "stay"), {"bias": (0.0, 1.0), "calm": (3.0, 0.0), "fog": (0.0, 2.0), "Sunday": (0.1, 0.0)})


def test_chances_add_up_and_follow_the_weights() -> None:
    chances = FERRY.chances({"calm"})
    assert sum(chances.values()) == pytest.approx(1.0)
    assert chances["sail"] > chances["stay"]
    assert FERRY.chances({"calm", "fog"})["sail"] < chances["sail"]


def test_a_feature_never_seen_leaves_what_is_common() -> None:
    assert FERRY.chances({"hail"}) == FERRY.chances(set())
    assert FERRY.chances(set())["stay"] > 0.5
