"""What reading costs as an article grows."""

import pytest
from evaluation.lengths import SHAPES, exponent, seconds, text_of


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_has_the_length_asked_for(shape: str) -> None:
    assert 5_000 <= len(text_of(shape, 5_000)) < 6_000


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("shape", ["prose", "quotations"])
def test_reading_costs_hardly_more_than_a_text_is_long(shape: str) -> None:
    sizes = (10_000, 40_000)
    rounds = [[seconds(shape, size)["all"] for size in sizes] for _ in range(3)]
    short, long = (min(costs) for costs in zip(*rounds, strict=True))  # what else runs only adds
    assert exponent(sizes, (short, long)) < 1.3  # measured: about 1.05; before places were looked up it was 1.5 to 2.5
