"""Fitting learned parts: the same weights each time, and judged without the negotiation at hand."""

from evaluation.training.fitting import Example, fitted, left_out


def _ferries() -> list[Example]:
    """Five harbours where ferries sail in calm and stay in fog."""
    return [
        Example(
            f"harbour {i % 5}", frozenset({"calm" if i % 2 else "fog", "bell"}), "sail" if i % 2 else "stay", "sail"
        )
        for i in range(40)
    ]


def test_a_fit_finds_what_decides_and_is_the_same_each_time() -> None:
    one, other = fitted(_ferries()), fitted(_ferries())
    assert one.weights == other.weights
    assert one.chances({"fog", "bell"})["stay"] > 0.5
    assert one.chances({"calm"})["sail"] > 0.5


def test_what_only_one_negotiation_has_does_not_help_it() -> None:
    examples = [*_ferries(), *[Example("island", frozenset({"whale"}), "whales", "sail")] * 5]
    assert "whales" not in left_out(examples)[-1]


def test_a_rare_feature_is_left_out() -> None:
    assert "whale" not in fitted([*_ferries(), Example("island", frozenset({"whale"}), "stay", "sail")]).weights
