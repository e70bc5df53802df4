"""What reading costs as an article grows."""

import pytest
from evaluation.lengths import SHAPES, exponent, seconds, text_of
from evaluation.steps import Steps

from verbale.reading.pages import article


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_has_the_length_asked_for(shape: str) -> None:
    assert 5_000 <= len(text_of(shape, 5_000)) < 6_000


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["prose", "quotations", "short lines"])
def test_no_annotator_compares_each_with_all_before(shape: str) -> None:
    sizes, steps = (10_000, 60_000), Steps()
    steps.calls(article("first", text_of("prose", 2_000)))  # tables are loaded
    short, long = (steps.calls(article("page", text_of(shape, size))) for size in sizes)
    grown = {step: exponent(sizes, (short[step], long[step])) for step in short if short[step]}
    assert {step: by for step, by in grown.items() if by > 1.15} == {}


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("shape", ["prose", "quotations"])
def test_reading_costs_hardly_more_than_a_text_is_long(shape: str) -> None:
    sizes = (10_000, 40_000)
    rounds = [[seconds(shape, size)["all"] for size in sizes] for _ in range(3)]
    short, long = (min(costs) for costs in zip(*rounds, strict=True))  # what else runs only adds
    assert exponent(sizes, (short, long)) < 1.3  # measured: about 1.05; before places were looked up it was 1.5 to 2.5
