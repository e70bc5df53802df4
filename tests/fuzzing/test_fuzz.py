"""Whatever a stranger wrote is read, or refused in one line: no other error, and no hang."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzzing.targets import PIECES, TEXTS, survives

SLOW = {"article", "clause"}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["\x00'Talks go on. \u200b“”\x00said ", "'””\"?'’said \t.‘’\x00"])
def test_quotation_marks_within_the_last_word_break_nothing(text: str) -> None:
    survives(TEXTS["article"], text)


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_that_is_written_breaks_or_hangs(name: str) -> None:
    piece = st.one_of(st.sampled_from(PIECES[name]), st.text(max_size=4))

    @settings(
        max_examples=30 if name in SLOW else 300,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(st.lists(piece, max_size=40).map("".join))
    def tried(text: str) -> None:
        survives(TEXTS[name], text)

    tried()
